"""Packs of a server, changed and looked at by the command line."""

import json
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile

from program import SOURCE, ProgramTest, Server, environment, find, main, run

CLINIC = "rules/examples/clinic"
GOOD, FAILED, USAGE, PACK_INVALID, TESTS_FAILED = 0, 1, 2, 3, 4


class RemoteActivationTest(ProgramTest):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.top = pathlib.Path(folder.name)
        self.pack = self.top / "pack"
        shutil.copytree(SOURCE / CLINIC, self.pack)
        self.server = Server(CLINIC, "--state", str(self.top / "state"))
        self.addCleanup(self.server.__exit__)

    def release(self, version):
        path = self.pack / "pack.yaml"
        path.write_text(re.sub(r"(?m)^version: .*$", f"version: {version}", path.read_text()))
        return self.pack

    def ask(self, command, *arguments, code=GOOD):
        result = run("remote", command, "--server", self.server.address, *arguments)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def activate(self, version, *arguments, code=GOOD):
        return self.ask("activate", self.release(version), "--reason", f"to {version}", *arguments,
                        code=code)

    def test_activate_and_roll_back(self):
        before = self.ask("packs").out
        self.assertRegex(before, r"(?m)^active    clinic 0\.1\.0 \([0-9a-f]{8}\) from rules/examples/clinic since ")
        done = self.activate("7.0.0")
        self.assertRegex(done.out, r" a1 active clinic 0\.1\.0 \(.*\) → clinic 7\.0\.0 \(.*\) activated, to 7\.0\.0\n$")
        packs = self.ask("packs").out
        self.assertRegex(packs, r"(?m)^active    clinic 7\.0\.0 .* by a1 since .*, to 7\.0\.0$")
        self.assertRegex(packs, r"(?m)^previous  clinic 0\.1\.0 ")
        self.assertIn("overridden by a call", packs)
        self.assertEqual(self.ask("packs", "active").out.splitlines()[0], packs.splitlines()[0])
        back = self.ask("rollback", "--reason", "no good").out
        self.assertIn("→ clinic 0.1.0", back)
        self.assertIn("activated, rollback, no good", back)
        listed = self.ask("activations").out.splitlines()
        self.assertEqual([line.split()[1] for line in listed], ["a2", "a1"])
        self.assertEqual(len(self.ask("activations", "--top", "1").out.splitlines()), 1)

    def test_json_has_everything(self):
        done = json.loads(self.activate("7.0.0", "--format", "json", "--request-id", "r1").out)
        self.assertEqual(done["activation"]["outcome"], "ACTIVATED")
        self.assertGreater(done["activation"]["tests_held"], 0)
        self.assertFalse(done["is_repeated"])
        again = json.loads(self.activate("7.0.0", "--format", "json", "--request-id", "r1").out)
        self.assertTrue(again["is_repeated"])
        packs = json.loads(self.ask("packs", "--format", "json").out)
        self.assertEqual(packs["packs"][0]["labels"][0]["origin"], "CALL")
        self.assertEqual(packs["sources"][0]["outcome"], "PUBLISHED")
        digest = packs["packs"][0]["digest"]
        self.assertEqual(json.loads(self.ask("packs", digest[:8], "--format", "json").out)["pack"]["digest"], digest)
        listed = json.loads(self.ask("activations", "--format", "json").out)
        self.assertEqual(listed["activations"][0]["request_id"], "r1")

    def test_a_look_and_an_expectation(self):
        self.assertIn("validated", self.activate("7.0.0", "--check-only").out)
        self.assertEqual(self.ask("activations").out, "")
        self.assertIn("another pack stands under active",
                      self.activate("7.0.0", "--expect", "0123456789", code=FAILED).err)

    def test_bundles_and_digests(self):
        bundle = self.top / "clinic.tar"
        self.release("8.0.0")
        self.assertEqual(run("pack", "build", self.pack, "--output", bundle).code, GOOD)
        self.ask("activate", bundle, "--reason", "a bundle")
        digest = json.loads(self.ask("packs", "--format", "json").out)["packs"][0]["digest"]
        self.ask("rollback", "--reason", "back")
        self.assertIn("→ clinic 8.0.0",
                      self.ask("activate", "--digest", digest[:10], "--reason", "again").out)

    def test_what_is_refused(self):
        self.assertIn("--reason", self.ask("activate", CLINIC, code=USAGE).err)
        self.assertIn("say which pack", self.ask("activate", "--reason", "r", code=USAGE).err)
        self.assertIn("did you mean `canary`?",
                      self.activate("7.0.0", "--label", "canry", code=USAGE).err)
        self.assertIn("--canary PACK", self.activate("7.0.0", "--label", "canary", code=USAGE).err)
        self.assertIn("no other pack stood", self.ask("rollback", "--reason", "r", code=USAGE).err)
        self.assertIn("waits for approval", self.ask("approve", "a7", code=USAGE).err)
        self.ask("activate", self.top / "nowhere", "--reason", "r", code=PACK_INVALID)
        text = (self.pack / "pack.yaml").read_text()
        (self.pack / "pack.yaml").write_text(text + "signls: {}\n")
        self.assertIn("unknown key `signls`",
                      self.ask("activate", self.pack, "--reason", "r", code=PACK_INVALID).err)
        (self.pack / "pack.yaml").write_text(text)
        (self.pack / "tests/never_test.yaml").write_text(
            "cases:\n  - name: never\n    account: {id: a}\n    as_of: 2026-03-01\n    expect: {health.recovery.score: 1}\n")
        self.ask("activate", self.pack, "--reason", "r", code=TESTS_FAILED)
        self.assertEqual(self.ask("activations").out, "")

    def test_watch(self):
        watch = subprocess.Popen(
            [find("bellwether"), "remote", "watch-packs", "--server", self.server.address,
             "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=SOURCE, env=environment())
        first = json.loads(watch.stdout.readline())
        self.assertEqual(first["changed_labels"], ["active"])
        self.activate("7.0.0")
        second = json.loads(watch.stdout.readline())
        self.assertEqual(second["changed_labels"], ["active", "previous"])
        self.assertGreater(second["generation"], first["generation"])
        self.server.process.send_signal(signal.SIGTERM)
        out, err = watch.communicate(timeout=60)
        self.assertEqual(watch.returncode, FAILED, err)
        self.assertNotEqual(err, b"")
        watch.stdout.close()

    def test_watch_ends_after_some_messages(self):
        out = self.ask("watch-packs", "--messages", "1").out
        self.assertRegex(out, r"^generation \d+, changed: active\nactive    clinic ")


if __name__ == "__main__":
    main()
