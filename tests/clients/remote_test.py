"""`bellwether remote` against a real bellwetherd: the same bytes as offline, clear errors."""

import json
import socket
import unittest

import program
from program import ProgramTest, Server, run

SAAS = "rules/saas"
ACCOUNTS = program.SOURCE / "rules/saas/accounts"
DAY = "2026-03-01"
GOOD, FAILED, USAGE, INPUT_REFUSED = 0, 1, 2, 5
CALLS = ("auto", "unary", "batch", "stream", "columns")
FORMATS = ("table", "json", "jsonl", "csv")


def carries(call, form):
    """Whether the call can give what the format shows."""
    return call != "columns" or form in ("table", "csv")


def setUpModule():
    global server
    server = Server(SAAS)
    unittest.addModuleCleanup(server.__exit__)


def offline(accounts, *more):
    return run("evaluate", "--pack", SAAS, "--accounts", accounts, *more)


def remote(accounts, *more, address=None):
    return run("remote", "evaluate", "--server", address or server.address, "--accounts", accounts,
               *more)


class SameAnswers(ProgramTest):
    def same(self, accounts, *more):
        here, there = offline(accounts, *more), remote(accounts, *more)
        self.assertEqual(there.err, here.err)
        self.assertEqual(there.out, here.out)
        self.assertEqual(there.code, here.code)
        return there

    def same_by_every_call(self, accounts, *more, form="table"):
        """What every call gives, which is what offline evaluation gives."""
        more = ("--as-of", DAY, "--format", form, *more)
        here = offline(accounts, *more)
        for call in (call for call in CALLS if carries(call, form)):
            with self.subTest(accounts=str(accounts), format=form, call=call):
                there = remote(accounts, *more, "--call", call)
                self.assertEqual((there.err, there.out, there.code),
                                 (here.err, here.out, here.code))
        return here

    def test_every_format_to_the_byte(self):
        for file in sorted(ACCOUNTS.iterdir()):
            for form in FORMATS:
                result = self.same_by_every_call(file, form=form)
                self.assertEqual(result.code, GOOD, result.err)
                self.assertNotEqual(result.out, "")
            self.same_by_every_call(file, "--long", form="csv")

    def test_every_explanation_to_the_byte(self):
        for level in ("none", "summary", "full"):
            self.same_by_every_call(ACCOUNTS / "book.jsonl", "--explain", level, form="jsonl")

    def test_every_view_to_the_byte(self):
        for view in ("basic", "full"):
            result = self.same_by_every_call(ACCOUNTS / "book.jsonl", "--view", view, form="jsonl")
            self.assertEqual(result.code, GOOD, result.err)

    def test_a_cohort_of_real_students_to_the_byte(self):
        pack, cohort = "rules/examples/oulad", program.SOURCE / "rules/examples/oulad/cohort.jsonl"
        with Server(pack) as oulad:
            for form in FORMATS:
                options = ["--as-of", "2014-10-31", "--format", form, "--explain", "full"]
                here = run("evaluate", "--pack", pack, "--accounts", cohort, *options)
                self.assertEqual(here.code, GOOD, here.err)
                self.assertGreater(len(here.out.splitlines()), 1802)
                for call in (call for call in CALLS if carries(call, form)):
                    with self.subTest(format=form, call=call):
                        there = remote(cohort, *options, "--call", call, address=oulad.address)
                        self.assertEqual((there.out, there.err, there.code), (here.out, "", GOOD))

    def test_what_columns_cannot_hold_to_the_byte(self):
        """Series, overrides, values of mixed kinds, time zones: where they do not fit, they go another
        way, and nothing shows it."""
        odd = self.file("odd.jsonl", "\n".join([
            '{"id": "plain", "segment": "smb", "signals": {"csat": 4}}',
            '{"id": "series", "signals": {"weekly_active_users": [["2026-02-01", 5]]}}',
            '{"id": "override", "overrides": [{"model": "customer", "kind": "set", "value": 50, '
            '"author": "Ana", "reason": "agreed"}]}',
            '{"id": "text", "signals": {"csat": "four"}}',
            '{"id": "null", "signals": {"csat": null}}',
            '{"id": "unknown-null", "signals": {"csatt": null}}',
            '{"id": "unknown", "signals": {"csatt": 4}}',
            '{"id": "moot", "signals": {"csat": {"not_applicable": true}}}',
            '{"id": "zone", "time_zone": "Asia/Jakarta", "kickoff_at": "2026-02-01"}',
            '{"id": "zone2", "time_zone": "America/New_York", "kickoff_at": "2026-02-01"}',
            '{"id": "dated", "signals": {"csat": {"value": 4, "observed_at": "2026-02-01"}}}',
            '{"id": "stages", "stage": "customer", "cadence": "weekly"}',
            '{"id": "named", "milestones": [{"key": "kickoff"}, {"key": "own"}]}',
            '{"id": "named-date", "kickoff_at": "2026-02-01", "milestones": [{"key": "kickoff"}]}',
            '{"id": "plan", "milestones": [{"key": "kickoff", "planned_at": "2026-01-05", '
            '"completed_at": "not_yet"}, {"key": "own", "planned_at": "2026-02-05", '
            '"completed_at": "2026-02-03", "critical": true}]}',
            '{"id": "twice", "milestones": [{"key": "own"}, {"key": "own"}]}',
            '{"id": "scores", "dimension_scores": {"usage": 7.5}, '
            '"previous_bands": {"customer": "green"}, "extension": {"granted_days": 7}}',
            '{"id": "old", "kickoff_at": "1066-10-14"}']))
        for form in ("table", "csv"):
            self.assertEqual(self.same_by_every_call(odd, form=form).code, INPUT_REFUSED)
            self.same_by_every_call(odd, "--unknown-signals", "report", form=form)

    def test_a_table_of_cells_to_the_byte(self):
        cells = self.file("cells.csv", "id,segment,csat,champion_sentiment,kickoff_at\n"
                          "a,smb,4,positive,2026-02-01\nb,,n/a,,not_yet\nc,smb,,nervous,n/a\n"
                          "d,smb,much,positive,2026-02-30\ne,smb,3,unheard,\n")
        for form in ("table", "csv", "jsonl"):
            self.assertEqual(self.same_by_every_call(cells, form=form).code, INPUT_REFUSED)

    def test_a_pack_that_knows_no_segments(self):
        pack = self.file("p/pack.yaml", "pack: p\nversion: 1.0.0\nsignals: {x: {type: ratio}}\n"
                         "health: {h: {bands: [{green: 50}, {red: 0}], "
                         "components: {x: {weight: 1, of: x}}}}\n").parent
        accounts = self.file("a.jsonl", '{"id": "a", "segment": "smb", "signals": {"x": 0.5}}\n')
        options = ("--as-of", DAY, "--format", "csv")
        here = run("evaluate", "--pack", pack, "--accounts", accounts, *options)
        with Server(pack) as other:
            for call in CALLS:
                there = remote(accounts, *options, "--call", call, address=other.address)
                self.assertEqual((there.out, there.err), (here.out, here.err))

    def test_columns_do_not_carry_json(self):
        for form in ("json", "jsonl"):
            result = remote(ACCOUNTS / "book.jsonl", "--format", form, "--call", "columns")
            self.assertEqual((result.code, result.out), (USAGE, ""))
            self.assertIn("--call batch", result.err)

    def test_moments_and_sets(self):
        for as_of in (DAY, "2026-03-01T17:45:12Z", "2026-03-01T08:00:00+07:00"):
            self.same(ACCOUNTS / "book.jsonl", "--as-of", as_of, "--format", "jsonl")
        self.same(ACCOUNTS / "book.jsonl", "--as-of", DAY, "--benchmark-set", "PM")

    def test_refusals_to_the_byte(self):
        bad = self.file("bad.jsonl", "\n".join([
            '{"id": "good", "segment": "smb"}',
            '{"id": "range", "signals": {"weekly_active_ratio": 70, "csat": -9}}',
            '{"id": "cut", "seg',
            '{"id": "words", "segment": "enterprize", "signals": {"champion_sentiment": "postive"}}',
            '{"id": "names", "signals": {"wekly_active_ratio": 0.5}}',
            '{"id": "dates", "kickoff_at": "2026-02-01", "target_graduation_at": "2026-01-01"}',
            '{"id": "extension", "extension": {"granted_days": -3}}',
            '{"signals": {}}',
            '{"id": "last"}']))
        for form in FORMATS:
            result = self.same_by_every_call(bad, form=form)
        self.assertEqual(result.code, INPUT_REFUSED)
        result = self.same(bad, "--as-of", DAY, "--format", "jsonl")
        self.assertEqual([json.loads(line)["account_id"] for line in result.out.splitlines()],
                         ["good", "last"])
        for line in range(2, 9):
            self.assertIn(f"bad.jsonl:{line}:", result.err)

    def test_unknown_columns_and_options_to_the_byte(self):
        columns = self.file("a.csv", "id,csat,csatt\na,4,1\nb,3,2\n")
        self.assertEqual(self.same_by_every_call(columns).code, INPUT_REFUSED)
        self.same(columns, "--as-of", DAY, "--unknown-signals", "report", "--format", "jsonl")
        self.same(ACCOUNTS / "book.jsonl", "--as-of", DAY, "--benchmark-set", "XX")

    def test_the_order_of_the_file_whatever_is_in_flight(self):
        many = self.file("many.jsonl", "".join(
            f'{{"id": "a{i}", "signals": {{"csat": {i % 9}}}}}\n' for i in range(400)))
        for form in ("jsonl", "csv"):
            here = offline(many, "--as-of", DAY, "--format", form)
            for call in (call for call in CALLS if carries(call, form)):
                for concurrency in (1, 3, 64):
                    with self.subTest(format=form, call=call, concurrency=concurrency):
                        result = remote(many, "--as-of", DAY, "--format", form,
                                        "--call", call, "--concurrency", concurrency)
                        self.assertEqual(result.out, here.out)
                        self.assertEqual(result.err, here.err)

    def test_the_example_of_the_help_works(self):
        example = run("remote", "evaluate", "--help").out.split("\nExample:\n")[1].strip()
        words = example.replace("127.0.0.1:50051", server.address).split()
        result = run(*words[1:])
        self.assertEqual((result.code, result.err), (GOOD, ""))
        self.assertIn("acme", result.out)


class Trouble(ProgramTest):
    def test_nobody_there(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        result = remote(ACCOUNTS / "book.jsonl", "--timeout", "0.5", address=address)
        self.assertEqual((result.code, result.out), (FAILED, ""))
        self.assertIn(address, result.err)
        self.assertIn("scripts/serve", result.err)

    def test_another_pack(self):
        result = remote(ACCOUNTS / "book.jsonl", "--as-of", DAY, "--digest", "00000000")
        self.assertEqual((result.code, result.out), (FAILED, ""))
        self.assertIn("NOT_FOUND", result.err)
        self.assertEqual(result.err.count("\n"), 1)

    def test_this_pack_by_its_digest(self):
        digest = json.loads(remote(ACCOUNTS / "acme.json", "--as-of", DAY, "--format", "jsonl").out)[
            "pack"]["digest"]
        for digits in (digest, digest[:8]):
            result = remote(ACCOUNTS / "acme.json", "--as-of", DAY, "--digest", digits)
            self.assertEqual(result.code, GOOD, result.err)

    def test_a_server_that_goes_away(self):
        with Server(SAAS) as other:
            accounts = ACCOUNTS / "book.jsonl"
            self.assertEqual(remote(accounts, "--as-of", DAY, address=other.address).code, GOOD)
            other.stop()
            result = remote(accounts, "--as-of", DAY, "--timeout", "0.5", address=other.address)
            self.assertEqual((result.code, result.out), (FAILED, ""))


if __name__ == "__main__":
    program.main()
