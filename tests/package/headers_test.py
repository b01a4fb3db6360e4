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


def compile_twice(header):
    """Includes a header first of all, and again; gives the compiler's complaints."""
    generated = header.endswith(".pb.h")     # by protoc: not ours to keep free of warnings
    return execute(
        os.environ["CXX"], "-std=c++20", "-fsyntax-only", *([] if generated else WARNINGS),
        "-isystem" if generated else "-I", INCLUDE, "-x", "c++", "-",
        input=f'#include "{header}"\n#include "{header}"\n').stdout


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
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            complaints = dict(zip(headers, pool.map(compile_twice, headers)))
        self.assertEqual({header: text for header, text in complaints.items() if text}, {})

    def test_public_is_what_the_page_names_and_what_that_includes(self):
        named = named_on_the_page()
        self.assertGreater(len(named), 5)
        public = {header for header in installed() if not header.endswith(".pb.h")}
        self.assertEqual(public, with_included(named),
                         "headers are listed in scripts/cmake/BellwetherInstall.cmake, and those "
                         "to start from in docs/embedding.md")


if __name__ == "__main__":
    program.main()
