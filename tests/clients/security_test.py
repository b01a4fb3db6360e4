"""TLS, tokens and roles, from the programs' options to what they say: with certificates and tokens that are made
while the test runs."""

import hashlib
import os
import re
import signal
import subprocess
import time

from certificates import Authority, Signer, mount_pair
from key_server import KeyServer
from program import SECONDS, TINY_PACK, ProgramTest, Server, environment, find, main, run

PACK = "rules/saas"
ACCOUNTS = "rules/saas/accounts/book.jsonl"
SCORER = "bwt_scorer-56789abcdefghijklmnopqrstuvwxyzABCDEF"
READER = "bwt_reader-56789abcdefghijklmnopqrstuvwxyzABCDEF"


def start_and_fail(*options):
    """A server that is meant to refuse its options: (exit code, what it said)."""
    done = subprocess.run([find("bellwetherd"), "--pack", PACK, "--listen", "127.0.0.1:0", *map(str, options)],
                          cwd=os.environ.get("BELLWETHER_SOURCE_DIR"), env=environment(), capture_output=True,
                          timeout=SECONDS, check=False)
    return done.returncode, done.stderr.decode() + done.stdout.decode()


class SecurityTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.folder / "authority")
        self.scorer = self.file("scorer.token", SCORER + "\n")
        self.reader = self.file("reader.token", READER + "\n")

    def access_file(self, more=""):
        hashes = {name: hashlib.sha256(token.encode()).hexdigest()
                  for name, token in (("scorer", SCORER), ("reader", READER))}
        return self.file("access.yaml", "tokens:\n"
                         f"  - {{name: scorer, roles: [score], sha256: {hashes['scorer']}}}\n"
                         f"  - {{name: reader, roles: [read], sha256: {hashes['reader']}}}\n{more}")

    def mounted(self, name, certificate, key):
        mount_pair(self.folder / name, certificate, key)
        return self.folder / name

    def tls_options(self, folder):
        return ["--tls-certificate", folder / "tls.crt", "--tls-key", folder / "tls.key"]

    def start(self, *options):
        server = Server(PACK, *map(str, options))
        self.addCleanup(server.__exit__)
        return server

    def evaluate(self, server, *options):
        return run("remote", "evaluate", "--server", server.address, "--accounts", ACCOUNTS, "--as-of", "2026-03-01",
                   "--format", "csv", *options)

    def test_a_client_asks_over_tls_with_a_token(self):
        folder = self.mounted("tls", *self.authority.issue("server", "DNS:localhost,IP:127.0.0.1"))
        server = self.start(*self.tls_options(folder), "--access-file", self.access_file())
        trusted = ["--tls-ca", self.authority.certificate]
        good = self.evaluate(server, *trusted, "--token-file", self.scorer)
        self.assertEqual(good.code, 0, good.err)
        denied = self.evaluate(server, *trusted, "--token-file", self.reader)
        self.assertNotEqual(denied.code, 0)
        self.assertIn("needs the role score", denied.err)
        unknown = self.evaluate(server, *trusted)
        self.assertIn("says not who asks", unknown.err)
        self.assertNotEqual(run("remote", "health", "--server", server.address, "--timeout", "1").code, 0)
        self.assertEqual(run("remote", "health", "--server", server.address, *trusted).out, "SERVING\n")

    def test_a_certificate_of_the_client_names_it(self):
        clients = Authority(self.folder / "clients")
        certificate, key = clients.issue("billing", "URI:spiffe://example.com/billing")
        folder = self.mounted("tls", *self.authority.issue("server", "IP:127.0.0.1"))
        access = self.access_file('certificates:\n  - {name: billing, uri: "spiffe://example.com/billing", '
                                  "roles: [score]}\n")
        server = self.start(*self.tls_options(folder), "--tls-client-ca", clients.certificate,
                            "--access-file", access, "--log-level", "debug")
        trusted = ["--tls-ca", self.authority.certificate]
        good = self.evaluate(server, *trusted, "--tls-certificate", certificate, "--tls-key", key)
        self.assertEqual(good.code, 0, good.err)
        self.assertNotEqual(self.evaluate(server, *trusted, "--timeout", "2").code, 0)
        server.stop()
        self.assertRegex(server.log_so_far(), r"call .*caller=billing role=score ")

    def test_a_secret_is_swapped_without_a_restart(self):
        folder = self.mounted("tls", *self.authority.issue("server", "IP:127.0.0.1"))
        server = self.start(*self.tls_options(folder))
        health = ["remote", "health", "--server", server.address, "--timeout", "2", "--tls-ca"]
        self.assertEqual(run(*health, self.authority.certificate).code, 0)
        other = Authority(self.folder / "other")
        self.mounted("tls", *other.issue("server", "IP:127.0.0.1"))
        self.assertTrue(self.becomes_true(lambda: run(*health, other.certificate).code == 0))
        # Rewritten in place, key first: for a moment the pair does not match.
        again, key = self.authority.issue("again", "IP:127.0.0.1")
        for source, name in ((key, "tls.key"), (again, "tls.crt")):
            (folder / name).write_bytes(source.read_bytes())
            time.sleep(1.5)
        self.assertTrue(self.becomes_true(lambda: run(*health, self.authority.certificate).code == 0))
        self.assertIn("the last good one stays in force", server.log_so_far())

    def test_an_expired_certificate_is_refused_at_the_start_and_not_taken_later(self):
        expired = self.authority.issue("expired", "IP:127.0.0.1", days=0)
        time.sleep(1.1)
        folder = self.mounted("tls", *expired)
        code, said = start_and_fail(*self.tls_options(folder))
        self.assertEqual(code, 2, said)
        self.assertIn("expired at", said)
        self.mounted("tls", *self.authority.issue("server", "IP:127.0.0.1"))
        server = self.start(*self.tls_options(folder))
        self.mounted("tls", *expired)
        self.assertTrue(self.becomes_true(lambda: "certificate refused" in server.log_so_far()))
        time.sleep(1.5)
        health = run("remote", "health", "--server", server.address, "--tls-ca", self.authority.certificate)
        self.assertEqual(health.code, 0, health.err)

    def test_everything_wrong_is_said_before_listening(self):
        certificate, _ = self.authority.issue("server", "IP:127.0.0.1")
        _, other_key = self.authority.issue("other", "IP:127.0.0.1")
        access = self.file("access.yaml", "tokens: [{name: a, roles: [scores]}]\n")
        code, said = start_and_fail("--tls-certificate", certificate, "--tls-key", other_key, "--access-file", access)
        self.assertEqual(code, 2, said)
        for part in ("is not that of the certificate", "access.yaml:1:", "did you mean `score`", "no `sha256`"):
            self.assertIn(part, said)
        code, said = start_and_fail("--tls-certificate", certificate)
        self.assertEqual((code, "--tls-certificate without --tls-key" in said), (2, True), said)

    def test_beyond_loopback_words_are_needed(self):
        folder = self.mounted("tls", *self.authority.issue("server", "IP:127.0.0.1"))
        tls, access = self.tls_options(folder), ["--access-file", self.access_file()]
        for options, lacks in (([], "lacks TLS and a way to know its callers"), (access, "lacks TLS;"),
                               (tls, "lacks a way to know its callers")):
            code, said = start_and_fail("--listen", "0.0.0.0:0", *options)
            self.assertEqual(code, 2, said)
            self.assertIn(lacks, said)
            self.assertIn("--insecure-listen", said)
        good = self.start("--listen", "0.0.0.0:0", *tls, *access)
        self.assertNotIn("it is not safe there", good.log_so_far())
        allowed = self.start("--listen", "0.0.0.0:0", "--insecure-listen", *tls)
        self.assertIn("a way to know its callers", allowed.log_so_far())

    def test_tokens_of_an_issuer(self):
        signer = Signer(self.folder, "k1")
        keys = KeyServer(signer.jwks())
        self.addCleanup(keys.stop)
        access = self.access_file("issuers:\n  - {issuer: login, audience: bellwether, roles_claim: scope, "
                                  f"keys: \"{keys.address}\"}}\n")
        server = self.start("--access-file", access)
        claims = {"iss": "login", "aud": "bellwether", "sub": "nightly", "exp": int(time.time()) + 600}
        good = self.file("good.token", signer.token({**claims, "scope": "score"}))
        late = self.file("late.token", signer.token({**claims, "scope": "score", "exp": int(time.time()) - 600}))
        other = self.file("other.token", signer.token({**claims, "scope": "read profile"}))
        self.assertEqual(self.evaluate(server, "--token-file", good).code, 0)
        self.assertIn("has expired", self.evaluate(server, "--token-file", late).err)
        self.assertIn("has read", self.evaluate(server, "--token-file", other).err)
        self.assertEqual(keys.asked, 1)
        # The issuer goes away: what it signed is still known, and so are other tokens.
        keys.text = None
        server.process.send_signal(signal.SIGHUP)
        self.assertEqual(self.evaluate(server, "--token-file", good).code, 0)
        self.assertEqual(self.evaluate(server, "--token-file", self.scorer).code, 0)

    def test_a_claim_names_the_tenant_and_so_the_pack(self):
        signer = Signer(self.folder, "k1")
        keys = self.file("keys.json", signer.jwks())
        access = self.file("access.yaml", "tenants: {acme: {pack: canary}}\n"
                           f"issuers: [{{issuer: login, audience: bellwether, keys: {keys}, tenant_claim: org}}]\n")
        server = self.start("--access-file", access, "--canary", self.file("tiny.yaml", TINY_PACK), "--canary-share", "0%")
        accounts = self.file("one.jsonl", '{"id": "one"}\n')
        claims = {"iss": "login", "aud": "bellwether", "sub": "nightly", "roles": ["score"], "exp": int(time.time()) + 600}

        def ask(**more):
            token = self.file("a.token", signer.token({**claims, **more}))
            return run("remote", "evaluate", "--server", server.address, "--accounts", accounts, "--as-of", "2026-03-01",
                       "--format", "csv", "--select", "id,pack.name", "--token-file", token)
        self.assertEqual(ask(org="acme").out.split(), ["id,pack.name", "one,tiny"])
        self.assertIn("tenant", ask(org="other").err)
        self.assertIn("tenant", ask().err)

    def test_a_server_starts_while_its_issuer_is_away(self):
        signer = Signer(self.folder, "k1")
        keys = KeyServer(None)
        self.addCleanup(keys.stop)
        access = self.access_file(f"issuers: [{{issuer: login, audience: bellwether, keys: \"{keys.address}\"}}]\n")
        server = self.start("--access-file", access)
        self.assertEqual(self.evaluate(server, "--token-file", self.scorer).code, 0)
        token = self.file("a.token", signer.token({"iss": "login", "aud": "bellwether", "sub": "a", "roles": ["score"],
                                                   "exp": int(time.time()) + 600}))
        self.assertIn("keys of an issuer cannot be had", server.log_so_far())
        keys.text = signer.jwks()
        # Asked for by the token itself, at most every ten seconds.
        self.assertTrue(self.becomes_true(lambda: self.evaluate(server, "--token-file", token).code == 0))

    def test_access_changes_without_a_restart(self):
        access = self.access_file()
        server = self.start("--access-file", access)
        self.assertEqual(self.evaluate(server, "--token-file", self.scorer).code, 0)
        access.write_text("tokens: [{name: scorer, roles: [scor]}]\n")
        self.assertTrue(self.becomes_true(lambda: "access file refused" in server.log_so_far()))
        self.assertEqual(self.evaluate(server, "--token-file", self.scorer).code, 0)
        digest = hashlib.sha256(READER.encode()).hexdigest()
        access.write_text(f"tokens: [{{name: reader, roles: [score], sha256: {digest}}}]\n")
        self.assertTrue(self.becomes_true(lambda: self.evaluate(server, "--token-file", self.scorer).code != 0))
        self.assertEqual(self.evaluate(server, "--token-file", self.reader).code, 0)

    def test_a_token_that_was_made_is_known(self):
        token = self.folder / "made.token"
        made = run("token", "--name", "made", "--role", "score", "--token-file", token)
        self.assertEqual(made.code, 0, made.err)
        server = self.start("--access-file", self.file("made.yaml", "tokens:\n" + made.out))
        self.assertEqual(self.evaluate(server, "--token-file", token).code, 0)

    def test_no_secret_is_logged_or_said(self):
        signer = Signer(self.folder, "k1")
        keys = self.file("keys.json", signer.jwks())
        access = self.access_file(f"issuers: [{{issuer: login, audience: bellwether, keys: {keys}}}]\n")
        folder = self.mounted("tls", *self.authority.issue("server", "IP:127.0.0.1"))
        server = self.start("--access-file", access, *self.tls_options(folder), "--log-level", "debug")
        claims = {"iss": "login", "aud": "bellwether", "sub": "nightly", "roles": ["score"],
                  "exp": int(time.time()) + 600}
        secrets = [SCORER, READER, SCORER + "-unknown", signer.token(claims), signer.token({**claims, "exp": 1}),
                   signer.token({**claims, "iss": "x"}), signer.token(claims)[:-4] + "AAAA"]
        said = ""
        for secret in secrets:
            said += self.evaluate(server, "--tls-ca", self.authority.certificate, "--token-file",
                                  self.file("a.token", secret)).err
        access.write_text(f"tokens: [{{name: a, roles: [score], sha256: {SCORER}}}, {{name: b, token: {READER}}}]\n"
                          f"{SCORER}\n")
        self.assertTrue(self.becomes_true(lambda: "access file refused" in server.log_so_far()))
        server.stop()
        everything = said + server.log_so_far()
        self.assertIn("caller=nightly", everything)
        parts = {part for secret in secrets for part in re.split(r"[.]", secret) if len(part) > 20}
        for part in parts:
            for at in range(4, len(part) - 12, 8):
                self.assertNotIn(part[at:at + 12], everything)
        self.assertNotIn("PRIVATE KEY", everything)

    def test_a_token_is_not_sent_in_plain_text(self):
        result = run("remote", "health", "--server", "192.0.2.1:50051", "--token-file", self.scorer)
        self.assertEqual(result.code, 1)
        self.assertIn("in plain text", result.err)
        self.assertNotIn(SCORER, result.err)


if __name__ == "__main__":
    main()
