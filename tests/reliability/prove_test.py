"""The proofs of scripts/prove can be run, and see what they are meant to see. Nothing here is a
measurement: no time is held against a bound."""

import json
import os
import pathlib
import socket
import subprocess
import sys
import time
import unittest

SOURCE = pathlib.Path(os.environ["BELLWETHER_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"])
sys.path[:0] = [str(SOURCE / "tests/reliability/proofs"), str(SOURCE / "tests/bench/runner")]
import hostile  # noqa: E402
import h2  # noqa: E402
import life  # noqa: E402
from field import Field  # noqa: E402


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Loads(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.field = Field(SOURCE, BUILD, 0.1)

    def test_every_call_is_counted_by_how_it_ended(self):
        with self.field.server() as server:
            good = self.field.load(server.address, "evaluate", 1, rate=200, in_flight=100,
                                   connections=2).result()
            self.assertEqual(set(good.codes), {"OK"})
            self.assertEqual(good.ok + good.report["not_sent"], 200)
            self.assertEqual(len(good.report["digests"]), 1)
            self.assertEqual(sum(row["ok"] for row in good.report["timeline"]), good.ok)
            method, file = self.field.request("evaluate")
            done = subprocess.run(
                [BUILD / "reliability/bellwether_load", "--target", server.address, "--method",
                 method + "Not", "--request", file, "--seconds", "0.2", "--rate", "50"],
                capture_output=True, text=True, timeout=60, check=True)
            self.assertEqual(set(json.loads(done.stdout)["codes"]), {"UNIMPLEMENTED"})

    def test_what_is_not_sent_counts(self):
        with self.field.server() as server:
            result = self.field.load(server.address, "explain", 1, rate=20_000, in_flight=1,
                                     connections=1).result()
            self.assertGreater(result.report["not_sent"], 0)

    def test_a_server_that_is_not_there(self):
        result = self.field.load(f"127.0.0.1:{free_port()}", "evaluate", 0.3, rate=20).result()
        self.assertEqual(result.ok, 0)
        self.assertEqual(set(result.codes), {"UNAVAILABLE"})

    def test_a_request_that_is_not_there(self):
        done = subprocess.run(
            [BUILD / "reliability/bellwether_load", "--target", "x", "--request", "/nowhere"],
            capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("/nowhere", done.stderr)


class Hostile(unittest.TestCase):
    """Each kind does what it says, and calls beside it are answered."""

    def test_others_are_answered(self):
        field = Field(SOURCE, BUILD, 0.1)
        with field.server() as server:
            for kind in hostile.KINDS:
                with self.subTest(kind.__name__):
                    load = field.load(server.address, "evaluate", 0.5, rate=100, in_flight=100,
                                      deadline_ms=20_000)
                    self.assertGreater(kind(server.address, time.monotonic() + 0.7), 0)
                    result = load.result()
                    self.assertEqual((result.failed, result.report["not_sent"]), (0, 0),
                                     result.codes)

    def test_the_raw_client_can_be_understood(self):
        """What is refused below is refused for what it is: a good call of the same client is answered."""
        field = Field(SOURCE, BUILD, 0.1)
        _, file = field.request("evaluate")
        body = pathlib.Path(file).read_bytes()
        with field.server() as server, h2.Connection(server.address) as connection:
            connection.send(h2.frame(h2.HEADERS, h2.END_HEADERS, 1,
                                     h2.grpc_headers(hostile.EVALUATE)) +
                            h2.frame(h2.DATA, h2.END_STREAM, 1, body))
            data = b""
            for kind, flags, stream, payload in connection.frames(20):
                if stream == 1 and kind == h2.DATA:
                    data += payload
                if stream == 1 and kind == h2.HEADERS and flags & h2.END_STREAM:
                    break
            size = int.from_bytes(data[1:5], "big")
            self.assertGreater(size, 100)
            self.assertEqual(len(data), 5 + size)

    def test_noise_ends_its_connection(self):
        field = Field(SOURCE, BUILD, 0.1)
        with field.server() as server, h2.Connection(server.address) as connection:
            connection.send(b"\xff\xff\xff" + b"\xee" * 100_000)
            self.assertTrue(connection.is_closed_within(20))


class Life(unittest.TestCase):
    def test_no_call_fails_when_replicas_end(self):
        for row in life.replicas(Field(SOURCE, BUILD, 0.25)):
            self.assertTrue(row.met, f"{row.what}: {row.measured}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
