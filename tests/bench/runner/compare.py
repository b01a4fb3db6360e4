"""Another revision beside this one: built with the same flags, measured in the same rounds.

Each has its own rules and, for the engine, its own account; servers are asked with the requests of
this tree. What one of the two cannot answer is void.
"""

import pathlib
import subprocess
import sys

import google_benchmark
import load
import machine
import server_rows
import servers
from figures import alternate, figure, ratio
from row import Row
import table

ROUNDS = 5
ENGINE = "bellwether_bench_engine"


def git(source, *arguments):
    done = subprocess.run(["git", "-C", str(source), *arguments], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise RuntimeError(f"git {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def check_out(source, folder, revision):
    """The revision in a folder of its own; one that is there already is used again."""
    if not folder.exists():
        git(source, "worktree", "prune")
        git(source, "worktree", "add", "--detach", str(folder), revision)


def build(source, folder):
    """Builds what both revisions can be compared by. Whether the engine's benchmarks are there."""
    has_engine = (source / "tests/bench/evaluate_benchmarks.cc").exists()
    targets = ["bellwetherd"] + ([ENGINE] if has_engine else [])
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "build.log"
    print(f"building {source}: {log}", file=sys.stderr, flush=True)
    with open(log, "w", encoding="utf-8") as output:
        for command in (["cmake", "-S", source, "-B", folder, "-G", "Ninja",
                         "-DCMAKE_BUILD_TYPE=Release", "-DBELLWETHER_BENCH=ON"],
                        ["cmake", "--build", folder, "-j2", "--target", *targets]):
            if subprocess.run(command, stdout=output, stderr=output, check=False).returncode != 0:
                raise RuntimeError(f"the other revision does not build here; see {log}")
    return has_engine


def change(name, base, now, unit):
    quotient = ratio(now, base)
    return Row("compare", name, "", f"{quotient.text()} ({figure(base).text(0)} → "
               f"{figure(now).text(0)} {unit})", quotient.spread(),
               samples={"base": base, "now": now})


def time_change(name, base, now):
    """Of nanoseconds, in the unit in which they have some digits and not too many."""
    size, unit = next(((size, unit) for size, unit in ((1, "ns"), (1e3, "µs"))
                       if figure(now).median < 1e4 * size), (1e6, "ms"))
    return change(f"{name}, time", [t / size for t in base], [t / size for t in now], unit)


def engine_changes(bench, base_source, base_build):
    programs = ((base_build / "bench" / ENGINE, base_source), (bench.programs / ENGINE, bench.source))
    base, now = alternate(bench.rounds(ROUNDS),
                          *(lambda p=program, s=source: google_benchmark.run(p, s, ".")
                            for program, source in programs))
    names = sorted(name for name in now[0] if name in base[0])
    return [time_change(name, [result[name].nanoseconds for result in base],
                        [result[name].nanoseconds for result in now]) for name in names]


def server_changes(bench, base_source, base_build):
    rows = []
    with (server_rows.bellwetherd(bench, base_source, base_build) as base,
          server_rows.bellwetherd(bench) as now):
        for request in bench.requests().values():
            try:
                sizes = [load.ask(bench.programs, server, request) for server in (base, now)]
            except load.Unanswered as reason:
                rows.append(Row("compare", request.name, "", void=str(reason)))
                continue
            before, after = server_rows.measure_alternately(
                bench, (base, request, sizes[0]), (now, request, sizes[1]))
            rows.append(change(f"{request.name}, accounts/s", server_rows.rates(before),
                               server_rows.rates(after), "1/s"))
            rows.append(change(f"{request.name}, server's processor time of a call",
                               [sample.server_microseconds for sample in before],
                               [sample.server_microseconds for sample in after], "µs"))
    return rows


def run(bench, revision, on):
    commit = git(bench.source, "rev-parse", "--short=12", "--verify", revision + "^{commit}")
    folder = pathlib.Path(bench.build.parent) / "compare" / commit
    check_out(bench.source, folder / "source", commit)
    has_engine = build(folder / "source", folder / "build")
    watch = machine.Watch(servers.processor_seconds_of_all)
    rows = engine_changes(bench, folder / "source", folder / "build") if has_engine else [
        Row("compare", "engine", "", void=f"{revision} has no engine benchmarks")]
    rows += server_changes(bench, folder / "source", folder / "build")
    for row in rows:
        row.others = watch.others()
    (bench.build / "compare.json").write_text(table.as_json(rows, {**on, "base": commit}))
    return f"{revision} ({commit}) → this tree; below 1 is less\n\n" + table.text(rows, on)
