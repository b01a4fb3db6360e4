"""`bellwether check`: warnings that are allowed, forms for editors and build servers, ranges of scores."""

import json
import subprocess

import program
from program import ProgramTest, run

GOOD, USAGE, PACK_INVALID = 0, 2, 3

PACK = """pack: tiny
version: 1.0.0
signals:
  usage: {type: ratio}
  calls: {type: count}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage, points: [[0, 20], [1, 100]]}
    caps: [{when: 'usage < 0.1', at_most: 40, reason: Quiet}]
"""
ALLOWED = PACK.replace("  calls:", "  # bellwether: allow unused-signal: the support team reads it\n  calls:")
BROKEN = PACK.replace("type: count", "type: cuont")


class CheckCommandTest(ProgramTest):
    def check(self, *options, rules=PACK, code=GOOD):
        self.file("pack/pack.yaml", rules)
        result = run("check", self.folder / "pack", *options)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def test_a_warning_is_no_failure_unless_it_is_strict(self):
        self.assertIn("pack.yaml:5:3: warning: no rule reads `calls` [unused-signal]", self.check().err)
        self.assertIn(": ok, 1 warning, pack tiny", self.check("--strict", code=PACK_INVALID).out)

    def test_what_is_allowed_counts_no_more_and_is_not_hidden(self):
        result = self.check("--strict", rules=ALLOWED)
        self.assertEqual(result.err, "")
        self.assertIn(": ok, 1 allowed warning, pack tiny", result.out)
        found = json.loads(self.check("--format", "json", rules=ALLOWED).out)
        self.assertEqual([(each["code"], each["allowed"]) for each in found],
                         [("unused-signal", "the support team reads it")])

    def test_allowing_changes_no_digest(self):
        digest = [self.check(rules=rules).out.split("digest ")[1].split(",")[0] for rules in (PACK, ALLOWED)]
        self.assertEqual(digest[0], digest[1])

    def test_an_error_is_not_allowed(self):
        rules = BROKEN.replace("  calls:", "  # bellwether: allow unknown-value: we like it\n  calls:")
        self.assertIn("error: `type` must be one of", self.check(rules=rules, code=PACK_INVALID).err)

    def test_comments_in_mappings_of_imports_count_too(self):
        self.file("pack/imports/crm.yaml", "# bellwether: allow unknown-name: nothing to allow\nimport: crm\n")
        self.assertIn("crm.yaml:1:1: warning: there is no warning `unknown-name` here", self.check(code=PACK_INVALID).err)

    def test_sarif(self):
        log = json.loads(self.check("--format", "sarif", rules=ALLOWED + "# bellwether: allow odd: ä\n").out)
        self.assertEqual(sorted(log), ["$schema", "runs", "version"])
        self.assertEqual(log["version"], "2.1.0")
        [only] = log["runs"]
        driver = only["tool"]["driver"]
        self.assertEqual(driver["name"], "bellwether")
        self.assertEqual([rule["id"] for rule in driver["rules"]], ["unused-allowance", "unused-signal"])
        for rule in driver["rules"]:
            self.assertTrue(rule["shortDescription"]["text"])
            self.assertIn("docs/findings.md#" + rule["id"], rule["help"]["text"])
        for result in only["results"]:
            self.assertEqual(driver["rules"][result["ruleIndex"]]["id"], result["ruleId"])
            self.assertEqual(result["level"], "warning")
            self.assertTrue(result["message"]["text"])
        allowed, unused = only["results"]
        self.assertEqual(allowed["suppressions"], [{"kind": "inSource", "justification": "the support team reads it"}])
        self.assertNotIn("suppressions", unused)
        [place] = allowed["locations"]
        self.assertEqual(place["physicalLocation"]["region"], {"startLine": 6, "startColumn": 3, "endColumn": 8})
        self.assertEqual(place["physicalLocation"]["artifactLocation"]["uri"],
                         "file://" + str(self.folder / "pack/pack.yaml"))
        # Columns count what editors count, not bytes: `ä` is one.
        self.assertEqual(unused["locations"][0]["physicalLocation"]["region"]["endColumn"],
                         len("# bellwether: allow odd: ä") + 1)

    def test_sarif_of_an_error_and_of_nothing(self):
        [only] = json.loads(self.check("--format", "sarif", rules=BROKEN, code=PACK_INVALID).out)["runs"]
        self.assertEqual([(result["ruleId"], result["level"]) for result in only["results"]],
                         [("unknown-value", "error")])
        clean = PACK.replace("  calls: {type: count}\n", "")
        [only] = json.loads(self.check("--format", "sarif", rules=clean).out)["runs"]
        self.assertEqual((only["results"], only["tool"]["driver"]["rules"]), ([], []))

    def test_places_are_relative_to_the_folder_of_the_call(self):
        [only] = json.loads(run("check", "rules/examples/clinic", "--format", "sarif").out)["runs"]
        self.assertEqual(only["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
                         "rules/examples/clinic/health.yaml")

    def test_notes_for_a_pull_request(self):
        out = self.check("--format", "github").out
        self.assertTrue(out.startswith(f"::warning file={self.folder}/pack/pack.yaml,line=5,title=unused-signal::no rule "
                                       "reads `calls`%0Adelete it,"), out)
        self.assertNotIn("::", self.check("--format", "github", rules=ALLOWED).out)
        self.assertIn("::error ", self.check("--format", "github", rules=BROKEN, code=PACK_INVALID).out)

    def test_a_fix_is_a_patch_and_changes_no_file(self):
        rules = BROKEN.replace("at_most", "at_mots")
        result = self.check("--fix", rules=rules, code=PACK_INVALID)
        self.assertEqual((self.folder / "pack/pack.yaml").read_text(), rules)
        self.assertIn("cuont", result.err)
        patch = result.out.replace(f"{self.folder}/", "")
        subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=self.folder, check=True)
        self.assertEqual((self.folder / "pack/pack.yaml").read_text(), PACK)

    def test_without_anything_to_mend_the_patch_is_empty(self):
        self.assertEqual(self.check("--fix").out, "")

    def test_a_patch_and_ranges_are_text(self):
        for option in ("--fix", "--ranges"):
            self.assertIn("excludes", self.check(option, "--format", "json", code=USAGE).err)

    def test_ranges(self):
        self.assertTrue(self.check("--ranges").out.startswith(
            "score              can be\n"
            "health.only        20 to 100\n"
            "health.only.usage  20 to 100\n\n"), self.check("--ranges").out)
        low = PACK.replace("at_most: 40", "at_most: 10")
        self.assertIn("health.only        10 to 100 (20 to 100 before caps and floors)\n", self.check("--ranges", rules=low).out)

    def test_packs_of_the_repository_have_no_warning_that_is_not_allowed(self):
        for folder in ("rules/saas", "rules/examples/clinic", "rules/examples/oulad", "rules/examples/telco"):
            with self.subTest(folder=folder):
                result = run("check", folder, "--strict")
                self.assertEqual((result.code, result.err), (GOOD, ""))

    def test_a_format_that_there_is_not(self):
        self.assertIn("did you mean `sarif`?", self.check("--format", "sarrif", code=USAGE).err)


if __name__ == "__main__":
    program.main()
