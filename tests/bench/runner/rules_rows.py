"""Rows of what a change of rules costs to prove: impact beside plain evaluation of the same file,
mutants a second, and the tests of a pack with and without their coverage."""

import os
import shutil
import subprocess
import time

from figures import alternate, figure, ratio
from offline_rows import OfflineRun, write_files
from row import Row, at_least, at_most

ACCOUNTS = 200_000
ROUNDS = 5
PACK = "rules/saas"
# Of the weights of its onboarding model, so that most accounts of the file change.
CHANGED_FILE, OLD, NEW = "health/onboarding.yaml", "weight: 30", "weight: 45"
LEAST_SHARE = 0.5      # accounts/s of impact, of those of evaluate
MOST_MEGABYTES = 64    # of impact, whatever the file
MOST_OVERHEAD = 2      # processor time of the tests with coverage, of that without
MUTANTS = 200


class Finished:
    """A run of the program: seconds, seconds of processors, largest resident memory in MB."""

    def __init__(self, bench, *arguments):
        begin = time.perf_counter()
        process = subprocess.Popen([bench.build / "bellwether", *map(str, arguments)], cwd=bench.source,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.said = process.stdout.read().decode(errors="replace")
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        self.seconds = time.perf_counter() - begin
        self.processor_seconds = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        if process.returncode != 0:
            raise RuntimeError(f"bellwether {arguments[0]} ended with {process.returncode}: {self.said[-500:]}")


def changed_pack(bench, folder):
    """A copy of the pack with one weight changed."""
    other = folder / "changed"
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(bench.source / PACK, other)
    text = (other / CHANGED_FILE).read_text()
    if OLD not in text:
        raise RuntimeError(f"{CHANGED_FILE} holds no {OLD!r}")
    (other / CHANGED_FILE).write_text(text.replace(OLD, NEW, 1))
    return other


def impact_run(bench, folder, other, accounts):
    run = Finished(bench, "impact", "--from", PACK, "--to", other, "--accounts", folder / "accounts.jsonl", "--as-of",
                   "2026-03-01")
    if f" of {accounts:,} accounts" not in run.said:
        raise RuntimeError(f"impact compared other accounts: {run.said[:500]}")
    return run


def impact(bench):
    accounts = ACCOUNTS // 20 if bench.quick else ACCOUNTS
    folder = write_files(bench, accounts)
    other = changed_pack(bench, folder)
    runs, plain = alternate(bench.rounds(ROUNDS), lambda: impact_run(bench, folder, other, accounts),
                            lambda: OfflineRun(bench, folder, "jsonl", accounts))
    speeds = [accounts / run.seconds for run in runs]
    evaluate = [run.accounts_per_second for run in plain]
    quotient = ratio(speeds, evaluate)
    speed = Row("rules", "`impact` of two packs, accounts/s ÷ accounts/s of `evaluate`, JSON lines", f"≥ {LEAST_SHARE}",
                f"{quotient.text()} ({figure(speeds).text(0)} ÷ {figure(evaluate).text(0)})", quotient.spread(),
                samples={"accounts_per_second": speeds, "evaluate": evaluate})
    largest = max(run.megabytes for run in runs)
    memory = Row("rules", f"largest memory of `impact` over {accounts:,} accounts", f"≤ {MOST_MEGABYTES} MB",
                 f"{largest:.1f} MB")
    return [at_least(speed, quotient.median, LEAST_SHARE), at_most(memory, largest, MOST_MEGABYTES)]


def coverage(bench):
    with_it, without = alternate(bench.rounds(ROUNDS), lambda: Finished(bench, "test", PACK, "--coverage"),
                                 lambda: Finished(bench, "test", PACK))
    quotient = ratio([run.processor_seconds for run in with_it],
                     [run.processor_seconds for run in without])
    row = Row("rules", "`test --coverage`, processor time ÷ that of `test`", f"≤ {MOST_OVERHEAD}", quotient.text(),
              quotient.spread())
    return at_most(row, quotient.median, MOST_OVERHEAD)


def mutants(bench):
    runs = [Finished(bench, "mutate", PACK, "--sample", MUTANTS) for _ in range(bench.rounds(ROUNDS))]
    speeds = figure([MUTANTS / run.seconds for run in runs])
    return Row("rules", "`mutate` of the default pack, mutants/s on all processors", "", speeds.text(0), speeds.spread(0))


def rules(bench):
    return [*impact(bench), coverage(bench), mutants(bench)]
