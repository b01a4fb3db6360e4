"""What a server makes of accounts by itself: listed, and watched by a client that comes back."""

import datetime
import hashlib
import json
import pathlib
import subprocess
import tempfile
import time

from program import TINY_PACK, ProgramTest, Server, find, main, run

SAAS = "rules/saas"
GOOD, FAILED, USAGE = 0, 1, 2
SECONDS = 30
TOKEN = "bwt_theirs-56789abcdefghijklmnopqrstuvwxyzABCDEF"


class RemoteEvaluationsTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.server = Server(SAAS, "--store", f"sqlite:{pathlib.Path(folder.name) / 'store.db'}")
        cls.addClassCleanup(lambda: cls.server.stop())

    @classmethod
    def ask(cls, command, *arguments):
        words = command.split()
        return run("remote", *words, "--server", cls.server.address, *arguments)

    def put(self, *records):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "records.jsonl"
            file.write_text("".join(json.dumps(record) + "\n" for record in records))
            result = self.ask("put", str(file))
            self.assertEqual(result.code, GOOD, result.err)

    def listed(self, account, count):
        """As soon as there are so many, the last one first."""
        end = time.monotonic() + SECONDS
        while True:
            result = self.ask("evaluations", account, "--format", "json")
            lines = [json.loads(line) for line in result.out.splitlines()]
            if len(lines) >= count or time.monotonic() > end:
                self.assertEqual(len(lines), count, result.err)
                return lines
            time.sleep(0.02)

    def account(self, name, number, day, **fields):
        return {"kind": "account", "id": f"{name}-{number}", "account": name, "at": day,
                "stage": "onboarding", "segment": "smb", **fields}

    def test_what_becomes_known_is_evaluated_and_told(self):
        watch = subprocess.Popen(
            [find("bellwether"), "remote", "watch-evaluations", "--server", self.server.address,
             "--format", "json", "--evaluations", "1"], stdout=subprocess.PIPE, text=True)
        begins = json.loads(watch.stdout.readline())
        self.assertEqual(list(begins), ["cursor"])
        self.put(self.account("acme", 1, "2026-01-05", kickoff_at="2026-01-05"))
        told = json.loads(watch.stdout.readline())
        self.assertEqual(told["account_id"], "acme")
        self.assertEqual(told["cause"], "DATA")
        cursor = json.loads(watch.stdout.readline())["cursor"]
        self.assertEqual(watch.wait(timeout=SECONDS), GOOD)
        watch.stdout.close()
        first, = self.listed("acme", 1)
        self.assertEqual(first["facts_digest"], told["facts_digest"])
        # A correction is another evaluation, and a watch that comes back is told of it alone.
        self.put(self.account("acme", 2, "2026-01-06", kickoff_at="2026-01-06"))
        self.listed("acme", 2)
        again = self.ask("watch-evaluations", "--cursor", cursor, "--evaluations", "1",
                         "--format", "json")
        self.assertEqual(again.code, GOOD, again.err)
        self.assertGreater(json.loads(again.out.splitlines()[0])["sequence"], told["sequence"])

    def test_lines_for_people(self):
        self.put(self.account("borealis", 1, "2026-01-05"))
        self.listed("borealis", 1)
        result = self.ask("evaluations", "borealis")
        self.assertRegex(result.out, r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ  borealis  data  ")

    def test_an_account_that_is_not_evaluated_yet(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder)
            server = Server(SAAS, "--store", f"sqlite:{path / 'store.db'}", "--evaluation-rest", "1h")
            self.addCleanup(server.stop)
            # Its first look, which would find it, is over.
            self.assertTrue(self.becomes_true(lambda: "in charge" in server.log_so_far()))
            file = path / "records.jsonl"
            file.write_text(json.dumps(self.account("calla", 1, "2026-01-05")) + "\n")
            put = run("remote", "put", "--server", server.address, str(file))
            self.assertEqual(put.code, GOOD, put.err)
            result = run("remote", "evaluations", "--server", server.address, "calla")
            self.assertEqual(result.code, USAGE)
            self.assertIn("not evaluated yet", result.err)
            self.assertIn("remote watch-evaluations", result.err)
            server.stop()

    def test_what_is_wrong_is_said(self):
        unknown = self.ask("evaluations", "nobody")
        self.assertEqual(unknown.code, USAGE)
        self.assertIn("nobody", unknown.err)
        cursor = self.ask("watch-evaluations", "--cursor", "nonsense")
        self.assertEqual(cursor.code, USAGE)
        self.assertIn("cursor", cursor.err)
        both = self.ask("watch-evaluations", "--cursor", "x", "--from-beginning")
        self.assertEqual(both.code, USAGE)

    def test_what_people_decide_is_a_cause_of_its_own(self):
        self.put(self.account("decided", 1, "2026-01-05", kickoff_at="2026-01-05"))
        self.listed("decided", 1)
        expires = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=2)
        override = self.ask("override set", "decided", "--model", "onboarding", "--score", "40", "--reason", "so",
                            "--author", "ann", "--expires-at", expires.isoformat())
        self.assertEqual(override.code, GOOD, override.err)
        causes = [one["cause"] for one in self.listed("decided", 3)]
        self.assertEqual(causes, ["OVERRIDE_EXPIRED", "OVERRIDE", "DATA"])
        lines = self.ask("evaluations", "decided").out.splitlines()
        self.assertEqual([line.split("  ")[2] for line in lines], ["override expired", "override", "data"])

    def test_a_server_that_evaluates_nothing_by_itself(self):
        server = Server(SAAS)
        self.addCleanup(server.stop)
        result = run("remote", "evaluations", "--server", server.address, "acme")
        self.assertEqual(result.code, USAGE)
        self.assertIn("--store", result.err)


class TenantTest(ProgramTest):
    """Callers of a tenant, whose pack the access file names."""

    def setUp(self):
        super().setUp()
        self.token = self.file("theirs.token", TOKEN + "\n")
        self.file("active/pack.yaml", TINY_PACK)
        self.file("canary/pack.yaml", TINY_PACK.replace("usage: {weight: 1", "usage: {weight: 3"))
        access = self.give("active")
        self.server = Server(self.folder / "active", "--canary", str(self.folder / "canary"), "--access-file", access,
                             "--store", f"sqlite:{self.folder / 'store.db'}")
        self.addCleanup(self.server.__exit__)

    def give(self, pack):
        digest = hashlib.sha256(TOKEN.encode()).hexdigest()
        return str(self.file("access.yaml", "tokens:\n"
                             f"  - {{name: them, tenant: theirs, roles: [score, read, admin], sha256: {digest}}}\n"
                             f"tenants:\n  theirs: {{pack: {pack}}}\n"))

    def ask(self, command, *arguments):
        return run("remote", command, "--server", self.server.address, "--token-file", self.token, *arguments)

    def scores(self):
        result = self.ask("evaluations", "acme", "--format", "json")
        lines = [json.loads(line) for line in result.out.splitlines()]
        return [(line["cause"], line["models"][0]["score"]) for line in lines]

    def test_a_tenant_that_is_given_another_pack_is_evaluated_by_it(self):
        record = {"kind": "account", "id": "1", "account": "acme", "at": "2026-01-05", "segment": "small",
                  "signals": {"usage": 0.5, "mood": "good"}}
        put = self.ask("put", str(self.file("records.jsonl", json.dumps(record) + "\n")))
        self.assertEqual(put.code, GOOD, put.err)
        known = [("DATA", 75)]
        self.assertTrue(self.becomes_true(lambda: self.scores() == known), self.scores())
        for pack, score in (("canary", 63), ("active", 75)):
            self.give(pack)
            known.insert(0, ("PACK", score))
            self.assertTrue(self.becomes_true(lambda: self.scores() == known), self.scores())


if __name__ == "__main__":
    main()
