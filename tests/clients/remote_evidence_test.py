"""Evidence from a server is printed like one's own, to the byte."""

import json
import pathlib
import tempfile

from evidence_command_test import PACK, book
from program import ProgramTest, Server, main, run

AS_OF = ("--as-of", "2026-01-01")
EXPERIMENTS = """
experiments:
  call: {arms: [none, call], randomised: true, metrics: [kept], hourly_cost: 50}
  mail: {arms: [none, mail], randomised: false, metrics: [kept]}
"""


def records():
    """Accounts in two segments; those that are called stay more often than their use says."""
    for i, record in enumerate(book()):
        if record["kind"] != "account":
            yield record
            continue
        number = int(record["account"][1:])
        yield {**record, "segment": "small" if number % 3 else "large", "industry": "shop"}
        for name, arms in (("call", ("none", "call")), ("mail", ("none", "mail", "parcel"))):
            yield {"kind": "assignment", "id": f"{name}{number}", "account": record["account"], "at": record["at"],
                   "experiment": name, "arm": arms[number * 7 % len(arms)]}
        yield {"kind": "activity", "id": f"h{number}", "account": record["account"], "at": record["at"], "type": "call",
               "hours": 1 + number % 2}


class RemoteEvidenceTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.pack, cls.book = pathlib.Path(folder.name) / "pack", pathlib.Path(folder.name) / "book"
        cls.pack.mkdir()
        cls.book.mkdir()
        (cls.pack / "pack.yaml").write_text(PACK.replace("[small]", "[small, large]") + EXPERIMENTS)
        (cls.book / "records.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records()))
        cls.server = Server(cls.pack, "--book", f"main={cls.book}")
        cls.addClassCleanup(cls.server.__exit__)

    def here(self, command, *arguments, code=0):
        result = run(command, "--pack", self.pack, "--book", self.book, *AS_OF, *arguments)
        self.assertEqual(result.code, code, result.err)
        return result

    def there(self, command, *arguments, code=0, book="main"):
        result = run("remote", command, "--server", self.server.address, "--book", book, *AS_OF, *arguments)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def same(self, command, *arguments):
        here = self.here(command, *arguments).out
        self.assertEqual(self.there(command, *arguments).out, here)
        return here

    def test_drivers(self):
        self.assertIn("goes with staying beyond noise", self.same("drivers"))
        for arguments in (("--format", "json"), ("--landmark", "20d", "--gap", "5d", "--horizon", "80d"),
                          ("--where", "segment=large", "--format", "json"), ("--where", "segment=small"),
                          ("--where", "segment=large", "--where", "industry=shop", "--color", "always")):
            with self.subTest(arguments=arguments):
                self.same("drivers", *arguments)

    def test_experiments(self):
        self.assertIn("call  randomised", self.same("experiment", "--experiment", "call"))
        observed = self.same("experiment", "--experiment", "mail")
        self.assertIn("observational", observed)
        self.assertIn("name an arm that the pack does not have: parcel", observed)
        for arguments in (("call", "--format", "json"), ("mail", "--format", "json"),
                          ("call", "--where", "segment=large"), ("call", "--where", "segment=small", "--format", "json")):
            with self.subTest(arguments=arguments):
                self.same("experiment", "--experiment", *arguments)

    def test_few_accounts_are_an_answer(self):
        early = ("--as-of", "2024-02-15")
        here = run("drivers", "--pack", self.pack, "--book", self.book, *early)
        there = run("remote", "drivers", "--server", self.server.address, "--book", "main", *early)
        self.assertIn("no evidence: too few accounts to judge any fact", here.out)
        self.assertEqual((there.out, there.code), (here.out, 0))

    def test_a_file(self):
        self.there("drivers", "--output", self.folder / "report.json", "--format", "json")
        self.assertEqual((self.folder / "report.json").read_text(), self.here("drivers", "--format", "json").out)

    def test_what_is_wrong_is_said(self):
        here = self.here("experiment", code=2)
        self.assertIn("choose one: call, mail", here.err)
        self.assertIn("choose one: call, mail", self.there("experiment", code=2).err)
        self.assertIn("no experiment `cal`; did you mean `call`?",
                      self.there("experiment", "--experiment", "cal", code=2).err)
        self.assertIn("nothing is left between day 100, landmark and gap, and the horizon, day 100",
                      self.there("drivers", "--landmark", "90d", "--gap", "10d", code=2).err)
        self.assertIn("did you mean `books/main`?", self.there("drivers", book="mian", code=2).err)
        wrong = self.there("drivers", "--where", "segmnet=large", "--digest", "00000000", code=2)
        self.assertIn("digest", wrong.err)

    def test_no_server(self):
        for command, instead in (("drivers", "bellwether drivers"), ("experiment", "bellwether experiment")):
            result = run("remote", command, "--server", "127.0.0.1:1", "--book", "main", "--timeout", "0.2")
            self.assertEqual(result.code, 1)
            self.assertIn(instead, result.err)


if __name__ == "__main__":
    main()
