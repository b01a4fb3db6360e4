"""An invented book: the same bytes for the same seed, good unless it is to be messy, with its truth."""

import json
import hashlib

import program
from program import ProgramTest, run

GOOD, USAGE, REFUSED = 0, 2, 5
PARAMETERS = "rules/simulation/saas.yaml"
FILES = ["accounts", "activities", "assignments", "contracts", "costs", "milestones", "onboarding",
         "opportunities", "revenue", "surveys", "tickets", "usage", "values"]


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


class BookGenerate(ProgramTest):
    def generate(self, name, *arguments, accounts=60, code=GOOD):
        folder = self.folder / name
        result = run("book", "generate", "--accounts", accounts, "--parameters", PARAMETERS, "--output", folder,
                     *arguments)
        self.assertEqual(result.code, code, result.err)
        return folder, result

    def check(self, folder, code=GOOD):
        result = run("book", "check", folder, "--format", "json")
        self.assertEqual(result.code, code, result.err)
        return json.loads(result.out)

    def test_writes_a_good_book_and_its_truth(self):
        folder, result = self.generate("book")
        self.assertEqual(sorted(path.name for path in folder.iterdir()),
                         sorted([f"{name}.jsonl" for name in FILES] + ["truth.json"]))
        self.assertIn("records of 60 accounts in 13 files, 2023-01-01 to 2025-12-31", result.out)
        report = self.check(folder)
        self.assertEqual((report["accounts"], report["doubts"], report["refused"]["count"], report["not_read"]),
                         (60, [], 0, []))
        self.assertIn("Nothing was refused, nothing is doubtful.", run("book", "check", folder).out)
        truth = json.loads((folder / "truth.json").read_text())
        self.assertEqual(truth["book"]["from"], "2023-01-01")
        self.assertEqual(truth["days_to_value"]["within_30"]["retained_after_first_term"], 0.96)
        self.assertEqual(truth["churn_reasons"]["price"], 0.2)
        self.assertEqual(truth["parameters"], (program.SOURCE / PARAMETERS).read_text())
        self.assertEqual(truth["experiments"][1], {"experiment": "preparation_video", "arm": "variation",
                                                   "share_of_enrolled": 0.5, "days_to_value_faster": 12})

    def test_every_record_is_one_that_a_pack_can_be_asked_about(self):
        folder, _ = self.generate("book")
        signals, words = set(), set()
        for line in (folder / "accounts.jsonl").read_text().splitlines():
            record = json.loads(line)
            signals |= set(record.get("signals", {}))
            words |= {(key, record[key]) for key in ("segment", "stage", "cadence") if key in record}
        account = {"id": "a", "signals": {name: None for name in signals}}
        for key, word in words:
            account[key] = word
            accounts = self.file("account.json", json.dumps(account))
            evaluated = run("evaluate", "--pack", "rules/saas", "--accounts", accounts, "--as-of", "2025-01-01")
            self.assertEqual(evaluated.code, GOOD, evaluated.err)

    def test_the_same_seed_is_the_same_book(self):
        one, _ = self.generate("one", "--seed", 7)
        two, _ = self.generate("two", "--seed", 7)
        other, _ = self.generate("other", "--seed", 8)
        self.assertEqual(digests(one), digests(two))
        self.assertNotEqual(digests(one), digests(other))

    def test_threads_change_no_byte(self):
        one, _ = self.generate("one", "--threads", 1, "--messy", 0.05)
        many, _ = self.generate("many", "--threads", 5, "--messy", 0.05)
        self.assertEqual(digests(one), digests(many))

    def test_accounts_know_nothing_of_each_other(self):
        few, _ = self.generate("few", accounts=20)
        many, _ = self.generate("many", accounts=60)
        for name in FILES:
            self.assertTrue((many / f"{name}.jsonl").read_text().startswith((few / f"{name}.jsonl").read_text()), name)

    def test_start_and_months(self):
        folder, result = self.generate("book", "--start", "2024-03-01", "--months", 12)
        self.assertIn("2024-03-01 to 2025-02-28", result.out)
        days = [json.loads(line)["at"][:10] for line in (folder / "revenue.jsonl").read_text().splitlines()]
        self.assertGreaterEqual(min(days), "2024-03-01")
        self.assertLess(max(days), "2025-03-01")

    def test_a_messy_book_is_found_out(self):
        folder, _ = self.generate("book", "--messy", 0.02, accounts=150)
        result = run("book", "check", folder)
        self.assertEqual(result.code, REFUSED)
        self.assertIn("refused", result.out)
        report = self.check(folder, code=REFUSED)
        self.assertGreater(report["refused"]["count"], 0)
        self.assertLessEqual({"orphan", "duplicate", "known_early", "overlapping_terms"},
                             {doubt["code"] for doubt in report["doubts"]})

    def test_a_folder_that_holds_files_is_left_alone(self):
        folder, _ = self.generate("book")
        kept = self.file("book/notes.txt", "mine")
        _, result = self.generate("book", code=USAGE)
        self.assertIn("holds files already", result.err)
        before = digests(folder)
        self.generate("book", "--force", "--seed", 2)
        self.assertNotEqual(digests(folder), before)
        self.assertEqual(kept.read_text(), "mine")
        self.assertEqual(self.check(folder)["doubts"], [])

    def test_mistakes_of_parameters_have_a_place(self):
        text = (program.SOURCE / PARAMETERS).read_text()
        path = self.file("mine.yaml", text.replace("growth:", "grwoth:"))
        result = run("book", "generate", "--accounts", 5, "--parameters", path, "--output", self.folder / "book")
        self.assertEqual(result.code, REFUSED)
        self.assertIn("unknown key `grwoth`", result.err)
        self.assertIn("did you mean `growth`?", result.err)
        self.assertFalse((self.folder / "book").exists())
        missing = run("book", "generate", "--accounts", 5, "--parameters", "nowhere.yaml", "--output",
                      self.folder / "book")
        self.assertEqual(missing.code, REFUSED)
        self.assertIn("nowhere.yaml", missing.err)

    def test_wrong_numbers_are_usage(self):
        for arguments in (["--accounts", 0], ["--months", 0], ["--messy", 2], ["--start", "2024-03-05"],
                          ["--start", "soon"], ["--seed", "-x"]):
            with self.subTest(arguments=arguments):
                result = run("book", "generate", "--parameters", PARAMETERS, "--output", self.folder / "book",
                             *([] if "--accounts" in arguments else ["--accounts", 5]), *arguments)
                self.assertEqual(result.code, USAGE, result.err)


if __name__ == "__main__":
    program.main()
