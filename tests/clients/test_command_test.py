"""`bellwether test`: exit codes, what a failure shows, filters, JSON."""

import json
import unittest
import xml.etree.ElementTree

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

HELD = "properties:\n  - {bounded: {output: health.only.score, min: 0, max: 100}}\n"
BROKEN = ("  - {name: more is worse, monotone: {signal: usage, output: health.only.score, "
          "direction: down}}\n")


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

    def failing(self, form, tests=TESTS.replace("0.49", "0.7")):
        result = run("test", self.pack(tests), "--format", form)
        self.assertEqual((result.code, result.err), (TESTS_FAILED, ""))
        return result.out

    def test_junit_is_read_by_build_servers(self):
        odd = TESTS.replace("0.49", "0.7").replace("less is red", "'<less> & \"red\"'")
        suites = xml.etree.ElementTree.fromstring(self.failing("junit", odd))
        self.assertEqual((suites.tag, suites.get("name"), suites.get("tests"), suites.get("failures")),
                         ("testsuites", "tiny 1.2.3", "2", "1"))
        suite, = suites
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("2", "1"))
        self.assertTrue(suite.get("name").endswith("pack/tests/only_test.yaml"))
        passed, failed = suite
        self.assertEqual((passed.get("name"), len(passed)), ("half is green", 0))
        self.assertEqual((failed.get("name"), failed.get("line")), ('<less> & "red"', "5"))
        failure, = failed
        self.assertEqual(failure.get("message"), "health.only.band: expected red, got green")
        self.assertIn("only_test.yaml:5 health.only.band: expected red, got green\n", failure.text)
        self.assertIn("usage observed score 70", failure.text)

    def test_tap_is_read_line_by_line(self):
        text = self.failing("tap", TESTS.replace("0.49", "0.7").replace("less is red", "'less is #2'"))
        lines = text.splitlines()
        self.assertEqual(lines[:5], ["TAP version 14", "1..2", "ok 1 - half is green", "not ok 2 - less is \\#2", "  ---"])
        failures = json.loads(next(line for line in lines if line.startswith("  failures: "))[len("  failures: "):])
        self.assertEqual([(one["path"], one["expected"], one["got"]) for one in failures],
                         [("health.only.band", "red", "green")])
        self.assertTrue(failures[0]["at"].endswith("only_test.yaml:5"))
        self.assertEqual(lines[-1], "  ...")

    def test_github_notes_stand_at_the_line(self):
        pack = self.folder / "pack"
        self.assertEqual(self.failing("github", TESTS.replace("0.49", "0.7").replace("less is red", "'less: 50 %, red'")),
                         f"::error file={pack}/tests/only_test.yaml,line=5,title=less%3A 50 %25%2C red"
                         "::health.only.band: expected red, got green\n1 passed, 1 failed\n")

    def test_a_property_that_holds_says_of_how_many(self):
        result = run("test", self.pack(TESTS + HELD))
        self.assertEqual((result.code, result.err), (GOOD, ""))
        self.assertRegex(result.out, r"\n1 property held, on \d+ of 200 accounts\n3 passed, 0 failed\n\Z")
        more = HELD + HELD.splitlines()[1].replace("{bounded", "{accounts: 20, bounded") + "\n"
        self.assertIn("\n2 properties held; the one that says least, `health.only.score is 0 to 100`, on ",
                      run("test", self.pack(TESTS + more)).out)

    def test_a_counter_example_can_be_pasted(self):
        result = run("test", self.pack(TESTS + HELD + BROKEN))
        self.assertEqual(result.code, TESTS_FAILED)
        lines = result.out.splitlines()
        self.assertEqual(lines[0], f"FAILED {self.folder}/pack/tests/only_test.yaml:8 more is worse")
        self.assertEqual(lines[2:4], ["    expected at most 0, with usage 1 in place of 0", "    got      100"])
        self.assertIn("  | with usage 1 in place of 0:\n", result.out)
        at = next(i for i, line in enumerate(lines) if "breaks it; made as small as can be" in line)
        pasted = "\n".join(lines[at + 1:lines.index("", at)])
        self.assertIn("account: {signals: {usage: 0}}", pasted)
        self.assertEqual(run("test", self.pack("cases:\n" + pasted + "\n")).out.splitlines()[-1],
                         "2 passed, 0 failed")

    def test_every_format_has_properties(self):
        tests = TESTS + HELD + BROKEN
        report = json.loads(self.failing("json", tests))
        held, broken = report["cases"][2:]
        self.assertEqual((held["passed"], held["property"]["accounts"]), (True, 200))
        self.assertGreater(held["property"]["concerned"], 0)
        self.assertIn("- name: more is worse\n", broken["counter_example"])
        suite, = xml.etree.ElementTree.fromstring(self.failing("junit", tests))
        self.assertEqual((suite.get("tests"), suite.get("failures")), ("4", "1"))
        self.assertIn("- name: more is worse\n", suite[3][0].text)
        tap = self.failing("tap", tests)
        self.assertIn("\nok 3 - health.only.score is 0 to 100\nnot ok 4 - more is worse\n", tap)
        self.assertIn("\n  counter_example: ", tap)
        self.assertIn("only_test.yaml,line=8,title=more is worse::health.only.score: expected at most 0",
                      self.failing("github", tests))

    def test_a_filter_finds_properties(self):
        result = run("test", self.pack(TESTS + HELD), "--filter", "is 0 to 100")
        self.assertTrue(result.out.endswith("\n1 passed, 0 failed\n"))
        result = run("test", self.pack(TESTS + HELD), "--filter", "purple")
        self.assertIn("none of the 3 cases and properties has `purple` in its name", result.err)

    def test_an_unknown_format_is_said(self):
        result = run("test", "rules/saas", "--format", "junitt")
        self.assertEqual(result.code, 2)
        self.assertIn("did you mean `junit`?", result.err)

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
