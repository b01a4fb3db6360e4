"""The built server, from its command line to its exit code."""

import base64
import json
import os
import re
import shlex
import signal
import socket
import tempfile
import unittest

from server_process import Server, bad_request, run_to_end, source

EVALUATE = "bellwether.v1.ScoringService/Evaluate"
SCORE_HEALTH = "bellwether.v1.ScoringService/ScoreHealth"
ASSESS_GRADUATION = "bellwether.v1.ScoringService/AssessGraduation"
DECIDE_EXTENSION = "bellwether.v1.ScoringService/DecideExtension"
EVALUATE_BATCH = "bellwether.v1.ScoringService/EvaluateBatch"
STREAM_EVALUATE = "bellwether.v1.ScoringService/StreamEvaluate"
EVALUATE_COLUMNS = "bellwether.v1.ScoringService/EvaluateColumns"
HEALTH_CHECK = "grpc.health.v1.Health/Check"


def date(year, month, day):
    return {"date": {"year": year, "month": month, "day": day}}


def bitmap(*rows):
    return base64.b64encode(bytes([sum(1 << row for row in rows)])).decode()


TINY_ACCOUNT = {
    "id": "acme",
    "stage": "onboarding",
    "signals": [{"name": "usage", "number": 0.9}, {"name": "nps", "number": 40}],
}

SAAS_ACCOUNT = {
    "id": "acme",
    "segment": "enterprise",
    "cadence": "daily",
    "stage": "onboarding",
    "contractSignedAt": date(2026, 1, 5),
    "kickoffAt": date(2026, 1, 12),
    "firstLoginAt": date(2026, 1, 12),
    "targetGraduationAt": date(2026, 4, 12),
    "milestones": [
        {"key": "kickoff", "plannedAt": date(2026, 1, 12), "completedAt": date(2026, 1, 12)},
        {"key": "training", "plannedAt": date(2026, 2, 24), "completedAt": date(2026, 2, 25)},
    ],
    "signals": [
        {"name": "weekly_active_ratio", "number": 0.62},
        {"name": "user_activation_ratio", "number": 0.71},
        {"name": "meeting_attendance_ratio", "number": 0.9},
        {"name": "champion_sentiment", "text": "positive"},
        {"name": "response_hours", "number": 6},
    ],
}


def leaves(components):
    for component in components:
        below = component.get("components", [])
        yield from leaves(below) if below else [component]


class AnswersTest(unittest.TestCase):
    """Answers and errors of a server with the default pack, and of one with a tiny pack."""

    @classmethod
    def setUpClass(cls):
        cls.saas = Server("rules/saas")
        cls.tiny = Server("tests/e2e/packs/tiny")

    @classmethod
    def tearDownClass(cls):
        for server in (cls.saas, cls.tiny):
            server.kill()

    def test_reflection_lists_every_method(self):
        methods = self.saas.list_methods()
        for method in (EVALUATE, SCORE_HEALTH, ASSESS_GRADUATION, DECIDE_EXTENSION,
                       EVALUATE_BATCH, STREAM_EVALUATE, EVALUATE_COLUMNS, HEALTH_CHECK):
            self.assertIn(method, methods)

    def test_evaluates_by_the_default_pack(self):
        answer, error = self.saas.call(EVALUATE, {
            "account": SAAS_ACCOUNT,
            "options": {"asOf": date(2026, 3, 1), "explanation": "EXPLANATION_LEVEL_SUMMARY"},
        })
        self.assertIsNone(error)
        evaluation = answer["evaluation"]
        self.assertEqual(evaluation["accountId"], "acme")
        self.assertEqual(evaluation["pack"]["name"], self.saas.pack)
        self.assertTrue(evaluation["pack"]["digest"].startswith(self.saas.digest))
        self.assertEqual(evaluation["asOf"], "2026-03-01T00:00:00Z")
        self.assertGreater(len(evaluation["benchmarks"]), 5)
        scored = [h for h in evaluation["health"] if h["state"] == "HEALTH_STATE_SCORED"]
        self.assertTrue(scored, evaluation["health"])
        for health in scored:
            self.assertIn(health["score"]["band"], ("green", "yellow", "red"))
            parts = sum(leaf.get("contribution", 0) for leaf in leaves(health["components"]))
            self.assertAlmostEqual(parts, health["score"]["raw"], places=9)

    def test_scores_the_primary_model(self):
        answer, error = self.saas.call(
            SCORE_HEALTH, {"account": SAAS_ACCOUNT, "options": {"asOf": date(2026, 3, 1)}})
        self.assertIsNone(error)
        self.assertTrue(answer["health"]["primary"])

    def test_scores_what_can_be_checked_by_hand(self):
        answer, error = self.tiny.call(SCORE_HEALTH, {"account": TINY_ACCOUNT})
        self.assertIsNone(error)
        health = answer["health"]
        # (3 x 90 + 1 x 80) / 4 = 87.5, displayed 88.
        self.assertEqual(health["score"]["raw"], 87.5)
        self.assertEqual(health["score"]["value"], 88)
        self.assertEqual(health["score"]["band"], "green")
        self.assertEqual(health["coverage"], 1)

    def test_the_scorecard_that_people_fill_in_is_ready_but_lacks_evidence(self):
        scores = {"technical": 9, "knowledge": 8, "usage": 7, "value": 9, "stakeholder": 8}
        account = {**SAAS_ACCOUNT, "dimensionScores": [
            {"dimension": name, "score": score} for name, score in scores.items()]}
        answer, error = self.saas.call(ASSESS_GRADUATION, {
            "account": account, "options": {"asOf": date(2026, 3, 1)}})
        self.assertIsNone(error)
        graduation = answer["graduation"]
        self.assertEqual(graduation["total"], 8.3)
        self.assertEqual(graduation["readiness"], "READINESS_READY")
        self.assertEqual(graduation["decision"], "GRADUATION_DECISION_NOT_YET")
        self.assertEqual({d["name"]: d["score"] for d in graduation["dimensions"]}, scores)
        self.assertTrue(graduation["unanswered"])
        self.assertEqual(answer["forecast"]["planned"], {"year": 2026, "month": 2, "day": 24})

    def test_decides_an_extension(self):
        account = {**SAAS_ACCOUNT, "targetGraduationAt": date(2026, 2, 27)}
        account["signals"] = SAAS_ACCOUNT["signals"] + [
            {"name": "customer_busy", "flag": True},
            {"name": "last_response_at", "date": {"year": 2026, "month": 2, "day": 28}},
        ]
        answer, error = self.saas.call(DECIDE_EXTENSION, {
            "account": account, "options": {"asOf": date(2026, 3, 1)}})
        self.assertIsNone(error)
        extension = answer["extension"]
        self.assertEqual(extension["decision"], "DECISION_EXTEND")
        self.assertEqual(extension["basis"], "DECISION_BASIS_EXTENSION_REASON")
        self.assertEqual(extension["daysGranted"], 14)
        self.assertEqual(extension["newTarget"], {"year": 2026, "month": 3, "day": 13})
        self.assertIn("2026-03-13", extension["response"]["message"])

    def test_a_pack_without_graduation_and_extension_says_so(self):
        for method, outcome in ((ASSESS_GRADUATION, "graduation"), (DECIDE_EXTENSION, "extension")):
            answer, error = self.tiny.call(method, {"account": TINY_ACCOUNT})
            self.assertIsNone(error)
            self.assertEqual(answer[outcome], {"state": "OUTCOME_STATE_NOT_DEFINED"})

    def test_names_every_problem_of_a_bad_account(self):
        _, error = self.tiny.call(EVALUATE, {"account": {
            "stage": "onbording",
            "signals": [{"name": "usage", "number": 1.5}, {"name": "np", "number": 1}],
        }})
        self.assertEqual(error["code"], "invalid_argument")
        problems = bad_request(error)
        self.assertEqual(
            {(field, reason) for field, _, reason in problems},
            {("account.id", "MISSING_FIELD"), ("account.stage", "UNKNOWN_NAME"),
             ("account.signals.usage", "OUT_OF_RANGE"),
             ("account.signals.np", "UNKNOWN_SIGNAL")})
        self.assertIn("did you mean `onboarding`?",
                      next(text for field, text, _ in problems if field == "account.stage"))

    def test_answers_a_batch_account_by_account(self):
        bad = {"id": "bad", "signals": [{"name": "usage", "number": 1.5}]}
        answer, error = self.tiny.call(
            EVALUATE_BATCH, {"accounts": [TINY_ACCOUNT, bad, TINY_ACCOUNT]})
        self.assertIsNone(error)
        self.assertTrue(answer["pack"]["digest"].startswith(self.tiny.digest))
        first, second, third = answer["items"]
        self.assertEqual(first["evaluation"]["health"][0]["score"]["value"], 88)
        self.assertEqual(first, third)
        self.assertEqual(second["error"]["code"], 3)   # INVALID_ARGUMENT
        problem, = second["error"]["details"][0]["fieldViolations"]
        self.assertEqual((problem["field"], problem["reason"]),
                         ("account.signals.usage", "OUT_OF_RANGE"))

    def test_refuses_a_batch_that_is_too_large_and_names_the_limit(self):
        _, error = self.tiny.call(EVALUATE_BATCH, {"accounts": [TINY_ACCOUNT] * 1001})
        self.assertEqual(error["code"], "resource_exhausted")
        self.assertIn("max_batch_accounts", error["message"])

    def test_streams_answers_in_order(self):
        requests = [{"account": {**TINY_ACCOUNT, "id": f"account {i}"}} for i in range(20)]
        requests[7] = {"account": {"stage": "onboarding"}}
        answers, error = self.tiny.stream(STREAM_EVALUATE, requests)
        self.assertIsNone(error)
        self.assertEqual(len(answers), len(requests))
        for i, answer in enumerate(answers):
            if i == 7:
                self.assertIn("account.id", answer["error"]["message"])
            else:
                self.assertEqual(answer["evaluation"]["accountId"], f"account {i}")

    def test_answers_columns_as_it_answers_accounts(self):
        usage = [0.9, 1.5, 0.25]
        columns = {
            "ids": ["acme", "bad", "carla"],
            "stage": {"dictionary": ["onboarding"], "indexes": [0, 0, 0], "present": bitmap(0, 1, 2)},
            "signals": [
                {"name": "usage", "numbers": {"values": usage, "present": bitmap(0, 1, 2)}},
                {"name": "nps", "numbers": {"values": [40, 0, 0], "present": bitmap(0)}},
            ],
        }
        answer, error = self.tiny.call(EVALUATE_COLUMNS, {"accounts": columns})
        self.assertIsNone(error)
        accounts = [TINY_ACCOUNT] + [
            {"id": name, "stage": "onboarding", "signals": [{"name": "usage", "number": number}]}
            for name, number in zip(columns["ids"][1:], usage[1:])]
        health = answer["health"][0]
        for row in (0, 2):
            unary, _ = self.tiny.call(EVALUATE, {"account": accounts[row]})
            expected = unary["evaluation"]["health"][0]
            self.assertEqual(health["states"][row], expected["state"])
            self.assertEqual(health["scores"][row], expected["score"]["value"])
            self.assertEqual(health["bands"][health["band"][row]], expected["score"]["band"])
            self.assertEqual(health["coverage"][row], expected["coverage"])
        refused, = answer["errors"]
        _, expected = self.tiny.call(EVALUATE, {"account": accounts[1]})
        self.assertEqual(refused["row"], 1)
        self.assertEqual(refused["status"]["message"], expected["message"])

    def test_names_every_problem_of_malformed_columns(self):
        _, error = self.tiny.call(EVALUATE_COLUMNS, {"accounts": {
            "ids": ["a", "b"],
            "acv": {"values": [1]},
            "signals": [{"name": "usge"}, {"name": "nps", "flags": {}}],
        }, "options": {"explanation": "EXPLANATION_LEVEL_FULL"}})
        self.assertEqual(error["code"], "invalid_argument")
        self.assertEqual(
            [(field, reason) for field, _, reason in bad_request(error)],
            [("options.explanation", "NOT_ALLOWED"),
             ("accounts.acv.values", "WRONG_LENGTH"),
             ("accounts.signals[0].name", "UNKNOWN_SIGNAL"),
             ("accounts.signals[1]", "WRONG_TYPE")])

    def test_says_which_pack_is_there(self):
        _, error = self.tiny.call(
            EVALUATE, {"account": TINY_ACCOUNT, "options": {"pack": "0123456789"}})
        self.assertEqual(error["code"], "not_found")
        self.assertIn(self.tiny.digest, error["message"])

    def test_the_commands_of_the_page_are_answered(self):
        with open(source("docs/server.md"), encoding="utf-8") as page:
            commands = re.findall(r"```sh\n(buf curl .*?)```", page.read(), re.DOTALL)
        self.assertEqual(len(commands), 3)
        for command in commands:
            arguments = shlex.split(command.replace("\\\n", " ").replace(
                "127.0.0.1:50051", self.saas.address))
            self.assertEqual(arguments[:2], ["buf", "curl"])
            done = self.saas.run_buf(*arguments[1:])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertIn("HEALTH_STATE", done.stdout)

    def test_is_healthy(self):
        self.assertEqual(self.saas.call(HEALTH_CHECK, {}), ({"status": "SERVING"}, None))


class LifeTest(unittest.TestCase):
    """Start and stop."""

    def test_drains_on_sigterm_and_exits_with_zero(self):
        server = Server("tests/e2e/packs/tiny")
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)
        self.assertTrue(any("draining signal=SIGTERM" in line for line in server.log), server.log)
        self.assertTrue(any("stopped" in line for line in server.log), server.log)
        self.assertEqual(server.rest_of_stdout, "")

    def test_answers_while_the_drain_delay_lasts_but_says_not_serving(self):
        server = Server("tests/e2e/packs/tiny", "--drain-delay", "20s")
        try:
            server.signal(signal.SIGINT)
            health = {}
            while health.get("status") != "NOT_SERVING":
                health, error = server.call(HEALTH_CHECK, {})
                self.assertIsNone(error)
            _, error = server.call(SCORE_HEALTH, {"account": TINY_ACCOUNT})
            self.assertIsNone(error)
            server.signal(signal.SIGINT)   # who asks twice does not want to wait
            self.assertEqual(server.wait(), 130)
        finally:
            server.kill()

    def test_reads_its_configuration_file_and_logs_json(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as config:
            config.write("log: {format: json}\nreflection: false\n")
            config.flush()
            server = Server("tests/e2e/packs/tiny", "--config", config.name)
        self.assertEqual(server.list_methods(), [])
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)
        self.assertEqual([json.loads(line)["event"] for line in server.log],
                         ["serving", "draining", "stopped"])

    def test_does_not_serve_a_pack_with_errors(self):
        code, stdout, stderr = run_to_end("--pack", source("tests/e2e/packs/broken"))
        self.assertEqual(code, 3)
        self.assertEqual(stdout, "")
        self.assertIn("pack.yaml:3:1: error: ", stderr)
        self.assertIn("did you mean `signals`?", stderr)
        self.assertIn("pack.yaml:4:9: error: ", stderr)

    def test_explains_a_mistake_in_the_configuration(self):
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as config:
            config.write("pack: rules/saas\nlimits: {max_reqest_bytes: 1MiB}\n")
            config.flush()
            code, stdout, stderr = run_to_end("--config", config.name)
        self.assertEqual((code, stdout), (2, ""))
        self.assertIn(":2:10: error: unknown key `max_reqest_bytes`", stderr)
        self.assertIn("did you mean `max_request_bytes`?", stderr)

    def test_does_not_serve_without_a_book_that_it_was_told_of(self):
        code, stdout, stderr = run_to_end(
            "--pack", source("rules/saas"), "--listen", "127.0.0.1:0", "--book", "main=/nowhere")
        self.assertEqual(code, 4)
        self.assertEqual(stdout, "")
        self.assertIn("error: the book main: ", stderr)

    def test_checks_configuration_and_pack_without_serving(self):
        code, stdout, _ = run_to_end("--pack", source("rules/saas"), "--check-config")
        self.assertEqual(code, 0)
        self.assertIn("pack saas", stdout)

    def test_says_that_the_port_is_taken(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            address = f"127.0.0.1:{taken.getsockname()[1]}"
            code, stdout, stderr = run_to_end(
                "--pack", source("tests/e2e/packs/tiny"), "--listen", address)
        self.assertEqual((code, stdout), (1, ""))
        self.assertIn(f"cannot listen on {address}", stderr)

    def test_refuses_plain_text_beyond_this_machine(self):
        code, _, stderr = run_to_end("--pack", source("rules/saas"), "--listen", "0.0.0.0:0")
        self.assertEqual(code, 2)
        self.assertIn("--insecure-listen", stderr)


if __name__ == "__main__":
    os.chdir(tempfile.gettempdir())   # nothing may depend on the working folder
    unittest.main(verbosity=2)
