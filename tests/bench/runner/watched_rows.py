"""What it costs a call that the server counts it, knows who asks, and writes down what it said."""

import contextlib
import hashlib
import pathlib
import tempfile

import load
from figures import figure, in_turn, ratio
from row import Row
from servers import Server

ROUNDS = 6
SECONDS = 3
TOKEN = "bwt_bench-56789abcdefghijklmnopqrstuvwxyzABCDEFG"
HEADER = f"authorization: Bearer {TOKEN}"
ACCESS = f"tokens: [{{name: bench, roles: [score], sha256: {hashlib.sha256(TOKEN.encode()).hexdigest()}}}]\n"
METRICS = ("--metrics-listen", "127.0.0.1:0")
# One file, which is not packed before the end.
LOG = ("--decision-log-file-bytes", "1024MiB", "--decision-log-file-age", "24h")


def variants(folder):
    """[(what, options, headers)]; the first is what the others are held against."""
    access = folder / "access.yaml"
    access.write_text(ACCESS)
    known = ("--access-file", str(access))

    def logged(name):
        return ("--decision-log", str(folder / name), *LOG)
    return [("nothing of that", (), ()),
            ("metrics", METRICS, ()),
            ("a token", known, (HEADER,)),
            ("a line in the decision log", logged("log"), ()),
            ("all of them", (*METRICS, *known, *logged("all")), (HEADER,))]


def lines_of(folder):
    """Evaluations that a log holds."""
    count = 0
    for file in folder.glob("*.jsonl"):
        with file.open() as lines:
            count += sum(1 for line in lines if '"kind":"evaluation"' in line)
    return count


def watched(bench):
    request = bench.requests()["evaluate"]
    seconds = bench.seconds(SECONDS)
    with tempfile.TemporaryDirectory() as place, contextlib.ExitStack() as stack:
        folder = pathlib.Path(place)
        kinds = variants(folder)
        servers = [stack.enter_context(Server(
            bench.build / "bellwetherd", "--listen", "127.0.0.1:0", "--pack", "rules/saas", *options,
            cwd=bench.source)) for _, options, _ in kinds]
        size = load.ask(bench.programs, servers[0], request)
        for server, (_, _, headers) in zip(servers, kinds):
            load.run(server, request, 1, size, headers)
        before = lines_of(folder / "log")
        samples = in_turn(bench.rounds(ROUNDS), [
            lambda server=server, headers=headers: load.run(server, request, seconds, size, headers)
            for server, (_, _, headers) in zip(servers, kinds)])
        written = lines_of(folder / "log") - before
    return rows_of([what for what, _, _ in kinds], samples, written)


def rows_of(names, samples, written):
    plain = samples[0]
    rows = []
    for what, with_it in zip(names[1:], samples[1:]):
        cost = ratio([one.server_microseconds for one in with_it], [one.server_microseconds for one in plain])
        rate = ratio([one.accounts_per_second for one in with_it], [one.accounts_per_second for one in plain])
        took = [figure(one.server_microseconds for one in of).text(1) for of in (with_it, plain)]
        more = ""
        if what == names[3]:
            share = written / sum(one.calls for one in with_it)
            more = f"; {100 * share:.0f} % of them were written, the others counted"
        rows.append(Row("watched", f"Evaluate with {what} ÷ without: processor time of the server for a call", "",
                        f"{cost.text()} ({took[0]} ÷ {took[1]} µs); requests/s {rate.text()}{more}", cost.spread(),
                        samples={"with": [one.server_microseconds for one in with_it],
                                 "without": [one.server_microseconds for one in plain]}))
    return rows
