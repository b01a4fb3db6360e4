"""Does what docs/rules/README.md says, from an empty folder on, and compares what is printed.

A block with the name of a file (```yaml first/pack.yaml) is written there; a ```console block
(console_blocks.py) is run in that folder. With BELLWETHER_UPDATE_GOLDEN=1 blocks of commands that
print something else are rewritten.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import program
from console_blocks import parse, pattern

GUIDE = program.SOURCE / "docs/rules/README.md"
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FEWEST_FILES = 6
FEWEST_COMMANDS = 8


def execute(command, folder):
    path = os.pathsep.join([os.path.dirname(program.find("bellwether")), os.environ["PATH"]])
    done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          cwd=folder, timeout=program.SECONDS, check=False,
                          env=program.environment(PATH=path))
    return done.stdout.decode()


class Guide(unittest.TestCase):
    maxDiff = None

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
        self.assertTrue(name, f"a block without a name:\n{text}")
        self.write(name, text)
        return fence.group()

    def test_from_an_empty_folder_to_a_tested_pack(self):
        page = GUIDE.read_text()
        written = FENCE.sub(self.do, page)
        self.assertGreaterEqual(len(self.files), FEWEST_FILES)
        self.assertGreaterEqual(self.commands, FEWEST_COMMANDS)
        if written != page:
            GUIDE.write_text(written)
        # What the reader has in the end is good and passes its own test.
        self.assertEqual(execute("bellwether check first >&2; echo $?", self.folder)[-2:], "0\n")
        self.assertIn(", 0 failed", execute("bellwether test first", self.folder))

    def test_every_file_that_a_command_names_was_shown(self):
        page = GUIDE.read_text()
        shown = {name for _, name, _ in FENCE.findall(page) if name}
        for block in (text for language, _, text in FENCE.findall(page) if language == "console"):
            for name in re.findall(r"\b\w+\.json\b", parse(block)[0]):
                self.assertIn(name, shown)


if __name__ == "__main__":
    program.main()
