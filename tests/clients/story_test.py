"""docs/story/run tells the story of docs/story.md, command by command and word by word, on both stores.

With BELLWETHER_UPDATE_GOLDEN=1 blocks of the page that differ are rewritten from the run on SQLite.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import program
from console_blocks import BLOCK, parse, pattern

PAGE = program.SOURCE / "docs/story.md"
RUN = program.SOURCE / "docs/story/run"
POSTGRES = program.SOURCE / "tests/server/store/postgres_server.py"
SECONDS = 280
# What is another one in each run, and what it is called on the page.
VARYING = [
    (r"(?<=T\d\d:)\d\d:\d\d(\.\d+)?Z", "00:00Z"),  # servers are started at the full hour
    (r"(?<=^etag )\w+$", "..."),
    (r"\([0-9a-f]{12}…\)$", "(...)"),  # a pack's digest
]


def without_what_varies(text):
    for what, name in VARYING:
        text = re.sub(what, name, text, flags=re.MULTILINE)
    return text


def told_on(store):
    """[(command, output)] of a run."""
    done = subprocess.run([RUN, store], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=program.SOURCE,
                          timeout=SECONDS, check=False,
                          env=program.environment(BELLWETHER_BINARY_DIR=str(program.BINARY)))
    told = without_what_varies(done.stdout.decode())
    if done.returncode != 0:
        raise AssertionError(f"{told}\n{done.stderr.decode()}")
    return [parse(block) for block in re.split(r"^(?=\$ )", told, flags=re.MULTILINE) if block]


class StoryTest(unittest.TestCase):
    maxDiff = None

    def compare(self, told):
        blocks = BLOCK.findall(PAGE.read_text())
        self.assertEqual([parse(block)[0] for block in blocks], [command for command, _ in told])
        for block, (command, output) in zip(blocks, told):
            expected = parse(block)[1]
            if not pattern(expected).fullmatch(output):
                with self.subTest(command=command):
                    self.assertEqual(output, expected)

    def test_its_pack_is_good(self):
        for command in (("check", "--strict"), ("test",), ("fmt", "--check")):
            result = program.run(*command, "docs/story/pack")
            self.assertEqual(result.code, 0, result.out + result.err)

    def test_on_sqlite(self):
        with tempfile.TemporaryDirectory() as folder:
            told = told_on(f"sqlite:{pathlib.Path(folder) / 'store.db'}")
        if os.environ.get("BELLWETHER_UPDATE_GOLDEN") == "1":
            write_down(told)
        self.compare(told)

    def test_on_postgresql(self):
        with subprocess.Popen([sys.executable, POSTGRES], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              text=True) as postgres:
            try:
                place = postgres.stdout.readline().strip()
                self.assertTrue(place.startswith("postgresql:"), place)
                self.compare(told_on(place))
            finally:
                postgres.stdin.close()  # which ends it
                postgres.wait(program.SECONDS)


def write_down(told):
    """Puts what was told in the place of the page's blocks, which are as many; `...` that still holds stays."""
    rest = iter(told)

    def block(match):
        command, output = next(rest)
        kept = pattern(parse(match[0])[1]).fullmatch(output)
        return "$ " + command.replace("\n", "\n> ").removesuffix("> ") + (parse(match[0])[1] if kept else output)

    PAGE.write_text(BLOCK.sub(block, PAGE.read_text()))


if __name__ == "__main__":
    program.main()
