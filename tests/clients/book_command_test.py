"""A book of records from files: what it holds, what is refused, what is doubtful."""

import gzip
import json

from program import ProgramTest, main, run

ACCOUNTS = """id,account,at,segment,csm,contract_signed_at
a1,acme,2026-01-05,smb,Ana,2026-01-05
a2,borealis,2026-01-10,enterprise,Ben,2026-01-10
"""
REVENUE = """{"kind": "revenue", "id": "m1", "account": "acme", "at": "2026-01-05", "movement": "new", "mrr": 500}
{"kind": "revenue", "id": "m2", "account": "borealis", "at": "2026-01-10", "movement": "new", "mrr": 900}
"""


class BookTest(ProgramTest):
    def book(self, **files):
        """A folder; `accounts__csv` is the file accounts.csv."""
        for name, content in {"accounts__csv": ACCOUNTS, "revenue__jsonl": REVENUE, **files}.items():
            self.file("book/" + name.replace("__", ".").replace("_", "."), content)
        return self.folder / "book"

    def check(self, book, *arguments, code=0, stdin=b""):
        result = run("book", "check", book, *arguments, stdin=stdin)
        self.assertEqual(result.code, code, result.err)
        return result

    def report(self, book, *arguments, code=0):
        return json.loads(self.check(book, "--format", "json", *arguments, code=code).out)

    def test_says_what_is_there_and_what_is_not(self):
        report = self.report(self.book())
        self.assertEqual((report["files"], report["accounts"], report["records"]), (2, 2, 4))
        kinds = {kind["kind"]: kind for kind in report["kinds"]}
        self.assertEqual(len(kinds), 14)
        self.assertEqual((kinds["account"]["from"], kinds["account"]["to"]), ("2026-01-05", "2026-01-10"))
        self.assertEqual(kinds["survey"]["records"], 0)
        self.assertNotIn("from", kinds["survey"])
        self.assertEqual(report["doubts"], [])
        text = self.check(self.book()).out
        self.assertIn("4 records of 2 accounts in 2 files, 2026-01-05 to 2026-01-10", text)
        self.assertIn("Nothing was refused, nothing is doubtful.", text)

    def test_refuses_records_with_their_place_and_loads_the_rest(self):
        book = self.book(tickets__csv="id,account,at,type\nt1,acme,2026-02-30,bug\nt2,acme,2026-02-20,bug\n")
        result = self.check(book, code=5)
        self.assertIn("tickets.csv:2: t1: at: `2026-02-30` is not a date", result.err)
        self.assertIn("1 record refused", result.out)
        report = self.report(book, code=5)
        self.assertEqual(report["refused"]["count"], 1)
        self.assertTrue(report["refused"]["first"][0].endswith("tickets.csv:2"))
        self.assertEqual(report["records"], 5)

    def test_says_which_metrics_want_what_is_not_there(self):
        missing = {entry["kind"]: entry["metrics"] for entry in self.report(self.book())["missing"]}
        self.assertEqual(missing["survey"], ["net_promoter_score", "mean_answer"])
        self.assertNotIn("revenue", missing)
        self.assertNotIn("ticket", missing)  # nothing counts tickets
        by_pack = {entry["kind"]: entry["metrics"] for entry in
                   self.report(self.book(), "--pack", "rules/saas")["missing"]}
        self.assertIn("account_nps", by_pack["survey"])
        self.assertIn("without records of milestone there is nothing, or only a part, to say of "
                      "milestone_punctuality", self.check(self.book()).out)

    def test_doubts_are_no_refusals(self):
        book = self.book(usage__jsonl='{"kind":"usage","id":"u1","account":"ghost","at":"2026-01-07"}\n')
        report = self.report(book)
        self.assertEqual([(d["code"], d["kind"], d["first"]) for d in report["doubts"]],
                         [("orphan", "usage", ["u1 of ghost"])])
        text = self.check(book).out
        self.assertIn("1 × records of accounts that no account record tells of (usage)", text)
        self.assertIn("1 doubt", text)

    def test_as_of_is_what_was_known_then(self):
        book = self.book(revenue__json=
                         '{"kind":"revenue","id":"m1","account":"acme","at":"2026-01-05",'
                         '"known_at":"2026-02-01","movement":"new","mrr":600}')
        self.assertEqual(self.report(book, "--as-of", "2026-01-09")["records"], 2)
        before = self.report(book, "--as-of", "2026-01-31")
        self.assertEqual((before["records"], before["not_known"]), (4, 1))
        after = self.report(book, "--as-of", "2026-02-01")
        self.assertEqual((after["records"], after["not_known"]), (4, 1))

    def test_reads_packed_files_single_files_and_stdin(self):
        book = self.book()
        (book / "usage.jsonl.gz").write_bytes(
            gzip.compress(b'{"id":"u1","account":"acme","at":"2026-01-07","logins":3}\n'))
        self.assertEqual(self.report(book)["records"], 5)
        self.assertEqual(self.report(book / "accounts.csv")["accounts"], 2)
        piped = self.check("-", "--format", "json", stdin=REVENUE.encode())
        self.assertEqual(json.loads(piped.out)["records"], 2)

    def test_files_in_other_formats_are_named(self):
        book = self.book(notes__txt="hello", accounts__xlsx="PK")
        self.assertEqual([path.rsplit("/", 1)[1] for path in self.report(book)["not_read"]],
                         ["accounts.xlsx", "notes.txt"])

    def test_says_why_there_is_no_book(self):
        self.file("empty/README.txt", "nothing")
        self.assertIn("holds no file of records", self.check(self.folder / "empty", code=5).err)
        self.assertIn("nowhere", self.check(self.folder / "nowhere", code=5).err)
        self.assertIn("--encoding", self.check(self.book(), "--encoding", "klingon", code=2).err)

    def test_many_records_in_threads_are_one_book(self):
        lines = [f'{{"kind":"usage","id":"u{i}","account":"acme","at":"2026-01-{i % 28 + 1:02}","logins":{i}}}'
                 for i in range(20_000)]
        lines[7_000] = '{"kind":"usage","id":"u7000"}'
        lines[15_000] = "no JSON"
        result = self.check(self.book(usage__jsonl="\n".join(lines)), code=5)
        refusals = [line.split(": ")[0].rsplit(":", 1)[1] for line in result.err.splitlines()]
        self.assertEqual(sorted(set(refusals)), ["15001", "7001"])
        self.assertEqual(refusals, sorted(refusals, key=int))
        self.assertIn("20,002 records", result.out)


if __name__ == "__main__":
    main()
