"""Calls over HTTP: Connect and gRPC-Web as their clients speak them, and HTTP as it should not be spoken."""

import base64
import gzip
import hashlib
import json
import os
import re
import signal
import tempfile
import threading
import time
import unittest
import urllib.parse

from http_client import HttpServer, frame, frames, read_frame, trailers, unary_web_frames
from server_process import Server, run_to_end, source

EVALUATE = "bellwether.v1.ScoringService/Evaluate"
STREAM_EVALUATE = "bellwether.v1.ScoringService/StreamEvaluate"
LIST_PACKS = "bellwether.v1.RulesService/ListPacks"
WATCH_PACKS = "bellwether.v1.RulesService/WatchPacks"
ACTIVATE = "bellwether.v1.RulesService/ActivatePack"
LIST_BOOKS = "bellwether.v1.PortfolioService/ListBooks"
HEALTH = "grpc.health.v1.Health/Check"
ACCOUNT = {"id": "acme", "stage": "onboarding",
           "signals": [{"name": "usage", "number": 0.9}, {"name": "nps", "number": 40}]}
OPTIONS = {"asOf": {"date": {"year": 2026, "month": 3, "day": 1}}}
REQUEST = {"account": ACCOUNT, "options": OPTIONS}
SCORER = "bwt_scorer-56789abcdefghijklmnopqrstuvwxyzABCDEF"
READER = "bwt_reader-56789abcdefghijklmnopqrstuvwxyzABCDEF"


def hashed(token):
    return hashlib.sha256(token.encode()).hexdigest()


class ConnectTest(unittest.TestCase):
    """Unary calls and streams of the Connect protocol."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.server = HttpServer("tests/e2e/packs/tiny", "--store", f"sqlite:{folder.name}/store.db")
        cls.addClassCleanup(cls.server.kill)

    def test_an_answer_is_the_one_of_grpc(self):
        status, answer = self.server.post(EVALUATE, REQUEST)
        expected, error = self.server.call(EVALUATE, REQUEST)
        self.assertIsNone(error)
        self.assertEqual((status, answer), (200, expected))

    def test_every_service_answers(self):
        for method, message in ((LIST_PACKS, {}), (LIST_BOOKS, {}), (HEALTH, {}),
                                ("bellwether.v1.AccountsService/ListAccounts", {}),
                                ("bellwether.v1.AlertsService/ListAlerts", {}),
                                ("bellwether.v1.InterventionsService/ListInterventions", {}),
                                ("bellwether.v1.AuditService/ListAudit", {}),
                                ("bellwether.v1.CallerService/GetCaller", {})):
            with self.subTest(method=method):
                status, answer = self.server.post(method, message)
                self.assertEqual(status, 200, answer)

    def test_clients_of_others_are_answered(self):
        for protocol in ("connect", "grpcweb"):
            with self.subTest(protocol=protocol):
                done = self.server.run_buf(
                    "curl", "--protocol", protocol, "--schema", source("protos"), "-d", json.dumps(REQUEST),
                    f"http://127.0.0.1:{self.server.port}/{EVALUATE}")
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(json.loads(done.stdout), self.server.call(EVALUATE, REQUEST)[0])

    def test_a_unary_answer_says_what_it_is(self):
        status, headers, _ = self.server.request("POST", f"/{EVALUATE}", json.dumps(REQUEST),
                                                 content_type="application/json; charset=utf-8")
        self.assertEqual(status, 200)
        self.assertEqual(headers["content-type"], "application/json")
        self.assertEqual(headers["cache-control"], "no-store")
        self.assertEqual(headers["x-content-type-options"], "nosniff")

    def test_an_error_has_code_message_and_details(self):
        broken = {"account": {"id": "acme", "stage": "nowhere"}, "options": OPTIONS}
        status, headers, body = self.server.request("POST", f"/{EVALUATE}", json.dumps(broken),
                                                    content_type="application/json", x_request_id="mine-7")
        error = json.loads(body)
        self.assertEqual((status, error["code"]), (400, "invalid_argument"))
        self.assertEqual(headers["trailer-x-request-id"], "mine-7")
        detail = next(d for d in error["details"] if d["type"] == "google.rpc.BadRequest")
        self.assertIn("account.stage", json.dumps(detail["debug"]))
        self.assertIn(b"account.stage", base64.b64decode(detail["value"] + "=="))

    def test_json_that_is_not_of_the_message_is_refused_at_its_place(self):
        for body, words in ((b"{", "invalid_argument"), (b'{"acount": {}}', "acount"),
                            (b'{"account": {"signals": 7}}', "signals"), (b"[]", "invalid_argument"),
                            (b'{"account": {"id": "\xff"}}', "invalid_argument")):
            with self.subTest(body=body):
                status, _, answer = self.server.request("POST", f"/{EVALUATE}", body, content_type="application/json")
                self.assertEqual(status, 400)
                self.assertIn(words, answer.decode())

    def test_deep_json_is_refused(self):
        body = b'{"account":' * 100_000
        status, _, answer = self.server.request("POST", f"/{EVALUATE}", body, content_type="application/json")
        self.assertEqual((status, json.loads(answer)["code"]), (400, "invalid_argument"))

    def test_binary_messages(self):
        # ListPacks of an empty message, and bytes that are none.
        status, headers, body = self.server.request("POST", f"/{LIST_PACKS}", b"", content_type="application/proto")
        self.assertEqual((status, headers["content-type"]), (200, "application/proto"))
        self.assertIn(self.server.pack.encode(), body)
        # What gRPC says of bytes that are no message.
        status, headers, body = self.server.request("POST", f"/{EVALUATE}", b"\xff\xff",
                                                    content_type="application/proto")
        self.assertEqual((status, headers["content-type"]), (500, "application/json"))
        self.assertEqual(json.loads(body)["code"], "internal")

    def test_gzip_both_ways(self):
        large = {"account": ACCOUNT, "options": {**OPTIONS, "explanation": "EXPLANATION_LEVEL_FULL"}}
        status, headers, body = self.server.request(
            "POST", f"/{EVALUATE}", gzip.compress(json.dumps(large).encode()), content_type="application/json",
            content_encoding="gzip", accept_encoding="br, gzip")
        self.assertEqual((status, headers["content-encoding"]), (200, "gzip"), body)
        self.assertEqual(json.loads(gzip.decompress(body)), self.server.post(EVALUATE, large)[1])

    def test_compressions_that_are_not_spoken(self):
        status, _, body = self.server.request("POST", f"/{EVALUATE}", b"x", content_type="application/json",
                                              content_encoding="br")
        self.assertEqual((status, json.loads(body)["code"]), (501, "unimplemented"))
        self.assertIn("gzip, identity", json.loads(body)["message"])

    def test_a_bomb_stays_packed(self):
        bomb = gzip.compress(b" " * (64 << 20))
        status, _, body = self.server.request("POST", f"/{EVALUATE}", bomb, content_type="application/json",
                                              content_encoding="gzip")
        self.assertEqual((status, json.loads(body)["code"]), (429, "resource_exhausted"))

    def test_gets_of_methods_that_only_read(self):
        message = urllib.parse.quote("{}")
        status, _, body = self.server.request("GET", f"/{LIST_PACKS}?connect=v1&encoding=json&message={message}")
        self.assertEqual((status, json.loads(body)), (200, self.server.post(LIST_PACKS, {})[1]))
        packed = base64.urlsafe_b64encode(gzip.compress(b"{}")).decode().rstrip("=")
        status, _, body = self.server.request(
            "GET", f"/{LIST_PACKS}?base64=1&compression=gzip&encoding=json&message={packed}")
        self.assertEqual(status, 200, body)
        for query, code in (("", 415), ("?encoding=xml&message=", 415), ("?encoding=json", 400),
                            ("?encoding=json&message=%2", 400), ("?encoding=json&base64=1&message=%3F%3F", 400),
                            ("?connect=v2&encoding=json&message=%7B%7D", 400)):
            with self.subTest(query=query):
                self.assertEqual(self.server.request("GET", f"/{LIST_PACKS}{query}")[0], code)

    def test_what_changes_something_is_not_called_by_get(self):
        status, headers, _ = self.server.request("GET", f"/{ACTIVATE}?encoding=json&message=%7B%7D")
        self.assertEqual((status, headers["allow"]), (405, "POST"))
        status, headers, _ = self.server.request("DELETE", f"/{LIST_PACKS}")
        self.assertEqual((status, headers["allow"]), (405, "GET, POST"))

    def test_what_is_not_there(self):
        for path in ("/", "/favicon.ico", "/bellwether.v1.ScoringService/Nothing", "/../etc/passwd",
                     "/bellwether.v1.ScoringService/Evaluate/"):
            with self.subTest(path=path):
                status, _, body = self.server.request("POST", path, b"{}", content_type="application/json")
                self.assertEqual((status, json.loads(body)["code"]), (404, "unimplemented"))

    def test_bodies_that_a_form_can_send_are_not_taken(self):
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                     "application/json; charset=latin-1", "application/connect+json", ""):
            with self.subTest(kind=kind):
                status, headers, _ = self.server.request("POST", f"/{EVALUATE}", b"{}", content_type=kind)
                self.assertEqual(status, 415)
                self.assertIn("application/json", headers["accept-post"])

    def test_time_limits(self):
        status, answer = self.server.post(EVALUATE, REQUEST, connect_timeout_ms="0")
        self.assertEqual((status, answer["code"]), (504, "deadline_exceeded"))
        for text in ("-1", "1.5", "12345678901", "soon"):
            with self.subTest(text=text):
                status, answer = self.server.post(EVALUATE, REQUEST, connect_timeout_ms=text)
                self.assertEqual((status, answer["code"]), (400, "invalid_argument"))
        self.assertEqual(self.server.post(EVALUATE, REQUEST, connect_timeout_ms="9999999999")[0], 200)

    def test_versions_of_the_protocol(self):
        self.assertEqual(self.server.post(EVALUATE, REQUEST, connect_protocol_version="1")[0], 200)
        self.assertEqual(self.server.post(EVALUATE, REQUEST, connect_protocol_version="2")[0], 400)

    def test_a_connection_serves_one_request_after_the_other(self):
        connection = self.server.connect()
        for _ in range(3):
            connection.request("POST", f"/{LIST_PACKS}", b"{}", {"content-type": "application/json"})
            answer = connection.getresponse()
            self.assertEqual((answer.status, len(answer.read()) > 0), (200, True))
            socket_of_it = connection.sock
        self.assertIsNotNone(socket_of_it)
        connection.close()

    def test_requests_that_come_together_are_answered_in_order(self):
        one = (f"POST /{LIST_PACKS} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
               "Content-Length: 2\r\n\r\n{}")
        last = f"POST /nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
        answer = self.server.raw((one * 5 + last).encode())
        self.assertEqual(re.findall(rb"HTTP/1.1 (\d+)", answer), [b"200"] * 5 + [b"404"])

    def test_a_stream_is_watched_until_its_client_leaves(self):
        connection = self.server.connect()
        connection.request("POST", f"/{WATCH_PACKS}", frame({}), {"content-type": "application/connect+json"})
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.headers["content-type"]), (200, "application/connect+json"))
        flags, message = read_frame(answer)
        self.assertEqual(flags, 0)
        self.assertIn(self.server.pack, message.decode())
        connection.close()

    def test_a_stream_of_both(self):
        body = b"".join(frame({"account": ACCOUNT, "options": OPTIONS}) for _ in range(3))
        status, _, answer = self.server.request("POST", f"/{STREAM_EVALUATE}", body,
                                                content_type="application/connect+json")
        self.assertEqual(status, 200)
        *messages, (flags, end) = frames(answer)
        self.assertEqual((flags, json.loads(end).get("error")), (2, None), end)
        self.assertEqual(len(messages), 3)

    def test_a_stream_ends_with_its_error(self):
        for body, code, kind in ((b"", "unimplemented", "json"), (frame({}) + frame({}), "unimplemented", "json"),
                                 (frame(b"{"), "invalid_argument", "json"), (frame({})[:3], "invalid_argument", "json"),
                                 (frame({}, 1), "internal", "json"), (frame({}, 2), "invalid_argument", "json"),
                                 (frame({}, 64), "invalid_argument", "json"),
                                 (frame(b"\xff\xff"), "internal", "proto")):
            with self.subTest(body=body):
                status, headers, answer = self.server.request("POST", f"/{WATCH_PACKS}", body,
                                                              content_type=f"application/connect+{kind}")
                self.assertEqual((status, headers["content-type"]), (200, f"application/connect+{kind}"))
                [(flags, end)] = frames(answer)
                self.assertEqual((flags, json.loads(end)["error"]["code"]), (2, code), end)

    def test_a_message_that_is_announced_too_large_is_refused_at_once(self):
        _, _, answer = self.server.request("POST", f"/{WATCH_PACKS}", b"\0\xff\xff\xff\xff",
                                           content_type="application/connect+json")
        self.assertEqual(json.loads(frames(answer)[0][1])["error"]["code"], "resource_exhausted")

    def test_packed_messages_of_a_stream(self):
        _, headers, answer = self.server.request(
            "POST", f"/{STREAM_EVALUATE}",
            frame(gzip.compress(json.dumps({"account": ACCOUNT, "options": OPTIONS}).encode()), 1),
            content_type="application/connect+json", connect_content_encoding="gzip")
        self.assertEqual(headers["connect-content-encoding"], "gzip")
        (flags, message), (_, end) = frames(answer)
        message = gzip.decompress(message) if flags & 1 else message
        self.assertIn("acme", message.decode())
        self.assertNotIn("error", json.loads(end))


class GrpcWebTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = HttpServer("tests/e2e/packs/tiny")
        cls.addClassCleanup(cls.server.kill)

    def ask(self, body, kind="application/grpc-web+json", method=EVALUATE, **headers):
        return self.server.request("POST", f"/{method}", body, content_type=kind, x_grpc_web="1", **headers)

    def test_a_unary_call(self):
        status, headers, body = self.ask(frame(REQUEST))
        self.assertEqual((status, headers["content-type"]), (200, "application/grpc-web+json"))
        (flags, message), (last, end) = frames(body)
        self.assertEqual((flags, json.loads(message)), (0, self.server.call(EVALUATE, REQUEST)[0]))
        self.assertEqual((last, trailers(end)["grpc-status"]), (0x80, "0"))

    def test_in_base64(self):
        status, headers, body = self.ask(base64.b64encode(frame(b"")), "application/grpc-web-text+proto", LIST_PACKS)
        self.assertEqual((status, headers["content-type"]), (200, "application/grpc-web-text+proto"))
        (_, message), (last, end) = unary_web_frames(body)
        self.assertIn(self.server.pack.encode(), message)
        self.assertEqual((last, trailers(end)["grpc-status"]), (0x80, "0"))

    def test_errors_are_in_the_last_frame(self):
        status, _, body = self.ask(frame({"account": {"id": "ümlaut", "stage": "nowhere"}, "options": OPTIONS}))
        [(flags, end)] = frames(body)
        found = trailers(end)
        self.assertEqual((status, flags, found["grpc-status"]), (200, 0x80, "3"))
        self.assertIn("x-request-id", found)
        self.assertIn("grpc-status-details-bin", found)
        self.assertNotRegex(found["grpc-message"], r"[^ -~]")

    def test_a_stream(self):
        connection = self.server.connect()
        connection.request("POST", f"/{WATCH_PACKS}", frame({}), {"content-type": "application/grpc-web+json"})
        flags, message = read_frame(connection.getresponse())
        self.assertEqual(flags, 0)
        self.assertIn(self.server.pack, message.decode())
        connection.close()

    def test_time_limits_and_compressions(self):
        found = trailers(frames(self.ask(frame(REQUEST), grpc_timeout="0n")[2])[0][1])
        self.assertEqual(found["grpc-status"], "4")
        found = trailers(frames(self.ask(frame(REQUEST), grpc_timeout="1x")[2])[0][1])
        self.assertEqual(found["grpc-status"], "3")
        found = trailers(frames(self.ask(frame(REQUEST), grpc_encoding="snappy")[2])[0][1])
        self.assertEqual(found["grpc-status"], "12")
        packed = frame(gzip.compress(json.dumps(REQUEST).encode()), 1)
        found = trailers(frames(self.ask(packed, grpc_encoding="gzip")[2])[-1][1])
        self.assertEqual(found["grpc-status"], "0")

    def test_what_is_no_base64(self):
        _, _, body = self.ask(b"????", "application/grpc-web-text")
        [(_, end)] = unary_web_frames(body)
        self.assertEqual(trailers(end)["grpc-status"], "3")


class BrokenHttpTest(unittest.TestCase):
    """What no good client sends."""

    @classmethod
    def setUpClass(cls):
        cls.server = HttpServer("tests/e2e/packs/tiny", "--handshake-timeout", "1s", "--max-http-connections", "8",
                                "--max-request-bytes", "64KiB", "--metrics-listen", "127.0.0.1:0")
        cls.addClassCleanup(cls.server.kill)

    def status(self, *parts, pause=0):
        answer = self.server.raw(*parts, pause=pause)
        match = re.match(rb"HTTP/1.1 (\d+)", answer)
        return int(match.group(1)) if match else None

    def head(self, *lines, path=f"/{EVALUATE}"):
        return "\r\n".join((f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json", *lines,
                            "", "")).encode()

    def test_no_http(self):
        for text in (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"hello\r\n\r\n", b"GET / HTTP/2.0\r\n\r\n",
                     b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET / HTTP/1.1\nHost: localhost\n\n",
                     b"POST / HTTP/1.1\r\n\r\n", b"POST / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                     b"POST / HTTP/1.1\r\nHost: localhost\r\nA\x00: b\r\n\r\n"):
            with self.subTest(text=text):
                self.assertEqual(self.status(text), 400)

    def test_bodies_of_two_lengths(self):
        for lines in (("Content-Length: 2", "Transfer-Encoding: chunked"), ("Content-Length: 2", "Content-Length: 3"),
                      ("Transfer-Encoding: chunked", "Content-Length: 2"), ("Transfer-Encoding: gzip, chunked",),
                      ("Transfer-Encoding: xchunked",), ("Content-Length: -1",), ("Content-Length: 0x2",)):
            with self.subTest(lines=lines):
                self.assertEqual(self.status(self.head(*lines) + b"{}"), 400)

    def test_chunks_that_are_broken(self):
        head = self.head("Transfer-Encoding: chunked")
        for body in (b"zz\r\n{}\r\n0\r\n\r\n", b"2\r\n{}0\r\n\r\n", b"2\n{}\n0\n\n\r\n", b"fffffffffffffffff\r\n",
                     b"2;" + b"x" * 20_000):
            with self.subTest(body=body[:20]):
                self.assertEqual(self.status(head + body), 400)
        good = b'2\r\n{"\r\n11;name=value\r\naccount": {"id": \r\n5\r\n"a"}}\r\n0\r\nTrailer: x\r\n\r\n'
        self.assertEqual(self.status(head.replace(b"Host:", b"Connection: close\r\nHost:") + good), 200)

    def test_headers_that_are_too_large(self):
        self.assertEqual(self.status(self.head("X-Long: " + "x" * 20_000)), 431)
        self.assertEqual(self.status(self.head(*(f"X-{n}: {'y' * 50}" for n in range(400)))), 431)
        self.assertEqual(self.status(b"POST /" + b"x" * 20_000), 431)

    def test_bodies_that_are_too_large(self):
        body = b'{"account": {"id": "' + b"x" * 70_000 + b'"}}'
        status, _, answer = self.server.request("POST", f"/{EVALUATE}", body, content_type="application/json")
        self.assertEqual((status, json.loads(answer)["code"]), (429, "resource_exhausted"))
        # In chunks it is found out on the way.
        chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:40_000], body[40_000:]))
        self.assertEqual(self.status(self.head("Transfer-Encoding: chunked") + chunks), 429)

    def test_who_is_slow_is_sent_away(self):
        begun = time.monotonic()
        self.assertEqual(self.status(b"POST / HT", b"TP", pause=0.2), 408)
        self.assertLess(time.monotonic() - begun, 10)
        # A byte now and then does not help.
        begun = time.monotonic()
        self.status(*[b"P" if n == 0 else b"O" for n in range(20)], pause=0.15)
        self.assertLess(time.monotonic() - begun, 10)

    def test_connections_are_counted(self):
        time.sleep(1.2)  # those of other tests are gone
        held = [self.server.socket() for _ in range(8)]
        time.sleep(0.2)
        with self.server.socket() as one_more:
            self.assertEqual(one_more.recv(10), b"")
        for stream in held:
            stream.close()
        until = time.monotonic() + 10
        while self.status(self.head("Content-Length: 2", "Connection: close") + b"{}") is None:
            self.assertLess(time.monotonic(), until)

    def test_expectations(self):
        head = self.head("Content-Length: 2", "Connection: close", "Expect: 100-continue")
        with self.server.socket() as stream:
            stream.sendall(head)
            self.assertTrue(stream.recv(1000).startswith(b"HTTP/1.1 100 Continue\r\n\r\n"))
            stream.sendall(b"{}")
            self.assertTrue(stream.recv(1000).startswith(b"HTTP/1.1 400"))
        self.assertEqual(self.status(self.head("Content-Length: 2", "Expect: tea")), 417)

    def test_cut_off(self):
        with self.server.socket() as stream:
            stream.sendall(self.head("Content-Length: 100") + b"{")
        self.assertEqual(self.server.post(LIST_PACKS, {})[0], 200)

    def test_http_1_0(self):
        answer = self.server.raw(f"POST /{LIST_PACKS} HTTP/1.0\r\nContent-Type: application/json\r\n"
                                 "Content-Length: 2\r\n\r\n{}".encode())
        self.assertTrue(answer.startswith(b"HTTP/1.1 200"))
        self.assertNotIn(b"chunked", answer)


class PagesTest(unittest.TestCase):
    """What browsers ask, and what pages of others may not."""

    @classmethod
    def setUpClass(cls):
        cls.server = HttpServer("tests/e2e/packs/tiny", "--http-cors-origins",
                                "https://console.example, http://localhost:5173")
        cls.addClassCleanup(cls.server.kill)

    def test_pages_that_are_listed(self):
        for origin in ("https://console.example", "http://localhost:5173"):
            status, headers, _ = self.server.request(
                "OPTIONS", f"/{EVALUATE}", origin=origin, access_control_request_method="POST",
                access_control_request_headers="authorization,content-type")
            self.assertEqual((status, headers["access-control-allow-origin"]), (204, origin))
            self.assertIn("authorization", headers["access-control-allow-headers"])
            self.assertNotIn("access-control-allow-credentials", headers)
            status, headers, _ = self.server.request("POST", f"/{EVALUATE}", b"{}", origin=origin,
                                                     content_type="application/json")
            self.assertEqual((status, headers["access-control-allow-origin"]), (400, origin))
            self.assertEqual(headers["vary"], "Origin")
            self.assertIn("trailer-x-request-id", headers["access-control-expose-headers"])

    def test_pages_that_are_not(self):
        for origin in ("https://evil.example", "null", "https://console.example.evil.example",
                       "http://console.example", "https://console.example:8443", "file://"):
            for method in ("OPTIONS", "POST"):
                with self.subTest(origin=origin, method=method):
                    status, headers, _ = self.server.request(method, f"/{EVALUATE}", b"{}", origin=origin,
                                                             content_type="application/json")
                    self.assertEqual(status, 403)
                    self.assertNotIn("access-control-allow-origin", headers)

    def test_the_page_of_the_server_itself(self):
        own = f"http://127.0.0.1:{self.server.port}"
        self.assertEqual(self.server.post(LIST_PACKS, {}, origin=own)[0], 200)

    def test_a_name_that_somebody_pointed_here(self):
        name = f"evil.example:{self.server.port}"
        status, answer = self.server.post(LIST_PACKS, {}, host=name)
        self.assertEqual(status, 403)
        self.assertIn("evil.example", answer["message"])
        self.assertEqual(self.server.post(LIST_PACKS, {}, host=name, origin=f"http://{name}")[0], 403)
        self.assertEqual(self.server.post(LIST_PACKS, {}, host="console.example")[0], 200)


class CallersTest(unittest.TestCase):
    """Tokens and roles are those of gRPC."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        path = os.path.join(folder.name, "access.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"tokens:\n  - {{name: scorer, sha256: {hashed(SCORER)}, roles: [score]}}\n"
                       f"  - {{name: reader, sha256: {hashed(READER)}, roles: [read]}}\n")
        cls.server = HttpServer("tests/e2e/packs/tiny", "--access-file", path, "--log-level", "debug",
                                "--state", os.path.join(folder.name, "state"))
        cls.addClassCleanup(cls.server.kill)

    def test_who_is_not_known(self):
        for headers in ({}, {"authorization": "Bearer bwt_nobody"}, {"authorization": f"Basic {SCORER}"},
                        {"cookie": f"authorization=Bearer {SCORER}"}):
            with self.subTest(headers=headers):
                status, got, body = self.server.request("POST", f"/{EVALUATE}", b"{}",
                                                        content_type="application/json", **headers)
                self.assertEqual((status, json.loads(body)["code"]), (401, "unauthenticated"))
                self.assertEqual(got["www-authenticate"], "Bearer")

    def test_roles(self):
        self.assertEqual(self.server.post(EVALUATE, REQUEST, authorization=f"Bearer {SCORER}")[0], 200)
        status, answer = self.server.post(EVALUATE, REQUEST, authorization=f"Bearer {READER}")
        self.assertEqual((status, answer["code"]), (403, "permission_denied"))
        self.assertEqual(self.server.post(LIST_PACKS, {}, authorization=f"Bearer {READER}")[0], 200)
        self.assertEqual(self.server.post(ACTIVATE, {}, authorization=f"Bearer {READER}")[0], 403)

    def test_no_token_is_logged(self):
        self.server.post(EVALUATE, REQUEST, authorization=f"Bearer {SCORER}")
        self.server.request("GET", f"/nothing?token={SCORER}")
        time.sleep(0.2)
        self.assertNotIn(SCORER, "\n".join(self.server.log))

    def test_metadata_of_a_call_cannot_be_forged(self):
        for name, value in (("grpc-timeout", "1n"), ("te", "trailers"), ("grpc-encoding", "gzip"),
                            ("grpc-internal-encoding-request", "gzip"), ("grpc-status", "0"),
                            ("lb-cost-bin", "AAAA"), ("x-envoy-peer-metadata", "x")):
            with self.subTest(name=name):
                status, answer = self.server.post(EVALUATE, REQUEST, authorization=f"Bearer {SCORER}",
                                                  **{name.replace("-", "_"): value})
                self.assertEqual(status, 200, answer)
        status, answer = self.server.post(EVALUATE, REQUEST, authorization="Bearer \xe9")
        self.assertEqual((status, answer["code"]), (400, "invalid_argument"))


class LifeTest(unittest.TestCase):
    def test_where_it_may_listen(self):
        code, _, errors = run_to_end("--pack", source("tests/e2e/packs/tiny"), "--listen", "127.0.0.1:0",
                                     "--http-address", "0.0.0.0:0", "--check-config")
        self.assertEqual(code, 2)
        self.assertIn("others can reach `0.0.0.0:0`, and the server lacks TLS and a way to know its callers", errors)
        code, _, errors = run_to_end("--pack", source("tests/e2e/packs/tiny"), "--http-address", "8080",
                                     "--http-cors-origins", "console.example", "--check-config")
        self.assertEqual(code, 2)
        self.assertIn("cannot take calls over HTTP on `8080`", errors)
        self.assertIn("`console.example` is no origin", errors)

    def test_an_address_that_is_taken(self):
        server = HttpServer("tests/e2e/packs/tiny")
        try:
            code, _, errors = run_to_end("--pack", source("tests/e2e/packs/tiny"), "--listen", "127.0.0.1:0",
                                         "--http-address", f"127.0.0.1:{server.port}")
            self.assertNotEqual(code, 0)
            self.assertIn("cannot listen for HTTP", errors)
        finally:
            server.kill()

    def test_a_stop_ends_streams_and_lets_calls_end(self):
        server = HttpServer("tests/e2e/packs/tiny")
        try:
            idle = server.connect()
            idle.request("POST", f"/{LIST_PACKS}", b"{}", {"content-type": "application/json"})
            idle.getresponse().read()
            watch = server.connect()
            watch.request("POST", f"/{WATCH_PACKS}", frame({}), {"content-type": "application/connect+json"})
            answer = watch.getresponse()
            read_frame(answer)
            ended = []
            reader = threading.Thread(target=lambda: ended.append(read_frame(answer)))
            reader.start()
            begun = time.monotonic()
            server.signal(signal.SIGTERM)
            self.assertEqual(server.wait(), 0)
            self.assertLess(time.monotonic() - begun, 5)
            reader.join()
            idle.close()
            watch.close()
            [(flags, end)] = ended
            self.assertEqual((flags, json.loads(end)["error"]["code"]), (2, "unavailable"))
        finally:
            server.kill()

    def test_without_the_option_there_is_no_such_port(self):
        server = Server("tests/e2e/packs/tiny")
        try:
            self.assertNotIn("serving HTTP", "\n".join(server.log))
        finally:
            server.kill()

    def test_refusals_are_counted_and_logged(self):
        server = HttpServer("tests/e2e/packs/tiny", "--metrics-listen", "127.0.0.1:0")
        try:
            server.raw(b"hello\r\n\r\n")
            server.post(LIST_PACKS, {})
            time.sleep(0.2)
            log = "\n".join(server.log)
            self.assertIn("HTTP request refused", log)
            port = re.search(r'serving metrics.*?:(\d+)', log).group(1)
            import http.client  # noqa: PLC0415, of the standard library
            metrics = http.client.HTTPConnection("127.0.0.1", int(port), timeout=10)
            metrics.request("GET", "/metrics")
            text = metrics.getresponse().read().decode()
            self.assertRegex(text, r'bellwether_http_refused_total\{reason="malformed"\} 1')
            self.assertRegex(text, r"bellwether_http_calls_total 1")
            self.assertRegex(text, r'bellwether_requests_total\{method="bellwether.v1.RulesService/ListPacks",code="OK"\} 1')
        finally:
            server.kill()


if __name__ == "__main__":
    unittest.main()
