"""What a server keeps of accounts, taken to another server: records, overrides and decisions, in files."""

import json

from program import ProgramTest, Server, main, run

SAAS = "rules/saas"
GOOD, USAGE, REFUSED = 0, 2, 5
ANN = ("--author", "ann", "--reason", "the sponsor \"ä\" has left")
BOOK = "".join(f'{{"kind": "account", "id": "{account}-{i}", "account": "{account}", "at": "2026-01-0{i}", "segment": "smb", '
               f'"csm": "Dana"}}\n' for account in ("acme", "bolt") for i in (1, 2))


class RemoteExportTest(ProgramTest):
    def serve(self, name):
        server = Server(SAAS, "--store", f"sqlite:{self.folder / name}.db")
        self.addCleanup(server.__exit__)
        return server

    def ask(self, server, *command, code=GOOD):
        words = command[0].split()
        result = run("remote", *words, "--server", server.address, *command[1:])
        self.assertEqual(result.code, code, result.err)
        return result

    def filled(self):
        """A server, and its export as two files."""
        server = self.serve("one")
        self.ask(server, "put", self.file("book.jsonl", BOOK))
        model = "onboarding"
        self.ask(server, "override set", "acme", "--model", model, "--cap", "30.5", *ANN,
                 "--known-at", "2026-01-05T09:00:00.25Z", "--expires-at", "2026-03-01T00:00:00Z")
        self.ask(server, "decide extension", "acme", "--grant", "7d", *ANN, "--known-at", "2026-01-06T09:00:00Z")
        self.ask(server, "override remove", "acme", "--model", model, *ANN, "--known-at", "2026-01-07T09:00:00Z")
        self.ask(server, "decide escalation", "bolt", "--about", "e-7", *ANN, "--known-at", "2026-01-08T09:00:00Z")
        return server, *self.export(server, "one")

    def export(self, server, name):
        records, entries = self.folder / f"{name}-records.jsonl", self.folder / f"{name}-entries.jsonl"
        said = self.ask(server, "export", "--output", records, "--entries", entries).err
        self.assertIn("overrides and decisions exported", said)
        return records, entries

    def test_another_server_answers_the_same(self):
        one, records, entries = self.filled()
        other = self.serve("other")
        self.ask(other, "put", records)
        self.assertEqual(self.ask(other, "import", entries).out, "4 overrides and decisions stored\n")
        for account in ("acme", "bolt"):
            for command in ("override list", "decisions"):
                answers = [self.ask(server, command, account, "--format", "json").out for server in (one, other)]
                self.assertEqual(*answers)
            answers = [json.loads(self.ask(server, "account", account, "--as-of", "2026-01-06", "--format", "json").out)
                       for server in (one, other)]
            self.assertEqual(*answers)
        again = self.export(other, "other")
        self.assertEqual([path.read_bytes() for path in again], [records.read_bytes(), entries.read_bytes()])
        self.assertEqual(self.ask(other, "import", entries).out,
                         "0 overrides and decisions stored, 4 were there\n")

    def test_a_line_is_an_entry_with_all_that_is_kept_of_it(self):
        _, _, entries = self.filled()
        lines = [json.loads(line) for line in entries.read_text().splitlines()]
        self.assertEqual([line["account_id"] for line in lines], ["acme"] * 3 + ["bolt"])
        first = lines[0]["override_entry"]
        self.assertEqual((first["author"], first["reason"], first["value"], first["set_at"]),
                         ("ann", "the sponsor \"ä\" has left", 30.5, "2026-01-05T09:00:00.250Z"))
        self.assertEqual(["etag" in line for line in lines], [False, False, True, True])

    def test_entries_that_are_not_taken_are_named(self):
        _, records, entries = self.filled()
        other = self.serve("other")
        unknown = self.ask(other, "import", entries, code=REFUSED)
        self.assertIn("entry 1 of acme: the server knows no such account; put its records first: remote put", unknown.err)
        self.assertEqual(unknown.out, "0 overrides and decisions stored, 4 not taken\n")
        self.ask(other, "put", records)
        late = self.file("late.jsonl", entries.read_text().split("\n", 1)[1])
        told = self.ask(other, "import", late, code=REFUSED)
        self.assertIn("entry 2 of acme: an entry before it is missing", told.err)
        self.assertEqual(told.out, "1 overrides and decisions stored, 2 not taken\n")
        self.ask(other, "import", entries)
        changed = self.file("changed.jsonl", entries.read_text().replace("has left", "stays"))
        self.assertIn("another entry of that number", self.ask(other, "import", changed, code=REFUSED).err)

    def test_a_file_that_is_none_is_told_by_its_lines(self):
        server = self.serve("one")
        wrong = self.ask(server, "import", self.file("wrong.jsonl", BOOK.splitlines()[0] + "\n\n{\n"), code=REFUSED)
        for line in (1, 3):
            self.assertIn(f"wrong.jsonl:{line}: no override or decision as remote export --entries writes them", wrong.err)
        missing = self.ask(server, "import", self.folder / "missing.jsonl", code=REFUSED)
        self.assertIn("cannot read", missing.err)

    def test_what_is_wrong_with_an_entry_is_told_by_its_place(self):
        _, records, entries = self.filled()
        other = self.serve("other")
        self.ask(other, "put", records)
        wrong = self.file("wrong.jsonl", entries.read_text().replace("30.5", "300"))
        self.assertIn("entries[0].override_entry.value: 300 is not a score from 0 to 100",
                      self.ask(other, "import", wrong, code=USAGE).err)


if __name__ == "__main__":
    main()
