"""Runs the examples of README.md, docs/accounts.md, docs/cli.md, docs/editors.md and others, and compares what they print.

An example is a ```console block (console_blocks.py). With BELLWETHER_UPDATE_GOLDEN=1 blocks that
differ are rewritten.
"""

import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import program
import waiting
from console_blocks import BLOCK, parse, pattern

# Pages with the fewest examples that they have.
PAGES = {program.SOURCE / "README.md": 3, program.SOURCE / "docs/cli.md": 9, program.SOURCE / "docs/accounts.md": 6, program.SOURCE / "docs/imports.md": 3,
         program.SOURCE / "docs/alerts.md": 2, program.SOURCE / "docs/deploy.md": 2,
         program.SOURCE / "docs/live-packs.md": 2, program.SOURCE / "docs/metrics.md": 1,
         program.SOURCE / "docs/decisions.md": 3, program.SOURCE / "docs/interventions.md": 1,
         program.SOURCE / "docs/coverage.md": 2, program.SOURCE / "docs/mutation.md": 1,
         program.SOURCE / "docs/attribution.md": 3,
         program.SOURCE / "docs/generate.md": 2,
         program.SOURCE / "docs/http.md": 4,
         program.SOURCE / "docs/path.md": 5,
         program.SOURCE / "docs/rules-service.md": 4,
         program.SOURCE / "docs/security.md": 5,
         program.SOURCE / "docs/editors.md": 1, program.SOURCE / "docs/store.md": 4,
         program.SOURCE / "docs/findings.md": 4,
         program.SOURCE / "docs/portfolio/README.md": 2, program.SOURCE / "docs/portfolio/records.md": 1,
         program.SOURCE / "docs/portfolio/metrics.md": 1,
         program.SOURCE / "docs/portfolio/investigate.md": 2,
         program.SOURCE / "docs/portfolio/generate.md": 4, program.SOURCE / "docs/portfolio/evidence.md": 4,
         program.SOURCE / "docs/portfolio/service.md": 8,
         program.SOURCE / "docs/portfolio/oulad.md": 7,
         program.SOURCE / "docs/portfolio/telco.md": 4,
         program.SOURCE / "docs/privacy.md": 2}
PORT_OF_DOCS = "127.0.0.1:50051"
HTTP_OF_DOCS = "127.0.0.1:8080"
HTTP_SERVING = re.compile(r'serving HTTP.*address"?[=:]\s*"?(127\.0\.0\.1:\d+)')
FOLDER_OF_DOCS = "build/release/"
FILES_OF_DOCS = "/tmp/"  # where examples write: in a run a folder of its own


def execute(command, address, http_address, files):
    path = ":".join({os.path.dirname(program.find("bellwether")), os.environ["PATH"]})
    for of_docs, here in ((PORT_OF_DOCS, address), (HTTP_OF_DOCS, http_address), (FOLDER_OF_DOCS, ""),
                          (FILES_OF_DOCS, files)):
        command = command.replace(of_docs, here)
    done = subprocess.run(["bash", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=program.SOURCE,
                          timeout=program.SECONDS, check=False, env=program.environment(PATH=path))
    printed = done.stdout.decode().replace(address, PORT_OF_DOCS).replace(http_address, HTTP_OF_DOCS)
    return printed.replace(files, FILES_OF_DOCS)


class Docs(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.files = f"{folder.name}/"
        delivery = pathlib.Path(f"{cls.files}delivery.yaml")
        delivery.write_text('targets: {pager: {kind: webhook, url: "https://localhost/"}}\nroutes: [{to: [pager]}]\n')
        cls.server = program.Server("rules/saas", "--book", "main=rules/saas/book", "--state", f"{cls.files}state",
                                    "--store", f"sqlite:{cls.files}store.db", "--delivery", str(delivery),
                                    "--http-address", "127.0.0.1:0")
        cls.addClassCleanup(cls.server.__exit__)
        waiting.wait_until(lambda: HTTP_SERVING.search(cls.server.log_so_far()))
        cls.http_address = HTTP_SERVING.search(cls.server.log_so_far()).group(1)

    def test_examples_print_what_the_page_says(self):
        for page, fewest in PAGES.items():
            with self.subTest(page=page.name):
                self.run_page(page, fewest)

    def run_page(self, page, fewest):
        text = page.read_text()
        blocks = BLOCK.findall(text)
        self.assertGreaterEqual(len(blocks), fewest)
        update = os.environ.get("BELLWETHER_UPDATE_GOLDEN") == "1"
        for block in blocks:
            command, expected = parse(block)
            with self.subTest(command=command):
                self.assertTrue(command)
                printed = execute(command, self.server.address, self.http_address, self.files)
                if pattern(expected).fullmatch(printed):
                    continue
                if not update:
                    self.assertEqual(printed, expected)
                written = block[:len(block) - len(expected)] + printed
                text = text.replace(f"```console\n{block}```", f"```console\n{written}```")
        if update:
            page.write_text(text)

    def test_every_command_is_told(self):
        text = (program.SOURCE / "docs/cli.md").read_text()
        for command in re.findall(r"^  (\w+)  ", program.run("--help").out, re.MULTILINE):
            self.assertIn(f"\n## {command}", text)


if __name__ == "__main__":
    program.main()
