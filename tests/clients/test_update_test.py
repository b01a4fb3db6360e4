"""`bellwether test --update`: a diff to look at, files that change only when told, what cannot be changed."""

import subprocess
import unittest

import program
from program import ProgramTest, run

GOOD, USAGE, PACK_INVALID, TESTS_FAILED = 0, 2, 3, 4

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

TESTS = """# Bands, and their edges.
as_of: 2026-03-01
cases:
  - name: half is green   # as agreed
    account: {signals: {usage: 0.5}}
    expect: {health.only: {score: 40, band: "red"}}  # both are wrong

  - {name: less is red, account: {signals: {usage: 0.49}}, expect: {health.only.band: red}}
"""

RIGHT = TESTS.replace("score: 40, band: \"red\"", "score: 50, band: green")


class TestUpdate(ProgramTest):
    def pack(self, tests=TESTS):
        self.file("pack/pack.yaml", PACK)
        self.tests = self.folder / "pack/tests/only_test.yaml"
        self.file("pack/tests/only_test.yaml", tests)
        return self.folder / "pack"

    def test_a_diff_is_shown_and_nothing_is_written(self):
        result = run("test", self.pack(), "--update")
        self.assertEqual(result.code, TESTS_FAILED)
        self.assertTrue(result.out.startswith(f"--- a/{self.tests}\n+++ b/{self.tests}\n@@ -3,6 +3,6 @@\n"))
        self.assertIn('\n-    expect: {health.only: {score: 40, band: "red"}}  # both are wrong\n'
                      "+    expect: {health.only: {score: 50, band: green}}  # both are wrong\n", result.out)
        self.assertEqual(result.err, "bellwether: nothing is written: --update --write updates "
                                     "2 expected values in 1 file\n")
        self.assertEqual(self.tests.read_text(), TESTS)

    def test_write_changes_those_characters_alone(self):
        pack = self.pack()
        result = run("test", pack, "--update", "--write")
        self.assertEqual((result.code, result.err),
                         (GOOD, "bellwether: updated 2 expected values in 1 file\n"))
        self.assertEqual(self.tests.read_text(), RIGHT)
        self.assertEqual(run("test", pack).code, GOOD)

    def test_the_diff_is_a_patch(self):
        pack = self.pack()
        result = run("test", "pack", "--update", cwd=self.folder)
        applied = subprocess.run(["patch", "-p1"], input=result.out, text=True, cwd=self.folder,
                                 capture_output=True, check=False)
        self.assertEqual(applied.returncode, 0, applied.stdout + applied.stderr)
        self.assertEqual(self.tests.read_text(), RIGHT)
        self.assertEqual(run("test", pack).code, GOOD)

    def test_what_passes_is_no_change(self):
        result = run("test", self.pack(RIGHT), "--update", "--write")
        self.assertEqual((result.code, result.out), (GOOD, ""))
        self.assertIn("nothing to update", result.err)
        self.assertEqual(self.tests.read_text(), RIGHT)

    def test_what_cannot_be_changed_is_said(self):
        tests = TESTS.replace("score: 40", "score: {below: 40}")
        result = run("test", self.pack(tests), "--update", "--write")
        self.assertEqual(result.code, TESTS_FAILED)
        self.assertIn("only_test.yaml:6 health.only.score of `half is green` stays: "
                      "it is a range, and the pack says 50\n", result.err)
        self.assertEqual(self.tests.read_text(), tests.replace('"red"', "green"))

    def test_a_filter_leaves_the_others_alone(self):
        result = run("test", self.pack(), "--update", "--filter", "less")
        self.assertEqual((result.code, result.out), (GOOD, ""))

    def test_a_file_that_cannot_be_written_is_said(self):
        command = f"trap '' XFSZ; ulimit -f 0; exec {program.find('bellwether')} test {self.pack()} --update --write | cat"
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("only_test.yaml", done.stderr.decode())
        self.assertEqual(self.tests.read_text(), TESTS)
        self.assertEqual([file.name for file in self.tests.parent.iterdir()], ["only_test.yaml"])

    def test_a_link_stays_one(self):
        pack = self.pack()
        self.tests.chmod(0o640)
        elsewhere = self.tests.rename(self.folder / "elsewhere.yaml")
        self.tests.symlink_to(elsewhere)
        self.assertEqual(run("test", pack, "--update", "--write").code, GOOD)
        self.assertTrue(self.tests.is_symlink())
        self.assertEqual(elsewhere.read_text(), RIGHT)
        self.assertEqual(elsewhere.stat().st_mode & 0o777, 0o640)

    def test_a_diff_is_no_report(self):
        result = run("test", self.pack(), "--update", "--format", "json")
        self.assertEqual((result.code, result.out), (USAGE, ""))
        self.assertIn("it makes no report; leave out --format", result.err)

    def test_write_alone_means_nothing(self):
        result = run("test", self.pack(), "--write")
        self.assertEqual(result.code, USAGE)
        self.assertIn("--update", result.err)


if __name__ == "__main__":
    program.main()
