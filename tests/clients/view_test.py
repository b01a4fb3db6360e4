"""Columns, conditions, order and counts of `bellwether evaluate`."""

import csv
import fcntl
import io
import json
import os
import pty
import select
import struct
import subprocess
import termios

import program
from program import ProgramTest, Server, run

SAAS = "rules/saas"
BOOK = "rules/saas/accounts/book.jsonl"
DAY = "2026-03-01"


def evaluate(*options, pack=SAAS, accounts=BOOK, **kwargs):
    return run("evaluate", "--pack", pack, "--accounts", accounts, "--as-of", DAY, *options, **kwargs)


def objects(*options, **kwargs):
    result = evaluate("--format", "jsonl", *options, **kwargs)
    return [json.loads(line) for line in result.out.splitlines()]


def ids(*options):
    return [row["id"] for row in objects("--select", "id", *options)]


def on_terminal(width, *options):
    """What a terminal of `width` columns shows of the book."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    process = subprocess.Popen(
        [program.find("bellwether"), "evaluate", "--pack", SAAS, "--accounts", BOOK, "--as-of", DAY,
         "--color", "never", *options],
        stdout=follower, stderr=subprocess.PIPE, cwd=program.SOURCE, env=program.environment())
    os.close(follower)
    shown = b""
    while select.select([leader], [], [], program.SECONDS)[0]:
        try:
            piece = os.read(leader, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(leader)
    process.wait(program.SECONDS)
    process.stderr.close()
    return shown.decode().replace("\r\n", "\n").splitlines()


class AnswerView(ProgramTest):
    """--view: the parts of whole answers."""

    KEYS = {"account_id", "pack", "as_of", "segment", "stage", "health", "data", "flags",
            "graduation", "extension", "flags_not_evaluated"}

    def test_basic_is_the_default_without_an_explanation(self):
        basic = objects()
        self.assertEqual(objects("--view", "basic"), basic)
        self.assertEqual(json.loads(evaluate("--format", "json").out), basic)
        for one in basic:
            self.assertLessEqual(set(one), self.KEYS)
            self.assertEqual(set(one["data"]), {"missing_count", "stale_count", "unknown_signals"})
            for health in one["health"]:
                self.assertLessEqual(set(health.get("score", {})), {"value", "band", "certain"})

    def test_full_is_the_default_with_an_explanation(self):
        for level in ("none", "summary"):
            full = objects("--explain", level)
            self.assertEqual(objects("--explain", level, "--view", "full"), full)
        self.assertEqual(objects("--view", "full"), objects("--explain", "none"))

    def test_basic_says_what_full_says(self):
        for basic, full in zip(objects(), objects("--view", "full"), strict=True):
            self.assertEqual(basic["data"]["missing_count"], len(full["data"]["missing"]))
            self.assertEqual([flag["rule"]["name"] for flag in basic["flags"]],
                             [flag["rule"]["name"] for flag in full["flags"]
                              if flag["state"] == "RAISED"])
            for part in ("graduation", "extension"):
                self.assertLessEqual(basic[part].items(), full[part].items())
            for some, every in zip(basic["health"], full["health"], strict=True):
                self.assertLessEqual(some.get("score", {}).items(),
                                     every.get("score", {}).items())

    def test_what_does_not_fit_is_said(self):
        for options, words in (
                (("--format", "json", "--view", "basic", "--explain", "full"), "no explanation"),
                (("--format", "csv", "--view", "full"), "--select"),
                (("--view", "basic"), "--format json and jsonl"),
                (("--format", "json", "--view", "basic", "--select", "id"), "--select"),
                (("--format", "json", "--view", "some"), "--view")):
            with self.subTest(options=options):
                result = evaluate(*options)
                self.assertEqual((result.code, result.out), (2, ""))
                self.assertIn(words, result.err)


class Select(ProgramTest):
    COLUMNS = ("id,health.primary.score,health.*.band,flags.red,graduation.decision,"
               "extension.new_target")

    def test_json_is_an_object_an_account_in_the_order_asked(self):
        rows = objects("--select", self.COLUMNS)
        self.assertEqual(len(rows), 8)
        self.assertEqual(list(rows[1].items()), [
            ("id", "borealis"), ("health.primary.score", 3), ("health.customer.band", None),
            ("health.early_stage.band", "red"), ("health.onboarding.band", "red"),
            ("flags.red", ["no_login", "meetings_missed", "champion_unresponsive"]),
            ("graduation.decision", "NOT_YET"), ("extension.new_target", "2026-02-25")])

    def test_all_formats_say_the_same(self):
        rows = objects("--select", self.COLUMNS)
        self.assertEqual(json.loads(evaluate("--select", self.COLUMNS, "--format", "json").out), rows)
        cells = list(csv.DictReader(io.StringIO(
            evaluate("--select", self.COLUMNS, "--format", "csv").out)))
        as_text = [{k: "" if v is None else ";".join(v) if isinstance(v, list) else str(v)
                    for k, v in row.items()} for row in rows]
        self.assertEqual(cells, as_text)
        table = evaluate("--select", self.COLUMNS).out.splitlines()
        self.assertEqual(table[0].split(), list(rows[0]))
        self.assertEqual(table[1].split(), ["acme", "94", "–", "green", "green", "NOT_YET",
                                            "2026-04-12"])

    def test_values_are_those_of_the_whole_answer(self):
        rows = objects("--select", "id,health.onboarding.coverage,health.onboarding.certain,"
                       "benchmark.time_to_value.tier,missing.count")
        for row, answer in zip(rows, objects("--explain", "full")):
            with self.subTest(account=row["id"]):
                health = {h["model"]: h for h in answer["health"]}["onboarding"]
                self.assertEqual(row["health.onboarding.coverage"], health.get("coverage")
                                 if "bounds" in health else None)
                self.assertEqual(row["health.onboarding.certain"],
                                 health.get("score", {}).get("certain"))
                tiers = {b["name"]: b.get("tier") for b in answer["benchmarks"]}
                self.assertEqual(row["benchmark.time_to_value.tier"], tiers["time_to_value"])
                self.assertEqual(row["missing.count"], len(answer["data"]["missing"]))

    def test_contributions_are_there_when_they_are_asked_for(self):
        row = objects("--select", "id,component.early_stage.*.contribution")[0]
        total = sum(value for path, value in row.items()
                    if path.count(".") == 3 and value is not None)
        self.assertAlmostEqual(total, 93.66071428571428, places=6)

    def test_every_mistake_is_told_at_once(self):
        result = evaluate("--select", "id,helth.x,graduation.totl,flags.rad", "--sort", "acw")
        self.assertEqual((result.code, result.out), (2, ""))
        self.assertEqual(result.err.splitlines(), [
            "bellwether: error: --select: unknown path `helth.x`; did you mean `health`?",
            "bellwether: error: --select: unknown path `graduation.totl`; "
            "did you mean `graduation.total`?",
            "bellwether: error: --select: the pack has no severity `rad`; did you mean `red`?",
            "bellwether: error: --sort: unknown path `acw`; did you mean `acv`?"])

    def test_a_mistake_leaves_the_output_file_alone(self):
        path = self.file("out.csv", "kept")
        self.assertEqual(evaluate("--select", "nothing", "--output", path).code, 2)
        self.assertEqual(path.read_text(), "kept")

    def test_refused_accounts_are_said_and_the_rest_is_written(self):
        result = evaluate("--select", "id,stage", "--format", "csv",
                          accounts="tests/clients/data/mixed.jsonl")
        self.assertEqual((result.code, result.out), (5, "id,stage\nada,customer\ndee,customer\n"))
        self.assertIn("2 of 4 accounts refused", result.err)

    def test_csv_has_an_account_a_line(self):
        rows = list(csv.DictReader(io.StringIO(evaluate("--format", "csv").out)))
        self.assertEqual(len(rows), 8)
        self.assertEqual(rows[1]["health.primary.score"], "3")
        self.assertEqual(rows[1]["flags.raised"],
                         "no_login;meetings_missed;champion_unresponsive;milestone_overdue")
        self.assertEqual(rows[1]["as_of"], "2026-03-01T00:00:00Z")
        self.assertEqual(rows[3]["extension.new_target"], "")
        long = list(csv.DictReader(io.StringIO(evaluate("--format", "csv", "--long").out)))
        self.assertEqual(len(long), 24)
        self.assertIn("account_id", long[0])


class Where(ProgramTest):
    def test_only_accounts_for_which_it_holds_are_shown(self):
        self.assertEqual(ids("--where", "health.primary.band == 'red' && acv > 50000"), ["elm"])
        self.assertEqual(ids("--where", "'no_login' in flags.raised"), ["borealis"])
        self.assertEqual(ids("--where", "segment == 'plg' || stage == 'customer'"),
                         ["cobalt", "dunes", "garnet", "harbor"])

    def test_whole_answers_are_filtered_too(self):
        condition = ("--where", "acv >= 96000.0")
        self.assertEqual([a["account_id"] for a in objects(*condition)], ["elm", "harbor"])
        self.assertEqual([line.split()[0] for line in evaluate(*condition).out.splitlines()],
                         ["account", "elm", "harbor"])
        answers = {a["account_id"]: a for a in objects()}
        self.assertEqual(objects(*condition), [answers["elm"], answers["harbor"]])

    def test_it_is_said_for_how_many_there_was_no_answer(self):
        result = evaluate("--select", "id", "--where", "nps >= 0.0", "--format", "csv")
        self.assertEqual(result.out, "id\ndunes\ngarnet\nharbor\n")
        self.assertEqual(result.err, "bellwether: --where had no answer for 5 of 8 accounts: what it "
                                     "asks for is missing there, and they are not shown\n")

    def test_a_mistake_has_a_caret(self):
        result = evaluate("--where", "health.primary.bnd == 'red'")
        self.assertEqual(result.code, 2)
        self.assertEqual(result.err.splitlines()[:4], [
            "--where:1:1: error: unknown name `health.primary.bnd` [unknown-name]",
            "  1 | health.primary.bnd == 'red'",
            "    | ^~~~~~~~~~~~~~~~~~",
            "  did you mean `health.primary.band`?"])


class Sort(ProgramTest):
    def test_values_up_and_down_missing_last(self):
        up = ["borealis", "elm", "garnet", "dunes", "acme", "harbor", "cobalt", "fjord"]
        self.assertEqual(ids("--sort", "health.primary.score"), up)
        self.assertEqual(ids("--sort", "health.primary.score:desc"), up[-2::-1] + ["fjord"])

    def test_bands_stand_in_the_order_of_the_pack_and_equals_in_that_of_the_file(self):
        self.assertEqual(ids("--sort", "health.primary.band"),
                         ["acme", "cobalt", "dunes", "harbor", "garnet", "borealis", "elm", "fjord"])

    def test_the_first_few(self):
        self.assertEqual(ids("--sort", "acv:desc", "--top", "3"), ["elm", "harbor", "acme"])
        self.assertEqual(ids("--top", "2"), ["acme", "borealis"])
        self.assertEqual(ids("--top", "2", "--where", "acv > 20000.0"), ["acme", "dunes"])
        self.assertEqual(len(ids("--sort", "acv", "--top", "100")), 8)

    def test_whole_answers_are_sorted_too(self):
        answers = {a["account_id"]: a for a in objects()}
        self.assertEqual(objects("--sort", "acv:desc", "--top", "2"),
                         [answers["elm"], answers["harbor"]])
        lines = evaluate("--sort", "acv:desc", "--top", "2").out.splitlines()
        self.assertEqual([line.split()[0] for line in lines], ["account", "elm", "harbor"])

    def test_what_is_no_order_is_refused(self):
        for sort, said in (("acv:down", "`down` is no direction"), ("flag.*", "names 14 paths"),
                           ("acv,id", "names 2 paths")):
            with self.subTest(sort=sort):
                result = evaluate("--sort", sort)
                self.assertEqual(result.code, 2)
                self.assertIn(said, result.err)
        self.assertEqual(evaluate("--top", "0").code, 2)


class Summary(ProgramTest):
    def test_counts_for_machines(self):
        summary = json.loads(evaluate("--summary", "--format", "json").out)
        self.assertEqual(summary["accounts"], 8)
        groups = {g["path"]: {c["value"]: c["accounts"] for c in g["counts"]}
                  for g in summary["groups"]}
        self.assertEqual(groups["health.primary.band"],
                         {"green": 4, "yellow": 1, "red": 2, None: 1})
        self.assertEqual(groups["extension.decision"], {"ESCALATE": 2, "CONTINUE": 3, None: 3})
        self.assertEqual(groups["flags.raised"]["meetings_missed"], 2)
        self.assertEqual(groups["segment"],
                         {"enterprise": 3, "mid_market": 2, "smb": 2, "plg": 1})

    def test_counts_agree_with_the_rows(self):
        rows = objects("--select", "health.primary.band,flags.raised")
        lines = list(csv.DictReader(io.StringIO(evaluate("--summary", "--format", "csv").out)))
        counts = {(line["path"], line["value"]): int(line["accounts"]) for line in lines}
        for band in ("green", "yellow", "red"):
            self.assertEqual(counts["health.primary.band", band],
                             sum(row["health.primary.band"] == band for row in rows))
        for flag in {name for row in rows for name in row["flags.raised"]}:
            self.assertEqual(counts["flags.raised", flag],
                             sum(flag in row["flags.raised"] for row in rows))

    def test_only_what_the_condition_leaves_is_counted(self):
        result = evaluate("--summary", "--where", "stage == 'customer'")
        self.assertEqual(result.out.splitlines()[0], "3 accounts")
        self.assertEqual(evaluate("--summary", "--where", "acv < 0.0").out, "0 accounts\n")

    def test_rows_and_counts_exclude_each_other(self):
        for options in (("--select", "id"), ("--sort", "acv"), ("--top", "1"),
                        ("--long", "--format", "csv")):
            with self.subTest(options=options):
                self.assertEqual(evaluate("--summary", *options).code, 2)
        self.assertEqual(evaluate("--long").code, 2)


class Terminal(ProgramTest):
    def test_a_table_fits(self):
        for width in (60, 80, 100, 120, 160):
            with self.subTest(width=width):
                lines = on_terminal(width)
                self.assertLessEqual(max(map(len, lines)), width)
                self.assertTrue(any(line.startswith("left out for want of room: ")
                                    for line in lines))

    def test_the_least_needed_columns_go_first(self):
        self.assertEqual(on_terminal(80)[0].split(),
                         ["account", "model", "(*", "primary)", "score", "band", "flags",
                          "extension"])
        self.assertEqual(on_terminal(80)[-2:], [
            "left out for want of room: segment, graduation, missing, confidence; a wider",
            "terminal shows more, --select chooses columns"])

    def test_a_wide_terminal_and_a_pipe_show_everything(self):
        self.assertEqual("\n".join(on_terminal(250)) + "\n", evaluate().out)

    def test_headers_are_broken_before_columns_are_left_out(self):
        lines = on_terminal(64, "--select", "id,health.primary.score,health.*.band,acv")
        self.assertEqual([line.split() for line in lines[:3]], [
            ["health.", "health.", "health.", "health."],
            ["primary.", "customer.", "early_stage.", "onboarding."],
            ["id", "score", "band", "band", "band", "acv"]])
        self.assertEqual(lines[3].split(), ["acme", "94", "–", "green", "green", "48000"])

    def test_a_narrow_column_takes_the_room_of_a_wide_one(self):
        lines = on_terminal(40, "--select", "id,acv,flags.red,health.primary.score")
        self.assertEqual([line.split() for line in lines[:3]],
                         [["health."], ["primary."], ["id", "acv", "score"]])
        self.assertEqual(lines[-3], "left out for want of room: flags.red; a")


class Remote(ProgramTest):
    def remote(self, server, *options):
        return run("remote", "evaluate", "--server", server.address, "--accounts", BOOK,
                   "--as-of", DAY, *options)

    def test_what_messages_carry_is_the_same(self):
        columns = ("id,segment,as_of,health.primary.score,health.primary.band,flags.raised,missing,"
                   "stale.count,graduation.decision,extension.new_target,pack.version")
        with Server(SAAS) as server:
            for options in (("--format", "csv"), ("--format", "csv", "--long"),
                            ("--select", columns), ("--select", columns, "--format", "jsonl"),
                            ("--select", columns, "--format", "json", "--call", "unary"),
                            ("--select", columns, "--call", "columns", "--format", "jsonl"),
                            ("--select", "id", "--sort", "health.primary.score:desc", "--top", "3")):
                with self.subTest(options=options):
                    here = evaluate(*(o for o in options if o not in ("--call", "unary", "columns")))
                    there = self.remote(server, *options)
                    self.assertEqual((there.code, there.err), (0, ""))
                    self.assertEqual(there.out, here.out)

    def test_a_summary_counts_the_same(self):
        with Server(SAAS) as server:
            there = json.loads(self.remote(server, "--summary", "--format", "json").out)
        here = json.loads(evaluate("--summary", "--format", "json").out)
        counted = lambda summary: {(g["path"], c["value"]): c["accounts"]
                                   for g in summary["groups"] for c in g["counts"]}
        self.assertEqual(counted(there), counted(here))

    def test_what_needs_the_pack_is_refused(self):
        with Server(SAAS) as server:
            where = self.remote(server, "--where", "acv > 5.0")
            self.assertEqual(where.code, 2)
            self.assertIn("--where needs the pack, which is on the server", where.err)
            columns = self.remote(server, "--select", "id,health.onboarding.score,acv")
            self.assertEqual(columns.code, 2)
            self.assertIn("is not read at `health.onboarding.score`", columns.err)
            self.assertIn("is not read at `acv`", columns.err)
            self.assertIn("without the pack there are: id, segment, ", columns.err)


if __name__ == "__main__":
    program.main()
