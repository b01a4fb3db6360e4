"""Every figure that the field reads of a portfolio is a metric of rules/saas: from an invented book each prints a
number with n, an interval, a tier where figures are published for it, and a definition (P6, P10, P11)."""

import json

from program import ProgramTest, SOURCE, main, run

ACCOUNTS = 1_000
AS_OF = "2026-01-01"

# What the field calls it -> the metrics that answer.
ROWS = {
    "onboarding completion rate": ["completion_rate"],
    "health distribution": ["green_share", "red_share"],
    "30, 60 and 90 day retention": ["retention_30_days", "retention_60_days", "retention_90_days"],
    "net revenue retention": ["nrr"],
    "gross revenue retention": ["grr"],
    "logo churn": ["logo_churn"],
    "revenue churn": ["revenue_churn"],
    "lifetime value": ["ltv_simple", "ltv_advanced", "ltv_to_cac"],
    "movement of monthly revenue": ["mrr_movement"],
    "accounts at risk": ["at_risk"],
    "renewal rate": ["renewal_rate", "renewal_by_health"],
    "renewal forecast": ["renewal_forecast"],
    "save rate": ["save_rate"],
    "expansion rate": ["expansion_rate"],
    "growth of contract value": ["acv_growth"],
    "expansion pipeline": ["expansion_pipeline"],
    "land and expand": ["land_and_expand"],
    "productivity of CSMs": ["csm_productivity", "arr_per_csm"],
    "capacity": ["proactive_share", "reactive_share"],
    "time allocation": ["time_onboarding", "time_enablement", "time_reviews", "time_expansion", "time_renewal",
                        "time_at_risk", "time_administrative"],
    "retention by time to value": ["retention_by_time_to_value", "renewal_by_time_to_value",
                                   "expansion_by_time_to_value"],
    "automation payback": ["automation_payback"],
    "return on onboarding": ["onboarding_investment", "worth_of_speed"],
    "time to value, onboarding": ["time_to_value", "onboarding_time", "completed_on_time", "milestone_completion"],
    "surveys": ["account_nps", "customer_csat", "customer_effort"],
}

# Sums of what is in the book, and medians over all managers there are: nothing is drawn, so there is no interval.
# The highest of several ratios would have one that says nothing.
COUNTED = {"mrr_movement", "expansion_pipeline", "arr_per_csm", "csm_productivity", "csm_hours_against_peers"}
# Its interval is that of the hours in the book; the pack's example assumes them.
ASSUMED = {"automation_payback"}
# Published figures differ by segment: the tier stands in the breakdown.
BY_SEGMENT = {"arr_per_csm", "time_to_value", "onboarding_time"}


class RowsTest(ProgramTest):
    report = None

    def setUp(self):
        super().setUp()
        if RowsTest.report is None:
            RowsTest.report = self.measure()
        self.metrics = {metric["name"]: metric for metric in RowsTest.report["metrics"]}

    def measure(self):
        book = self.folder / "book"
        made = run("book", "generate", "--accounts", ACCOUNTS, "--parameters", "rules/simulation/saas.yaml",
                   "--output", book)
        self.assertEqual(made.code, 0, made.err)
        report = run("portfolio", "--pack", self.pack(), "--book", book, "--as-of", AS_OF, "--trend", "0",
                     "--format", "json")
        self.assertEqual(report.code, 0, report.err)
        return json.loads(report.out)

    def pack(self):
        """rules/saas with what a business has to add itself: its margin, and what a customer costs."""
        for file in sorted((SOURCE / "rules/saas").rglob("*.yaml")):
            self.file(f"pack/{file.relative_to(SOURCE / 'rules/saas')}", file.read_text())
        growth = self.folder / "pack/portfolio/growth.yaml"
        text = growth.read_text()
        for name, figures in (("excellent_up_to: 7", "acquisition_cost: 20000, gross_margin: 0.8"),):
            self.assertEqual(text.count(name), 1)
            text = text.replace(name, f"{name}, {figures}")
        growth.write_text(text)
        return self.folder / "pack"

    def test_every_row_is_a_number_with_its_definition(self):
        for row, names in ROWS.items():
            for name in names:
                with self.subTest(row=row, metric=name):
                    metric = self.metrics[name]
                    value = metric["value"]
                    self.assertEqual(value["standing"], "KNOWN", value)
                    self.assertGreater(value["n"], 0)
                    self.assertTrue(metric["definition"] and metric["description"] and metric["source"])
                    self.assertNotIn("NaN", json.dumps(metric))

    def test_whatever_is_drawn_has_an_interval(self):
        for name, metric in self.metrics.items():
            with self.subTest(metric=name):
                if name in COUNTED | ASSUMED:
                    self.assertNotIn("interval", metric["value"])
                else:
                    interval = metric["value"]["interval"]
                    self.assertLess(interval["low"], interval["high"])
                    self.assertLessEqual(interval["low"], metric["value"]["value"])
                    self.assertGreaterEqual(interval["high"], metric["value"]["value"])

    def test_published_figures_are_tiers(self):
        sets = {"completion_rate", "green_share", "red_share", "retention_30_days", "retention_60_days",
                "retention_90_days", "nrr", "grr", "logo_churn", "ltv_to_cac", "save_rate", "expansion_rate",
                "land_and_expand", "proactive_share", "reactive_share", "account_nps", "customer_csat",
                "milestone_completion", *(name for name in self.metrics if name.startswith("time_") and
                                          name != "time_to_value")}
        for name in sets:
            with self.subTest(metric=name):
                self.assertIn("tier", self.metrics[name])
        for name in BY_SEGMENT:
            groups = next(b for b in self.metrics[name]["breakdowns"] if b["attribute"] == "segment")["groups"]
            self.assertTrue(any("tier" in group for group in groups), name)

    def test_churn_is_told_by_cohort_band_and_reason(self):
        churn = self.metrics["logo_churn"]
        by = {b["attribute"]: [g["key"] for g in b["groups"]] for b in churn["breakdowns"]}
        self.assertLessEqual({"segment", "industry", "source", "acv_band", "cohort"}, set(by))
        self.assertEqual([key for key in by["acv_band"] if key],
                         ["up to 10000", "10000 to 50000", "beyond 50000"])
        self.assertEqual(by["cohort"], sorted(by["cohort"]))
        reasons = next(g for g in churn["grids"] if g["name"] == "reasons")
        shares = [row["cells"][0]["value"] for row in reasons["rows"]]
        self.assertAlmostEqual(sum(shares), 1)

    def test_accounts_at_risk_have_revenue_and_time(self):
        lines = {line["name"]: line.get("value") for line in self.metrics["at_risk"]["lines"]}
        self.assertGreater(lines["their yearly revenue"], 0)
        self.assertIn("days until they renew, median", lines)


if __name__ == "__main__":
    main()
