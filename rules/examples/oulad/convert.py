#!/usr/bin/env python3
"""Makes account files of the Open University Learning Analytics Dataset.

    convert.py --data DIR --out accounts.jsonl [--outcomes outcomes.csv]
               [--module DDD] [--presentation 2014J]

DIR holds course.csv, assessment.csv, student.csv, student_registration.csv and
student_assessment.csv. A student in a module becomes one account, in JSON lines; the assessments of
the module become its milestones.

An account holds what was known on day 30 of its presentation, and nothing later. What became of
the student goes to the outcomes file only. README.md explains every choice.

The same input always gives the same bytes. Bad input is refused with file and line, all problems
at once, and nothing is written. Exit codes: 0 good, 2 usage, 5 input refused.
"""

import argparse
import csv
import datetime
import json
import os
import re
import sys

AS_OF_DAY = 30             # accounts are as they stood at this day of the presentation
MARKING_DAYS = 10          # a tutor-marked assignment has its mark this long after it came in
START_MONTHS = {"B": 2, "J": 10}     # presentations start on the first of February or October
MAX_PROBLEMS = 20          # shown; the rest is counted

COLUMNS = {
    "course.csv": ["code_module", "code_presentation", "module_presentation_length"],
    "assessment.csv": ["code_module", "code_presentation", "id_assessment", "assessment_type",
                       "date"],
    "student.csv": ["code_module", "code_presentation", "id_student", "num_of_prev_attempts",
                    "studied_credits", "final_result"],
    "student_registration.csv": ["code_module", "code_presentation", "id_student",
                                 "date_registration", "date_unregistration"],
    "student_assessment.csv": ["id_assessment", "id_student", "date_submitted", "is_banked",
                               "score"],
}
RESULTS = ("Pass", "Distinction", "Fail", "Withdrawn")
TYPES = ("TMA", "CMA", "Exam")       # marked by a tutor, marked by a computer, examination
OUTCOME_COLUMNS = ["id", "module", "presentation", "status_day_30", "withdrew", "last_day",
                   "final_result", "note"]


class Refused(Exception):
    """The input cannot be converted; the message is for people."""


class Problems:
    """Collects what is wrong with the input, so that people see all of it at once."""

    def __init__(self):
        self.count = 0
        self.lines = []

    def add(self, row, message):
        self.count += 1
        if self.count <= MAX_PROBLEMS:
            self.lines.append(f"{row.file}:{row.line}: {message}")

    def stop_if_any(self):
        if self.count > MAX_PROBLEMS:
            self.lines.append(f"... and {self.count - MAX_PROBLEMS} more")
        if self.lines:
            raise Refused("\n".join(self.lines))


class Row:
    """One line of a table: its cells by column, and where it stands."""

    def __init__(self, file, line, cells):
        self.file, self.line, self.cells = file, line, cells

    def text(self, column):
        return self.cells[column]

    def choice(self, column, allowed, problems):
        value = self.cells[column]
        if value in allowed:
            return value
        problems.add(self, f"{column}: {value[:40]!r} is none of {', '.join(allowed)}")
        return None

    def whole(self, column, problems, low=-2000, high=2000, empty=False):
        """A whole number; None when empty (if it may be) or wrong (then it is a problem)."""
        value = self.cells[column]
        if value == "" and empty:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", value):
            problems.add(self, f"{column}: {value[:40]!r} is not a whole number")
            return None
        if not low <= int(value) <= high:
            problems.add(self, f"{column}: {value} is outside {low} to {high}")
            return None
        return int(value)

    def mark(self, column, problems):
        """A mark from 0 to 100, or None when empty."""
        value = self.cells[column]
        if value == "":
            return None
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", value) or float(value) > 100:
            problems.add(self, f"{column}: {value[:40]!r} is not a mark from 0 to 100")
            return None
        return float(value)


def read_table(folder, name, problems):
    """All rows of a table. A missing file or column ends the conversion."""
    path = os.path.join(folder, name)
    rows = []
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, None)
            if header is None:
                raise Refused(f"{path}:1: the file is empty")
            for column in COLUMNS[name]:
                if header.count(column) != 1:
                    raise Refused(f"{path}:1: column {column} is expected once, "
                                  f"and is there {header.count(column)} times")
            for cells in reader:
                row = Row(path, reader.line_num, dict(zip(header, cells)))
                if len(cells) == len(header):
                    rows.append(row)
                elif cells:
                    problems.add(row, f"{len(cells)} cells, {len(header)} columns")
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise Refused(f"{path}: not UTF-8 ({error.reason})") from None
    except csv.Error as error:
        raise Refused(f"{path}:{reader.line_num}: {error}") from None
    return rows


def presentation_of(row):
    return (row.text("code_module"), row.text("code_presentation"))


def start_date(presentation):
    """The first day of "2014J": the data counts days from it without naming it."""
    return datetime.date(int(presentation[:4]), START_MONTHS[presentation[4]], 1)


def read_courses(rows, problems):
    """(module, presentation) -> its length in days."""
    courses = {}
    for row in rows:
        key = presentation_of(row)
        if not re.fullmatch(r"20[0-9]{2}[BJ]", key[1]):
            problems.add(row, f"code_presentation: {key[1][:40]!r} is not like 2014J or 2014B")
        elif key in courses:
            problems.add(row, f"{key[0]} {key[1]} is there twice")
        else:
            courses[key] = row.whole("module_presentation_length", problems, low=AS_OF_DAY)
    return courses


class Assessment:
    def __init__(self, number, kind, due):
        self.number, self.kind, self.due = number, kind, due
        self.key = ""      # of the milestone


def read_assessments(rows, courses, problems):
    """(module, presentation) -> its assessments in order of due date, keys given; and id -> key."""
    plans, owners = {key: [] for key in courses}, {}
    for row in rows:
        key = presentation_of(row)
        number = row.whole("id_assessment", problems, low=0, high=10**9)
        kind = row.choice("assessment_type", TYPES, problems)
        due = row.whole("date", problems, empty=True)
        if key not in plans:
            problems.add(row, f"{key[0]} {key[1]} is not in course.csv")
        elif number in owners:
            problems.add(row, f"id_assessment {number} is there twice")
        elif number is not None and kind is not None:
            owners[number] = key
            plans[key].append(Assessment(number, kind, due))
    for plan in plans.values():
        plan.sort(key=lambda one: (one.due is None, one.due or 0, one.number))
        counts = dict.fromkeys(TYPES, 0)
        for one in plan:
            counts[one.kind] += 1
            one.key = f"{one.kind.lower()}_{counts[one.kind]}"
    return plans, owners


class Student:
    def __init__(self, key, number, row):
        self.key, self.number, self.row = key, number, row
        self.attempts = self.credits = self.result = None
        self.registered = self.left = None
        self.has_registration = False
        self.submissions = {}      # id_assessment -> (day, banked, mark)

    @property
    def id(self):
        return f"{self.key[0]}-{self.key[1]}-{self.number}"


def read_students(rows, courses, problems):
    students = {}
    for row in rows:
        key = presentation_of(row)
        number = row.whole("id_student", problems, low=0, high=10**9)
        student = Student(key, number, row)
        student.attempts = row.whole("num_of_prev_attempts", problems, low=0)
        student.credits = row.whole("studied_credits", problems, low=0)
        student.result = row.choice("final_result", RESULTS, problems)
        if key not in courses:
            problems.add(row, f"{key[0]} {key[1]} is not in course.csv")
        elif (key, number) in students:
            problems.add(row, f"student {number} is in {key[0]} {key[1]} twice")
        else:
            students[key, number] = student
    return students


def read_registrations(rows, students, problems):
    for row in rows:
        number = row.whole("id_student", problems, low=0, high=10**9)
        student = students.get((presentation_of(row), number))
        if student is None:
            problems.add(row, f"student {number} of this presentation is not in student.csv")
            continue
        if student.has_registration:
            problems.add(row, f"student {number} has two registrations for this presentation")
        student.has_registration = True
        student.registered = row.whole("date_registration", problems, empty=True)
        student.left = row.whole("date_unregistration", problems, empty=True)
    for student in students.values():
        if not student.has_registration:
            problems.add(student.row,
                         f"student {student.number} is not in student_registration.csv")


def read_submissions(rows, owners, students, problems):
    for row in rows:
        assessment = row.whole("id_assessment", problems, low=0, high=10**9)
        number = row.whole("id_student", problems, low=0, high=10**9)
        day = row.whole("date_submitted", problems)
        banked = row.choice("is_banked", ("0", "1"), problems)
        mark = row.mark("score", problems)
        if assessment not in owners:
            problems.add(row, f"assessment {assessment} is not in assessment.csv")
            continue
        student = students.get((owners[assessment], number))
        if student is None:
            problems.add(row, f"student {number} of this assessment is not in student.csv")
        elif assessment in student.submissions:
            problems.add(row, f"student {number} submitted assessment {assessment} twice")
        else:
            student.submissions[assessment] = (day, banked == "1", mark)


def known_mark(kind, day, mark):
    """The mark if it was there on day 30. Computers mark at once, tutors take their time."""
    if mark is None or (kind == "TMA" and day + MARKING_DAYS > AS_OF_DAY):
        return None
    return mark


def make_account(student, plan, length):
    """What was known on day 30. Reads neither the result nor the day of withdrawal."""
    start = start_date(student.key[1])

    def date(day):
        return (start + datetime.timedelta(days=day)).isoformat()

    account = {"id": student.id, "segment": student.key[0], "stage": "studying"}
    if student.registered is not None:
        late = student.registered > AS_OF_DAY
        account["contract_signed_at"] = "not_yet" if late else date(student.registered)
    account["kickoff_at"] = date(0)
    account["target_graduation_at"] = date(length)

    milestones, marks = [], []
    for one in plan:
        day, banked, mark = student.submissions.get(one.number, (None, False, None))
        if banked:
            continue       # carried over from an earlier presentation: not work of this one
        milestone = {"key": one.key}
        if one.due is not None:
            milestone["planned_at"] = date(one.due)
        if day is not None and day <= AS_OF_DAY:
            milestone["completed_at"] = date(day)
            mark = known_mark(one.kind, day, mark)
            if mark is not None:
                marks.append(mark)
        milestones.append(milestone)
    account["milestones"] = milestones

    signals = {"previous_attempts": student.attempts, "studied_credits": student.credits}
    if marks:
        signals["mark_average"] = round(sum(marks) / len(marks), 2)
    account["signals"] = signals
    return account


def make_outcome(student, length):
    """What became of the student: for statistics, never for a score."""
    undated = student.result == "Withdrawn" and student.left is None
    withdrew = student.left is not None or undated
    if undated:
        status = "unknown"
    elif student.left is not None and student.left <= AS_OF_DAY:
        status = "withdrawn"
    elif student.registered is not None and student.registered > AS_OF_DAY:
        status = "not_registered"
    else:
        status = "registered"
    notes = []
    if undated:
        notes.append("withdrawn without a date")
    if student.left is not None and student.result != "Withdrawn":
        notes.append(f"left with the result {student.result}")
    if student.registered is None:
        notes.append("no date of registration")
    last_day = "" if undated else student.left if withdrew else length
    return [student.id, student.key[0], student.key[1], status, "yes" if withdrew else "no",
            last_day, student.result, "; ".join(notes)]


def load(folder):
    """Reads and checks everything. Returns courses, plans and students, or raises Refused."""
    problems = Problems()
    tables = {name: read_table(folder, name, problems) for name in COLUMNS}
    courses = read_courses(tables["course.csv"], problems)
    plans, owners = read_assessments(tables["assessment.csv"], courses, problems)
    students = read_students(tables["student.csv"], courses, problems)
    read_registrations(tables["student_registration.csv"], students, problems)
    read_submissions(tables["student_assessment.csv"], owners, students, problems)
    problems.stop_if_any()
    return courses, plans, students


def choose(students, module, presentation):
    """The students asked for, in order of module, presentation and number."""
    chosen = [one for one in students.values()
              if module in (None, one.key[0]) and presentation in (None, one.key[1])]
    if not chosen:
        there = sorted({f"{one.key[0]} {one.key[1]}" for one in students.values()})
        raise Refused(f"no student of {module or 'any module'} {presentation or ''}".rstrip()
                      + f"; the data has {', '.join(there) or 'none at all'}")
    return sorted(chosen, key=lambda one: (one.key, one.number))


def write_whole(path, write):
    """Writes a file completely or not at all."""
    part = f"{path}.part"
    try:
        with open(part, "w", encoding="utf-8", newline="") as file:
            write(file)
        os.replace(part, path)
    except OSError as error:
        raise Refused(f"{path}: {error.strerror}") from None


def convert(folder, out, outcomes, module, presentation):
    courses, plans, students = load(folder)
    chosen = choose(students, module, presentation)

    def write_accounts(file):
        for one in chosen:
            account = make_account(one, plans[one.key], courses[one.key])
            file.write(json.dumps(account, separators=(",", ":")) + "\n")

    def write_outcomes(file):
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(OUTCOME_COLUMNS)
        writer.writerows(make_outcome(one, courses[one.key]) for one in chosen)

    write_whole(out, write_accounts)
    if outcomes:
        write_whole(outcomes, write_outcomes)
    for name in sorted({one.key[1] for one in chosen}):
        count = sum(one.key[1] == name for one in chosen)
        as_of = start_date(name) + datetime.timedelta(days=AS_OF_DAY)
        print(f"{name}: {count} accounts, evaluate with --as-of {as_of}", file=sys.stderr)


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description="Makes account files of the Open University Learning Analytics Dataset.",
        epilog="example: convert.py --data rules/examples/oulad/data --out cohort.jsonl")
    parser.add_argument("--data", required=True, metavar="DIR", help="folder of the CSV tables")
    parser.add_argument("--out", required=True, metavar="FILE.jsonl", help="accounts, JSON lines")
    parser.add_argument("--outcomes", metavar="FILE.csv", help="what became of each student")
    parser.add_argument("--module", metavar="M", help="only this module, such as DDD")
    parser.add_argument("--presentation", metavar="P", help="only this one, such as 2014J")
    options = parser.parse_args(arguments)
    try:
        convert(options.data, options.out, options.outcomes, options.module, options.presentation)
    except Refused as error:
        print(error, file=sys.stderr)
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(main())
