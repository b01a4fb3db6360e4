"""`bellwether test --watch`: runs again when a file changes, and ends with Ctrl-C."""

import os
import pty
import queue
import signal
import subprocess
import threading
import unittest

import program
from program import ProgramTest, run

MOST_SECONDS = 30

PACK = """
pack: tiny
version: 1.2.3
signals: {usage: {type: ratio}}
health:
  only: {bands: [{green: 50}, {red: 0}], components: {usage: {weight: 1, of: usage}}}
"""

TESTS = """
as_of: 2026-03-01
cases:
  - {name: half is green, account: {signals: {usage: 0.5}}, expect: {health.only.band: green}}
"""


class Watched:
    """A program that runs, and its lines as they come: of both its outputs, or of stderr alone when
    stdout is somewhere else."""

    def __init__(self, pack, stdout=None):
        shared = {"stdout": stdout, "stderr": subprocess.PIPE} if stdout else {
            "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        self.process = subprocess.Popen([program.find("bellwether"), "test", str(pack), "--watch"], text=True,
                                        cwd=program.SOURCE, env=program.environment(), **shared)
        self.stream = self.process.stderr if stdout else self.process.stdout
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.stream:
            self.lines.put(line)

    def end(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.stream.close()

    def wait_for(self, part):
        """The lines up to one with `part`."""
        seen = ""
        while part not in seen:
            seen += self.lines.get(timeout=MOST_SECONDS)
        return seen

    def interrupt(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=MOST_SECONDS)


class TestWatch(ProgramTest):
    def setUp(self):
        super().setUp()
        self.rules = self.folder / "pack/pack.yaml"
        self.file("pack/pack.yaml", PACK)
        self.file("pack/tests/only_test.yaml", TESTS)

    def watch(self, **options):
        watched = Watched(self.folder / "pack", **options)
        self.addCleanup(watched.end)
        return watched

    def test_every_change_is_a_run(self):
        watched = self.watch()
        watched.wait_for("1 passed, 0 failed")
        watched.wait_for("waiting for a change of")
        self.rules.write_text(PACK.replace("green: 50", "green: 60.5"))
        self.assertIn("expected green", watched.wait_for("0 passed, 1 failed"))
        watched.wait_for("waiting for a change of")
        self.file("pack/tests/sub/more_test.yaml", TESTS)
        watched.wait_for("0 passed, 2 failed")
        watched.wait_for("waiting for a change of")
        self.rules.write_text("pack: [\n")
        watched.wait_for("error")
        watched.wait_for("waiting for a change of")
        self.rules.write_text(PACK)
        self.assertNotIn("\x1b", watched.wait_for("2 passed, 0 failed"))
        # As a signal that nobody caught, so that a shell stops its script; a shell shows 130.
        self.assertEqual(watched.interrupt(), -signal.SIGINT)

    def test_a_terminal_has_an_empty_screen_and_the_time(self):
        main, other = pty.openpty()
        self.addCleanup(os.close, main)
        watched = self.watch(stdout=other)
        os.close(other)
        watched.wait_for("waiting for a change of")
        shown = os.read(main, 65536).decode()
        self.assertRegex(shown, r"\A\x1b\[2J\x1b\[3J\x1b\[H\d\d:\d\d:\d\d\r\n")
        watched.interrupt()

    def test_what_is_not_there_is_not_watched(self):
        result = run("test", self.folder / "absent", "--watch")
        self.assertEqual(result.code, 3)
        self.assertIn("there is no", result.err)

    def test_update_is_no_watch(self):
        result = run("test", self.folder / "pack", "--watch", "--update")
        self.assertEqual(result.code, 2)


if __name__ == "__main__":
    program.main()
