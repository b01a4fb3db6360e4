"""Does what guides say, from a folder on that they name, and compares what is printed.

A block with the name of a file (```yaml first/pack.yaml) is written there; a ```console block
(console_blocks.py) is run in that folder. With BELLWETHER_UPDATE_GOLDEN=1 blocks of commands that
print something else are rewritten.
"""

import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import program
from console_blocks import parse, pattern

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IDENTITY = {"GIT_AUTHOR_NAME": "Author", "GIT_AUTHOR_EMAIL": "author@example.com", "GIT_AUTHOR_DATE": "2026-03-01T09:00:00Z",
            "GIT_COMMITTER_NAME": "Author", "GIT_COMMITTER_EMAIL": "author@example.com",
            "GIT_COMMITTER_DATE": "2026-03-01T09:00:00Z"}


def execute(command, folder):
    path = os.pathsep.join([os.path.dirname(program.find("bellwether")), os.environ["PATH"]])
    done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          cwd=folder, timeout=program.SECONDS, check=False,
                          env=program.environment(PATH=path, **IDENTITY))
    return done.stdout.decode()


class Guide:
    """A page that is followed to its end."""

    maxDiff = None
    page = None
    fewest_files = 0
    fewest_commands = 1

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.files, self.commands = set(), 0

    def write(self, name, text):
        file = self.folder / name
        self.assertTrue(file.resolve().is_relative_to(self.folder.resolve()), name)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self.files.add(name)

    def run_block(self, block):
        """The block as it should read."""
        command, expected = parse(block)
        self.assertTrue(command, block)
        self.commands += 1
        printed = execute(command, self.folder)
        if expected and pattern(expected).fullmatch(printed):
            return block
        if os.environ.get("BELLWETHER_UPDATE_GOLDEN") != "1":
            self.assertEqual(printed, expected, command)
        return block[:len(block) - len(expected)] + printed

    def do(self, fence):
        language, name, text = fence.groups()
        if language == "console":
            return f"```console\n{self.run_block(text)}```"
        if name:
            self.write(name, text)
        else:
            self.assertTrue(self.is_read_only(fence.group()), f"a block without a name:\n{text}")
        return fence.group()

    def is_read_only(self, block):
        """Whether a block is there to be read alone."""
        return False

    def test_does_what_the_page_says(self):
        text = self.page.read_text()
        written = FENCE.sub(self.do, text)
        self.assertGreaterEqual(len(self.files), self.fewest_files)
        self.assertGreaterEqual(self.commands, self.fewest_commands)
        if written != text:
            self.page.write_text(written)
        self.check_the_end()

    def check_the_end(self):
        """What the reader has in the end."""


class FirstPack(Guide, unittest.TestCase):
    page = program.SOURCE / "docs/rules/README.md"
    fewest_files = 6
    fewest_commands = 8

    def check_the_end(self):
        self.assertEqual(execute("bellwether check first >&2; echo $?", self.folder)[-2:], "0\n")
        self.assertIn(", 0 failed", execute("bellwether test first", self.folder))

    def test_every_file_that_a_command_names_was_shown(self):
        text = self.page.read_text()
        shown = {name for _, name, _ in FENCE.findall(text) if name}
        for block in (text for language, _, text in FENCE.findall(text) if language == "console"):
            for name in re.findall(r"\b\w+\.json\b", parse(block)[0]):
                self.assertIn(name, shown)


class WithRules(Guide):
    """In a git repository that holds packs of this one."""

    packs = ("rules/saas",)

    def setUp(self):
        super().setUp()
        for pack in self.packs:
            shutil.copytree(program.SOURCE / pack, self.folder / pack)
        printed = execute("git init -q -b main && git add -A && git commit -q -m 'The rules of today'", self.folder)
        self.assertEqual(printed, "")

    def is_read_only(self, block):
        return not block.startswith("```console")


class Impact(WithRules, unittest.TestCase):
    page = program.SOURCE / "docs/impact.md"
    fewest_files = 1
    fewest_commands = 5


class ChangingRules(WithRules, unittest.TestCase):
    page = program.SOURCE / "docs/changing-rules.md"
    packs = ("rules/saas", "rules/examples/oulad")
    fewest_files = 1
    fewest_commands = 12


if __name__ == "__main__":
    program.main()
