"""Rows of `bellwether evaluate` over a whole file: from bytes to bytes on all processors, beside what
the engine alone evaluates on two threads in the same rounds."""

import os
import subprocess
import time

import google_benchmark
from figures import figure, ratio
from row import Row, at_least, at_most

ACCOUNTS = 200_000
ROUNDS = 5
SECONDS = 120
ENGINE = "evaluate/exported/real_time/threads:2"
SIX_COLUMNS = ("id,health.primary.score,health.primary.band,flags.red,graduation.decision,"
               "extension.new_target")
# File, format, what is chosen, target.
RUNS = {
    "csv": ("accounts.csv", "CSV → CSV with six columns", ("csv", "--select", SIX_COLUMNS), 0.5),
    "jsonl": ("accounts.jsonl", "JSON lines → JSON lines, basic view", ("jsonl",), 0.35),
}
MOST_MEGABYTES = 64


class OfflineRun:
    """One run of the program: accounts a second, and the largest resident memory in MB."""

    def __init__(self, bench, folder, name, accounts):
        file, _, output, _ = RUNS[name]
        written = folder / "answers"
        begin = time.perf_counter()
        process = subprocess.Popen(
            [bench.build / "bellwether", "evaluate", "--pack", "rules/saas", "--accounts",
             folder / file, "--as-of", "2026-03-01", "--output", written, "--format", *output],
            cwd=bench.source, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE)
        stderr = process.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        seconds = time.perf_counter() - begin
        answers = count_lines(written) - (1 if name == "csv" else 0)
        if process.returncode != 0 or answers != accounts:
            raise RuntimeError(f"evaluate gave {answers} answers of {accounts} and ended with "
                               f"{process.returncode}: {stderr[-500:]}")
        self.accounts_per_second = accounts / seconds
        self.megabytes = usage.ru_maxrss / 1024


def count_lines(path):
    with open(path, "rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))


def write_files(bench, accounts):
    folder = bench.build / "offline"
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run([bench.programs / "bellwether_bench_files", folder, str(accounts)],
                   cwd=bench.source, check=True, timeout=SECONDS)
    return folder


def evaluations_per_second(bench):
    result = google_benchmark.run(bench.programs / "bellwether_bench_engine", bench.source,
                                  f"^{ENGINE}$", min_time=0.3)[ENGINE]
    return 1e9 / result.real_nanoseconds


def offline(bench):
    accounts = ACCOUNTS // 20 if bench.quick else ACCOUNTS
    folder = write_files(bench, accounts)
    engine, runs = [], {name: [] for name in RUNS}
    for _ in range(bench.rounds(ROUNDS)):
        engine.append(evaluations_per_second(bench))
        for name, done in runs.items():
            done.append(OfflineRun(bench, folder, name, accounts))
    rows = []
    for name, (_, what, _, target) in RUNS.items():
        speeds = [run.accounts_per_second for run in runs[name]]
        quotient = ratio(speeds, engine)
        row = Row("offline", f"`evaluate`, {what}, accounts/s ÷ evaluations/s of the engine on two "
                  "threads", f"≥ {target}",
                  f"{quotient.text()} ({figure(speeds).text(0)} ÷ {figure(engine).text(0)})",
                  quotient.spread(), samples={"accounts_per_second": speeds, "engine": engine})
        rows.append(at_least(row, quotient.median, target))
    largest = max(run.megabytes for done in runs.values() for run in done)
    memory = Row("offline", f"largest memory of these runs over {accounts:,} accounts",
                 f"≤ {MOST_MEGABYTES} MB", f"{largest:.1f} MB")
    return [*rows, at_most(memory, largest, MOST_MEGABYTES)]
