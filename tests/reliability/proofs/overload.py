"""More calls than can be answered, and large calls beside small ones."""

import collections

from field import Peak, codes_text, cores, middle
from row import Row, at_least, at_most

TIMES = 4
ROUNDS = 3
DEADLINE_MS = 1000
EXPECTED = {"OK", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED"}


def overload(field):
    """The server has a processor of its own, so that the load takes nothing from it. What it can do is
    measured anew before each flood, for a machine that others use is not always as fast."""
    on = cores()
    server_cpu, load_cpus = on if on else (None, None)
    seconds = field.seconds(6)
    shares, rates, codes, busy = [], [], collections.Counter(), []
    with field.server("--rpc-threads", "1", cpus=server_cpu) as server:
        def load(length, **options):
            return field.load(server.address, "explain", length, cpus=load_cpus,
                              deadline_ms=DEADLINE_MS, **options).result()

        def calm(most):
            return load(3, rate=most / 4, in_flight=1000, connections=4)
        load(1, in_flight=16, connections=4)  # memory is there afterwards
        before = server.memory()["VmRSS"]
        with Peak(server) as peak:
            for _ in range(ROUNDS):
                most = load(seconds / 2, in_flight=32, connections=4).rate()
                usual = calm(most)
                flood = load(seconds, rate=TIMES * most, in_flight=50_000, connections=16)
                after = calm(most)
                shares.append(flood.rate(skip=1) / most)
                rates.append((flood.rate(skip=1), most))
                codes.update(flood.codes)
                busy.append(flood.busy())
    goodput, apart = middle(shares)
    good, most = rates[shares.index(goodput)]
    refused = Row("overload", "– what all of them ended with",
                  "RESOURCE_EXHAUSTED or DEADLINE_EXCEEDED", codes_text(codes))
    refused.met = not set(codes) - EXPECTED
    recovered = Row("overload", "– calls of the second after it that failed, p99 of the next",
                    f"0, ≤ {2 * usual.p99():.1f} ms",
                    f"{after.second(1)['failed']}, {after.second(1).get('p99_ms', 0):.1f} ms")
    recovered.met = (after.second(1)["failed"] == 0 and after.second(1)["ok"] > 0 and
                     after.second(1)["p99_ms"] <= 2 * usual.p99())
    return [
        at_least(Row("overload", f"answers/s at {TIMES} × the most ÷ the most that are answered",
                     "≥ 0.8", f"{goodput:.2f} ({good:,.0f} ÷ {most:,.0f})", apart), goodput, 0.8),
        refused, recovered,
        Row("overload", "– processors that the load itself took, of one", "", f"{max(busy):.2f}"),
        at_most(Row("overload", "– memory of the server, before and at most", "≤ 256 MB",
                    f"{before:.0f} MB, {peak.megabytes:.0f} MB"), peak.megabytes, 256)]


def large(field):
    """Calls of one account beside batches of the largest size, one after the other without pause."""
    seconds = field.seconds(6)
    quotients, pairs, failed, answered = [], [], [0, 0], 0
    with field.server() as server:
        def unary(length):
            return field.load(server.address, "evaluate", length, rate=500, in_flight=1000,
                              connections=4).result()
        unary(1)
        for _ in range(ROUNDS):
            alone = unary(seconds)
            # Who sends them would be on another machine: here he has only what is idle of this one.
            batches = field.load(server.address, "largest_batch", seconds + 1,
                                 before=("chrt", "-i", "0"), in_flight=4, connections=4,
                                 deadline_ms=30_000)
            beside = unary(seconds)
            of_batches = batches.result()
            quotients.append(beside.p99() / alone.p99())
            pairs.append((beside.p99(), alone.p99()))
            failed[0] += beside.failed
            failed[1] += of_batches.failed
            answered += of_batches.ok
    median, apart = middle(quotients)
    high, low = pairs[quotients.index(median)]
    row = Row("large", "p99 of Evaluate beside batches of 1,000 ÷ alone", "≤ 3",
              f"{median:.1f} ({high:.1f} ÷ {low:.1f} ms)", apart)
    none = Row("large", "– calls that failed, small and large; batches that were answered", "0",
               f"{failed[0]}, {failed[1]}; {answered:,}")
    none.met = failed == [0, 0] and answered > 0
    return [at_most(row, median, 3), none]
