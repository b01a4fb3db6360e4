"""`bellwether test --coverage`: what the tests of a pack come to, its formats, and when it is not enough."""

import json
import re
import subprocess

from program import ProgramTest, environment, find, main, run

GOOD, FAILED, USAGE, TESTS_FAILED = 0, 1, 2, 4

PACK = """\
pack: tiny
version: 1.2.3
severities: [red]
signals:
  usage: {type: ratio}
  calls: {type: count}
health:
  only:
    description: How much it is used
    bands:
      - green: 50
      - red: 0
    components:
      usage: {weight: 1, of: usage}
flags:
  low:
    severity: red
    when: >-
      usage < 0.2
      && calls < 3
    reason: Little use
"""

TESTS = """\
as_of: 2026-03-01
cases:
  - {name: half is green, account: {signals: {usage: 0.5, calls: 1}}, expect: {health.only.band: green}}
"""

# The rest of what there is to cover.
MORE = """\
  - {name: less is red, account: {signals: {usage: 0.1, calls: 1}}, expect: {flag.low: raised}}
  - {name: calls help, account: {signals: {usage: 0.1, calls: 3}}, expect: {flag.low: clear}}
  - {name: nothing known, account: {}, expect: {flag.low: not_evaluated}}
"""


def tracefile(text):
    """{file: {"DA": {line: hits}, "BRDA": {(line, block, branch): taken}, "LF": ...}}, as geninfo(1) says."""
    files, file = {}, None
    for line in text.splitlines():
        key, _, value = line.partition(":")
        if key == "SF":
            file = files.setdefault(value, {"DA": {}, "BRDA": {}})
        elif key == "DA":
            number, hits = map(int, value.split(","))
            assert number not in file["DA"]
            file["DA"][number] = hits
        elif key == "BRDA":
            place, taken = value.rsplit(",", 1)
            place = tuple(map(int, place.split(",")))
            assert place not in file["BRDA"]
            file["BRDA"][place] = taken
        elif key in ("LF", "LH", "BRF", "BRH"):
            file[key] = int(value)
        elif key == "TN":
            assert re.fullmatch(r"\w+", value)
        else:
            assert line == "end_of_record", line
            file = None
    return files


class PackTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pack, self.tests = PACK, TESTS

    def covered(self, *options, code=GOOD):
        self.file("pack/pack.yaml", self.pack)
        self.file("pack/tests/only_test.yaml", self.tests)
        result = run("test", self.folder / "pack", *options)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def report(self, form, *options, code=GOOD):
        file = self.folder / "coverage"
        self.covered("--coverage-format", form, "--coverage-output", file, *options, code=code)
        return file.read_text()


class CoverageTest(PackTest):
    def test_the_table_says_what_is_left_out_and_where(self):
        result = self.covered("--coverage")
        text, pack = result.out, f"{self.folder}/pack/pack.yaml"
        self.assertIn("1 passed, 0 failed\n\nsection", text)
        self.assertRegex(text, r"\nsignals +1 +4 +25\.0\n")  # `usage < 0.2` is false: calls are not asked for
        self.assertRegex(text, r"\npoints +6 +15 +40\.0\n")
        self.assertIn(f"\nnot covered:\n{pack}:5 signals.usage: missing\n"
                      f"{pack}:6 signals.calls: present, missing (no case comes to it)\n", text)
        self.assertIn(f"{pack}:12 health.only.bands: red\n", text)
        self.assertIn(f"{pack}:18 flags.low: raised\n", text)
        self.assertIn(f"{pack}:19 flags.low.when: usage < 0.2 is true\n", text)
        self.assertIn(f"{pack}:20 flags.low.when: calls < 3 is true, calls < 3 is false (no case comes to it)\n", text)
        self.assertEqual(result.err, "")

    def test_what_is_covered_is_not_listed(self):
        self.tests += MORE
        text = self.covered("--coverage").out
        self.assertRegex(text, r"\npoints +15 +15 +100\.0\nfull lines +11 +11 +100\.0\n\Z")
        self.assertNotIn("not covered", text)

    def test_only_cases_that_ran_count(self):
        self.tests += MORE
        self.assertRegex(self.covered("--coverage", "--filter", "green").out, r"\npoints +6 +15 +40\.0\n")

    def test_nothing_is_measured_unasked(self):
        self.assertTrue(self.covered().out.endswith("1 passed, 0 failed\n"))

    def test_colour_only_when_asked(self):
        self.assertNotIn("\x1b[", self.covered("--coverage").out)
        self.assertIn("\x1b[", self.covered("--coverage", "--color", "always").out)
        self.assertNotIn("\x1b[", self.report("table", "--color", "always"))

    def test_lcov_is_read_back(self):
        files = tracefile(self.report("lcov"))
        (name, file), = files.items()
        self.assertEqual(name, f"{self.folder}/pack/pack.yaml")
        self.assertEqual(file["DA"], {5: 1, 6: 0, 8: 1, 11: 1, 12: 0, 14: 1, 16: 1, 17: 1, 18: 1, 19: 1, 20: 1})
        self.assertEqual((file["LF"], file["LH"]), (11, 9))
        taken = file["BRDA"]
        self.assertEqual((file["BRF"], file["BRH"]), (15, 6))
        self.assertEqual(len(taken), 15)
        self.assertEqual(sum(times not in ("-", "0") for times in taken.values()), 6)
        self.assertEqual([taken[5, 0, way] for way in (0, 1)], ["1", "0"])
        self.assertEqual([taken[6, 0, way] for way in (0, 1)], ["-", "-"])  # nothing comes to it
        self.assertEqual((taken[11, 0, 0], taken[12, 0, 1]), ("1", "0"))

    def test_json_has_every_fork(self):
        report = json.loads(self.report("json"))
        self.assertEqual((report["pack"], report["version"], len(report["digest"])), ("tiny", "1.2.3", 64))
        self.assertEqual((report["points"]["covered"], report["points"]["all"]), (6, 15))
        self.assertAlmostEqual(report["points"]["percent"], 100 * 6 / 15)
        self.assertEqual([section["section"] for section in report["sections"]], ["signals", "health", "flags"])
        ways = [way for fork in report["forks"] for way in fork["ways"]]
        self.assertEqual((len(ways), sum(way["hits"] > 0 for way in ways)), (15, 6))
        bands = next(fork for fork in report["forks"] if fork["key"] == "health.only.bands")
        self.assertEqual((bands["reached"], [(way["way"], way["line"], way["hits"]) for way in bands["ways"]]),
                         (1, [("green", 11, 1), ("red", 12, 0)]))
        missed = {line["line"]: line["points"] for line in report["missed_lines"]}
        self.assertEqual(missed[12], ["health.only.bands: red"])
        self.assertNotIn(11, missed)
        self.assertNotIn("changed", report)

    def test_a_file_leaves_one_line_on_stdout(self):
        file = self.folder / "coverage"
        result = self.covered("--coverage-output", file)
        self.assertTrue(result.out.endswith("1 passed, 0 failed\ncoverage 40.0 %: 6 of 15 points\n"))
        self.assertIn("not covered:", file.read_text())
        self.assertIn("cannot write", self.covered("--coverage-output", self.folder / "no/such", code=FAILED).err)

    def test_stdout_that_has_another_report_stays_whole(self):
        for form in ("json", "junit", "tap", "github"):
            plain = self.covered("--format", form).out
            file = self.folder / "coverage"
            self.assertEqual(self.covered("--format", form, "--coverage-output", file).out, plain, form)
            self.assertEqual(self.covered("--format", form, "--fail-under", "10").out, plain, form)
            self.assertIn("--coverage-output", self.covered("--format", form, "--coverage", code=USAGE).err)
        self.assertIn("--coverage-output", self.covered("--coverage-format", "lcov", code=USAGE).err)
        self.assertIn("--coverage-output", self.covered("--format", "tap", "--coverage-output", "-", code=USAGE).err)
        self.assertIn("\nnot covered:\n", self.covered("--coverage-output", "-").out)

    def test_the_share_decides_where_it_is_asked_for(self):
        self.covered("--fail-under", "40")
        result = self.covered("--fail-under", "40.1", code=TESTS_FAILED)
        self.assertIn("the tests cover 40.0 % of the points, less than 40.1 %", result.err)
        self.assertIn("not covered:", result.out)
        self.covered("--fail-under", "101", code=USAGE)
        self.tests += MORE
        self.covered("--fail-under", "100")

    def test_a_failing_test_is_covered_all_the_same(self):
        self.tests = self.tests.replace("green}", "red}")
        self.assertRegex(self.covered("--coverage", code=TESTS_FAILED).out, r"\npoints +6 +15 +40\.0\n")


class ChangedSinceTest(PackTest):
    """In a repository of its own, whose first commit has the pack and its tests."""

    def setUp(self):
        super().setUp()
        self.file("pack/pack.yaml", self.pack)
        self.file("pack/tests/only_test.yaml", self.tests)
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def commit(self):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "a change")

    def change(self, old, new):
        self.assertIn(old, self.pack)
        self.pack = self.pack.replace(old, new)
        self.file("pack/pack.yaml", self.pack)

    def test_without_a_change_nothing_is_demanded(self):
        self.covered("--changed-since", "main")

    def test_a_changed_line_must_be_covered_in_full(self):
        self.change("usage < 0.2", "usage < 0.3")
        for commit in (False, True):
            if commit:
                self.commit()
            revision = "main~1" if commit else "HEAD"
            result = self.covered("--changed-since", revision, code=TESTS_FAILED)
            self.assertIn(f"1 of 1 lines of rules that changed since {revision} are not covered", result.err)
            changed = result.out.partition(f"\nchanged since {revision} and not covered:\n")[2]
            self.assertTrue(changed.startswith(
                f"{self.folder}/pack/pack.yaml:19 flags.low: raised\n"
                f"{self.folder}/pack/pack.yaml:19 flags.low.when: usage < 0.3 is true\n"), changed)
        self.tests += MORE
        self.covered("--changed-since", "main~1")

    def test_a_covered_line_may_change(self):
        self.change("green: 50", "green: 40")
        self.covered("--changed-since", "HEAD")
        self.assertEqual(json.loads(self.report("json", "--changed-since", "HEAD"))["changed"],
                         {"since": "HEAD", "lines": 1, "missed_lines": []})

    def test_a_line_that_decides_nothing_needs_nothing(self):
        self.change("Little use", "Less than a fifth")
        self.change("How much it is used", "Use")
        self.change("health:", "# health of accounts\nhealth:")
        self.covered("--changed-since", "HEAD")

    def test_a_new_file_must_be_covered(self):
        self.file("pack/more.yaml", "flags:\n  new: {severity: red, when: calls > 9, reason: Many}\n")
        result = self.covered("--changed-since", "HEAD", code=TESTS_FAILED)
        self.assertIn("pack/more.yaml:2 flags.new: raised\n", result.out)

    def test_it_is_said_where_stdout_has_another_report(self):
        self.change("red: 0", "red: 0 # the rest")
        result = self.covered("--changed-since", "HEAD", "--format", "tap", code=TESTS_FAILED)
        self.assertIn("pack/pack.yaml:12 health.only.bands: red\n", result.err)
        self.assertNotIn("health.only.bands", result.out)
        missed = json.loads(self.report("json", "--changed-since", "HEAD", code=TESTS_FAILED))["changed"]["missed_lines"]
        self.assertEqual([(line["line"], line["points"]) for line in missed], [(12, ["health.only.bands: red"])])

    def test_github_notes_stand_at_the_line(self):
        self.change("red: 0", "red: 0 # the rest")
        result = self.covered("--changed-since", "HEAD", "--format", "github", code=TESTS_FAILED)
        self.assertIn(f"\n::error file={self.folder}/pack/pack.yaml,line=12,title=not covered by a test"
                      "::health.only.bands: red\n", result.out)
        self.assertNotIn("health.only.bands", result.err)

    def test_the_folder_may_be_written_in_any_way(self):
        self.change("red: 0", "red: 0.0")
        folders = {f"{self.folder}/pack/": "/", f"{self.folder}/pack/../pack": "/", ".": self.folder / "pack",
                   "pack": self.folder, "../pack": self.folder / "pack"}
        for folder, start in folders.items():
            done = subprocess.run([find("bellwether"), "test", folder, "--changed-since", "HEAD"], cwd=start,
                                  env=environment(), capture_output=True, check=False)
            self.assertEqual(done.returncode, TESTS_FAILED, f"{folder} {done.stderr}")

    def test_a_revision_that_is_not_there_is_said(self):
        result = self.covered("--changed-since", "no_such_revision", code=USAGE)
        self.assertIn("no_such_revision", result.err)
        self.assertEqual(result.out, "")


if __name__ == "__main__":
    main()
