"""Starts a server on a pack that changes, has it asked, and judges what came of it.

  python3 reload_storm.py --build build/release [--rate N] [--quiet S] [--storm S] [--write-docs]
                          [--without-times]

Exit code 1 when a claim does not hold. `--without-times` judges what a slow machine cannot change.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(SOURCE / "tests/bench/runner"))

from machine import DISTURBED, Watch, describe  # noqa: E402
from servers import Server  # noqa: E402

PACK = "rules/saas"
FILE = "health/customer.yaml"
DOCS = SOURCE / "docs/reliability.md"
# Where figures go: those of times, and those of runs that judge none.
BEGIN = {False: "<!-- figures of scripts/reload_storm -->\n", True: "<!-- figures of scripts/reload_storm --tsan -->\n"}
END = "<!-- end -->\n"
MOST_STALE_MS = 2000
MOST_P99_RATIO = 2


def copy_without_version(folder):
    """The pack, ready to be given a version of each edition."""
    shutil.copytree(SOURCE / PACK, folder, ignore=shutil.ignore_patterns("book", "accounts"))
    pack = folder / "pack.yaml"
    lines = pack.read_text().splitlines(keepends=True)
    pack.write_text("".join(line for line in lines if not line.startswith("version:")))


def run_storm(build, options):
    """What bellwether_reload_storm printed, and its exit code."""
    with tempfile.TemporaryDirectory() as top:
        folder, link = pathlib.Path(top, "original"), pathlib.Path(top, "pack")
        copy_without_version(folder)
        storm = subprocess.Popen(
            [build / "bench/bellwether_reload_storm", folder, link, FILE,
             str(options.rate), str(options.quiet), str(options.storm)],
            cwd=SOURCE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            if storm.stdout.readline() != "prepared\n":
                raise SystemExit("the pack could not be prepared")
            with Server(build / "bellwetherd", "--pack", link, "--listen", "127.0.0.1:0",
                        cwd=SOURCE) as server:
                output, _ = storm.communicate(server.address + "\n")
        finally:
            if storm.poll() is None:
                storm.kill()
                storm.wait()
    return {name: int(value) for name, value in map(str.split, output.splitlines())}, storm.returncode


def milliseconds(microseconds):
    return f"{microseconds / 1000:.2f} ms"


def claims(figures):
    """[(claim, what was seen, whether it holds, whether it is about time)]"""
    ratio = figures["storm_p99_us"] / max(1, figures["quiet_p99_us"])
    return [
        ("no call fails", f"{figures['failed']} of {figures['storm_calls']:,}", figures["failed"] == 0, False),
        ("each answer is by exactly one pack", f"{figures['inconsistent']} were not",
         figures["inconsistent"] + figures["never_on_disk"] == 0, False),
        ("what is valid is live within 2 s", f"the stalest answer was {figures['stalest_ms']} ms behind, "
         f"the last pack live after {figures['last_live_ms']} ms",
         max(figures["stalest_ms"], figures["last_live_ms"]) <= MOST_STALE_MS, True),
        ("p99 at most twice that without changes",
         f"{milliseconds(figures['storm_p99_us'])} and {milliseconds(figures['quiet_p99_us'])}: {ratio:.2f} times",
         ratio <= MOST_P99_RATIO, True),
    ]


def ground(figures, options):
    seen = describe(SOURCE, options.build.resolve())
    virtual = ", virtual" if seen["virtual"] else ""
    others = figures["others_percent"]
    disturbed = f" Others took {others} % of them: times are not to be trusted." if others > 100 * DISTURBED else ""
    return f"{seen['date']}, {seen['cores']} cores of {seen['processor']}{virtual}.{disturbed}"


def table(figures, options):
    rows = ["| claim | seen | holds |", "| --- | --- | --- |"]
    judged = [row for row in claims(figures) if not (row[3] and options.without_times)]
    rows += [f"| {claim} | {seen} | {'yes' if holds else '**no**'} |" for claim, seen, holds, _ in judged]
    if not options.without_times:
        rows += ["", *latencies(figures)]
    of = f", a quarter of the {figures['most']:,} that are answered at most" if "most" in figures else ""
    return "\n".join([
        f"{figures['rate']} calls a second{of}: `Evaluate` at FULL, `{PACK}` with its tests; {figures['changes']} changes, "
        f"{figures['invalid']} of them invalid; {figures['editions_on_disk']} editions were valid, "
        f"{figures['editions_answering']} of them answered. {ground(figures, options)}", "",
        *rows, ""])


def latencies(figures):
    return ["| latency | without changes | with changes |", "| --- | --- | --- |",
            *(f"| {name} | {milliseconds(figures['quiet_' + key])} | {milliseconds(figures['storm_' + key])} |"
              for name, key in (("p50", "p50_us"), ("p99", "p99_us"), ("p99.9", "p999_us")))]


def write_docs(text, begin):
    page = DOCS.read_text()
    before, rest = page.split(begin)
    DOCS.write_text(before + begin + text + END + rest.split(END, 1)[1])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--rate", type=int, default=0,
                        help="calls a second; default: a quarter of what the server answers at most")
    parser.add_argument("--quiet", type=int, default=20)
    parser.add_argument("--storm", type=int, default=60)
    parser.add_argument("--write-docs", action="store_true")
    parser.add_argument("--without-times", action="store_true")
    options = parser.parse_args()
    watch = Watch(lambda: 0)  # all that is ours has ended when it is asked
    figures, code = run_storm(options.build.resolve(), options)
    figures["others_percent"] = round(100 * watch.others())
    text = table(figures, options)
    print(text)
    if options.write_docs:
        write_docs(text, BEGIN[options.without_times])
    failed = [claim for claim, _, holds, timed in claims(figures)
              if not holds and not (timed and options.without_times)]
    for claim in failed:
        print(f"does not hold: {claim}", file=sys.stderr)
    return 1 if failed or code else 0


if __name__ == "__main__":
    sys.exit(main())
