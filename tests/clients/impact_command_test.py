"""`bellwether impact`: what another pack does to the accounts of a file."""

import json
import re

from program import ProgramTest, main, run

GOOD, USAGE, PACK_INVALID, OVER_BUDGET, INPUT_REFUSED = 0, 2, 3, 4, 5

PACK = """
pack: tiny
version: 1.2.3
segments: [large, small]
signals:
  usage: {type: ratio}
  support: {type: ratio}
health:
  only:
    precision: 0
    bands: [{green: 70}, {yellow: 40}, {red: 0}]
    components:
      usage: {weight: 30, of: usage}
      support: {weight: 10, of: support}
"""
HEAVIER = PACK.replace("weight: 10", "weight: 30")
ACCOUNTS = [
    {"id": "falls", "segment": "large", "acv": 90000, "signals": {"usage": 1, "support": 0}},
    {"id": "rises", "segment": "large", "signals": {"usage": 0, "support": 1}},
    {"id": "stays", "acv": 500, "signals": {"usage": 1, "support": 1}},
]


class ImpactCommandTest(ProgramTest):
    def impact(self, *options, old=PACK, new=HEAVIER, accounts=None, code=GOOD):
        self.file("old/pack.yaml", old)
        self.file("new/pack.yaml", new)
        lines = [line if isinstance(line, str) else json.dumps(line) for line in (ACCOUNTS if accounts is None else accounts)]
        self.file("accounts.jsonl", "".join(line + "\n" for line in lines))
        return self.compare(self.folder / "old", self.folder / "new", *options, code=code)

    def compare(self, old, new, *options, code=GOOD, **arguments):
        result = run("impact", "--from", old, "--to", new, "--accounts", self.folder / "accounts.jsonl",
                     "--as-of", "2026-03-01", *options, **arguments)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def report(self, *options, **arguments):
        return json.loads(self.impact(*options, "--format", "json", **arguments).out)

    def budget(self, text, **arguments):
        return self.impact("--budget", self.file("budget.yaml", text), **arguments)

    def test_says_first_what_matters(self):
        lines = self.impact().out.splitlines()
        self.assertRegex(lines[0], r"^from pack tiny 1\.2\.3, digest [0-9a-f]{12}…  .*/old$")
        self.assertIn("2 of 3 accounts (66.7 %) are told something else; 2 (66.7 %) decided otherwise, worth 90,000.", lines)
        self.assertRegex(self.impact().out, r"health\.primary\.band +green +yellow +1 +33\.3 % +90,000")

    def test_the_report_as_json(self):
        report = self.report()
        self.assertEqual(report["accounts"], {
            "compared": 3, "changed": 2, "flipped": 2, "flipped_acv": 90000.0, "without_acv": 1,
            "refused_by_both": 0, "refused_by_old": 0, "refused_by_new": 0})
        self.assertEqual([(row["from"], row["to"], row["accounts"]) for row in report["decisions"]],
                         [("green", "yellow", 1), ("red", "yellow", 1)])
        self.assertEqual([row["account"] for row in report["falls"]], ["falls"])
        self.assertEqual(report["falls"][0]["because"], "support −15.6, usage −9.4")
        self.assertEqual(report["falls"][0]["change"], -25)
        self.assertEqual([row["account"] for row in report["flips"]], ["falls", "rises"])
        self.assertEqual({row["component"]: row["weight"] for row in report["causes"]},
                         {"usage": "30", "support": "10 → 30"})
        self.assertEqual(report["histograms"][0],
                         {"score": "primary", "as_before": 1, "bins": [{"above": -25.0, "up_to": -24.0, "accounts": 1},
                                                                       {"above": 24.0, "up_to": 25.0, "accounts": 1}]})

    def test_cells_of_a_migration_sum_to_the_accounts(self):
        for migration in self.report()["migrations"]:
            self.assertEqual(sum(cell["accounts"] for cell in migration["cells"]), 3, migration["outcome"])

    # S26: of every account, in any number of threads.
    def test_causes_sum_to_the_mean_change(self):
        report = self.report("--threads", "3", accounts=[*ACCOUNTS[:1], *ACCOUNTS[2:]])
        mean = next(score["mean"] for score in report["scores"] if score["score"] == "only")
        self.assertLess(mean, -10)
        self.assertAlmostEqual(sum(cause["mean"] for cause in report["causes"]), mean, places=9)

    def test_threads_change_nothing(self):
        accounts = [{"id": f"a{i}", "segment": ("large", "small")[i % 2], "acv": i,
                     "signals": {"usage": i * 37 % 101 / 100, "support": i * 53 % 97 / 100}} for i in range(2000)]
        one = self.impact("--threads", "1", "--format", "json", accounts=accounts).out
        self.assertEqual(one, self.impact("--threads", "7", "--format", "json", accounts=accounts).out)
        self.assertEqual(json.loads(one)["accounts"]["compared"], 2000)

    def test_the_same_pack_changes_nothing(self):
        text = self.impact(new=PACK).out
        self.assertIn("None of 3 accounts is told anything else.", text)
        self.assertNotIn("Scores", text)

    def test_a_budget_decides_the_exit_code(self):
        kept = self.budget("max_flipped: 70%\nsmall.red: +0\nred: +0\n")
        self.assertEqual(len(re.findall("kept", kept.out)), 3)
        broken = self.budget("max_flipped: 1\nmax_fall: 30\n", code=OVER_BUDGET)
        self.assertRegex(broken.out, r"max_flipped +1 +1 +2 +broken")
        self.assertRegex(broken.out, r"max_fall +30 +30 +25 +kept")
        report = json.loads(self.budget_json("max_flipped: 1\nmax_fall: 30\n").out)
        self.assertEqual(report["kept"], False)
        self.assertEqual([(line["line"], line["verdict"]) for line in report["budget"]],
                         [("max_flipped", "broken"), ("max_fall", "kept")])

    def budget_json(self, text):
        return self.impact("--budget", self.file("budget.yaml", text), "--format", "json", code=OVER_BUDGET)

    def test_a_budget_that_cannot_be_read_says_all_that_is_wrong(self):
        result = self.budget("max_fliped: 1\nsmall.max_fall: 3\nred: many\n", code=INPUT_REFUSED)
        for said in ("budget.yaml:1:1", "did you mean `max_flipped`", "budget.yaml:2:1", "budget.yaml:3:6",
                     "the budget", "has 3 errors"):
            self.assertIn(said, result.err)
        self.impact("--budget", self.folder / "nowhere.yaml", code=INPUT_REFUSED)
        self.assertIn("give one .yaml file", self.impact("--budget", self.folder, code=INPUT_REFUSED).err)

    def test_what_is_wrong_with_both_packs_is_said(self):
        result = self.impact(old=PACK.replace("of: usage", "of: uzage"), new=PACK.replace("of: support", "of: suport"),
                             code=PACK_INVALID)
        self.assertIn("old/pack.yaml", result.err)
        self.assertIn("uzage", result.err)
        self.assertIn("new/pack.yaml", result.err)
        self.assertIn("suport", result.err)

    def test_bad_accounts_are_said_and_the_others_compared(self):
        accounts = [*ACCOUNTS, "{broken", {"id": "wrong", "signals": {"usage": 7}}, {"id": "old", "segment": "small"}]
        result = self.impact(accounts=accounts, new=HEAVIER.replace("large, small", "large"), code=INPUT_REFUSED)
        self.assertIn("accounts.jsonl:4:", result.err)
        self.assertIn("accounts.jsonl:5: wrong: signals.usage", result.err)
        self.assertRegex(result.err, r"accounts\.jsonl:6: old: segment: .*\(the new pack alone refuses it\)")
        self.assertIn("3 of 6 accounts refused", result.err)
        self.assertIn("2 of 3 accounts (66.7 %)", result.out)
        self.assertIn("Refused and not compared: 2 by both packs, 1 by the new pack alone.", result.out)
        self.budget("max_refused: 0\n", accounts=accounts, new=HEAVIER.replace("large, small", "large"), code=OVER_BUDGET)

    def test_a_column_that_neither_pack_knows_is_said_once(self):
        self.file("accounts.csv", "id,usage,suport\na,1,1\nb,1,1\n")
        self.file("old/pack.yaml", PACK)
        self.file("new/pack.yaml", HEAVIER)
        result = run("impact", "--from", self.folder / "old", "--to", self.folder / "new", "--accounts",
                     self.folder / "accounts.csv", "--as-of", "2026-03-01")
        self.assertEqual(result.code, INPUT_REFUSED)
        self.assertEqual(result.err.count("did you mean"), 1, result.err)
        self.assertEqual(result.out, "")

    def test_a_signal_that_the_new_pack_learns_is_no_mistake(self):
        learned = HEAVIER.replace("  support:", "  mood: {type: ratio}\n  support:", 1)
        accounts = [{"id": "a", "signals": {"usage": 1, "support": 0, "mood": 0.5}}]
        self.assertEqual(self.report(new=learned, accounts=accounts)["accounts"]["compared"], 1)

    def test_packs_of_revisions(self):
        self.impact()
        self.git("init", "-q", "-b", "main")
        self.file("rules/pack.yaml", PACK)
        self.git("add", "rules")
        self.git("commit", "-q", "-m", "first")
        self.file("rules/pack.yaml", HEAVIER)
        text = self.compare("git:main:rules", "rules", cwd=self.folder).out
        self.assertIn("2 of 3 accounts (66.7 %) are told something else", text)
        self.assertIn("there is no revision mian", self.compare("git:mian:rules", "rules", cwd=self.folder, code=PACK_INVALID).err)
        self.assertIn("write git:REVISION:PATH", self.compare("git:rules", "rules", cwd=self.folder, code=PACK_INVALID).err)
        self.file("rules/pack.yaml", HEAVIER.replace("of: usage", "of: uzage"))
        self.assertIn("uzage", self.compare("git:mian:rules", "rules", cwd=self.folder, code=PACK_INVALID).err)

    def test_a_comment_for_a_pull_request(self):
        text = self.impact("--format", "markdown").out
        self.assertTrue(text.startswith("### What this change does\n"))
        self.assertIn("| health.primary.band | green | yellow | 1 |", text)
        self.assertLess(text.index("Decisions that change"), text.index("<details>"))
        self.assertLess(text.index("<details>"), text.index("Largest falls"))
        self.assertEqual(text.count("<details>"), text.count("</details>"))
        over = self.impact("--format", "markdown", "--budget", self.file("budget.yaml", "max_flipped: 0\n"), code=OVER_BUDGET)
        self.assertIn("**Over the budget.**", over.out)

    def test_one_run_writes_several_forms(self):
        forms = {"--markdown": "markdown", "--html": "html", "--json": "json"}
        files = {option: self.folder / f"report.{form}" for option, form in forms.items()}
        text = self.impact(*(str(word) for pair in files.items() for word in pair)).out
        self.assertEqual(text, self.impact().out)
        for option, form in forms.items():
            self.assertEqual(files[option].read_text(), self.impact("--format", form).out)
        same = self.folder / "same"
        self.assertIn("two forms of the report cannot go to one file",
                      self.impact("--markdown", same, "--json", same, code=USAGE).err)
        self.assertFalse(same.exists())

    def test_a_band_that_may_have_been_renamed_is_said(self):
        renamed = PACK.replace("yellow: ", "amber: ")
        self.assertNotEqual(renamed, PACK)
        text = " ".join(self.impact(new=renamed).out.split())
        self.assertIn("Only the old pack has `yellow` among its bands, and only the new one `amber`", text)
        self.assertNotIn("Only the old pack", self.impact().out)

    # The only model is the primary one of all accounts: its bands are told once.
    def test_bands_of_the_primary_model_are_told_once(self):
        report = self.report()
        self.assertTrue(any(row["outcome"] == "health.primary.band" for row in report["decisions"]))
        self.assertFalse(any(row["outcome"] == "health.only.band" for row in report["answers"]))
        self.assertIn("health.only.band", json.dumps(report["migrations"]))

    def test_a_budget_of_one_model(self):
        broken = self.budget("health.only.max_fall: 10\n", code=OVER_BUDGET)
        self.assertRegex(broken.out, r"health.only.max_fall +10 +10 +25 +broken")

    def test_names_cannot_become_markup(self):
        evil = [{"id": "</script><b>|x", "segment": "large", "signals": {"usage": 1, "support": 0}}]
        page = self.impact("--format", "html", accounts=evil).out
        self.assertNotIn("</script><b>", page)
        self.assertIn("\\u003c/script\\u003e", page)
        self.assertNotIn("<b>", self.impact("--format", "markdown", accounts=evil).out)

    def test_the_page_needs_nothing_beside_it(self):
        output = self.folder / "impact.html"
        self.assertEqual(self.impact("--format", "html", "--output", output).out, "")
        page = output.read_text()
        self.assertNotRegex(page, r'(src|href)="http')
        self.assertIn("default-src 'none'", page)
        for marker in ("@data@", "@title@", "@drawing@", "@elements@", "@plots@", "@script@"):
            self.assertNotIn(marker, page)

    def test_usage(self):
        self.assertIn("--as-of is required", run("impact", "--from", "a", "--to", "b", "--accounts", "c").err)
        self.assertEqual(run("impact", "--from", "a", "--to", "b", "--as-of", "2026-03-01").code, USAGE)
        self.assertEqual(self.impact("--benchmark-set", "NOWHERE", code=USAGE).out, "")


if __name__ == "__main__":
    main()
