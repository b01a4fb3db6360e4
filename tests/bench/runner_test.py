"""What scripts/bench makes of the output of its programs. Nothing here measures anything."""

import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER / "runner"), str(FOLDER.parent / "clients")]
import compare  # noqa: E402
import figures  # noqa: E402
import google_benchmark  # noqa: E402
import load  # noqa: E402
import machine  # noqa: E402
import portfolio_rows  # noqa: E402
import program  # noqa: E402
import raw_records  # noqa: E402
import store_rows  # noqa: E402
import table  # noqa: E402
from row import Row, at_least, at_most  # noqa: E402

H2LOAD = """starting benchmark...
finished in 4.00s, 1500.50 req/s, 8.91MB/s
requests: 6002 total, 6130 started, 6002 done, 6002 succeeded, 0 failed, 0 errored, 0 timeout
status codes: 6002 2xx, 0 3xx, 0 4xx, 0 5xx
traffic: 35.64MB (37371234) total, 18.60KB (19046) headers (space savings 96.26%), 35.45MB (37170386) data
"""
REQUEST = load.Request("evaluate", "s/M", 1, "f", 8, 16)
MACHINE = {"revision": "abc", "date": "2026-03-01", "processor": "p", "cores": 2,
           "governor": "performance", "virtual": False, "kernel": "6", "compiler": "c++ 12"}


class Figures(unittest.TestCase):
    def test_the_ratio_is_that_of_pairs(self):
        quotient = figures.ratio([10, 40, 90], [10, 20, 30])
        self.assertEqual((quotient.median, quotient.low, quotient.high), (2, 1, 3))
        self.assertEqual(quotient.spread(1), "1.0–3.0")
        with self.assertRaises(ValueError):
            figures.ratio([1, 2], [1])

    def test_who_begins_alternates(self):
        order = []
        first, second = figures.alternate(3, lambda: order.append("a") or len(order),
                                          lambda: order.append("b") or len(order))
        self.assertEqual("".join(order), "abbaab")
        self.assertEqual((first, second), ([1, 4, 5], [2, 3, 6]))


    def test_each_round_begins_with_another(self):
        order = []
        results = figures.in_turn(3, [lambda name=name: order.append(name) or len(order) for name in "abc"])
        self.assertEqual("".join(order), "abcbcacab")
        self.assertEqual(results, [[1, 6, 8], [2, 4, 9], [3, 5, 7]])

class Compare(unittest.TestCase):
    def test_times_have_a_unit_that_shows_some_digits(self):
        for base, now, text in ((300, 240, "0.80 (300 → 240 ns)"), (9e4, 18e4, "2.00 (90 → 180 µs)"),
                                (2e10, 1e10, "0.50 (20,000 → 10,000 ms)")):
            row = compare.time_change("evaluate", [base] * 3, [now] * 3)
            self.assertEqual((row.what, row.measured), ("evaluate, time", text))


class BesidePandas(unittest.TestCase):
    def test_metrics_that_differ_are_named(self):
        theirs = {"one": [[1.0, 0.5, 2.0], [2.0, None, None]], "two": [[3.0, 1.0, 4.0]]}
        same = {**theirs, "one": [[1.0 + 1e-12, 0.5, 2.0], [2.0, None, None]]}
        self.assertEqual(portfolio_rows.differences(same, theirs), [])
        for other in ([1.1, 0.5, 2.0], [1.0, 0.5, None], [None, None, None]):
            ours = {**same, "one": [other, [2.0, None, None]]}
            self.assertEqual(portfolio_rows.differences(ours, theirs), ["one"])
        self.assertEqual(portfolio_rows.differences({**same, "two": []}, theirs), ["two"])


class Stores(unittest.TestCase):
    def test_a_book_ends_with_last_month(self):
        for date, first in (("2026-11-30", "2026-02-01"), ("2026-01-01", "2025-04-01"), ("2026-10-05", "2026-01-01")):
            self.assertEqual(store_rows.first_month(time.strptime(date, "%Y-%m-%d")), first)

    def test_percentiles(self):
        self.assertEqual(store_rows.percentile(range(1, 101), 0.99), 99)
        self.assertEqual(store_rows.percentile([7], 0.99), 7)

    def test_a_walk_is_over_when_each_account_has_an_answer(self):
        done = store_rows.is_walked(10)
        for counts, expected in (({"pack": 0, "time": 10, "former": 0}, False),
                                 ({"pack": 9, "time": 0, "former": 0}, False),
                                 ({"pack": 9, "time": 5, "former": 1}, False),
                                 ({"pack": 9, "time": 1, "former": 0}, True)):
            self.assertEqual(done(counts), expected)

    def test_moments_are_those_of_the_store(self):
        for moment in ("1970-01-02", "1970-01-02T00:00:00Z", "1970-01-02T01:00:00+01:00"):
            self.assertEqual(raw_records.micros(moment), 86_400_000_000)

    def test_plain_inserts_go_into_the_same_table(self):
        with tempfile.TemporaryDirectory() as place:
            folder = pathlib.Path(place)
            with sqlite3.connect(folder / "store.db") as made:
                made.execute("create table records (tenant text, account text, kind text, id text, known_at bigint,"
                             " at bigint, body text, primary key (tenant, account, kind, id, known_at)) without rowid")
                made.execute("create unique index by_id on records (tenant, kind, id, known_at)")
            made.close()
            (folder / "usage.jsonl").write_text(
                '{"kind":"usage","id":"a-1","account":"a","at":"2026-01-02","known_at":"2026-01-03T10:00:00Z"}\n' * 2)
            self.assertEqual([len(batch) for batch in raw_records.batches_of(folder)], [2])
            self.assertGreater(raw_records.inserts_per_second(folder / "store.db", folder), 0)

    def test_the_table_of_sizes_begins_with_the_smallest_book(self):
        sizes = [store_rows.Measured("PostgreSQL", 10, 1_000, 500.0, 2_000_000, 1.0, 0.25, [], [], 30.0),
                 store_rows.Measured("SQLite", 100, 10_000, 20_000.0, 3_000_000, 1.0, 2.5, [], [], 40.0),
                 store_rows.Measured("SQLite", 10, 1_000, 21_000.0, 1_000_000, 1.0, 0.25, [], [], 35.0)]
        lines = store_rows.sizing(sizes).splitlines()
        self.assertEqual(lines[2], "| SQLite | 10 | 1,000 | 1 MB | 35 MB | 0.2 s | 21,000 |")
        self.assertEqual([line.split(" | ")[1] for line in lines[2:]], ["10", "100", "10"])


class Load(unittest.TestCase):
    def test_output_of_h2load(self):
        self.assertEqual(load.parse(H2LOAD), (1500.5, 6002, 37170386))

    def test_headers_of_a_call(self):
        server = type("Server", (), {"address": "a:1"})
        words = load.command(server, REQUEST, 4, ["authorization: Bearer t"])
        self.assertEqual([words[at + 1] for at, word in enumerate(words) if word == "-H"],
                         ["content-type: application/grpc", "te: trailers", "authorization: Bearer t"])

    def test_a_failed_call_is_no_measurement(self):
        bad = H2LOAD.replace("6002 succeeded, 0 failed", "6001 succeeded, 1 failed")
        with self.assertRaises(load.Unanswered):
            load.parse(bad)

    def test_answers_that_are_errors_are_seen_by_their_bytes(self):
        load.check_bytes(REQUEST, 6002, 6002 * 6193 + 1000, 6188)
        for calls, data in ((6002, 0), (0, 0), (6002, 6002 * 5000)):
            with self.subTest(calls=calls, data=data), self.assertRaises(load.Unanswered):
                load.check_bytes(REQUEST, calls, data, 6188)


class GoogleBenchmark(unittest.TestCase):
    def test_the_median_of_repetitions_in_nanoseconds(self):
        entries = ",".join(
            f'{{"run_name": "x", "run_type": "iteration", "cpu_time": {time}, "time_unit": "us",'
            f' "real_time": {10 * time}, "allocations": {time}}}' for time in (3, 1, 2))
        mean = '{"run_name": "x", "run_type": "aggregate", "cpu_time": 9, "time_unit": "us"}'
        result = google_benchmark.parse(f'{{"benchmarks": [{entries}, {mean}]}}')["x"]
        self.assertEqual((result.nanoseconds, result.real_nanoseconds), (2000, 20000))
        self.assertEqual(result.counter("allocations"), 3)

    def test_an_error_ends_the_run(self):
        with self.assertRaisesRegex(RuntimeError, "x: because"):
            google_benchmark.parse('{"benchmarks": [{"name": "x", "error_occurred": true, '
                                   '"error_message": "because"}]}')


class Tables(unittest.TestCase):
    def setUp(self):
        self.rows = [at_most(Row("a", "first", "≤ 2", "1.50", "1.40–1.60"), 1.5, 2),
                     at_least(Row("b", "second", "≥ 8", "3.00"), 3, 8),
                     Row("b", "– more", "", "x"),
                     Row("c", "third", "≤ 1", void="nobody answers", others=0.5)]

    def test_text(self):
        text = table.text(self.rows, MACHINE)
        self.assertRegex(text, r"first +1\.50 +1\.40–1\.60 +≤ 2 +met\n")
        self.assertRegex(text, r"second +3\.00 +≥ 8 +missed\n")
        self.assertRegex(text, r"– more +x\n")
        self.assertRegex(text, r"third +– +≤ 1 +void\n")
        self.assertIn("c was not measured: nobody answers", text)
        self.assertIn("noisy: c 50%", text)

    def test_the_block_of_the_page_is_replaced(self):
        first, last = table.marks("scripts/bench")
        page = f"before\n{first}\nold\n{last}\nafter\n"
        new = table.replace_block(page, table.markdown(self.rows, MACHINE), "scripts/bench")
        self.assertTrue(new.startswith("before\n") and new.endswith("\nafter\n"))
        self.assertIn("| first | 1.50 | 1.40–1.60 | ≤ 2 | met |", new)
        self.assertNotIn("old", new)
        with self.assertRaises(ValueError):
            table.replace_block("no marks", "", "scripts/bench")
        with self.assertRaises(ValueError):
            table.replace_block(page, "", "scripts/prove")

    def test_docs_have_the_block(self):
        proofs = ("overload", "large", "hostile", "nginx", "replicas", "faults", "soak")
        for name, script in (("performance", "scripts/bench"),
                             *(("reliability", f"scripts/prove {proof}") for proof in proofs)):
            page = (program.SOURCE / f"docs/{name}.md").read_text()
            self.assertIn("new table", table.replace_block(page, "new table", script))


class Machine(unittest.TestCase):
    def test_what_this_process_does_is_not_others(self):
        watch = machine.Watch(lambda: 0)
        self.assertLessEqual(watch.others(), 1)
        described = machine.describe(program.SOURCE, program.BINARY)
        self.assertGreater(described["cores"], 0)
        self.assertNotEqual(described["compiler"], "not known")


class CommandLine(unittest.TestCase):
    def run_bench(self, *arguments):
        return subprocess.run(
            [sys.executable, "-B", FOLDER / "runner/main.py", "--source", program.SOURCE, "--build",
             program.BINARY, *arguments], capture_output=True, text=True, timeout=60, check=False)

    def test_help_lists_the_rows(self):
        said = self.run_bench("--help")
        self.assertEqual(said.returncode, 0)
        for row in ("by_hand", "unary", "silence", "store", "store_full"):
            self.assertIn(row, said.stdout)

    def test_what_cannot_be_measured_is_refused(self):
        for arguments in (["nonsense"], ["unary", "--write-docs"], ["--compare", "HEAD", "unary"],
                          ["--full", "unary"]):
            with self.subTest(arguments=arguments):
                self.assertEqual(self.run_bench(*arguments).returncode, 2)


if __name__ == "__main__":
    program.main()
