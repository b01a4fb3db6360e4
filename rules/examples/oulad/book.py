#!/usr/bin/env python3
"""Makes a book of records of the Open University Learning Analytics Dataset.

    book.py --data DIR --out BOOK [--module DDD ...] [--presentation 2014J ...]

DIR holds the tables that convert.py reads. BOOK becomes a folder of six packed CSV files for
`bellwether book check` and `bellwether portfolio`: what happened to each student, and when anybody
knew. README.md explains every choice, docs/portfolio/oulad.md what comes out of it.

The same input always gives the same rows. Bad input is refused with file and line, all problems at
once, and nothing is written. Exit codes: 0 good, 2 usage, 5 input refused.
"""

import argparse
import csv
import datetime
import gzip
import io
import os
import sys

import convert

PASS_MARK = 40
# Of so many students some hand in by the due date, and some come to an examination.
ENOUGH_TO_TELL = 100
FEWEST_ON_TIME = 0.01
# Who gives the mark of an assessment, and says by it that it was passed.
MARKED_BY = {"TMA": "tutor", "CMA": "computer", "Exam": "examiner"}
COLUMNS = {
    "accounts": ["id", "account", "at", "known_at", "segment", "stage", "contract_signed_at",
                 "target_graduation_at", "kickoff_at", "presentation", "previous_attempts",
                 "studied_credits"],
    "accounts-marks": ["id", "account", "at", "mark_average"],
    "contracts": ["id", "account", "at", "known_at", "term_start", "term_end", "outcome", "reason"],
    "milestones": ["id", "account", "at", "known_at", "key", "planned_at", "completed_at"],
    "onboardings": ["id", "account", "at", "event"],
    "values": ["id", "account", "at", "known_at", "outcome", "confirmed_by", "metric", "target",
               "measured"],
}


class Course:
    """What became of one student, in days of the presentation."""

    def __init__(self, student, plan, length):
        self.student, self.plan, self.length = student, plan, length
        self.start = convert.start_date(student.key[1])
        self.left = student.left
        # Withdrawn, and nobody knows when: nothing after the registration can be placed in time.
        self.undated = student.result == "Withdrawn" and student.left is None
        self.registered = student.registered
        if self.registered is None:      # 45 students: on the first day at the latest
            self.registered = min(0, student.left if student.left is not None else 0)
        self.was_there = not self.undated and (self.left is None or self.left >= 0)
        self.first_day = max(0, self.registered)

    def date(self, day):
        return (self.start + datetime.timedelta(days=day)).isoformat()

    def row(self, kind, number, day, **cells):
        """A record. A cell in days becomes a date; None is an empty cell."""
        record = {"id": f"{self.student.id}-{number}", "account": self.student.id,
                  "at": self.date(day)}
        for name, value in cells.items():
            is_day = name.endswith("_at") or name.startswith("term_")
            record[name] = "" if value is None else self.date(value) if is_day else value
        return [record.get(column, "") for column in COLUMNS[kind]]

    def submissions(self):
        """(assessment, day, mark) of work that was done in this presentation, by day."""
        done = []
        for one in self.plan:
            day, banked, mark = self.student.submissions.get(one.number, (None, False, None))
            if day is not None and not banked:
                done.append((one, day, mark))
        return sorted(done, key=lambda each: (each[1], each[0].number))

    def known(self, one, day):
        """The day on which a mark is known: as convert.py has it."""
        return day + (convert.MARKING_DAYS if one.kind == "TMA" else 0)


def accounts(course):
    """Known at the registration; that the student is there, on the first day."""
    student = course.student
    known = {"segment": student.key[0], "stage": "studying",
             "contract_signed_at": student.registered, "target_graduation_at": course.length,
             "presentation": student.key[1], "previous_attempts": student.attempts,
             "studied_credits": student.credits}
    if course.was_there and course.registered >= 0:
        known["kickoff_at"] = 0
    if course.registered > 0:      # the module is the student's from its first day, known later
        known["known_at"] = course.registered
    yield course.row("accounts", "registered", min(course.registered, 0), **known)
    if course.was_there and course.registered < 0:
        yield course.row("accounts", "started", 0, kickoff_at=0)


def marks(course):
    """The mean of the marks that are known, whenever another one is."""
    known = sorted((course.known(one, day), mark) for one, day, mark in course.submissions()
                   if mark is not None)
    for count, (day, _) in enumerate(known, 1):
        if count < len(known) and known[count][0] == day:
            continue                     # another mark of the same day
        mean = round(sum(mark for _, mark in known[:count]) / count, 2)
        yield course.row("accounts-marks", f"mark-{count}", day, mark_average=f"{mean:g}")


def contracts(course):
    """The presentation is the term; who withdraws ends it on that day, which is known then."""
    first = min(course.registered, 0)
    if course.left is None or course.left > course.registered:
        yield course.row("contracts", "term", course.registered, term_start=first,
                         term_end=course.length)
    if course.left is not None:
        yield course.row("contracts", "term", course.registered, known_at=course.left,
                         term_start=first, term_end=course.left, outcome="lost", reason="withdrew")


def milestones(course):
    """Each assessment, from the day on which it was handed in or fell due, whichever came first."""
    if not course.was_there:
        return
    done = {one.number: day for one, day, _ in course.submissions()}
    for one in course.plan:
        if not course.student.submissions.get(one.number, (None, False, None))[1]:     # banked
            yield from milestone(course, one, done.get(one.number))


def milestone(course, one, day):
    """What is told of an assessment that was handed in on `day`, or never."""
    fell_due = one.due is not None and (course.left is None or one.due < course.left)
    if day is None and not fell_due:
        return
    if one.due is not None and not fell_due and day >= course.left:
        return                           # it was not due any more when it came in
    told = max(min(day if day is not None else one.due, one.due if fell_due else day),
               course.registered)
    if day is None or day > told:
        yield course.row("milestones", one.key, told, key=one.key, planned_at=one.due)
    if day is not None:
        learned = {"known_at": day} if day > told else {}
        yield course.row("milestones", one.key, told, **learned, key=one.key, planned_at=one.due,
                         completed_at=day)
    if one.due is not None and not fell_due:     # handed in early, and left before it was due
        yield course.row("milestones", one.key, told, known_at=course.left, key=one.key,
                         completed_at=day)


def onboardings(course):
    """How the presentation ended. A student who failed stays without an end."""
    if not course.was_there:
        return
    if course.left is not None:
        yield course.row("onboardings", "left", course.left, event="abandoned")
    elif course.student.result in ("Pass", "Distinction"):
        yield course.row("onboardings", "passed", course.length, event="graduated")


def values(course):
    """The first assessment with a pass mark. Marks come late, so which one is the first may change."""
    if not course.was_there:
        return
    passed = sorted((course.known(one, day), day, one.number, one, mark)
                    for one, day, mark in course.submissions()
                    if mark is not None and mark >= PASS_MARK)
    first = None
    for known, day, _, one, mark in passed:
        if first is not None and day >= first:
            continue
        first = day
        yield course.row("values", one.key, day, known_at=known, outcome=f"Passed {one.key}",
                         confirmed_by=MARKED_BY[one.kind], metric="mark", target=PASS_MARK,
                         measured=f"{mark:g}")


KINDS = {"accounts": accounts, "accounts-marks": marks, "contracts": contracts,
         "milestones": milestones, "onboardings": onboardings, "values": values}


def believable(plan, students):
    """The assessments whose days can be believed. An examination to which nobody came was not recorded, and
    is left out. Where nobody was on time, everybody has one day, on which a system wrote it down: such a
    due date says nothing about the students, and is left out."""
    days = {one.number: [] for one in plan}
    for student in students:
        for number, (day, banked, _) in student.submissions.items():
            if not banked:
                days[number].append(day)
    believed = []
    for one in plan:
        came = days[one.number]
        if not came and len(students) >= ENOUGH_TO_TELL:
            continue
        if one.due is not None and len(came) >= ENOUGH_TO_TELL:
            on_time = sum(day <= one.due for day in came)
            if on_time < FEWEST_ON_TIME * len(came):
                one.due = None
        believed.append(one)
    return believed


def packed(rows, columns):
    """CSV in gzip. No time of writing is kept, so the same rows give the same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)


def chosen(students, modules, presentations):
    found = [one for one in students.values()
             if (not modules or one.key[0] in modules)
             and (not presentations or one.key[1] in presentations)]
    if not found:
        there = sorted({f"{one.key[0]} {one.key[1]}" for one in students.values()})
        raise convert.Refused(f"no such student; the data has {', '.join(there) or 'none at all'}")
    return sorted(found, key=lambda one: (one.key, one.number))


def write(folder, files):
    """Writes all files, once all of them are made."""
    try:
        os.makedirs(folder, exist_ok=True)
        for name, content in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
    except OSError as error:
        raise convert.Refused(f"{folder}: {error.strerror}") from None


def make(data, out, modules, presentations):
    lengths, plans, students = convert.load(data)
    taking = {key: [] for key in plans}
    for one in students.values():
        taking[one.key].append(one)
    plans = {key: believable(plan, taking[key]) for key, plan in plans.items()}
    courses = [Course(one, plans[one.key], lengths[one.key])
               for one in chosen(students, modules, presentations)]
    files, counts = {}, {}
    for kind, records in KINDS.items():
        rows = [row for course in courses for row in records(course)]
        files[f"{kind}.csv.gz"] = packed(rows, COLUMNS[kind])
        counts[kind] = len(rows)
    write(out, files)
    print(f"{sum(counts.values()):,} records of {len(courses):,} students; "
          f"{sum(not one.was_there for one in courses):,} of them have no first day: "
          f"{sum(one.undated for one in courses):,} withdrew and nobody knows when, "
          f"the others before it", file=sys.stderr)


def main(arguments=None):
    parser = argparse.ArgumentParser(
        description="Makes a book of the Open University Learning Analytics Dataset.",
        epilog="example: book.py --data rules/examples/oulad/data --out build/book")
    parser.add_argument("--data", required=True, metavar="DIR", help="folder of the CSV tables")
    parser.add_argument("--out", required=True, metavar="BOOK", help="folder of the book")
    parser.add_argument("--module", nargs="+", metavar="M", help="only these, such as DDD")
    parser.add_argument("--presentation", nargs="+", metavar="P", help="only these, such as 2014J")
    options = parser.parse_args(arguments)
    try:
        make(options.data, options.out, options.module, options.presentation)
    except convert.Refused as error:
        print(error, file=sys.stderr)
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(main())
