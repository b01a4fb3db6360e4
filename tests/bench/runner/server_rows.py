"""Rows that are measured on running servers."""

import subprocess
import time

import load
from figures import alternate, figure, ratio
from row import Row, at_least, at_most
from servers import Server

ROUNDS = 6
SECONDS = 4
SILENT_CALLS = 60
SETTLE_SECONDS = 3


def bellwetherd(bench, source=None, build=None):
    """The server of this tree, or of another one, with that tree's own rules."""
    return Server((build or bench.build) / "bellwetherd", "--listen", "127.0.0.1:0", "--pack",
                  "rules/saas", cwd=source or bench.source)


def null_server(bench, answer_bytes):
    return Server(bench.programs / "bellwether_null_server", answer_bytes, cwd=bench.source)


def measure_alternately(bench, first, second):
    """Both are (server, request, bytes of the answer). Two lists of Samples."""
    seconds = bench.seconds(SECONDS)
    for server, request, size in (first, second):
        load.run(server, request, 1, size)  # connections and memory are there afterwards
    return alternate(bench.rounds(ROUNDS),
                     lambda: load.run(first[0], first[1], seconds, first[2]),
                     lambda: load.run(second[0], second[1], seconds, second[2]))


def rates(samples):
    return [sample.accounts_per_second for sample in samples]


def unary(bench):
    request = bench.requests()["evaluate"]
    with bellwetherd(bench) as real:
        size = load.ask(bench.programs, real, request)
        with null_server(bench, size) as null:
            samples, nulls = measure_alternately(bench, (real, request, size),
                                                 (null, request, size))
    quotient = ratio(rates(samples), rates(nulls))
    row = Row("unary", "Evaluate, requests/s ÷ a null call with the same bytes", "≥ 0.85",
              f"{quotient.text()} ({figure(rates(samples)).text(0)} ÷ "
              f"{figure(rates(nulls)).text(0)})", quotient.spread(),
              samples={"evaluate": rates(samples), "null": rates(nulls)})
    cost = figure(sample.server_microseconds for sample in samples)
    null_cost = figure(sample.server_microseconds for sample in nulls)
    return [at_least(row, quotient.median, 0.85),
            Row("unary", "– processor time of the server for a call, beside the null server's", "",
                f"{cost.text(1)} µs, {null_cost.text(1)} µs", cost.spread(1))]


def many_at_once(bench, name, what, target):
    """Accounts a second in large requests beside those in unary calls, to the same server."""
    row = Row(name, what, f"≥ {target}")
    single, large = bench.requests()["evaluate"], bench.requests()[name]
    with bellwetherd(bench) as server:
        size = load.ask(bench.programs, server, single)
        try:
            large_size = load.ask(bench.programs, server, large)
        except load.Unanswered as reason:
            row.void = str(reason)
            return [row]
        samples, singles = measure_alternately(bench, (server, large, large_size),
                                               (server, single, size))
    quotient = ratio(rates(samples), rates(singles))
    row.measured = (f"{quotient.text(1)} ({figure(rates(samples)).text(0)} ÷ "
                    f"{figure(rates(singles)).text(0)})")
    row.spread = quotient.spread(1)
    row.samples = {name: rates(samples), "evaluate": rates(singles)}
    return [at_least(row, quotient.median, target)]


def batch(bench):
    return many_at_once(bench, "batch", "EvaluateBatch of 256 ÷ unary, accounts/s", 8)


def columns(bench):
    return many_at_once(bench, "columns", "EvaluateColumns of 4,096 ÷ unary, accounts/s", 25)


def start_silence(bench, server, request, calls):
    return subprocess.Popen(
        [bench.programs / "bellwether_bench_silence", server.address, request.method,
         request.file, str(calls)], stdout=subprocess.PIPE, text=True)


def milliseconds(process, calls):
    output, _ = process.communicate(timeout=2 * calls + 60)
    took = [int(line) / 1000 for line in output.split()]
    if process.returncode != 0 or len(took) != calls:
        raise load.Unanswered(f"{len(took)} of {calls} calls after silence were answered")
    return figure(took)


def silence(bench):
    calls = 3 if bench.quick else SILENT_CALLS
    request = bench.requests()["evaluate"]
    with bellwetherd(bench) as real:
        size = load.ask(bench.programs, real, request)
        with null_server(bench, size) as null:
            processes = [start_silence(bench, server, request, calls) for server in (real, null)]
            took, null_took = [milliseconds(process, calls) for process in processes]
    row = Row("silence", f"worst of {calls} calls, each after 1 to 2 s of silence", "≤ 10 ms",
              f"{took.high:.1f} ms", f"median {took.text(1)} ms", samples={"ms": took.samples})
    return [at_most(row, took.high, 10),
            Row("silence", "– the same of the null server", "", f"{null_took.high:.1f} ms",
                f"median {null_took.text(1)} ms")]


def memory(bench):
    with bellwetherd(bench) as server:
        time.sleep(SETTLE_SECONDS)
        idle = server.memory()
        request = bench.requests()["evaluate"]
        load.run(server, request, bench.seconds(SECONDS),
                 load.ask(bench.programs, server, request))
        loaded = server.memory()
    row = Row("memory", "resident memory of an idle server with rules/saas", "≤ 30 MB",
              f"{idle['VmRSS']:.1f} MB", f"{idle['RssAnon']:.1f} MB its own, "
              f"{idle['RssFile']:.1f} MB of files", samples={"idle": idle, "loaded": loaded})
    return [at_most(row, idle["VmRSS"], 30),
            Row("memory", "– the same after load, 128 calls at a time", "",
                f"{loaded['VmRSS']:.1f} MB")]
