"""Rows of books and portfolios: an invented book of 10,000 accounts over three years, and a tenth of it."""

import json
import os
import subprocess
import time

from figures import figure, ratio
from row import Row, at_least, at_most

ACCOUNTS = 10_000
MONTHS = 36
ROUNDS = 3
SECONDS = 300
AS_OF = "2025-12-31"
MOST_SECONDS = 5
MOST_MEGABYTES = 1536
MOST_BOOK_MEGABYTES = 1024
LEAST_RECORDS = 500_000
MOST_GROWTH = 11


def write_book(bench, accounts):
    folder = bench.build / f"book-{accounts}"
    subprocess.run([bench.build / "bellwether", "book", "generate", "--accounts", str(accounts),
                    "--months", str(MONTHS), "--parameters", "rules/simulation/saas.yaml", "--output",
                    folder, "--force"],
                   cwd=bench.source, check=True, timeout=SECONDS, stdout=subprocess.DEVNULL)
    return folder


def compute(bench, folder):
    """Seconds of each step in one thread, without a program around them."""
    done = subprocess.run([bench.programs / "bellwether_bench_portfolio", folder, "rules/saas", AS_OF],
                          cwd=bench.source, check=True, timeout=SECONDS, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


class Check:
    """One run of `book check`: records a second, from files, in all threads."""

    def __init__(self, bench, folder):
        begin = time.perf_counter()
        process = subprocess.Popen([bench.build / "bellwether", "book", "check", folder, "--format", "json"],
                                   cwd=bench.source, stdout=subprocess.PIPE)
        report = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        if process.returncode != 0:
            raise RuntimeError(f"book check ended with {process.returncode}")
        records = report["records"] + report["not_known"]
        self.records_per_second = records / (time.perf_counter() - begin)
        self.megabytes = usage.ru_maxrss / 1024


def portfolio(bench):
    accounts = ACCOUNTS // 20 if bench.quick else ACCOUNTS
    large, small = write_book(bench, accounts), write_book(bench, accounts // 10)
    whole, tenth, checks = [], [], []
    for _ in range(bench.rounds(ROUNDS)):
        whole.append(compute(bench, large))
        tenth.append(compute(bench, small))
        checks.append(Check(bench, large))
    dashboard = [run["computing"] for run in whole]
    records = whole[0]["records"]
    rows = [at_most(Row("portfolio", f"executive dashboard with trends, {accounts:,} accounts × {MONTHS} months "
                        f"({records:,} records), from a book in memory, one thread", f"≤ {MOST_SECONDS} s",
                        f"{figure(dashboard).text(2)} s", samples={"seconds": dashboard}),
                    figure(dashboard).median, MOST_SECONDS)]
    growth = ratio(dashboard, [run["computing"] for run in tenth])
    rows.append(at_most(Row("portfolio", "– the same ÷ that of a tenth of the accounts", f"≤ {MOST_GROWTH}",
                            growth.text(), growth.spread()), growth.median, MOST_GROWTH))
    megabytes = whole[0]["bytes"] / 2**20
    rows.append(at_most(Row("portfolio", "– memory of that book", f"≤ {MOST_BOOK_MEGABYTES} MB",
                            f"{megabytes:.0f} MB"), megabytes, MOST_BOOK_MEGABYTES))
    speeds = [check.records_per_second for check in checks]
    rows.append(at_least(Row("portfolio", "`book check`, JSON lines, records/s with all threads, checks included",
                             f"≥ {LEAST_RECORDS:,}", figure(speeds).text(0), samples={"records_per_second": speeds}),
                         figure(speeds).median, LEAST_RECORDS))
    peak = max(check.megabytes for check in checks)
    rows.append(at_most(Row("portfolio", "– largest memory of these runs", f"≤ {MOST_MEGABYTES} MB",
                            f"{peak:.0f} MB"), peak, MOST_MEGABYTES))
    return rows
