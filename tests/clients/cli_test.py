"""The program `bellwether` from outside: exit codes, streams, bad input, colour, limits."""

import csv
import io
import json
import os
import pty
import re
import subprocess
import unittest

import program
from program import TINY_PACK, ProgramTest, run

SAAS = "rules/saas"
BOOK = "rules/saas/accounts/book.jsonl"
ACME = "rules/saas/accounts/acme.json"
DAY = "2026-03-01"
GOOD, FAILED, USAGE, PACK_INVALID, INPUT_REFUSED = 0, 1, 2, 3, 5
ESCAPE = "\x1b["


def evaluate(pack, accounts, *more, **options):
    return run("evaluate", "--pack", pack, "--accounts", accounts, "--as-of", DAY, *more, **options)


class Help(ProgramTest):
    COMMANDS = (["ask"], ["check"], ["completion"], ["dump"], ["evaluate"], ["explain"], ["man"],
                ["remote", "evaluate"], ["schema"], ["version"])

    def test_every_command_has_a_summary_and_an_example(self):
        for command in self.COMMANDS:
            with self.subTest(command=command):
                result = run(*command, "--help")
                self.assertEqual(result.code, GOOD)
                self.assertEqual(result.err, "")
                self.assertRegex(result.out, r"\A[A-Z][^\n]+\nUsage: bellwether " + " ".join(command))
                self.assertIn("\nExample:\n  bellwether " + " ".join(command), result.out)

    def test_examples_work_as_they_stand(self):
        for command in self.COMMANDS:
            if command[0] == "remote":
                continue  # remote_test.py: it needs a server
            with self.subTest(command=command):
                example = run(*command, "--help").out.split("\nExample:\n")[1].strip()
                words = example.split()
                self.assertEqual(words[0], "bellwether")
                result = run(*words[1:])
                self.assertEqual(result.code, GOOD, result.err)
                self.assertEqual(result.err, "")
                self.assertNotEqual(result.out, "")

    def test_help_of_the_program_lists_the_commands(self):
        result = run("--help")
        for command in ("ask", "check", "dump", "evaluate", "explain", "remote", "schema", "version"):
            self.assertIn(f"\n  {command} ", result.out)
        self.assertIn("Exit codes: 0 good", result.out)


class Usage(ProgramTest):
    # arguments -> what stderr must say
    MISTAKES = (
        ([], "subcommand is required"),
        (["evalute"], "did you mean evaluate?"),
        (["remote"], "subcommand is required"),
        (["check"], "PACK"),
        (["evaluate", "--pac", SAAS], "did you mean --pack?"),
        (["evaluate", "--pack", SAAS], "--accounts"),
        (["evaluate", "--pack", SAAS, "--accounts", BOOK, "--format", "tabel"],
         "did you mean `table`?"),
        (["evaluate", "--pack", SAAS, "--accounts", BOOK, "--as-of", "2026-02-30"], "2026-02-30"),
        (["evaluate", "--pack", SAAS, "--accounts", BOOK, "--as-of", "yesterday"], "2026-03-01"),
        (["evaluate", "--pack", SAAS, "--accounts", BOOK, "--as-of", DAY, "--benchmark-set", "XX"],
         "--benchmark-set"),
        (["explain", "--pack", SAAS, "--account", BOOK, "--as-of", DAY], "give --id"),
        (["explain", "--pack", SAAS, "--account", ACME, "--as-of", DAY, "--model", "onbording"],
         "did you mean `onboarding`?"),
        (["explain", "--pack", SAAS, "--account", ACME, "--as-of", DAY, "--section", "flag"],
         "did you mean `flags`?"),
        (["explain", "--pack", SAAS, "--account", ACME, "--as-of", DAY, "--section", "flags",
          "--model", "onboarding"], "--model excludes --section"),
        (["remote", "evaluate", "--server", "x:1", "--accounts", BOOK, "--concurrency", "0"],
         "--concurrency"),
        (["version", "--format", "xml"], "--format"),
    )

    def test_mistakes_are_told_on_stderr_alone(self):
        for arguments, wanted in self.MISTAKES:
            with self.subTest(arguments=arguments):
                result = run(*arguments)
                self.assertEqual(result.code, USAGE, result.err)
                self.assertEqual(result.out, "")
                self.assertIn(wanted, result.err)


class Check(ProgramTest):
    def test_a_good_pack(self):
        result = run("check", SAAS)
        self.assertEqual(result.code, GOOD)
        self.assertRegex(result.out,
                         r"\Arules/saas: ok, (\d+ allowed warnings?, )?pack saas \S+, digest [0-9a-f]{12}…, "
                         r"\d+ signals, \d+ benchmarks, \d+ health models, \d+ flags, graduation "
                         r"with \d+ dimensions, extension, programme with \d+ phases, \d+ imports\n\Z")

    def test_counts_only_what_the_pack_defines(self):
        result = run("check", self.file("p/pack.yaml", TINY_PACK).parent)
        self.assertTrue(result.out.endswith("2 signals, 0 benchmarks, 1 health model\n"), result.out)

    def test_every_mistake_at_once_with_place_and_caret(self):
        pack = self.file("p/pack.yaml", TINY_PACK.replace("type: ratio", "type: ration")
                         .replace("weight: 1, of: mood", "wieght: 1, of: mood"))
        result = run("check", pack.parent)
        self.assertEqual(result.code, PACK_INVALID)
        self.assertRegex(result.err, r"p/pack\.yaml:6:\d+: error: .*ration")
        self.assertRegex(result.err, r"p/pack\.yaml:14:\d+: error: .*wieght")
        self.assertRegex(result.err, r"(?m)^\s+\| +\^~+$")
        self.assertNotIn(ESCAPE, result.err)
        self.assertRegex(result.out, r"p: \d+ errors")

    def test_json_lists_what_was_found(self):
        pack = self.file("p/pack.yaml", TINY_PACK.replace("type: ratio", "type: ration"))
        result = run("check", pack.parent, "--format", "json")
        self.assertEqual(result.code, PACK_INVALID)
        found = json.loads(result.out)[0]
        self.assertEqual(list(found)[:6],
                         ["file", "line", "column", "severity", "code", "message"])
        self.assertEqual((found["file"], found["line"], found["severity"]),
                         (str(pack), 6, "error"))
        counting = [found for found in json.loads(run("check", SAAS, "--format", "json").out) if "allowed" not in found]
        self.assertEqual(counting, [])

    def test_a_pack_of_anchors_and_merge_keys(self):
        result = run("check", "tests/clients/data/anchored_pack")
        self.assertEqual((result.code, result.err), (GOOD, ""))
        self.assertIn("3 signals, 0 benchmarks, 1 health model", result.out)

    def test_what_was_merged_has_both_places(self):
        pack = self.file("p/pack.yaml", "pack: p\nversion: 1.0.0\nx-use: &use {type: ratoi}\n"
                         "signals:\n  a: {<<: *use, max_age: 9d}\n")
        found = json.loads(run("check", pack.parent, "--format", "json").out)[0]
        self.assertEqual((found["line"], found["merged_in"]), (3, {"line": 5, "column": 7}))
        self.assertIn("merged in by `<<` at", run("check", pack.parent).err)

    def test_folders_that_are_no_packs(self):
        for path in ("no/such/folder", self.folder, BOOK):
            with self.subTest(path=path):
                result = run("check", path)
                self.assertEqual(result.code, PACK_INVALID)
                self.assertEqual(result.out, "")
                self.assertIn("give the folder of a", result.err)


class Evaluate(ProgramTest):
    def test_formats_agree(self):
        lines = [json.loads(line) for line in evaluate(SAAS, BOOK, "--format", "jsonl")
                 .out.splitlines()]
        array = json.loads(evaluate(SAAS, BOOK, "--format", "json").out)
        rows = list(csv.DictReader(io.StringIO(
            evaluate(SAAS, BOOK, "--format", "csv", "--long").out)))
        self.assertEqual(lines, array)
        self.assertEqual(len(rows), sum(len(one["health"]) for one in array))
        scores = {(one["account_id"], health["model"]): health["score"]["value"]
                  for one in array for health in one["health"] if "score" in health}
        self.assertGreater(len(scores), 5)
        for row in rows:
            score = scores.get((row["account_id"], row["model"]))
            self.assertEqual(row["score"], "" if score is None else str(score))
        for row, one in ((row, one) for row in rows for one in array
                         if one["account_id"] == row["account_id"]):
            self.assertEqual(row["graduation_decision"], one["graduation"].get("decision", ""))
            self.assertEqual(row["extension_decision"], one["extension"].get("decision", ""))
            raised = [flag["rule"]["name"] for flag in one["flags"] if flag["state"] == "RAISED"]
            self.assertEqual(row["flags_raised"], ";".join(raised))
        table = evaluate(SAAS, BOOK).out
        for account, _ in scores:
            self.assertRegex(table, rf"(?m)^{account} ")

    def test_explanations_grow_with_the_level(self):
        sizes = [len(evaluate(SAAS, ACME, "--format", "jsonl", "--explain", level).out)
                 for level in ("none", "summary", "full")]
        self.assertEqual(sizes, sorted(set(sizes)))

    def test_contributions_sum_to_the_raw_score(self):
        def leaves(components):
            for component in components:
                if "components" in component:
                    yield from leaves(component["components"])
                else:
                    yield component
        scored = 0
        for line in evaluate(SAAS, BOOK, "--format", "jsonl", "--explain", "full").out.splitlines():
            for health in json.loads(line)["health"]:
                if health["state"] != "SCORED":
                    continue
                scored += 1
                total = sum(leaf["contribution"] for leaf in leaves(health["components"]))
                self.assertAlmostEqual(total, health["score"]["raw"], delta=1e-9)
        self.assertGreater(scored, 5)

    def test_now_is_said_once(self):
        result = run("evaluate", "--pack", SAAS, "--accounts", ACME)
        self.assertEqual(result.code, GOOD)
        self.assertEqual(result.err.count("as of now, 20"), 1)

    def test_output_goes_to_a_file(self):
        path = self.folder / "answers.csv"
        result = evaluate(SAAS, BOOK, "--format", "csv", "--output", path)
        self.assertEqual((result.code, result.out, result.err), (GOOD, "", ""))
        self.assertEqual(path.read_text(), evaluate(SAAS, BOOK, "--format", "csv").out)

    def test_stdin(self):
        accounts = (program.SOURCE / BOOK).read_bytes()
        piped = evaluate(SAAS, "-", "--accounts-format", "jsonl", stdin=accounts)
        self.assertEqual(piped.out, evaluate(SAAS, BOOK).out)

    def test_unknown_signals_can_be_reported(self):
        accounts = self.file("a.json", '{"id": "a", "signals": {"nonsense": 1}}')
        self.assertEqual(evaluate(SAAS, accounts).code, INPUT_REFUSED)
        reported = evaluate(SAAS, accounts, "--unknown-signals", "report", "--format", "jsonl")
        self.assertEqual(reported.code, GOOD)
        self.assertEqual(json.loads(reported.out)["data"]["unknown_signals"], ["nonsense"])

    def test_unknown_columns_are_refused_once(self):
        accounts = self.file("a.csv", "id,usage,usgae\na,0.5,1\nb,0.6,2\nc,0.7,3\n")
        pack = self.file("p/pack.yaml", TINY_PACK).parent
        result = evaluate(pack, accounts)
        self.assertEqual((result.code, result.out), (INPUT_REFUSED, ""))
        self.assertEqual(result.err.count("signals.usgae: "), 1)
        self.assertIn("did you mean `usage`?", result.err)
        self.assertIn(f"{accounts}:1:", result.err)
        reported = evaluate(pack, accounts, "--unknown-signals", "report", "--format", "jsonl")
        self.assertEqual(reported.code, GOOD)
        self.assertEqual(len(reported.out.splitlines()), 3)


class BadInput(ProgramTest):
    # name -> (file, content, exit code, answered ids, what stderr must say)
    FILES = {
        "empty file": ("a.jsonl", "", INPUT_REFUSED, [], ["is empty"]),
        "empty JSON file": ("a.json", "", INPUT_REFUSED, [], ["is empty"]),
        "no account": ("a.json", "[]", GOOD, [], ["holds no account"]),
        "cut line": ("a.jsonl", '{"id": "a"}\n{"id": "b", "seg', INPUT_REFUSED, ["a"],
                     ["a.jsonl:2:", "1 of 2 accounts refused"]),
        "cut array": ("a.json", '[{"id": "a"},\n{"id": "b"', INPUT_REFUSED, ["a"], ["a.json:2:"]),
        "NaN": ("a.jsonl", '{"id": "a", "signals": {"usage": NaN}}\n{"id": "b"}', INPUT_REFUSED,
                ["b"], ["a.jsonl:1:", "NaN"]),
        "70 for a ratio": ("a.jsonl", '{"id": "a", "signals": {"usage": 70}}\n{"id": "b"}',
                           INPUT_REFUSED, ["b"], ["a.jsonl:1: a: signals.usage:", "70",
                                                  "OUT_OF_RANGE"]),
        "all problems at once": ("a.json", '{"id": "a", "segment": "smal", '
                                 '"signals": {"usage": 70, "mood": "god", "usgae": 1}}',
                                 INPUT_REFUSED, [],
                                 ["did you mean `small`?", "signals.usage", "did you mean `good`?",
                                  "did you mean `usage`?"]),
        "wrong types": ("a.json", '{"id": "a", "signals": {"usage": "much"}, "kickoff_at": 5}',
                        INPUT_REFUSED, [], ["signals.usage", "kickoff_at"]),
        "impossible date": ("a.json", '{"id": "a", "kickoff_at": "2026-02-30"}', INPUT_REFUSED, [],
                            ["kickoff_at", "2026-02-30"]),
        "no id": ("a.jsonl", '{"segment": "small"}\n{"id": "b"}', INPUT_REFUSED, ["b"], ["id"]),
        "invalid UTF-8": ("a.jsonl", b'{"id": "a"}\n{"id": "\xff"}\n{"id": "c"}', INPUT_REFUSED,
                          ["a", "c"], ["a.jsonl:2:", "UTF-8"]),
        "absurdly long line": ("a.jsonl", '{"id": "a", "csm": "' + "y" * 3_000_000 + '"}\n'
                               '{"id": "b"}', INPUT_REFUSED, ["b"],
                               ["a.jsonl:1:", "max_account_bytes"]),
        "deep nesting": ("a.jsonl", '{"id": ' * 100_000 + '\n{"id": "b"}', INPUT_REFUSED, ["b"],
                         ["a.jsonl:1:"]),
        "YAML": ("a.yaml", "- id: a\n- id: b\n  segment: huge\n", INPUT_REFUSED, ["a"],
                 ["a.yaml:2:", "segment"]),
        "CSV row": ("a.csv", "id,usage\na,0.5\nb,70\nc,n/a\nd,\n", INPUT_REFUSED, ["a", "c", "d"],
                    ["a.csv:3:", "70"]),
        "escape sequences": ("a.jsonl", '{"id": "\\u001b[2J", "segment": "x"}', INPUT_REFUSED, [],
                             ["?[2J"]),
    }

    def test_what_is_wrong_is_said_and_the_rest_is_answered(self):
        pack = self.file("p/pack.yaml", TINY_PACK).parent
        for name, (file, content, code, answered, wanted) in self.FILES.items():
            with self.subTest(name):
                result = evaluate(pack, self.file(file, content), "--format", "jsonl")
                self.assertEqual(result.code, code, result.err)
                ids = [json.loads(line)["account_id"] for line in result.out.splitlines()]
                self.assertEqual(ids, answered)
                for words in wanted:
                    self.assertIn(words, result.err)
                self.assertNotIn("\x1b", result.err)
                self.assertLess(max(map(len, result.err.splitlines())), 1000)

    def test_files_that_cannot_be_read(self):
        for path, wanted in (("no/such.json", "No such file"), ("no/such", "No such file"),
                             (self.folder, "Is a directory")):
            result = evaluate(SAAS, path)
            self.assertIn(wanted, result.err)
            self.assertEqual(result.out, "")
        self.assertEqual(evaluate(SAAS, "no/such.json").code, INPUT_REFUSED)
        folder = self.folder / "folder.json"
        folder.mkdir()
        result = evaluate(SAAS, folder)
        self.assertEqual(result.code, INPUT_REFUSED)
        self.assertIn("Is a directory", result.err)

    def test_a_pack_with_errors_evaluates_nothing(self):
        pack = self.file("p/pack.yaml", TINY_PACK.replace("type: ratio", "type: ration")).parent
        for command in ("evaluate", "explain"):
            accounts = "--accounts" if command == "evaluate" else "--account"
            result = run(command, "--pack", pack, accounts, ACME, "--as-of", DAY)
            self.assertEqual((result.code, result.out), (PACK_INVALID, ""))
            self.assertIn("pack.yaml:6:", result.err)


class Explain(ProgramTest):
    def test_finds_the_account(self):
        result = run("explain", "--pack", SAAS, "--account", BOOK, "--id", "acme", "--as-of", DAY)
        self.assertEqual((result.code, result.err), (GOOD, ""))
        alone = run("explain", "--pack", SAAS, "--account", ACME, "--as-of", DAY)
        self.assertEqual(result.out, alone.out)
        missed = run("explain", "--pack", SAAS, "--account", BOOK, "--id", "acne", "--as-of", DAY)
        self.assertEqual((missed.code, missed.out), (INPUT_REFUSED, ""))
        self.assertIn("did you mean `acme`?", missed.err)

    def test_cites_the_pack_and_fits_100_columns(self):
        result = run("explain", "--pack", SAAS, "--account", ACME, "--as-of", DAY)
        self.assertRegex(result.out, r"health/onboarding\.yaml:\d+")
        self.assertLessEqual(max(map(len, result.out.splitlines())), 100)
        cited = re.findall(r"(\S+\.yaml):(\d+)$", result.out, re.MULTILINE)
        self.assertGreater(len(cited), 10)
        for file, line in cited:
            lines = (program.SOURCE / SAAS / file).read_text().splitlines()
            self.assertNotEqual(lines[int(line) - 1].strip(), "")

    def test_facts_that_the_pack_never_reads_are_not_listed(self):
        account = self.file("a.json", '{"id": "a", "signals": {"usage": 0.4}}')
        def explain(pack, *more):
            folder = self.file("p/pack.yaml", pack).parent
            return run("explain", "--pack", folder, "--account", account, "--as-of", DAY, *more).out
        self.assertNotIn("Derived facts", explain(TINY_PACK))
        reads = TINY_PACK + ("severities: [red]\nflags: {late: {severity: red, reason: Late, "
                             "when: days_since_kickoff > 9}}\n")
        facts = explain(reads, "--section", "facts")
        self.assertIn("Derived facts\n  not given: days_since_kickoff\n", facts)

    def test_sections_can_be_chosen(self):
        def explain(*more):
            result = run("explain", "--pack", SAAS, "--account", "rules/saas/accounts/borealis.json",
                         "--as-of", DAY, *more)
            self.assertEqual((result.code, result.err), (GOOD, ""))
            return re.findall(r"^[A-Z][a-z]+(?: facts)?(?=$|  )", result.out, re.MULTILINE)
        self.assertEqual(explain(), ["Decision", "Flags", "Graduation", "Extension", "Forecast",
                                     "Programme",
                                     "Playbooks", "Benchmarks", "Derived facts", "Data"])
        self.assertEqual(explain("--section", "data,graduation"), ["Graduation", "Data"])
        self.assertEqual(explain("--section", "flags"), ["Flags", "Playbooks"])
        self.assertEqual(explain("--section", "health"), [])

    def test_json_is_the_evaluation_in_full(self):
        result = run("explain", "--pack", SAAS, "--account", ACME, "--as-of", DAY,
                     "--format", "json")
        full = evaluate(SAAS, ACME, "--format", "jsonl", "--explain", "full")
        self.assertEqual(json.loads(result.out), json.loads(full.out))

    def test_a_refused_account_is_not_explained(self):
        account = self.file("a.json", '{"id": "a", "signals": {"weekly_active_ratio": 70}}')
        result = run("explain", "--pack", SAAS, "--account", account, "--as-of", DAY)
        self.assertEqual((result.code, result.out), (INPUT_REFUSED, ""))
        self.assertIn("signals.weekly_active_ratio", result.err)


# Accounts of which little is known, as people bring them: what a CSM reads of them, first of all.
BUSY_SEASON = {
    "id": "busy_season", "segment": "enterprise", "cadence": "daily", "stage": "onboarding",
    "acv": 120000, "seats": 100, "contract_signed_at": "2026-01-05", "kickoff_at": "2026-01-12",
    "target_graduation_at": "2026-04-12", "first_login_at": "2026-01-14",
    "milestones": [
        {"key": "training", "planned_at": "2026-02-25", "completed_at": "2026-02-26"},
        {"key": "value_achievement", "planned_at": "2026-04-01"}],
    "signals": {"weekly_active_ratio": 0.72, "daily_active_ratio": 0.5, "customer_busy": True,
                "champion_sentiment": "positive"}}
PAST_BUDGET = {
    "id": "past_budget", "segment": "enterprise", "cadence": "daily", "stage": "onboarding",
    "contract_signed_at": "2026-01-05", "kickoff_at": "2026-01-12",
    "target_graduation_at": "2026-04-12", "extension": {"granted_days": 30},
    "signals": {"customer_busy": True}}
ACTIVITY_NO_VALUE = {
    "id": "activity_no_value", "segment": "enterprise", "cadence": "daily", "stage": "onboarding",
    "contract_signed_at": "2026-01-05", "kickoff_at": "2026-01-12",
    "target_graduation_at": "2026-04-12",
    "dimension_scores": {"technical": 9, "knowledge": 10, "usage": 9, "value": 3, "stakeholder": 8},
    "signals": {"weekly_active_ratio": 0.9, "daily_active_ratio": 0.7,
                "training_completion_ratio": 1.0, "customer_signed_off": True,
                "sponsor_signed_off": True, "outcome_achieved": False}}


class Briefing(ProgramTest):
    def brief(self, account, day, *more):
        path = self.file("account.json", json.dumps(account))
        result = run("explain", "--brief", "--pack", SAAS, "--account", path, "--as-of", day, *more)
        self.assertEqual(result.code, GOOD, result.err)
        return result.out

    def test_the_decision_comes_first_then_why_what_to_do_and_what_to_ask(self):
        lines = self.brief(BUSY_SEASON, "2026-04-13").splitlines()
        self.assertEqual(lines[2], "Decision  EXTEND 14 days, to 2026-04-26")
        self.assertIn("why: A reason for more time holds, and the budget allows it: you are engaged, "
                      "but legitimately busy.", " ".join(" ".join(lines[3:5]).split()))
        self.assertIn("What to do next", lines)
        self.assertGreater(lines.index("What to ask next"), lines.index("What to do next"))
        self.assertLess(len(lines), 50)

    def test_one_answer_that_would_change_the_decision_is_named(self):
        silent = {**BUSY_SEASON, "signals": {
            **BUSY_SEASON["signals"], "scope_dispute": False, "unsolvable_blocker": False,
            "doubt_expressed": False, "customer_feedback": "positive", "churn_risk": False,
            "sponsor_signed_off": False}}
        text = " ".join(self.brief(silent, "2026-04-13").split())
        self.assertIn("EXTEND 14 days now; were last_response_at 2026-03-30 or earlier: ESCALATE.",
                      text)

    def test_sentences_read_well_without_values(self):
        text = self.brief(PAST_BUDGET, "2026-05-20")
        self.assertTrue(text.splitlines()[2].startswith("Decision  ESCALATE"), text)
        for broken in (": .", "unknown of", ". .", " ,", "on: ."):
            self.assertNotIn(broken, " ".join(text.split()))

    def test_activity_without_value_stays_blocked(self):
        text = " ".join(self.brief(ACTIVITY_NO_VALUE, "2026-04-10").split())
        self.assertIn("NOT_YET, whatever is missing.", text)

    def test_indonesian(self):
        text = self.brief(BUSY_SEASON, "2026-04-13", "--language", "id")
        self.assertIn("saat ini", text)

    def test_whoever_has_graduated_is_read_by_health(self):
        result = run("explain", "--brief", "--pack", SAAS, "--account",
                     "rules/saas/accounts/book.csv", "--id", "mesa", "--as-of", DAY)
        self.assertEqual(result.code, GOOD, result.err)
        self.assertTrue(result.out.splitlines()[2].startswith("Health  customer 96 green"),
                        result.out)
        self.assertIn("ready to expand", result.out)


class Ask(ProgramTest):
    def ask(self, *more):
        result = run("ask", "--pack", SAAS, "--account", "rules/saas/accounts/juniper.json",
                     "--as-of", "2026-04-13", *more)
        self.assertEqual(result.code, GOOD, result.err)
        return result.out

    def test_says_what_to_ask_for_each_outcome(self):
        text = self.ask()
        self.assertIn("What to ask next", text)
        self.assertRegex(text, r"\nband of ")

    def test_all_shows_more_than_a_few(self):
        few, everything = self.ask("--most", "1"), self.ask("--all")
        self.assertIn("more (--all shows them)", few)
        self.assertNotIn("--all shows them", everything)
        self.assertGreater(len(everything), len(few))

    def test_json_holds_questions_alone(self):
        answer = json.loads(self.ask("--format", "json"))
        listed = [q for health in answer["health"] for q in health["questions"]]
        self.assertTrue(listed)
        for question in listed:
            self.assertTrue(question["answers"], question["name"])
        self.assertNotIn("components", answer["health"][0])

    def test_an_account_that_is_known_has_none(self):
        pack = self.file("pack/pack.yaml", TINY_PACK)
        account = self.file("a.json", '{"id": "a", "signals": {"usage": 1, "mood": "good"}}')
        result = run("ask", "--pack", pack.parent, "--account", account, "--as-of", DAY)
        self.assertIn("No answer that is missing could change what is said.", result.out)


class Streams(ProgramTest):
    def test_no_color_in_a_pipe_unless_asked(self):
        for command in (["evaluate", "--pack", SAAS, "--accounts", BOOK],
                        ["explain", "--pack", SAAS, "--account", ACME]):
            plain = run(*command, "--as-of", DAY)
            colored = run(*command, "--as-of", DAY, "--color", "always")
            self.assertNotIn(ESCAPE, plain.out)
            self.assertIn(ESCAPE, colored.out)
            self.assertEqual(re.sub(r"\x1b\[\d*m", "", colored.out), plain.out)

    def on_terminal(self, *arguments, **changes):
        """What the program writes to a terminal."""
        parent, child = pty.openpty()
        process = subprocess.Popen([program.find("bellwether"), *arguments], stdout=child,
                                   stderr=subprocess.PIPE, cwd=program.SOURCE,
                                   env=program.environment(**changes))
        os.close(child)
        written = b""
        try:
            while piece := os.read(parent, 65536):
                written += piece
        except OSError:
            pass  # how Linux says that the other side is closed
        os.close(parent)
        process.stderr.close()
        self.assertEqual(process.wait(program.SECONDS), GOOD)
        return written.decode()

    def test_color_on_a_terminal(self):
        arguments = ["evaluate", "--pack", SAAS, "--accounts", BOOK, "--as-of", DAY]
        self.assertIn(ESCAPE, self.on_terminal(*arguments))
        self.assertNotIn(ESCAPE, self.on_terminal(*arguments, NO_COLOR="1"))
        self.assertNotIn(ESCAPE, self.on_terminal(*arguments, TERM="dumb"))
        self.assertNotIn(ESCAPE, self.on_terminal(*arguments, "--color", "never"))

    def test_a_reader_that_leaves_is_no_failure(self):
        accounts = self.file("many.jsonl", "".join(f'{{"id": "a{i}"}}\n' for i in range(3000)))
        process = subprocess.Popen(
            [program.find("bellwether"), "evaluate", "--pack", SAAS, "--accounts", accounts,
             "--as-of", DAY, "--format", "jsonl"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=program.SOURCE)
        process.stdout.readline()
        process.stdout.close()
        error = process.stderr.read()
        process.stderr.close()
        self.assertEqual((process.wait(program.SECONDS), error), (GOOD, b""))

    def test_a_full_disk_is_one(self):
        with open("/dev/full", "wb") as full:
            result = evaluate(SAAS, BOOK, "--format", "jsonl", stdout=full)
        self.assertEqual(result.code, FAILED)
        self.assertIn("No space left", result.err)
        result = evaluate(SAAS, BOOK, "--output", self.folder / "no" / "such" / "folder")
        self.assertEqual(result.code, FAILED)
        self.assertIn("cannot write", result.err)


class Version(ProgramTest):
    def test_says_what_a_report_needs(self):
        result = run("version")
        self.assertRegex(result.out, r"\Abellwether \d+\.\d+\.\d+\n(g\+\+|clang) \d+")
        self.assertIn("\ngrpc 1.", result.out)
        document = json.loads(run("version", "--format", "json").out)
        self.assertEqual(result.out.splitlines()[0], "bellwether " + document["version"])
        self.assertIn("protobuf", document["libraries"])


if __name__ == "__main__":
    program.main()
