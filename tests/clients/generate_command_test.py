"""`bellwether generate`: accounts that the pack accepts, the same for the same seed."""

import collections
import csv
import io
import json

from program import SOURCE, ProgramTest, main, run

GOOD, FAILED, USAGE, PACK_INVALID, INPUT_REFUSED = 0, 1, 2, 3, 5
AS_OF = "2026-03-01"


class GenerateCommandTest(ProgramTest):
    def generate(self, *options, pack="rules/saas", code=GOOD):
        result = run("generate", "--pack", pack, "--as-of", AS_OF, *options)
        self.assertEqual(result.code, code, result.err + result.out[:500])
        return result

    def lines(self, *options, **arguments):
        return self.generate(*options, **arguments).out.splitlines()

    def test_evaluate_accepts_what_it_writes(self):
        for pack, count in (("rules/saas", 400), ("rules/examples/clinic", 400), ("rules/examples/oulad", 100),
                            ("rules/examples/telco", 100)):
            with self.subTest(pack=pack):
                path = self.folder / "accounts.jsonl"
                self.generate("--count", str(count), "--output", path, "--force", pack=pack)
                result = run("evaluate", "--pack", pack, "--accounts", path, "--as-of", AS_OF, "--format", "csv")
                self.assertEqual((result.code, result.err), (GOOD, ""))
                self.assertEqual(len(list(csv.DictReader(io.StringIO(result.out)))), count)

    def test_every_band_is_met(self):
        path = self.file("accounts.jsonl", self.generate("--count", "600").out)
        result = run("evaluate", "--pack", "rules/saas", "--accounts", path, "--as-of", AS_OF, "--format", "csv")
        bands = collections.Counter(row["health.primary.band"] for row in csv.DictReader(io.StringIO(result.out)))
        for band in ("green", "yellow", "red"):
            self.assertGreater(bands[band], 30, bands)

    def test_the_same_seed_gives_the_same_accounts(self):
        lines = self.lines("--count", "150")
        self.assertEqual(self.lines("--count", "150", "--threads", "1"), lines)
        self.assertEqual(self.lines("--count", "70"), lines[:70])
        self.assertEqual(self.lines("--count", "150", "--seed", "1"), lines)
        other = self.lines("--count", "150", "--seed", "2")
        self.assertFalse(set(other) & set(lines))

    def test_a_hundred_unless_more_are_wanted(self):
        accounts = [json.loads(line) for line in self.lines()]
        self.assertEqual(len({account["id"] for account in accounts}), 100)
        self.assertEqual(accounts[0]["id"], "account-000001")

    def test_json_is_one_list(self):
        accounts = json.loads(self.generate("--count", "3", "--format", "json").out)
        self.assertEqual(accounts, [json.loads(line) for line in self.lines("--count", "3")])

    def test_a_file_is_replaced_only_if_that_is_wanted(self):
        path = self.file("there.jsonl", "mine\n")
        error = self.generate("--count", "1", "--output", path, code=USAGE).err
        self.assertIn("is there already; give another file, or --force to replace it", error)
        self.assertEqual(path.read_text(), "mine\n")
        self.assertEqual(self.generate("--count", "1", "--output", path, "--force").out, "")
        self.assertEqual(path.read_text().splitlines(), self.lines("--count", "1"))
        nowhere = self.folder / "no_such_folder/accounts.jsonl"
        self.assertIn("cannot write", self.generate("--output", nowhere, code=FAILED).err)

    def test_what_is_wrong_is_said(self):
        self.assertIn("--as-of", run("generate", "--pack", "rules/saas").err)
        self.assertEqual(run("generate", "--pack", "rules/saas").code, USAGE)
        self.assertIn("--pack", run("generate", "--as-of", AS_OF).err)
        for option, value in (("--count", "0"), ("--count", "many"), ("--seed", "one"), ("--format", "xml"),
                              ("--threads", "0")):
            self.assertIn(option, self.generate(option, value, code=USAGE).err)
        early = run("generate", "--pack", "rules/saas", "--as-of", "1989-12-31")
        self.assertEqual(early.code, USAGE)
        self.assertIn("--as-of: 1989-12-31 is not a date from 1990 to 2100", early.err)
        self.assertIn("no_such_pack", self.generate(pack="no_such_pack", code=PACK_INVALID).err)

    def test_the_example_of_its_help_works(self):
        text = run("generate", "--help").out
        example = text[text.index("bellwether generate --pack"):].split()[1:]
        self.assertEqual(run(*example).code, GOOD)
        self.assertTrue((SOURCE / "rules/saas").is_dir())


if __name__ == "__main__":
    main()
