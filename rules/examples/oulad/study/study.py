#!/usr/bin/env python3
"""Does the score on day 30 tell who will withdraw? Tables and a picture of the answers of
`bellwether evaluate` for students of the Open University, held against what became of them.

    study.py --data DIR --out DIR [--bellwether PROGRAM] [--pack DIR]

Of each presentation in the data: convert.py makes the accounts, the program scores them, and the
scores are joined with the outcomes. With presentations of 2013 and of 2014, the numbers of the pack
are also made anew from 2013 (rederive.py) and tried on 2014. Tables go to stdout as Markdown;
answers, the new pack and study.svg go to --out. Exit codes: 0 good, 1 a step failed, 2 usage.
"""

import argparse
import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys

import figures
import picture
import rederive

PACK = pathlib.Path(__file__).resolve().parent.parent
BANDS = ["red", "yellow", "green", "no score"]
FEWEST_IN_A_STEP = 20        # accounts that a step of ten scores needs to be drawn
FEWEST_TO_LEARN = 100        # accounts with an input that its curve is made of
LEARN, TRY = "2013", "2014"


class Failed(Exception):
    """A step failed; the message is for people."""


class Account:
    """What the program said of an account, and what became of it."""

    def __init__(self, outcome, answer):
        self.id, self.module = outcome["id"], outcome["module"]
        self.presentation, self.year = outcome["presentation"], outcome["presentation"][:4]
        self.student = self.id.rsplit("-", 1)[1]
        self.status, self.withdrew = outcome["status_day_30"], outcome["withdrew"] == "yes"
        self.score = float(answer["score"]) if answer["score"] else None
        self.band = answer["band"] or "no score"


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise Failed(f"{' '.join(map(str, command))}\n{done.stderr}")
    return done


class Study:
    def __init__(self, options):
        self.data, self.out = pathlib.Path(options.data), pathlib.Path(options.out)
        self.program, self.pack = options.bellwether, pathlib.Path(options.pack)
        self.days = {}               # presentation -> its day 30

    def presentations(self):
        try:
            with open(self.data / "course.csv", encoding="utf-8") as file:
                return sorted({row["code_presentation"] for row in csv.DictReader(file)})
        except (OSError, KeyError) as error:
            raise Failed(f"{self.data / 'course.csv'}: {error}") from None

    def convert(self, name):
        done = run(sys.executable, PACK / "convert.py", "--data", self.data, "--presentation", name,
                   "--out", self.out / f"{name}.jsonl",
                   "--outcomes", self.out / f"{name}-outcomes.csv")
        self.days[name] = re.search(r"--as-of (\S+)", done.stderr)[1]

    def evaluate(self, pack, name, *more):
        return run(self.program, "evaluate", "--pack", pack, "--accounts",
                   self.out / f"{name}.jsonl", "--as-of", self.days[name], *more).stdout

    def outcomes(self, name):
        with open(self.out / f"{name}-outcomes.csv", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def accounts(self, pack, name, label):
        """The accounts of a presentation as a pack scores them."""
        text = self.evaluate(pack, name, "--format", "csv", "--long")
        (self.out / f"{name}-{label}.csv").write_text(text, encoding="utf-8")
        answers = {row["account_id"]: row for row in csv.DictReader(io.StringIO(text))}
        outcomes = self.outcomes(name)
        if set(answers) != {row["id"] for row in outcomes}:
            raise Failed(f"{name}: not every account has one answer and one outcome")
        return [Account(row, answers[row["id"]]) for row in outcomes]

    def input_values(self, names):
        """{input: [(value, withdrew)]} of the accounts registered on day 30, as explained."""
        values = {name: [] for name in rederive.INPUTS}
        for name in names:
            fates = {row["id"]: row for row in self.outcomes(name)}
            for line in self.evaluate(self.pack, name, "--format", "jsonl", "--explain",
                                      "full").splitlines():
                answer = json.loads(line)
                fate = fates[answer["account_id"]]
                if fate["status_day_30"] != "registered":
                    continue
                for leaf in leaves(answer["health"][0].get("components", [])):
                    if "value" in leaf and "score" in leaf:
                        values[leaf["input"]].append((leaf["value"], fate["withdrew"] == "yes"))
        return values

    def rederived(self, learn, try_on, accounts):
        """The accounts of `try_on`, scored by numbers that were made from `learn` alone."""
        pack = self.out / "rederived"
        pack.mkdir(exist_ok=True)
        shutil.copy(self.pack / "pack.yaml", pack)
        values = self.input_values(learn)
        for name, pairs in values.items():
            if {withdrew for _, withdrew in pairs} != {False, True} or len(pairs) < FEWEST_TO_LEARN:
                raise Failed(f"{len(pairs)} accounts of {LEARN} with {name} are too few to make its "
                             "numbers anew; give the presentations of one year only")
        (pack / "health.yaml").write_text(rederive.health_yaml(values), encoding="utf-8")
        known = [account for account in scored(accounts) if account.presentation in learn]
        first = {one.id: one for name in learn for one in self.accounts(pack, name, "rederived")}
        scores = [first[account.id].score for account in known]
        red = sum(account.band == "red" for account in known)
        yellow = sum(account.band == "yellow" for account in known)
        bands = rederive.cut(scores, red), rederive.cut(scores, red + yellow)
        (pack / "health.yaml").write_text(rederive.health_yaml(values, bands), encoding="utf-8")
        return [one for name in try_on for one in self.accounts(pack, name, "rederived")]


def leaves(components):
    for component in components:
        if component.get("components"):
            yield from leaves(component["components"])
        else:
            yield component


def registered(accounts):
    return [account for account in accounts if account.status == "registered"]


def scored(accounts):
    return [account for account in registered(accounts) if account.score is not None]


def fates(accounts):
    """(scores of those that withdrew, scores of those that stayed)"""
    return ([one.score for one in accounts if one.withdrew],
            [one.score for one in accounts if not one.withdrew])


def split(accounts, key):
    parts = {}
    for account in accounts:
        parts.setdefault(key(account), []).append(account)
    return dict(sorted(parts.items()))


def rate(accounts):
    return figures.share(sum(one.withdrew for one in accounts), len(accounts))


def percent(estimate):
    if estimate is None:
        return "–"
    return f"{100 * estimate.value:.1f} % ({100 * estimate.low:.1f}–{100 * estimate.high:.1f})"


def decimal(estimate):
    if estimate is None:
        return "–"
    return f"{estimate.value:.3f} ({estimate.low:.3f}–{estimate.high:.3f})".replace("-", "−")


def table(header, rows):
    lines = [header, ["---"] + ["--:"] * (len(header) - 1), *rows]
    return "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def who_table(groups):
    kinds = [
        ("accounts in the data", lambda one: True),
        ("− withdrew by day 30", lambda one: one.status == "withdrawn"),
        ("− registered after day 30", lambda one: one.status == "not_registered"),
        ("− withdrew, and nobody knows when", lambda one: one.status == "unknown"),
        ("= registered on day 30", lambda one: one.status == "registered"),
        ("− without a score", lambda one: one.status == "registered" and one.score is None),
        ("= with a score", lambda one: one.status == "registered" and one.score is not None),
    ]
    return table(["", *groups], [
        [name, *(f"{sum(map(is_kind, some)):,}" for some in groups.values())]
        for name, is_kind in kinds])


def band_table(groups):
    rows = []
    for band in BANDS:
        parts = [[one for one in registered(some) if one.band == band] for some in groups.values()]
        rows.append([band, *(f"{sum(one.withdrew for one in part):,} of {len(part):,}: "
                             f"{percent(rate(part))}" for part in parts)])
    return table(["band on day 30", *groups], rows)


def first_of_each_student(accounts):
    parts = split(accounts, lambda one: one.student)
    return [min(part, key=lambda one: (one.presentation, one.module)) for part in parts.values()]


def auc_table(groups):
    ways = [
        ("all pairs", lambda some: figures.auc(*fates(some))),
        ("pairs within one module presentation", lambda some: figures.auc_within(
            [fates(part) for part in split(some, lambda one: one.id.rsplit("-", 1)[0]).values()])),
        ("one account for each student", lambda some: figures.auc(
            *fates(first_of_each_student(some)))),
    ]
    return table(["AUC of", *groups], [
        [name, *(decimal(way(scored(some))) for some in groups.values())] for name, way in ways])


def module_table(accounts):
    rows = []
    for (module, presentation), part in split(registered(accounts), lambda one: (
            one.module, one.presentation)).items():
        with_score = scored(part)
        rows.append([f"{module} {presentation}", f"{len(part):,}", percent(rate(part)),
                     f"{len(with_score):,}", decimal(figures.auc(*fates(with_score)))])
    return table(["module", "registered on day 30", "withdrew later", "with a score", "AUC"], rows)


def rederived_table(accounts, again):
    """By numbers that come from other years: the same accounts, so the same AUC can be compared."""
    with_score = {one.id: one for one in scored(accounts)}
    same = [one for one in again if one.id in with_score]
    pairs = fates([with_score[one.id] for one in same]), fates(same)
    rows = [[band, f"{sum(one.withdrew for one in part):,} of {len(part):,}: {percent(rate(part))}"]
            for band in BANDS[:3] for part in [[one for one in same if one.band == band]]]
    rows += [["AUC, numbers of 2013", decimal(figures.auc(*pairs[1]))],
             ["AUC, numbers of the pack", decimal(figures.auc(*pairs[0]))],
             ["difference", decimal(figures.auc_difference(pairs[1], pairs[0]))]]
    return table(["numbers of 2013, students of 2014", ""], rows)


def by_band(accounts):
    return {band: rate(part) for band, part in split(accounts, lambda one: one.band).items()}


def by_score(accounts):
    steps = split(accounts, lambda one: min(90, int(one.score // 10) * 10))
    return {low: rate(part) for low, part in steps.items() if len(part) >= FEWEST_IN_A_STEP}


def bounds_of(pack):
    text = (pack / "health.yaml").read_text(encoding="utf-8")
    return [int(re.search(rf"- {band}: {{from: (\d+)", text)[1]) for band in ("yellow", "green")]


def study(options):
    """{name of a table: Markdown}, and the picture."""
    work = Study(options)
    work.out.mkdir(parents=True, exist_ok=True)
    names = work.presentations()
    for name in names:
        work.convert(name)
    accounts = [one for name in names for one in work.accounts(work.pack, name, "pack")]
    years = split(accounts, lambda one: one.year)
    groups = {**years, "together": accounts} if len(years) > 1 else years
    tables = {"who": who_table(groups), "bands": band_table(groups), "auc": auc_table(groups),
              "modules": module_table(accounts)}
    if {LEARN, TRY} <= set(years):
        again = work.rederived([name for name in names if name.startswith(LEARN)],
                               [name for name in names if name.startswith(TRY)], accounts)
        tables["rederived"] = rederived_table(years[TRY], again)
    drawn = [(f"presentations of {year}", by_band(registered(some)), by_score(scored(some)))
             for year, some in years.items()]
    image = picture.draw(drawn, bounds_of(work.pack))
    (work.out / "study.svg").write_text(image, encoding="utf-8")
    return tables


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--data", required=True, metavar="DIR", help="folder of the CSV tables")
    parser.add_argument("--out", required=True, metavar="DIR", help="folder for what is made")
    parser.add_argument("--bellwether", default="build/release/bellwether", metavar="PROGRAM")
    parser.add_argument("--pack", default=PACK, metavar="DIR", help="the pack that scores")
    try:
        tables = study(parser.parse_args(arguments))
    except (Failed, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(f"## {name}\n\n{text}" for name, text in tables.items()), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
