"""The study of rules/examples/oulad: its statistics by hand, and its tables for the cohort kept in
the project, which docs/oulad.md shows."""

import pathlib
import random
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

import oulad_page

STUDY = oulad_page.SOURCE / "rules/examples/oulad/study"
sys.path.insert(0, str(STUDY))
import figures      # pylint: disable=wrong-import-position
import rederive     # pylint: disable=wrong-import-position


class Shares(unittest.TestCase):
    def test_wilson(self):
        for count, total, low, high in ((0, 10, 0, 0.2775), (10, 100, 0.0552, 0.1744),
                                        (81, 263, 0.2553, 0.3662), (10, 10, 0.7225, 1)):
            with self.subTest(count=count, total=total):
                got = figures.share(count, total)
                self.assertEqual(got.value, count / total)
                self.assertAlmostEqual(got.low, low, 4)
                self.assertAlmostEqual(got.high, high, 4)

    def test_of_nobody(self):
        self.assertIsNone(figures.share(0, 0))


class Auc(unittest.TestCase):
    def test_by_hand(self):
        # Of 9 pairs the one that withdrew is lower in 6, level in one: 6.5 / 9. Placements are
        # 1, 5/6, 1/3 and 1/2, 2/3, 1; their variances 0.120370 and 0.064815; 0.061728 together.
        got = figures.auc([1, 2, 4], [2, 3, 5])
        self.assertAlmostEqual(got.value, 6.5 / 9)
        self.assertAlmostEqual(got.low, 6.5 / 9 - figures.Z * 0.0617284 ** 0.5, 6)
        self.assertEqual(got.high, 1)

    def test_the_ends_and_the_middle(self):
        self.assertEqual(figures.auc([1, 2], [3, 4]).value, 1)
        self.assertEqual(figures.auc([3, 4], [1, 2]).value, 0)
        self.assertEqual(figures.auc([5, 5], [5, 5]).value, 0.5)
        self.assertIsNone(figures.auc([1], [2, 3]))

    def test_pair_by_pair(self):
        chance = random.Random(7)
        for _ in range(20):
            withdrew = [chance.randrange(12) for _ in range(chance.randrange(2, 30))]
            stayed = [chance.randrange(3, 15) for _ in range(chance.randrange(2, 30))]
            pairs = [(a < b) + (a == b) / 2 for a in withdrew for b in stayed]
            self.assertAlmostEqual(figures.auc(withdrew, stayed).value, sum(pairs) / len(pairs))

    def test_difference(self):
        one, other = ([1, 2, 4], [2, 3, 5]), ([1, 2, 4], [2, 6, 5])
        same = figures.auc_difference(one, one)
        self.assertEqual((same.value, same.low, same.high), (0, 0, 0))
        got = figures.auc_difference(one, other)
        self.assertAlmostEqual(got.value, figures.auc(*one).value - figures.auc(*other).value)
        # Placements differ by 0, 0, -1/3 and 0, -1/3, 0: twice the variance 1/27, over 3.
        self.assertAlmostEqual(got.low, -1 / 9 - figures.Z * (2 / 81) ** 0.5)

    def test_within_counts_no_pair_of_two_groups(self):
        # Both groups are split perfectly; between them the order is wrong.
        low, high = ([1, 2], [3, 4]), ([11, 12], [13, 14])
        self.assertEqual(figures.auc_within([low, high]).value, 1)
        self.assertLess(figures.auc(low[0] + high[0], low[1] + high[1]).value, 1)
        mixed = figures.auc_within([([1, 2, 4], [2, 3, 5]), ([1, 2], [3, 4]), ([1], [2, 3])])
        self.assertAlmostEqual(mixed.value, (6.5 + 4) / 13)
        self.assertIsNone(figures.auc_within([([1], [2])]))


class Rederived(unittest.TestCase):
    def test_groups_hold_equal_values_together_and_five_percent(self):
        pairs = [(0, False)] * 60 + [(1, True)] * 30 + [(2, True)] * 3 + [(3, False)] * 7
        groups = rederive.groups_of(pairs)
        self.assertEqual([(group.median, len(group.values), group.withdrew) for group in groups],
                         [(0, 60, 0), (1, 30, 30), (3, 10, 3)])
        small_end = rederive.groups_of([(0, False)] * 97 + [(9, True)] * 3)
        self.assertEqual([(len(group.values), group.withdrew) for group in small_end], [(100, 3)])

    def test_curves_share_one_scale(self):
        values = {"a": [(0, False)] * 50 + [(1, True)] * 50,
                  "b": [(0, False)] * 25 + [(0, True)] * 25 + [(7, False)] * 50}
        self.assertEqual(rederive.curves_of(values),
                         {"a": [(0, 100), (1, 0)], "b": [(0, 50), (7, 100)]})

    def test_reading_a_curve(self):
        curve = [(0, 100), (10, 50), (20, 0)]
        for value, points in ((-1, 100), (0, 100), (4, 80), (10, 50), (15, 25), (99, 0)):
            self.assertEqual(rederive.at(curve, value), points)

    def test_a_weight_is_what_is_better_than_chance(self):
        pairs = [(0, True)] * 30 + [(0, False)] * 10 + [(1, True)] * 10 + [(1, False)] * 30
        self.assertEqual(rederive.weight_of([(0, 0), (1, 100)], pairs), 25)
        self.assertEqual(rederive.weight_of([(0, 50), (1, 50)], pairs), 1)

    def test_bands_are_cut_where_as_many_lie_below(self):
        scores = [10] * 5 + [40] * 20 + [90] * 75
        self.assertEqual([rederive.cut(scores, wanted) for wanted in (5, 25)], [11, 41])


class Cohort(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.out = pathlib.Path(cls.folder.name)
        cls.tables = oulad_page.run(oulad_page.command_of("cohort"), cls.out)

    def test_tables_are_those_of_the_page(self):
        oulad_page.compare(self, "cohort", self.tables)

    def test_withdrawals_fall_from_red_to_green(self):
        rates = oulad_page.rates(self.tables["bands"], 1)
        self.assertGreater(rates["red"], rates["yellow"])
        self.assertGreater(rates["yellow"], rates["green"])

    def test_picture(self):
        picture = xml.etree.ElementTree.parse(self.out / "study.svg").getroot()
        circles = [one for one in picture if one.tag.endswith("circle")]
        # Four bands, seven steps of ten with enough students, one in the legend.
        self.assertEqual(len(circles), 4 + 7 + 1)
        texts = [one.text for one in picture if one.tag.endswith("text")]
        for text in ("Withdrew later, by band", "score on day 30", "presentations of 2014"):
            self.assertIn(text, texts)

    def test_what_cannot_be_done_is_told(self):
        cases = [
            (["--data", self.out / "nowhere"], "nowhere/course.csv: "),
            (["--data", STUDY.parent / "data", "--bellwether", self.out / "none"], "none"),
            (["--data", STUDY.parent / "data", "--bellwether", oulad_page.PROGRAM, "--pack",
              self.out / "no_pack"], "no_pack"),
        ]
        for arguments, message in cases:
            with self.subTest(message):
                done = subprocess.run(
                    [sys.executable, STUDY / "study.py", "--out", self.out / "x", *arguments],
                    capture_output=True, text=True, check=False)
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn(message, done.stderr)
                self.assertNotIn("Traceback", done.stderr)


if __name__ == "__main__":
    unittest.main()
