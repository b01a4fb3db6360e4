"""Clients of the HTTP port that are broken, slow, or say two things at once, on a real server over real sockets: none of
their bytes becomes a request that they did not plainly make, each is sent away in bounded time, and others are served."""

import json
import pathlib
import resource
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

from http_client import HttpServer, read_to_end
from server_process import SECONDS

TINY = "tests/e2e/packs/tiny"
LIST_PACKS = "bellwether.v1.RulesService/ListPacks"
PUT_RECORDS = "bellwether.v1.AccountsService/PutRecords"
LIST_ACCOUNTS = "bellwether.v1.AccountsService/ListAccounts"
RECORD = {"kind": "account", "id": "r1", "account": "hidden", "at": {"date": {"year": 2026, "month": 1, "day": 5}},
          "fields": [{"name": "stage", "text": "onboarding"}], "signals": [{"name": "usage", "number": 0.9}]}


def request(*lines, method="POST", path=f"/{LIST_PACKS}", body=b"", kind="application/json"):
    """A request as it is written here: of lines, none is put in or mended."""
    head = [f"{method} {path} HTTP/1.1".encode(), b"Host: localhost", f"Content-Type: {kind}".encode(), *lines]
    return b"\r\n".join([*head, b"", b""]) + body


def whole(body=b"{}", path=f"/{LIST_PACKS}", *lines):
    return request(f"Content-Length: {len(body)}".encode(), *lines, path=path, body=body)


# A request that stands in what belongs to another one. It must never be answered, nor done.
HIDDEN = whole(json.dumps({"records": [RECORD]}).encode(), f"/{PUT_RECORDS}")


def chunk(body, size=None):
    return (size if size is not None else b"%x" % len(body)) + b"\r\n" + body + b"\r\n"


def statuses(answer):
    """Of all answers that came, one after the other."""
    return [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]


class ClientsTest(unittest.TestCase):
    @classmethod
    def start(cls, *options, tls=None):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        server = HttpServer(TINY, "--store", f"sqlite:{folder.name}/store.db", *options, tls=tls)
        cls.addClassCleanup(server.kill)
        return server

    def is_served(self, server, count=10):
        """Others are answered, and soon."""
        begun = time.monotonic()
        for _ in range(count):
            self.assertEqual(server.post(LIST_PACKS, {})[0], 200)
        self.assertLess(time.monotonic() - begun, 5)


class TwoMeaningsTest(ClientsTest):
    """Requests that a proxy in front may read as others: smuggling."""

    @classmethod
    def setUpClass(cls):
        cls.server = cls.start("--handshake-timeout", "1s")

    def tearDown(self):
        self.is_not_done()

    def is_not_done(self):
        status, answer = self.server.post(LIST_ACCOUNTS, {})
        self.assertEqual((status, answer.get("accounts", [])), (200, []))

    def answers(self, *parts):
        """What is answered within a moment, also where the connection then stays."""
        with self.server.socket() as stream:
            stream.settimeout(0.3)
            answer = b""
            for part in parts:
                try:
                    stream.sendall(part)
                    while more := stream.recv(1 << 20):
                        answer += more
                except OSError:
                    pass
            return answer

    def is_refused(self, text):
        """One answer, that it is no request; then the connection ends, and what came behind is not looked at."""
        found = statuses(self.server.raw(text + HIDDEN))
        self.assertEqual(found, [400])

    def test_the_hidden_request_is_one_that_would_be_done(self):
        other = self.start()
        self.assertEqual(statuses(other.raw(HIDDEN + whole(b"{}", f"/{LIST_ACCOUNTS}", b"Connection: close"))), [200, 200])
        self.assertEqual(len(other.post(LIST_ACCOUNTS, {})[1]["accounts"]), 1)

    def test_two_ways_to_say_how_long_a_body_is(self):
        length, chunked = b"Content-Length: 2", b"Transfer-Encoding: chunked"
        for lines in ((length, chunked), (chunked, length), (length, b"Content-Length: 2"), (length, b"Content-Length: 7"),
                      (b"Content-Length: 2, 2",), (chunked, chunked), (b"Transfer-Encoding: chunked, chunked",),
                      (b"Transfer-Encoding: chunked, identity",), (b"Transfer-Encoding: identity",),
                      (b"Transfer-Encoding: gzip, chunked",), (b"Transfer-Encoding: chunked;q=1",),
                      (b"Transfer-Encoding: x", chunked), (chunked, b"Transfer-Encoding: x"),
                      (b"Transfer-Encoding: \x0bchunked",), (b"Transfer-Encoding: chunked\x0c",),
                      (b'Transfer-Encoding: "chunked"',), (b"Transfer-Encoding:",), (b"Transfer-Encoding: ,chunked",)):
            for body in (b"{}", chunk(b"{}") + chunk(b"")):
                with self.subTest(lines=lines, body=body):
                    self.is_refused(request(*lines, body=body))

    def test_lengths_that_are_no_number(self):
        for length in (b"", b"+2", b"-2", b"0x2", b"2 2", b"2;", b"2.0", b"2e0", b"\x0b2", b"18446744073709551618",
                       b"2" * 400, "٢".encode(), b"2\x00"):
            with self.subTest(length=length):
                self.is_refused(request(b"Content-Length: " + length, body=b"{}"))

    def test_lines_that_end_or_go_on_as_no_line_does(self):
        for line in (b"X: a\nTransfer-Encoding: chunked", b"X: a\rTransfer-Encoding: chunked",
                     b"X: a\r\n Transfer-Encoding: chunked", b"X: a\r\n\tTransfer-Encoding: chunked",
                     b"Transfer-Encoding:\r\n chunked", b"X: a\x00\r\nTransfer-Encoding: chunked",
                     b"Transfer-Encoding : chunked", b" Transfer-Encoding: chunked", b"Transfer-Encoding\t: chunked",
                     b"Transfer-Encoding", b": chunked", b"X\x00: a", b"X\xff: a", b"X(: a", b"X: a\r\r\nY: b"):
            for body in (b"{}", chunk(b"{}") + chunk(b"")):
                with self.subTest(line=line, body=body):
                    self.is_refused(request(b"Content-Length: %d" % len(body), line, body=body))

    def test_chunks_that_can_be_read_in_two_ways(self):
        for size in (b"0x2", b"+2", b"-2", b"", b"2 2", b"g", b"2_0", b"2\n", b"2;a\nb", b"2;a=\"\n\"", b"2;\n", b"2\r",
                     b"2;a\rb", b"fffffffffffffffff", b"2;" + b"a" * 20_000, b"2;a=\"b"):
            with self.subTest(size=size[:20]):
                self.is_refused(request(b"Transfer-Encoding: chunked", body=chunk(b"{}", size) + chunk(b"")))
        for body in (b"2\n{}\n0\n\n", b"2\r\n{}0\r\n\r\n", b"2\r\n{}\n0\r\n\r\n", b"2\r\n{}\r0\r\n\r\n", b"2\r\n{}xx0\r\n\r\n",
                     b"1\r\n{}\r\n0\r\n\r\n", chunk(b"{}") + b"0\r\nX : y\r\n\r\n", chunk(b"{}") + b"0\r\n y\r\n\r\n"):
            with self.subTest(body=body):
                self.is_refused(request(b"Transfer-Encoding: chunked", body=body))

    def test_trailers_say_nothing_of_the_request(self):
        for lines, status in ((b"Authorization: Bearer x\r\nHost: evil.example\r\nOrigin: https://evil.example", 200),
                              (b"Content-Length: %d" % len(HIDDEN), 400), (b"Transfer-Encoding: chunked", 400)):
            with self.subTest(lines=lines):
                body = chunk(b"{}") + b"0\r\n" + lines + b"\r\n\r\n"
                text = request(b"Transfer-Encoding: chunked", b"Connection: close", body=body)
                self.assertEqual(statuses(self.server.raw(text + HIDDEN)), [status])

    def test_first_lines_that_are_none(self):
        for line in (b" POST / HTTP/1.1", b"POST  / HTTP/1.1", b"POST /  HTTP/1.1", b"POST\t/\tHTTP/1.1", b"POST / HTTP/1.1 ",
                     b"POST / http/1.1", b"POST / HTTP/1.10", b"POST / HTTP/01.1", b"POST / HTTP/1", b"POST /", b"POST",
                     b"POST / HTTP/2.0", b"POST / HTTP/0.9", b"P\x00ST / HTTP/1.1", b"POST /\x00 HTTP/1.1", b"POST /\x7f HTTP/1.1",
                     b"PO(ST / HTTP/1.1", b"POST /a b HTTP/1.1", b"PRI * HTTP/2.0", b"\x16\x03\x01\x02\x00\x01", b"HTTP/1.1 200 OK"):
            with self.subTest(line=line):
                self.is_refused(line + b"\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}")

    def test_hosts_that_are_none_or_several(self):
        for lines in (b"", b"Host:\r\n", b"Host: localhost\r\nHost: localhost\r\n", b"Host:\r\nHost: localhost\r\n",
                      b"Host: localhost\r\nHost:\r\n"):
            with self.subTest(lines=lines):
                self.is_refused(b"POST / HTTP/1.1\r\n" + lines + b"Content-Length: 2\r\n\r\n{}")
        # Without an access file the server is known by its numbers alone, however a name is written.
        for host in (b"evil.example", b"localhost.evil.example", b"evil.example#localhost", b"localhost@evil.example",
                     b"localhost/evil", b"127.0.0.1.evil.example", b"localhost,evil.example", b"local host", b"[::1]evil.example"):
            with self.subTest(host=host):
                text = whole().replace(b"Host: localhost", b"Host: " + host + b"\r\nConnection: close")
                self.assertIn(statuses(self.server.raw(text)), ([400], [403]))

    def test_an_answer_that_does_not_wait_for_the_body_is_the_last(self):
        """What belongs to the body of a refused request is not taken for the next one."""
        length = f"Content-Length: {len(HIDDEN)}".encode()
        for head in (request(length, path="/nothing"), request(length, method="PUT"), request(length, kind="text/plain"),
                     request(length, b"Origin: https://evil.example"), request(length, method="GET", path="/openapi.json"),
                     request(length, method="HEAD", path="/openapi.json"), request(length, method="OPTIONS", path="/*"),
                     request(length, method="TRACE"), request(length, method="GET", path=f"/{LIST_PACKS}?encoding=json&message=%7B%7D"),
                     request(length, b"Expect: tea"), request(length, b"Content-Encoding: br"),
                     request(length, b"Connect-Protocol-Version: 9")):
            for encoded in (head, head.replace(length, b"Transfer-Encoding: chunked")):
                with self.subTest(head=encoded):
                    body = HIDDEN if encoded is head else chunk(HIDDEN) + chunk(b"")
                    for parts in ((encoded + body,), (encoded, body)):
                        found = statuses(self.answers(*parts))
                        self.assertEqual(len(found), 1, found)

    def test_nothing_is_spoken_but_http_1(self):
        upgrade = request(b"Content-Length: 2", b"Connection: Upgrade, HTTP2-Settings", b"Upgrade: h2c", b"HTTP2-Settings: AAMAAABk", body=b"{}")
        answer = self.server.raw(upgrade + b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + HIDDEN)
        self.assertEqual(statuses(answer), [200, 400])
        socket_of_the_web = request(b"Connection: Upgrade, close", b"Upgrade: websocket", b"Sec-WebSocket-Version: 13",
                                    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", method="GET", path="/openapi.json")
        self.assertEqual(statuses(self.server.raw(socket_of_the_web)), [200])
        self.assertEqual(statuses(self.server.raw(request(b"Connection: close", method="CONNECT", path="localhost:443"))), [404])

    def test_ranges_and_conditions_give_the_whole(self):
        """Files are small and never cut: a list of ranges costs no more than none."""
        whole_file = self.server.request("GET", "/openapi.json")
        self.assertEqual(whole_file[0], 200)
        for headers in ({"range": "bytes=0-1"}, {"range": "bytes=" + ",".join(f"{n}-" for n in range(1500))},
                        {"range": "bytes=5-1"}, {"range": "bytes=99999999999-"}, {"if_none_match": "*"},
                        {"if_modified_since": "Fri, 01 Jan 2100 00:00:00 GMT"}, {"if_range": '"x"', "range": "bytes=0-1"},
                        {"if_match": '"x"'}):
            with self.subTest(headers=str(headers)[:60]):
                status, _, body = self.server.request("GET", "/openapi.json", **headers)
                self.assertEqual((status, body), (200, whole_file[2]))


class PaceTest(ClientsTest):
    """Those who send slowly, leave halfway, or only stay."""

    @classmethod
    def setUpClass(cls):
        cls.server = cls.start("--handshake-timeout", "1s", "--max-connection-idle", "4s", "--max-http-connections", "400")

    def drip(self, text, pause=0.05):
        """How long somebody is listened to who sends a byte now and then, and what the end was."""
        with self.server.socket() as stream:
            begun = time.monotonic()
            answer = b""
            stream.settimeout(pause)
            for byte in text:
                try:
                    stream.sendall(bytes((byte,)))
                    answer += stream.recv(1000)
                    break
                except TimeoutError:
                    continue
                except OSError:
                    break
            stream.settimeout(SECONDS)
            return time.monotonic() - begun, answer + read_to_end(stream)

    def test_a_byte_now_and_then_holds_no_place(self):
        texts = (b"\r\n" * 500, b"POST /" + b"x" * 500, b"POST / HTTP/1.1\r\n" + b"X: y\r\n" * 100, b"\x16\x03\x01" + b"\0" * 500)
        found = {}

        def one(number):
            found[number] = self.drip(texts[number % len(texts)])

        threads = [threading.Thread(target=one, args=(number,)) for number in range(40)]
        for thread in threads:
            thread.start()
        self.is_served(self.server)
        for thread in threads:
            thread.join()
        for number, (lasted, answer) in found.items():
            with self.subTest(text=texts[number % len(texts)][:20]):
                self.assertLess(lasted, 6)
                self.assertIn(statuses(answer), ([], [400], [408]))

    def test_the_clock_of_one_head_does_not_begin_anew_behind_another(self):
        """A good request first does not buy time for a slow one."""
        with self.server.socket() as stream:
            stream.sendall(whole() + b"POST / HT")
            begun = time.monotonic()
            self.assertEqual(statuses(read_to_end(stream)), [200, 408])
            self.assertLess(time.monotonic() - begun, 6)

    def test_whoever_only_stays_is_let_go(self):
        begun = time.monotonic()
        with self.server.socket() as silent, self.server.socket() as served:
            served.sendall(whole())
            self.assertEqual(statuses(read_to_end(served)), [200])
            self.assertEqual(read_to_end(silent), b"")
        self.assertLess(time.monotonic() - begun, 15)

    def test_half_closed(self):
        for sent in (b"", b"POST", whole()[:-1], request(b"Transfer-Encoding: chunked", body=b"5\r\n{"), whole() + b"POST / HTTP"):
            with self.subTest(sent=sent), self.server.socket() as stream:
                stream.sendall(sent)
                time.sleep(0.1)
                stream.shutdown(socket.SHUT_WR)
                begun = time.monotonic()
                self.assertLessEqual(set(statuses(read_to_end(stream))), {200, 400, 408})
                self.assertLess(time.monotonic() - begun, 5)
        self.is_served(self.server)

    def test_lengths_that_are_wrong(self):
        # More than was said is the next request, and none.
        self.assertEqual(statuses(self.server.raw(whole() + b"}}}}\r\n\r\n")), [200, 400])
        # Less than was said is waited for no longer than a client may be silent, and never guessed.
        with self.server.socket() as stream:
            stream.sendall(request(b"Content-Length: 100", body=b"{}"))
            self.is_served(self.server)
            stream.shutdown(socket.SHUT_WR)
            self.assertEqual(statuses(read_to_end(stream)), [])

    def test_many_requests_at_once_are_answered_in_their_order(self):
        good, other = whole(), request(b"Content-Length: 0", path="/nothing")
        with self.server.socket() as stream:
            sender = threading.Thread(target=stream.sendall, args=((good + other) * 300 + whole(b"{}", f"/{LIST_PACKS}", b"Connection: close"),))
            sender.start()
            self.assertEqual(statuses(read_to_end(stream)), [200, 404] * 300 + [200])
            sender.join()

    def test_a_body_of_very_small_chunks(self):
        body = b'{"pageSize":1' + b" " * 60_000 + b"}"
        chunks = b"".join(b"1\r\n%c\r\n" % byte for byte in body) + chunk(b"")
        begun = time.monotonic()
        self.assertEqual(statuses(self.server.raw(request(b"Transfer-Encoding: chunked", b"Connection: close", body=chunks))), [200])
        self.assertLess(time.monotonic() - begun, 10)

    def test_thousands_of_silent_connections(self):
        """No more are kept than may be, and one that was there first is served all the while."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = min(3_000, hard - 200)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted + 200), hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        held = []
        with self.server.socket() as first:
            for number in range(wanted):
                stream = socket.create_connection((self.server.host, self.server.port), timeout=SECONDS)
                self.addCleanup(stream.close)
                held.append(stream)
                if number % 100 == 0:
                    first.sendall(whole())
                    self.assertTrue(first.recv(20_000).startswith(b"HTTP/1.1 200 "))
            files = len(list(pathlib.Path(f"/proc/{self.server.process.pid}/fd").iterdir()))
            self.assertLess(files, 400 + 200)
        # They leave one by one, or are let go; then there is room.
        until = time.monotonic() + 20
        while True:
            try:
                self.is_served(self.server, 1)
                break
            except OSError:
                self.assertLess(time.monotonic(), until)
                time.sleep(0.2)


class BeforeTlsTest(ClientsTest):
    """What is sent where a handshake is expected."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        certificate, key = f"{folder.name}/tls.crt", f"{folder.name}/tls.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
                        "-subj", "/CN=scores", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True, timeout=SECONDS)
        context = ssl.create_default_context(cafile=certificate)
        cls.server = cls.start("--tls-certificate", certificate, "--tls-key", key, "--handshake-timeout", "1s",
                               "--max-http-connections", "200", tls=context)
        cls.hello = cls.first_bytes(context)

    @staticmethod
    def first_bytes(context):
        """What a client says first."""
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        client = context.wrap_bio(incoming, outgoing, server_hostname="localhost")
        try:
            client.do_handshake()
        except ssl.SSLWantReadError:
            pass
        return outgoing.read()

    def plain(self):
        return socket.create_connection((self.server.host, self.server.port), timeout=SECONDS)

    def test_what_is_no_handshake_ends(self):
        for sent in (b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\0" * 20_000, b"\xff" * 20_000, b"SSH-2.0-x\r\n",
                     b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", self.hello[:-1], self.hello[:5], self.hello[:3] + b"\xff\xff" + self.hello[5:],
                     self.hello * 3, self.hello + b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", b"\x15\x03\x01\x00\x02\x02\x28", b""):
            with self.subTest(sent=sent[:30]), self.plain() as stream:
                begun = time.monotonic()
                try:
                    stream.sendall(sent)
                except OSError:
                    pass
                answer = read_to_end(stream)
                self.assertNotIn(b"HTTP/1.1", answer)
                self.assertLess(time.monotonic() - begun, 6)
        self.is_served(self.server)

    def test_many_that_never_finish_hold_up_nobody(self):
        held = []
        for number in range(150):
            stream = self.plain()
            self.addCleanup(stream.close)
            stream.sendall(self.hello[:number % len(self.hello)])
            held.append(stream)
        self.is_served(self.server)
        begun = time.monotonic()
        for stream in held:
            self.assertNotIn(b"HTTP/1.1", read_to_end(stream))
        self.assertLess(time.monotonic() - begun, 10)

    def test_one_who_goes_on_in_plain_text(self):
        with self.plain() as stream:
            secured = self.server.tls.wrap_socket(stream.dup(), server_hostname="localhost")
            secured.sendall(whole())
            self.assertTrue(secured.recv(20_000).startswith(b"HTTP/1.1 200 "))
            stream.sendall(HIDDEN)
            self.assertNotIn(b"HTTP/1.1", read_to_end(stream))
            secured.close()
        self.assertEqual(self.server.post(LIST_ACCOUNTS, {})[1].get("accounts", []), [])


if __name__ == "__main__":
    unittest.main()
