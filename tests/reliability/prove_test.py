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
sys.path[:0] = [str(SOURCE / "tests/reliability/proofs"), str(SOURCE / "tests/bench/runner"),
                str(SOURCE / "tests/clients")]
import faults  # noqa: E402
import hostile  # noqa: E402
import h2  # noqa: E402
import life  # noqa: E402
import proxy  # noqa: E402
import soak  # noqa: E402
from field import Field, Result  # noqa: E402


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

    def test_calls_that_stream_and_calls_that_leave(self):
        with self.field.server() as server:
            streams = self.field.load(server.address, "stream", 0.3, rate=20, messages=5,
                                      deadline_ms=20_000).result()
            self.assertEqual(set(streams.codes), {"OK"})
            left = self.field.load(server.address, "stream", 0.3, rate=20, messages=100_000,
                                   cancel_ms=20, deadline_ms=20_000).result()
            self.assertEqual(set(left.codes), {"CANCELLED"})
            for name, code in (("check", "OK"), ("health", "OK"), ("invalid", "INVALID_ARGUMENT"),
                               ("nonsense", "INTERNAL")):
                result = self.field.load(server.address, name, 0.2, rate=10,
                                         deadline_ms=20_000).result()
                self.assertEqual(set(result.codes), {code})
            preview = self.field.load(server.address, "preview", 0.2, rate=10, messages=1,
                                      deadline_ms=20_000).result()
            self.assertEqual(set(preview.codes), {"OK"})


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


class Faults(unittest.TestCase):
    """What does not depend on how fast the machine is. Others are void or take their time."""

    def test_another_answer_is_wrong(self):
        result = Result({"codes": {"OK": 3}, "answers": {"a": {"1": 1, "2": 1}, "b": {"3": 1}}})
        self.assertEqual(result.wrong({"a": "1", "b": "3"}), 1)
        self.assertEqual(result.wrong({"a": "1"}), 2)
        self.assertEqual(result.wrong({}), 3)

    def test_the_server_goes_on(self):
        field = Field(SOURCE, BUILD, 0.25)
        for case in (faults.small_files, faults.log_without_reader, faults.files_run_out):
            with self.subTest(case.__name__):
                for row in case(field):
                    self.assertTrue(row.met, f"{row.what}: {row.measured}")

    def test_a_pack_that_is_broken_and_mended(self):
        row = faults.broken_pack(Field(SOURCE, BUILD, 0.25), faults.put_a_pipe_there, "has a pipe")
        self.assertTrue(row.met, f"{row.what}: {row.measured}")


class Soak(unittest.TestCase):
    def test_sizes_are_compared_after_the_warm_up(self):
        size = soak.Size(None)
        size.samples = [(200, 9, 50)] * 2 + [(100, 5, 20)] * 4 + [(180, 5, 20)] + [(110, 5, 21)] * 3
        self.assertEqual(size.first_and_last(2), [(100, 110, 180), (5, 5, 5), (20, 21, 21)])

    def test_what_grows_is_seen(self):
        self.assertTrue(soak.flat("", 100, 104, "", 120).met)
        self.assertFalse(soak.flat("", 100, 106, "", 120).met)


class Life(unittest.TestCase):
    def test_no_call_fails_when_replicas_end(self):
        with_nginx = proxy.find() is not None  # what packages of tests do not bring
        for row in life.replicas(Field(SOURCE, BUILD, 0.25), with_nginx):
            self.assertTrue(row.met, f"{row.what}: {row.measured}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
