"""`bellwether diff` and `bellwether log`: what packs rule otherwise, and since when."""

import json

from program import ProgramTest, main, run

GOOD, USAGE, PACK_INVALID = 0, 2, 3

PACK = """
pack: tiny
version: 1.2.3
segments: [large, small]
severities: [red]
signals:
  usage: {type: ratio}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 30, of: usage}
flags:
  silent: {severity: red, when: "usage < 0.1", reason: Silent}
"""
OTHER = PACK.replace("green: 50", "green: 60").replace("usage < 0.1", "usage<0.2")


class DiffCommandTest(ProgramTest):
    def diff(self, old, new, *options, code=GOOD):
        self.file("old/pack.yaml", old)
        self.file("new/pack.yaml", new)
        result = run("diff", self.folder / "old", self.folder / "new", *options)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def test_a_line_for_each_rule_with_its_place(self):
        lines = self.diff(PACK, OTHER).out.splitlines()
        self.assertEqual(lines[0], f"health only: green of bands 50 → 60  {self.folder}/new/pack.yaml:10")
        self.assertEqual(lines[1], f"flag silent: when usage < 0.1 → usage < 0.2  {self.folder}/new/pack.yaml:14")
        self.assertRegex(lines[2], r"^2 changes: pack tiny 1\.2\.3, digest [0-9a-f]{12}… → pack tiny 1\.2\.3, digest [0-9a-f]{12}…$")

    def test_how_a_pack_is_written_makes_no_difference(self):
        text = self.diff(PACK, "# the same\n" + PACK.replace("weight: 30", "weight: 30.0").replace("usage < 0.1", "usage  <  0.1")).out
        self.assertRegex(text, r"^the same rules: pack tiny 1\.2\.3, digest [0-9a-f]{12}…\n$")

    def test_the_changes_as_json(self):
        report = json.loads(self.diff(PACK, OTHER.split("flags:")[0], "--format", "json").out)
        self.assertEqual(set(report["from"]), {"place", "pack", "version", "digest"})
        self.assertNotEqual(report["from"]["digest"], report["to"]["digest"])
        band, flags = report["changes"]
        self.assertEqual(band, {
            "path": "health.only.bands.green", "kind": "changed", "words": "health only: green of bands 50 → 60", "from": "50", "to": "60",
            "from_place": f"{self.folder}/old/pack.yaml:10", "to_place": f"{self.folder}/new/pack.yaml:10"})
        self.assertEqual((flags["path"], flags["kind"]), ("flags", "removed"))
        self.assertNotIn("to", flags)

    def test_what_is_wrong_with_both_packs_is_said(self):
        result = self.diff(PACK.replace("of: usage", "of: uzage"), PACK.replace("of: usage", "of: ussage"), code=PACK_INVALID)
        self.assertIn("uzage", result.err)
        self.assertIn("ussage", result.err)

    # ---- The history of git.

    def commit(self, pack, subject):
        self.file("rules/pack.yaml", pack)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject)

    def log(self, *options, code=GOOD):
        result = run("log", "rules", *options, cwd=self.folder)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def history(self):
        self.git("init", "-q", "-b", "main")
        self.commit(PACK, "The first rules")
        self.commit(PACK + "# a comment\n", "Only words")
        self.commit(PACK.replace("weight: 30", "wieght: 30"), "A slip")
        self.commit(PACK, "Mended")
        self.commit(OTHER, "Stricter")

    def test_what_changed_in_meaning_commit_by_commit(self):
        self.history()
        text = self.log().out
        self.assertRegex(text, r"^20\d\d-\d\d-\d\d [0-9a-f]{9}  Stricter  Author\n"
                               r"  health only: green of bands 50 → 60  rules/pack\.yaml:10\n"
                               r"  flag silent: when usage < 0\.1 → usage < 0\.2  rules/pack\.yaml:14\n"
                               r".*  Mended  Author\n  loads again: pack tiny 1\.2\.3, digest [0-9a-f]{12}…\n"
                               r".*  A slip  Author\n  the pack does not load: 3 errors\n"
                               r".*  The first rules  Author\n  begins: pack tiny 1\.2\.3, digest [0-9a-f]{12}…\n$")
        self.assertNotIn("Only words", text)

    def test_the_log_as_lines_of_json(self):
        self.history()
        edits = [json.loads(line) for line in self.log("--format", "json").out.splitlines()]
        self.assertEqual([edit["subject"] for edit in edits], ["Stricter", "Mended", "A slip", "The first rules"])
        self.assertEqual([len(edit["changes"]) for edit in edits], [2, 0, 0, 0])
        self.assertEqual(edits[0]["pack"]["digest"], json.loads(self.diff(PACK, OTHER, "--format", "json").out)["to"]["digest"])
        self.assertNotIn("pack", edits[2])

    def test_the_last_few_from_any_revision(self):
        self.history()
        self.assertEqual(self.log("--last", "1").out.count("Author"), 1)
        self.assertIn("loads again", self.log("--revision", "HEAD~1", "--last", "1").out)
        self.assertIn("there is no revision mian", self.log("--revision", "mian", code=PACK_INVALID).err)

    def test_a_folder_without_a_history(self):
        self.history()
        self.file("empty/README", "")
        result = run("log", "empty", cwd=self.folder)
        self.assertIn("no commit holds a pack in empty", result.err)
        self.assertIn("lies in no git repository", run("log", "/").err)


if __name__ == "__main__":
    main()
