"""A server that keeps accounts is killed six times on each database, and nothing is lost; and what would be lost
would be seen. scripts/prove kills does it two hundred times."""

import json
import os
import pathlib
import sys
import unittest

SOURCE = pathlib.Path(os.environ["BELLWETHER_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"])
sys.path[:0] = [str(SOURCE / "tests" / folder) for folder in
                ("reliability/proofs", "bench/runner", "clients", "e2e")]
import databases  # noqa: E402
import kills  # noqa: E402
import truth  # noqa: E402
from field import Field  # noqa: E402

KILLS = 6


class KillsTest(unittest.TestCase):
    def killed(self, database):
        for row in kills.killed(Field(SOURCE, BUILD, 1), database, KILLS):
            self.assertIsNot(row.met, False, f"{row.what}: {row.measured}")

    def test_nothing_is_lost_on_sqlite(self):
        self.killed(databases.Sqlite)

    def test_nothing_is_lost_on_postgresql(self):
        self.killed(databases.Postgres)


def message(account, sequence, alert, number, key=None):
    """As a webhook has it."""
    body = json.dumps({"account": account, "alert_id": str(alert), "number": number}).encode()
    return {"Idempotency-Key": key or f"{alert}/{number}", "Bellwether-Sequence": str(sequence)}, body


class TruthTest(unittest.TestCase):
    """What should not be is seen."""

    def test_writes(self):
        sent = {"a": 1, "b": 2, "c": 3}
        self.assertEqual(truth.lost_or_other(sent, {"a": 1}, [("a", 1), ("b", 2)]), ([], []))
        lost, other = truth.lost_or_other(sent, {"a": 1, "c": 3}, [("a", 1), ("a", 1), ("b", 3), ("d", 1)])
        self.assertEqual((len(lost), len(other)), (1, 3))

    def test_actions(self):
        done = [("ack", 1, "first"), ("ack", 2, "second"), ("ack", 2, "second")]
        self.assertEqual(truth.lost_actions({"first": 1}, done[:1]), ([], []))
        lost, twice = truth.lost_actions({"first": 1, "third": 3}, done)
        self.assertEqual((len(lost), len(twice)), (1, 1))

    def test_messages_that_are_right(self):
        taken = [message("a", 1, 7, 10), message("b", 1, 8, 11), message("a", 1, 7, 10), message("a", 2, 7, 12)]
        told = truth.Told([(7, 10), (8, 11), (7, 12)], taken)
        self.assertEqual((told.nobody, told.strangers, told.keys, told.order), ([], [], [], []))
        self.assertEqual(told.twice, 1)

    def test_messages_that_are_wrong(self):
        self.assertEqual(len(truth.Told([(7, 10)], []).nobody), 1)
        self.assertEqual(len(truth.Told([], [message("a", 1, 7, 10)]).strangers), 1)
        two_keys = [message("a", 1, 7, 10), message("a", 1, 7, 10, "another")]
        self.assertEqual(len(truth.Told([(7, 10)], two_keys).keys), 1)
        one_key = [message("a", 1, 7, 10, "one"), message("b", 1, 8, 11, "one")]
        self.assertEqual(len(truth.Told([(7, 10), (8, 11)], one_key).keys), 1)
        swapped = [message("a", 2, 7, 11), message("a", 1, 7, 10)]
        self.assertEqual(len(truth.Told([(7, 10), (7, 11)], swapped).order), 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
