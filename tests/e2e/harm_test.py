"""Clients that do harm, to the built server: their connections end, their addresses are shut out for a while, and
others go on. In plain text and under TLS."""

import json
import pathlib
import re
import ssl
import sys
import tempfile
import time
import unittest
import urllib.request

from server_process import SECONDS, Server, source

sys.path[:0] = [source("tests/reliability/proofs"), source("tests/clients")]

import h2  # noqa: E402
from certificates import Authority  # noqa: E402

EVALUATE = "bellwether.v1.ScoringService/Evaluate"
TINY = "tests/e2e/packs/tiny"
GOOD = {"account": {"id": "acme", "stage": "onboarding",
                    "signals": [{"name": "usage", "number": 0.9}, {"name": "nps", "number": 40}]}}
SHUT_OUT = 1
BLOCK = h2.grpc_headers(EVALUATE)
CONFIRMED = h2.frame(h2.SETTINGS, h2.ACK, 0)


def begin(stream):
    return h2.frame(h2.HEADERS, h2.END_HEADERS, stream, BLOCK)


def calls(count, *frames):
    """Each call with the frames that `frames` make of its number."""
    return b"".join(begin(stream) + b"".join(frame(stream) for frame in frames)
                    for stream in range(1, 2 * count, 2))


def cancel(stream):
    return h2.frame(h2.RST_STREAM, 0, stream, h2.CANCEL.to_bytes(4, "big"))


HARM = {
    "headers": h2.frame(h2.HEADERS, 0, 1, BLOCK)
    + h2.frame(h2.CONTINUATION, 0, 1, h2.header("x-filler", b"x" * 8000)) * 9,
    "message": begin(1) + h2.frame(h2.DATA, 0, 1, b"\0\x40\0\0\0begun"),
    "unconfirmed_calls": calls(129),
    "control_frames": h2.frame(h2.PING, 0, 0, b"12345678") * 1_000,
    "early_cancels": CONFIRMED + calls(1001, cancel),
}
# What is only busy, as far as it may be told from harm by what is sent.
BUSY = {
    "calls": CONFIRMED + calls(100),
    "pings": h2.frame(h2.PING, h2.ACK, 0, b"12345678") * 20_000,
    "cancels": CONFIRMED + calls(100, cancel),
}


class Secure(h2.Connection):
    """The same under TLS; of whom it is not asked."""

    def __init__(self, address):
        super().__init__(address, greet=False)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.set_alpn_protocols(["h2"])
        self.socket = context.wrap_socket(self.socket)
        self.send(h2.PREFACE + h2.frame(h2.SETTINGS, 0, 0))


def ends(connection, what):
    """Whether the server ends a connection, without a word, when `what` comes."""
    try:
        connection.send(what)
        connection.socket.settimeout(SECONDS)
        while connection.socket.recv(65536):
            pass
        return True
    except TimeoutError:
        return False
    except OSError:
        return True


def is_served(connect, address):
    """Whether the server greets who connects."""
    try:
        with connect(address) as connection:
            return any(kind == h2.SETTINGS for kind, *_ in connection.frames(2))
    except OSError:
        return False


class HarmTest(unittest.TestCase):
    def start(self, *arguments, shut_out=f"{SHUT_OUT}s"):
        server = Server(TINY, "--shut-out-time", shut_out, "--metrics-listen", "127.0.0.1:0", *arguments)
        self.addCleanup(server.kill)
        return server

    def ended(self, server):
        """How many connections were ended, as the metrics tell."""
        line = next(line for line in server.log if "serving metrics" in line)
        address = re.search(r"address=(\S+)", line).group(1)
        with urllib.request.urlopen(f"http://{address}/metrics", timeout=SECONDS) as answer:
            text = answer.read().decode()
        return int(float(re.search(r"^bellwether_connections_ended_total (\S+)$", text, re.MULTILINE).group(1)))

    def check(self, server, connect):
        for number, (name, what) in enumerate(HARM.items(), 1):
            with self.subTest(name):
                with connect(server.address) as connection:
                    self.assertTrue(ends(connection, what))
                self.assertFalse(is_served(connect, server.address), "it is shut out")
                time.sleep(1.1 * SHUT_OUT)
                self.assertTrue(is_served(connect, server.address), "and then no more")
                self.assertEqual(self.ended(server), number)
                self.assertTrue([line for line in server.log if f"harm={name} address=127.0.0.2" in line], server.log)

    def test_whoever_does_harm_is_shut_out(self):
        server = self.start()
        self.check(server, h2.Connection)
        answer, error = server.call(EVALUATE, GOOD)
        self.assertIsNone(error)
        self.assertEqual(answer["evaluation"]["accountId"], "acme")

    def test_under_tls_too(self):
        with tempfile.TemporaryDirectory() as folder:
            certificate, key = Authority(pathlib.Path(folder)).issue("server", "IP:127.0.0.1")
            server = self.start("--tls-certificate", str(certificate), "--tls-key", str(key))
            self.check(server, Secure)

    def test_behind_a_proxy_nobody_is_shut_out(self):
        """What server/deploy/nginx/nginx.conf tells to say: there all have one address."""
        server = self.start(shut_out="0s")
        for number, (name, what) in enumerate(HARM.items(), 1):
            with self.subTest(name):
                with h2.Connection(server.address) as other, h2.Connection(server.address) as connection:
                    self.assertTrue(ends(connection, what))
                    other.send(h2.frame(h2.PING, 0, 0, b"are you?"))
                    self.assertTrue(any(kind == h2.PING and flags & h2.ACK
                                        for kind, flags, *_ in other.frames(SECONDS)))
                self.assertTrue(is_served(h2.Connection, server.address))
                self.assertEqual(self.ended(server), number)

    def test_others_from_other_addresses_go_on(self):
        server = self.start()
        with h2.Connection(server.address) as connection:
            self.assertTrue(ends(connection, HARM["message"]))
        answer, error = server.call(EVALUATE, GOOD)  # within the time in which that one is shut out
        self.assertIsNone(error, json.dumps(error))
        self.assertEqual(answer["evaluation"]["accountId"], "acme")

    def test_whoever_is_only_busy_is_served(self):
        server = self.start()
        for name, what in BUSY.items():
            with self.subTest(name), h2.Connection(server.address) as connection:
                connection.send(what)
                connection.send(h2.frame(h2.PING, 0, 0, b"are you?"))
                self.assertTrue(any(kind == h2.PING and flags & h2.ACK
                                    for kind, flags, *_ in connection.frames(SECONDS)))
        self.assertEqual(self.ended(server), 0)


if __name__ == "__main__":
    unittest.main()
