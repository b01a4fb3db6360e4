"""Rows that are measured inside one process, by bellwether_bench_engine."""

import subprocess
import time

import google_benchmark
from figures import figure, ratio
from row import Row, at_most

ROUNDS = 6
SIZES = (10, 100, 1000)
BY_HAND_NANOSECONDS = 1000
STEPS = (("call/1_decode", "decode the request"), ("call/2_convert", "message to account"),
         ("call/3_bind", "bind to the pack"), ("evaluate/saas", "evaluate"),
         ("call/5_answer_none", "make the answer's message"),
         ("call/6_answer_none_encoded", "make and encode it"))


def rounds(bench, pattern, count=ROUNDS, **options):
    """[{name: Result}], one for each run of the program."""
    program = bench.programs / "bellwether_bench_engine"
    return [google_benchmark.run(program, bench.source, pattern, **options)
            for _ in range(bench.rounds(count))]


def nanoseconds(results, name):
    return [result[name].nanoseconds for result in results]


def against_hand(row, engine, hand):
    """Fills the row's figures. Whether the hand-written function is quick enough to be one."""
    quotient, of_hand = ratio(engine, hand), figure(hand)
    row.measured = f"{quotient.text()} ({figure(engine).text(0)} ns ÷ {of_hand.text(0)} ns)"
    row.spread = quotient.spread()
    row.samples = {"engine_ns": engine, "by_hand_ns": hand}
    if of_hand.median >= BY_HAND_NANOSECONDS:
        row.void = (f"the hand-written function takes {of_hand.text(0)} ns; "
                    f"it must take less than {BY_HAND_NANOSECONDS}")
    return at_most(row, quotient.median, 2)


def by_hand(bench):
    row = Row("by_hand", "all outcomes of rules/saas ÷ the same rules written by hand in C++",
              "≤ 2")
    random = Row("by_hand", "– the same for accounts drawn at random, which lack much", "")
    try:
        results = rounds(bench, "^evaluate/(random_)?(saas|by_hand)$")
    except RuntimeError as reason:  # the two are not equal, for instance
        row.void = str(reason)
        return [row]
    return [against_hand(each, nanoseconds(results, f"evaluate/{kind}saas"),
                         nanoseconds(results, f"evaluate/{kind}by_hand"))
            for each, kind in ((row, ""), (random, "random_"))]


def summary(bench):
    results = rounds(bench, "^(evaluate/saas|evaluate/saas_summary|call/5_answer_.*)$")
    quotient = ratio(nanoseconds(results, "evaluate/saas_summary"),
                     nanoseconds(results, "evaluate/saas"))
    row = Row("summary", "evaluation with what SUMMARY explains ÷ without", "≤ 2",
              quotient.text(), quotient.spread(), samples={"ratios": quotient.samples})
    none = nanoseconds(results, "call/5_answer_none")
    rows = [at_most(row, quotient.median, 2)]
    for level in ("summary", "full"):
        message = ratio(nanoseconds(results, f"call/5_answer_{level}"), none)
        rows.append(Row("summary", f"– message of the answer, {level.upper()} ÷ NONE", "",
                        message.text(), message.spread()))
    return rows


def allocations(bench):
    results = rounds(bench, "^evaluate/saas$", count=1, repetitions=1)
    count = results[0]["evaluate/saas"].counter("allocations")
    row = Row("allocations", "heap allocations of one evaluation", "0", f"{count:g}")
    return [at_most(row, count, 0)]


def components(bench):
    """The whole evaluation by the number of its components, and each further component alone."""
    results = rounds(bench, "^evaluate/components/")
    first = results[0]
    names = [f"evaluate/components/{size}" for size in SIZES]
    counts = [first[name].counter("components") for name in names]
    costs = [[n / count for n in nanoseconds(results, name)] for name, count in zip(names, counts)]
    spans = figure(max(each) / min(each) for each in zip(*costs))
    row = Row("components", "an evaluation, for each of its components: 10 to 1,000, dearest ÷ "
              "cheapest", "≤ 1.2", f"{spans.text()} ("
              + ", ".join(figure(cost).text(1) for cost in costs) + " ns)", spans.spread())
    further = [[(big[i] - small[i]) / (counts[step + 1] - counts[step])
                for i in range(len(results))]
               for step, (small, big) in enumerate(zip(
                   [nanoseconds(results, n) for n in names], [nanoseconds(results, n)
                                                              for n in names[1:]]))]
    grown = ratio(further[1], further[0])
    return [at_most(row, spans.median, 1.2),
            Row("components", "– each further component, 100 to 1,000 ÷ 10 to 100", "",
                f"{grown.text()} (" + ", ".join(figure(f).text(1) for f in further) + " ns)",
                grown.spread())]


def steps(bench):
    """What a call consists of beside gRPC."""
    results = rounds(bench, "^(evaluate/saas|call/.*)$", count=3)
    rows = []
    for name, what in STEPS:
        cost = figure(n / 1000 for n in nanoseconds(results, name))
        rows.append(Row("steps", f"– step of a call: {what}", "", f"{cost.text()} µs",
                        cost.spread()))
    return rows


def check_seconds(bench):
    begin = time.perf_counter()
    subprocess.run([bench.build / "bellwether", "check", "rules/saas"], cwd=bench.source,
                   capture_output=True, timeout=60, check=True)
    return time.perf_counter() - begin


def load(bench):
    cost = figure(n / 1e6 for n in nanoseconds(rounds(bench, "^load/saas$"), "load/saas"))
    row = Row("load", "check and compile rules/saas", "≤ 50 ms", f"{cost.text(1)} ms",
              cost.spread(1), samples={"ms": cost.samples})
    program = figure(check_seconds(bench) * 1000 for _ in range(10))
    return [at_most(row, cost.median, 50),
            Row("load", "– `bellwether check rules/saas` as a program", "",
                f"{program.text(1)} ms", program.spread(1))]
