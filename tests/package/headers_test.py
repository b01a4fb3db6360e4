"""Every installed header compiles alone, and those installed are the ones that docs/embedding.md
names, with what they include."""

import concurrent.futures
import os
import re
import unittest

from package import PREFIX, execute, program

INCLUDE = PREFIX / "include/bellwether"
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wold-style-cast",
            "-Wnon-virtual-dtor", "-Werror"]


def installed():
    return sorted(path.relative_to(INCLUDE).as_posix() for path in INCLUDE.rglob("*.h"))


def is_generated(header):
    """By protoc: not ours to keep free of warnings."""
    return header.endswith(".pb.h")


def seen_by(headers):
    """The headers that each gets to see: itself, those that it includes, and theirs."""
    seen = {}

    def look(header):
        if header not in seen:
            text = (INCLUDE / header).read_text()
            included = set(re.findall(r'^#include ["<]([^">]+)[">]', text, re.MULTILINE))
            seen[header] = {header}.union(*map(look, included & set(headers)))
        return seen[header]

    for header in headers:
        look(header)
    return seen


def rows_of(headers):
    """Puts the headers into rows in which each sees the one before it, and so all before it. What
    stands above a header's own text is then what it includes, be it in another order: a row, which
    one compiler reads, judges each of its headers like one that is included first of all."""
    seen = seen_by(headers)
    rows = []
    for header in sorted(headers, key=lambda header: (len(seen[header]), header)):
        fitting = [row for row in rows if row[-1] in seen[header]
                   and is_generated(row[-1]) == is_generated(header)]
        if fitting:
            max(fitting, key=lambda row: len(seen[row[-1]])).append(header)
        else:
            rows.append([header])
    return rows


def compile_twice(row):
    """Includes the headers of a row, and all again; gives the compiler's complaints."""
    generated = is_generated(row[0])
    return execute(
        os.environ["CXX"], "-std=c++20", "-fsyntax-only", *([] if generated else WARNINGS),
        "-isystem" if generated else "-I", INCLUDE, "-x", "c++", "-",
        input="".join(f'#include "{header}"\n' for header in row + row)).stdout


def named_on_the_page():
    page = (program.SOURCE / "docs/embedding.md").read_text()
    return re.findall(r"^\| `([a-z_/]+\.h)` \|", page, re.MULTILINE)


def with_included(headers):
    found, wanted = set(), list(headers)
    while wanted:
        header = wanted.pop()
        if header in found or not (program.SOURCE / header).is_file():
            continue
        found.add(header)
        wanted += re.findall(r'#include "([^"]+)"', (program.SOURCE / header).read_text())
    return found


class Headers(unittest.TestCase):
    def test_each_compiles_alone(self):
        headers = installed()
        self.assertGreater(len(headers), 30)
        rows = rows_of(headers)
        self.assertEqual(sorted(sum(rows, [])), headers)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            complaints = dict(zip(map(" ".join, rows), pool.map(compile_twice, rows)))
        self.assertEqual({row: text for row, text in complaints.items() if text}, {})

    def test_their_own_text_comes_after_what_they_include(self):
        for header in installed():
            if not is_generated(header):
                text = (INCLUDE / header).read_text()
                above = text[:max(text.rfind("\n#include"), 0)].splitlines()
                own = [line for line in above if not re.match(r"$|//|#", line)]
                self.assertEqual(own, [], header)

    def test_public_is_what_the_page_names_and_what_that_includes(self):
        named = named_on_the_page()
        self.assertGreater(len(named), 5)
        public = {header for header in installed() if not header.endswith(".pb.h")}
        self.assertEqual(public, with_included(named),
                         "headers are listed in scripts/cmake/BellwetherInstall.cmake, and those "
                         "to start from in docs/embedding.md")


if __name__ == "__main__":
    program.main()
