#!/usr/bin/env python3
"""Puts sources together that one compiler may read as one file: most of its time goes into headers.

  together.py OUT_FOLDER MOST ROOT SOURCE...

Writes OUT_FOLDER/together_N.cc, each of which includes at most MOST sources, and prints their names.
Sources are together only if none has a name to itself (in a namespace without a name, by a macro, by
`using`) that another one uses, or that a header declares which it does not include itself; nor is there
a header that would read its `using`. What a file
declares is read off its layout, as scripts/format leaves it.
"""

import pathlib
import re
import sys

OWN = re.compile(r"^(?:(?:struct|class|enum class|enum|using|union) (\w+)|[^=({;]*[ *&](\w+)(?: =|[\[(={;]|$))")
USING = re.compile(r"^using [\w:]+::(\w+);")
MACRO = re.compile(r"^#define (\w+)")
DECLARED = re.compile(r"^(?:inline |constexpr |extern |template .*> )*"
                      r"(?:(?:struct|class|enum class|enum|using|union) (\w+)|[\w:<>&*, ]+[ *&](\w+)(?:\(| =|\{|;))", re.M)
INCLUDE = re.compile(r'^#include "((?:engine|protos|clients)/[^"]+)"', re.M)
NOT_NAMES = re.compile(r'//[^\n]*|#include[^\n]*|"(?:\\.|[^"\\\n])*"|(?:\.|->|::)\w+')


class Source:
    def __init__(self, path, root):
        self.path = path
        text = path.read_text()
        self.headers = headers_of(text, root, set())
        self.own, self.taken = own_names(text)
        self.used = (words_of(text) - self.taken) | self.own
        self.own |= self.taken


def words_of(text):
    return set(re.findall(r"[A-Za-z_]\w*", NOT_NAMES.sub(" ", text)))


def own_names(text):
    own, taken, nameless = set(), set(), False
    for line in text.splitlines():
        if line == "namespace {":
            nameless = True
        elif line == "}  // namespace":
            nameless = False
        elif found := MACRO.match(line):
            own.add(found[1])
        elif found := USING.match(line):
            taken.add(found[1])
        elif nameless and re.match(r"[A-Za-z_]", line) and (found := OWN.match(line)):
            own.add(found[1] or found[2])
    return own, taken


def headers_of(text, root, seen):
    for name in INCLUDE.findall(text):
        if name not in seen and (root / name).is_file():
            seen.add(name)
            headers_of((root / name).read_text(), root, seen)
    return seen


class Declared:
    def __init__(self, root):
        self.root, self.names, self.words = root, {}, {}

    def read_by(self, header):
        if header not in self.words:
            self.words[header] = words_of((self.root / header).read_text())
        return self.words[header]

    def by(self, header):
        if header not in self.names:
            found = DECLARED.findall((self.root / header).read_text())
            self.names[header] = {left or right for left, right in found}
        return self.names[header]


def fit(source, group, declared):
    for other in group:
        if source.own & other.used or source.used & other.own:
            return False
    headers = source.headers.union(*(other.headers for other in group))
    # A header of the other one would read its `using` as well.
    return not any(each.own & declared.by(header) or each.taken & declared.read_by(header)
                   for each in [source, *group] for header in headers - each.headers)


def main():
    out, most, root = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    declared, groups = Declared(root), []
    for path in sys.argv[4:]:
        source = Source(pathlib.Path(path), root)
        group = next((each for each in groups if len(each) < most and fit(source, each, declared)), None)
        if group is None:
            groups.append(group := [])
        group.append(source)
    names = []
    for number, group in enumerate(groups):
        name = out / f"together_{number}.cc"
        text = "".join(f'#include "{source.path}"\n' for source in group)
        if not name.is_file() or name.read_text() != text:
            name.write_text(text)
        names.append(str(name))
    print(";".join(names), end="")


if __name__ == "__main__":
    main()
