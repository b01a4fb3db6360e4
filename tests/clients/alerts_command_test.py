"""What the alerts of a pack would have done over a book."""

import json

from program import ProgramTest, main, run

EXAMPLE = ("alerts", "simulate", "--pack", "rules/examples/alerts", "--book", "rules/saas/book", "--as-of", "2026-03-01")

PACK = """
pack: small
version: 1.0.0
severities: [red, yellow]
segments: [small]
onboarding: {start: {default: contract_signed_at}}
signals:
  usage: {type: ratio, description: Share in use}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
alerts:
  low: {when: "usage < 0.5", severity: red, reason: Low, escalate_after: 3d}
  silent: {no_data_for: 30d, severity: yellow, reason: Silent}
"""

NO_ALERTS = PACK[:PACK.index("alerts:")]


def told(account, day, usage, more=""):
    return (f"- {{kind: account, id: {account}-{day}, account: {account}, at: {day}, segment: small, csm: Ana, "
            f"acv: 1000, contract_signed_at: 2026-01-01, signals: {{usage: {usage}}}{more}}}\n")


# acme: low from 1-05 to 1-10 and from 1-15 on. lost: low from 1-20, gone on 2-09.
BOOK = (told("acme", "2026-01-01", 0.8) + told("acme", "2026-01-05", 0.2) + told("acme", "2026-01-10", 0.9)
        + told("acme", "2026-01-15", 0.3)
        + told("gone", "2026-01-01", 0.8) + told("gone", "2026-01-20", 0.1)
        + "- {kind: contract, id: c-1, account: gone, at: 2026-01-01, term_start: 2026-01-01, term_end: 2026-02-09, "
          "value: 1000, outcome: lost}\n")


class AlertsCommandTest(ProgramTest):
    def simulate(self, *arguments, pack=PACK, book=BOOK, code=0):
        self.file("pack/pack.yaml", pack)
        self.file("book.yaml", book)
        result = run("alerts", "simulate", "--pack", self.folder / "pack", "--book", self.folder / "book.yaml",
                     "--as-of", "2026-03-01", *arguments)
        self.assertEqual(result.code, code, result.err)
        return result

    def alerts(self, *arguments, **options):
        report = json.loads(self.simulate("--format", "json", *arguments, **options).out)
        return report, {alert["name"]: alert for alert in report["alerts"]}

    def test_counts_what_would_have_been_raised_and_for_whom(self):
        report, alerts = self.alerts()
        low = alerts["low"]
        self.assertEqual(report["accounts"], 2)
        self.assertEqual(report["lost"], 1)
        self.assertEqual(low["raised"], 3)
        self.assertEqual(low["accounts"], [{"id": "acme", "csm": "Ana", "raised": 2, "held_out": 0, "flaps": 1},
                                           {"id": "gone", "csm": "Ana", "raised": 1, "held_out": 0, "flaps": 0}])
        self.assertEqual(low["managers"], [{"csm": "Ana", "raised": 3}])
        self.assertEqual(low["escalated"], 3)
        self.assertEqual(low["resolved"], 1)
        self.assertEqual(low["open"], 1)

    def test_silence_is_raised_when_it_lasted_long_enough(self):
        _, alerts = self.alerts()
        self.assertEqual([account["id"] for account in alerts["silent"]["accounts"]], ["acme"])

    def test_a_flap_is_as_near_as_the_option_says(self):
        _, alerts = self.alerts("--flap", "3d")
        self.assertEqual(alerts["low"]["flaps"], 0)

    def test_how_early_is_not_said_of_a_few(self):
        _, alerts = self.alerts()
        lead = alerts["low"]["before_loss"]
        self.assertEqual((lead["state"], lead["lost"], lead["warned"]), ("INSUFFICIENT_DATA", 1, 1))
        self.assertNotIn("median_days", lead)
        self.assertIn("INSUFFICIENT_DATA (n = 1)", self.simulate().out)

    def test_how_early_is_a_median_with_its_interval(self):
        book = ""
        for i in range(12):
            name = f"a{i:02}"
            book += (told(name, "2026-01-01", 0.8) + told(name, f"2026-01-{10 + i}", 0.1)
                     + f"- {{kind: contract, id: c-{name}, account: {name}, at: 2026-01-01, term_start: 2026-01-01, "
                       "term_end: 2026-02-09, value: 1000, outcome: lost}\n")
        _, alerts = self.alerts(book=book)
        lead = alerts["low"]["before_loss"]
        self.assertEqual((lead["state"], lead["lost"], lead["warned"]), ("KNOWN", 12, 12))
        self.assertEqual(lead["median_days"], 24.5)
        self.assertLess(lead["interval"]["low"], 24.5)
        self.assertGreater(lead["interval"]["high"], 24.5)
        self.assertIn("12 of 12 lost, 24.5 days before", self.simulate(book=book).out)

    def test_capacity_holds_back_and_loses_nothing(self):
        book = "".join(told(name, "2026-01-01", 0.2) for name in ("a", "b", "c"))
        _, alerts = self.alerts(book=book, pack=PACK.replace("escalate_after: 3d", "capacity: 2"))
        self.assertEqual((alerts["low"]["raised"], alerts["low"]["held_back"]), (3, 1))

    # Of a0, a1, a2 the lots of `call` draw a0 (tests/engine/alerts/holdout_test.cc).
    HOLDOUT = PACK.replace("severity: red, reason: Low, escalate_after: 3d",
                           "severity: yellow, reason: Low, escalate_after: 3d, playbook: call, capacity: 2") + """
playbooks:
  call: {steps: [{do: Call them}], holdout: {share: 0.1, seed: 7}}
"""

    def test_whom_lots_leave_alone_is_counted_and_nobody_is_told_of_them(self):
        book = "".join(told(name, "2026-02-01", 0.2) for name in ("a0", "a1", "a2"))
        _, alerts = self.alerts(book=book, pack=self.HOLDOUT)
        low = alerts["low"]
        self.assertEqual((low["raised"], low["held_out"], low["escalated"], low["held_back"]), (3, 1, 2, 0))
        self.assertEqual({one["id"]: one["held_out"] for one in low["accounts"]}, {"a0": 1, "a1": 0, "a2": 0})
        self.assertEqual(low["managers"], [{"csm": "Ana", "raised": 2}])
        text = self.simulate(book=book, pack=self.HOLDOUT).out
        self.assertRegex(text, r"low +yellow +3 +3 +1 ")
        self.assertIn("left alone", text)

    def test_nobody_is_left_alone_without_a_holdout(self):
        self.assertNotIn("left alone", self.simulate().out)

    def test_from_leaves_out_what_was_before(self):
        _, alerts = self.alerts("--from", "2026-01-12")
        self.assertEqual(alerts["low"]["raised"], 2)

    def test_a_pack_without_alerts_says_so(self):
        self.assertIn("has no alerts", self.simulate(pack=NO_ALERTS).out)

    def test_the_example_answers_for_the_book_of_the_default_pack(self):
        result = run(*EXAMPLE)
        self.assertEqual(result.code, 0, result.err)
        for name in ("turned_yellow", "turned_red", "yellow_flag", "red_flag", "milestone_late", "silent"):
            self.assertIn(name, result.out)
        report = json.loads(run(*EXAMPLE, "--format", "json").out)
        self.assertGreater(sum(alert["raised"] for alert in report["alerts"]), 0)

    def test_the_example_passes_its_own_tests(self):
        result = run("test", "rules/examples/alerts")
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assertEqual(run("check", "--strict", "rules/examples/alerts").code, 0)

    def test_a_story_that_goes_otherwise_fails_and_says_how(self):
        self.file("pack/pack.yaml", PACK)
        self.file("pack/tests/story_test.yaml", """
cases:
  - name: low is told at once
    account: {segment: small, contract_signed_at: 2026-01-01, signals: {usage: 0.8}}
    timeline:
      - {as_of: 2026-02-01}
      - {as_of: 2026-02-02, set: {usage: 0.2}, alerts: {resolved: low}}
      - {as_of: 2026-02-03, acknowledge: silent}
""")
        result = run("test", self.folder / "pack")
        self.assertEqual(result.code, 4)
        self.assertIn("resolved low", result.out)
        self.assertIn("raised low", result.out)
        self.assertIn("an open alert silent", result.out)

    def test_mistakes_of_conditions_are_told_with_their_places(self):
        pack = PACK.replace("usage < 0.5", "usag < 0.5").replace("no_data_for: 30d", "overdue: nothing")
        result = self.simulate(pack=pack, code=3)
        self.assertIn("unknown milestone `nothing`", result.err)
        result = self.simulate(pack=PACK.replace("usage < 0.5", "usag < 0.5"), code=3)
        self.assertIn("`usag`", result.err)
        self.assertIn("did you mean `usage`", result.err)
        self.assertIn("pack.yaml:15:", result.err)

    def test_options_that_make_no_sense_are_refused(self):
        self.assertIn("--from", self.simulate("--from", "2027-01-01", code=2).err)
        self.assertIn("--every", run(*EXAMPLE, "--every", "0d").err)
        self.assertIn("--flap", run(*EXAMPLE, "--flap", "soon").err)


if __name__ == "__main__":
    main()
