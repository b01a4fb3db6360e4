"""What proofs are made with: servers, loads, and what became of them."""

import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import threading

from servers import Server

SECONDS = 60
REQUESTS = ("bench/bellwether_bench_requests", "reliability/bellwether_strain_requests")


class Field:
    """The programs of one build, and how long a proof may take: a share of what is usual, and for the soak
    minutes, if they are given. `cases` are the faults that are wanted; none: all. `kills` are those of a
    database, if they are given; what is drawn follows from `seed`."""

    def __init__(self, source, build, share, minutes=None, cases=(), kills=None, seed=None):
        self.source, self.build, self.share = source, build, share
        self.minutes, self.cases, self.kills = minutes, cases, kills
        self.seed = random.randrange(10**6) if seed is None else seed
        self._requests = None

    def rows_of(self, cases):
        """{name: function (field) -> rows}: the rows of those that are wanted, one after the other."""
        rows = []
        for name, case in cases.items():
            if self.cases and name not in self.cases:
                continue
            print(f"  {name}", file=sys.stderr, flush=True)
            rows += case(self)
        return rows

    def seconds(self, usual):
        """A part of what is usual when it is only to be seen that a proof runs."""
        return max(1.0, usual * self.share)

    def server(self, *arguments, pack="rules/saas", cpus=None, before=(), **options):
        """A bellwetherd; on some processors alone when `cpus` says which. `before` is a command that
        becomes it, `options` are those of subprocess.Popen."""
        pinned = ["taskset", "-c", cpus] if cpus else []
        return Server(*pinned, *before, *self.command(*arguments, pack=pack), cwd=self.source, **options)

    def command(self, *arguments, pack="rules/saas"):
        return [self.build / "bellwetherd", "--pack", pack, "--listen", "127.0.0.1:0", *arguments]

    def request(self, name):
        """(method, file) of a request that is to be sent."""
        if self._requests is None:
            folder = self.build / "requests"
            folder.mkdir(exist_ok=True)
            lines = []
            for program in REQUESTS:
                done = subprocess.run([self.build / program, folder], cwd=self.source,
                                      capture_output=True, text=True, timeout=SECONDS, check=True)
                lines += map(str.split, done.stdout.splitlines())
            self._requests = {line[0]: line for line in lines}
        _, method, _, file = self._requests[name]
        return method, file

    def load(self, target, name, seconds, cpus=None, before=(), **options):
        """A load that has begun; `result()` waits for it. `before` is a command that becomes it."""
        method, file = self.request(name)
        command = ["taskset", "-c", cpus] if cpus else []
        command += [*before, self.build / "reliability/bellwether_load", "--target", target, "--method",
                    method, "--request", file, "--seconds", str(seconds)]
        for option, value in options.items():
            command += [f"--{option.replace('_', '-')}", str(value)]
        return Load(command, seconds)


class Load:
    def __init__(self, command, seconds):
        self.seconds = seconds
        self.process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE,
                                        text=True, env={**os.environ, "GRPC_VERBOSITY": "NONE"})

    def result(self):
        output, _ = self.process.communicate(timeout=self.seconds + SECONDS)
        if self.process.returncode != 0:
            raise RuntimeError(f"the load ended with {self.process.returncode}")
        return Result(json.loads(output))


class Result:
    """The report of a load (load_report.h)."""

    def __init__(self, report):
        self.report = report
        self.codes = report["codes"]

    @property
    def ok(self):
        return self.codes.get("OK", 0)

    @property
    def failed(self):
        return sum(self.codes.values()) - self.ok

    @property
    def sent(self):
        return sum(self.codes.values())

    def wrong(self, right):
        """How many answers are none of {digest: answer}, which calm servers gave."""
        return sum(calls for digest, answers in self.report["answers"].items()
                   for answer, calls in answers.items() if right.get(digest) != answer)

    def p99(self):
        """Milliseconds of the calls that were answered; infinite when none was."""
        latencies = self.report["latency_ms"].get("OK")
        return latencies["p99"] if latencies else float("inf")

    def rate(self, skip=0):
        """Answers a second, without the first `skip` seconds and what came after the load."""
        whole = int(self.report["seconds"])
        rows = [row for row in self.report["timeline"] if skip <= row["second"] < whole]
        return sum(row["ok"] for row in rows) / max(1, len(rows))

    def busy(self):
        """Processors that the load itself took."""
        return self.report["busy_seconds"] / self.report["seconds"]

    def second(self, index):
        for row in self.report["timeline"]:
            if row["second"] == index:
                return row
        return {"ok": 0, "failed": 0}

    def codes_text(self):
        return codes_text(self.codes)


def codes_text(codes):
    return ", ".join(f"{count:,} {code}" for code, count in sorted(codes.items()))


def middle(values):
    """The median of an odd number of them, and how far they are apart."""
    return statistics.median(values), f"{min(values):.2f}–{max(values):.2f}"


class Peak:
    """The largest resident memory of a server while it is watched."""

    def __init__(self, server):
        self.server, self.megabytes = server, 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def _watch(self):
        while not self._over.wait(0.05):
            self.megabytes = max(self.megabytes, self.server.memory()["VmRSS"])

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()


def cores():
    """The processors that a server and a load may have for themselves; None where there is one."""
    free = sorted(os.sched_getaffinity(0))
    return (str(free[0]), ",".join(map(str, free[1:]))) if len(free) > 1 else None


def here():
    return pathlib.Path(__file__).resolve().parent
