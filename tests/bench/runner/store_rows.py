"""Rows of what a server remembers: an invented book is put into its store, asked about, and evaluated as a whole."""

import dataclasses
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import raw_records
from row import Row, at_least, at_most
from rules_rows import PACK, changed_pack
from servers import Server

# Books: some hundred records of each account, all of them in the past.
MONTHS = 9
QUICK, SMALL, USUAL, FULL = 100, 1_000, 10_000, 100_000
SECONDS = 3600             # the longest that a program may take with the largest book
EVALUATE = "bellwether.v1.AccountsService/EvaluateAccount"
HISTORY = "bellwether.v1.AccountsService/GetHistory"
EVALUATE_CALLS, HISTORY_CALLS = 2_000, 300

LEAST_RECORDS = 20_000     # a second
MOST_EVALUATE_MS = 5       # the 99th percentile
MOST_HISTORY_MS = 20       # the median
MOST_ACCOUNT_US = 600      # of the walk by a new pack: 60 s for 100,000 accounts
MOST_MEGABYTES = 500


def first_month(now):
    """The first day of a book whose last month is the one before this."""
    months = now.tm_year * 12 + now.tm_mon - 1 - MONTHS
    return f"{months // 12}-{months % 12 + 1:02d}-01"


def percentile(samples, share):
    ordered = sorted(samples)
    return ordered[math.ceil(share * len(ordered)) - 1]


class Book:
    """Written anew for each run, since it ends with last month."""

    def __init__(self, bench, accounts):
        self.folder = bench.build / f"stored-book-{accounts}"
        self.accounts = accounts
        said = subprocess.run(
            [bench.build / "bellwether", "book", "generate", "--accounts", str(accounts), "--months", str(MONTHS),
             "--start", first_month(time.gmtime()), "--parameters", "rules/simulation/saas.yaml", "--output",
             self.folder, "--force"],
            cwd=bench.source, check=True, timeout=SECONDS, capture_output=True, text=True).stdout
        self.records = int(re.search(r": ([\d,]+) records of ", said).group(1).replace(",", ""))
        self.ids = self.folder / "ids"
        names = {line.split('"account":"', 1)[1].split('"', 1)[0]
                 for line in open(self.folder / "accounts.jsonl", encoding="utf-8")}
        self.ids.write_text("".join(f"{name}\n" for name in sorted(names)))
        self.known = len(names)  # accounts of which there is a record


class StoreServer(Server):
    """One that keeps records in `place`."""

    def __init__(self, bench, place, *options, pack=PACK):
        self._log = tempfile.TemporaryFile()
        try:
            super().__init__(bench.build / "bellwetherd", "--listen", "127.0.0.1:0", "--pack", pack, "--store", place,
                             "--metrics-listen", "127.0.0.1:0", *options, cwd=bench.source, stderr=self._log)
        except RuntimeError as error:
            raise RuntimeError(f"{error} {self.said()}") from error
        self._metrics = re.search(r"serving metrics address=(\S+)", self.said()).group(1)
        self.begin = time.perf_counter()

    def said(self):
        return os.pread(self._log.fileno(), 1 << 20, 0).decode(errors="replace")

    def evaluations(self):
        """{cause: how many accounts}, and under "former" those that wait for the pack."""
        with urllib.request.urlopen(f"http://{self._metrics}/metrics", timeout=60) as answer:
            text = answer.read().decode()
        counts = re.findall(r'^bellwether_continuous_evaluations_total\{cause="(\w+)"\} (\S+)$', text, re.MULTILINE)
        former = re.search(r"^bellwether_continuous_evaluations_of_former_pack (\S+)$", text, re.MULTILINE)
        return {**{cause: float(count) for cause, count in counts}, "former": float(former.group(1))}

    def await_evaluations(self, is_done):
        """Seconds from the start until `is_done` of what `evaluations` says."""
        while True:
            counts = self.evaluations()
            seconds = time.perf_counter() - self.begin
            if is_done(counts):
                return seconds
            if seconds > SECONDS:
                raise RuntimeError(f"accounts evaluated in {seconds:.0f} s: {counts}; {self.said()}")
            time.sleep(min(0.5, 0.02 + seconds / 100))

    def peak_megabytes(self):
        with open(f"/proc/{self.process.pid}/status", encoding="utf-8") as status:
            return int(re.search(r"^VmHWM:\s+(\d+) kB$", status.read(), re.MULTILINE).group(1)) / 1024

    def stop(self):
        super().stop()
        self._log.close()


class SqliteFile:
    """A store in a file of its own, in the folder of the build."""

    name = "SQLite"

    def __init__(self, bench, accounts):
        self._folder = bench.build / f"store-{accounts}"
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        self.file = self._folder / "store.db"
        self.place = f"sqlite:{self.file}"

    def bytes(self):
        return sum(file.stat().st_size for file in self._folder.iterdir())

    def remove(self):
        shutil.rmtree(self._folder)


class Postgres:
    """A store in a server of its own, which writes to the disk before it answers."""

    name = "PostgreSQL"

    def __init__(self, bench):
        self._process = subprocess.Popen(
            [sys.executable, "-B", bench.source / "tests/server/store/postgres_server.py", "--durable"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.place = self._process.stdout.readline().strip()
        if not self.place:
            raise RuntimeError(self._process.communicate()[1].strip() or "PostgreSQL does not start")

    def bytes(self):
        self._process.stdin.write("size\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def remove(self):
        self._process.communicate()


@dataclasses.dataclass
class Measured:
    """What was found with one book in one store."""

    place: str
    accounts: int
    records: int
    records_per_second: float = 0
    bytes: int = 0
    first_seconds: float = 0  # until all of it was evaluated first
    walk_seconds: float = 0   # and again, by a new pack
    evaluate_ms: list = dataclasses.field(default_factory=list)
    history_ms: list = dataclasses.field(default_factory=list)
    peak_megabytes: float = 0

    @property
    def walk_microseconds(self):
        """For each account."""
        return self.walk_seconds / self.accounts * 1e6


def is_evaluated(accounts):
    return lambda counts: counts["data"] >= accounts


def is_walked(accounts):
    """What time has asked for meanwhile is answered by the new pack, too, and not again."""
    return lambda counts: (counts["pack"] > 0 and counts["former"] == 0
                           and counts["pack"] + counts["time"] >= accounts)


def other_pack(bench):
    """The pack with one weight changed, without the tests that would tell."""
    pack = changed_pack(bench, bench.build)
    shutil.rmtree(pack / "tests")
    return pack


def put(bench, server, book):
    """Records a second by the program, from files until the last one is durable."""
    begin = time.perf_counter()
    done = subprocess.run([bench.build / "bellwether", "remote", "put", "--server", server.address, book.folder],
                          cwd=bench.source, timeout=SECONDS, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - begin
    if f"{book.records:,} records stored" not in done.stdout:
        raise RuntimeError(f"not all of {book.records:,} records were put: {done.stdout} {done.stderr}")
    return book.records / seconds


def ask(bench, server, method, book, calls):
    done = subprocess.run([bench.programs / "bellwether_bench_account_calls", server.address, method, book.ids,
                           str(calls)], capture_output=True, text=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{method}: {done.stderr.strip()}")
    return [int(line) / 1000 for line in done.stdout.split()]


def measure(bench, book, place):
    found = Measured(place.name, book.known, book.records)
    with StoreServer(bench, place.place, "--evaluate-continuously=false") as server:
        found.records_per_second = put(bench, server, book)
        found.peak_megabytes = server.peak_megabytes()
    found.bytes = place.bytes()
    with StoreServer(bench, place.place) as server:
        found.first_seconds = server.await_evaluations(is_evaluated(book.known))
        found.evaluate_ms = ask(bench, server, EVALUATE, book, 100 if bench.quick else EVALUATE_CALLS)
        found.history_ms = ask(bench, server, HISTORY, book, 20 if bench.quick else HISTORY_CALLS)
        found.peak_megabytes = max(found.peak_megabytes, server.peak_megabytes())
    with StoreServer(bench, place.place, pack=other_pack(bench)) as server:
        found.walk_seconds = server.await_evaluations(is_walked(book.known))
        found.peak_megabytes = max(found.peak_megabytes, server.peak_megabytes())
    bench.sizes.append(found)
    return found


def replay_seconds(bench, book):
    """Of the program that reads the same records from files and evaluates each account as of now, in one thread."""
    begin = time.perf_counter()
    subprocess.run([bench.build / "bellwether", "baseline", "--pack", PACK, "--book", book.folder, "--as-of",
                    time.strftime("%Y-%m-%d", time.gmtime())],
                   cwd=bench.source, check=True, timeout=SECONDS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begin


def rate_while_evaluating(bench, book):
    place = SqliteFile(bench, "watched")
    with StoreServer(bench, place.place) as server:
        rate = put(bench, server, book)
    place.remove()
    return rate


def put_rows(name, found, plain):
    rows = [at_least(Row(name, f"`remote put` into {found.place}, records/s until they are durable: {found.accounts:,} "
                         f"accounts, {found.records:,} records", f"≥ {LEAST_RECORDS:,}",
                         f"{found.records_per_second:,.0f}"), found.records_per_second, LEAST_RECORDS)]
    if plain is not None:
        rows.append(Row(name, "– the same ÷ plain inserts of the same rows into the same table, 1,000 in a transaction",
                        "", f"{found.records_per_second / plain:.2f} ({found.records_per_second:,.0f} ÷ {plain:,.0f})"))
    return rows


def question_rows(name, found):
    evaluate, history = percentile(found.evaluate_ms, 0.99), statistics.median(found.history_ms)
    samples = {"evaluate_ms": found.evaluate_ms, "history_ms": found.history_ms}
    row = Row(name, f"EvaluateAccount of any account of {found.place}, 99th percentile", f"≤ {MOST_EVALUATE_MS} ms",
              f"{evaluate:.1f} ms", f"median {statistics.median(found.evaluate_ms):.1f} ms", samples=samples)
    return [at_most(row, evaluate, MOST_EVALUATE_MS),
            at_most(Row(name, f"GetHistory of any account, {MONTHS} months week by week", f"≤ {MOST_HISTORY_MS} ms",
                        f"{history:.1f} ms", f"99th percentile {percentile(found.history_ms, 0.99):.1f} ms"), history,
                    MOST_HISTORY_MS)]


def walk_rows(name, found, replay):
    rows = [at_most(Row(name, f"the whole book evaluated by a new pack, for each of {found.accounts:,} accounts",
                        f"≤ {MOST_ACCOUNT_US} µs", f"{found.walk_microseconds:,.0f} µs ({found.walk_seconds:.1f} s)"),
                    found.walk_microseconds, MOST_ACCOUNT_US)]
    if replay is not None:
        rows.append(Row(name, "– the same ÷ reading these records from files and evaluating each account "
                        "(`bellwether baseline`)", "",
                        f"{found.walk_seconds / replay:.1f} ({found.walk_seconds:.1f} s ÷ {replay:.1f} s)"))
    rows.append(Row(name, "– the first evaluation of that book, after all of it was put", "",
                    f"{found.first_seconds:.1f} s"))
    return rows


def memory_rows(name, found):
    return [at_most(Row(name, "– largest memory of the server meanwhile", f"≤ {MOST_MEGABYTES} MB",
                        f"{found.peak_megabytes:.0f} MB"), found.peak_megabytes, MOST_MEGABYTES),
            Row(name, "– disk for each record", "", f"{found.bytes / found.records:,.0f} bytes")]


def in_sqlite(bench, name, accounts):
    """Rows of a book in SQLite, and the book."""
    book = Book(bench, accounts)
    place = SqliteFile(bench, accounts)
    found = measure(bench, book, place)
    plain = raw_records.inserts_per_second(place.file, book.folder)
    place.remove()
    return [*put_rows(name, found, plain), *question_rows(name, found),
            *walk_rows(name, found, replay_seconds(bench, book)), *memory_rows(name, found)], book


def in_postgres(bench, name, book):
    """Lines without targets: those are of SQLite."""
    try:
        place = Postgres(bench)
    except RuntimeError as missing:
        return [Row(name, "– the same with PostgreSQL", "", void=str(missing))]
    try:
        found = measure(bench, book, place)
    finally:
        place.remove()
    what = f"– PostgreSQL, {found.accounts:,} accounts, {found.records:,} records: "
    evaluate, history = percentile(found.evaluate_ms, 0.99), statistics.median(found.history_ms)
    return [Row(name, f"{what}records/s", "", f"{found.records_per_second:,.0f}"),
            Row(name, "– EvaluateAccount, 99th percentile; GetHistory, median", "",
                f"{evaluate:.1f} ms, {history:.1f} ms"),
            Row(name, "– an account evaluated by a new pack", "", f"{found.walk_microseconds:,.0f} µs")]


def store(bench):
    rows, small = in_sqlite(bench, "store", QUICK if bench.quick else USUAL)
    if not bench.quick:
        small = Book(bench, SMALL)
        place = SqliteFile(bench, SMALL)
        measure(bench, small, place)
        place.remove()
    rows.insert(2, Row("store", f"– while the server evaluates what changes, {small.known:,} accounts", "",
                       f"{rate_while_evaluating(bench, small):,.0f}"))
    return rows + in_postgres(bench, "store", small)


def store_full(bench):
    """The book that the targets speak of; half an hour."""
    rows, book = in_sqlite(bench, "store_full", QUICK if bench.quick else FULL)
    shutil.rmtree(book.folder)
    return rows


def sizing(sizes):
    """What was found as a table for whoever has to choose a machine; the smallest book first."""
    lines = ["| store | accounts | records | on disk | memory of the server | evaluating all accounts anew | "
             "records put a second |",
             "| --- | --- | --- | --- | --- | --- | --- |"]
    for one in sorted(sizes, key=lambda found: (found.place != "SQLite", found.records)):
        lines.append(f"| {one.place} | {one.accounts:,} | {one.records:,} | {one.bytes / 1e6:,.0f} MB | "
                     f"{one.peak_megabytes:,.0f} MB | {one.walk_seconds:,.1f} s | {one.records_per_second:,.0f} |")
    return "\n".join(lines)
