"""Rows of books and portfolios: an invented book of 10,000 accounts over three years, and a tenth of it."""

import json
import math
import os
import subprocess
import time

from figures import alternate, figure, ratio
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
LEAST_TIMES_PANDAS = 20
SAME = 1e-9                  # relative: sums are taken in other orders
LIBRARIES_MISSING = 3        # exit code of dashboard_with_pandas.py


def write_book(bench, accounts):
    folder = bench.build / f"book-{accounts}"
    subprocess.run([bench.build / "bellwether", "book", "generate", "--accounts", str(accounts),
                    "--months", str(MONTHS), "--parameters", "rules/simulation/saas.yaml", "--output",
                    folder, "--force"],
                   cwd=bench.source, check=True, timeout=SECONDS, stdout=subprocess.DEVNULL)
    return folder


def compute(bench, folder, metrics=()):
    """Seconds of each step, computing in two threads, without a program around them, and what the metrics are."""
    done = subprocess.run([bench.programs / "bellwether_bench_portfolio", folder, "rules/saas", AS_OF, *metrics],
                          cwd=bench.source, check=True, timeout=SECONDS, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


class LibrariesMissing(RuntimeError):
    """The message says which, and how to install them."""


def with_pandas(bench, folder):
    """The same dashboard by other people's libraries, in one thread."""
    python = os.environ.get("BELLWETHER_BENCH_PYTHON", "python3")
    begin = time.perf_counter()
    done = subprocess.run([python, "tests/bench/dashboard_with_pandas.py", folder, AS_OF], cwd=bench.source,
                          check=False, timeout=SECONDS, capture_output=True, text=True,
                          env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    if done.returncode == LIBRARIES_MISSING:
        raise LibrariesMissing(f"{done.stderr.strip()}; BELLWETHER_BENCH_PYTHON names another python3")
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return {**json.loads(done.stdout), "program": time.perf_counter() - begin}


def from_files(bench, folder, metrics):
    """Seconds of the whole program, from files to the last value."""
    begin = time.perf_counter()
    subprocess.run([bench.build / "bellwether", "portfolio", "--pack", "rules/saas", "--book", folder, "--as-of",
                    AS_OF, "--no-breakdowns", "--format", "json",
                    *(word for metric in metrics for word in ("--metric", metric))],
                   cwd=bench.source, check=True, timeout=SECONDS, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begin


def differences(ours, theirs):
    """Metrics of which the two say something else."""
    def same(a, b):
        return a is b if a is None or b is None else math.isclose(a, b, rel_tol=SAME)

    return [name for name, points in theirs.items() if len(points) != len(ours[name]) or not all(
        same(a, b) for mine, other in zip(ours[name], points) for a, b in zip(mine, other))]


def beside_pandas(bench, folder):
    """The row is void, and says why, where the libraries are not there."""
    what = "metrics of that dashboard but shares of bands, with trends: pandas and lifelines ÷ engine in two threads"
    target = f"≥ {LEAST_TIMES_PANDAS}"
    try:
        theirs = [with_pandas(bench, folder)]
    except LibrariesMissing as missing:
        return [Row("portfolio", what, target, void=str(missing))]
    metrics = list(theirs[0]["values"])
    theirs, ours = alternate(bench.rounds(ROUNDS), lambda: with_pandas(bench, folder),
                             lambda: compute(bench, folder, metrics))
    wrong = differences(ours[0]["values"], theirs[0]["values"])
    if wrong:
        return [Row("portfolio", what, target, void=f"the two differ in {', '.join(wrong)}")]
    times = ratio([run["computing"] for run in theirs], [run["computing"] for run in ours])
    milliseconds = [f"{1000 * figure(run['computing'] for run in runs).median:,.0f} ms" for runs in (theirs, ours)]
    rows = [at_least(Row("portfolio", what, target, f"{times.text(1)} ({' ÷ '.join(milliseconds)})",
                         times.spread(1)), times.median, LEAST_TIMES_PANDAS)]
    programs = [from_files(bench, folder, metrics) for _ in theirs]
    whole = ratio([run["program"] for run in theirs], programs)
    rows.append(Row("portfolio", "– the same from files, whole programs, ours with all threads", "",
                    f"{whole.text(1)} ({figure(run['program'] for run in theirs).text(1)} s ÷ "
                    f"{figure(programs).text(1)} s)", whole.spread(1)))
    return rows


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
                        f"({records:,} records), from a book in memory, two threads", f"≤ {MOST_SECONDS} s",
                        f"{figure(dashboard).text(2)} s", samples={"seconds": dashboard}),
                    figure(dashboard).median, MOST_SECONDS)]
    growth = ratio(dashboard, [run["computing"] for run in tenth])
    rows.append(at_most(Row("portfolio", "– the same ÷ that of a tenth of the accounts", f"≤ {MOST_GROWTH}",
                            growth.text(), growth.spread()), growth.median, MOST_GROWTH))
    megabytes = whole[0]["bytes"] / 2**20
    rows.append(at_most(Row("portfolio", "– memory of that book", f"≤ {MOST_BOOK_MEGABYTES} MB",
                            f"{megabytes:.0f} MB"), megabytes, MOST_BOOK_MEGABYTES))
    rows += beside_pandas(bench, large)
    speeds = [check.records_per_second for check in checks]
    rows.append(at_least(Row("portfolio", "`book check`, JSON lines, records/s with all threads, checks included",
                             f"≥ {LEAST_RECORDS:,}", figure(speeds).text(0), samples={"records_per_second": speeds}),
                         figure(speeds).median, LEAST_RECORDS))
    peak = max(check.megabytes for check in checks)
    rows.append(at_most(Row("portfolio", "– largest memory of these runs", f"≤ {MOST_MEGABYTES} MB",
                            f"{peak:.0f} MB"), peak, MOST_MEGABYTES))
    return rows
