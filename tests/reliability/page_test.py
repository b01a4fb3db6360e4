"""docs/reliability.md lists the proofs and cases that there are, its commands are ones that the scripts take, and each proof has
its figures there."""

import os
import pathlib
import re
import shlex
import sys
import unittest

SOURCE = pathlib.Path(os.environ["BELLWETHER_SOURCE_DIR"])
sys.path.insert(0, str(SOURCE / "tests/reliability/proofs"))
import main  # noqa: E402  it finds the rest
import store_faults  # noqa: E402
import table  # noqa: E402

PAGE = (SOURCE / "docs/reliability.md").read_text()


def section(title):
    return PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]


def first_cells(text):
    """What stands between backquotes in the first cells of a table that begins with `| HEAD |`."""
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([\w-]+)`", row)]


class Page(unittest.TestCase):
    def test_lists_the_proofs(self):
        self.assertEqual(first_cells(PAGE.split("\n## ")[0]), list(main.PROOFS))

    def test_lists_the_cases(self):
        self.assertEqual(first_cells(section("Faults")), list(main.FAULTS))
        self.assertEqual(first_cells(section("A server that keeps accounts")), list(store_faults.CASES))

    def test_commands_are_known_to_their_scripts(self):
        targets = {path.name.removesuffix("_target.cc") for path in (SOURCE / "tests/fuzz").glob("*_target.cc")}
        seen = set()
        for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                script, *words = shlex.split(line, comments=True)
                seen.add(script)
                self.assertTrue(os.access(SOURCE / script, os.X_OK), script)
                if script == "scripts/prove":
                    main.parse([*words, "--source", ".", "--build", "."])
                elif script == "scripts/fuzz":
                    self.assertRegex(words[0], r"^\d+$")
                    self.assertLessEqual(set(words[1:]) - {"--write-docs"}, targets)
        self.assertEqual(seen, {"scripts/prove", "scripts/fuzz"})

    def test_every_proof_has_a_place_for_its_figures(self):
        for script in [*(f"scripts/prove {name}" for name in main.PROOFS), "scripts/fuzz"]:
            self.assertNotEqual(table.replace_block(PAGE, "another", script), PAGE, script)


if __name__ == "__main__":
    unittest.main(verbosity=2)
