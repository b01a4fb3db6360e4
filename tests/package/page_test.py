"""docs/embedding.md: its code is the code of the consumers here, and its commands do what it says.

A block below `<!-- file: PATH -->` is that file. Blocks of `sh` are run one after another, those of
`console` also have to print what they show. With BELLWETHER_UPDATE_GOLDEN=1 files and outputs that
differ are written into the page.
"""

import os
import re
import shutil
import unittest

from package import BUILD, WORK, execute, program

PAGE = program.SOURCE / "docs/embedding.md"
FILE = re.compile(r"(<!-- file: (\S+) -->\n```\w+\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^```(sh|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
UPDATE = os.environ.get("BELLWETHER_UPDATE_GOLDEN") == "1"


class Page(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.home = WORK / "home"
        shutil.rmtree(cls.home, ignore_errors=True)
        cls.home.mkdir(parents=True)

    def test_code_is_that_of_the_files(self):
        text = PAGE.read_text()
        files = FILE.findall(text)
        self.assertGreaterEqual(len(files), 3)
        for opening, path, code, closing in files:
            content = (program.SOURCE / path).read_text()
            if UPDATE:
                text = text.replace(opening + code + closing, opening + content + closing)
            else:
                self.assertEqual(code, content, f"{PAGE.name} shows another {path}")
        if UPDATE:
            PAGE.write_text(text)

    def run_commands(self, commands, address):
        for there, here in (("build/release", str(BUILD)), ("build/try", str(self.home / "try")),
                            ("127.0.0.1:50051", address)):
            commands = commands.replace(there, here)
        done = execute("bash", "-ec", commands, cwd=program.SOURCE,
                       env={**os.environ, "HOME": str(self.home)})
        self.assertEqual(done.returncode, 0, f"{commands}\n{done.stdout}")
        return done.stdout

    def test_commands(self):
        text = PAGE.read_text()
        blocks = COMMAND.findall(text)
        self.assertGreaterEqual(len(blocks), 4)
        with program.Server("rules/saas") as server:
            for kind, block in blocks:
                if kind == "sh":
                    self.run_commands(block, server.address)
                    continue
                command = "".join(re.findall(r"^[$>] (.*\n)", block, re.MULTILINE))
                shown = re.sub(r"^[$>] .*\n", "", block, flags=re.MULTILINE)
                printed = self.run_commands(command, server.address)
                if UPDATE:
                    text = text.replace(block, block.removesuffix(shown) + printed)
                else:
                    self.assertEqual(printed, shown)
        if UPDATE:
            PAGE.write_text(text)


if __name__ == "__main__":
    program.main()
