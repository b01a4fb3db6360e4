"""What the HTTP port is to strangers, on a real server over real sockets: its files are those of the console and no others,
its pages stand in no other page, pages of others change nothing, whoever is slow or leaves holds up nobody, and what is a
secret is repeated nowhere."""

import concurrent.futures
import hashlib
import http.client
import json
import os
import pathlib
import re
import socket
import struct
import tempfile
import time
import unittest
import urllib.parse

from http_client import HttpServer, frame
from server_process import SECONDS, source

TINY = "tests/e2e/packs/tiny"
EVALUATE = "bellwether.v1.ScoringService/Evaluate"
LIST_PACKS = "bellwether.v1.RulesService/ListPacks"
WATCH_PACKS = "bellwether.v1.RulesService/WatchPacks"
PUT_RECORDS = "bellwether.v1.AccountsService/PutRecords"
LIST_ACCOUNTS = "bellwether.v1.AccountsService/ListAccounts"
JSON = "application/json"
PAGE = "text/html,application/xhtml+xml,*/*;q=0.8"
REQUEST = {"account": {"id": "acme", "stage": "onboarding",
                       "signals": [{"name": "usage", "number": 0.9}, {"name": "nps", "number": 40}]}}
RECORD = {"kind": "account", "id": "acme-1", "account": "acme", "at": {"date": {"year": 2026, "month": 1, "day": 5}},
          "fields": [{"name": "stage", "text": "onboarding"}], "signals": [{"name": "usage", "number": 0.9}]}
HIDDEN = "what-nobody-is-to-read-41c7"
SPOKEN = 'alert("41c7")'
TOKEN = "bwt_reader-56789abcdefghijklmnopqrstuvwxyzABCDEF"


def parts_of(answer):
    """(status, headers, body) of an answer as bytes, which may be none."""
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines if ": " in line)
    return int(first.split(" ")[1]) if first else None, headers, body


def get(server, target, *lines):
    """The same of an address as it is, which no client makes a better one."""
    request = "\r\n".join((f"GET {target} HTTP/1.1", "Host: localhost", "Connection: close", *lines, "", ""))
    return parts_of(server.raw(request.encode("latin-1")))


def metric(server, name):
    line = next(line for line in server.log if "serving metrics" in line)
    host, port = re.search(r"address=([\d.]+):(\d+)", line).groups()
    asked = http.client.HTTPConnection(host, int(port), timeout=SECONDS)
    asked.request("GET", "/metrics")
    text = asked.getresponse().read().decode()
    asked.close()
    return float(re.search(rf"^{name} (\S+)$", text, re.MULTILINE).group(1))


def becomes_true(condition):
    until = time.monotonic() + 15
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def console_in(folder):
    """A console's files, and around and among them what is none of them."""
    console = folder / "console"
    (console / "assets").mkdir(parents=True)
    (console / "index.html").write_text("<p>entrance</p>")
    (console / "assets/index-1f.js").write_text("'script'")
    (folder / "secret.txt").write_text(HIDDEN)
    (folder / "console2").mkdir()
    for hidden in (console / ".env", console / "assets/.env", folder / "console2/secret.txt"):
        hidden.write_text(HIDDEN)
    (console / "link.txt").symlink_to(folder / "secret.txt")
    (console / "linked").symlink_to(folder)
    return console


class EdgeTest(unittest.TestCase):
    @classmethod
    def folder(cls):
        made = tempfile.TemporaryDirectory()
        cls.addClassCleanup(made.cleanup)
        return pathlib.Path(made.name)


class FilesTest(EdgeTest):
    """Path traversal: files are read once, at the start, and found by their whole names."""

    @classmethod
    def setUpClass(cls):
        cls.place = cls.folder()
        cls.console = console_in(cls.place)
        cls.server = HttpServer(TINY, "--console", str(cls.console))
        cls.addClassCleanup(cls.server.kill)

    def test_the_console_is_there(self):
        for target, body in (("/", b"<p>entrance</p>"), ("/assets/index-1f.js", b"'script'"),
                             ("/accounts/acme?on=2026-03-01", b"<p>entrance</p>")):
            self.assertEqual(get(self.server, target, f"Accept: {PAGE}")[::2], (200, body), target)

    def test_no_address_leads_out_of_it(self):
        outside = str(self.place / "secret.txt")
        targets = [
            "/../secret.txt", "/../../../../../../etc/passwd", "/assets/../../secret.txt", "/assets/..%2f..%2fsecret.txt",
            "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/assets/%252e%252e/%252e%252e/secret.txt", "/..%5csecret.txt",
            "/..\\secret.txt", "/....//secret.txt", "/.%2e/secret.txt", "/%c0%ae%c0%ae/secret.txt",
            "/%uff0e%uff0e/secret.txt", "/..;/secret.txt", "/./../secret.txt", "//secret.txt", "//../secret.txt",
            "/secret.txt", "/console/../secret.txt", "/console2/secret.txt", "/../console2/secret.txt", "/index.html%00.txt",
            "/assets/index-1f.js/../../../secret.txt", "/assets/index-1f.js%00/../../../secret.txt", outside, f"/{outside}",
            f"/%2f{outside[1:]}", f"file://{outside}", "http://localhost/../secret.txt", "*", "/assets", "/assets/",
            "/.env", "/assets/.env", "/%2eenv", "/link.txt", "/linked/secret.txt", "/linked", "/etc/passwd",
            "/proc/self/environ", "/proc/self/cmdline", "/docs/api/../../secret.txt", "/index.html/../../secret.txt",
        ]
        for target in targets:
            for accept in ("*/*", PAGE):
                with self.subTest(target=target, accept=accept):
                    status, headers, body = get(self.server, target, f"Accept: {accept}")
                    self.assertIn(status, (200, 400, 404))
                    if status == 200:  # a browser that goes to an address finds the entrance, and nothing else
                        self.assertEqual((accept, body), (PAGE, b"<p>entrance</p>"))
                    for word in (HIDDEN, "root:", "BELLWETHER"):
                        self.assertNotIn(word.encode(), body)
                        self.assertNotIn(word, str(headers))

    def test_what_comes_later_is_not_served(self):
        (self.console / "later.js").write_text(HIDDEN)
        script = self.console / "assets/index-1f.js"
        script.unlink()
        script.symlink_to(self.place / "secret.txt")
        self.assertEqual(get(self.server, "/later.js")[0], 404)
        self.assertEqual(get(self.server, "/assets/index-1f.js")[::2], (200, b"'script'"))

    def test_nothing_is_written_or_removed(self):
        for method in ("PUT", "DELETE", "PATCH", "POST", "MKCOL", "MOVE", "TRACE", "CONNECT"):
            for path in ("/new.html", "/assets/index-1f.js", "/"):
                with self.subTest(method=method, path=path):
                    status, headers, body = self.server.request(method, path, b"x", content_type="text/html",
                                                                x_told=HIDDEN)
                    self.assertIn(status, (404, 405))
                    self.assertNotIn(HIDDEN, body.decode() + str(headers))  # as TRACE would repeat it
        self.assertFalse((self.console / "new.html").exists())


class FramesTest(EdgeTest):
    """Clickjacking, and texts of strangers that a browser could take for a page."""

    @classmethod
    def setUpClass(cls):
        cls.server = HttpServer(TINY, "--console", str(console_in(cls.folder())))
        cls.addClassCleanup(cls.server.kill)

    def test_no_page_stands_in_another_one_or_has_anything_of_others(self):
        for target in ("/", "/accounts/acme", "/assets/index-1f.js", "/docs/api", "/docs/api.js", "/docs/api.css",
                       "/openapi.json"):
            for method in ("GET", "HEAD"):
                with self.subTest(target=target, method=method):
                    status, headers, _ = self.server.request(method, target, accept=PAGE)
                    self.assertEqual(status, 200)
                    policy = dict((*part.split(maxsplit=1), "")[:2]
                                  for part in headers["content-security-policy"].split("; "))
                    for directive in ("default-src", "frame-ancestors", "base-uri", "form-action"):
                        self.assertEqual(policy.pop(directive), "'none'", directive)
                    self.assertEqual(policy.pop("require-trusted-types-for"), "'script'")
                    self.assertEqual(set(policy.values()), {"'self'"}, policy)
                    self.assertEqual(headers["x-content-type-options"], "nosniff")
                    self.assertEqual(headers["referrer-policy"], "no-referrer")
                    self.assertNotIn("access-control-allow-origin", headers)

    def test_no_refusal_is_a_page(self):
        tag = f"<script>{SPOKEN}</script>"
        quoted = urllib.parse.quote(tag)
        for target, *lines in ((f"/{tag}",), (f"/bellwether.v1.{tag}/x", f"Accept: {PAGE}"), (f"/{EVALUATE}?{tag}",),
                               (f"/{LIST_PACKS}?encoding={quoted}",), (f"/{LIST_PACKS}?encoding=json&message={quoted}",),
                               (f"/{LIST_PACKS}?encoding=json&message=%7B%7D&compression={quoted}",),
                               ("/", f"Origin: http://{tag}"), ("/x.y", f"Content-Type: {tag}"),
                               ("/x.y", "Content-Type: application/grpc-web+json")):
            with self.subTest(target=target, lines=lines):
                status, headers, body = get(self.server, target, *lines)
                self.assertGreaterEqual(status, 400)
                self.assertRegex(headers["content-type"], r"^(application/json|text/plain; charset=utf-8)$")
                self.assertEqual(headers["x-content-type-options"], "nosniff")
                self.assertEqual(headers["cache-control"], "no-store")
                self.assertNotIn(SPOKEN, str(headers))
                self.assertLess(len(body), 1_000)

    def test_no_header_is_made_by_a_value(self):
        for value in ("a%0d%0aSet-Cookie: b=1", "a\rSet-Cookie: b=1", "\u0085Set-Cookie: b=1"):
            answer = self.server.raw((f"POST /{LIST_PACKS} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                      f"X-Request-Id: {value}\r\nContent-Type: {JSON}\r\nContent-Length: 2\r\n\r\n{{}}")
                                     .encode("latin-1"))
            self.assertNotRegex(answer, rb"(?im)^set-cookie")


class PagesOfOthersTest(EdgeTest):
    """Cross-site requests, to a server that asks nobody who they are."""

    @classmethod
    def setUpClass(cls):
        cls.server = HttpServer(TINY, "--store", f"sqlite:{cls.folder()}/store.db")
        cls.addClassCleanup(cls.server.kill)

    def accounts(self):
        status, answer = self.server.post(LIST_ACCOUNTS, {})
        self.assertEqual(status, 200, answer)
        return len(answer.get("accounts", []))

    def test_forms_change_nothing(self):
        body = json.dumps({"records": [RECORD]}).encode()
        field = b"".join((b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n", body, b"\r\n--x--\r\n"))
        for kind, sent in (("text/plain", body), ("text/plain; charset=utf-8", body), ("", body),
                           ("application/x-www-form-urlencoded", body), ("multipart/form-data; boundary=x", field),
                           # Nor what a page can say of JSON without being asked for leave.
                           ("text/plain; application/json", body), ("text/plain, application/json", body)):
            for lines in ({}, {"origin": "https://evil.example"}, {"origin": "null"},
                          {"origin": "https://evil.example", "cookie": "a=b", "sec_fetch_site": "cross-site"}):
                with self.subTest(kind=kind, lines=lines):
                    status, headers, _ = self.server.request("POST", f"/{PUT_RECORDS}", sent, content_type=kind, **lines)
                    self.assertEqual(status, 403 if "origin" in lines else 415)
                    self.assertNotIn("access-control-allow-origin", headers)
        self.assertEqual(self.accounts(), 0)

    def test_what_a_page_may_not_ask_is_not_done_before_it_is_refused(self):
        for origin in ("https://evil.example", "null", "http://127.0.0.1:1", f"https://127.0.0.1:{self.server.port}"):
            status, answer = self.server.post(PUT_RECORDS, {"records": [RECORD]}, origin=origin)
            self.assertEqual((status, answer["code"]), (403, "permission_denied"), origin)
        self.assertEqual(self.accounts(), 0)

    def test_the_very_call_is_done_for_the_servers_own_page(self):
        other = HttpServer(TINY, "--store", f"sqlite:{self.folder()}/store.db")
        self.addCleanup(other.kill)
        status, answer = other.post(PUT_RECORDS, {"records": [RECORD]}, origin=f"http://127.0.0.1:{other.port}")
        self.assertEqual(status, 200, answer)
        _, answer = other.post(LIST_ACCOUNTS, {})
        self.assertEqual(len(answer["accounts"]), 1)

    def test_no_link_changes_anything(self):
        """An image or a link of another page asks by GET, and without an Origin."""
        paths = json.loads(pathlib.Path(source("protos/openapi/openapi.json")).read_text())["paths"]
        changing = [path for path, item in paths.items() if "get" not in item]
        self.assertGreater(len(changing), 20)
        self.assertIn(f"/{PUT_RECORDS}", changing)
        for path in changing:
            with self.subTest(path=path):
                for method in ("GET", "HEAD"):
                    status, headers, _ = self.server.request(method, f"{path}?encoding=json&message=%7B%7D")
                    self.assertIn(status, (404, 405))  # 404: a service that this server does not have
                    self.assertEqual(headers.get("allow", "POST"), "POST")

    def test_nobody_is_known_by_what_a_browser_adds_itself(self):
        for path, body in (("/", None), ("/docs/api", None), (f"/{LIST_PACKS}", b"{}")):
            _, headers, _ = self.server.request("POST" if body else "GET", path, body, content_type=JSON, cookie="a=b")
            self.assertNotIn("set-cookie", headers)
            self.assertNotIn("access-control-allow-credentials", headers)


class SlowAndBrokenTest(EdgeTest):
    """Clients that are slow, or leave: others are served, and nothing of theirs is kept."""

    def setUp(self):
        self.server = HttpServer(TINY, "--handshake-timeout", "2s", "--max-http-connections", "300",
                                 "--metrics-listen", "127.0.0.1:0")
        self.addCleanup(self.server.kill)

    def good_calls(self, count=30):
        """The slowest of some calls, in seconds."""
        slowest = 0
        for _ in range(count):
            begun = time.monotonic()
            self.assertEqual(self.server.post(EVALUATE, REQUEST)[0], 200)
            slowest = max(slowest, time.monotonic() - begun)
        return slowest

    def request(self, method=EVALUATE, message=None, kind=JSON, *lines):
        body = message if isinstance(message, bytes) else json.dumps(message or REQUEST).encode()
        return "\r\n".join((f"POST /{method} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}",
                            f"Content-Length: {len(body)}", *lines, "", "")).encode() + body

    def leave(self, stream):
        """With a reset, as a process does that is killed with bytes unread."""
        stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        stream.close()

    def test_many_halves_of_requests_hold_up_nobody(self):
        whole = self.request()
        held = []
        for number in range(240):
            stream = self.server.socket()
            self.addCleanup(stream.close)
            stream.sendall(whole[:1 + number % (len(whole) - 1)])
            held.append(stream)
        self.assertTrue(becomes_true(lambda: metric(self.server, "bellwether_http_connections") >= 240))
        self.assertLess(self.good_calls(), 2)
        # Heads that do not end are not waited for; of bodies a minute is.
        heads = [stream for number, stream in enumerate(held) if b"\r\n\r\n" not in whole[:1 + number % (len(whole) - 1)]]
        self.assertGreater(len(heads), 100)
        for stream in heads:
            self.assertTrue(stream.recv(100).startswith(b"HTTP/1.1 408 "))
        self.assertTrue(becomes_true(
            lambda: metric(self.server, "bellwether_http_connections") <= len(held) - len(heads)))

    def test_whoever_leaves_is_forgotten(self):
        whole, watching = self.request(), self.request(WATCH_PACKS, frame({}), "application/connect+json")
        for _ in range(20):
            for sent in (b"", whole[:10], whole[:-5], whole, whole * 20, watching, watching[:-1], b"\0" * 5_000):
                for leave in (socket.socket.close, self.leave):
                    stream = self.server.socket()
                    stream.sendall(sent)
                    if sent == watching:
                        stream.recv(10)
                    leave(stream)
        self.assertTrue(becomes_true(lambda: metric(self.server, "bellwether_http_connections") == 0))
        self.assertTrue(becomes_true(lambda: metric(self.server, "bellwether_calls_in_flight") == 0))
        self.assertLess(self.good_calls(), 2)

    def test_whoever_asks_and_never_reads_holds_up_nobody(self):
        def memory():
            text = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text()
            return int(re.search(r"VmRSS:\s+(\d+) kB", text).group(1)) / 1024

        self.good_calls()
        before = memory()
        asked = b"GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 2_000  # a gigabyte of answers
        streams = []
        for _ in range(20):
            stream = self.server.socket()
            self.addCleanup(stream.close)
            stream.setblocking(False)
            try:
                stream.send(asked)
            except BlockingIOError:
                pass
            streams.append(stream)
        self.assertLess(self.good_calls(), 2)
        self.assertLess(memory() - before, 200)

    def test_many_at_once_that_are_broken_in_all_ways(self):
        whole = self.request()
        broken = [whole.replace(b"HTTP/1.1", b"HTTP/9.9"), whole.replace(b"Host", b"H\0st"), whole.replace(b": ", b" "),
                  whole.replace(b"Content-Length", b"Content-Length: 7\r\nContent-Length"), b"\xff" * 3_000,
                  whole.replace(JSON.encode(), b"text/plain"), whole.replace(b"{", b"["), b"\r\n" * 2_000, b"GET",
                  b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 3_000, whole.replace(b"\r\n", b"\n")]

        def ask(number):
            try:
                return parts_of(self.server.raw(broken[number % len(broken)]))[0]
            except (OSError, ValueError, IndexError) as error:
                return repr(error)

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            statuses = list(pool.map(ask, range(15 * len(broken))))
        self.assertLessEqual(set(statuses), {None, 400, 408, 415, 431}, statuses)
        self.assertLess(self.good_calls(), 2)


class SecretsTest(EdgeTest):
    """A token is in no log, no answer and no file, however it came."""

    @classmethod
    def setUpClass(cls):
        cls.place = cls.folder()
        (cls.place / "kept").mkdir()
        access = cls.place / "access.yaml"
        access.write_text(f"tokens:\n  - {{name: reader, sha256: {hashlib.sha256(TOKEN.encode()).hexdigest()}, "
                          "roles: [read, score, admin]}\n")
        cls.server = HttpServer(TINY, "--access-file", str(access), "--log-level", "debug", "--slow-call", "1ns",
                                "--decision-log", str(cls.place / "kept/decisions"), "--state", str(cls.place / "kept/state"),
                                "--store", f"sqlite:{cls.place}/kept/store.db", "--metrics-listen", "127.0.0.1:0")
        cls.addClassCleanup(cls.server.kill)

    def ways(self):
        """(bytes of a request, whether it is one that is answered 200)"""
        def ask(*lines, target=f"/{EVALUATE}", method="POST", body=json.dumps(REQUEST)):
            return "\r\n".join((f"{method} {target} HTTP/1.1", "Host: localhost", "Connection: close",
                                f"Content-Length: {len(body)}", *lines, "", body)).encode()

        json_body, known, unknown = f"Content-Type: {JSON}", f"Authorization: Bearer {TOKEN}", f"Authorization: Bearer {TOKEN}x"
        yield ask(json_body, known), True
        yield ask(json_body, known, target=f"/{PUT_RECORDS}", body=json.dumps({"records": [RECORD]})), True
        yield ask(json_body, known, body='{"account": {"id": "acme", "stage": "nowhere"}}'), False
        yield ask(json_body, known, body="{"), False
        yield ask(json_body, unknown), False
        for line in (f"Authorization: {TOKEN}", f"Authorization: Basic {TOKEN}", f"Authorization: bearer  {TOKEN} {TOKEN}",
                     f"Cookie: token={TOKEN}", f"X-Api-Key: {TOKEN}", f"Proxy-Authorization: Bearer {TOKEN}",
                     f"Grpc-Metadata-Authorization: Bearer {TOKEN}", f"Referer: https://a.example/?token={TOKEN}"):
            yield ask(json_body, line), False
        yield ask(json_body, known, "Transfer-Encoding: chunked"), False
        yield ask(json_body, known, "X\0: y"), False
        yield ask(json_body, f"Authorization: Bearer {TOKEN}\xe9"), False
        yield ask(json_body, known, "Origin: https://evil.example"), False
        yield ask(json_body, known, "Content-Encoding: br"), False
        yield ask("Content-Type: text/plain", known), False
        yield ask(json_body, known, method="PUT"), False
        yield ask(known, target=f"/nothing?access_token={TOKEN}", method="GET", body=""), False
        yield ask(known, target=f"/{LIST_PACKS}?encoding=json&message=%7B%7D&access_token={TOKEN}", method="GET", body=""), True
        yield ask(json_body, known, f"X-Long: {'x' * 20_000}"), False

    def test_it_is_repeated_nowhere(self):
        for request, is_good in self.ways():
            answer = self.server.raw(request)
            with self.subTest(request=request[:120]):
                self.assertEqual(answer.startswith(b"HTTP/1.1 200 "), is_good, answer[:300])
                self.assertNotIn(TOKEN.encode(), answer)
        metric(self.server, "bellwether_http_calls_total")
        time.sleep(0.5)
        log = "\n".join(self.server.log)
        self.assertIn("HTTP request refused", log)
        self.assertIn("reader", log)  # who it was
        self.server.kill()
        log = "\n".join(self.server.log)
        self.assertNotIn(TOKEN, log)
        self.assertNotIn(hashlib.sha256(TOKEN.encode()).hexdigest(), log)
        kept = [pathlib.Path(folder) / name for folder, _, names in os.walk(self.place / "kept") for name in names]
        self.assertGreater(len(kept), 1)
        for path in kept:
            self.assertNotIn(TOKEN.encode(), path.read_bytes(), path)


if __name__ == "__main__":
    unittest.main()
