"""Packs that change while the built server runs: what its callers, its log and its health say."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from server_process import Server, run_to_end, source

EVALUATE = "bellwether.v1.ScoringService/Evaluate"
HEALTH_CHECK = "grpc.health.v1.Health/Check"
TINY = source("tests/e2e/packs/tiny")
BELLWETHER = os.path.join(os.environ.get("BELLWETHER_BINARY_DIR", "build/release"), "bellwether")


def await_that(holds):
    """Waits in vain until the time limit of the test, if it must."""
    while not holds():
        time.sleep(0.02)


def git(folder, *words):
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", "-c", "user.name=Author", "-c", "user.email=author@example.com", *words],
                   cwd=folder, env=env, check=True, capture_output=True)


class ReloadTest(unittest.TestCase):
    def setUp(self):
        top = tempfile.TemporaryDirectory()
        self.addCleanup(top.cleanup)
        self.top = pathlib.Path(top.name)
        self.pack = self.copy("pack")

    def copy(self, name, version="1.0.0"):
        folder = self.top / name
        shutil.copytree(TINY, folder)
        self.set_version(folder, version)
        return folder

    def set_version(self, folder, version):
        path = folder / "pack.yaml"
        lines = [line for line in path.read_text().splitlines() if not line.startswith("version:")]
        path.write_text("\n".join([*lines, f"version: {version}", ""]))

    def serve(self, pack, *arguments):
        server = Server(str(pack), *map(str, arguments))
        self.addCleanup(server.kill)
        return server

    def version(self, server, account="acme", **options):
        answer, error = server.call(EVALUATE, {"account": {"id": account}, "options": options})
        self.assertIsNone(error)
        return answer["evaluation"]["pack"]["version"]

    def health(self, server):
        answer, error = server.call(HEALTH_CHECK, {})
        self.assertIsNone(error)
        return answer["status"]

    def test_answers_by_what_the_folder_holds(self):
        server = self.serve(self.pack)
        self.assertEqual(self.version(server), "1.0.0")
        self.set_version(self.pack, "1.1.0")
        await_that(lambda: self.version(server) == "1.1.0")
        self.assertEqual(self.version(server, pack="previous"), "1.0.0")
        self.assertEqual(self.version(server, pack=server.digest), "1.0.0")
        _, error = server.call(EVALUATE, {"account": {"id": "a"}, "options": {"pack": "canary"}})
        self.assertEqual(error["code"], "not_found")
        self.assertIn("(active), ", error["message"])
        self.assertIn(f"{server.digest}", error["message"])

    def test_keeps_the_last_good_pack_and_says_what_is_wrong(self):
        server = self.serve(self.pack, "--log-format", "json")
        good = (self.pack / "pack.yaml").read_text()
        (self.pack / "pack.yaml").write_text(good + "signls: {}\n")
        await_that(lambda: any('"event":"pack problem"' in line for line in server.log))
        self.assertEqual(self.version(server), "1.0.0")
        self.assertEqual(self.health(server), "SERVING")
        problem = next(event for event in map(json.loads, server.log) if event["event"] == "pack problem")
        self.assertEqual(problem["place"], f"pack.yaml:{good.count(chr(10)) + 1}:1")
        self.assertIn("did you mean `signals`?", problem["message"])
        (self.pack / "pack.yaml").write_text(good)
        self.set_version(self.pack, "1.2.0")
        await_that(lambda: self.version(server) == "1.2.0")

    def test_looks_on_sighup_where_reload_is_off(self):
        server = self.serve(self.pack, "--reload", "off")
        self.set_version(self.pack, "1.1.0")
        time.sleep(0.3)
        self.assertEqual(self.version(server), "1.0.0")
        server.signal(signal.SIGHUP)
        await_that(lambda: self.version(server) == "1.1.0")

    def test_is_not_healthy_while_its_source_is_broken_for_too_long(self):
        server = self.serve(self.pack, "--max-broken-source", "200ms")
        away = self.top / "away"
        self.pack.rename(away)
        await_that(lambda: self.health(server) == "NOT_SERVING")
        self.assertEqual(self.version(server), "1.0.0")   # it still answers whoever asks
        away.rename(self.pack)
        await_that(lambda: self.health(server) == "SERVING")
        self.pack.rename(away)
        await_that(lambda: self.health(server) == "NOT_SERVING")
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)

    def test_a_canary_answers_for_its_share_and_a_shadow_is_compared(self):
        canary, shadow = self.copy("canary", "2.0.0"), self.copy("shadow", "3.0.0")
        server = self.serve(self.pack, "--canary", canary, "--canary-share", "50%",
                            "--shadow", shadow, "--shadow-share", "100%")
        accounts = [f"account {i}" for i in range(12)]
        first = [self.version(server, account) for account in accounts]
        self.assertEqual(set(first), {"1.0.0", "2.0.0"})
        self.assertEqual([self.version(server, account) for account in accounts], first)
        self.assertEqual(self.version(server, pack="shadow"), "3.0.0")
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)
        self.assertTrue(any("shadow compared" in line for line in server.log), server.log)

    def test_a_shadow_that_refuses_accounts_fails_no_call(self):
        shadow = self.copy("shadow", "3.0.0")
        path = shadow / "pack.yaml"
        path.write_text(path.read_text().replace("usage: {type: ratio}", "usage: {type: ratio, missing: error}"))
        server = self.serve(self.pack, "--shadow", shadow, "--shadow-share", "100%")
        told = {"id": "told", "stage": "onboarding", "signals": [{"name": "usage", "number": 0.9}]}
        for i in range(10):
            self.assertEqual(self.version(server, f"account {i}"), "1.0.0")  # whose usage nobody told
            self.assertIsNone(server.call(EVALUATE, {"account": told})[1])
        time.sleep(0.5)  # it compares when others have nothing to do
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)
        line = next(line for line in server.log if "shadow compared" in line)
        self.assertRegex(line, r" refused_by_shadow=[1-9]")

    def test_follows_a_branch_of_a_repository(self):
        git(self.top, "init", "-q", "-b", "main", ".")
        git(self.top, "add", "pack")
        git(self.top, "commit", "-q", "-m", "first")
        for place in (f"git:{self.top}#main:pack", f"git:file://{self.top}#main:pack"):
            before, after = ("1.0.0", "1.1.0") if "file:" not in place else ("1.1.0", "1.2.0")
            server = self.serve(TINY, "--pack", place, "--pack-poll-interval", "100ms")
            self.assertEqual(self.version(server), before)
            self.set_version(self.pack, after)
            git(self.top, "commit", "-q", "-a", "-m", after)
            await_that(lambda: self.version(server) == after)
            self.assertTrue(any(" at " in line for line in server.log), server.log)
            server.signal(signal.SIGTERM)
            self.assertEqual(server.wait(), 0)

    def test_takes_only_bundles_that_trusted_keys_signed(self):
        private, public = self.top / "key.pem", self.top / "trusted.pem"
        for words in (["genpkey", "-algorithm", "ed25519", "-out", private],
                      ["pkey", "-in", private, "-pubout", "-out", public]):
            subprocess.run(["openssl", *words], check=True, capture_output=True)
        bundle = self.top / "tiny.tar"

        def build(*options):
            subprocess.run([BELLWETHER, "pack", "build", self.pack, "--output", bundle, *options],
                           check=True, capture_output=True)

        build("--key", private)
        server = self.serve(bundle, "--trusted-keys", public)
        self.assertEqual(self.version(server), "1.0.0")
        self.set_version(self.pack, "1.1.0")
        build()   # nobody signed it
        await_that(lambda: any("is not signed" in line for line in server.log))
        self.assertEqual(self.version(server), "1.0.0")
        build("--key", private)
        await_that(lambda: self.version(server) == "1.1.0")
        code, stdout, stderr = run_to_end("--pack", str(self.pack), "--trusted-keys", str(public))
        self.assertEqual((code, stdout), (3, ""))
        self.assertIn("is no signed bundle", stderr)


class BadStartTest(unittest.TestCase):
    """What is wrong is said before the server listens."""

    def check(self, code, words, *arguments):
        found, stdout, stderr = run_to_end("--pack", TINY, *arguments)
        self.assertEqual((found, stdout), (code, ""), stderr)
        self.assertIn(words, stderr)

    def test_bad_words_are_explained(self):
        self.check(2, "--reload: `maybe` is not a choice", "--reload", "maybe")
        self.check(2, "--canary-share: `5` is not a share; write it like 5%", "--canary-share", "5")
        self.check(2, "--trusted-keys: cannot read the key file /nowhere", "--trusted-keys", "/nowhere")
        self.check(2, "holds no public key", "--trusted-keys", source("README.md"))

    def test_bad_packs_are_explained(self):
        self.check(3, "the pack /nowhere cannot be used", "--canary", "/nowhere")
        self.check(3, "did you mean `signals`?", "--shadow", source("tests/e2e/packs/broken"))
        self.check(3, "write git:REPOSITORY#REF:PATH", "--canary", "git:/srv/rules#")
        self.check(3, "cannot fetch main of file:///nowhere", "--canary", "git:file:///nowhere#main")

    def test_a_pack_that_fails_its_own_tests_is_not_served(self):
        with tempfile.TemporaryDirectory() as top:
            pack = shutil.copytree(TINY, os.path.join(top, "pack"))
            os.mkdir(os.path.join(pack, "tests"))
            with open(os.path.join(pack, "tests/a_test.yaml"), "w", encoding="utf-8") as tests:
                tests.write("cases: [{name: rosy, account: {stage: onboarding, signals: {usage: 0.9, nps: 40}}, "
                            "as_of: 2026-03-01, expect: {health.primary.score: 100}}]\n")
            code, stdout, stderr = run_to_end("--pack", pack, "--check-config")
            self.assertEqual((code, stdout), (3, ""))
            self.assertIn("tests/a_test.yaml:1:", stderr)
            self.assertIn("test `rosy`: health.primary.score: expected 100, got 88", stderr)
            code, _, stderr = run_to_end("--pack", pack, "--check-config", "--activation-tests", "warn")
            self.assertEqual(code, 0)
            self.assertIn("warning: test `rosy`", stderr)
            self.assertEqual(run_to_end("--pack", pack, "--check-config", "--activation-tests", "off")[0::2], (0, ""))


if __name__ == "__main__":
    os.chdir(tempfile.gettempdir())   # nothing may depend on the working folder
    unittest.main(verbosity=2)
