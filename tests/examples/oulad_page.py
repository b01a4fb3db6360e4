"""docs/oulad.md and what study.py prints: the same tables, number for number.

A table of the page stands between `<!-- KIND: NAME -->` and `<!-- end -->`; KIND is `cohort` for the
students kept in the project and `full` for all of the data. The commands are the page's own. With
BELLWETHER_UPDATE_GOLDEN=1 tables that differ are written into the page.
"""

import os
import pathlib
import re
import subprocess

SOURCE = pathlib.Path(os.environ["BELLWETHER_SOURCE_DIR"])
PROGRAM = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"]) / "bellwether"
PAGE = SOURCE / "docs/oulad.md"
UPDATE = os.environ.get("BELLWETHER_UPDATE_GOLDEN") == "1"


def command_of(kind):
    """The command below `<!-- command: KIND -->`."""
    return re.search(rf"<!-- command: {kind} -->\n```sh\n(.*?)```", PAGE.read_text(), re.S)[1]


def run(command, out, data="DIR"):
    """Runs a command of the page; gives {name of a table: table}."""
    for there, here in (("build/oulad", out), ("--data DIR", f"--data {data}")):
        command = command.replace(there, str(here))
    done = subprocess.run(["bash", "-ec", f"{command.rstrip()} --bellwether {PROGRAM}"],
                          cwd=SOURCE, capture_output=True, text=True, check=False, timeout=280)
    if done.returncode != 0:
        raise AssertionError(done.stderr)
    return dict(re.findall(r"^## (\w+)\n\n((?:\|.*\n)+)", done.stdout, re.MULTILINE))


def compare(test, kind, tables):
    """Every table of this kind on the page is what was printed."""
    text = PAGE.read_text()
    blocks = re.findall(rf"(<!-- {kind}: (\w+) -->\n)(.*?)(<!-- end -->)", text, re.DOTALL)
    test.assertGreaterEqual(len(blocks), 2)
    for opening, name, shown, closing in blocks:
        if UPDATE:
            text = text.replace(opening + shown + closing, opening + tables[name] + closing)
        else:
            test.assertEqual(shown, tables[name], f"{kind}: {name}")
    if UPDATE:
        PAGE.write_text(text)


def rates(table, column):
    """{band: share that withdrew} of a column of the table `bands`."""
    found = {}
    for line in table.splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        withdrew, total = re.match(r"([0-9,]+) of ([0-9,]+):", cells[column]).groups()
        found[cells[0]] = int(withdrew.replace(",", "")) / int(total.replace(",", ""))
    return found
