"""Account files as people have them: dialects, headings, cells, encodings, packed ones, pipes."""

import gzip
import json

import program
from program import TINY_PACK, ProgramTest, Server

GOOD, FAILED, USAGE, INPUT_REFUSED = 0, 1, 2, 5
DAY = "2026-03-20"
ROWS = "id,segment,usage\na,small,0.72\nb,large,0.5\n"
SAME = ["a small 72", "b large 50"]
# With what can be given about an account beside signals.
DATED_PACK = TINY_PACK.replace("signals:", "time_zone: Asia/Jakarta\nsignals:\n"
                               "  seen_at: {type: timestamp, description: Seen}")


class AccountFileTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pack = self.file("p/pack.yaml", TINY_PACK).parent

    def evaluate(self, accounts, *more, stdin=b"", pack=None):
        return program.run("evaluate", "--pack", pack or self.pack, "--accounts", accounts,
                           "--as-of", DAY, "--format", "jsonl", *more, stdin=stdin)

    def read(self, name, content, *more, **kwargs):
        return self.evaluate(self.file(name, content), *more, **kwargs)

    @staticmethod
    def answers(result):
        """"a small 72" for each account."""
        lines = map(json.loads, result.out.splitlines())
        return [f"{line['account_id']} {line.get('segment', '')} {line['health'][0]['score']['value']:g}"
                for line in lines]

    def assert_same(self, result):
        self.assertEqual((self.answers(result), result.err, result.code), (SAME, "", GOOD))


class Dialects(AccountFileTest):
    def test_a_european_export_is_read_as_it_is(self):
        text = "\ufeff" + ROWS.replace(",", ";").replace(".", ",").replace("\n", "\r\n")
        self.assert_same(self.read("a.csv", text))

    def test_tabs_and_bars(self):
        self.assert_same(self.read("a.csv", ROWS.replace(",", "\t")))
        self.assert_same(self.read("b.csv", ROWS.replace(",", "|")))

    def test_what_is_declared_counts(self):
        self.assert_same(self.read("a.csv", ROWS.replace(",", "\t"), "--delimiter", "tab"))
        refused = self.read("a.csv", ROWS.replace(",", ";"), "--delimiter", ",")
        self.assertEqual(refused.code, INPUT_REFUSED)
        self.assertIn("the header has one column; it looks as if `;` separated them, not `,`",
                      refused.err)
        refused = self.read("a.csv", ROWS, "--delimiter", ",", "--decimal", ",")
        self.assertEqual((refused.code, refused.out), (USAGE, ""))
        self.assertIn("a comma cannot separate cells and begin decimals", refused.err)

    def test_thousands_are_never_guessed(self):
        rows = "id;segment;acv;usage\na;small;48.000;1\n"
        refused = self.read("a.csv", rows)
        self.assertEqual((refused.code, refused.out), (INPUT_REFUSED, ""))
        self.assertIn("a.csv:2: a: acv: found `48.000`, which may be 48000 or 48.000: declare how "
                      "decimals are written (--decimal)", refused.err)
        self.assertEqual(self.read("a.csv", rows, "--decimal", ".").code, GOOD)
        self.assertIn("found `48.000`; decimals of this file begin with a comma: write 48000",
                      self.read("a.csv", rows, "--decimal", ",").err)
        # A later row tells.
        self.assertEqual(self.read("a.csv", rows + "b;small;1;0.5\n").code, GOOD)


class Headings(AccountFileTest):
    def test_fields_and_signals_are_proposed_once(self):
        refused = self.read("a.csv", "Account ID,Segment,Lifecycle Stage,ACV,Usage\n" +
                            "acme,small,x,1,0.5\n" * 3)
        self.assertEqual((refused.code, refused.out), (INPUT_REFUSED, ""))
        for heading, name in (("Account ID", "id"), ("Segment", "segment"), ("ACV", "acv"),
                              ("Lifecycle Stage", "stage"), ("Usage", "usage")):
            self.assertEqual(refused.err.count(f"`{heading}`; did you mean `{name}`?"), 1, heading)
        self.assertIn("there is no column `id`; if `Account ID` is meant, call it `id`",
                      refused.err)
        self.assertNotIn("a.csv:2", refused.err)

    def test_a_field_called_header_is_no_header(self):
        result = self.read("a.jsonl", '{"id": "a", "header": 1}\n{"id": "b"}\n')
        self.assertEqual((result.code, len(result.out.splitlines())), (INPUT_REFUSED, 1))
        self.assertIn("unknown field `header`", result.err)

    def test_explain_says_the_same_of_the_header(self):
        path = self.file("a.csv", "Account ID,usage\nacme,0.5\n")
        for command in ("explain", "ask"):
            refused = program.run(command, "--pack", self.pack, "--account", path, "--id", "acme",
                                  "--as-of", DAY)
            self.assertEqual((refused.code, refused.out), (INPUT_REFUSED, ""))
            self.assertIn("if `Account ID` is meant, call it `id`", refused.err)


class Cells(AccountFileTest):
    def test_what_was_found_is_shown_with_the_right_spelling(self):
        rows = ("id,segment,acv,usage,contract_signed_at,kickoff_at\n"
                'acme,small,"$48,000",72%,1/5/2026,2026-1-12\n'
                "b,small,N/A,#N/A,NULL,-\n"
                "c,small,None,much,,\n")
        refused = self.read("a.csv", rows)
        for words in ("a.csv:2: acme: acv: found `$48,000`; a number is written 48000",
                      "found `72%`; a ratio is written 0.72",
                      "found `1/5/2026`; a date is written 2026-01-05 or 2026-05-01",
                      "found `2026-1-12`; a date is written 2026-01-12",
                      "acv: `N/A` is not possible here; leave the cell empty",
                      "signals.usage: expected a number for a ratio, found `#N/A`; leave it empty",
                      "contract_signed_at: found `NULL`; leave it empty: empty means not given",
                      "kickoff_at: found `-`; leave it empty", "found `None`; leave it empty",
                      "expected a number for a ratio, found `much`"):
            self.assertIn(words, refused.err)

    def test_little_of_a_long_cell_is_echoed(self):
        refused = self.read("a.csv", "id,usage,acv\na," + "x" * 3000 + "," + "y" * 3000 + "\n")
        self.assertEqual(refused.code, INPUT_REFUSED)
        self.assertNotIn("x" * 101, refused.err)
        self.assertNotIn("y" * 101, refused.err)


class LocalTimes(AccountFileTest):
    LINES = ('{"id": "a", "time_zone": "America/New_York", "kickoff_at": "2026-03-08T02:30:00"}\n'
             '{"id": "b", "contract_signed_at": "2026-03-09 00:30:00", '
             '"signals": {"seen_at": "2026-03-10 01:00:00"}}\n'
             '{"id": "c", "time_zone": "America/New_York", "kickoff_at": "2026-03-08T02:31:00"}\n')

    def test_are_those_of_the_zone_and_doubt_is_said_once(self):
        pack = self.file("d/pack.yaml", DATED_PACK).parent
        result = self.read("a.jsonl", self.LINES, pack=pack)
        self.assertEqual(result.code, GOOD)
        self.assertEqual(result.err.count("warning:"), 1)
        self.assertIn("a.jsonl:1: a: kickoff_at: warning: the clocks of America/New_York skip "
                      "2026-03-08T02:30:00; it is read as 2026-03-08T07:30:00Z", result.err)
        # The same account with offsets is answered alike.
        spelled = self.LINES.replace("2026-03-09 00:30:00", "2026-03-09T00:30:00+07:00")
        spelled = spelled.replace("2026-03-10 01:00:00", "2026-03-10T01:00:00+07:00")
        spelled = spelled.replace("2026-03-08T02:3", "2026-03-08T03:3")
        spelled = spelled.replace(":30:00\"}", ":30:00-04:00\"}")
        spelled = spelled.replace(":31:00\"}", ":31:00-04:00\"}")
        same = self.read("b.jsonl", spelled, pack=pack)
        self.assertEqual((same.out, same.err), (result.out, ""))

    def test_a_server_answers_the_same(self):
        pack = self.file("d/pack.yaml", DATED_PACK).parent
        here = self.read("a.jsonl", self.LINES, pack=pack)
        with Server(pack) as server:
            for call in ("unary", "batch", "stream"):
                there = program.run(
                    "remote", "evaluate", "--server", server.address, "--accounts",
                    self.folder / "a.jsonl", "--as-of", DAY, "--format", "jsonl", "--call", call)
                self.assertEqual((there.out, there.err), (here.out, here.err), call)
            table = [program.run(*command, "--accounts", self.folder / "a.jsonl", "--as-of", DAY,
                                 "--format", "csv").out
                     for command in (("evaluate", "--pack", pack),
                                     ("remote", "evaluate", "--server", server.address))]
            self.assertEqual(*table)

    def test_of_yaml_and_csv(self):
        self.assertEqual(self.read("a.yaml", "id: a\nkickoff_at: 2026-03-09 08:00:00\n").code, GOOD)
        self.assertEqual(self.read("a.csv", "id,kickoff_at\na,2026-03-09 08:00:00\n").code, GOOD)

    def test_as_of_needs_an_offset(self):
        refused = program.run("evaluate", "--pack", self.pack, "--accounts", "x.csv", "--as-of",
                              "2026-03-09T08:00:00")
        self.assertEqual(refused.code, USAGE)


class Duplicates(AccountFileTest):
    ROWS = "id,usage\na,0.1\nb,0.2\na,0.3\n"

    def ids(self, *more, **kwargs):
        result = self.read("a.csv", self.ROWS, *more, **kwargs)
        return [answer.replace("  ", " ") for answer in self.answers(result)], result

    def test_are_kept_with_a_warning(self):
        answers, result = self.ids()
        self.assertEqual((answers, result.code), (["a 10", "b 20", "a 30"], GOOD))
        self.assertIn("a.csv:4: a: id: warning: the same id as in line 2", result.err)

    def test_the_first_or_the_last_is_answered(self):
        self.assertEqual(self.ids("--duplicates", "first")[0], ["a 10", "b 20"])
        answers, result = self.ids("--duplicates", "last")
        self.assertEqual(answers, ["b 20", "a 30"])
        self.assertIn("1 account was passed over", result.err)
        self.assertEqual(result.code, GOOD)

    def test_are_refused(self):
        answers, result = self.ids("--duplicates", "error")
        self.assertEqual((answers, result.code), (["a 10", "b 20"], INPUT_REFUSED))
        self.assertIn("a.csv:4: a: id: the same id as in line 2 [DUPLICATE]", result.err)

    def test_the_last_of_a_pipe_cannot_be_told(self):
        refused = self.evaluate("-", "--duplicates", "last", stdin=self.ROWS.encode())
        self.assertEqual((refused.code, refused.out), (USAGE, ""))
        self.assertIn("reads the accounts twice, and stdin can be read once", refused.err)

    def test_explain_follows(self):
        path = self.file("a.csv", self.ROWS)

        def explain(how):
            return program.run("explain", "--pack", self.pack, "--account", path, "--id", "a",
                               "--as-of", DAY, "--format", "json", "--duplicates", how)
        scores = {how: json.loads(explain(how).out)["health"][0]["score"]["value"]
                  for how in ("keep", "first", "last")}
        self.assertEqual(scores, {"keep": 10, "first": 10, "last": 30})
        refused = explain("error")
        self.assertEqual(refused.code, INPUT_REFUSED)
        self.assertIn("holds the account `a` in line 2 and in line 4", refused.err)


class Bytes(AccountFileTest):
    def test_packed_files_and_pipes(self):
        packed = gzip.compress(ROWS.encode())
        self.assert_same(self.read("a.csv.gz", packed))
        self.assert_same(self.read("a.csv", packed))
        self.assert_same(self.evaluate("-", stdin=packed))
        self.assert_same(self.read("b.csv.gz", gzip.compress(b"id,segment,usage\na,small,0.72\n") +
                                   gzip.compress(b"b,large,0.5\n")))

    def test_a_cut_off_file_is_answered_as_far_as_it_is_whole(self):
        rows = "id,segment,usage\n" + "".join(
            f"account-{i * 7919 % 100003},small,0.{i % 89 + 10}\n" for i in range(20_000))
        packed = gzip.compress(rows.encode())
        result = self.read("a.csv.gz", packed[:-len(packed) // 3])
        self.assertEqual(result.code, INPUT_REFUSED)
        self.assertIn("a.csv.gz: the gzip data end too early, after byte", result.err)
        ids = [json.loads(line)["account_id"] for line in result.out.splitlines()]
        self.assertGreater(len(ids), 1_000)
        self.assertEqual(ids, [row.split(",")[0] for row in rows.splitlines()[1:len(ids) + 1]])

    def test_encodings(self):
        text = ROWS.replace("a,", "Müller,")
        self.assertIn("--encoding windows-1252", self.read("a.csv", text.encode("cp1252")).err)
        for encoding in ("windows-1252", "iso-8859-1", "utf-16"):
            content = text.encode("cp1252" if encoding == "windows-1252" else encoding)
            result = self.read("a.csv", content, "--encoding", encoding)
            self.assertEqual((self.answers(result)[0], result.err), ("Müller small 72", ""))
        self.assertEqual(self.answers(self.read("a.csv", text.encode("utf-16")))[0],
                         "Müller small 72")
        refused = self.read("a.csv", b"id\na\n\x81\n", "--encoding", "windows-1252")
        self.assertEqual(refused.code, INPUT_REFUSED)
        self.assertIn("a.csv: line 3: the byte 0x81 begins no character of windows-1252",
                      refused.err)
        refused = self.read("a.csv", text, "--encoding", "klingon")
        self.assertEqual(refused.code, USAGE)
        self.assertIn("--encoding: unknown encoding `klingon`", refused.err)

    def test_the_beginning_tells_the_format(self):
        lines = '{"id": "a", "segment": "small", "signals": {"usage": 0.72}}\n' \
                '{"id": "b", "segment": "large", "signals": {"usage": 0.5}}\n'
        array = "[" + lines.replace("}\n{", "},\n{") + "]"
        yaml = "- id: a\n  segment: small\n  signals: {usage: 0.72}\n" \
               "- id: b\n  segment: large\n  signals: {usage: 0.5}\n"
        for text in (ROWS, lines, array, yaml, "---\n" + yaml):
            with self.subTest(text=text[:10]):
                self.assert_same(self.evaluate("-", stdin=text.encode()))
                self.assert_same(self.read("export.txt", text))
        self.assert_same(self.read("a.txt", lines, "--accounts-format", "jsonl"))

    def test_a_text_that_tells_nothing_names_the_option(self):
        refused = self.read("a.txt", "hello\n")
        self.assertEqual((refused.code, refused.out), (USAGE, ""))
        self.assertIn("give --accounts-format json, jsonl, yaml or csv", refused.err)

    def test_a_file_that_is_not_there_is_said_so_first(self):
        refused = self.evaluate(self.folder / "none.txt")
        self.assertEqual(refused.code, INPUT_REFUSED)
        self.assertIn("No such file or directory", refused.err)


if __name__ == "__main__":
    program.main()
