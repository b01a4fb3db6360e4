"""What people decide about accounts that a server knows: overrides and decisions, entered, applied and listed."""

import hashlib
import json
import pathlib
import re
import tempfile

from program import ProgramTest, Server, main, run

SAAS = "rules/saas"
BOOK = f"{SAAS}/book"
GOOD, FAILED, USAGE = 0, 1, 2
ANN = ("--author", "ann", "--reason", "the sponsor has left")
TOKENS = {role: f"bwt_{role}-56789abcdefghijklmnopqrstuvwxyzABCDEF" for role in ("admin", "read")}


class RemoteDecisionsTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.place = f"sqlite:{pathlib.Path(folder.name) / 'store.db'}"
        cls.server = Server(SAAS, "--store", cls.place)
        cls.addClassCleanup(lambda: cls.server.stop())
        put = run("remote", "put", "--server", cls.server.address, BOOK)
        assert put.code == GOOD, put.err

    def ask(self, *command, code=GOOD):
        words = command[0].split()
        result = run("remote", *words, "--server", self.server.address, *command[1:])
        self.assertEqual(result.code, code, result.err)
        return result

    def evaluated(self, account, as_of):
        return json.loads(self.ask("account", account, "--as-of", as_of, "--format", "json").out)

    def primary(self, account, as_of):
        model, = [one for one in self.evaluated(account, as_of)["health"] if one.get("primary")]
        return model

    def score(self, account, as_of):
        return self.primary(account, as_of).get("score", {}).get("value")

    def test_an_override_acts_while_it_stands_and_is_listed_with_who_and_why(self):
        before = self.score("iris", "2025-11-20")
        self.assertGreater(before, 5)
        model = self.primary("iris", "2025-11-20")["model"]
        told = self.ask("override set", "iris", "--model", model, "--score", "5", *ANN,
                        "--known-at", "2025-11-19T09:00:00Z", "--expires-at", "2025-11-25")
        self.assertRegex(told.out, rf"^2025-11-19T09:00:00Z #1 {model} set 5 until 2025-11-25T00:00:00Z, expired, "
                                   r"by ann: the sponsor has left\netag \w+\n$")
        self.assertNotEqual(self.score("iris", "2025-11-19"), 5)
        self.assertEqual(self.score("iris", "2025-11-20"), 5)
        self.assertNotEqual(self.score("iris", "2025-11-26"), 5)
        listed = self.ask("override list", "iris", "--as-of", "2025-11-20").out
        self.assertIn(f"#1 {model} set 5 until 2025-11-25T00:00:00Z, standing, by ann: the sponsor has left", listed)
        self.assertRegex(self.ask("override list", "iris", "--as-of", "2025-11-18").out, r"^etag \w+\n$")
        history = self.ask("history", "--account", "iris", "--from", "2025-11-18", "--to", "2025-11-20", "--step",
                           "1d", "--changes").out
        self.assertIn("override 1", history)
        self.assertRegex(history, r"override [+−]\d")

    def test_it_is_there_after_a_restart(self):
        model = self.primary("aster", "2023-12-01")["model"]
        self.ask("override set", "aster", "--model", model, "--score", "99", *ANN,
                 "--known-at", "2023-11-30T09:00:00Z")
        self.server.stop()
        type(self).server = Server(SAAS, "--store", self.place)
        self.assertEqual(self.score("aster", "2023-12-01"), 99)

    def test_a_removal_is_an_entry_of_its_own(self):
        model = self.primary("flint", "2024-11-20")["model"]
        self.ask("override set", "flint", "--model", model, "--score", "7", *ANN,
                 "--known-at", "2024-11-18T09:00:00Z")
        self.assertEqual(self.score("flint", "2024-11-20"), 7)
        self.ask("override remove", "flint", "--model", model, "--author", "bob", "--reason", "a new sponsor",
                 "--known-at", "2024-11-20T09:00:00Z")
        self.assertNotEqual(self.score("flint", "2024-11-21"), 7)
        answer = json.loads(self.ask("override list", "flint", "--format", "json").out)
        self.assertEqual([entry["author"] for entry in answer["entries"]], ["ann", "bob"])
        again = self.ask("override remove", "flint", "--model", model, *ANN, code=USAGE)
        self.assertIn("no override stands on the model", again.err)

    def test_days_that_are_granted_move_the_target_and_use_the_budget_up(self):
        def extension(as_of):
            result = self.evaluated("nova", as_of)["extension"]
            return result["days_left"], int(result["current_target"][-2:])

        self.assertEqual(extension("2025-09-01"), (16, 7))  # as its records tell: 14 of 30 days
        self.ask("decide extension", "nova", "--grant", "7d", *ANN, "--known-at", "2025-08-25T09:00:00Z")
        self.assertEqual(extension("2025-09-01"), (9, 14))
        self.assertEqual(extension("2025-08-24"), (16, 7))
        self.ask("decide extension", "nova", "--refuse", *ANN, "--known-at", "2025-08-26T09:00:00Z")
        self.ask("decide escalation", "nova", "--about", "e-7", *ANN, "--known-at", "2025-08-27T09:00:00Z")
        self.ask("decide graduation", "nova", *ANN, "--known-at", "2025-10-14T09:00:00Z")
        self.assertEqual(extension("2025-09-01"), (9, 14))
        lines = self.ask("decisions", "nova").out.splitlines()
        self.assertEqual([re.sub(", by .*", "", line.split(" ", 1)[1]) for line in lines[:-1]],
                         ["#1 extension of 7 days granted", "#2 extension refused", "#3 escalation e-7 answered",
                          "#4 graduation signed off"])
        self.assertEqual(len(self.ask("decisions", "nova", "--as-of", "2025-08-26").out.splitlines()), 2)

    def test_an_etag_says_that_nothing_was_decided_meanwhile(self):
        etag = self.ask("decisions", "grove").out.split()[-1]
        first = self.ask("decide graduation", "grove", *ANN, "--etag", etag).out.split()[-1]
        late = self.ask("decide graduation", "grove", *ANN, "--etag", etag, code=FAILED)
        self.assertIn(f"its etag is `{first}`", late.err)
        self.ask("decide graduation", "grove", *ANN, "--etag", first)

    def test_a_request_that_is_sent_again_changes_nothing(self):
        decide = ("decide extension", "pine", "--grant", "3d", *ANN, "--request-id", "r-1")
        self.assertEqual(self.ask(*decide).out, self.ask(*decide).out)
        self.assertEqual(len(self.ask("decisions", "pine").out.splitlines()), 2)

    def test_says_what_is_wrong_all_at_once(self):
        wrong = self.ask("override set", "iris", "--model", "onbording", "--cap", "101", "--reason", " ", code=USAGE)
        for problem in ("onbording", "101 is not a score", "context.reason", "context.author"):
            self.assertIn(problem, wrong.err)
        both = self.ask("override set", "iris", "--model", "onboarding", "--cap", "1", "--floor", "1", *ANN, code=USAGE)
        self.assertIn("--score, --cap or --floor", both.err)
        self.assertIn("--grant DAYS or --refuse", self.ask("decide extension", "iris", *ANN, code=USAGE).err)
        self.assertIn("offset", self.ask("decide graduation", "iris", *ANN, "--known-at", "2026-01-01", code=USAGE).err)
        future = self.ask("decide graduation", "iris", *ANN, "--known-at", "2099-01-01T00:00:00Z", code=USAGE)
        self.assertIn("is not over yet", future.err)
        self.assertIn("`nobody`", self.ask("decide graduation", "nobody", *ANN, code=USAGE).err)
        self.assertIn("`nobody`", self.ask("decisions", "nobody", code=USAGE).err)

    def test_who_asks_is_the_author_and_must_be_an_admin(self):
        files = {role: self.file(f"{role}.token", token + "\n") for role, token in TOKENS.items()}
        entries = "".join(f"  - {{name: the-{role}, roles: [{role}], "
                          f"sha256: {hashlib.sha256(token.encode()).hexdigest()}}}\n" for role, token in TOKENS.items())
        access = self.file("access.yaml", "tokens:\n" + entries)
        with Server(SAAS, "--store", f"sqlite:{self.folder / 'own.db'}", "--access-file", str(access)) as server:
            def ask(role, *command):
                words = command[0].split()
                return run("remote", *words, "--server", server.address, "--token-file", str(files[role]), *command[1:])

            self.assertEqual(ask("admin", "put", BOOK).code, GOOD)
            denied = ask("read", "decide graduation", "iris", "--reason", "they run it alone")
            self.assertEqual(denied.code, FAILED)
            self.assertIn("needs the role admin", denied.err)
            other = ask("admin", "decide graduation", "iris", *ANN)
            self.assertEqual(other.code, USAGE)
            self.assertIn("the author is who asks, `the-admin`", other.err)
            done = ask("admin", "decide graduation", "iris", "--reason", "they run it alone")
            self.assertEqual(done.code, GOOD, done.err)
            self.assertIn("by the-admin: they run it alone", ask("read", "decisions", "iris").out)

    def test_a_server_without_a_store_says_so(self):
        with Server(SAAS) as plain:
            graduation = ("decide", "graduation", "iris", *ANN)
            for command in (("override", "list", "iris"), ("decisions", "iris"), graduation):
                result = run("remote", *command, "--server", plain.address)
                self.assertEqual(result.code, USAGE)
                self.assertIn("it was started without --store", result.err)


if __name__ == "__main__":
    main()
