"""Constants from outside: `--set` and `--values` wherever a command takes a pack, and of bellwetherd; what `check`, `diff`,
`test` and `explain` say of numbers by name, segment and date."""

import json
import unittest

import program
from program import ProgramTest, Server, run

GOOD, USAGE, PACK_INVALID = 0, 2, 3

PACK = """
pack: small
version: 1.0.0
segments: [smb, large]
severities: [red]
signals: {usage: {type: ratio}}
constants:
  least: {value: 0.4, segments: {large: 0.6}}
flags:
  quiet: {severity: red, when: usage < least, reason: 'below {least:percent}'}
  later: {severity: red, when: usage < least, reason: later, applies_when: has(usage), effective: {from: 2026-07-01}}
"""
ACCOUNT = '{"id": "a", "segment": "%s", "signals": {"usage": 0.5}}'


class Constants(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pack = self.file("small/pack.yaml", PACK)
        self.account = self.file("account.json", ACCOUNT % "smb")
        self.large = self.file("large.json", ACCOUNT % "large")

    def raised(self, account, *options, as_of="2026-03-01"):
        result = run("evaluate", "--pack", self.pack, "--accounts", account, "--as-of", as_of, "--format", "jsonl", "--select",
                     "flags.raised", *options)
        self.assertEqual((result.code, result.err), (GOOD, ""))
        return json.loads(result.out)["flags.raised"]

    def digest(self, *options):
        result = run("dump", self.pack, "--section", "pack", *options)
        self.assertEqual((result.code, result.err), (GOOD, ""))
        return result.out.split("digest")[1].split()[0]

    def test_of_a_segment_and_from_a_day_on(self):
        self.assertEqual(self.raised(self.account), [])
        self.assertEqual(self.raised(self.large), ["quiet"])
        self.assertEqual(self.raised(self.large, as_of="2026-07-01"), ["quiet", "later"])

    def test_set(self):
        self.assertEqual(self.raised(self.account, "--set", "least=0.7"), ["quiet"])
        self.assertEqual(self.raised(self.large, "--set", "least.large=0.1", "--set", "least=0.7"), [])

    def test_values(self):
        values = self.file("values.yaml", "least: {value: 0.7, segments: {large: 0.1}}\n")
        self.assertEqual(self.raised(self.account, "--values", values), ["quiet"])
        self.assertEqual(self.raised(self.large, "--values", values), [])
        self.assertEqual(self.raised(self.account, "--values", values, "--set", "least=0.3"), [])

    def test_the_digest_is_of_the_numbers_that_count(self):
        self.assertEqual(self.digest("--set", "least=0.4"), self.digest())
        self.assertNotEqual(self.digest("--set", "least=0.41"), self.digest())

    def test_what_cannot_be_set(self):
        for option, said in (("lest=1", "did you mean `least`?"), ("least", "sets no number"),
                             ("least.lagre=1", "did you mean `large`?")):
            with self.subTest(option=option):
                result = run("check", self.pack, "--set", option)
                self.assertEqual(result.code, PACK_INVALID)
                self.assertIn(said, result.err)

    def test_every_command_that_takes_a_pack_has_both(self):
        for command in ("check", "test", "evaluate", "explain", "ask", "path", "dump", "mutate", "impact", "generate", "import",
                        "history", "portfolio", "investigate", "drivers", "experiment", "fit"):
            with self.subTest(command=command):
                text = run(command, "--help").out
                self.assertIn("--set NAME=NUMBER", text)
                self.assertIn("--values FILE", text)

    def test_explain_says_what_is_not_in_force(self):
        result = run("explain", "--pack", self.pack, "--account", self.account, "--as-of", "2026-03-01", "--long")
        self.assertEqual(result.code, GOOD, result.err)
        self.assertIn("Not in force before 2026-07-01", result.out)

    def test_diff_tells_it_in_words(self):
        other = self.file("other/pack.yaml", PACK.replace("large: 0.6", "large: 0.7").replace("2026-07-01", "2026-08-01"))
        result = run("diff", self.pack, other)
        self.assertEqual(result.code, GOOD, result.err)
        self.assertIn("constant least: large of segments 0.6 → 0.7", result.out)
        self.assertIn("2026-07-01 → 2026-08-01", result.out)

    def test_a_test_of_the_pack_has_both_sides(self):
        self.file("small/tests/all_test.yaml", """
cases:
  - {name: before, as_of: 2026-06-30, account: {signals: {usage: 0.3}}, expect: {flag.later: not_applicable, flag.quiet: raised}}
  - {name: after, as_of: 2026-07-01, account: {signals: {usage: 0.3}}, expect: {flag.later: raised}}
  - {name: large, as_of: 2026-06-30, account: {segment: large, signals: {usage: 0.5}}, expect: {flag.quiet: raised}}
""")
        result = run("test", self.pack.parent, "--coverage")
        self.assertEqual(result.code, GOOD, result.out + result.err)
        self.assertIn("3 passed", result.out)


class ServerWithNumbers(unittest.TestCase):
    def test_they_are_part_of_the_digest(self):
        digests = set()
        for options in ((), ("--set", "data_accuracy_min=0.85"), ("--set", "data_accuracy_min.enterprise=0.95")):
            with Server("rules/saas", *options) as server:
                answer = run("remote", "evaluate", "--server", server.address, "--accounts", "rules/saas/accounts/acme.json",
                             "--as-of", "2026-03-01", "--format", "json")
                self.assertEqual(answer.code, GOOD, answer.err)
                digests.add(json.loads(answer.out)["pack"]["digest"] if "pack" in json.loads(answer.out) else answer.out)
        self.assertEqual(len(digests), 3)

    def test_an_unknown_one_is_refused(self):
        with self.assertRaises(RuntimeError) as refused:
            Server("rules/saas", "--set", "data_acuracy_min=1")
        self.assertIn("did you mean `data_accuracy_min`?", str(refused.exception))


if __name__ == "__main__":
    program.main()
