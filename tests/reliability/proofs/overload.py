"""More calls than can be answered, and large calls beside small ones."""

from field import Peak, cores
from row import Row, at_least, at_most

TIMES = 4
DEADLINE_MS = 1000
EXPECTED = {"OK", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED"}


def overload(field):
    """The server has a processor of its own, so that the load takes nothing from it."""
    on = cores()
    server_cpu, load_cpus = on if on else (None, None)
    seconds = field.seconds(10)
    with field.server("--rpc-threads", "1", cpus=server_cpu) as server:
        def load(length, **options):
            return field.load(server.address, "explain", length, cpus=load_cpus,
                              deadline_ms=DEADLINE_MS, **options)
        load(1, in_flight=16, connections=4).result()  # memory is there afterwards
        most = load(seconds / 2, in_flight=32, connections=4).result().rate()
        usual = load(3, rate=most / 4, in_flight=1000, connections=4).result()
        before = server.memory()["VmRSS"]
        with Peak(server) as peak:
            flood = load(seconds, rate=TIMES * most, in_flight=50_000, connections=16).result()
        after = load(3, rate=most / 4, in_flight=1000, connections=4).result()
    others = set(flood.codes) - EXPECTED
    goodput = flood.rate(skip=1) / most
    refused = Row("overload", "– what the rest ended with",
                  "RESOURCE_EXHAUSTED or DEADLINE_EXCEEDED", flood.codes_text())
    refused.met = not others
    recovered = Row("overload", "– calls of the second after it that failed, p99 of the next",
                    f"0, ≤ {2 * usual.p99():.1f} ms",
                    f"{after.second(1)['failed']}, {after.second(1).get('p99_ms', 0):.1f} ms")
    recovered.met = (after.second(1)["failed"] == 0 and after.second(1)["ok"] > 0 and
                     after.second(1)["p99_ms"] <= 2 * usual.p99())
    return [
        at_least(Row("overload", f"answers/s at {TIMES} × the most ÷ the most that are answered",
                     "≥ 0.8", f"{goodput:.2f} ({flood.rate(skip=1):,.0f} ÷ {most:,.0f})"),
                 goodput, 0.8),
        refused, recovered,
        Row("overload", "– processors that the load itself took, of one", "",
            f"{flood.busy():.2f}"),
        at_most(Row("overload", "– memory of the server, before and at most", "≤ 256 MB",
                    f"{before:.0f} MB, {peak.megabytes:.0f} MB"), peak.megabytes, 256)]


def large(field):
    """Calls of one account beside batches of the largest size, one after the other without pause."""
    seconds = field.seconds(10)
    with field.server() as server:
        def unary(length):
            return field.load(server.address, "evaluate", length, rate=500, in_flight=1000,
                              connections=4)
        unary(1).result()
        alone = unary(seconds).result()
        # Who sends them would be on another machine: here he has only what is idle of this one.
        batches = field.load(server.address, "largest_batch", seconds + 1, before=("chrt", "-i", "0"),
                             in_flight=4, connections=4, deadline_ms=30_000)
        beside = unary(seconds).result()
        answered = batches.result()
    quotient = beside.p99() / alone.p99()
    row = Row("large", "p99 of Evaluate beside batches of 1,000 ÷ alone", "≤ 3",
              f"{quotient:.1f} ({beside.p99():.1f} ÷ {alone.p99():.1f} ms)")
    failed = Row("large", "– calls that failed, small and large; batches that were answered", "0",
                 f"{beside.failed}, {answered.failed}; {answered.ok:,}")
    failed.met = beside.failed == answered.failed == 0 and answered.ok > 0
    return [at_most(row, quotient, 3), failed]
