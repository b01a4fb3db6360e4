"""bellwether baseline: of accounts, a book and a decision log."""

import json
import unittest

import program
from program import ProgramTest, Server, run

SAAS = "rules/saas"
DAY = "2026-03-01"
GOOD, USAGE, PACK_INVALID, REFUSED = 0, 2, 3, 5


class BaselineTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pack = self.file("pack.yaml", program.TINY_PACK)
        self.accounts = self.file("a.jsonl", "".join(
            json.dumps({"id": f"a{i}", "signals": {"usage": i / 100, "mood": "good" if i % 4 else "bad"}}) + "\n"
            for i in range(100)))

    def baseline(self, *arguments, pack=None):
        done = run("baseline", "--pack", pack or self.pack, *arguments)
        return done, json.loads(done.out) if done.out else None


class Sources(BaselineTest):
    def test_accounts(self):
        done, baseline = self.baseline("--accounts", self.accounts, "--as-of", DAY)
        self.assertEqual(done.code, GOOD, done.err)
        self.assertIn("of 100 accounts; a server tells nothing of fewer than 500", done.err)
        self.assertEqual(baseline["accounts"], 100)
        usage = baseline["distributions"]["signal.usage"]
        # numpy.quantile(range(100), 0.1) / 100 = 0.099
        self.assertEqual(len(usage["edges"]), 9)
        self.assertAlmostEqual(usage["edges"][0], 0.099)
        self.assertEqual(usage["counts"], [10] * 10)
        mood = baseline["distributions"]["signal.mood"]
        self.assertEqual((mood["categories"], mood["counts"], mood["missing"]), (["good", "bad"], [75, 25, 0], 0))
        self.assertEqual(sum(baseline["distributions"]["score.only"]["counts"]), 100)

    def test_a_decision_log_gives_the_same_as_its_accounts(self):
        logs = self.folder / "log"
        with Server(self.pack, "--decision-log", str(logs)) as server:
            done = run("remote", "evaluate", "--server", server.address, "--accounts", self.accounts, "--as-of", DAY)
            self.assertEqual(done.code, GOOD, done.err)
        of_log = self.baseline("--log", logs)
        self.assertEqual(of_log[0].code, GOOD, of_log[0].err)
        self.assertEqual(of_log[1], self.baseline("--accounts", self.accounts, "--as-of", DAY)[1])

    def test_a_book(self):
        done, baseline = self.baseline("--book", "rules/saas/book", "--as-of", DAY, pack=SAAS)
        self.assertEqual(done.code, GOOD, done.err)
        self.assertGreater(baseline["accounts"], 0)
        self.assertIn("signal.nps", baseline["distributions"])

    def test_a_file_is_written_whole(self):
        there = self.folder / "baseline.json"
        done, _ = self.baseline("--accounts", self.accounts, "--as-of", DAY, "--output", there)
        self.assertEqual((done.code, done.out), (GOOD, ""))
        self.assertEqual(json.loads(there.read_text())["pack"], "tiny")


class Mistakes(BaselineTest):
    def test_of_what(self):
        for arguments in ((), ("--accounts", self.accounts, "--book", "rules/saas/book")):
            done, _ = self.baseline(*arguments)
            self.assertEqual(done.code, USAGE)
            self.assertIn("give one of --accounts, --book and --log", done.err)

    def test_no_account_at_all(self):
        done, _ = self.baseline("--accounts", self.file("b.jsonl", '{"id": ""}\n'), "--as-of", DAY)
        self.assertEqual(done.code, REFUSED)
        self.assertIn("there is no account to make a baseline of", done.err)

    def test_refused_accounts_are_not_in_it(self):
        more = self.file("c.jsonl", self.accounts.read_text() + '{"id": "x", "signals": {"usage": 7}}\n')
        done, baseline = self.baseline("--accounts", more, "--as-of", DAY)
        self.assertEqual(done.code, REFUSED)
        self.assertEqual(baseline["accounts"], 100)

    def test_a_pack_that_is_none(self):
        self.assertEqual(self.baseline("--accounts", self.accounts, pack=self.folder / "none")[0].code, PACK_INVALID)


if __name__ == "__main__":
    program.main()
