"""Runs the programs `bellwether` and `bellwetherd` for tests.

BELLWETHER_BINARY_DIR is the build folder, BELLWETHER_SOURCE_DIR the repository. Programs run in the
repository's top folder, as the examples of help and docs do.
"""

import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import unittest

import waiting

SOURCE = pathlib.Path(os.environ.get("BELLWETHER_SOURCE_DIR", os.getcwd())).resolve()
BINARY = pathlib.Path(os.environ.get("BELLWETHER_BINARY_DIR", SOURCE / "build/release")).resolve()
SECONDS = 60

# The smallest pack that has a little of everything.
TINY_PACK = """
pack: tiny
version: 1.2.3
segments: [small, large]
signals:
  usage: {type: ratio, description: Share in use}
  mood: {type: enum, values: [good, bad]}
health:
  only:
    min_coverage: 0
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
      mood: {weight: 1, of: mood, map: {good: 100, bad: 0}}
"""


def find(name):
    """The path of a built program."""
    for folder in (BINARY, BINARY / "server", BINARY / "clients/cli"):
        if (folder / name).is_file():
            return str(folder / name)
    raise FileNotFoundError(f"there is no {name} in {BINARY}; build it first")


def environment(**changes):
    """The environment of a plain terminal session, whatever runs the tests."""
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM", "COLUMNS")}
    return {**kept, "TERM": "xterm-256color", **changes}


class Result:
    def __init__(self, code, stdout, stderr):
        self.code, self.out, self.err = code, stdout, stderr


def run(*arguments, stdin=b"", env=None, stdout=subprocess.PIPE, cwd=SOURCE):
    """Runs `bellwether` with the arguments and waits for it."""
    done = subprocess.run(
        [find("bellwether"), *map(str, arguments)], input=stdin, stdout=stdout,
        stderr=subprocess.PIPE, cwd=cwd, env=env or environment(), timeout=SECONDS, check=False)
    return Result(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


class Server:
    """A bellwetherd on a port of its own, ended by its process id."""

    def __init__(self, pack, *options):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [find("bellwetherd"), "--listen", "127.0.0.1:0", "--pack", str(pack), *options],
            stdout=subprocess.PIPE, stderr=self.log, cwd=SOURCE, env=environment())
        # "bellwetherd is ready on 127.0.0.1:45123 with pack ..."
        words = self.process.stdout.readline().decode().split()
        if "ready" not in words:
            self.stop()
            self.log.seek(0)
            raise RuntimeError(f"the server did not start: {words} {self.log.read().decode()}")
        self.address = words[words.index("on") + 1]

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()

    def log_so_far(self):
        """What it said; the place where it writes on is left alone."""
        return os.pread(self.log.fileno(), 1 << 24, 0).decode()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
        self.log.close()


class ProgramTest(unittest.TestCase):
    """A test with a folder of its own for files."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    becomes_true = staticmethod(waiting.becomes_true)

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def git(self, *arguments):
        """Runs git in the folder, without the settings of whoever runs the tests."""
        env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(["git", "-c", "user.name=Author", "-c", "user.email=author@example.com", *arguments],
                       cwd=self.folder, env=env, check=True, capture_output=True)


def main():
    """Runs the tests of the calling module; none at all, or a skipped one, is a failure."""
    program = unittest.main(module="__main__", exit=False, verbosity=2)
    result = program.result
    good = result.wasSuccessful() and result.testsRun > 0 and not result.skipped
    sys.exit(0 if good else 1)
