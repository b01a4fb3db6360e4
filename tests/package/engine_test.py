"""A program that embeds the engine gives the scores of `bellwether evaluate`, without gRPC."""

import json
import re
import unittest

from package import (PREFIX, WORK, build_consumer, compile_with_pkg_config, evaluations, execute,
                     must, program)

SAAS = PREFIX / "share/bellwether/rules/saas"
WITHOUT_GRPC = ["-DCMAKE_DISABLE_FIND_PACKAGE_gRPC=ON", "-DCMAKE_DISABLE_FIND_PACKAGE_Protobuf=ON"]
DAY = "2026-03-01"


def contributions(path, components):
    """{dotted path of a leaf: what it adds to the score}"""
    found = {}
    for component in components:
        name = f"{path}.{component['name']}"
        found.update(contributions(name, component.get("components", [])))
        if not component.get("components") and "score" in component:
            found[name] = component["contribution"]
    return found


def expected(answer):
    """An answer of `bellwether evaluate` in the shape of `printed`."""
    scores = {}
    for health in answer["health"]:
        score = health.get("score")
        scores[f"{answer['account_id']} {health['model']}"] = None if score is None else (
            score["value"], score["band"], health["primary"],
            contributions(health["model"], health["components"]))
    return scores


def printed(text):
    """{account and model: (score, band, primary, {leaf: points}) or None} of what `score` prints"""
    scores, leaves = {}, {}
    for line in text.splitlines():
        leaf = re.fullmatch(r"  (\S+) (?:left out|(\S+))", line)
        if leaf:
            if leaf[2]:
                leaves[leaf[1]] = float(leaf[2])
            continue
        model, score, band, primary = re.fullmatch(
            r"(\S+ \S+) (?:([0-9.]+) (\S+)( \(primary\))?|[a-z_]+)", line).groups()
        leaves = {}
        scores[model] = None if score is None else (float(score), band, bool(primary), leaves)
    return scores


class Engine(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.build = build_consumer("engine", *WITHOUT_GRPC)
        cls.score = cls.build / "score"

    def test_scores_bands_and_contributions_are_those_of_the_command_line(self):
        for name in ("acme.json", "borealis.json", "book.csv", "book.jsonl"):
            accounts = SAAS / "accounts" / name
            here = printed(must(self.score, SAAS, accounts, DAY))
            there = {}
            for answer in evaluations(accounts, "--explain", "full"):
                there.update(expected(answer))
            self.assertEqual(here, there)
            self.assertTrue(any(here.values()))

    def test_neither_grpc_nor_protobuf_is_needed(self):
        self.assertNotRegex(must("ldd", self.score), "grpc|protobuf")

    def test_nothing_of_this_project_but_the_headers_comes_along(self):
        command = json.loads((self.build / "compile_commands.json").read_text())[0]["command"]
        self.assertNotRegex(command, " -W| -ffp-contract| -O")
        folders = re.findall(r"-(?:I|isystem) ?(\S+)", command)
        self.assertIn(str(PREFIX / "include/bellwether"), folders)
        for folder in folders:
            self.assertTrue(folder.startswith(("/usr/", str(PREFIX))), folder)

    def test_by_pkg_config(self):
        program_by_flags = WORK / "score_by_pkg_config"
        compile_with_pkg_config("engine/score.cc", "bellwether-engine", program_by_flags)
        arguments = [SAAS, SAAS / "accounts/acme.json", DAY]
        self.assertEqual(must(program_by_flags, *arguments), must(self.score, *arguments))

    def test_mistakes_are_told(self):
        accounts = WORK / "mistakes.json"
        accounts.write_text('[{"id": "a", "signals": {"csat": 99}}, {"id": "b", "segment": "x"}]')
        done = execute(self.score, SAAS, accounts, DAY)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"(?m)^a: signals\.csat: .*\nb: segment: ")
        done = execute(self.score, SAAS / "nowhere", accounts, DAY)
        self.assertEqual(done.returncode, 1)
        self.assertIn("nowhere", done.stdout)


if __name__ == "__main__":
    program.main()
