"""`bellwether path`: what would have to change for an account to reach a goal."""

import json

from program import ProgramTest, main, run

GOOD, USAGE, PACK_INVALID, REFUSED = 0, 2, 3, 5

# Score = (2·usage + mood + tickets) ÷ 4, a cap at 49 while somebody important left.
PACK = """
pack: tiny
version: 1.2.3
signals:
  usage: {type: ratio}
  mood: {type: enum, values: [good, fair, bad]}
  tickets: {type: count, max: 20, unit: tickets}
  left: {type: bool}
  hours: {type: number, min: 0}
health:
  m:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 2, of: usage, points: [[0, 0], [1, 100]]}
      mood: {weight: 1, of: mood, map: {good: 100, fair: 50, bad: 0}}
      tickets: {weight: 1, of: tickets, steps: [{at_most: 3, points: 100}, {else: 0}]}
      hours: {weight: 0, of: hours, linear: {from: 72, to: 4}}
    caps: [{when: left, at_most: 49, reason: The champion left}]
"""


def account(**signals):
    return {"id": "a", "signals": signals}


class PathCommandTest(ProgramTest):
    def path(self, told, *options, code=GOOD):
        self.file("pack/pack.yaml", PACK)
        self.file("account.json", json.dumps(told))
        result = run("path", "--pack", self.folder / "pack", "--account", self.folder / "account.json",
                     "--as-of", "2026-03-01", *options)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def report(self, told, *options):
        return json.loads(self.path(told, *options, "--format", "json").out)

    def test_one_change_the_cheapest_first(self):
        text = self.path(account(usage=0.5, mood="fair", tickets=6, left=False)).out
        self.assertRegex(text, r"^a  to m: yellow or better · as of 2026-03-01 · pack tiny 1\.2\.3, digest [0-9a-f]{12}…\n"
                               r"now: score 38, band red\n\nOne change\n")
        lines = [line.split() for line in text.splitlines()]
        self.assertIn(["cost", "change", "from", "to", "score", "band"], lines)
        at = lines.index(["0.15", "tickets", "6", "tickets", "3", "tickets", "63", "yellow"])
        self.assertEqual(lines[at + 1], ["0.24", "usage", "0.5", "0.74", "50", "yellow"])
        self.assertEqual(lines[at + 2], ["1.00", "mood", "fair", "good", "50", "yellow"])

    def test_two_changes_together(self):
        told = account(usage=0.7, mood="fair", tickets=0, left=True)
        text = self.path(told, "--to", "green").out
        self.assertNotIn("One change\n", text)
        self.assertRegex(text, r"\nTwo changes together\n.*\n1\.14 +usage +0\.7 +0\.84 +80 +green\n"
                               r" +and left +true +false\n")
        alone = self.path(told, "--to", "green", "--no-pairs").out
        self.assertIn("\nNo single change reaches it.\n", alone)
        self.assertRegex(alone, r"\nIn the way\ncap at most 49: The champion left  pack\.yaml:\d+\n")

    def test_several_changes_where_two_are_not_enough(self):
        told = account(usage=0, mood="bad", tickets=9, left=False)
        text = self.path(told, "--to", "green").out
        self.assertIn("\nNo single change reaches it, and no two together.\n"
                      "The nearest: usage 0 → 1 brings score 50, band yellow.\n", text)
        self.assertRegex(text, r"\nSeveral changes together reach it\n.*\n1\.89 +usage +0 +0\.59 +80 +green\n"
                               r" +and mood .*\n +and tickets +9 tickets +3 tickets *\n")
        together = self.report(told, "--to", "green")["together"]
        changed = {**told["signals"], **{change["signal"]: change["to"] for change in together["changes"]}}
        self.assertTrue(together["reaches"] and self.report(account(**changed), "--to", "green")["reached"])

    def test_what_nobody_said_is_told_and_never_taken_for_zero(self):
        text = self.path(account(usage=0.4, mood="fair", left=False), "--to", "yellow").out
        self.assertIn("\nNobody said, and it would be enough to hear\ntickets  at most 3\n", text)
        self.assertNotRegex(text, r"tickets +0")

    def test_what_is_reached_already(self):
        self.assertIn("\nreached already: score 100, band green\n",
                      self.path(account(usage=1, mood="good", tickets=0, left=False), "--to", "yellow").out)

    def test_a_condition_is_a_goal(self):
        report = self.report(account(usage=0.5, mood="fair", tickets=6, left=False), "--to", "health.m.score >= 62")
        self.assertEqual(report["goal"], "health.m.score >= 62")
        self.assertEqual([single["changes"][0] for single in report["singles"]],
                         [{"signal": "tickets", "from": 6, "to": 3, "cost": 0.15},
                          {"signal": "usage", "from": 0.5, "to": 0.98, "cost": 0.48}])

    def test_json_holds_every_path(self):
        told = account(usage=0.5, mood="fair", tickets=6, left=False, hours=80)
        report = self.report(told, "--to", "yellow", "--top", "1")
        self.assertEqual(len(report["singles"]), 3)
        self.assertEqual(report["now"], {"health.m.score": 38, "health.m.band": "red"})
        self.assertEqual(report["singles"][0]["then"], {"health.m.score": 63, "health.m.band": "yellow"})
        self.assertEqual(report["not_changed"], [{"signal": "hours", "reason": "no_effort"}])
        self.assertEqual((report["reached"], report["complete"], report["obstacles"]), (False, True, []))
        self.assertIn("(the cheapest 1 of 3)", self.path(told, "--to", "yellow", "--top", "1").out)

    def test_a_path_that_is_applied_reaches_the_goal(self):
        told = account(usage=0.5, mood="bad", tickets=9, left=True)
        report = self.report(told, "--to", "yellow")
        self.assertTrue(report["pairs"])
        for path in report["singles"] + report["pairs"]:
            changed = {**told["signals"], **{change["signal"]: change["to"] for change in path["changes"]}}
            self.assertTrue(self.report(account(**changed), "--to", "yellow")["reached"], path)

    def test_what_is_wrong_is_said(self):
        told = account(usage=0.5)
        self.assertIn("--to: no goal is called `gren`; did you mean `green`?",
                      self.path(told, "--to", "gren", code=USAGE).err)
        mistake = self.path(told, "--to", "usag > 0.5", code=USAGE).err
        self.assertIn("--to:1:1: error", mistake)
        self.assertIn("--to cannot be read", mistake)
        self.assertIn("the pack has no health model `n`", self.path(told, "--model", "n", code=USAGE).err)
        self.assertIn("has no graduation", self.path(told, "--to", "graduate", code=USAGE).err)
        self.assertIn("OUT_OF_RANGE", self.path(account(usage=50), code=REFUSED).err)


if __name__ == "__main__":
    main()
