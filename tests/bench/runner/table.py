"""Rows as a table for people, as Markdown for docs/performance.md, and as JSON."""

import json

from machine import DISTURBED

HEADINGS = ("what", "measured", "spread", "target", "")


def cells(row):
    return (row.what, "–" if row.void else row.measured, row.spread, row.target, row.verdict())


def disturbances(rows):
    """One line for each row during which others used the processors, and one that sums up."""
    seen = {}
    for row in rows:
        if row.others >= DISTURBED:
            seen[row.name] = row.others
    if not seen:
        return []
    return ["Others used the processors meanwhile, so these rows are noisy: "
            + ", ".join(f"{name} {share:.0%}" for name, share in seen.items())]


def reasons(rows):
    return [f"{row.name} was not measured: {row.void}" for row in rows if row.void]


def machine_line(machine):
    kind = "virtual machine, " if machine["virtual"] else ""
    return (f"{machine['revision']}, {machine['date']}: {kind}{machine['processor']}, "
            f"{machine['cores']} cores, governor {machine['governor']}, "
            f"Linux {machine['kernel']}, {machine['compiler']}")


def notes(rows, machine):
    return [*reasons(rows), machine_line(machine), *disturbances(rows)]


def text(rows, machine):
    lines = [HEADINGS, *(cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip()
             for line in lines]
    return "\n".join([table[0], "-" * len(table[0]), *table[1:], "", *notes(rows, machine)])


def markdown(rows, machine):
    lines = ["| " + " | ".join(HEADINGS) + " |", "| " + " | ".join("---" for _ in HEADINGS) + " |"]
    lines += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    return "\n".join([*lines, *(f"\n{line}" for line in notes(rows, machine))])


def marks(script):
    """The lines of a page between which a script writes."""
    return (f"<!-- {script} --write-docs replaces what stands between these lines -->",
            f"<!-- end of what {script} writes -->")


def replace_block(page, block, script):
    """The page with what stands between its two marks replaced. ValueError without marks."""
    return replace_between(page, *marks(script), block)


def replace_between(page, first, last, block):
    """The page with what stands between two marks replaced. ValueError without them."""
    before, begin, rest = page.partition(first)
    _, end, after = rest.partition(last)
    if not begin or not end:
        raise ValueError("the page has no block to replace")
    return f"{before}{first}\n\n{block}\n\n{last}{after}"


def as_json(rows, machine):
    return json.dumps({"machine": machine,
                       "rows": [{**vars(row), "verdict": row.verdict()} for row in rows]},
                      indent=1, ensure_ascii=False) + "\n"
