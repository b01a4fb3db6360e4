"""The two commands of the README: scripts/serve serves as it stands, scripts/test is what CI runs.

scripts/serve builds in build/release. Where the tests run in another build folder it would build
everything anew, so there it is only held against the programs that are built already.
"""

import os
import pathlib
import re
import signal
import subprocess
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["BELLWETHER_SOURCE_DIR"])
BINARY = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"])
READY = re.compile(r"^bellwetherd is ready on (\S+) with pack saas ")
SECONDS = 240


def two_commands():
    readme = (SOURCE / "README.md").read_text()
    block = re.search(r"^## Two commands$.*?^```sh\n(.*?)^```$", readme, re.M | re.S).group(1)
    return [line.split("#")[0].strip() for line in block.splitlines()]


class Readme(unittest.TestCase):
    def test_there_are_two_commands_and_both_can_be_run(self):
        self.assertEqual(two_commands(), ["scripts/serve", "scripts/test"])
        for command in two_commands():
            self.assertTrue(os.access(SOURCE / command, os.X_OK), command)

    def test_ci_calls_the_test_command_and_nothing_else(self):
        lines = (SOURCE / ".ci/run").read_text().splitlines()
        code = [line for line in lines if line and not line.startswith("#")]
        self.assertEqual(code, ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "exec scripts/test"])

    def test_serve_gets_ready_and_the_command_that_it_proposes_works(self):
        state = tempfile.TemporaryDirectory()
        self.addCleanup(state.cleanup)
        environment = dict(os.environ, BELLWETHER_STATE=state.name)
        if BINARY != SOURCE / "build/release":
            command = [str(BINARY / "bellwetherd"), "--pack", "rules/saas"]
        else:
            command = ["scripts/serve"]
        server = subprocess.Popen(
            [*command, "--listen", "127.0.0.1:0"], cwd=SOURCE, env=environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.stderr.close)
        try:
            ready = READY.match(server.stdout.readline())
            self.assertTrue(ready)
            self.propose(ready.group(1))
            if command == ["scripts/serve"]:
                self.remembers(ready.group(1))
        finally:
            server.send_signal(signal.SIGTERM)
            self.assertEqual(server.wait(timeout=SECONDS), 0)

    def remembers(self, address):
        """Accounts are kept without a word from the user."""
        record = '{"kind": "account", "id": "readme", "account": "readme", "at": "2026-01-01", "segment": "smb"}'
        for command, text in (("put -", record), ("account readme", None), ("forget readme", None)):
            subprocess.run([BINARY / "bellwether", "remote", *command.split(), "--server", address],
                           input=text, cwd=SOURCE, capture_output=True, text=True, timeout=SECONDS, check=True)

    def propose(self, address):
        text = (SOURCE / "scripts/serve").read_text()
        lines = re.search(r"^  (build/release/bellwether .*?)\n\n", text, re.M | re.S).group(1)
        command = lines.replace("build/release", str(BINARY)).replace("127.0.0.1:50051", address)
        done = subprocess.run(["bash", "-c", command], cwd=SOURCE, capture_output=True, text=True,
                              timeout=SECONDS, check=True)
        self.assertIn("acme", done.stdout)
        self.assertIn("green", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
