#!/usr/bin/env python3
"""Puts what scripts/fuzz saw into docs/reliability.md: write_figures.py SECONDS BUILD, where BUILD/figures.tsv has a
line for each target: name, inputs that were tried, code that they reached and the corpus had not, exit code."""

import pathlib
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/bench/runner"))

import machine  # noqa: E402
import table  # noqa: E402
from row import Row  # noqa: E402


def rows_of(figures, seconds):
    rows = []
    for line in figures.splitlines():
        target, runs, reached, code = line.split("\t")
        row = Row(target, f"`{target}`, {seconds} s: inputs that were tried; findings", "0",
                  f"{int(runs):,} ({int(reached):,} edges that the corpus does not reach); "
                  f"{'0' if code == '0' else 'at least 1'}")
        row.met = code == "0" and int(runs) > 0
        rows.append(row)
    return rows


def main():
    seconds, build = sys.argv[1], SOURCE / sys.argv[2]
    page = SOURCE / "docs/reliability.md"
    rows = rows_of((build / "figures.tsv").read_text(), seconds)
    block = table.markdown(rows, machine.describe(SOURCE, build))
    page.write_text(table.replace_block(page.read_text(), block, "scripts/fuzz"))


if __name__ == "__main__":
    main()
