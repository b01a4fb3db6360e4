"""Accounts that a server knows by their records: put, explained as at any moment, and forgotten."""

import json
import pathlib
import re
import tempfile

from program import ProgramTest, Server, main, run

SAAS = "rules/saas"
BOOK = f"{SAAS}/book"
GOOD, FAILED, USAGE, PACK_INVALID, OVER_BUDGET, INPUT_REFUSED = 0, 1, 2, 3, 4, 5


class RemoteAccountsTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.place = f"sqlite:{pathlib.Path(folder.name) / 'store.db'}"
        cls.server = Server(SAAS, "--store", cls.place)
        cls.addClassCleanup(lambda: cls.server.stop())
        cls.put = cls.ask("put", BOOK)

    @classmethod
    def ask(cls, command, *arguments):
        return run("remote", command, "--server", cls.server.address, *arguments)

    def score(self, account, as_of):
        result = self.ask("account", account, "--as-of", as_of, "--format", "json")
        self.assertEqual(result.code, GOOD, result.err)
        model, = [one for one in json.loads(result.out)["health"] if "score" in one]
        return model["score"]["value"], model["score"]["band"]

    def test_puts_a_book_and_puts_it_again(self):
        self.assertEqual(self.put.code, GOOD, self.put.err)
        stored, rest = self.put.out.split(" ", 1)
        self.assertEqual(rest, "records stored\n")
        # Every version is kept, also those that a later one replaced.
        checked = run("book", "check", BOOK).out
        known, = re.findall(r": ([\d,]+) records of", checked)
        replaced, = re.findall(r"([\d,]+) more records", checked)
        self.assertEqual(*(sum(int(one.replace(",", "")) for one in all) for all in ([stored], [known, replaced])))
        again = self.ask("put", BOOK)
        self.assertEqual((again.code, again.out), (GOOD, f"0 records stored, {stored} were there\n"))

    def test_scores_an_account_as_its_book_does(self):
        for as_of in ("2025-09-01", "2025-11-20"):
            history = run("history", "--pack", SAAS, "--book", BOOK, "--account", "iris", "--as-of", as_of,
                          "--every", "30d", "--format", "json")
            self.assertEqual(history.code, GOOD, history.err)
            score, band = self.score("iris", as_of)
            self.assertIn(f'"{band}"', history.out)
            self.assertIn(str(score), history.out)

    def test_explains_it_to_a_person(self):
        result = self.ask("account", "iris", "--as-of", "2025-11-20")
        self.assertEqual(result.code, GOOD, result.err)
        self.assertIn("iris", result.out)
        self.assertGreater(len(result.out.splitlines()), 20)

    def test_tells_where_each_fact_comes_from(self):
        result = self.ask("account", "iris", "--origins", "--as-of", "2025-11-20")
        self.assertEqual(result.code, GOOD, result.err)
        self.assertRegex(result.out, r"^iris at 2025-11-20T00:00:00Z, by \d[\d,]* records\n")
        self.assertRegex(result.out, r"(?m)^segment +\S+ +account \S+ +\d{4}-\d\d-\d\d")
        self.assertRegex(result.out, r"(?m)^signals\.\S+ .* days?$")
        told = json.loads(self.ask("account", "iris", "--origins", "--as-of", "2025-11-20", "--format", "json").out)
        self.assertEqual(told["account"]["id"], "iris")
        for origin in told["origins"]:
            self.assertIn(f"\n{origin['fact']} ", result.out)
        both = self.ask("account", "iris", "--origins", "--what-if", "facts.json")
        self.assertEqual(both.code, USAGE)

    def test_supposes_facts_in_place_of_what_is_known(self):
        with tempfile.TemporaryDirectory() as folder:
            facts = pathlib.Path(folder) / "facts.json"
            facts.write_text('{"id": "iris", "signals": {"nps": -100}}')
            before = self.ask("account", "iris", "--as-of", "2025-11-20", "--format", "json").out
            supposed = self.ask("account", "iris", "--as-of", "2025-11-20", "--format", "json", "--what-if", facts)
            self.assertEqual(supposed.code, GOOD, supposed.err)
            self.assertNotEqual(supposed.out, before)
            self.assertEqual(self.ask("account", "iris", "--as-of", "2025-11-20", "--format", "json").out, before)
            facts.write_text('{"id": "other", "signals": {"nps": -100}}')
            others = self.ask("account", "iris", "--what-if", facts)
            self.assertEqual(others.code, USAGE)
            self.assertIn("it is another account's", others.err)

    def test_remembers_when_it_is_started_again(self):
        before = self.score("iris", "2025-11-20")
        self.server.stop()
        type(self).server = Server(SAAS, "--store", self.place)
        self.assertEqual(self.score("iris", "2025-11-20"), before)

    def test_nothing_is_known_before_the_first_record(self):
        result = self.ask("account", "iris", "--as-of", "2001-01-01")
        self.assertEqual(result.code, USAGE)
        self.assertIn("nothing is known of an account `iris` at that moment", result.err)

    def test_forgets_an_account(self):
        self.assertEqual(self.ask("account", "acme", "--as-of", "2025-11-20").code, GOOD)
        gone = self.ask("forget", "acme")
        self.assertEqual(gone.code, GOOD, gone.err)
        self.assertRegex(gone.out, r"^[1-9]\d* records erased\n$")
        self.assertEqual(self.ask("account", "acme", "--as-of", "2025-11-20").code, USAGE)
        self.assertEqual(self.ask("put", BOOK).code, GOOD)

    def test_tells_of_records_that_are_not_kept(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "surveys.jsonl"
            survey = {"kind": "survey", "account": "conflicting", "at": "2025-01-01", "instrument": "nps"}
            path.write_text("".join(json.dumps(one) + "\n" for one in (
                {**survey, "id": "c-1", "score": 9}, {**survey, "id": "c-2", "score": 7})))
            self.assertEqual(self.ask("put", path).out, "2 records stored\n")
            path.write_text(json.dumps({**survey, "id": "c-1", "score": 8}) + "\n")
            result = self.ask("put", path)
        self.assertEqual((result.code, result.out), (INPUT_REFUSED, "0 records stored, 1 in conflict\n"))
        self.assertIn("survey c-1 of conflicting: another one of that id and known_at is there", result.err)

    def test_exports_what_another_store_takes_to_the_byte(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            first, second = folder / "first.jsonl", folder / "second.jsonl"
            exported = self.ask("export", "--output", first)
            self.assertEqual(exported.code, GOOD, exported.err)
            self.assertEqual(exported.out, "")
            lines = first.read_bytes().splitlines()
            self.assertIn(f"{len(lines):,} records exported", exported.err)
            self.assertEqual(self.ask("export").out.encode(), first.read_bytes())
            with Server(SAAS, "--store", f"sqlite:{folder / 'other.db'}") as other:
                put = run("remote", "put", "--server", other.address, first)
                self.assertEqual((put.code, put.out), (GOOD, f"{len(lines):,} records stored\n"), put.err)
                again = run("remote", "export", "--server", other.address, "--output", second)
                self.assertEqual(again.code, GOOD, again.err)
                self.assertEqual(second.read_bytes(), first.read_bytes())
                asked = run("remote", "account", "--server", other.address, "iris", "--as-of", "2025-11-20")
            self.assertEqual(asked.out, self.ask("account", "iris", "--as-of", "2025-11-20").out)

    def test_an_export_that_cannot_be_written_says_so(self):
        result = self.ask("export", "--output", "/nowhere/records.jsonl")
        self.assertEqual(result.code, FAILED)
        self.assertIn("/nowhere/records.jsonl", result.err)

    def test_lists_accounts_by_filter_and_order(self):
        def listed(*arguments):
            result = self.ask("accounts", *arguments)
            self.assertEqual(result.code, GOOD, result.err)
            return [json.loads(line) for line in result.out.splitlines()]

        accounts = listed()
        self.assertEqual([one["account_id"] for one in accounts], sorted(one["account_id"] for one in accounts))
        book = {one["account_id"]: one for one in accounts}
        of_one = listed("--filter", "csm = Ana AND NOT segment = smb", "--order-by", "account_id desc")
        wanted = sorted((name for name, one in book.items() if one["csm"] == "Ana" and one["segment"] != "smb"),
                        reverse=True)
        self.assertTrue(wanted)
        self.assertEqual([one["account_id"] for one in of_one], wanted)
        self.assertFalse(any("health" in one for one in accounts))

        def all_are_told():
            return all("health" in one for one in listed("--with-health"))
        self.assertTrue(self.becomes_true(all_are_told))
        told = next(one for one in listed("--with-health") if one["health"].get("score") is not None)
        self.assertTrue(told["health"]["band"] and told["health"]["as_of"] and told["health"]["model"])
        wrong = self.ask("accounts", "--filter", "csm == Ana")
        self.assertEqual(wrong.code, USAGE)
        self.assertIn("column 5: there is no operator `==`", wrong.err)

    def test_a_server_without_a_store_says_so(self):
        with Server(SAAS) as plain:
            for command in (("put", BOOK), ("account", "iris"), ("forget", "iris"), ("export",), ("accounts",)):
                result = run("remote", command[0], "--server", plain.address, *command[1:])
                self.assertEqual(result.code, USAGE)
                self.assertIn("it was started without --store", result.err)

    def test_a_store_that_cannot_be_opened_ends_the_server_before_it_listens(self):
        with self.assertRaises(RuntimeError) as caught:
            Server(SAAS, "--store", "sqlite:/nowhere/store.db")
        self.assertIn("error: --store: sqlite:/nowhere/store.db", str(caught.exception))
        self.assertIn("is the folder there", str(caught.exception))


if __name__ == "__main__":
    main()
