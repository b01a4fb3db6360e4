"""What a server tells people of its accounts: raised, watched, acted on, and kept when it is killed."""

import json
import pathlib
import random
import signal
import subprocess
import tempfile
import time

from program import ProgramTest, Server, find, main, run

GOOD, FAILED, USAGE = 0, 1, 2
SECONDS = 30

PACK = """
pack: alerting
version: 1.0.0
stages: [onboarding]
severities: [red, yellow]
signals:
  usage: {type: ratio}
alerts:
  low:
    when: "usage < 0.5"
    severity: red
    reason: Low use
    route: [csm]
    playbook: call
    escalate_after: 2d
    escalate_to: [board]
  busy: {when: "usage > 0.95", severity: yellow, reason: Much use, capacity: 1}
playbooks:
  call:
    steps:
      - {do: Call them, owner: csm, due_days: 1}
      - {do: Write it down, owner: csm, due_days: 3}
"""


class RemoteAlertsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.file("pack/pack.yaml", PACK)
        self.store = f"sqlite:{self.folder / 'store.db'}"
        self.puts = 0
        self.server = self.serve()

    def serve(self):
        server = Server(self.folder / "pack", "--store", self.store)
        self.addCleanup(server.stop)
        return server

    def ask(self, *arguments):
        command, *rest = arguments
        words = command.split()
        return run("remote", *words, "--server", self.server.address, *rest)

    def tell(self, account, usage, csm="kim", **more):
        self.puts += 1
        day = f"2026-01-{self.puts:02}"  # what is told later happened later
        record = {"kind": "account", "id": f"{account}-{self.puts}", "account": account, "at": day,
                  "stage": "onboarding", "csm": csm, "signals": {"usage": usage}, **more}
        result = self.ask("put", str(self.file("records.jsonl", json.dumps(record) + "\n")))
        self.assertEqual(result.code, GOOD, result.err)

    def listed(self, command, count, *arguments):
        """As soon as there are so many."""
        end = time.monotonic() + SECONDS
        while True:
            result = self.ask(command, "--format", "json", *arguments)
            lines = [json.loads(line) for line in result.out.splitlines()]
            if len(lines) == count or time.monotonic() > end:
                self.assertEqual(len(lines), count, result.err)
                return lines
            time.sleep(0.02)

    def test_an_alert_is_raised_told_and_ended_by_people(self):
        watch = subprocess.Popen(
            [find("bellwether"), "remote", "alerts", "watch", "--server", self.server.address,
             "--format", "json", "--events", "1"], stdout=subprocess.PIPE, text=True)
        self.addCleanup(watch.stdout.close)
        self.assertEqual(list(json.loads(watch.stdout.readline())), ["cursor"])
        self.tell("acme", 0.2)
        told = json.loads(watch.stdout.readline())
        self.assertEqual((told["kind"], told["account_id"], told["alert"]), ("RAISED", "acme", "low"))
        self.assertEqual((told["severity"], told["to"], told["csm"]), ("red", ["csm"], "kim"))
        cursor = json.loads(watch.stdout.readline())["cursor"]
        self.assertEqual(watch.wait(timeout=SECONDS), GOOD)

        alert, = self.listed("alerts list", 1)
        number = str(alert["number"])
        line = self.ask("alerts list").out
        self.assertRegex(line, rf"^#{number} acme red low, open since 20\S+Z, csm kim: Low use\n$")
        acknowledged = self.ask("alerts ack", number, "--author", "kim")
        self.assertEqual(acknowledged.code, GOOD, acknowledged.err)
        self.assertIn("acknowledged", acknowledged.out)
        old = self.ask("alerts resolve", number, "--author", "kim", "--reason", "done", "--etag", alert["etag"])
        self.assertEqual(old.code, FAILED)
        self.assertIn("etag", old.err)
        resolved = self.ask("alerts resolve", number, "--author", "kim", "--reason", "they use it", "--format", "json")
        self.assertEqual(resolved.code, GOOD, resolved.err)
        self.assertEqual(json.loads(resolved.out)["resolution"], "they use it")
        self.listed("alerts list", 0)
        self.listed("alerts list", 1, "--state", "resolved")
        again = self.ask("alerts watch", "--cursor", cursor, "--events", "2", "--format", "json")
        events = [json.loads(text) for text in again.out.splitlines()]
        self.assertEqual([event["kind"] for event in events if "kind" in event], ["ACKNOWLEDGED", "RESOLVED"])

    def test_the_course_of_an_alert(self):
        self.tell("acme", 0.2, segment="smb")
        alert, = self.listed("alerts list", 1)
        number = str(alert["number"])
        self.assertEqual(self.ask("alerts ack", number, "--author", "kim", "--reason", "I call them").code, GOOD)
        shown = self.ask("alerts show", number)
        self.assertEqual(shown.code, GOOD, shown.err)
        lines = shown.out.splitlines()
        self.assertRegex(lines[0], rf"^#{number} acme red low, acknowledged since")
        self.assertEqual(lines[1], "  segment smb")
        self.assertRegex(lines[2], r"^  acknowledged 20\S+Z by kim: I call them$")
        self.assertEqual(lines[3:6], ["  rule low: Low use", "    Call them (csm)", "    Write it down (csm)"])
        self.assertEqual([line.split()[1] for line in lines[6:]], ["raised", "acknowledged"])
        parsed = [json.loads(line) for line in self.ask("alerts show", number, "--format", "json").out.splitlines()]
        self.assertEqual(parsed[0]["acknowledged"]["why"], "I call them")
        self.assertEqual([event["kind"] for event in parsed[1:]], ["RAISED", "ACKNOWLEDGED"])
        first = self.ask("alerts show", number, "--top", "1", "--format", "json").out.splitlines()
        self.assertEqual(len(first), 2)
        unknown = self.ask("alerts show", "99")
        self.assertEqual(unknown.code, USAGE)
        self.assertIn("99", unknown.err)
        self.tell("bolt", 0.2)
        other, = self.listed("alerts list", 1, "--account", "bolt")
        text = self.ask("alerts show", str(other["number"])).out
        self.assertRegex(text, r"  next escalated 20\S+Z to board\n")

    def test_lists_by_segment_rule_and_what_is_at_stake(self):
        self.tell("acme", 0.2, segment="smb")
        self.tell("bolt", 0.2, segment="enterprise", csm="")
        self.tell("cell", 1, csm="")
        self.listed("alerts list", 3)

        def names(*options):
            lines = self.ask("alerts list", "--format", "json", *options).out.splitlines()
            return [json.loads(line)["account_id"] for line in lines]

        self.assertEqual(names("--segment", "smb,mid"), ["acme"])
        self.assertEqual(names("--rule", "low"), ["bolt", "acme"])
        self.assertEqual(names("--no-csm"), ["cell", "bolt"])
        self.assertEqual(names("--only", "held-back"), [])
        # What nobody knows the value of stands by when it was raised.
        self.assertEqual(names("--order", "stake"), ["acme", "bolt", "cell"])
        both = self.ask("alerts list", "--no-csm", "--csm", "kim")
        self.assertEqual(both.code, USAGE)
        self.assertIn("without_csm", both.err)

    def test_a_snooze_and_tasks(self):
        self.tell("acme", 0.2)
        first, second = self.listed("tasks list", 2)
        self.assertLess(first["due_at"], second["due_at"])
        self.assertEqual((first["action"], first["owner"], first["csm"]), ("Call them", "csm", "kim"))
        done = self.ask("tasks done", str(first["number"]), "--author", "kim", "--note", "called")
        self.assertEqual(done.code, GOOD, done.err)
        self.assertIn("done", done.out)
        self.listed("tasks list", 1)
        twice = self.ask("tasks done", str(first["number"]), "--author", "kim")
        self.assertEqual(twice.code, USAGE)
        until = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 86_400))
        snoozed = self.ask("alerts snooze", str(first["alert"]), "--author", "kim", "--until", until)
        self.assertEqual(snoozed.code, GOOD, snoozed.err)
        self.assertIn("snoozed since", snoozed.out)
        self.assertIn(f"until {until}", snoozed.out)
        self.tell("acme", 0.9)  # its condition is over
        self.listed("alerts list", 0)
        self.listed("tasks list", 0)
        self.listed("tasks list", 1, "--state", "dropped")

    def test_more_than_a_person_can_take_up_is_held_back(self):
        self.tell("a", 1)
        self.listed("alerts list", 1)
        self.tell("b", 1)
        alerts = self.listed("alerts list", 2)
        self.assertEqual({alert["account_id"]: alert["held_back"] for alert in alerts}, {"a": False, "b": True})
        self.assertIn(", held back with 0 at stake, place 1 of 1: Much use", self.ask("alerts list").out)  # its value is not known
        self.tell("a", 0.8)
        self.assertTrue(self.becomes_true(lambda: not self.listed("alerts list", 1)[0]["held_back"]))

    def test_a_server_that_is_killed_forgets_no_alert_and_raises_none_twice(self):
        accounts = []
        for _ in range(5):
            for _ in range(4):
                accounts.append(f"a{len(accounts)}")
                self.tell(accounts[-1], 0.2)
            time.sleep(random.uniform(0, 0.4))
            self.server.process.send_signal(signal.SIGKILL)
            self.server.stop()
            self.server = self.serve()
        self.listed("alerts list", len(accounts))
        watched = self.ask("alerts watch", "--from-beginning", "--events", str(len(accounts)), "--format", "json")
        events = [json.loads(line) for line in watched.out.splitlines() if "kind" in json.loads(line)]
        self.assertEqual({event["kind"] for event in events}, {"RAISED"})
        self.assertEqual(sorted(event["account_id"] for event in events), sorted(accounts))
        self.assertEqual(len({event["sequence"] for event in events}), len(accounts))
        self.listed("tasks list", 2 * len(accounts))

    def test_what_is_wrong_is_said(self):
        unknown = self.ask("alerts ack", "99", "--author", "kim")
        self.assertEqual(unknown.code, USAGE, unknown.err)
        self.assertIn("99", unknown.err)
        nobody = self.ask("alerts ack", "99")
        self.assertEqual(nobody.code, USAGE)
        self.assertIn("author", nobody.err)
        self.assertEqual(self.ask("alerts resolve", "1", "--author", "kim").code, USAGE)  # no reason
        self.assertEqual(self.ask("alerts list", "--state", "lost").code, USAGE)
        self.assertEqual(self.ask("alerts watch", "--cursor", "nonsense").code, USAGE)
        day = self.ask("alerts snooze", "1", "--author", "kim", "--until", "2099-01-01")
        self.assertEqual(day.code, USAGE)
        self.assertIn("offset", day.err)

    def test_a_server_that_keeps_no_alerts(self):
        server = Server(self.folder / "pack")
        self.addCleanup(server.stop)
        for command in (["alerts", "list"], ["tasks", "list"], ["alerts", "watch"]):
            result = run("remote", *command, "--server", server.address)
            self.assertEqual(result.code, USAGE, result.err)
            self.assertIn("--store", result.err)


if __name__ == "__main__":
    main()
