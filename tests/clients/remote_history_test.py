"""An account that a server knows at past moments, printed as one of a book is, and where its changes come from."""

import csv
import io
import json
import pathlib
import tempfile

from program import ProgramTest, Server, main, run

SAAS = "rules/saas"
BOOK = f"{SAAS}/book"
RANGE = ("--from", "2025-09-01", "--to", "2025-11-20")
GOOD, FAILED, USAGE, PACK_INVALID, OVER_BUDGET, INPUT_REFUSED = 0, 1, 2, 3, 4, 5


class RemoteHistoryTest(ProgramTest):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.server = Server(SAAS, "--store", f"sqlite:{pathlib.Path(folder.name) / 'store.db'}")
        cls.addClassCleanup(lambda: cls.server.stop())
        put = run("remote", "put", "--server", cls.server.address, BOOK)
        assert put.code == GOOD, put.err

    def ask(self, *arguments, code=GOOD):
        result = run("remote", "history", "--server", self.server.address, *arguments)
        self.assertEqual(result.code, code, result.err)
        return result

    def rows(self, *arguments):
        return [json.loads(line) for line in self.ask(*arguments, "--format", "jsonl").out.splitlines()]

    def test_prints_what_the_book_prints(self):
        # Of one moment: `history` tells each moment the band before, and a server's moments stand for themselves.
        for as_of in ("2025-09-01", "2025-11-20"):
            for form in ("table", "json", "jsonl", "csv"):
                columns = ("--select", "health.primary, health.primary.score, health.primary.band, "
                           "health.primary.coverage, flags.raised, graduation.decision, extension.decision")
                here = run("history", "--pack", SAAS, "--book", BOOK, "--account", "iris", "--from", as_of,
                           "--as-of", as_of, "--format", form, *columns)
                self.assertEqual(here.code, GOOD, here.err)
                there = self.ask("--account", "iris", "--from", as_of, "--to", as_of, "--format", form, *columns)
                self.assertEqual(there.out, here.out)

    def test_steps_count_back_from_the_last_moment(self):
        rows = self.rows("--account", "iris", *RANGE, "--step", "20d")
        self.assertEqual([row["as_of"][:10] for row in rows],
                         ["2025-09-01", "2025-09-21", "2025-10-11", "2025-10-31", "2025-11-20"])

    def test_a_row_says_what_became_of_the_score(self):
        rows = self.rows("--account", "iris", *RANGE, "--step", "10d")
        self.assertIsNone(rows[0]["change"])
        told = 0
        for before, after in zip(rows, rows[1:]):
            score = "health.primary.score"
            same_model = before["health.primary"] == after["health.primary"]
            if same_model and None not in (before[score], after[score]) and before[score] != after[score]:
                self.assertRegex(after["change"], r"^[+−][\d.]+: \w+ [+−]")
                told += 1
        self.assertGreater(told, 0)

    def test_all_pages_are_read(self):
        rows = self.rows("--account", "iris", "--to", "2026-03-01", "--step", "1d")
        self.assertGreater(len(rows), 100)

    def test_on_change_looks_where_records_begin_to_count(self):
        days = [row["as_of"] for row in self.rows("--account", "iris", *RANGE, "--on-change")]
        self.assertEqual(days, sorted(set(days)))
        self.assertGreater(len(days), 5)

    def test_changes_are_told_line_by_line(self):
        text = self.ask("--account", "iris", *RANGE, "--step", "20d", "--changes").out
        self.assertIn("iris  as of 2025-09-01 → 2025-09-21", text)
        self.assertIn("Records that count since", text)
        self.assertRegex(text, r"health/\w+\.yaml:\d+")
        answers = json.loads(self.ask("--account", "iris", *RANGE, "--step", "20d", "--changes",
                                      "--format", "json").out)
        self.assertEqual(len(answers), 5)
        self.assertNotIn("change", answers[0])
        lines = [line for one in answers for model in one.get("change", {}).get("models", [])
                 for line in model["lines"]]
        self.assertIn("kind", lines[0])

    def test_csv_has_a_header_and_a_line_a_moment(self):
        table = list(csv.DictReader(io.StringIO(self.ask("--account", "iris", *RANGE, "--format", "csv").out)))
        self.assertEqual(len(table), 12)
        self.assertEqual(list(table[0])[:2], ["as_of", "health.primary"])
        self.assertEqual(list(table[0])[-1], "change")

    def test_says_what_is_wrong(self):
        self.assertIn("`nobody`", self.ask("--account", "nobody", code=USAGE).err)
        wrong = self.ask("--account", "iris", "--from", "2026-01-02", "--to", "2026-01-01", "--step", "9999d",
                         code=USAGE).err
        self.assertIn("from", wrong)
        self.assertIn("step_days", wrong)
        self.assertIn("--select", self.ask("--account", "iris", "--select", "nowhere", code=USAGE).err)
        self.assertIn("--changes", self.ask("--account", "iris", "--changes", "--format", "csv", code=USAGE).err)
        both = self.ask("--account", "iris", "--on-change", "--step", "7d", code=USAGE).err
        self.assertIn("--on-change", both)

    def test_a_server_without_a_store_says_so(self):
        with Server(SAAS) as plain:
            result = run("remote", "history", "--server", plain.address, "--account", "iris")
        self.assertEqual(result.code, USAGE)
        self.assertIn("it was started without --store", result.err)


if __name__ == "__main__":
    main()
