"""docs/oulad.md for all of the data, whose folder is in BELLWETHER_OULAD_DATA."""

import os
import pathlib
import re
import tempfile
import unittest

import oulad_page


class Full(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.out = pathlib.Path(cls.folder.name)
        cls.tables = oulad_page.run(oulad_page.command_of("full"), cls.out,
                                    os.environ["BELLWETHER_OULAD_DATA"])

    def test_tables_are_those_of_the_page(self):
        oulad_page.compare(self, "full", self.tables)

    def test_withdrawals_fall_from_red_to_green_in_every_year(self):
        for column in (1, 2, 3):
            rates = oulad_page.rates(self.tables["bands"], column)
            self.assertGreater(rates["red"], rates["yellow"])
            self.assertGreater(rates["yellow"], rates["green"])

    def test_prose_says_the_same(self):
        together = {band: round(100 * share)
                    for band, share in oulad_page.rates(self.tables["bands"], 3).items()}
        red, yellow, green = together["red"], together["yellow"], together["green"]
        auc, low, high = re.search(r"([0-9.]+) \(([0-9.]+)–([0-9.]+)\) \|\n",
                                   self.tables["auc"]).groups()
        said = {
            "docs/oulad.md": [
                f"red band, {red} in 100 withdrew later; yellow {yellow}; green {green}.",
                f"(AUC {auc}, 95 % interval {low} to {high};"],
            "README.md": [f"red on day 30, {red} % left later; of the green ones {green} %."],
            "rules/examples/oulad/README.md": [
                f"red band, {red} % withdrew later; of yellow {yellow} %, of green {green} %."],
        }
        for page, sentences in said.items():
            text = " ".join((oulad_page.SOURCE / page).read_text().split())
            for sentence in sentences:
                self.assertIn(sentence, text, page)

    def test_picture_is_the_one_of_the_page(self):
        kept = oulad_page.SOURCE / "docs/oulad.svg"
        made = (self.out / "study.svg").read_text()
        if oulad_page.UPDATE:
            kept.write_text(made)
        self.assertEqual(made, kept.read_text())


if __name__ == "__main__":
    unittest.main()
