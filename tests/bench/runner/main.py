"""scripts/bench: measures Bellwether against what is physically there. See docs/performance.md."""

import argparse
import pathlib
import shutil
import signal
import subprocess
import sys

import compare
import engine_rows
import load
import machine
import offline_rows
import portfolio_rows
import rules_rows
import server_rows
import servers
import store_rows
import table
import watched_rows

ROWS = {
    "by_hand": engine_rows.by_hand,
    "summary": engine_rows.summary,
    "allocations": engine_rows.allocations,
    "components": engine_rows.components,
    "load": engine_rows.load,
    "steps": engine_rows.steps,
    "offline": offline_rows.offline,
    "portfolio": portfolio_rows.portfolio,
    "rules": rules_rows.rules,
    "unary": server_rows.unary,
    "batch": server_rows.batch,
    "columns": server_rows.columns,
    "memory": server_rows.memory,
    "silence": server_rows.silence,
    "watched": watched_rows.watched,
    "store": store_rows.store,
}
# Those that are measured when they are named, and with --full.
LONG_ROWS = {
    "store_full": store_rows.store_full,
}
SIZING = ("<!-- sizing -->", "<!-- /sizing -->")


class Bench:
    """What rows are measured with."""

    def __init__(self, source, build, quick):
        self.source, self.build, self.quick = source, build, quick
        self.programs = build / "bench"
        self.sizes = []  # what store_rows has measured
        self._requests = None

    def rounds(self, usual):
        return 2 if self.quick else usual

    def seconds(self, usual):
        return 1 if self.quick else usual

    def requests(self):
        if self._requests is None:
            self._requests = load.write_requests(self.programs, self.build / "requests",
                                                 self.source)
        return self._requests


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="Measures ratios within one run and prints a table. "
        "All rows take about ten minutes; the machine should do nothing else meanwhile.",
        epilog=f"rows: {' '.join(ROWS)}; and those that take half an hour: {' '.join(LONG_ROWS)}")
    parser.add_argument("rows", nargs="*", metavar="ROW", help="default: all")
    parser.add_argument("--compare", metavar="BASE", help="a revision of git: build it beside this "
                        "one, and report what changed")
    parser.add_argument("--full", action="store_true", help="all rows, those too that take half an hour")
    parser.add_argument("--quick", action="store_true",
                        help="few and short rounds: to see that it runs, not to measure")
    parser.add_argument("--write-docs", action="store_true",
                        help="put the table into docs/performance.md, and that of sizes into "
                        "docs/operate.md")
    parser.add_argument("--source", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    known = {**ROWS, **LONG_ROWS}
    unknown = [name for name in options.rows if name not in known]
    if unknown:
        parser.error(f"no such row: {' '.join(unknown)}; there are: {' '.join(known)}")
    if options.full and options.rows:
        parser.error("--full takes no rows: it has all of them")
    if options.write_docs and (options.rows or options.quick or options.compare):
        parser.error("--write-docs goes with a full run of all rows")
    if options.compare and options.rows:
        parser.error("--compare takes no rows")
    return options


def measure(bench, names):
    rows = []
    for index, name in enumerate(names):
        print(f"[{index + 1}/{len(names)}] {name}", file=sys.stderr, flush=True)
        watch = machine.Watch(servers.processor_seconds_of_all)
        measured = {**ROWS, **LONG_ROWS}[name](bench)
        others = watch.others()
        for row in measured:
            row.others = others
        rows += measured
    return rows


def write_docs(source, bench, rows, on):
    page = source / "docs/performance.md"
    page.write_text(table.replace_block(page.read_text(), table.markdown(rows, on), "scripts/bench"))
    page = source / "docs/operate.md"
    if page.exists() and SIZING[0] in page.read_text():
        page.write_text(table.replace_between(page.read_text(), *SIZING, store_rows.sizing(bench.sizes)))


def run(options):
    bench = Bench(options.source, options.build, options.quick)
    on = machine.describe(options.source, options.build)
    if options.compare:
        print(compare.run(bench, options.compare, on))
        return 0
    rows = measure(bench, options.rows or [*ROWS, *(LONG_ROWS if options.full else ())])
    print(table.text(rows, on))
    results = options.build / "results.json"
    results.write_text(table.as_json(rows, on))
    print(f"figures: {results.relative_to(options.source)}")
    if bench.sizes:
        print(store_rows.sizing(bench.sizes))
    if options.write_docs:
        write_docs(options.source, bench, rows, on)
    return 0


def main():
    options = parse(sys.argv[1:])
    if not shutil.which("h2load"):
        print("scripts/bench: h2load is missing; it is in Debian's nghttp2-client", file=sys.stderr)
        return 1
    # A run that is ended ends its servers, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return run(options)
    except (RuntimeError, load.Unanswered, subprocess.SubprocessError) as error:
        print(f"scripts/bench: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
