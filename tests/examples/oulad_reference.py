#!/usr/bin/env python3
"""Writes oulad_reference.json: what pandas, lifelines and statsmodels say of the Open University's
students, straight from the public tables. Neither book.py nor the engine has a part in it.

    pip install pandas==2.3.3 lifelines==0.30.3 statsmodels==0.15.0
    tests/examples/oulad_reference.py [--data DIR]

Without --data only the cohort kept in the project (DDD 2014J) is counted, and the rest of the file
stays. DIR holds the tables of all presentations; README.md of rules/examples/oulad says which.
oulad_book_test.py holds `bellwether portfolio` to the file.

Everybody is followed to the end of their own presentation, and no longer. The engine follows them to
the day of its report; as nobody leaves in between, it must say the same.
"""

import argparse
import json
import pathlib

import numpy
import pandas
from lifelines import KaplanMeierFitter
from lifelines.utils import median_survival_times
from statsmodels.duration.survfunc import CumIncidenceRight
from statsmodels.stats.proportion import proportion_confint

HERE = pathlib.Path(__file__).resolve().parent
COHORT = HERE.parent.parent / "rules/examples/oulad/data"
PAGE = ["code_module", "code_presentation"]
STUDENT = [*PAGE, "id_student"]
DAYS = (14, 30, 60, 90, 180, 230)
PASS_DAYS = (30, 60, 90, 180)
WHOLE = 230             # shorter than every presentation
PASS_MARK = 40
FEWEST_ON_TIME = 0.01
REACHED, LEFT = 1, 2


class Tables:
    def __init__(self, folder):
        read = {name: pandas.read_csv(folder / f"{name}.csv") for name in (
            "course", "assessment", "student", "student_registration", "student_assessment")}
        students = (read["student"].merge(read["student_registration"], on=STUDENT, validate="1:1")
                    .merge(read["course"], on=PAGE, validate="m:1"))
        students = students.rename(columns={"date_unregistration": "left",
                                            "module_presentation_length": "length"})
        undated = (students.final_result == "Withdrawn") & students.left.isna()
        # Who was there on the first day; of those without a date of leaving nobody knows.
        self.started = students[~undated & ~(students.left < 0)].copy()
        work = read["student_assessment"].merge(read["assessment"], on="id_assessment", validate="m:1")
        self.submitted, self.assessments = work, read["assessment"]

    def first_passes(self):
        """The earliest day of work of this presentation with a pass mark, of each student."""
        passed = self.submitted[(self.submitted.is_banked == 0) & (self.submitted.score >= PASS_MARK)]
        days = passed.groupby(STUDENT).date_submitted.min().rename("passed_on").reset_index()
        return self.started.merge(days, on=STUDENT, how="left")

    def due(self):
        """Each assessment that fell due for a student who was still there, and when it came in."""
        own = self.submitted[self.submitted.is_banked == 0]
        # Where hardly anybody was on time, a system wrote one day for all; without any, nothing was
        # written down.
        on_time = (own.date_submitted <= own.date).groupby(own.id_assessment).mean()
        believed = on_time[on_time >= FEWEST_ON_TIME].index
        plan = self.assessments.dropna(subset=["date"])
        plan = plan[plan.id_assessment.isin(believed)]
        pairs = self.started.merge(plan, on=PAGE).merge(
            self.submitted[["id_assessment", "id_student", "date_submitted", "is_banked"]],
            on=["id_assessment", "id_student"], how="left")
        pairs = pairs[(pairs.is_banked != 1) & ~(pairs.left <= pairs.date)].copy()
        pairs["on_time"] = pairs.date_submitted <= pairs.date
        return pairs


def share(found, name, events, n):
    low, high = proportion_confint(events, n, method="wilson")
    found[name] = [events / n, float(low), float(high), n]


def curve(months, left, entry=None):
    return KaplanMeierFitter(alpha=0.05).fit(months, left, entry=entry)


def at(fitted, day):
    limits = fitted.confidence_interval_
    limits = limits.loc[limits.index[limits.index <= day].max()]
    return [float(fitted.predict(day)), *map(float, limits)]


def registered(found, name, students):
    left = students.left.notna()
    days = students.left.fillna(students.length)
    fitted = curve(days, left)
    for day in DAYS:
        found[f"{name}: registered on day {day}"] = at(fitted, day)
    gone = int((students.left <= WHOLE).sum())
    share(found, f"{name}: stayed to day {WHOLE}", len(students) - gone, len(students))
    # The same when those who registered late are counted from then on only. Days are one more, so
    # that who left on the day of coming was there.
    entry = (students.date_registration + 0.5).where(students.date_registration > 0, 0)
    found[f"{name}: registered on day {WHOLE}, delayed entry"] = at(
        curve(days + 1, left, entry), WHOLE + 1)


def first_pass(found, name, students):
    reached = students.passed_on.notna() & ~(students.passed_on > students.left)
    days = numpy.where(reached, students.passed_on, students.left.fillna(students.length)).clip(0)
    cause = numpy.where(reached, REACHED, numpy.where(students.left.notna(), LEFT, 0))
    fitted = curve(days, reached)
    low, high = median_survival_times(fitted.confidence_interval_).iloc[0]
    found[f"{name}: median days to the first pass"] = [
        float(fitted.median_survival_time_), float(low), float(high), len(students)]
    for number, word in ((REACHED, "passed"), (LEFT, "left before")):
        found[f"{name}: {word}"] = [int((cause == number).sum()), len(students)]
    # At 0 statsmodels has no time of its own: half a day, so that who passed early is of day 0.
    incidence = CumIncidenceRight(numpy.where(days == 0, 0.5, days), cause)
    for day in PASS_DAYS:
        place = numpy.searchsorted(incidence.times, day, side="right") - 1
        found[f"{name}: passed by day {day}"] = [float(incidence.cinc[0][place])]


def groups(students):
    yield "all", students
    for column in PAGE:
        for value, some in students.groupby(column):
            yield value, some


def count(folder, modules=(), presentations=()):
    tables = Tables(folder)
    for rows in ("started", "submitted", "assessments"):
        table = getattr(tables, rows)
        table = table[table.code_module.isin(modules)] if modules else table
        table = table[table.code_presentation.isin(presentations)] if presentations else table
        setattr(tables, rows, table)
    found = {}
    for name, students in groups(tables.first_passes()):
        registered(found, name, students)
        first_pass(found, name, students)
        passed = int(students.final_result.isin(["Pass", "Distinction"])[students.left.isna()].sum())
        share(found, f"{name}: passed the module", passed, len(students))
    for name, due in groups(tables.due()):
        share(found, f"{name}: handed in on time", int(due.on_time.sum()), len(due))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--data", type=pathlib.Path, help="folder of the tables, all presentations")
    data = parser.parse_args().data
    path = HERE / "oulad_reference.json"
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    found["cohort"] = count(COHORT)
    if data is not None:
        found["book"] = count(data, ["AAA", "DDD"], ["2013J", "2014J"])
        found["full"] = count(data)
    sets = (f"{json.dumps(name)}: {{\n" + ",\n".join(
        f"  {json.dumps(key)}: {json.dumps(values)}" for key, values in found[name].items()) + "\n}"
            for name in ("cohort", "book", "full") if name in found)
    path.write_text("{\n" + ",\n".join(sets) + "\n}\n", encoding="utf-8")
    print(", ".join(f"{name}: {len(values)} results" for name, values in found.items()))


if __name__ == "__main__":
    main()
