"""What a server keeps of accounts, taken to another server: records, overrides and decisions, or everything, in files."""

import json
import time

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

    def test_a_line_that_is_none_is_told_and_harms_no_other(self):
        server = self.serve("one")
        wrong = self.ask(server, "import", self.file("wrong.jsonl", BOOK.splitlines()[0] + "\n\n{\n[]\n"), code=REFUSED)
        for line in (3, 4):
            self.assertIn(f"wrong.jsonl:{line}: this is no line as remote export writes them", wrong.err)
        self.assertEqual(wrong.out, "0 lines stored, 2 not taken\n1 records stored\n")
        missing = self.ask(server, "import", self.folder / "missing.jsonl", code=REFUSED)
        self.assertIn("cannot read", missing.err)

    def test_what_is_wrong_with_an_entry_is_told_by_its_place(self):
        _, records, entries = self.filled()
        other = self.serve("other")
        self.ask(other, "put", records)
        wrong = self.file("wrong.jsonl", entries.read_text().replace("30.5", "300"))
        told = self.ask(other, "import", wrong, code=REFUSED)
        self.assertIn("wrong.jsonl:1: entry 1 of acme: override_entry.value: 300 is not a score from 0 to 100", told.err)


PACK = """
pack: alerting
version: 1.0.0
stages: [onboarding]
severities: [red, yellow]
signals:
  usage: {type: ratio}
health:
  only:
    hysteresis: 5
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components: {usage: {weight: 1, of: usage}}
alerts:
  low: {when: "usage < 0.5", severity: red, reason: Low use, route: [csm], playbook: call, remind_every: 7d}
playbooks:
  call:
    steps:
      - {do: Call them, owner: csm, due_days: 3}
"""
QUIET = "--evaluate-continuously=false"
SECONDS = 30


class RemoteMoveTest(ProgramTest):
    """Everything, as one file."""

    def setUp(self):
        super().setUp()
        self.file("pack/pack.yaml", PACK)

    def serve(self, name, *options):
        server = Server(self.folder / "pack", "--store", f"sqlite:{self.folder / name}.db", *options)
        self.addCleanup(server.__exit__)
        return server

    def ask(self, server, *command, code=GOOD):
        result = run("remote", *command[0].split(), "--server", server.address, *command[1:])
        self.assertEqual(result.code, code, result.err)
        return result

    def lines(self, server, *command):
        return [json.loads(line) for line in self.ask(server, *command, "--format", "json").out.splitlines()]

    def until(self, found, what):
        end = time.monotonic() + SECONDS
        while True:
            if what(value := found()):
                return value
            self.assertLess(time.monotonic(), end, value)
            time.sleep(0.02)

    def tell(self, server, day, **usage):
        book = "".join(json.dumps({"kind": "account", "id": f"{account}-{day}", "account": account, "at": f"2026-01-{day:02}",
                                   "stage": "onboarding", "csm": "kim", "signals": {"usage": value}}) + "\n"
                       for account, value in usage.items())
        self.ask(server, "put", self.file("book.jsonl", book))

    def exported(self):
        """The file of a store with an alert that is acknowledged, one that is over, and a band that is held."""
        server = self.serve("one")
        self.tell(server, 1, acme=0.2, bolt=0.3, cave=0.81)
        self.until(lambda: self.lines(server, "alerts list"), lambda alerts: len(alerts) == 2)
        self.tell(server, 2, bolt=0.9, cave=0.79)
        self.until(lambda: self.lines(server, "alerts list"), lambda alerts: len(alerts) == 1)
        self.until(lambda: self.lines(server, "evaluations", "cave"),
                   lambda evaluations: len(evaluations) == 2)
        number = str(self.lines(server, "alerts list")[0]["number"])
        self.ask(server, "alerts ack", number, "--author", "kim", "--reason", "I call them")
        self.ask(server, "decide extension", "acme", "--grant", "7d", "--author", "ann", "--reason", "late data")
        server.stop()
        return self.export(self.serve("one", QUIET), "one")

    def export(self, server, name):
        path = self.folder / f"{name}.jsonl"
        self.said = self.ask(server, "export", "--all", "--output", path).err
        return path

    def test_an_export_that_was_imported_is_the_same_when_it_is_exported_again(self):
        everything = self.exported()
        self.assertIn("5 records, 1 overrides and decisions, ", self.said)
        self.assertIn(" evaluations and 2 alerts of 3 accounts exported", self.said)
        sorts = [next(iter(json.loads(line))) for line in everything.read_text().splitlines()]
        self.assertEqual([sorts.count(sort) for sort in ("kinds", "record", "entry", "standing", "alert")],
                         [1, 5, 1, 3, 1])
        self.assertEqual(sorts[0], "kinds")
        other = self.serve("other", QUIET)
        told = self.ask(other, "import", everything).out.splitlines()
        self.assertEqual(told[:3], ["5 records stored", "1 overrides and decisions stored", "3 standings stored"])
        self.assertEqual(told[4:], ["1 alerts stored"])
        self.assertEqual(self.export(other, "other").read_bytes(), everything.read_bytes())
        again = self.ask(other, "import", everything).out
        self.assertRegex(again, r"^0 records stored, 5 were there\n0 overrides and decisions stored, 1 were there\n")
        self.assertNotRegex(again, r"(?m)^[1-9]|not taken")
        self.assertEqual(self.export(other, "other").read_bytes(), everything.read_bytes())

    def test_a_server_goes_on_where_the_other_was(self):
        everything = self.exported()
        other = self.serve("other")  # evaluates what comes in
        self.ask(other, "import", everything)
        alert, = self.until(lambda: self.lines(other, "alerts list"), bool)
        self.assertEqual((alert["account_id"], alert["state"], alert["times"], alert["route"]),
                         ("acme", "ACKNOWLEDGED", 1, ["csm"]))
        task, = self.lines(other, "tasks list")
        self.assertEqual((task["action"], task["alert"]), ("Call them", alert["number"]))
        # What is told first is what happens here.
        self.ask(other, "alerts resolve", str(alert["number"]), "--author", "kim", "--reason", "they are back")
        event, = (line for line in self.lines(other, "alerts watch", "--from-beginning", "--events", "1") if "kind" in line)
        self.assertEqual((event["kind"], event["account_id"]), ("RESOLVED", "acme"))
        # The band that hysteresis held is held: 79 is below the edge of green by less than 5.
        self.tell(other, 3, cave=0.78)
        evaluations = self.until(lambda: self.lines(other, "evaluations", "cave"),
                                 lambda found: len(found) >= 3)
        self.assertEqual({one["models"][0]["band"] for one in evaluations}, {"green"})

    def test_lines_that_are_not_taken_are_named(self):
        everything = self.exported()
        other = self.serve("other", QUIET)
        rest = self.file("rest.jsonl", "".join(line + "\n" for line in everything.read_text().splitlines()
                                               if not line.startswith(('{"record"', '{"kinds"'))))
        told = self.ask(other, "import", rest, code=REFUSED)
        self.assertIn("rest.jsonl:1: entry 1 of acme: the server knows no such account", told.err)
        self.assertIn("the standing of acme: the server knows no such account", told.err)
        damaged = self.file("damaged.jsonl", everything.read_text().replace('"place":"ALERT_PLACE_SHOWN"', '"place":0'))
        told = self.ask(other, "import", damaged, code=REFUSED)
        self.assertIn("place: say how it stands with its CSM", told.err)
        self.assertIn("standings stored, ", told.out)


if __name__ == "__main__":
    main()
