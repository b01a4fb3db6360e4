"""`bellwether remote evaluate` when input is slow, servers go away and people lose patience."""

import json
import os
import select
import signal
import subprocess
import time
import unittest

import program
from program import TINY_PACK, ProgramTest, Server

SAAS = "rules/saas"
DAY = "2026-03-01"
GOOD, FAILED = 0, 1
CALLS = ("unary", "batch", "stream", "columns")


def form_of(call):
    return "csv" if call == "columns" else "jsonl"


class Running:
    """An evaluation that reads what the test writes."""

    def __init__(self, *command):
        self.process = subprocess.Popen(
            [program.find("bellwether"), *map(str, command), "--accounts", "-",
             "--accounts-format", "jsonl", "--as-of", DAY],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=program.SOURCE, env=program.environment())
        self.out = b""

    @classmethod
    def remote(cls, server, call, *more, form=None):
        return cls("remote", "evaluate", "--server", server.address, "--call", call,
                   "--format", form or form_of(call), *more)

    def write(self, *ids):
        self.process.stdin.write("".join(f'{{"id": "{one}"}}\n' for one in ids).encode())
        self.process.stdin.flush()

    def read_until(self, text):
        """Reads what is printed until it holds `text`; fails when that takes too long."""
        end = time.monotonic() + program.SECONDS
        while text.encode() not in self.out:
            ready, _, _ = select.select([self.process.stdout], [], [], end - time.monotonic())
            if not ready:
                raise AssertionError(f"{text} was not printed, only {self.out}")
            piece = os.read(self.process.stdout.fileno(), 65536)
            if not piece:
                raise AssertionError(f"{text} was not printed, only {self.out}")
            self.out += piece

    def end(self):
        """Closes the input and returns exit code, everything printed, everything said."""
        out, err = self.process.communicate(timeout=program.SECONDS)
        return self.process.returncode, (self.out + out).decode(), err.decode()


class SlowInput(ProgramTest):
    def test_each_answer_comes_before_the_next_account(self):
        with Server(SAAS) as server:
            for call in ("auto", *CALLS):
                with self.subTest(call=call):
                    running = Running.remote(server, call)
                    for one in ("ada", "bob", "cyd"):
                        running.write(one)
                        running.read_until(f'"{one}"' if form_of(call) == "jsonl" else f"\n{one},")
                    code, _, err = running.end()
                    self.assertEqual((code, err), (GOOD, ""))


class ServersThatGoAway(ProgramTest):
    def test_one_error_and_what_was_answered_until_then(self):
        for call in CALLS:
            with self.subTest(call=call), Server(SAAS) as server:
                running = Running.remote(server, call)
                running.write("first")
                running.read_until("first")
                server.process.kill()
                server.process.wait()
                running.write(*(f"tardy{i}" for i in range(50)))
                code, out, err = running.end()
                self.assertEqual(code, FAILED, err)
                self.assertIn("first", out)
                self.assertNotIn("tardy", out)
                self.assertEqual(err.count("\n"), 1, err)
                self.assertIn("UNAVAILABLE", err)
                self.assertIn("1 account was handled before that, the rest was not", err)

    def test_one_that_comes_back_in_time_is_not_noticed(self):
        for call in CALLS:
            with self.subTest(call=call), Server(SAAS) as server:
                running = Running.remote(server, call)
                running.write("first")
                running.read_until("first")
                server.stop()
                again = subprocess.Popen(
                    [program.find("bellwetherd"), "--listen", server.address, "--pack", SAAS],
                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=program.SOURCE)
                try:
                    self.assertIn(b"ready", again.stdout.readline())
                    running.write("second")
                    code, out, err = running.end()
                    self.assertEqual((code, err), (GOOD, ""))
                    self.assertIn("second", out)
                finally:
                    again.terminate()
                    again.wait(program.SECONDS)
                    again.stdout.close()


class Interrupted(ProgramTest):
    def test_while_waiting_for_input(self):
        with Server(SAAS) as server:
            for call in CALLS:
                with self.subTest(call=call):
                    running = Running.remote(server, call)
                    running.write("first", "second")
                    running.read_until("second")
                    running.process.send_signal(signal.SIGINT)
                    running.process.wait(program.SECONDS)
                    code, out, err = running.end()
                    self.assertEqual(code, -signal.SIGINT, err)
                    self.assertIn("first", out)
                    self.assertEqual(err, "bellwether: interrupted; 2 accounts were handled before "
                                          "that, the rest was not\n")

    def test_the_output_is_whole(self):
        with Server(SAAS) as server:
            running = Running.remote(server, "stream", form="json")
            running.write("first", "second")
            running.read_until('"second"')
            running.process.send_signal(signal.SIGTERM)
            running.process.wait(program.SECONDS)
            code, out, _ = running.end()
            self.assertEqual(code, -signal.SIGTERM)
            self.assertEqual([one["account_id"] for one in json.loads(out)], ["first", "second"])

    def test_while_a_server_does_not_answer(self):
        for call in CALLS:
            with self.subTest(call=call), Server(SAAS) as server:
                running = Running.remote(server, call, "--timeout", "600")
                running.write("first")
                running.read_until("first")
                server.process.send_signal(signal.SIGSTOP)
                try:
                    running.write(*(f"tardy{i}" for i in range(2000)))
                    running.process.stdin.close()
                    running.process.stdin = None
                    time.sleep(0.3)
                    start = time.monotonic()
                    running.process.send_signal(signal.SIGINT)
                    code, out, err = running.end()
                finally:
                    server.process.send_signal(signal.SIGCONT)
                self.assertEqual(code, -signal.SIGINT, err)
                self.assertLess(time.monotonic() - start, 10)
                self.assertIn("first", out)

    def test_a_run_without_a_server(self):
        pack = self.file("p/pack.yaml", TINY_PACK).parent
        running = Running("evaluate", "--pack", pack, "--format", "json")
        running.write("first")
        running.read_until('"first"')
        running.process.send_signal(signal.SIGINT)
        running.process.wait(program.SECONDS)
        code, out, err = running.end()
        self.assertEqual(code, -signal.SIGINT, err)
        self.assertEqual([one["account_id"] for one in json.loads(out)], ["first"])
        self.assertIn("interrupted; 1 account was handled", err)


if __name__ == "__main__":
    program.main()
