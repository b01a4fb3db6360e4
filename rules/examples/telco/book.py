#!/usr/bin/env python3
"""Makes a book of records of the data set "Telco Customer Churn".

    book.py --data Telco-Customer-Churn.csv --out BOOK

BOOK becomes a folder of two packed CSV files for `bellwether`: an account record for each customer, and a
contract for each that was lost. The data has no dates: everybody is seen on one day, which we call
2020-01-01. README.md explains every choice.

The same input always gives the same rows. Bad input is refused with file and line, all problems at
once, and nothing is written. Exit codes: 0 good, 2 usage, 5 input refused.
"""

import argparse
import csv
import datetime
import gzip
import io
import os
import re
import sys

SEEN_ON = datetime.date(2020, 1, 1)      # ours: the first of a month, so that months are exact
MAX_PROBLEMS = 20
SEGMENTS = {"DSL": "dsl", "Fiber optic": "fiber", "No": "phone_only"}
CONTRACTS = {"Month-to-month": "month", "One year": "year", "Two year": "two_years"}
PAYMENTS = {"Electronic check": "electronic_check", "Mailed check": "mailed_check",
            "Bank transfer (automatic)": "bank_transfer", "Credit card (automatic)": "credit_card"}
YES_OR_NO = {"Yes": True, "No": False}
SERVICE = {"Yes": 1, "No": 0, "No internet service": 0}
LINES = {"No phone service": 0, "No": 1, "Yes": 2}
PROTECTION = ("OnlineSecurity", "OnlineBackup", "DeviceProtection", "TechSupport")
STREAMING = ("StreamingTV", "StreamingMovies")
USED = ("customerID", "tenure", "InternetService", "MultipleLines", *PROTECTION, *STREAMING, "Contract",
        "PaperlessBilling", "PaymentMethod", "MonthlyCharges", "Churn")
ACCOUNT = ["id", "account", "at", "segment", "stage", "contract_signed_at", "contract", "payment",
           "paperless", "monthly_charges", "protection_services", "streaming_services", "phone_lines"]
CONTRACT = ["id", "account", "at", "known_at", "term_start", "term_end", "outcome"]


class Refused(Exception):
    """The input cannot be converted; the message is for people."""


class Cells:
    """One line of the table. What is wrong with it goes to `problems`."""

    def __init__(self, place, cells, problems):
        self.place, self.cells, self.problems = place, cells, problems

    def choice(self, column, meaning):
        value = self.cells[column]
        if value not in meaning:
            self.problems.append(f"{self.place}: {column}: {value[:40]!r} is none of {', '.join(meaning)}")
        return meaning.get(value)

    def matching(self, column, form, words):
        value = self.cells[column]
        if not re.fullmatch(form, value):
            self.problems.append(f"{self.place}: {column}: {value[:40]!r} is not {words}")
            return None
        return value


def months_before(months):
    """The first of the month so many months before the day on which everybody is seen."""
    count = SEEN_ON.year * 12 + SEEN_ON.month - 1 - months
    return datetime.date(count // 12, count % 12 + 1, 1).isoformat()


def records(cells):
    """(account record, contract record or None) of a customer; None when its line is wrong."""
    before = len(cells.problems)
    name = cells.matching("customerID", r"[0-9A-Z]+-[0-9A-Z]+", "a customer's id")
    tenure = cells.matching("tenure", r"[0-9]{1,3}", "a number of months")
    charges = cells.matching("MonthlyCharges", r"[0-9]{1,4}(\.[0-9]{1,2})?", "an amount")
    known = [cells.choice("InternetService", SEGMENTS), cells.choice("Contract", CONTRACTS),
             cells.choice("PaymentMethod", PAYMENTS), cells.choice("PaperlessBilling", YES_OR_NO)]
    protection = [cells.choice(column, SERVICE) for column in PROTECTION]
    streaming = [cells.choice(column, SERVICE) for column in STREAMING]
    lines = cells.choice("MultipleLines", LINES)
    lost = cells.choice("Churn", YES_OR_NO)
    if len(cells.problems) > before:
        return None
    segment, contract, payment, paperless = known
    start = months_before(int(tenure))
    account = [name, name, start, segment, "customer", start, contract, payment, str(paperless).lower(),
               charges, sum(protection), sum(streaming), lines]
    seen = SEEN_ON.isoformat()
    return account, [f"{name}-lost", name, start, seen, start, seen, "lost"] if lost else None


def read(path):
    """Account records and contract records, by id."""
    problems, accounts, contracts, seen = [], [], [], set()
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in USED if column not in (reader.fieldnames or [])]
            if missing:
                raise Refused(f"{path}:1: there is no column {', '.join(missing)}")
            for row in reader:
                place = f"{path}:{reader.line_num}"
                if None in row or None in row.values():
                    problems.append(f"{place}: {len(reader.fieldnames)} columns are expected")
                    continue
                if row["customerID"] in seen:
                    problems.append(f"{place}: customer {row['customerID']} is there twice")
                seen.add(row["customerID"])
                made = records(Cells(place, row, problems))
                if made is not None:
                    accounts.append(made[0])
                    contracts += [made[1]] if made[1] else []
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"{path}: {error}") from None
    if len(problems) > MAX_PROBLEMS:
        problems[MAX_PROBLEMS:] = [f"... and {len(problems) - MAX_PROBLEMS} more"]
    if problems:
        raise Refused("\n".join(problems))
    return sorted(accounts), sorted(contracts)


def write(folder, name, header, rows):
    """CSV in gzip, without a time of writing."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    with open(os.path.join(folder, f"{name}.csv.gz"), "wb") as file:
        file.write(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


def main(arguments=None):
    parser = argparse.ArgumentParser(description='Makes a book of the data set "Telco Customer Churn".')
    parser.add_argument("--data", required=True, metavar="FILE.csv", help="Telco-Customer-Churn.csv")
    parser.add_argument("--out", required=True, metavar="BOOK", help="folder of the book")
    options = parser.parse_args(arguments)
    try:
        accounts, contracts = read(options.data)
        try:
            os.makedirs(options.out, exist_ok=True)
            write(options.out, "accounts", ACCOUNT, accounts)
            write(options.out, "contracts", CONTRACT, contracts)
        except OSError as error:
            raise Refused(f"{options.out}: {error.strerror}") from None
    except Refused as error:
        print(error, file=sys.stderr)
        return 5
    print(f"{len(accounts):,} customers, {len(contracts):,} of them lost; report with --as-of {SEEN_ON}",
          file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
