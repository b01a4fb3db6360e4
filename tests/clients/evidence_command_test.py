"""Drivers, fit and experiment: what is found in an invented book, what is refused, and what cannot be read."""

import json
import pathlib
import tempfile
import unittest

from program import ProgramTest, SOURCE, main, run

AS_OF = "2025-12-31"
ACCOUNTS = 1000

PACK = """
pack: small
version: 1.0.0
segments: [small]
onboarding: {start: {default: contract_signed_at}}
signals: {usage: {type: ratio, description: x}, mood: {type: ratio, description: x}}
health:
  only: {bands: [{green: 50}, {red: 0}], components: {a: {weight: 1, of: usage}, b: {weight: 9, of: mood}}}
portfolio: {kept: {measure: retention, horizon: 90d, better: higher}}
drivers: {landmark: 30d, horizon: 100d}
"""


def book(accounts=600):
    """Who uses it stays; moods are noise."""
    for i in range(accounts):
        usage, mood = (i * 37 % 100) / 100, (i * 61 % 97) / 100
        yield {"kind": "account", "id": f"s{i}", "account": f"a{i:04}", "at": f"2024-{i % 12 + 1:02}-01",
               "contract_signed_at": f"2024-{i % 12 + 1:02}-01", "signals": {"usage": usage, "mood": mood}}
        if (i * 53 % 100) / 100 > 0.35 + 0.6 * usage:
            yield {"kind": "contract", "id": f"c{i}", "account": f"a{i:04}", "at": f"2024-{i % 12 + 1:02}-01",
                   "term_start": f"2024-{i % 12 + 1:02}-01", "term_end": f"2024-{i % 12 + 1:02}-25"
                   if i % 50 == 0 else f"2025-{i % 12 + 1:02}-01" if i % 12 > 9 else f"2024-{i % 12 + 3:02}-15",
                   "outcome": "lost"}


class Invented(unittest.TestCase):
    """The default pack over a book whose truth is planted."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.book = pathlib.Path(folder.name) / "book"
        made = run("book", "generate", "--accounts", str(ACCOUNTS), "--parameters", SOURCE / "rules/simulation/saas.yaml",
                   "--output", cls.book)
        assert made.code == 0, made.err

    def report(self, command, *arguments):
        result = run(command, "--pack", SOURCE / "rules/saas", "--book", self.book, "--as-of", AS_OF, "--format", "json", *arguments)
        self.assertEqual(result.code, 0, result.err)
        self.assertNotIn("nan", result.out.lower())
        return json.loads(result.out)

    def test_what_was_planted_goes_with_staying(self):
        report = self.report("drivers")
        self.assertTrue(report["evidence"])
        drivers = {driver["name"]: driver for driver in report["drivers"]}
        speed = drivers["time_to_value_days"]
        self.assertLess(speed["adjusted_p"], 0.05)
        self.assertFalse(speed["more_stays"])
        self.assertEqual([bucket["name"] for bucket in speed["buckets"]], ["up to 30", "30 to 60", "60 to 90"])
        shares = [bucket["retained"]["value"] for bucket in speed["buckets"]]
        self.assertEqual(shares, sorted(shares, reverse=True))
        ranks = [abs(driver["auc"] - 0.5) for driver in report["drivers"] if driver["state"] == "JUDGED"]
        self.assertEqual(ranks, sorted(ranks, reverse=True))

    def test_an_experiment_finds_what_was_planted(self):
        planted = json.loads((self.book / "truth.json").read_text())["experiments"]
        faster = next(arm["days_to_value_faster"] for arm in planted
                      if arm["experiment"] == "preparation_video" and arm["arm"] == "variation")
        report = self.report("experiment", "--experiment", "preparation_video")
        self.assertGreater(report["shares_p"], 0.001)
        effect = report["reports"][0]["effects"][0]
        self.assertEqual(effect["says"], "BETTER")
        self.assertLess(effect["interval"]["low"], -faster)
        self.assertGreater(effect["interval"]["high"], -faster)
        self.assertEqual(report["reports"][0]["verdict"], "ADOPT")

    def test_few_losses_are_a_refusal(self):
        report = self.report("fit", "--model", "customer")
        self.assertEqual(report["verdict"], "REFUSED")
        self.assertIn("of each kind are needed", report["why"])
        self.assertNotIn("patch", report)


class EvidenceTest(ProgramTest):
    def ask(self, command, *arguments, code=0, pack=PACK):
        self.file("pack/pack.yaml", pack)
        records = "".join(json.dumps(record) + "\n" for record in book())
        self.file("book/records.jsonl", records)
        result = run(command, "--pack", self.folder / "pack", "--book", self.folder / "book", "--as-of", "2026-01-01",
                     *arguments)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def test_fit_proposes_a_patch_that_applies(self):
        text = self.ask("fit", "--resamples", "60", "--held-out", "0.4").out
        self.assertTrue(text.startswith("BETTER"), text)
        report = json.loads(self.ask("fit", "--resamples", "60", "--held-out", "0.4", "--format", "json").out)
        self.assertIn(report["patch"], text)
        weights = {weight["name"]: weight for weight in report["weights"]}
        self.assertGreater(weights["a"]["percent"], 60)
        self.assertEqual(sum(weight["percent"] for weight in weights.values()), 100)
        self.assertGreater(report["improvement"]["interval"]["low"], 0)
        self.assertIn(f"-  only: {{bands", report["patch"])
        self.assertIn(f"a: {{weight: {weights['a']['percent']}, of: usage}}", report["patch"])

    def test_the_same_seed_gives_the_same_bytes(self):
        first = self.ask("fit", "--resamples", "60", "--format", "json").out
        self.assertEqual(first, self.ask("fit", "--resamples", "60", "--format", "json").out)

    def test_the_order_of_records_changes_no_bit(self):
        drivers = self.ask("drivers", "--format", "json").out
        lines = (self.folder / "book/records.jsonl").read_text().splitlines()
        (self.folder / "book/records.jsonl").write_text("\n".join(reversed(lines)) + "\n")
        again = run("drivers", "--pack", self.folder / "pack", "--book", self.folder / "book", "--as-of", "2026-01-01",
                    "--format", "json")
        self.assertEqual(again.out, drivers)

    def test_days_that_leave_nothing_are_refused(self):
        result = self.ask("drivers", "--landmark", "90d", "--gap", "10d", code=2)
        self.assertIn("nothing is left between day 100, landmark and gap, and the horizon, day 100", result.err)
        self.assertIn("give 1d, 7d or 30d", self.ask("drivers", "--landmark", "soon", code=2).err)

    def test_names_that_are_not_there(self):
        self.assertIn("no health model `onl`; did you mean `only`?", self.ask("fit", "--model", "onl", code=2).err)
        self.assertIn("the pack has no experiment: say in `experiments:`", self.ask("experiment", code=2).err)
        two = PACK + ("experiments:\n  one: {arms: [a, b], randomised: true, metrics: [kept]}\n"
                      "  two: {arms: [a, b], randomised: true, metrics: [kept]}\n")
        self.assertIn("choose one: one, two", self.ask("experiment", code=2, pack=two).err)
        self.assertIn("no experiment `twoo`; did you mean `two`?",
                      self.ask("experiment", "--experiment", "twoo", code=2, pack=two).err)
        none = self.ask("experiment", "--experiment", "two", pack=two)
        self.assertIn("UNDECIDED  b: no account of the book was put into an arm", none.out)

    def test_no_model_is_no_fit(self):
        without = PACK[:PACK.index("health:")] + PACK[PACK.index("portfolio:"):]
        self.assertIn("the pack has no health model, and so no weights", self.ask("fit", code=2, pack=without).err)

    def test_refused_records_show_in_the_exit_code(self):
        self.ask("drivers")
        with (self.folder / "book/records.jsonl").open("a") as file:
            file.write('{"kind":"account","id":"x"}\n')
        result = run("drivers", "--pack", self.folder / "pack", "--book", self.folder / "book", "--as-of", "2026-01-01")
        self.assertEqual(result.code, 5)
        self.assertIn("usage", result.out)


if __name__ == "__main__":
    main()
