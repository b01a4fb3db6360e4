"""What must not be forgotten of a server's store, and who one is to a server."""

import hashlib
import json

from program import ProgramTest, Server, main, run

GOOD, FAILED, USAGE = 0, 1, 2
PACK = """
pack: small
version: 1.0.0
stages: [onboarding]
signals:
  usage: {type: ratio}
health:
  only: {bands: [{green: 80}, {red: 0}], components: {usage: {weight: 1, of: usage}}}
"""


class RemoteAuditTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.file("pack/pack.yaml", PACK)
        entries = ""
        for name, roles in (("ann", "[score, read, admin]"), ("ben", "[read, admin], tenant: north"), ("cas", "[read]")):
            secret = f"bwt_{name}-56789abcdefghijklmnopqrstuvwxyzABCDEF"
            self.file(f"{name}.token", secret + "\n")
            entries += f"  - {{name: {name}, roles: {roles}, sha256: {hashlib.sha256(secret.encode()).hexdigest()}}}\n"
        self.access = str(self.file("access.yaml", "tokens:\n" + entries))
        self.server = self.serve("--access-file", self.access)

    def serve(self, *options):
        server = Server(self.folder / "pack", "--store", f"sqlite:{self.folder / 'store.db'}", *options)
        self.addCleanup(server.stop)
        return server

    def ask(self, name, command, *arguments):
        return run("remote", command, "--server", self.server.address, "--token-file", str(self.folder / f"{name}.token"),
                   *arguments)

    def erase(self, name, account):
        record = {"kind": "account", "id": f"{account}-1", "account": account, "at": "2026-01-01", "stage": "onboarding",
                  "signals": {"usage": 0.9}}
        put = self.ask(name, "put", str(self.file("records.jsonl", json.dumps(record) + "\n")))
        self.assertEqual(put.code, GOOD, put.err)
        gone = self.ask(name, "forget", account)
        self.assertEqual(gone.code, GOOD, gone.err)

    def lines(self, name, *arguments):
        result = self.ask(name, "audit", "--format", "json", *arguments)
        self.assertEqual(result.code, GOOD, result.err)
        return [json.loads(line) for line in result.out.splitlines()]

    def test_erasures_are_told_and_not_of_whom(self):
        self.erase("ann", "acme")
        self.erase("ann", "bolt")
        self.assertEqual([(line["what"], line["by"]) for line in self.lines("ann")], [("account erased", "ann")] * 2)
        result = self.ask("ann", "audit")
        self.assertRegex(result.out, r"^(\d{4}-\d\d-\d\dT[\d:.]+Z account erased by ann\n){2}$")
        self.assertNotIn("acme", result.out)
        self.assertEqual(len(self.lines("ann", "--top", "1")), 1)
        self.assertEqual(self.lines("ann", "--by", "cas"), [])
        self.assertEqual(self.lines("ann", "--what", "accounts imported"), [])
        self.assertEqual(self.lines("ann", "--to", "2026-01-01"), [])
        self.assertEqual(len(self.lines("ann", "--from", "2026-01-01")), 2)

    def test_a_tenant_sees_its_own_lines(self):
        self.erase("ben", "acme")
        self.assertEqual([line["by"] for line in self.lines("ben")], ["ben"])
        self.assertEqual(self.lines("ann"), [])

    def test_an_admin_alone_may_look(self):
        result = self.ask("cas", "audit")
        self.assertEqual(result.code, FAILED)
        self.assertIn("needs the role admin", result.err)

    def test_a_period_that_ends_before_it_begins_is_refused(self):
        result = self.ask("ann", "audit", "--from", "2026-02-01", "--to", "2026-01-01")
        self.assertEqual(result.code, USAGE)
        self.assertIn("the period ends before it begins", result.err)

    def test_a_server_without_a_store_says_so(self):
        with Server(self.folder / "pack") as plain:
            result = run("remote", "audit", "--server", plain.address)
        self.assertEqual(result.code, USAGE)
        self.assertIn("it was started without --store", result.err)

    def test_says_who_asks(self):
        self.assertEqual(self.ask("ann", "whoami").out, "ann: score, read, admin\n")
        self.assertEqual(self.ask("ben", "whoami").out, "ben of north: read, admin\n")
        told = self.ask("cas", "whoami", "--format", "json")
        self.assertEqual(json.loads(told.out), {"authenticates": True, "name": "cas", "roles": ["READ"]})
        unknown = run("remote", "whoami", "--server", self.server.address)
        self.assertEqual(unknown.code, FAILED)
        with Server(self.folder / "pack") as plain:
            everybody = run("remote", "whoami", "--server", plain.address)
        self.assertEqual((everybody.code, everybody.out),
                         (GOOD, "the server asks nobody who they are: everything is allowed\n"))


if __name__ == "__main__":
    main()
