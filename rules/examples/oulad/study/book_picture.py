#!/usr/bin/env python3
"""Draws what `bellwether portfolio` says of a book of the Open University's students.

    book_picture.py --book BOOK --as-of DATE --out DIR [--bellwether PROGRAM] [--pack DIR]

Two pictures go to --out: oulad-stay.svg, who was still registered on each day, and how long the first
pass takes while others leave; oulad-work.svg, work handed in on time, by module. Exit codes: 0 good, 1 a
step failed, 2 usage.
"""

import argparse
import json
import pathlib
import subprocess
import sys
from xml.sax.saxutils import escape

PACK = pathlib.Path(__file__).resolve().parent.parent
INK, SOFT, FAINT, PAPER = "#1f2937", "#6b7280", "#e5e7eb", "#ffffff"
# Told apart by people who see no red or no green, and by brightness (Okabe and Ito).
COLORS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#4b5563"]
FONT = "Helvetica, Arial, DejaVu Sans, sans-serif"
LAST_DAY = 230


class Failed(Exception):
    """A step failed; the message is for people."""


class Sheet:
    """An SVG in the making."""

    def __init__(self, width, height, title):
        self.width, self.height, self.title, self.parts = width, height, title, []

    def text(self, x, y, text, size=13, anchor="start", color=INK, bold=False):
        weight = ' font-weight="bold"' if bold else ""
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}" '
                          f'text-anchor="{anchor}"{weight}>{escape(text)}</text>')

    def line(self, x1, y1, x2, y2, color, width=1.0):
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
                          f'stroke="{color}" stroke-width="{width}"/>')

    def path(self, points, color, width=2.0):
        self.parts.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" '
                          f'fill="none" stroke="{color}" stroke-width="{width}"/>')

    def area(self, points, color, opacity):
        self.parts.append(f'<polygon points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" '
                          f'fill="{color}" fill-opacity="{opacity}"/>')

    def dot(self, x, y, color, radius=5.0):
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{color}"/>')

    def svg(self):
        head = (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
                f'width="{self.width}" height="{self.height}" font-family="{FONT}" role="img">')
        return "\n".join([head, f"<title>{escape(self.title)}</title>",
                          f'<rect width="{self.width}" height="{self.height}" fill="{PAPER}"/>',
                          *self.parts, "</svg>"]) + "\n"


class Panel:
    """Axes: days to the right, shares from `low` upwards."""

    def __init__(self, sheet, left, right, title, low, step):
        self.sheet, self.left, self.right, self.low = sheet, left, right, low
        self.top, self.bottom = 96, 356
        sheet.text(left - 40, 66, title, 14, bold=True)
        for count in range(round((1 - low) / step) + 1):
            share = low + count * step
            sheet.line(left, self.y(share), right, self.y(share), FAINT)
            sheet.text(left - 8, self.y(share) + 4, f"{100 * share:.0f} %", 12, "end", SOFT)
        for day in (0, 30, 60, 90, 120, 150, 180, 210):
            sheet.text(self.x(day), self.bottom + 20, str(day), 12, "middle", SOFT)
        sheet.line(left, self.bottom, right, self.bottom, INK, 1.2)
        sheet.text((left + right) / 2, self.bottom + 42, "days since the first day of the module", 12,
                   "middle", SOFT)

    def x(self, day):
        return self.left + (self.right - self.left) * min(day, LAST_DAY) / LAST_DAY

    def y(self, share):
        return self.bottom - (self.bottom - self.top) * (share - self.low) / (1 - self.low)

    def steps(self, points):
        """A curve that holds its value until the next one."""
        drawn = [(self.x(0), self.y(points[0][1]))]
        for day, share in points:
            if day <= LAST_DAY:
                drawn += [(self.x(day), drawn[-1][1]), (self.x(day), self.y(share))]
        return [*drawn, (self.x(LAST_DAY), drawn[-1][1])]

    def curve(self, points, color, band=True):
        if band:
            low, high = (self.steps([(point[0], point[place]) for point in points]) for place in (2, 3))
            self.sheet.area([*low, *reversed(high)], color, 0.15)
        self.sheet.path(self.steps([point[:2] for point in points]), color)


def report(options):
    command = [options.bellwether, "portfolio", "--pack", options.pack, "--book", options.book, "--as-of",
               options.as_of, "--dashboard", "university", "--format", "json"]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failed(done.stderr)
    return {metric["name"]: metric for metric in json.loads(done.stdout)["metrics"]}


def groups(metric, attribute):
    found = next(one for one in metric["breakdowns"] if one["attribute"] == attribute)
    return sorted(found["groups"], key=lambda group: group["key"])


def percent(quantity):
    return f"{100 * quantity['value']:.0f} %"


def labels(sheet, x, wanted):
    """Words at the ends of curves, moved apart where they would touch."""
    last = None
    for y, text, color in sorted(wanted):
        last = y if last is None else max(y, last + 16)
        sheet.text(x, last + 4, text, 12, color=color, bold=True)


def draw_stay(metrics):
    sheet = Sheet(1000, 430, "Who was still registered, and how long the first pass takes")
    sheet.text(16, 30, "Who stays, and how soon work is passed", 18, bold=True)
    stay = Panel(sheet, 56, 400, "Still registered, by module", 0.5, 0.1)
    ends = []
    for color, group in zip(COLORS, groups(metrics["still_registered"], "segment")):
        points = group["curves"][0]["points"]
        stay.curve(points, color)
        last = [point for point in points if point[0] <= LAST_DAY][-1]
        ends.append((stay.y(last[1]), f"{group['key']} {100 * last[1]:.0f} %", color))
    labels(sheet, stay.right + 8, ends)
    first = Panel(sheet, 548, 892, "First assessment passed, of all who started", 0.0, 0.2)
    incidence = metrics["first_pass"]
    draw_first_pass(sheet, first, incidence)
    sheet.text(16, 418, "Bands and bars: 95 % intervals. Kaplan–Meier (left); Aalen–Johansen, "
               "with leaving as a competing event (right).", 11, color=SOFT)
    return sheet.svg()


def draw_first_pass(sheet, panel, metric):
    """What is known at the edges of the metric: passed by then. Beside it the curve that takes who left
    for somebody who may still pass."""
    waiting = metric["curves"][0]["points"]
    panel.curve([(day, 1 - share, 1 - high, 1 - low) for day, share, low, high in waiting], COLORS[6], False)
    naive = [point for point in waiting if point[0] <= LAST_DAY][-1]
    for line in metric["lines"]:
        if line["name"].startswith("reached value by day "):
            day, limits = int(line["name"].rsplit(" ", 1)[1]), line["interval"]
            for y in (limits["low"], limits["high"]):
                sheet.line(panel.x(day) - 4, panel.y(y), panel.x(day) + 4, panel.y(y), COLORS[0], 2)
            sheet.line(panel.x(day), panel.y(limits["low"]), panel.x(day), panel.y(limits["high"]),
                       COLORS[0], 2)
            sheet.dot(panel.x(day), panel.y(line["value"]), COLORS[0])
            sheet.text(panel.x(day) + 8, panel.y(line["value"]) + 18, percent(line), 12, color=COLORS[0],
                       bold=True)
    labels(sheet, panel.right + 8, [
        (panel.y(1 - naive[1]), f"{100 - 100 * naive[1]:.0f} %", COLORS[6])])
    x = panel.x(64)
    sheet.dot(x, panel.y(0.36), COLORS[0])
    sheet.text(x + 12, panel.y(0.36) + 4, "passed by that day", 12)
    sheet.line(x - 6, panel.y(0.28), x + 6, panel.y(0.28), COLORS[6], 2)
    sheet.text(x + 12, panel.y(0.28) + 4, "if nobody had left (1 − Kaplan–Meier)", 12)


def draw_work(metrics):
    """A row for each module: on time, of what fell due."""
    rows = groups(metrics["handed_in_on_time"], "segment")
    passed = {group["key"]: group["value"] for group in groups(metrics["passed_the_module"], "segment")}
    top, height = 104, 40
    sheet = Sheet(1000, top + height * len(rows) + 66, "Work on time and modules passed, by module")
    sheet.text(16, 30, "Work on time, and modules passed", 18, bold=True)
    bottom = top + height * len(rows)
    for left, right, title in ((86, 486, "Handed in on time, of what fell due"),
                               (556, 956, "Passed the module, of all who started")):
        sheet.text(left, 70, title, 14, bold=True)
        for count in range(6):
            x = left + (right - left) * count / 5
            sheet.line(x, top - 14, x, bottom, FAINT)
            sheet.text(x, bottom + 18, f"{20 * count} %", 12, "middle", SOFT)
    for place, group in enumerate(rows):
        y = top + height * place + 12
        sheet.text(70, y + 5, group["key"], 13, "end", bold=True)
        for left, quantity in ((86, group["value"]), (556, passed[group["key"]])):
            draw_share(sheet, left, 400, y, quantity, COLORS[0])
    sheet.text(16, bottom + 52, "Bars: 95 % intervals (Wilson); n in grey.", 11, color=SOFT)
    return sheet.svg()


def draw_share(sheet, left, width, y, quantity, color):
    x = {name: left + width * value for name, value in
         (("value", quantity["value"]), *quantity["interval"].items())}
    sheet.line(x["low"], y, x["high"], y, color, 3)
    sheet.dot(x["value"], y, color)
    end = x["high"] + 10
    sheet.text(end, y + 5, percent(quantity), 13, color=color, bold=True)
    sheet.text(end + 42, y + 5, f"{quantity['n']:,}", 12, color=SOFT)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--book", required=True, help="folder of a book that book.py made")
    parser.add_argument("--as-of", required=True, metavar="DATE", help="after all presentations")
    parser.add_argument("--out", required=True, type=pathlib.Path, metavar="DIR", help="for the pictures")
    parser.add_argument("--bellwether", default="build/release/bellwether", metavar="PROGRAM")
    parser.add_argument("--pack", default=PACK, metavar="DIR")
    options = parser.parse_args(arguments)
    try:
        metrics = report(options)
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "oulad-stay.svg").write_text(draw_stay(metrics), encoding="utf-8")
        (options.out / "oulad-work.svg").write_text(draw_work(metrics), encoding="utf-8")
    except (Failed, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
