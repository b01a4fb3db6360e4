"""`bellwether token`: tokens that nobody can guess, and the entry of the access file that knows each."""

import hashlib
import re
import stat

from program import ProgramTest, main, run

GOOD, USAGE = 0, 2
ENTRY = re.compile(r"^  - \{name: (\S+), sha256: ([0-9a-f]{64}), roles: \[([^]]+)\](.*)\}$")


class TokenCommandTest(ProgramTest):
    def make(self, *options):
        result = run("token", "--name", "gateway", "--role", "score", *options)
        self.assertEqual(result.code, GOOD, result.err)
        return result.out.splitlines()

    def test_the_entry_has_the_hash_of_the_token(self):
        token, entry = self.make()
        self.assertRegex(token, r"^bwt_[A-Za-z0-9_-]{43}$")
        name, digest, roles, rest = ENTRY.match(entry).groups()
        self.assertEqual((name, roles, rest), ("gateway", "score", ""))
        self.assertEqual(digest, hashlib.sha256(token.encode()).hexdigest())

    def test_no_two_are_alike(self):
        self.assertEqual(len({self.make()[0] for _ in range(20)}), 20)

    def test_roles_tenant_and_expiry(self):
        entry = self.make("--role", "read", "--tenant", "acme", "--expires", "2027-01-31")[1]
        _, _, roles, rest = ENTRY.match(entry).groups()
        self.assertEqual((roles, rest), ("score, read", ", tenant: acme, expires: 2027-01-31"))

    def test_a_file_is_for_its_owner_and_never_replaced(self):
        path = self.folder / "gateway.token"
        (entry,) = self.make("--token-file", path)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        token = path.read_text().strip()
        self.assertIn(hashlib.sha256(token.encode()).hexdigest(), entry)
        again = run("token", "--name", "gateway", "--role", "score", "--token-file", path)
        self.assertEqual(again.code, USAGE)
        self.assertEqual(path.read_text().strip(), token)

    def test_the_entry_of_a_token_that_there_is(self):
        token = "0123456789abcdefghijklmnopqrstuvwxyz"
        (entry,) = self.make("--of", self.file("known", token + "\n"))
        self.assertIn(hashlib.sha256(token.encode()).hexdigest(), entry)

    def test_what_could_be_guessed_is_refused(self):
        for token in ("secret", "a" * 64, "password password password password", ""):
            result = run("token", "--name", "a", "--role", "score", "--of", self.file("known", token))
            self.assertEqual((result.code, result.out), (USAGE, ""), token)
            if token:
                self.assertNotIn(token, result.err)

    def test_bad_words_are_explained(self):
        for options, says in ((("--name", "a b", "--role", "score"), "is no name"),
                              (("--name", "a", "--role", "scores"), "scores"),
                              (("--name", "a"), "--role"),
                              (("--name", "a", "--role", "score", "--expires", "soon"), "is no day")):
            result = run("token", *options)
            self.assertEqual(result.code, USAGE)
            self.assertIn(says, result.err)


if __name__ == "__main__":
    main()
