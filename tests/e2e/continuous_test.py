"""Accounts of a store that the built server evaluates by itself: after records, a restart, and another pack."""

import pathlib
import shutil
import signal
import tempfile
import unittest

from metrics_test import MeteredServer, of, wait_for
from server_process import run_to_end, source

ACCOUNTS = "bellwether.v1.AccountsService"
EVALUATIONS = "bellwether.v1.EvaluationsService"
TINY = source("tests/e2e/packs/tiny")


def record(account, number, usage):
    return {"kind": "account", "id": f"{account}-{number}", "account": account,
            "at": {"date": {"year": 2026, "month": 1, "day": 5}},
            "fields": [{"name": "stage", "text": "onboarding"}],
            "signals": [{"name": "usage", "number": usage}, {"name": "nps", "number": 50}]}


class ContinuousTest(unittest.TestCase):
    def setUp(self):
        top = tempfile.TemporaryDirectory()
        self.addCleanup(top.cleanup)
        self.top = pathlib.Path(top.name)
        self.pack = self.top / "pack"
        shutil.copytree(TINY, self.pack)
        self.store = f"sqlite:{self.top / 'store.db'}"

    def serve(self, *arguments):
        server = MeteredServer(str(self.pack), "--store", self.store, "--pack-poll-interval", "100ms", *arguments)
        self.addCleanup(server.kill)
        return server

    def put(self, server, *records):
        _, error = server.call(f"{ACCOUNTS}/PutRecords", {"records": list(records)})
        self.assertIsNone(error)

    def latest(self, server, account):
        answer, _ = server.call(f"{EVALUATIONS}/GetLatestEvaluation", {"accountId": account})
        return answer["evaluation"] if answer else None

    def evaluated(self, server, cause):
        return of(server.samples(), "bellwether_continuous_evaluations_total", cause=cause)

    def test_what_becomes_known_is_evaluated(self):
        server = self.serve()
        self.put(server, record("acme", 1, 0.8))
        evaluation = wait_for(lambda: self.latest(server, "acme"))
        self.assertEqual(evaluation["cause"], "EVALUATION_CAUSE_DATA")
        self.assertEqual((evaluation["models"][0]["score"], evaluation["models"][0]["band"]), (85, "green"))
        # It is counted after it was stored; and once more, where the first look of the server found it.
        wait_for(lambda: self.evaluated(server, "data") >= 1)
        wait_for(lambda: of(server.samples(), "bellwether_continuous_evaluation_delay_seconds_count") == 1)
        samples = server.samples()
        self.assertEqual(of(samples, "bellwether_continuous_in_charge"), 1)
        self.assertEqual(of(samples, "bellwether_continuous_evaluation_delay_seconds_bucket", le="30"), 1)

    def test_what_was_left_undone_is_found_at_the_next_start(self):
        server = self.serve("--evaluate-continuously=false")
        self.put(server, record("acme", 1, 0.8))
        answer, error = server.call(f"{EVALUATIONS}/GetLatestEvaluation", {"accountId": "acme"})
        self.assertIsNone(answer)
        self.assertEqual(error["code"], "unimplemented")
        server.signal(signal.SIGTERM)
        self.assertEqual(server.wait(), 0)
        server = self.serve()
        wait_for(lambda: self.latest(server, "acme"))

    def test_another_pack_evaluates_the_whole_book(self):
        server = self.serve()
        self.put(server, *[record(f"a{i}", 1, 0.8) for i in range(200)])
        wait_for(lambda: of(server.samples(), "bellwether_continuous_evaluation_delay_seconds_count") == 200)
        path = self.pack / "pack.yaml"
        path.write_text(path.read_text().replace("usage: {weight: 3", "usage: {weight: 1"))
        wait_for(lambda: self.evaluated(server, "pack") == 200)
        wait_for(lambda: of(server.samples(), "bellwether_continuous_evaluations_of_former_pack") == 0)
        evaluation = self.latest(server, "a199")
        self.assertEqual((evaluation["cause"], evaluation["models"][0]["score"]), ("EVALUATION_CAUSE_PACK", 90))
        self.assertNotIn("ofFormerPack", evaluation)

    def test_bad_options_are_told_together(self):
        code, _, err = run_to_end("--pack", TINY, "--evaluation-rest", "soon", "--max-changes-waiting", "0",
                                  "--evaluate-continuously=maybe")
        self.assertEqual(code, 2)
        for option in ("--evaluation-rest", "--max-changes-waiting", "--evaluate-continuously"):
            self.assertIn(option, err)


if __name__ == "__main__":
    unittest.main()
