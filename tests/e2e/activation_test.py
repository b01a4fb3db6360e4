"""Packs that calls activate: what is left of them when the server is killed, starts anew, or cannot write."""

import base64
import json
import pathlib
import resource
import signal
import shutil
import subprocess
import tempfile
import threading
import time
import unittest

import server_process
from server_process import Server, run_to_end, source

RULES = "bellwether.v1.RulesService/"
TINY = source("tests/e2e/packs/tiny")


class ActivationTest(unittest.TestCase):
    def setUp(self):
        top = tempfile.TemporaryDirectory()
        self.addCleanup(top.cleanup)
        self.top = pathlib.Path(top.name)
        self.pack = self.top / "pack"
        shutil.copytree(TINY, self.pack)
        self.state = self.top / "state"

    def serve(self, *arguments, pack=None):
        server = Server(str(pack or self.pack), "--state", str(self.state), *arguments)
        self.addCleanup(server.kill)
        return server

    def upload(self, version):
        """The tiny pack under another version, which makes it another pack."""
        files = []
        for path in sorted(self.pack.rglob("*.yaml")):
            text = path.read_text()
            if path.name == "pack.yaml":
                lines = [line for line in text.splitlines() if not line.startswith("version:")]
                text = "\n".join([*lines, f"version: {version}", ""])
            name = str(path.relative_to(self.pack))
            files.append({"name": name, "content": base64.b64encode(text.encode()).decode()})
        is_test = [one["name"].startswith(("tests/", "fixtures/")) for one in files]
        return {"rules": {"files": [f for f, test in zip(files, is_test) if not test]},
                "tests": {"files": [f for f, test in zip(files, is_test) if test]}}

    def activate(self, server, version, **fields):
        return server.call(RULES + "ActivatePack",
                           {"files": self.upload(version), "reason": f"to {version}", **fields})

    def active(self, server):
        answer, error = server.call(RULES + "GetPack", {})
        self.assertIsNone(error)
        return answer["pack"]

    def test_an_activation_lives_on(self):
        server = self.serve()
        answer, error = self.activate(server, "2.0.0", requestId="r1")
        self.assertIsNone(error)
        self.assertEqual(answer["activation"]["outcome"], "ACTIVATION_OUTCOME_ACTIVATED")
        self.assertEqual(self.active(server)["version"], "2.0.0")
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)
        server = self.serve()
        self.assertEqual(server.version, "2.0.0")
        label = self.active(server)["labels"][0]
        self.assertEqual((label["origin"], label["reason"], label["activationId"]),
                         ("PACK_ORIGIN_CALL", "to 2.0.0", "a1"))
        again, error = self.activate(server, "2.0.0", requestId="r1")
        self.assertIsNone(error)
        self.assertTrue(again["isRepeated"])
        back, error = server.call(RULES + "RollbackPack", {"reason": "no"})
        self.assertIsNone(error)
        self.assertEqual(self.active(server)["labels"][0]["origin"], "PACK_ORIGIN_SOURCE")
        listed, _ = server.call(RULES + "ListActivations", {})
        self.assertEqual([one["id"] for one in listed["activations"]], ["a2", "a1"])

    def test_the_source_takes_its_label_back(self):
        server = self.serve()
        self.activate(server, "2.0.0")
        path = self.pack / "pack.yaml"
        path.write_text(path.read_text() + "# a remark\n")
        path.write_text(path.read_text().replace("version: 1.0.0", "version: 3.0.0"))
        while self.active(server)["version"] != "3.0.0":
            time.sleep(0.02)
        listed, _ = server.call(RULES + "ListActivations", {})
        self.assertEqual(listed["activations"][0]["outcome"], "ACTIVATION_OUTCOME_SOURCE_CHANGED")

    def test_without_a_state_folder_nothing_is_activated(self):
        server = Server(str(self.pack))
        self.addCleanup(server.kill)
        _, error = self.activate(server, "2.0.0")
        self.assertEqual(error["code"], "failed_precondition")
        self.assertIn("--state FOLDER", error["message"])

    def test_one_server_has_a_folder(self):
        self.serve()
        code, _, problems = run_to_end("--pack", str(self.pack), "--listen", "127.0.0.1:0",
                                       "--state", str(self.state))
        self.assertEqual(code, 5)
        self.assertIn(f"another server has the state folder {self.state}", problems)

    def test_damage_is_said_at_the_start(self):
        server = self.serve()
        self.activate(server, "2.0.0")
        server.kill()
        log = self.state / "activations.jsonl"
        good = log.read_text()
        log.write_text(good.replace("to 2.0.0", "to 2.0.1"))
        arguments = ("--pack", str(self.pack), "--listen", "127.0.0.1:0", "--state", str(self.state))
        code, _, problems = run_to_end(*arguments)
        self.assertEqual(code, 5)
        self.assertIn(f"{log}: line 1 is not what was written there", problems)
        log.write_text(good)
        [pack] = (self.state / "packs").iterdir()
        pack.unlink()
        code, _, problems = run_to_end(*arguments)
        self.assertEqual(code, 3)
        self.assertIn(f"{pack}, put under active by a1, cannot be used: it is gone", problems)

    def test_a_write_that_fails_changes_nothing(self):
        """The system refuses files beyond a size, as it would on a full disk."""
        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))

        popen = subprocess.Popen
        server_process.subprocess.Popen = lambda *words, **more: popen(
            *words, preexec_fn=small_files, restore_signals=False, **more)
        try:
            server = self.serve()
        finally:
            server_process.subprocess.Popen = popen
        _, error = self.activate(server, "2.0.0")
        self.assertEqual(error["code"], "unavailable")
        self.assertIn("nothing was changed", error["message"])
        self.assertIn("File too large", error["message"])
        self.assertEqual(self.active(server)["version"], "1.0.0")
        self.assertEqual([p.name for p in self.state.rglob("*") if p.is_file()], ["lock"])

    def test_no_acknowledged_activation_is_lost(self):
        """The server is killed at any moment, again and again."""
        acknowledged, asked = "1.0.0", 0
        for round_number in range(12):
            server = self.serve()
            # What was asked for when it was killed may be there or not; nothing older.
            self.assertIn(server.version, (acknowledged, f"9.0.{asked}"))
            acknowledged = server.version
            killed = threading.Timer(0.15 + 0.037 * round_number,
                                     server.process.send_signal, [signal.SIGKILL])
            killed.start()
            while True:
                asked += 1
                try:
                    answer, error = self.activate(server, f"9.0.{asked}", requestId=f"r{asked}")
                except AssertionError:
                    break
                if error is not None:
                    break
                self.assertEqual(answer["activation"]["to"]["version"], f"9.0.{asked}")
                acknowledged = f"9.0.{asked}"
            killed.join()
            server.wait()
        server = self.serve()
        self.assertIn(server.version, (acknowledged, f"9.0.{asked}"))
        records = [json.loads(line)["record"]["activation"]
                   for line in (self.state / "activations.jsonl").read_text().splitlines()]
        self.assertEqual([one["id"] for one in records],
                         [f"a{i + 1}" for i in range(len(records))])
        for before, after in zip(records, records[1:]):
            self.assertEqual(after["from"], before["to"])
        self.assertEqual([p for p in self.state.rglob("*.new")], [])


if __name__ == "__main__":
    unittest.main()
