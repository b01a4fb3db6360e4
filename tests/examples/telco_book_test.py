"""The book of rules/examples/telco: made as its README says, the customers of the public table, and
their curve that of lifelines.

    python3 tests/examples/telco_book_test.py
"""

import collections
import contextlib
import csv
import datetime
import gzip
import importlib.util
import io
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ["BELLWETHER_SOURCE_DIR"])
PROGRAM = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"]) / "bellwether"
FOLDER = ROOT / "rules/examples/telco"
STATISTICS = ROOT / "tests/engine/statistics"

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("telco_book", FOLDER / "book.py")
book = importlib.util.module_from_spec(spec)
spec.loader.exec_module(book)

HEADER = ("customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,MultipleLines,InternetService,"
          "OnlineSecurity,OnlineBackup,DeviceProtection,TechSupport,StreamingTV,StreamingMovies,Contract,"
          "PaperlessBilling,PaymentMethod,MonthlyCharges,TotalCharges,Churn\n")
STAYED = ("0001-AAAAA,Female,0,Yes,No,14,No,No phone service,DSL,No,Yes,No,Yes,No,Yes,Month-to-month,Yes,"
          "Electronic check,29.85,417.9,No\n")
LEFT = ("0002-BBBBB,Male,1,No,No,1,Yes,Yes,No,No internet service,No internet service,No internet service,"
        "No internet service,No internet service,No internet service,Two year,No,Credit card (automatic),20.05, ,"
        "Yes\n")


def rows_of(folder, kind):
    with gzip.open(pathlib.Path(folder) / f"{kind}.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Made:
    """One run over a table: exit code, messages, records."""

    def __init__(self, text):
        with tempfile.TemporaryDirectory() as folder:
            table, out = pathlib.Path(folder) / "table.csv", pathlib.Path(folder) / "book"
            table.write_text(text, encoding="utf-8")
            messages = io.StringIO()
            with contextlib.redirect_stderr(messages):
                self.code = book.main(["--data", str(table), "--out", str(out)])
            self.messages = messages.getvalue().replace(folder + os.sep, "")
            self.rows = {name: rows_of(out, name) for name in ("accounts", "contracts")} if out.exists() else {}


class RecordsTest(unittest.TestCase):
    def test_a_customer(self):
        got = Made(HEADER + STAYED)
        self.assertEqual(got.code, 0, got.messages)
        self.assertEqual(got.rows["accounts"], [{
            "id": "0001-AAAAA", "account": "0001-AAAAA", "at": "2018-11-01", "segment": "dsl",
            "stage": "customer", "contract_signed_at": "2018-11-01", "contract": "month",
            "payment": "electronic_check", "paperless": "true", "monthly_charges": "29.85",
            "protection_services": "2", "streaming_services": "1", "phone_lines": "0"}])
        self.assertEqual(got.rows["contracts"], [])

    def test_who_left_is_known_to_have_left_on_the_last_day(self):
        got = Made(HEADER + LEFT)
        self.assertEqual(got.rows["contracts"], [{
            "id": "0002-BBBBB-lost", "account": "0002-BBBBB", "at": "2019-12-01", "known_at": "2020-01-01",
            "term_start": "2019-12-01", "term_end": "2020-01-01", "outcome": "lost"}])
        self.assertEqual(got.rows["accounts"][0]["phone_lines"], "2")

    def test_what_is_wrong_is_told_at_once_and_nothing_is_written(self):
        got = Made(HEADER + STAYED.replace("DSL", "Cable").replace(",14,", ",,") + LEFT.replace("20.05", "free")
                   + STAYED)
        self.assertEqual((got.code, got.rows), (5, {}))
        self.assertEqual(got.messages.splitlines(), [
            "table.csv:2: tenure: '' is not a number of months",
            "table.csv:2: InternetService: 'Cable' is none of DSL, Fiber optic, No",
            "table.csv:3: MonthlyCharges: 'free' is not an amount",
            "table.csv:4: customer 0001-AAAAA is there twice"])
        self.assertIn("there is no column Churn", Made(HEADER.replace(",Churn", "")).messages)


class KeptBookTest(unittest.TestCase):
    """The book that is kept, beside tests/engine/statistics/telco.csv, which is of the same table."""

    def test_it_has_the_customers_of_the_table(self):
        lost = {row["account"] for row in rows_of(FOLDER / "book", "contracts")}
        kept = collections.Counter()
        for row in rows_of(FOLDER / "book", "accounts"):
            start = datetime.date.fromisoformat(row["at"])
            months = (book.SEEN_ON.year - start.year) * 12 + book.SEEN_ON.month - start.month
            kept[months, row["account"] in lost, row["contract"]] += 1
        with open(STATISTICS / "telco.csv", encoding="utf-8") as file:
            table = collections.Counter((int(row["months"]), row["churned"] == "1", row["contract"])
                                        for row in csv.DictReader(file))
        self.assertEqual(kept.total(), 7043)
        self.assertEqual(kept, table)

    def test_its_curve_is_that_of_lifelines(self):
        done = subprocess.run(
            [PROGRAM, "portfolio", "--pack", FOLDER, "--book", FOLDER / "book", "--as-of", str(book.SEEN_ON),
             "--metric", "still_customer", "--no-breakdowns", "--format", "json"],
            capture_output=True, text=True, check=True, timeout=60)
        points = json.loads(done.stdout)["metrics"][0]["curves"][0]["points"]
        reference = json.loads((STATISTICS / "reference.json").read_text(encoding="utf-8"))
        for months in (1, 2, 6, 12, 24, 36, 48, 60, 71, 72):
            days = (book.SEEN_ON - datetime.date.fromisoformat(book.months_before(months))).days
            _, *found = [point for point in points if point[0] <= days][-1]
            for ours, theirs in zip(found, reference[f"everybody at {months}"], strict=True):
                self.assertTrue(math.isclose(ours, theirs, rel_tol=1e-9), months)


if __name__ == "__main__":
    unittest.main()
