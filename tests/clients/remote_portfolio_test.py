"""Metrics from a server are printed like one's own, to the byte; books of files are sent to it."""

import gzip
import json

from program import ProgramTest, SOURCE, Server, main, run

AS_OF = ("--as-of", "2026-03-01")
LOCAL = ("portfolio", "--pack", "rules/saas", "--book", "rules/saas/book", *AS_OF)


class RefusedRecordsTest(ProgramTest):
    """What was left out of a book is told by the exit code, wherever the book lies."""

    def test_of_a_server_as_of_files(self):
        rows = (SOURCE / "rules/saas/book/accounts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        self.file("book/accounts.csv", "".join([*rows, rows[1].replace(rows[1].split(",")[2], "never", 1)]))
        book = self.folder / "book"
        with Server("rules/saas", "--book", f"main={book}") as server:
            for command, options in (("portfolio", ("--metric", "logo_churn")), ("drivers", ()), ("experiment", ())):
                with self.subTest(command):
                    here = run(command, "--pack", "rules/saas", "--book", book, *AS_OF, *options)
                    there = run("remote", command, "--server", server.address, "--book", "main", *AS_OF, *options)
                    self.assertEqual((here.code, there.code), (5, 5), here.err + there.err)


class RemotePortfolioTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        cls.server = Server("rules/saas", "--book", "main=rules/saas/book", "--book", "main-book=rules/saas/book")
        cls.addClassCleanup(cls.server.__exit__)

    def remote(self, *arguments, code=0):
        result = run("remote", *arguments, "--server", self.server.address)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def same(self, *arguments, book="main"):
        here = run(*LOCAL, *arguments)
        self.assertEqual(here.code, 0, here.err)
        there = self.remote("portfolio", "--book", book, *AS_OF, *arguments)
        self.assertEqual(there.out.replace(f"books/{book}", "rules/saas/book"), here.out)

    def test_every_form_is_that_of_portfolio(self):
        """By audience, and of one dashboard."""
        for form in ("table", "json", "csv", "markdown", "html"):
            for dashboard in ((), ("--dashboard", "executive")):
                with self.subTest(form=form, dashboard=dashboard):
                    self.same("--format", form, "--trend", "2", *dashboard)

    def test_a_report_is_by_audience(self):
        report = json.loads(self.remote("portfolio", "--book", "main", *AS_OF, "--trend", "0", "--format", "json").out)
        self.assertTrue(report["by_audience"])
        self.assertIn("executive", [audience["dashboard"] for audience in report["audiences"]])

    def test_every_choice_is_that_of_portfolio(self):
        for arguments in (("--dashboard", "executive"), ("--metric", "nrr", "--metric", "grr"),
                          ("--metric", "time_to_value", "--by", "segment,csm"),
                          ("--long", "--trend", "0", "--accounts-shown", "0"),
                          ("--metric", "nrr", "--accounts-shown", "0", "--trend", "0"),
                          ("--compare-to", "2026-01-01", "--trend", "0", "--dashboard", "executive")):
            with self.subTest(arguments=arguments):
                self.same(*arguments)

    def test_the_accounts_behind_a_number_are_those_of_portfolio(self):
        for asked in (("mrr_movement", "--line", "churn"), ("mrr_movement", "--line", "end", "--where", "segment=smb"),
                      ("milestone_completion", "--cell", "value_achievement,late", "--counted"),
                      ("health_migration", "--cell", "green,red", "--accounts-shown", "0")):
            for form in ("table", "json"):
                with self.subTest(asked, form=form):
                    self.same("--metric", *asked, "--format", form, book="main-book")
        there = self.remote("portfolio", "--book", "main", *AS_OF, "--metric", "mrr_movement", "--line", "chrun", code=2)
        self.assertIn("did you mean `churn`?", there.err)

    def test_a_book_that_was_sent_answers_like_its_files(self):
        sent = self.remote("load", "--name", "sent", "rules/saas/book")
        self.assertEqual(sent.out, "books/sent: 4,129 records of 26 accounts\n")
        self.same("--format", "markdown", "--trend", "2", "--dashboard", "executive", book="sent")
        again = self.remote("load", "--name", "sent", "rules/saas/book")
        self.assertIn("in the place of the book before", again.out)

    def test_packed_files_and_refused_records(self):
        rows = (SOURCE / "rules/saas/book/revenue.csv").read_bytes() + b"x,acme,never,new,1,,\n"
        self.file("book/revenue.csv.gz", gzip.compress(rows))
        sent = self.remote("load", "--name", "packed", self.folder / "book", code=5)
        self.assertIn("revenue.csv.gz:", sent.err)
        self.assertIn("books/packed: 47 records", sent.out)
        self.assertIn("doubtful: orphan, 47 of kind revenue", sent.out)

    def test_checking_keeps_nothing(self):
        self.remote("load", "--name", "checked", "--check-only", "rules/saas/book")
        gone = self.remote("portfolio", "--book", "checked", *AS_OF, code=2)
        self.assertIn("there is no book `books/checked`", gone.err)

    def test_books_of_the_operator_stay(self):
        refused = self.remote("load", "--name", "main", "rules/saas/book", code=2)
        self.assertIn("was named by the operator", refused.err)

    def test_all_that_is_wrong_is_said(self):
        wrong = self.remote("portfolio", "--book", "main", *AS_OF, "--metric", "nrrr", "--where",
                            "segmnet=smb", code=2)
        self.assertIn("metric: the pack measures no `nrrr`", wrong.err)
        self.assertIn("where[0].attribute: accounts have no attribute `segmnet`", wrong.err)

    def test_no_server(self):
        result = run("remote", "portfolio", "--server", "127.0.0.1:1", "--book", "main",
                     "--timeout", "0.2")
        self.assertEqual(result.code, 1)
        self.assertIn("bellwether portfolio", result.err)

    def test_whatever_portfolio_breaks_down_by_a_server_does(self):
        """Attributes, the pack's groupings, and signals."""
        self.same("--metric", "logo_churn", "--by", "segment,acv_band,cohort_quarter,support_tickets", "--trend", "0",
                  "--format", "json", book="main-book")

    def test_a_filter_keeps_the_accounts_that_portfolio_keeps(self):
        """Every metric of the report, and accounts, records and doubts of the head."""
        for form in ("table", "json", "csv", "markdown", "html"):
            with self.subTest(form=form):
                self.same("--where", "segment=smb", "--format", form, "--trend", "2",
                          book="main-book")  # as long as the path: lines break alike
        one = self.remote("portfolio", "--book", "main", *AS_OF, "--metric", "time_to_value", "--where",
                          "segment=smb", "--format", "json").out
        two = self.remote("portfolio", "--book", "main", *AS_OF, "--metric", "time_to_value", "--where",
                          "segment=smb,enterprise", "--format", "json").out
        self.assertGreater(json.loads(two)["metrics"][0]["value"]["n"], json.loads(one)["metrics"][0]["value"]["n"])


if __name__ == "__main__":
    main()
