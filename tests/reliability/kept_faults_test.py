"""The faults of what a server keeps, and of how it knows its callers, can be run; each once for a moment, with a bound on
what must not happen and none on time. scripts/prove faults does it at length."""

import os
import pathlib
import sys
import unittest

SOURCE = pathlib.Path(os.environ["BELLWETHER_SOURCE_DIR"])
BUILD = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"])
sys.path[:0] = [str(SOURCE / "tests" / folder) for folder in
                ("reliability/proofs", "bench/runner", "clients", "e2e")]
import caller_faults  # noqa: E402
import kept_faults  # noqa: E402
from field import Field  # noqa: E402


class KeptFaultsTest(unittest.TestCase):
    def test_each_case(self):
        field = Field(SOURCE, BUILD, 0.25)
        for name, case in {**kept_faults.CASES, **caller_faults.CASES}.items():
            with self.subTest(name):
                for row in case(field):
                    self.assertTrue(row.met or row.void, f"{row.what}: {row.measured}")

    def test_an_activation_that_is_lost_is_seen(self):
        with kept_faults.Keeper(Field(SOURCE, BUILD, 0.1)) as keeper:
            self.assertEqual(keeper.activate(), "OK")
            self.assertEqual(keeper.lost(), [])
            self.assertEqual(keeper.evaluate(), ("2.0.1", 90))
            keeper.acknowledged["2.0.2"] = "a2"
            self.assertEqual(keeper.lost(), ["2.0.2"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
