"""docs/fuzzing.md names the targets that there are, and its commands are ones that the scripts take.

What a command does is shown where no second compiler has to build the project for it: the programs
of this build reproduce what a run of the fuzzer found, and the scripts refuse what they do not know
before they build. Whole runs of scripts/fuzz and scripts/sanitize take longer than all other tests.
"""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["BELLWETHER_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"])
PAGE = (SOURCE / "docs/fuzzing.md").read_text()
SECONDS = 60

TARGETS = sorted(path.name.removesuffix("_target.cc")
                 for path in (SOURCE / "tests/fuzz").glob("*_target.cc"))


def run(*command):
    return subprocess.run([str(part) for part in command], cwd=SOURCE, capture_output=True,
                          text=True, timeout=SECONDS, check=False)


def commands():
    """Every line of the page's shell blocks, as words, without its comment."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]


def program(target):
    return BUILD / f"tests/fuzz/bellwether_fuzz_{target}"


class Page(unittest.TestCase):
    def test_lists_the_targets(self):
        rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", PAGE, re.MULTILINE)
        listed = [name for row in rows for name in re.findall(r"\w+", row)]
        self.assertEqual(sorted(listed), TARGETS)

    def test_commands_are_known_to_their_scripts(self):
        presets = json.loads((SOURCE / "CMakePresets.json").read_text())["configurePresets"]
        sanitizers = {preset["name"] for preset in presets
                      if preset.get("cacheVariables", {}).get("BELLWETHER_SANITIZE")} - {"fuzz"}
        seen = set()
        for word, *rest in commands():
            seen.add(word)
            if word == "scripts/fuzz":
                self.assertRegex(rest[0], r"^(\d+|--merge)$")
                self.assertLessEqual(set(rest[1:]), set(TARGETS))
            elif word == "scripts/sanitize":
                self.assertLessEqual(set(rest[:1]), sanitizers)
        self.assertLessEqual({"scripts/fuzz", "scripts/sanitize", "scripts/test", "cp"}, seen)


class Reproducing(unittest.TestCase):
    def test_runs_one_input(self):
        shown = next(words for words in commands() if words[0].startswith("BELLWETHER_SOURCE_DIR"))
        there = pathlib.Path(shown[1]).relative_to("build/fuzz")
        corpus = SOURCE / "tests/fuzz/corpus/pack"
        done = run(BUILD / there, corpus / "name_that_is_no_text")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_every_target_has_a_corpus(self):
        for target in TARGETS:
            names = [path.name for path in (SOURCE / "tests/fuzz/corpus" / target).iterdir()]
            self.assertGreaterEqual(len(names), 10, target)
            self.assertTrue(all(re.fullmatch(r"[0-9a-f]{40}|\w+", name) for name in names), target)

    def test_a_corpus_without_inputs_fails(self):
        with tempfile.TemporaryDirectory() as empty:
            done = run(program("pack"), empty)
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_a_file_that_is_not_there_fails(self):
        self.assertEqual(run(program("pack"), "nothing-here").returncode, 1)


class Figures(unittest.TestCase):
    def test_a_finding_is_no_success(self):
        sys.path.insert(0, str(SOURCE / "tests/fuzz"))
        import write_figures  # pylint: disable=import-outside-toplevel
        good, bad, idle = write_figures.rows_of("jwt\t12000\t3\t0\nconfig\t5\t0\t77\nbundle\t0\t0\t0\n", "60")
        self.assertEqual((good.met, bad.met, idle.met), (True, False, False))
        self.assertIn("12,000 (3 edges", good.measured)
        page = (SOURCE / "docs/reliability.md").read_text()
        self.assertNotEqual(write_figures.table.replace_block(page, "another", "scripts/fuzz"), page)


class Scripts(unittest.TestCase):
    def test_fuzz_says_how_it_is_used(self):
        for words in ([], ["soon"], ["-5", "pack"], ["--merge", "--write-docs"]):
            done = run("scripts/fuzz", *words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn("usage: scripts/fuzz SECONDS|--merge [--write-docs] [TARGET...]", done.stderr)

    def test_fuzz_names_the_targets(self):
        done = run("scripts/fuzz", "1", "pack", "packs")
        self.assertEqual(done.returncode, 2)
        self.assertIn("no target packs; there are: " + " ".join(TARGETS), done.stderr)


if __name__ == "__main__":
    unittest.main()
