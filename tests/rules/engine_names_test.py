"""The engine knows no business: no signal, derived fact, flag, benchmark or portfolio metric of
rules/saas is named in its sources, not even in a comment."""

import os
import pathlib
import re
import unittest

SOURCE = pathlib.Path(os.environ.get("BELLWETHER_SOURCE_DIR", os.getcwd()))
SECTIONS = {"signals", "derived", "flags", "benchmarks", "portfolio"}
# Survey instruments are words of the field, which records name; packs have signals of the same name.
INSTRUMENTS = {"engine/schema/record_kinds.h": {"nps", "csat", "ces"}, "engine/schema/record_kinds.cc": {"nps"},
               "engine/document/measures.h": {"csat", "ces"}}
FOLDERS = ["engine", "server", "protos/wire", "rules/reader"]


def names_of_pack():
    names = set()
    for path in (SOURCE / "rules/saas").rglob("*.yaml"):
        if {"tests", "fixtures"} & set(path.parts):
            continue
        section = None
        for line in path.read_text().splitlines():
            if top := re.match(r"(\w+):", line):
                section = top.group(1)
            elif (entry := re.match(r"  (\w+):", line)) and section in SECTIONS:
                names.add(entry.group(1))
    return names


class EngineNames(unittest.TestCase):
    def test_no_name_of_the_pack_stands_in_the_sources(self):
        names = names_of_pack()
        self.assertGreater(len(names), 150)
        pattern = re.compile(r"\b(" + "|".join(sorted(names)) + r")\b")
        found = []
        for folder in FOLDERS:
            for path in (SOURCE / folder).rglob("*"):
                if path.suffix not in (".h", ".cc"):
                    continue
                for number, line in enumerate(path.read_text().splitlines(), 1):
                    file = path.relative_to(SOURCE).as_posix()
                    for match in set(pattern.findall(line)) - INSTRUMENTS.get(file, set()):
                        found.append(f"{file}:{number}: {match}")
        self.assertEqual(found, [])


if __name__ == "__main__":
    unittest.main()
