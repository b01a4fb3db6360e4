"""A program built against the client library asks an installed bellwetherd."""

import json
import socket
import unittest

from package import (PREFIX, WORK, build_consumer, compile_with_pkg_config, evaluations, execute,
                     must, program)

SAAS = PREFIX / "share/bellwether/rules/saas"
# What client/ask.cc asks about.
ACCOUNT = {
    "id": "acme", "segment": "smb", "stage": "onboarding", "kickoff_at": "2026-02-02",
    "milestones": [
        {"key": "training", "planned_at": "2026-02-20", "completed_at": "2026-02-24"}],
    "signals": {"meeting_attendance_ratio": 0.9, "champion_sentiment": "nervous",
                "customer_feedback": "positive"},
}


class Client(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.ask = build_consumer("client") / "ask"

    def test_the_answer_is_that_of_the_command_line(self):
        accounts = WORK / "account.json"
        accounts.write_text(json.dumps(ACCOUNT))
        lines = []
        for health in evaluations(accounts)[0]["health"]:
            score = health.get("score")
            lines.append(f"{health['model']} " + (
                f"{score['value']} {score['band']}\n" if score else "no score\n"))
        with program.Server(SAAS) as server:
            self.assertEqual(must(self.ask, server.address), "".join(lines))
        self.assertRegex("".join(lines), "onboarding [0-9]+ yellow")

    def test_nobody_there(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        done = execute(self.ask, address)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"no server answers at {address}", done.stdout)

    def test_by_pkg_config(self):
        program_by_flags = WORK / "ask_by_pkg_config"
        compile_with_pkg_config("client/ask.cc", "bellwether-client", program_by_flags)
        with program.Server(SAAS) as server:
            self.assertEqual(must(program_by_flags, server.address), must(self.ask, server.address))


if __name__ == "__main__":
    program.main()
