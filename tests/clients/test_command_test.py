"""`bellwether test`: exit codes, what a failure shows, filters, JSON."""

import json
import unittest

import program
from program import ProgramTest, run

GOOD, PACK_INVALID, TESTS_FAILED = 0, 3, 4

PACK = """
pack: tiny
version: 1.2.3
signals:
  usage: {type: ratio}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
"""

TESTS = """
as_of: 2026-03-01
cases:
  - {name: half is green, account: {signals: {usage: 0.5}}, expect: {health.only.band: green}}
  - {name: less is red, account: {signals: {usage: 0.49}}, expect: {health.only.band: red}}
"""


class TestCommand(ProgramTest):
    def pack(self, tests=TESTS, rules=PACK):
        self.file("pack/pack.yaml", rules)
        if tests is not None:
            self.file("pack/tests/only_test.yaml", tests)
        return self.folder / "pack"

    def test_all_passed(self):
        result = run("test", self.pack())
        self.assertEqual((result.code, result.err), (GOOD, ""))
        self.assertRegex(result.out, r"\Apack tiny 1\.2\.3, digest [0-9a-f]{12}…\n"
                                     r"2 passed, 0 failed\n\Z")

    def test_a_failure_shows_expected_got_and_the_explanation(self):
        pack = self.pack(TESTS.replace("0.49", "0.7"))
        result = run("test", pack)
        self.assertEqual(result.code, TESTS_FAILED)
        lines = result.out.splitlines()
        self.assertEqual(lines[0], f"FAILED {pack}/tests/only_test.yaml:5 less is red")
        self.assertEqual(lines[1], f"  {pack}/tests/only_test.yaml:5 health.only.band")
        self.assertEqual(lines[2:4], ["    expected red", "    got      green"])
        self.assertIn("usage observed score 70", result.out)
        self.assertEqual(lines[-1], "1 passed, 1 failed")

    def test_a_filter_runs_what_has_it_in_its_name(self):
        result = run("test", self.pack(), "--filter", "green")
        self.assertEqual(result.code, GOOD)
        self.assertTrue(result.out.endswith("1 passed, 0 failed\n"))

    def test_a_filter_that_finds_nothing_fails(self):
        result = run("test", self.pack(), "--filter", "purple")
        self.assertEqual((result.code, result.out), (TESTS_FAILED, ""))
        self.assertIn("none of the 2 cases has `purple` in its name", result.err)

    def test_a_pack_without_tests_fails(self):
        result = run("test", self.pack(tests=None))
        self.assertEqual((result.code, result.out), (TESTS_FAILED, ""))
        self.assertIn("has no tests; write cases in", result.err)

    def test_mistakes_of_the_tests_have_their_place(self):
        pack = self.pack(TESTS.replace("usage: 0.5}", "usagge: 0.5}"))
        result = run("test", pack)
        self.assertEqual((result.code, result.out), (PACK_INVALID, ""))
        self.assertIn(f"{pack}/tests/only_test.yaml:4:", result.err)
        self.assertIn("did you mean `usage`?", result.err)
        self.assertIn("have 1 error", result.err)

    def test_a_pack_with_errors_is_not_tested(self):
        result = run("test", self.pack(rules=PACK.replace("weight", "wieght")))
        self.assertEqual((result.code, result.out), (PACK_INVALID, ""))
        self.assertIn("wieght", result.err)

    def test_a_folder_that_is_not_there(self):
        result = run("test", self.folder / "absent")
        self.assertEqual((result.code, result.out), (PACK_INVALID, ""))
        self.assertIn("there is no", result.err)

    def test_json_tells_everything(self):
        result = run("test", self.pack(TESTS.replace("0.49", "0.7")), "--format", "json")
        self.assertEqual(result.code, TESTS_FAILED)
        report = json.loads(result.out)
        self.assertEqual((report["pack"], report["passed"], report["failed"]), ("tiny", 1, 1))
        self.assertEqual(len(report["digest"]), 64)
        passed, failed = report["cases"]
        self.assertEqual((passed["name"], passed["passed"]), ("half is green", True))
        self.assertEqual(failed["failures"][0]["path"], "health.only.band")
        self.assertEqual(failed["failures"][0]["expected"], "red")
        self.assertEqual(failed["failures"][0]["got"], "green")
        self.assertEqual((failed["line"], failed["file"][-23:]), (5, "pack/tests/only_test.yaml"[-23:]))
        self.assertIn("usage", failed["explanation"])

    def test_colour_only_when_asked(self):
        pack = self.pack(TESTS.replace("0.49", "0.7"))
        self.assertNotIn("\x1b[", run("test", pack).out)
        self.assertIn("\x1b[", run("test", pack, "--color", "always").out)

    def test_help_has_a_summary_and_an_example(self):
        result = run("test", "--help")
        self.assertEqual((result.code, result.err), (GOOD, ""))
        self.assertIn("\nExample:\n  bellwether test rules/saas", result.out)

    def test_the_default_pack_passes(self):
        result = run("test", "rules/saas")
        self.assertEqual(result.code, GOOD, result.out + result.err)
        self.assertNotIn("\n0 passed", result.out)


if __name__ == "__main__":
    program.main()
