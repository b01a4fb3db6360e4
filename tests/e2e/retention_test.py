"""What the built server keeps no longer: told by its configuration, deleted by its thread, counted, and logged."""

import pathlib
import sqlite3
import tempfile
import time
import unittest

from metrics_test import MeteredServer, of, wait_for
from server_process import run_to_end, source

ACCOUNTS = "bellwether.v1.AccountsService"
EVALUATIONS = "bellwether.v1.EvaluationsService"
TINY = source("tests/e2e/packs/tiny")
DAY = 86_400 * 1_000_000  # microseconds


def record(account, number, usage, year=2026):
    return {"kind": "account", "id": f"{account}-{number}", "account": account,
            "at": {"date": {"year": year, "month": 1, "day": 5}},
            "fields": [{"name": "stage", "text": "onboarding"}],
            "signals": [{"name": "usage", "number": usage}, {"name": "nps", "number": 50}]}


class RetentionTest(unittest.TestCase):
    def setUp(self):
        top = tempfile.TemporaryDirectory()
        self.addCleanup(top.cleanup)
        self.top = pathlib.Path(top.name)
        self.database = self.top / "store.db"

    def serve(self, configuration):
        path = self.top / "bellwetherd.yaml"
        path.write_text(configuration)
        server = MeteredServer(TINY, "--config", str(path), "--store", f"sqlite:{self.database}")
        self.addCleanup(server.kill)
        return server

    def put(self, server, *records):
        _, error = server.call(f"{ACCOUNTS}/PutRecords", {"records": list(records)})
        self.assertIsNone(error)

    def sequences(self, server, account):
        answer, error = server.call(f"{EVALUATIONS}/ListEvaluations", {"accountId": account})
        if error and error["code"] == "not_found":  # known, and not evaluated yet: whoever waits asks again
            return []
        self.assertIsNone(error)
        return [one["sequence"] for one in answer["evaluations"]]

    def age(self, days):
        """All evaluations of the store were made so long ago."""
        with sqlite3.connect(self.database, timeout=30) as database:
            database.execute("update evaluations set as_of = as_of - ?", (days * DAY,))
        database.close()

    def test_old_evaluations_go_and_the_last_one_stays(self):
        server = self.serve("retention: {evaluations: 400d, interval: 1s}\n")
        for number, usage in enumerate((0.8, 0.5, 0.3), 1):
            self.put(server, record("acme", number, usage))
            wait_for(lambda: len(self.sequences(server, "acme")) == number)
        last = self.sequences(server, "acme")[0]
        self.age(399)
        completed = "bellwether_retention_completed_timestamp_seconds"
        begun = time.time()
        wait_for(lambda: of(server.samples(), completed) > begun + 1)
        self.assertEqual(len(self.sequences(server, "acme")), 3)
        self.age(2)
        wait_for(lambda: self.sequences(server, "acme") == [last])
        samples = server.samples()
        self.assertEqual(of(samples, "bellwether_retention_deleted_total", kind="evaluations"), 2)
        self.assertEqual(of(samples, "bellwether_retention_in_charge"), 1)

    def test_what_is_wrong_with_times_is_told_with_its_place(self):
        path = self.top / "wrong.yaml"
        path.write_text("retention:\n  evaluations: 400\n  audit: 3h\n  records: {usge: 10d, account: 10d}\n  alerts: 3d\n")
        code, _, err = run_to_end("--pack", TINY, "--config", str(path))
        self.assertEqual(code, 2)
        for part in ("wrong.yaml:2", "write it like 400d", "wrong.yaml:3", "is outside 1d", "wrong.yaml:4", "did you mean `usage`",
                     "stay as long as it", "wrong.yaml:5", "unknown key `alerts`"):
            self.assertIn(part, err)


if __name__ == "__main__":
    unittest.main()
