"""What was done after alerts of a server's accounts, and what became of them, as people are told it."""

import json
import time

from program import ProgramTest, Server, main, run

GOOD, FAILED, USAGE = 0, 1, 2
SECONDS = 30

# Of acme, gale and cell lots leave nobody alone; of dune and echo both.
PACK = """
pack: alerting
version: 1.0.0
stages: [onboarding]
severities: [red, yellow]
signals:
  usage: {type: ratio}
health:
  only:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components: {usage: {weight: 1, of: usage}}
alerts:
  low: {when: "usage < 0.5", severity: yellow, reason: Low use, route: [csm], playbook: call}
  busy: {when: "usage > 0.95", severity: yellow, reason: Much use, playbook: praise}
playbooks:
  call:
    holdout: {share: 0.5, seed: 7}
    recovery_days: 14
    steps:
      - {do: Call them, owner: csm}
  praise:
    steps:
      - {do: Praise them, owner: csm}
"""


class RemoteInterventionsTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.file("pack/pack.yaml", PACK)
        self.server = Server(self.folder / "pack", "--store", f"sqlite:{self.folder / 'store.db'}")
        self.addCleanup(self.server.stop)

    def ask(self, command, *arguments):
        return run("remote", *command.split(), "--server", self.server.address, *arguments)

    def tell(self, **usage):
        lines = [json.dumps({"kind": "account", "id": f"{account}-1", "account": account, "at": "2026-01-01",
                             "stage": "onboarding", "csm": "kim", "signals": {"usage": value}})
                 for account, value in usage.items()]
        result = self.ask("put", str(self.file("records.jsonl", "\n".join(lines) + "\n")))
        self.assertEqual(result.code, GOOD, result.err)
        end = time.monotonic() + SECONDS
        while True:  # they are raised soon after
            result = self.ask("alerts list", "--format", "json")
            alerts = [json.loads(line) for line in result.out.splitlines()]
            if len(alerts) == len(usage):
                return {alert["account_id"]: alert for alert in alerts}
            self.assertLess(time.monotonic(), end, result.err)
            time.sleep(0.02)

    def test_lots_leave_some_alone_and_both_groups_are_told_of(self):
        alerts = self.tell(acme=0.2, gale=0.2, dune=0.2)
        self.assertEqual({name: alert["arm"] for name, alert in alerts.items()},
                         {"acme": "TREATED", "gale": "TREATED", "dune": "HELD_OUT"})
        self.assertEqual(alerts["acme"]["route"], ["csm"])
        self.assertEqual(alerts["dune"]["route"], [])
        listed = self.ask("alerts list").out.splitlines()
        self.assertEqual([", left alone" in line for line in sorted(listed, key=lambda line: line.split()[1])],
                         [False, True, False])
        tasks = self.ask("tasks list", "--format", "json").out.splitlines()
        self.assertEqual({json.loads(line)["account_id"] for line in tasks}, {"acme", "gale"})
        watched = self.ask("alerts watch", "--from-beginning", "--events", "3", "--format", "json")
        events = [json.loads(line) for line in watched.out.splitlines()]
        self.assertEqual({event["account_id"]: event["to"] for event in events if "kind" in event},
                         {"acme": ["csm"], "gale": ["csm"], "dune": []})

        number = str(json.loads(tasks[0])["number"])
        self.assertEqual(self.ask("tasks done", number, "--author", "kim").code, GOOD)
        result = self.ask("interventions")
        self.assertEqual(result.code, GOOD, result.err)
        lines = result.out.splitlines()
        self.assertEqual(lines[0], "call  lots leave 50.0 % alone, seed 7")
        self.assertIn("INSUFFICIENT_DATA  fewer than 10 accounts", lines[1])
        self.assertIn("within 14 days", lines[2])
        self.assertRegex(result.out, r"(?m)^treated +2 +1 of 2 +1 of 2 +2 +2 +nobody yet")
        self.assertRegex(result.out, r"(?m)^left alone +1 +0 of 1 +0 of 0 +1 +1 +nobody yet")

        result = self.ask("interventions", "--within", "3d", "--format", "json")
        effect, = json.loads(result.out)["effects"]
        self.assertEqual((effect["playbook"], effect["within_days"], effect["holdout_share"]), ("call", 3, 0.5))
        treated, left_alone = effect["groups"]
        self.assertEqual((treated["arm"], treated["alerts"], treated["pending"]), ("TREATED", 2, 2))
        self.assertEqual((left_alone["arm"], left_alone["alerts"], left_alone["pending"]), ("HELD_OUT", 1, 1))
        self.assertNotIn("difference", effect)

        lines = sorted(self.ask("interventions", "--list").out.splitlines(), key=lambda line: line.split()[1])
        self.assertRegex(lines[1], r"^20\S+Z dune call left alone, red, alert \d+: pending$")
        self.assertEqual([" call treated, red, " in line for line in lines], [True, False, True])
        first, = self.ask("interventions", "--list", "--top", "1", "--format", "json").out.splitlines()
        self.assertEqual((json.loads(first)["holdout_seed"], json.loads(first)["outcome"]), (7, "PENDING"))

    def test_without_lots_it_is_observational_with_a_warning(self):
        self.tell(acme=1, dune=1)
        result = self.ask("interventions", "--playbook", "praise")
        self.assertEqual(result.code, GOOD, result.err)
        self.assertIn("praise  no lots were drawn", result.out)
        self.assertIn("OBSERVATIONAL", result.out)
        self.assertIn("regression to the mean", result.out)
        self.assertRegex(result.out, r"(?m)^all +2 ")
        self.assertIn("at best", result.out)  # they are green
        effect, = json.loads(self.ask("interventions", "--format", "json").out)["effects"]
        self.assertEqual(effect["judgement"], "OBSERVATIONAL")
        self.assertEqual([group["at_best"] for group in effect["groups"]], [2])

    def test_a_period_without_alerts_says_so(self):
        self.tell(acme=0.2)
        result = self.ask("interventions", "--to", "2026-01-01")
        self.assertEqual(result.code, GOOD, result.err)
        self.assertEqual(result.out, "no alert with a playbook was raised in the period\n")

    def test_what_is_wrong_is_said(self):
        backwards = self.ask("interventions", "--from", "2026-02-01", "--to", "2026-01-01")
        self.assertEqual(backwards.code, USAGE)
        self.assertIn("ends before it begins", backwards.err)
        self.assertEqual(self.ask("interventions", "--within", "9999d").code, USAGE)
        self.assertEqual(self.ask("interventions", "--within", "two").code, USAGE)
        alone = Server(self.folder / "pack")
        self.addCleanup(alone.stop)
        without = run("remote", "interventions", "--server", alone.address)
        self.assertEqual(without.code, USAGE)
        self.assertIn("--store", without.err)


if __name__ == "__main__":
    main()
