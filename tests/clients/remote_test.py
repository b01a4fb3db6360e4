"""`bellwether remote` against a real bellwetherd: the same bytes as offline, clear errors."""

import json
import socket
import unittest

import program
from program import ProgramTest, Server, run

SAAS = "rules/saas"
ACCOUNTS = program.SOURCE / "rules/saas/accounts"
DAY = "2026-03-01"
GOOD, FAILED, INPUT_REFUSED = 0, 1, 5


def setUpModule():
    global server
    server = Server(SAAS)
    unittest.addModuleCleanup(server.__exit__)


def offline(accounts, *more):
    return run("evaluate", "--pack", SAAS, "--accounts", accounts, *more)


def remote(accounts, *more, address=None):
    return run("remote", "evaluate", "--server", address or server.address, "--accounts", accounts,
               *more)


class SameAnswers(ProgramTest):
    def same(self, accounts, *more):
        here, there = offline(accounts, *more), remote(accounts, *more)
        self.assertEqual(there.err, here.err)
        self.assertEqual(there.out, here.out)
        self.assertEqual(there.code, here.code)
        return there

    def test_every_format_to_the_byte(self):
        for file in sorted(ACCOUNTS.iterdir()):
            for form in ("table", "json", "jsonl", "csv"):
                with self.subTest(file=file.name, format=form):
                    result = self.same(file, "--as-of", DAY, "--format", form)
                    self.assertEqual(result.code, GOOD, result.err)
                    self.assertNotEqual(result.out, "")

    def test_every_explanation_to_the_byte(self):
        for level in ("none", "summary", "full"):
            self.same(ACCOUNTS / "book.jsonl", "--as-of", DAY, "--format", "jsonl",
                      "--explain", level)

    def test_a_cohort_of_real_students_to_the_byte(self):
        pack, cohort = "rules/examples/oulad", program.SOURCE / "rules/examples/oulad/cohort.jsonl"
        options = ["--as-of", "2014-10-31", "--format", "jsonl", "--explain", "full"]
        with Server(pack) as oulad:
            there = remote(cohort, *options, address=oulad.address)
        here = run("evaluate", "--pack", pack, "--accounts", cohort, *options)
        self.assertEqual(here.code, GOOD, here.err)
        self.assertEqual(len(here.out.splitlines()), 1803)
        self.assertEqual(there.out, here.out)

    def test_moments_and_sets(self):
        for as_of in (DAY, "2026-03-01T17:45:12Z", "2026-03-01T08:00:00+07:00"):
            self.same(ACCOUNTS / "book.jsonl", "--as-of", as_of, "--format", "jsonl")
        self.same(ACCOUNTS / "book.jsonl", "--as-of", DAY, "--benchmark-set", "PM")

    def test_refusals_to_the_byte(self):
        bad = self.file("bad.jsonl", "\n".join([
            '{"id": "good", "segment": "smb"}',
            '{"id": "range", "signals": {"weekly_active_ratio": 70, "csat": -9}}',
            '{"id": "cut", "seg',
            '{"id": "words", "segment": "enterprize", "signals": {"champion_sentiment": "postive"}}',
            '{"id": "names", "signals": {"wekly_active_ratio": 0.5}}',
            '{"id": "dates", "kickoff_at": "2026-02-01", "target_graduation_at": "2026-01-01"}',
            '{"id": "extension", "extension": {"granted_days": -3}}',
            '{"signals": {}}',
            '{"id": "last"}']))
        result = self.same(bad, "--as-of", DAY, "--format", "jsonl")
        self.assertEqual(result.code, INPUT_REFUSED)
        self.assertEqual([json.loads(line)["account_id"] for line in result.out.splitlines()],
                         ["good", "last"])
        for line in range(2, 9):
            self.assertIn(f"bad.jsonl:{line}:", result.err)

    def test_unknown_columns_and_options_to_the_byte(self):
        columns = self.file("a.csv", "id,csat,csatt\na,4,1\nb,3,2\n")
        self.assertEqual(self.same(columns, "--as-of", DAY).code, INPUT_REFUSED)
        self.same(columns, "--as-of", DAY, "--unknown-signals", "report", "--format", "jsonl")
        self.same(ACCOUNTS / "book.jsonl", "--as-of", DAY, "--benchmark-set", "XX")

    def test_the_order_of_the_file_whatever_is_in_flight(self):
        many = self.file("many.jsonl", "".join(
            f'{{"id": "a{i}", "signals": {{"csat": {i % 9}}}}}\n' for i in range(400)))
        for concurrency in (1, 3, 64):
            result = remote(many, "--as-of", DAY, "--format", "jsonl",
                            "--concurrency", concurrency)
            self.assertEqual(result.out, offline(many, "--as-of", DAY, "--format", "jsonl").out)

    def test_the_example_of_the_help_works(self):
        example = run("remote", "evaluate", "--help").out.split("\nExample:\n")[1].strip()
        words = example.replace("127.0.0.1:50051", server.address).split()
        result = run(*words[1:])
        self.assertEqual((result.code, result.err), (GOOD, ""))
        self.assertIn("acme", result.out)


class Trouble(ProgramTest):
    def test_nobody_there(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        result = remote(ACCOUNTS / "book.jsonl", "--timeout", "0.5", address=address)
        self.assertEqual((result.code, result.out), (FAILED, ""))
        self.assertIn(address, result.err)
        self.assertIn("scripts/serve", result.err)

    def test_another_pack(self):
        result = remote(ACCOUNTS / "book.jsonl", "--as-of", DAY, "--digest", "00000000")
        self.assertEqual((result.code, result.out), (FAILED, ""))
        self.assertIn("NOT_FOUND", result.err)
        self.assertEqual(result.err.count("\n"), 1)

    def test_this_pack_by_its_digest(self):
        digest = json.loads(remote(ACCOUNTS / "acme.json", "--as-of", DAY, "--format", "jsonl").out)[
            "pack"]["digest"]
        for digits in (digest, digest[:8]):
            result = remote(ACCOUNTS / "acme.json", "--as-of", DAY, "--digest", digits)
            self.assertEqual(result.code, GOOD, result.err)

    def test_a_server_that_goes_away(self):
        with Server(SAAS) as other:
            accounts = ACCOUNTS / "book.jsonl"
            self.assertEqual(remote(accounts, "--as-of", DAY, address=other.address).code, GOOD)
            other.stop()
            result = remote(accounts, "--as-of", DAY, "--timeout", "0.5", address=other.address)
            self.assertEqual((result.code, result.out), (FAILED, ""))


if __name__ == "__main__":
    program.main()
