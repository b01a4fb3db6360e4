"""Books that are wrong in one way each: a clear answer from every metric, never NaN and never a silent zero (P4, P6, P9,
P16). What is wrong is said by `book check` with the records it is wrong in; all the rest is counted."""

import json

from program import ProgramTest, main, run

PACK = "rules/saas"
AS_OF = ("--as-of", "2026-03-01")

SOUND = """
- {kind: account, id: a-1, account: acme, at: 2025-01-10, segment: smb, csm: Ana, contract_signed_at: 2025-01-10, acv: 12000}
- {kind: contract, id: c-1, account: acme, at: 2025-01-10, term_start: 2025-01-10, term_end: 2026-01-10, value: 12000, outcome: renewed}
- {kind: contract, id: c-2, account: acme, at: 2026-01-10, term_start: 2026-01-10, term_end: 2027-01-10, value: 12000}
- {kind: revenue, id: m-1, account: acme, at: 2025-01-10, movement: new, mrr: 1000}
- {kind: account, id: b-1, account: borealis, at: 2025-01-15, segment: smb, csm: Ben, contract_signed_at: 2025-01-15, acv: 6000}
- {kind: contract, id: c-3, account: borealis, at: 2025-01-15, term_start: 2025-01-15, term_end: 2026-01-15, value: 6000, outcome: lost, reason: [price]}
- {kind: revenue, id: m-2, account: borealis, at: 2025-01-15, movement: new, mrr: 500}
- {kind: revenue, id: m-3, account: borealis, at: 2026-01-15, movement: churn, mrr: 500}
"""

# What is added to the sound book -> the doubt that `book check` has, and a record that it names.
DOUBTS = {
    "orphans": ("- {kind: ticket, id: t-1, account: nobody, at: 2025-06-01}\n",
                "records of accounts that no account record tells of", "t-1 of nobody"),
    "overlapping contracts": (
        "- {kind: contract, id: c-9, account: acme, at: 2025-06-01, term_start: 2025-06-01, "
        "term_end: 2026-06-01, value: 12000}\n",
        "contracts that begin before the one before them ends", "c-9 of acme"),
    "churn before start": (
        "- {kind: revenue, id: m-9, account: acme, at: 2024-06-01, movement: churn, mrr: 100}\n",
        "records from before the account's contract or trial", "m-9 of acme"),
    "more gone than came": (
        "- {kind: revenue, id: m-9, account: acme, at: 2025-06-01, movement: contraction, mrr: 5000}\n",
        "accounts from which more revenue went than had come", "acme"),
    "two currencies": (
        "- {kind: account, id: a-8, account: acme, at: 2025-01-10, currency: USD}\n"
        "- {kind: account, id: b-8, account: borealis, at: 2025-01-15, currency: EUR}\n",
        "accounts with amounts in more than one currency", "EUR"),
    "a clock that runs ahead": (
        "- {kind: ticket, id: t-1, account: acme, at: 2025-06-02, known_at: 2025-06-01}\n",
        "records known before they happened", "t-1 of acme"),
    "told twice, in two ways": (
        "- {kind: revenue, id: m-1, account: acme, at: 2025-01-10, movement: new, mrr: 2000}\n",
        "one id told in two ways at the same known_at", "m-1"),
}

# Books of which little can be said.
THIN = {
    "one account": "\n".join(SOUND.splitlines()[:5]) + "\n",
    "an account and nothing else": "- {kind: account, id: a-1, account: acme, at: 2025-01-10, segment: smb}\n",
    "an empty cohort": SOUND.replace("2025-01", "2019-01").replace("2026-01", "2020-01"),
}


class BadBooksTest(ProgramTest):
    def book(self, text):
        return self.file("book.yaml", text)

    def metrics(self, text):
        report = run("portfolio", "--pack", PACK, "--book", self.book(text), *AS_OF, "--format", "json")
        self.assertEqual(report.code, 0, report.err)
        self.assertNotIn("NaN", report.out)
        self.assertNotIn("Infinity", report.out)
        whole = run("portfolio", "--pack", PACK, "--book", self.folder / "book.yaml", *AS_OF, "--long")
        self.assertEqual(whole.code, 0, whole.err)
        for broken in ("nan", "inf ", "-0 "):
            self.assertNotIn(f" {broken}", whole.out)
        return {metric["name"]: metric for metric in json.loads(report.out)["metrics"]}

    def hold_sound(self, name, value):
        """A number has cases; where there is none it is not there, and a refusal says why."""
        with self.subTest(metric=name):
            if value["standing"] == "REFUSED":
                self.assertTrue(value["why"])
            if value.get("n", 0) == 0:
                self.assertNotIn("value", value)
            if value["standing"] == "KNOWN":
                self.assertGreater(value["n"], 0)

    def test_what_is_doubtful_is_said_and_the_rest_is_counted(self):
        for trouble, (records, doubt, named) in DOUBTS.items():
            with self.subTest(trouble=trouble):
                check = run("book", "check", self.book(SOUND + records), "--pack", PACK, *AS_OF)
                self.assertEqual(check.code, 0, check.err)
                self.assertIn(doubt, check.out)
                self.assertIn(named, check.out)
                for name, metric in self.metrics(SOUND + records).items():
                    self.hold_sound(name, metric["value"])

    def test_the_sound_book_has_no_doubt(self):
        check = run("book", "check", self.book(SOUND), "--pack", PACK, *AS_OF)
        self.assertNotIn("of acme", check.out)
        metrics = self.metrics(SOUND)
        self.assertEqual(metrics["logo_churn"]["value"]["n"], 2)
        self.assertEqual(metrics["logo_churn"]["value"]["standing"], "INSUFFICIENT_DATA")  # P6

    def test_amounts_that_do_not_add_up_are_refused(self):
        gone = self.metrics(SOUND + DOUBTS["more gone than came"][0])
        self.assertEqual(gone["nrr"]["value"]["standing"], "REFUSED")
        self.assertIn("acme", gone["nrr"]["value"]["why"])
        currencies = self.metrics(SOUND + DOUBTS["two currencies"][0])
        for name in ("nrr", "grr", "mrr_movement", "ltv_simple", "arr_per_csm", "renewal_forecast"):
            self.assertEqual(currencies[name]["value"]["standing"], "REFUSED", name)
            self.assertIn("currency", currencies[name]["value"]["why"])
        # Counting accounts needs no money.
        self.assertEqual(currencies["logo_churn"]["value"]["n"], 2)

    def test_a_negative_amount_is_refused_with_its_place(self):
        report = run("portfolio", "--pack", PACK, "--book",
                     self.book(SOUND.replace("mrr: 500}", "mrr: -500}", 1)), *AS_OF, "--metric", "nrr")
        self.assertEqual(report.code, 5)
        self.assertIn("book.yaml:8: m-2: mrr: -500 is out of range; write at least 0", report.err)

    def test_little_is_said_of_little(self):
        for trouble, text in THIN.items():
            with self.subTest(trouble=trouble):
                for name, metric in self.metrics(text).items():
                    self.hold_sound(name, metric["value"])
                    self.assertNotIn("tier", metric, "so few are not judged (P6)")


if __name__ == "__main__":
    main()
