"""```console blocks of a page: `$ command`, continued by `> ` lines, and below it what it prints on
stdout and stderr. `...` in an expected line stands for anything, and alone for any lines.
"""

import re

BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)


def parse(block):
    """The block's command and expected output."""
    command, expected = [], []
    for line in block.splitlines(keepends=True):
        if not expected and line.startswith("> " if command else "$ "):
            command.append(line[2:])
        else:
            expected.append(line)
    return "".join(command), "".join(expected)


def pattern(expected):
    """`...` as a regular expression: in a line anything of that line, alone any lines."""
    parts = []
    for line in expected.splitlines(keepends=True):
        if line.strip() == "...":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*".join(re.escape(piece) for piece in line.split("...")))
    return re.compile("".join(parts))
