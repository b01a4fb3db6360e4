"""Tests of rules/examples/oulad/convert.py, on tables made here and on the excerpt kept there.

    python3 tests/examples/oulad_convert_test.py
"""

import contextlib
import csv
import filecmp
import importlib.util
import io
import json
import os
import sys
import tempfile
import unittest

ROOT = os.environ.get("BELLWETHER_SOURCE_DIR",
                      os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."))
FOLDER = os.path.join(ROOT, "rules", "examples", "oulad")

sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("convert", os.path.join(FOLDER, "convert.py"))
convert = importlib.util.module_from_spec(spec)
spec.loader.exec_module(convert)

# A small university. In module MMM, 2014J: TMA 11 due on day 19, CMA 12 on day 25, TMA 13 on day
# 40, examination 14 without a date.
TABLES = {
    "course.csv": "code_module,code_presentation,module_presentation_length\nMMM,2014J,260\n",
    "assessment.csv": "code_module,code_presentation,id_assessment,assessment_type,date,weight\n"
                      "MMM,2014J,13,TMA,40,50\nMMM,2014J,11,TMA,19,50\n"
                      "MMM,2014J,14,Exam,,100\nMMM,2014J,12,CMA,25,0\n",
    "student.csv": "code_module,code_presentation,id_student,num_of_prev_attempts,studied_credits,"
                   "final_result\nMMM,2014J,7,1,60,Pass\n",
    "student_registration.csv": "code_module,code_presentation,id_student,date_registration,"
                                "date_unregistration\nMMM,2014J,7,-20,\n",
    "student_assessment.csv": "id_assessment,id_student,date_submitted,is_banked,score\n",
}


class Conversion:
    """One run over TABLES with some of them changed: exit code, messages, accounts, outcomes."""

    def __init__(self, *options, **changes):
        with tempfile.TemporaryDirectory() as folder:
            for name, text in {**TABLES, **self.renamed(changes)}.items():
                if text is not None:
                    with open(os.path.join(folder, name), "wb") as file:
                        file.write(text if isinstance(text, bytes) else text.encode())
            out, outcomes = os.path.join(folder, "out.jsonl"), os.path.join(folder, "outcomes.csv")
            messages = io.StringIO()
            with contextlib.redirect_stderr(messages):
                self.code = convert.main(["--data", folder, "--out", out, "--outcomes", outcomes,
                                          *options])
            self.messages = messages.getvalue().replace(folder + os.sep, "")
            self.left_over = sorted(set(os.listdir(folder)) - set(TABLES))
            self.text = read(out)
            self.accounts = [json.loads(line) for line in self.text.splitlines()]
            self.outcomes = list(csv.DictReader(io.StringIO(read(outcomes))))

    @staticmethod
    def renamed(changes):
        return {f"{name}.csv": text for name, text in changes.items()}


def read(path):
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def with_rows(name, *rows):
    return TABLES[f"{name}.csv"] + "".join(row + "\n" for row in rows)


def student(result="Pass", registered="-20", left=""):
    """The tables of the one student 7, with another fate."""
    return {
        "student": TABLES["student.csv"].replace("Pass", result),
        "student_registration": TABLES["student_registration.csv"].replace(
            "7,-20,", f"7,{registered},{left}"),
    }


class AccountTest(unittest.TestCase):
    def test_whole_account(self):
        got = Conversion(student_assessment=with_rows("student_assessment", "11,7,18,0,80"))
        self.assertEqual(got.code, 0, got.messages)
        self.assertEqual(got.accounts, [{
            "id": "MMM-2014J-7", "segment": "MMM", "stage": "studying",
            "contract_signed_at": "2014-09-11", "kickoff_at": "2014-10-01",
            "target_graduation_at": "2015-06-18",
            "milestones": [
                {"key": "tma_1", "planned_at": "2014-10-20", "completed_at": "2014-10-19"},
                {"key": "cma_1", "planned_at": "2014-10-26"},
                {"key": "tma_2", "planned_at": "2014-11-10"},
                {"key": "exam_1"},
            ],
            "signals": {"previous_attempts": 1, "studied_credits": 60, "mark_average": 80.0},
        }])
        self.assertIn("2014J: 1 accounts, evaluate with --as-of 2014-10-31", got.messages)

    def test_february_presentation(self):
        changes = {name[:-4]: text.replace("2014J", "2013B") for name, text in TABLES.items()}
        got = Conversion(**changes)
        self.assertEqual(got.accounts[0]["kickoff_at"], "2013-02-01")
        self.assertIn("--as-of 2013-03-03", got.messages)

    def test_order_does_not_depend_on_the_input(self):
        more = {"student": ["MMM,2014J,30,0,30,Fail", "MMM,2014J,4,0,30,Fail"],
                "student_registration": ["MMM,2014J,30,-1,", "MMM,2014J,4,-1,"]}
        forward = Conversion(**{name: with_rows(name, *rows) for name, rows in more.items()})
        backward = Conversion(**{name: with_rows(name, *rows[::-1]) for name, rows in more.items()})
        self.assertEqual(forward.text, backward.text)
        self.assertEqual([one["id"] for one in forward.accounts],
                         ["MMM-2014J-4", "MMM-2014J-7", "MMM-2014J-30"])


class NothingLaterTest(unittest.TestCase):
    """An account is the same whatever happens after day 30."""

    def account(self, *submissions, **changes):
        got = Conversion(student_assessment=with_rows("student_assessment", *submissions),
                         **changes)
        self.assertEqual(got.code, 0, got.messages)
        return got.accounts[0]

    def completed(self, *submissions):
        return {one["key"]: one["completed_at"] for one in self.account(*submissions)["milestones"]
                if "completed_at" in one}

    def test_day_30_is_the_last_that_counts(self):
        self.assertEqual(self.completed("11,7,30,0,80"), {"tma_1": "2014-10-31"})
        self.assertEqual(self.completed("11,7,31,0,80"), {})

    def test_later_submissions_change_nothing(self):
        self.assertEqual(self.account("12,7,31,0,90", "13,7,39,0,70", "14,7,250,0,60"),
                         self.account())

    def test_the_result_and_the_withdrawal_change_nothing(self):
        still_there = self.account()
        for result, left in (("Withdrawn", "100"), ("Withdrawn", "12"), ("Withdrawn", "-40"),
                             ("Withdrawn", ""), ("Fail", "-3"), ("Fail", ""), ("Distinction", "")):
            with self.subTest(result=result, left=left):
                self.assertEqual(self.account(**student(result, left=left)), still_there)

    def test_a_later_registration_has_not_happened_yet(self):
        self.assertEqual(self.account(**student(registered="31"))["contract_signed_at"], "not_yet")
        self.assertEqual(self.account(**student(registered="30"))["contract_signed_at"],
                         "2014-10-31")

    def test_a_tutor_takes_ten_days_to_mark(self):
        for day, mark in ((20, 80.0), (21, None)):
            signals = self.account(f"11,7,{day},0,80")["signals"]
            self.assertEqual(signals.get("mark_average"), mark, day)

    def test_a_computer_marks_at_once(self):
        self.assertEqual(self.account("12,7,30,0,55")["signals"]["mark_average"], 55.0)


class TrapTest(unittest.TestCase):
    def test_carried_over_results_are_not_work_of_this_presentation(self):
        got = Conversion(student_assessment=with_rows("student_assessment", "11,7,-1,1,90"))
        self.assertEqual([one["key"] for one in got.accounts[0]["milestones"]],
                         ["cma_1", "tma_2", "exam_1"])
        self.assertNotIn("mark_average", got.accounts[0]["signals"])

    def test_a_submission_without_a_mark_is_a_submission(self):
        got = Conversion(student_assessment=with_rows("student_assessment", "11,7,5,0,"))
        self.assertEqual(got.accounts[0]["milestones"][0]["completed_at"], "2014-10-06")
        self.assertNotIn("mark_average", got.accounts[0]["signals"])

    def test_registration_without_a_date(self):
        got = Conversion(**student(registered=""))
        self.assertNotIn("contract_signed_at", got.accounts[0])
        self.assertEqual(got.outcomes[0]["note"], "no date of registration")

    def test_outcomes(self):
        cases = [
            # result, registered, left -> status_day_30, withdrew, last_day
            ("Pass", "-20", "", "registered", "no", "260"),
            ("Fail", "-20", "", "registered", "no", "260"),
            ("Withdrawn", "-20", "31", "registered", "yes", "31"),
            ("Withdrawn", "-20", "30", "withdrawn", "yes", "30"),
            ("Withdrawn", "-50", "-40", "withdrawn", "yes", "-40"),
            ("Withdrawn", "-20", "", "unknown", "yes", ""),
            ("Fail", "-20", "-3", "withdrawn", "yes", "-3"),
            ("Fail", "-20", "90", "registered", "yes", "90"),
            ("Pass", "31", "", "not_registered", "no", "260"),
            ("Withdrawn", "", "9", "withdrawn", "yes", "9"),
        ]
        for result, registered, left, *expected in cases:
            with self.subTest(result=result, registered=registered, left=left):
                got = Conversion(**student(result, registered, left)).outcomes[0]
                self.assertEqual([got["status_day_30"], got["withdrew"], got["last_day"]], expected)


class RefusalTest(unittest.TestCase):
    def assert_refused(self, message, *options, **changes):
        got = Conversion(*options, **changes)
        self.assertEqual(got.code, 5, got.messages)
        self.assertIn(message, got.messages)
        self.assertEqual(got.left_over, [])       # nothing written, not even in part

    def test_messages(self):
        submissions = "student_assessment"
        cases = [
            ("student.csv: No such file", {"student": None}),
            ("course.csv:1: the file is empty", {"course": ""}),
            ("course.csv:1: column code_module is expected once, and is there 0 times",
             {"course": "module\nMMM\n"}),
            ("student.csv: not UTF-8", {"student": b"code_module\xff\n"}),
            ("student.csv:3: 2 cells, 6 columns", {"student": with_rows("student", "MMM,2014J")}),
            ("student.csv:2: studied_credits: 'sixty' is not a whole number",
             {"student": TABLES["student.csv"].replace("60", "sixty")}),
            ("student.csv:2: num_of_prev_attempts: -1 is outside 0 to 2000",
             {"student": TABLES["student.csv"].replace("7,1", "7,-1")}),
            ("student.csv:2: final_result: 'Gone' is none of Pass, Distinction, Fail, Withdrawn",
             {"student": TABLES["student.csv"].replace("Pass", "Gone")}),
            ("student.csv:3: student 7 is in MMM 2014J twice",
             {"student": with_rows("student", "MMM,2014J,7,0,30,Fail")}),
            ("student.csv:3: student 8 is not in student_registration.csv",
             {"student": with_rows("student", "MMM,2014J,8,0,30,Fail")}),
            ("student_registration.csv:3: student 9 of this presentation is not in student.csv",
             {"student_registration": with_rows("student_registration", "MMM,2014J,9,-5,")}),
            ("student_registration.csv:3: student 7 has two registrations",
             {"student_registration": with_rows("student_registration", "MMM,2014J,7,-5,")}),
            ("course.csv:2: code_presentation: 'autumn' is not like 2014J or 2014B",
             {"course": TABLES["course.csv"].replace("2014J", "autumn")}),
            ("course.csv:3: MMM 2014J is there twice",
             {"course": with_rows("course", "MMM,2014J,260")}),
            ("assessment.csv:6: NNN 2014J is not in course.csv",
             {"assessment": with_rows("assessment", "NNN,2014J,15,TMA,5,1")}),
            ("assessment.csv:6: id_assessment 11 is there twice",
             {"assessment": with_rows("assessment", "MMM,2014J,11,TMA,5,1")}),
            ("assessment.csv:6: assessment_type: 'Quiz' is none of TMA, CMA, Exam",
             {"assessment": with_rows("assessment", "MMM,2014J,15,Quiz,5,1")}),
            ("student_assessment.csv:2: assessment 99 is not in assessment.csv",
             {submissions: with_rows(submissions, "99,7,5,0,50")}),
            ("student_assessment.csv:2: student 9 of this assessment is not in student.csv",
             {submissions: with_rows(submissions, "11,9,5,0,50")}),
            ("student_assessment.csv:3: student 7 submitted assessment 11 twice",
             {submissions: with_rows(submissions, "11,7,5,0,50", "11,7,6,0,50")}),
            ("student_assessment.csv:2: date_submitted: '' is not a whole number",
             {submissions: with_rows(submissions, "11,7,,0,50")}),
            ("student_assessment.csv:2: is_banked: 'no' is none of 0, 1",
             {submissions: with_rows(submissions, "11,7,5,no,50")}),
            ("student_assessment.csv:2: score: '101' is not a mark from 0 to 100",
             {submissions: with_rows(submissions, "11,7,5,0,101")}),
            ("student_assessment.csv:2: score: 'nan' is not a mark from 0 to 100",
             {submissions: with_rows(submissions, "11,7,5,0,nan")}),
        ]
        for message, changes in cases:
            with self.subTest(message):
                self.assert_refused(message, **changes)

    def test_all_problems_at_once(self):
        rows = [f"11,{number},5,0,50" for number in range(100, 130)]
        got = Conversion(student_assessment=with_rows("student_assessment", *rows))
        self.assertEqual(len(got.messages.splitlines()), 21)
        self.assertIn("... and 10 more", got.messages)

    def test_a_choice_that_matches_nothing_names_what_is_there(self):
        self.assert_refused("no student of AAA 2014J; the data has MMM 2014J",
                            "--module", "AAA", "--presentation", "2014J")


class ExcerptTest(unittest.TestCase):
    """The cohort kept in the project is what the converter makes of the excerpt kept beside it."""

    def test_cohort_is_reproduced(self):
        with tempfile.TemporaryDirectory() as folder:
            out, outcomes = os.path.join(folder, "out.jsonl"), os.path.join(folder, "outcomes.csv")
            with contextlib.redirect_stderr(io.StringIO()):
                code = convert.main(["--data", os.path.join(FOLDER, "data"), "--out", out,
                                     "--outcomes", outcomes])
            self.assertEqual(code, 0)
            for made, kept in ((out, "cohort.jsonl"), (outcomes, "cohort_outcomes.csv")):
                self.assertTrue(filecmp.cmp(made, os.path.join(FOLDER, kept), shallow=False), kept)

    def test_no_account_knows_anything_later_than_day_30(self):
        with open(os.path.join(FOLDER, "cohort.jsonl"), encoding="utf-8") as file:
            accounts = [json.loads(line) for line in file]
        self.assertEqual(len(accounts), 1803)
        allowed = {"id", "segment", "stage", "contract_signed_at", "kickoff_at",
                   "target_graduation_at", "milestones", "signals"}
        for account in accounts:
            self.assertLessEqual(set(account), allowed)
            for date in [account.get("contract_signed_at", "not_yet")] + [
                    one.get("completed_at", "not_yet") for one in account["milestones"]]:
                self.assertTrue(date == "not_yet" or date <= "2014-10-31", account["id"])


if __name__ == "__main__":
    unittest.main()
