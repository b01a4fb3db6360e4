"""The decision log of a running bellwetherd: what was answered is in it, and replays to the bit."""

import json
import resource
import stat
import subprocess
import time
import unittest

import program
from program import ProgramTest, Server, run

SAAS = "rules/saas"
DAY = "2026-03-01"
GOOD, CANNOT_SERVE, USAGE = 0, 1, 2
ACCOUNTS = 300


def setUpModule():
    global accounts
    made = run("generate", "--pack", SAAS, "--count", ACCOUNTS, "--as-of", DAY, "--seed", "7")
    assert made.code == GOOD, made.err
    accounts = made.out.encode()


def start(*arguments):
    """Runs bellwetherd, which is to end by itself."""
    done = subprocess.run(
        [program.find("bellwetherd"), "--listen", "127.0.0.1:0", *map(str, arguments)], cwd=program.SOURCE,
        env=program.environment(), capture_output=True, timeout=program.SECONDS, check=False)
    return program.Result(done.returncode, done.stdout.decode(), done.stderr.decode())


class DecisionLogTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.logs = self.folder / "decisions"

    def serve(self, *options, pack=SAAS):
        server = Server(pack, "--decision-log", str(self.logs), *map(str, options))
        self.addCleanup(server.__exit__)
        return server

    def evaluate(self, server, call="batch", lines=None, day=DAY):
        file = self.file("accounts.jsonl", accounts if lines is None else lines)
        done = run("remote", "evaluate", "--server", server.address, "--accounts", file, "--as-of", day,
                   "--call", call, "--format", "csv")
        self.assertEqual(done.code, GOOD, done.err)
        return done.out

    def replay(self, *more, pack=SAAS):
        done = run("replay", self.logs, "--pack", pack, "--format", "json", *more)
        return done.code, json.loads(done.out), done.err

    def files(self):
        return sorted(path for path in self.logs.iterdir() if path.name != ".lock")

    def said(self, server):
        server.log.seek(0)
        return server.log.read().decode()


class WhatIsWritten(DecisionLogTest):
    def test_every_call_replays_to_the_last_bit(self):
        for call in ("unary", "batch", "stream", "columns"):
            with self.subTest(call=call):
                self.logs = self.folder / call
                server = self.serve()
                self.evaluate(server, call)
                server.stop()
                code, report, problems = self.replay()
                self.assertEqual(code, GOOD, problems)
                self.assertEqual(report["same"], ACCOUNTS)
                self.assertEqual(report["records"], ACCOUNTS)
                self.assertEqual(report["unread"], 0)

    def test_the_moment_of_receipt_replays_as_well(self):
        server = self.serve()
        file = self.file("accounts.jsonl", accounts)
        done = run("remote", "evaluate", "--server", server.address, "--accounts", file, "--format", "csv")
        self.assertEqual(done.code, GOOD, done.err)
        server.stop()
        self.assertEqual(self.replay()[1]["same"], ACCOUNTS)

    def test_nobody_else_may_read_it(self):
        server = self.serve()
        self.evaluate(server)
        self.wait_for(lambda: self.files())
        self.assertEqual(stat.S_IMODE(self.files()[0].stat().st_mode), 0o640)
        server.stop()
        self.assertEqual([path.suffix for path in self.files()], [".zst"])
        self.assertEqual(stat.S_IMODE(self.files()[0].stat().st_mode), 0o640)
        self.assertEqual(stat.S_IMODE(self.logs.stat().st_mode) & 0o007, 0)

    def test_says_what_was_asked_and_answered(self):
        server = self.serve()
        self.evaluate(server, "unary")
        line = json.loads(self.wait_for(lambda: self.lines()[1:])[0])
        self.assertEqual(line["kind"], "evaluation")
        self.assertEqual(line["method"], "bellwether.v1.ScoringService/Evaluate")
        self.assertEqual(line["caller"], "")
        self.assertEqual(line["as_of"], DAY)
        self.assertEqual(line["pack"]["name"], "saas")
        self.assertEqual(line["pack"]["label"], "active")
        self.assertEqual(len(line["pack"]["digest"]), 64)
        self.assertEqual(line["account"]["id"], line["account_id"])
        # The account is one of an account file: the same answer comes of it.
        of_line = self.file("one.json", json.dumps(line["account"]))
        done = run("evaluate", "--pack", SAAS, "--accounts", of_line, "--as-of", DAY, "--format", "csv")
        first = accounts.decode().splitlines()[0]
        told = run("evaluate", "--pack", SAAS, "--accounts", self.file("first.jsonl", first), "--as-of", DAY,
                   "--format", "csv")
        self.assertEqual(done.out, told.out)

    def test_a_share_of_the_calls(self):
        server = self.serve("--decision-log-share", "10%", "--decision-log-large-share", "50%")
        self.evaluate(server, "unary")
        self.evaluate(server, "batch")
        server.stop()
        self.assertEqual(self.replay()[1]["same"], ACCOUNTS // 10 + ACCOUNTS // 2)

    def test_what_is_refused_is_not_in_it(self):
        server = self.serve()
        file = self.file("a.jsonl", '{"id": "a", "signals": {"no_such": 1}}\n')
        run("remote", "evaluate", "--server", server.address, "--accounts", file, "--as-of", DAY)
        server.stop()
        self.assertEqual(self.files(), [])

    def wait_for(self, condition):
        end = time.monotonic() + program.SECONDS
        while time.monotonic() < end:
            found = condition()
            if found:
                return found
            time.sleep(0.02)
        self.fail("it did not come to that")

    def lines(self):
        """Of files that are not packed yet."""
        return [line for path in self.files() if path.suffix == ".jsonl"
                for line in path.read_text().splitlines()]


class Files(DecisionLogTest):
    def test_are_closed_packed_and_deleted(self):
        server = self.serve("--decision-log-file-bytes", "64KiB", "--decision-log-files", "4")
        for _ in range(4):
            self.evaluate(server)
        server.stop()
        names = [path.name for path in self.files()]
        self.assertEqual(names, sorted(names))
        self.assertTrue(2 <= len(names) <= 4, names)
        self.assertTrue(all(name.endswith(".jsonl.zst") for name in names), names)
        code, report, problems = self.replay()
        self.assertEqual(code, GOOD, problems)
        self.assertTrue(0 < report["same"] < 4 * ACCOUNTS)

    def test_are_closed_when_they_are_old(self):
        server = self.serve("--decision-log-file-age", "1s")
        self.evaluate(server)
        end = time.monotonic() + program.SECONDS
        while not any(path.suffix == ".zst" for path in self.files()) and time.monotonic() < end:
            time.sleep(0.1)
        self.assertTrue(any(path.suffix == ".zst" for path in self.files()))

    def test_of_a_server_that_was_killed_are_read(self):
        server = self.serve()
        self.evaluate(server)
        while not self.files():
            time.sleep(0.02)
        server.process.kill()
        server.process.wait()
        code, report, problems = self.replay()
        self.assertEqual(code, GOOD, problems)
        self.assertEqual(report["different"], 0)
        # The next server packs what is left.
        self.serve().stop()
        self.assertEqual([path.suffix for path in self.files()], [".zst"])
        self.assertEqual(self.replay()[1]["same"], report["same"])

    def test_a_full_disk_stops_no_call(self):
        server = self.serve()
        self.evaluate(server)
        limit = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (16 << 10, limit[1]))
        self.evaluate(server)  # is answered
        time.sleep(0.5)
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, limit)
        time.sleep(1.5)  # nothing is tried for a second after a failure
        self.evaluate(server)
        server.stop()
        self.assertIn("decision log has gaps", self.said(server))
        self.assertIn("decision log is written again", self.said(server))
        code, report, problems = self.replay()
        self.assertEqual(code, GOOD, problems)
        self.assertGreater(report["dropped_by_server"], 0)
        self.assertEqual(report["same"] + report["dropped_by_server"], 3 * ACCOUNTS)

    def test_what_finds_no_room_is_counted(self):
        server = self.serve("--max-decisions-waiting", "1")
        self.evaluate(server, "columns")
        server.stop()
        code, report, problems = self.replay()
        self.assertEqual(code, GOOD, problems)
        self.assertGreater(report["dropped_by_server"], 0)
        self.assertEqual(report["same"] + report["dropped_by_server"], ACCOUNTS)

    def test_of_one_server_are_no_other_ones(self):
        self.serve()
        done = start("--pack", SAAS, "--decision-log", self.logs)
        self.assertEqual(done.code, CANNOT_SERVE)
        self.assertIn("another server writes into", done.err)


class Redaction(DecisionLogTest):
    def test_what_is_redacted_is_nowhere(self):
        self.file("key", "0123456789abcdef0123456789abcdef\n")
        redact = self.file("redact.yaml", "key_file: key\nfields: {id: hash, csm: drop}\n"
                                          "signals: {usage: {step: 0.5}}\nother_signals: keep\n")
        pack = self.file("pack.yaml", program.TINY_PACK)
        server = self.serve("--decision-log-redact", redact, pack=pack)
        self.evaluate(server, "unary", b'{"id": "acme-corp", "csm": "Ana Lima", "signals": {"usage": 0.75}}\n')
        server.stop()
        again = run("replay", self.logs, "--pack", pack)
        self.assertEqual(again.code, GOOD, again.err)
        self.assertIn("1  the same as far as redacted facts let it be compared", again.out)
        self.assertIn("signals.usage in 1", again.out)
        _, report, _ = self.replay(pack=pack)
        self.assertEqual(report["same_in_part"], 1)
        self.assertEqual(report["redacted"], {"account.csm": 1, "account.id": 1, "signals.usage": 1})
        self.assertIn("missing", report["not_compared"])
        self.assertIn("health.only.raw", report["not_compared"])
        self.assertNotIn("flags.raised", report["not_compared"])
        for secret in ("0123456789abcdef", "Ana Lima", "acme-corp"):
            self.assertNotIn(secret, self.said(server))

    def test_hashes_hide_who_and_nothing_else(self):
        self.file("key", "0123456789abcdef0123456789abcdef\n")
        redact = self.file("redact.yaml", "key_file: key\nfields: {id: hash}\n")
        server = self.serve("--decision-log-redact", redact)
        self.evaluate(server)
        server.stop()
        self.assertEqual(self.replay()[1]["same"], ACCOUNTS)

    def refused(self, text, *said, key=None):
        if key is not None:
            self.file("key", key)
        redact = self.file("redact.yaml", text)
        for more in ([], ["--check-config"]):
            done = start("--pack", SAAS, "--decision-log", self.logs, "--decision-log-redact", redact, *more)
            self.assertEqual(done.code, USAGE, done.err)
            for sentence in said:
                self.assertIn(sentence, done.err)

    def test_says_what_is_wrong_before_it_serves(self):
        self.refused("signals: {npss: drop}\nfields: {csn: drop}\n", "did you mean `nps`?", "did you mean `csm`?",
                     "redact.yaml:1:")
        self.refused("fields: {id: hash}\n", "a hash needs a key")
        self.refused("key_file: nowhere\nfields: {id: hash}\n", "nowhere cannot be read")
        self.refused("key_file: key\nfields: {id: hash}\n", "has 5 bytes; write at least 16", key="short")


class Options(DecisionLogTest):
    def test_that_cannot_be_together(self):
        done = start("--pack", SAAS, "--decision-log-redact", "x.yaml", "--decision-log-total-bytes", "64KiB")
        self.assertEqual(done.code, USAGE)
        self.assertIn("--decision-log-redact without a log", done.err)
        self.assertIn("less than two files of --decision-log-file-bytes", done.err)

    def test_a_folder_that_cannot_be(self):
        done = start("--pack", SAAS, "--decision-log", "/proc/nowhere")
        self.assertEqual(done.code, CANNOT_SERVE)
        self.assertIn("error: --decision-log: the folder /proc/nowhere cannot be made", done.err)

    def test_none_writes_nothing(self):
        with Server(SAAS) as server:
            self.evaluate(server)
        self.assertFalse(self.logs.exists())


class Drift(DecisionLogTest):
    def test_accounts_that_move_are_told_of(self):
        day = self.file("day.jsonl", b"".join(
            json.dumps({"id": f"a{i}", "stage": "onboarding", "signals": {"nps": i % 100}}).encode() + b"\n"
            for i in range(1000)))
        baseline = self.folder / "baseline.json"
        done = run("baseline", "--pack", SAAS, "--accounts", day, "--as-of", DAY, "--output", baseline)
        self.assertEqual(done.code, GOOD, done.err)
        server = self.serve("--baseline", baseline)
        moved = b"".join(json.dumps({"id": f"b{i}", "stage": "onboarding", "signals": {"nps": -50}}).encode() + b"\n"
                         for i in range(1000))
        self.evaluate(server, "batch", moved)
        end = time.monotonic() + program.SECONDS
        while "drifted far name=signal.nps" not in self.said(server) and time.monotonic() < end:
            time.sleep(0.2)
        self.assertIn("drifted far name=signal.nps", self.said(server))
        self.assertNotIn("name=signal.sso", self.said(server))

    def test_a_file_that_is_none(self):
        done = start("--pack", SAAS, "--baseline", self.file("b.yaml", "accounts: 5\n"))
        self.assertEqual(done.code, USAGE)
        self.assertIn("this is no baseline", done.err)
        self.assertEqual(start("--pack", SAAS, "--baseline", self.folder / "none").code, USAGE)


if __name__ == "__main__":
    program.main()
