"""`bellwether explain --from`: what changed since, and what it did to the scores (S26)."""

import json

from program import ProgramTest, main, run

GOOD, USAGE, PACK_INVALID, INPUT_REFUSED = 0, 2, 3, 5

PACK = """
pack: tiny
version: 1.2.3
segments: [large, small]
signals:
  usage: {type: ratio, description: Share of users, max_age: 30d}
  mood: {type: enum, values: [good, bad]}
  left: {type: bool}
health:
  only:
    applies_when: 'segment == "large"'
    bands: [{green: 50}, {red: 0}]
    caps: [{when: "left", at_most: 20, reason: GONE}]
    components:
      usage: {weight: 3, of: usage}
      mood: {weight: 1, of: mood, map: {good: 100, bad: 0}}
flags:
  bad_mood: {severity: red, when: 'mood == "bad"', reason: The mood is bad}
severities: [red]
"""

OLD = {"id": "acme", "segment": "large", "signals": {"usage": 0.8, "mood": "good"}}


def account(**signals):
    return {**OLD, "signals": {**OLD["signals"], **signals}}


class ExplainChangeTest(ProgramTest):
    def compare(self, *options, old=None, new=None, rules=PACK, old_rules=None, code=GOOD):
        self.file("pack/pack.yaml", rules)
        arguments = ["explain", "--pack", self.folder / "pack"]
        if old is not None:
            arguments += ["--from", self.file("old.json", json.dumps(old))]
        if old_rules is not None:
            self.file("old_pack/pack.yaml", old_rules)
            arguments += ["--from-pack", self.folder / "old_pack"]
        arguments += ["--to" if old is not None else "--account", self.file("new.json", json.dumps(new or OLD))]
        if "--as-of" not in options:
            arguments += ["--as-of", "2026-03-01"]
        result = run(*arguments, *options)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def report(self, *options, **arguments):
        return json.loads(self.compare(*options, "--format", "json", **arguments).out)

    def test_the_lines_lead_from_one_score_to_the_other(self):
        text = self.compare(old=OLD, new=account(usage=0.6, mood="bad")).out
        self.assertRegex(text, r"^acme  as of 2026-03-01 +pack tiny 1\.2\.3 \(\w{12}…\)\n")
        self.assertIn("\nonly (primary)  85 green → 45 red\n−40: data −40.00\n", text)
        before, mood, mood_place, usage, _, after = text.split("\n\n")[2].splitlines()
        self.assertRegex(before, r"^  before +85$")
        self.assertRegex(mood, r"^  data  mood +−25\.00 ▇{10}$")
        self.assertRegex(mood_place, r"^        mood good → bad +pack\.yaml:16$")
        self.assertRegex(usage, r"^  data  usage +−15\.00 ▇{6}$")
        self.assertRegex(after, r"^  after +45$")
        self.assertRegex(text, r"\n  flag\.bad_mood  clear → raised +pack\.yaml:18\n    The mood is bad\n")

    def test_the_points_of_json_sum_to_the_change(self):
        report = self.report(old=OLD, new={"id": "acme", "segment": "large", "signals": {"usage": 0.33, "left": True}})
        self.assertEqual(list(report), ["account", "from", "to", "models", "outcomes"])
        model, = report["models"]
        self.assertEqual(model["change"], 20 - 85)
        self.assertAlmostEqual(sum(line["points"] for line in model["lines"]), model["change"], delta=1e-9)
        self.assertAlmostEqual(sum(model["parts"].values()), model["change"], delta=1e-9)
        by_kind = {line["kind"]: line for line in model["lines"]}
        self.assertEqual(by_kind["caps"], {
            "kind": "caps", "name": "GONE", "points": -13.0, "changes": ["now holds: at most 20"],
            "from_place": {"file": "pack.yaml", "line": 13}, "to_place": {"file": "pack.yaml", "line": 13}})
        self.assertEqual(model["from"]["band"], "green")
        self.assertEqual(model["to"]["coverage"], 0.75)
        self.assertIn({"path": "flag.bad_mood", "from": "clear", "to": "not_evaluated", "reason": "The mood is bad",
                       "place": {"file": "pack.yaml", "line": 18}}, report["outcomes"])

    def test_two_packs_and_one_account(self):
        report = self.report(rules=PACK.replace("weight: 3", "weight: 1"), old_rules=PACK)
        self.assertNotEqual(report["from"]["digest"], report["to"]["digest"])
        lines = {line["name"]: line for line in report["models"][0]["lines"] if "name" in line}
        self.assertEqual(lines["usage"]["changes"], ["weight 3 → 1"])
        self.assertEqual(lines["mood"]["changes"], [])
        self.assertEqual({line["kind"] for line in lines.values()}, {"configuration"})
        text = self.compare(rules=PACK.replace("weight: 3", "weight: 1"), old_rules=PACK).out
        self.assertRegex(text, r"counts for more or less, since others changed +pack\.yaml:16\n")

    def test_two_moments_and_one_account(self):
        observed = account(usage={"value": 0.8, "observed_at": "2026-02-20"})
        report = self.report("--from-as-of", "2026-03-01", "--as-of", "2026-04-06", new=observed,
                             rules=PACK.replace("    caps:", "    min_coverage: 0.2\n    caps:"))
        self.assertEqual((report["from"]["as_of"], report["to"]["as_of"]), ("2026-03-01", "2026-04-06"))
        usage = next(line for line in report["models"][0]["lines"] if line.get("name") == "usage")
        self.assertEqual(usage["kind"], "staleness")
        self.assertEqual(usage["changes"], ["usage went stale: 45 days old, limit 30"])

    def test_without_two_scores_it_is_said_why(self):
        new = {**OLD, "segment": "small"}
        self.assertIn("\nonly (primary)  85 green → not applicable\nno arithmetic: after, the model does not apply\n",
                      self.compare(old=OLD, new=new).out)
        model, = self.report(old=OLD, new=new)["models"]
        self.assertEqual(model["no_arithmetic"], "after, the model does not apply")
        self.assertNotIn("lines", model)
        self.assertIn("Another model answers for the account: only before, no model after.",
                      self.compare(old=OLD, new=new).out)

    def test_without_arithmetic_it_is_said_what_changed(self):
        new = {"id": "acme", "segment": "large", "signals": {"mood": "bad"}}
        text = self.compare(old=OLD, new=new).out
        self.assertIn("\nno arithmetic: after, too little is known for a score: coverage 25 %, at least 50 %\n\n", text)
        self.assertRegex(text, r"\n  mood   mood good → bad +pack\.yaml:16\n"
                               r"  usage  usage no longer given \(was 0\.8\) +pack\.yaml:15\n")
        model, = self.report(old=OLD, new=new)["models"]
        place = {"file": "pack.yaml", "line": 16}
        self.assertEqual(model["without_points"][0], {"name": "mood", "changes": ["mood good → bad"],
                                                      "from_place": place, "to_place": place})

    def test_texts_are_in_the_language_that_is_asked_for(self):
        rules = PACK.replace("The mood is bad", "{en: The mood is bad, de: Schlechte Stimmung}")
        for language, words in (("de", "Schlechte Stimmung"), ("ms", "The mood is bad")):
            self.assertIn(words, self.compare("--language", language, old=OLD, new=account(mood="bad"), rules=rules).out)

    def test_nothing_changed(self):
        text = self.compare(old=OLD, new=OLD).out
        self.assertIn("85 green → 85 green\nnothing that counts in it changed\n", text)
        self.assertIn("\nOther outcomes  none changed\n", text)
        self.assertEqual(self.report(old=OLD, new=OLD)["models"][0]["lines"], [])

    def test_one_model_alone(self):
        text = self.compare("--model", "only", old=OLD, new=account(mood="bad")).out
        self.assertNotIn("Other outcomes", text)
        self.assertNotIn("outcomes", self.report("--model", "only", old=OLD, new=OLD))
        self.assertIn("did you mean `only`?",
                      self.compare("--model", "onyl", old=OLD, new=OLD, code=USAGE).err)

    def test_either_side_may_be_refused(self):
        bad = account(usage=80)
        self.assertIn("old.json:1: acme: signals.usage: 80 is not allowed for a ratio",
                      self.compare(old=bad, new=OLD, code=INPUT_REFUSED).err)
        self.assertIn("new.json:1: acme: signals.usage: 80 is not allowed for a ratio",
                      self.compare(old=OLD, new=bad, code=INPUT_REFUSED).err)
        self.compare(old_rules=PACK.replace("weight: 3", "weight: -3"), code=PACK_INVALID)

    def test_signals_that_one_pack_lacks_are_said_or_listed(self):
        old_rules = PACK.replace("  left: {type: bool}\n", "").replace('    caps: [{when: "left", at_most: 20, reason: GONE}]\n', "")
        new = account(left=True)
        self.assertIn("signals.left", self.compare(old_rules=old_rules, new=new, code=INPUT_REFUSED).err)
        model = self.report("--unknown-signals", "report", old_rules=old_rules, new=new)["models"][0]
        self.assertEqual([(line["kind"], line["changes"]) for line in model["lines"]],
                         [("caps", ["new in the pack, holds: at most 20"])])

    def test_an_account_of_each_file_is_chosen_by_id(self):
        both = [OLD, {**OLD, "id": "other"}]
        report = self.report("--id", "other", old=both, new=both)
        self.assertEqual(report["account"], "other")
        self.assertIn("give --id: acme, other", self.compare(old=both, new=both, code=USAGE).err)

    def test_options_that_do_not_go_together(self):
        for options in (["--brief"], ["--section", "flags"]):
            self.assertIn("excludes", self.compare(*options, old=OLD, new=OLD, code=USAGE).err)


if __name__ == "__main__":
    main()
