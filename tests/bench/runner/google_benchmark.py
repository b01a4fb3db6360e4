"""Runs bellwether_bench_engine and reads what it measured."""

import json
import statistics
import subprocess

SECONDS = 300
NANOSECONDS = {"ns": 1.0, "us": 1e3, "ms": 1e6, "s": 1e9}


class Result:
    """One benchmark in one run of the program: nanoseconds of one iteration, and its counters."""

    def __init__(self, entries):
        self.nanoseconds = statistics.median(
            entry["cpu_time"] * NANOSECONDS[entry["time_unit"]] for entry in entries)
        # Of a benchmark with several threads: for one of all their iterations.
        self.real_nanoseconds = statistics.median(
            entry["real_time"] * NANOSECONDS[entry["time_unit"]] for entry in entries)
        self.entries = entries

    def counter(self, name):
        return max(entry[name] for entry in self.entries)


def parse(text):
    """{name: Result}. Raises RuntimeError when a benchmark reports an error."""
    entries = {}
    for entry in json.loads(text)["benchmarks"]:
        if entry.get("error_occurred"):
            raise RuntimeError(f"{entry['name']}: {entry['error_message']}")
        if entry["run_type"] == "iteration":
            entries.setdefault(entry["run_name"], []).append(entry)
    return {name: Result(found) for name, found in entries.items()}


def run(program, source, pattern, repetitions=3, min_time=0.05):
    """Repetitions of all benchmarks are shuffled, so that none has the quiet moments alone."""
    done = subprocess.run(
        [program, f"--benchmark_filter={pattern}", f"--benchmark_repetitions={repetitions}",
         f"--benchmark_min_time={min_time}", "--benchmark_enable_random_interleaving=true",
         "--benchmark_format=json"],
        cwd=source, capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{program} ended with {done.returncode}: {done.stderr.strip()}")
    return parse(done.stdout)
