"""A pack's metrics over a book: what is chosen, the forms of the report, and what cannot be said."""

import csv
import io
import json
import os
import re

from program import ProgramTest, SOURCE, main, run

SAAS = ("--pack", "rules/saas", "--book", "rules/saas/book", "--as-of", "2026-03-01")

PACK = """
pack: small
version: 1.0.0
segments: [small, large]
onboarding: {start: {default: contract_signed_at}}
portfolio:
  net:
    measure: net_revenue_retention
    min_count: 2
    dashboards: [leaders]
    better: higher
    tiers: [good, bad]
    sets: {own: {default: [1]}}
  pace: {measure: days_to_first_value, min_count: 1, edges: [30]}
"""
BOOK = """{"kind":"account","id":"a1","account":"acme","at":"2025-01-01","segment":"small","contract_signed_at":"2025-06-01"}
{"kind":"account","id":"a2","account":"bo|rk <b>","at":"2025-01-01","segment":"large","contract_signed_at":"2025-06-01"}
{"kind":"revenue","id":"m1","account":"acme","at":"2024-06-01","movement":"new","mrr":100}
{"kind":"revenue","id":"m2","account":"bo|rk <b>","at":"2024-06-01","movement":"new","mrr":100}
{"kind":"revenue","id":"m3","account":"acme","at":"2025-06-01","movement":"contraction","mrr":50}
"""


class PortfolioTest(ProgramTest):
    def report(self, *arguments, code=0, book=BOOK):
        self.file("pack/pack.yaml", PACK)
        self.file("book/records.jsonl", book)
        result = run("portfolio", "--pack", self.folder / "pack", "--book", self.folder / "book",
                     "--as-of", "2026-01-01", *arguments)
        self.assertEqual(result.code, code, result.err)
        return result

    def metric(self, name, *arguments, **options):
        report = json.loads(self.report("--metric", name, "--format", "json", *arguments, **options).out)
        self.assertEqual([metric["name"] for metric in report["metrics"]], [name])
        return report["metrics"][0]

    # ---- The default pack.

    def test_the_executive_dashboard_is_a_table_with_all_that_a_number_needs(self):
        result = run("portfolio", *SAAS, "--dashboard", "executive")
        self.assertEqual(result.code, 0, result.err)
        lines = result.out.splitlines()
        self.assertIn("26 accounts", lines[0])
        for metric in ("time_to_value", "nrr", "grr", "logo_churn", "account_nps", "retention_90_days"):
            line = next(line for line in lines if line.startswith(metric))
            self.assertNotIn("nan", line.lower())

    def test_every_number_of_the_default_pack_is_as_recorded(self):
        path = SOURCE / "tests/golden/portfolio/saas.csv"
        result = run("portfolio", *SAAS, "--format", "csv")
        self.assertEqual(result.code, 0, result.err)
        if os.environ.get("BELLWETHER_UPDATE_GOLDEN") == "1":
            path.write_text(result.out)
        self.assertEqual(result.out, path.read_text(), "scripts/update_golden -R portfolio_command")

    def test_every_metric_in_full_is_sound(self):
        result = run("portfolio", *SAAS, "--long", "--color", "never")
        self.assertEqual(result.code, 0, result.err)
        self.assertNotIn("nan", result.out.lower().replace("finance", ""))
        self.assertIn("cohorts by month of the start", result.out)
        self.assertIn("bottlenecks, critical ones first", result.out)
        self.assertIn("accounts behind it, worst first", result.out)

    def test_the_answer_is_of_the_book_as_it_was_known(self):
        now = json.loads(run("portfolio", *SAAS, "--format", "json").out)
        again = json.loads(run("portfolio", *SAAS, "--format", "json").out)
        self.assertEqual(now, again)
        self.assertEqual(len(now["digest"]), 64)
        for metric in now["metrics"]:
            value = metric["value"]
            self.assertEqual(value["standing"] in ("KNOWN", "INSUFFICIENT_DATA"), "value" in value)
            self.assertTrue(metric["definition"])

    # ---- A small pack and book.

    def test_json_has_value_interval_tier_trend_and_breakdowns(self):
        net = self.metric("net", "--by", "segment", "--trend", "2")
        self.assertEqual(net["value"]["value"], 0.75)
        self.assertEqual(net["value"]["n"], 2)
        self.assertLess(net["value"]["interval"]["low"], 0.75)
        self.assertEqual((net["tier"]["name"], net["tier"]["bounds"]), ("bad", "< 1"))
        self.assertEqual([group["key"] for group in net["breakdowns"][0]["groups"]], ["large", "small"])
        self.assertEqual(net["breakdowns"][0]["groups"][0]["value"]["standing"], "INSUFFICIENT_DATA")
        self.assertEqual([point["day"] for point in net["trend"]["points"]], ["2025-12-01", "2026-01-01"])
        self.assertEqual(net["accounts"], [{"account": "acme", "what": "100 → 50 a month"}])
        self.assertEqual(net["ruling"], "P16")

    def test_compares_with_another_day_as_it_was_known(self):
        net = self.metric("net", "--compare-to", "2025-06-15")
        comparison = net["comparison"]
        self.assertEqual((comparison["day"], comparison["then"]["value"]), ("2025-06-15", 0.75))
        before = self.metric("net", "--compare-to", "2025-05-31")["comparison"]
        self.assertEqual(before["then"]["standing"], "NO_CASES")
        self.assertNotIn("difference", before)
        many = "".join(
            f'{{"kind":"revenue","id":"n{i}","account":"c{i}","at":"2023-01-01","movement":"new","mrr":100}}\n'
            f'{{"kind":"revenue","id":"e{i}","account":"c{i}","at":"2025-07-01","movement":"expansion","mrr":{40 + i % 9}}}\n'
            f'{{"kind":"revenue","id":"l{i}","account":"c{i}","at":"2024-02-01","movement":"expansion","mrr":{1 + i % 2}}}\n'
            for i in range(40))
        grown = self.metric("net", "--compare-to", "2025-01-15", book=many)["comparison"]
        self.assertTrue(grown["beyond_noise"])
        self.assertAlmostEqual(grown["difference"]["value"], 0.42, 1)
        table = self.report("--compare-to", "2025-01-15", book=many).out
        self.assertRegex(table, r"net +14\d\.\d % .* 10\d\.\d % +\+\d+\.\d points")

    def test_csv_is_a_row_for_each_value(self):
        rows = list(csv.DictReader(io.StringIO(self.report("--format", "csv").out)))
        value = next(row for row in rows if (row["metric"], row["part"]) == ("net", "value"))
        self.assertEqual((value["value"], value["n"], value["tier"]), ("0.75", "2", "bad"))
        parts = {row["part"] for row in rows}
        self.assertLessEqual({"value", "line", "group", "trend"}, parts)
        reached = next(row for row in rows if row["key"] == "reached value by day 30")
        self.assertEqual(reached["value"], "0")

    def test_markdown_escapes_names(self):
        page = self.report("--format", "markdown", "--by", "account_name").out
        self.assertIn("| net | bad |", page)
        text = self.report("--format", "markdown", "--metric", "pace").out
        self.assertIn("## pace", text)

    def test_html_is_one_page_with_the_same_numbers(self):
        evil = BOOK.replace("bo|rk <b>", "</script><script>alert(1)</script>")
        page = self.report("--format", "html", book=evil).out
        self.assertNotRegex(page, r'(src|href)="')
        self.assertIn("default-src 'none'", page)
        data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL).group(1)
        self.assertNotIn("<", data)
        self.assertEqual(json.loads(data), json.loads(self.report("--format", "json", book=evil).out))
        self.assertGreater(len(page), 400_000)  # with what draws it

    def test_a_report_goes_to_a_file(self):
        path = self.folder / "report.md"
        self.report("--format", "markdown", "--output", path)
        self.assertTrue(path.read_text().startswith("# "))

    def test_not_reached_is_an_answer(self):
        pace = self.metric("pace")
        self.assertEqual(pace["value"]["standing"], "NOT_REACHED")
        self.assertNotIn("value", pace["value"])
        self.assertIn("not reached", self.report("--metric", "pace").out)

    def test_refused_is_an_answer_with_its_reason(self):
        odd = BOOK + '{"kind":"revenue","id":"m9","account":"acme","at":"2025-07-01","movement":"churn","mrr":900}\n'
        net = self.metric("net", book=odd)
        self.assertEqual(net["value"]["standing"], "REFUSED")
        self.assertIn("acme", net["value"]["why"])
        table = self.report(book=odd).out
        self.assertIn("refused", table)
        self.assertIn("net: more revenue went than had come from 1 account", table)

    # ---- A part of the accounts.

    def test_where_is_of_the_attribute_in_force(self):
        moved = BOOK + '{"kind":"account","id":"a3","account":"acme","at":"2025-12-01","segment":"large"}\n'
        report = json.loads(self.report("--where", "segment=large", "--format", "json", book=moved).out)
        self.assertEqual(report["where"], [{"attribute": "segment", "is": "large"}])
        self.assertEqual((report["quality"]["accounts"], report["accounts_in_all"]), (2, 2))
        alone = json.loads(self.report("--where", "segment=large", "--format", "json").out)
        self.assertEqual(alone["quality"]["accounts"], 1)
        self.assertEqual(alone["metrics"][0]["value"]["value"], 1)  # 100 → 100, and nothing of acme
        self.assertEqual(alone["metrics"][0]["value"]["n"], 1)
        table = self.report("--where", "segment=large").out
        self.assertIn("where segment is large, 1 of 2 accounts", " ".join(table.split()))

    def test_a_metric_in_full_says_whose_it_is(self):
        alone = self.report("--metric", "net", "--where", "segment=large").out
        self.assertIn("where segment is large, 1 of 2 accounts", " ".join(alone.split()))
        self.assertTrue(self.report("--metric", "net").out.startswith("net  75.0 %"))

    def test_where_names_what_there_is(self):
        self.assertIn("no account has an attribute `segmant`; did you mean `segment`?",
                      self.report("--where", "segmant=large", code=2).err)
        self.assertIn("no account has `segment` `larg`; did you mean `large`? there are large (1), small (1)",
                      self.report("--where", "segment=larg", code=2).err)
        self.assertIn("`segment` is no filter; write it like segment=smb",
                      self.report("--where", "segment", code=2).err)
        self.assertIn("`=x` is no filter", self.report("--where", "=x", code=2).err)

    # ---- Dashboards.

    def test_metrics_stand_below_their_audience(self):
        result = run("portfolio", *SAAS)
        self.assertEqual(result.code, 0, result.err)
        lines = result.out.splitlines()
        at = {name: next(i for i, line in enumerate(lines) if line.startswith(name))
              for name in ("Executive, monthly", "nrr", "CS leadership and operations, weekly", "renewal_rate",
                           "CSM, daily", "On no dashboard", "time_onboarding")}
        self.assertEqual(sorted(at, key=at.get), list(at))
        self.assertEqual(sum(line.startswith("completion_rate ") for line in lines), 1)

    def test_a_worklist_is_of_one_person(self):
        result = run("portfolio", *SAAS, "--dashboard", "csm", "--csm", "Ana")
        self.assertEqual(result.code, 0, result.err)
        for title in ("Accounts by health (8)", "Action items", "Milestones and deadlines", "Renewals within 90 days (2)",
                      "Engagement", "Expansion opportunities open (5)", "Tickets that need attention (0)"):
            self.assertIn(title, result.out)
        same = run("portfolio", *SAAS, "--dashboard", "csm", "--where", "csm=Ana")
        self.assertEqual(same.out, result.out)
        self.assertIn("lists the accounts of one `csm`: add --where csm=NAME",
                      run("portfolio", *SAAS, "--dashboard", "csm").err)
        self.assertIn("did you mean `Ana`?", run("portfolio", *SAAS, "--dashboard", "csm", "--csm", "Anna").err)
        self.assertIn("did you mean `operations`?", run("portfolio", *SAAS, "--dashboard", "operation").err)

    def test_a_worklist_in_every_form(self):
        asked = (*SAAS, "--dashboard", "csm", "--csm", "Ben", "--format")
        panels = json.loads(run("portfolio", *asked, "json").out)["panels"]
        self.assertEqual([panel["name"] for panel in panels],
                         ["accounts", "actions", "deadlines", "renewals", "engagement", "opportunities", "tickets"])
        accounts = panels[0]["rows"]
        self.assertLess(accounts[0]["score"], accounts[1]["score"])
        rows = list(csv.DictReader(io.StringIO(run("portfolio", *asked, "csv").out)))
        self.assertEqual({row["value"] for row in rows if (row["panel"], row["column"]) == ("accounts", "account")},
                         {row["account"] for row in accounts})
        self.assertIn("| account | band |", run("portfolio", *asked, "markdown").out)
        page = run("portfolio", *asked, "html").out
        data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL).group(1)
        self.assertEqual(json.loads(data)["panels"], panels)

    # ---- The accounts behind one number.

    def behind(self, metric, *asked):
        result = run("portfolio", *SAAS, "--metric", metric, "--accounts-shown", "1000", "--format", "json", *asked)
        self.assertEqual(result.code, 0, result.err)
        panels = json.loads(result.out)["panels"]
        self.assertEqual([panel["name"] for panel in panels], ["accounts"])
        return panels[0]["rows"]

    def test_a_step_of_the_waterfall_is_made_of_its_accounts(self):
        metric = json.loads(run("portfolio", *SAAS, "--metric", "mrr_movement", "--format", "json").out)["metrics"][0]
        steps = {line["name"]: line for line in metric["lines"]}
        for name in ("start", "new", "expansion", "contraction", "churn", "reactivation", "end"):
            with self.subTest(name):
                rows = self.behind("mrr_movement", "--line", name)
                self.assertAlmostEqual(sum(row["amount"] for row in rows), steps[name]["value"], places=6)
        moved = self.behind("mrr_movement", "--line", "churn", "--counted")
        self.assertEqual(len(moved), steps["churn"]["events"])
        self.assertTrue(all(row["counted"] and row["amount"] < 0 for row in moved))

    def test_a_cell_is_made_of_its_accounts(self):
        metric = json.loads(run("portfolio", *SAAS, "--metric", "milestone_completion", "--format", "json").out)["metrics"][0]
        row = metric["grids"][0]["rows"][0]
        late = self.behind("milestone_completion", "--cell", f"{row['name']},late")
        self.assertEqual(len(late), row["cells"][0]["n"])
        self.assertEqual(sum(one["counted"] for one in late), row["cells"][0]["events"])
        self.assertTrue(late[0]["ongoing"])  # who waits now comes first
        self.assertEqual(self.behind("milestone_completion", "--cell", "value_ach, late"), late)
        text = run("portfolio", *SAAS, "--metric", "milestone_completion", "--cell", "value_ach,late", "--counted",
                   "--accounts-shown", "1").out
        self.assertIn("value_ach, late of milestone_completion: ", text)
        self.assertIn("goes on", text)

    def test_a_number_that_is_not_there_is_refused(self):
        def refused(*asked):
            result = run("portfolio", *SAAS, *asked)
            self.assertEqual(result.code, 2, result.out)
            return result.err
        self.assertIn("did you mean `churn`?", refused("--metric", "mrr_movement", "--line", "chrun"))
        self.assertIn("the metric has no grid", refused("--metric", "mrr_movement", "--cell", "a,b"))
        self.assertIn("write ROW,COLUMN", refused("--metric", "mrr_movement", "--cell", "a"))
        self.assertIn("does not tell the accounts behind this number", refused("--metric", "nrr", "--line", "churn"))
        self.assertIn("--metric", refused("--line", "churn"))
        self.assertIn("are of one metric", refused("--metric", "nrr", "--metric", "mrr_movement", "--line", "churn"))
        self.assertIn("--line or --cell", refused("--metric", "nrr", "--counted"))

    # ---- What cannot be asked.

    def test_unknown_metrics_and_dashboards_are_named(self):
        self.assertIn("did you mean `pace`", self.report("--metric", "pacee", code=2).err)
        self.assertIn("known: net, pace", self.report("--metric", "xyzzy", code=2).err)
        self.assertIn("no metric is on a dashboard `followers`",
                      self.report("--dashboard", "followers", code=2).err)
        self.assertEqual([line.split()[0] for line in self.report("--dashboard", "leaders").out.splitlines()
                          if line.startswith(("net", "pace"))], ["net"])

    def test_a_pack_that_measures_nothing_says_so(self):
        self.file("pack/pack.yaml", "pack: x\nversion: 1.0.0\nsegments: [a]\n")
        self.file("book/records.jsonl", BOOK)
        result = run("portfolio", "--pack", self.folder / "pack", "--book", self.folder / "book")
        self.assertEqual(result.code, 2)
        self.assertIn("the pack measures nothing", result.err)

    def test_refused_records_show_in_the_exit_code_and_the_head(self):
        result = self.report(code=5, book=BOOK + '{"kind":"usage"}\n')
        self.assertIn("1 refused", result.out)

    def test_a_breakdown_by_nothing_known_says_so(self):
        self.assertIn("no account has an attribute or a signal `shoe`", self.report("--metric", "net", "--by", "shoe").out)


if __name__ == "__main__":
    main()
