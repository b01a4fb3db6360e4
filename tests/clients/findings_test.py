"""docs/findings.md: every code that the sources report has its section there, with the meaning that the catalogue
gives it and an example that is found, and there is no section for anything else.
"""

import json
import re

import program
from program import ProgramTest, run

PAGE = program.SOURCE / "docs/findings.md"
CATALOGUE = program.SOURCE / "engine/lint/catalogue.cc"
# Folders whose diagnostics `check` shows. Other text in kebab-case there:
STAGES = ("document", "expression", "imports", "lint", "ruleset", "source", "yaml")
NO_CODES = {"engine/expression/operation.cc": "names of operations in dumps",
            "engine/expression/program.cc": "names of parts of times in dumps",
            "engine/imports/tables.h": "names of encodings",
            "engine/lint/catalogue.cc": "what is tested"}
WORDS_THAT_ARE_CODES = {"cycle", "evidence", "portfolio", "syntax"}
# What an example would have to be: too much of something, or bytes that a page cannot show.
WITHOUT_EXAMPLE = {"alias-limit", "bad-value", "control-character", "expression-limit", "invalid-utf8", "too-deep",
                   "too-large", "too-many", "too-many-keys", "too-many-nodes", "turned-text"}


def reported():
    """Codes in the sources: literals in kebab-case, and the words that are reported as one."""
    found = set()
    for stage in STAGES:
        for path in (program.SOURCE / "engine" / stage).iterdir():
            if path.suffix not in (".h", ".cc") or path.relative_to(program.SOURCE).as_posix() in NO_CODES:
                continue
            text = path.read_text()
            found |= set(re.findall(r'"([a-z]+[0-9]*(?:-[a-z0-9]+)+)"', text))
            found |= set(re.findall(r'(?:Error|Warning)\(\s*"([a-z]+)"', text))
            found |= set(re.findall(r'std::string_view kPass = "([a-z]+)"', text))
    return found


def catalogue():
    entries = re.findall(r'\{"([a-z0-9-]+)", Severity::k(\w+),\s*"([^"]*)"\}', CATALOGUE.read_text())
    return {code: (severity.lower(), meaning) for code, severity, meaning in entries}


class Section:
    def __init__(self, code, text):
        self.code = code
        self.severity, self.meaning = re.search(r"^\*\*(\w+)\*\* · (.*)$", text, re.MULTILINE).groups()
        example = re.search(r"^```yaml finding\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        self.example = example.group(1) if example else None


def sections():
    parts = re.split(r"^#### ", PAGE.read_text(), flags=re.MULTILINE)[1:]
    return [Section(part.split("\n", 1)[0], part) for part in parts]


class FindingsTest(ProgramTest):
    def test_every_code_is_in_the_catalogue_and_nothing_else(self):
        self.assertTrue(WORDS_THAT_ARE_CODES <= reported())
        self.assertEqual(sorted(reported()), sorted(catalogue()))
        self.assertEqual(list(catalogue()), sorted(catalogue()))

    def test_every_code_has_a_section_and_nothing_else(self):
        self.assertEqual({section.code: (section.severity, section.meaning) for section in sections()}, catalogue())

    def test_every_example_is_found(self):
        header = re.search(r"^```yaml header\n(.*?)^```$", PAGE.read_text(), re.MULTILINE | re.DOTALL).group(1)
        for section in sections():
            with self.subTest(code=section.code):
                if section.example is None:
                    self.assertIn(section.code, WITHOUT_EXAMPLE)
                    continue
                self.assertIn((section.code, section.severity), self.found(header, section))

    def found(self, header, section):
        """What the example brings beside what is found without it."""
        for line in ("segments: [smb, large]\n", "severities: [red]\n"):
            if section.example.startswith(line.split()[0]):
                header = header.replace(line, "")
        self.file(f"{section.code}/pack.yaml", header)
        rules = self.file(f"{section.code}/rules.yaml", section.example)
        listed = json.loads(run("check", rules.parent, "--format", "json").out)
        return {(found["code"], found["severity"]) for found in listed
                if found["file"] == str(rules) or found["code"] != "unused-signal"}


if __name__ == "__main__":
    program.main()
