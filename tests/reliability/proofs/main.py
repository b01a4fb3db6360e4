"""scripts/prove: what the server bears, with figures. See docs/reliability.md."""

import argparse
import os
import pathlib
import signal
import subprocess
import sys

os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # that a handshake fails is what a case is about
TESTS = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(TESTS / "bench/runner"), str(TESTS / "clients"), str(TESTS / "e2e")]

import grpc  # noqa: E402

import caller_faults  # noqa: E402
import enemies  # noqa: E402
import faults  # noqa: E402
import kept_faults  # noqa: E402
import kills  # noqa: E402
import life  # noqa: E402
import machine  # noqa: E402
import overload  # noqa: E402
import servers  # noqa: E402
import soak  # noqa: E402
import store_faults  # noqa: E402
import table  # noqa: E402
from field import Field  # noqa: E402

FAULTS = {**faults.CASES, **kept_faults.CASES, **caller_faults.CASES}
PROOFS = {
    "overload": overload.overload,
    "large": overload.large,
    "hostile": enemies.bare,
    "nginx": enemies.behind_nginx,
    "replicas": life.replicas,
    "faults": lambda field: field.rows_of(FAULTS),
    "kills": kills.kills,
    "store": store_faults.store,
    "soak": soak.soak,
}
CASES = [*FAULTS, *store_faults.CASES]
QUICK = 0.1


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="scripts/prove", description="Puts a running server under strain and says what it "
        "bears. All proofs take some half an hour, ten minutes of it the soak.",
        epilog="proofs: " + " ".join(PROOFS))
    parser.add_argument("proofs", nargs="*", metavar="PROOF", help="default: all")
    parser.add_argument("--quick", action="store_true",
                        help="a tenth of the time: to see that it runs, not to prove")
    parser.add_argument("--times", type=float, default=1.0, metavar="N",
                        help="N times as long: a soak of hours")
    parser.add_argument("--minutes", type=float, metavar="N", help="of the soak, in place of ten")
    parser.add_argument("--case", action="append", default=[], choices=CASES, metavar="CASE",
                        help="of the proofs faults and store, this one alone; may be given again: " + " ".join(CASES))
    parser.add_argument("--kills", type=int, metavar="N", help=f"of each database, in place of {kills.KILLS}")
    parser.add_argument("--seed", type=int, metavar="N", help="of what kills draws; drawn, if not given")
    parser.add_argument("--write-docs", action="store_true",
                        help="put the tables of these proofs into docs/reliability.md")
    parser.add_argument("--source", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--build", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    unknown = [name for name in options.proofs if name not in PROOFS]
    if unknown:
        parser.error(f"no such proof: {' '.join(unknown)}; there are: {' '.join(PROOFS)}")
    if options.write_docs and (options.quick or options.case):
        parser.error("--write-docs goes with whole proofs")
    return options


def prove(field, names):
    """{name: rows}"""
    proved = {}
    for index, name in enumerate(names):
        print(f"[{index + 1}/{len(names)}] {name}", file=sys.stderr, flush=True)
        proved[name] = PROOFS[name](field)
    return proved


def write_docs(page, proved, on):
    text = page.read_text()
    for name, rows in proved.items():
        text = table.replace_block(text, table.markdown(rows, on), f"scripts/prove {name}")
    page.write_text(text)


def run(options):
    field = Field(options.source, options.build, QUICK if options.quick else options.times,
                  minutes=options.minutes, cases=options.case, kills=options.kills, seed=options.seed)
    on = machine.describe(options.source, options.build)
    proved = prove(field, options.proofs or list(PROOFS))
    rows = [row for of_proof in proved.values() for row in of_proof]
    print(table.text(rows, on))
    if options.write_docs:
        write_docs(options.source / "docs/reliability.md", proved, on)
    return 0 if all(row.met or not row.target for row in rows) else 1


def main():
    options = parse(sys.argv[1:])
    # A run that is ended ends its servers, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        return run(options)
    except (RuntimeError, subprocess.SubprocessError, grpc.RpcError) as error:
        print(f"scripts/prove: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
