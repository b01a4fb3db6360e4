"""`bellwether mutate`: which changes of a pack its tests do not notice."""

import json

from program import ProgramTest, main, run

GOOD, USAGE, PACK_INVALID, TESTS_FAILED = 0, 2, 3, 4

PACK = """
pack: tiny
version: 1.2.3
signals:
  usage: {type: ratio}
health:
  only:
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}
"""

TESTS = """
as_of: 2026-03-01
cases:
  - {name: half is green, account: {signals: {usage: 0.5}}, expect: {health.only.band: green}}
  - {name: less is red, account: {signals: {usage: 0.49}}, expect: {health.only.band: red}}
"""


class MutateCommandTest(ProgramTest):
    def mutate(self, *options, rules=PACK, tests=TESTS, code=GOOD):
        self.file("pack/pack.yaml", rules)
        if tests is not None:
            self.file("pack/tests/only_test.yaml", tests)
        result = run("mutate", self.folder / "pack", *options)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def report(self, *options, **arguments):
        return json.loads(self.mutate(*options, "--format", "json", **arguments).out)

    def test_a_survivor_has_its_line_and_a_test_that_would_notice(self):
        text = self.mutate("--filter", "points").out
        self.assertIn("pack/pack.yaml:10 health.only.components.usage.points[1][0]  1 -> 0.99\n"
                      "  a test that notices it: in `half is green` expect health.only.score to be 50; "
                      "with the change it is 51\n", text)

    def test_a_test_that_was_proposed_notices(self):
        proposal = next(result["proposal"] for result in self.report()["results"] if "proposal" in result)
        self.assertIn(proposal["path"], ("health.only.score", "health.only.raw"))
        tests = TESTS + f"  - {{name: proposed, account: {{signals: {{usage: 0.5}}}}, expect: {{{proposal['path']}: " \
                        f"{proposal['expect']}}}}}\n"
        self.assertLess(self.report(tests=tests)["survived"], self.report()["survived"])

    def test_only_what_stands_on_changed_lines(self):
        self.mutate()
        self.git("init", "-q", "-b", "main")
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "first")
        unchanged = self.mutate("--changed-since", "main")
        self.assertIn("on a line that changed since main", unchanged.err)
        self.assertEqual(unchanged.out, "")
        report = self.report("--changed-since", "main", rules=PACK.replace("green: 50", "green: 50.0"))
        self.assertEqual({result["key"] for result in report["results"]}, {"health.only.bands[0].green", "health.only.bands[1].red"})
        self.assertIn("there is no revision mian", self.mutate("--changed-since", "mian", code=USAGE).err)

    def test_the_score_is_what_was_noticed(self):
        report = self.report()
        fates = [result["fate"] for result in report["results"]]
        self.assertEqual(report["changes"], len(fates))
        for fate in ("killed", "refused", "survived", "equivalent"):
            self.assertEqual(report[fate], fates.count(fate), fate)
            self.assertGreater(report[fate], 0, fate)
        self.assertAlmostEqual(report["score"], 100 * (1 - report["survived"] / (len(fates) - report["equivalent"])))
        killed = next(result for result in report["results"] if result["fate"] == "killed")
        self.assertIn(killed["test"], ("half is green", "less is red"))

    def test_the_score_decides_where_it_is_asked_for(self):
        score = self.report()["score"]
        self.mutate("--fail-under", str(int(score)))
        self.mutate("--fail-under", str(int(score) + 1), code=TESTS_FAILED)
        self.mutate("--fail-under", f"{score + 0.1:.2f}", code=TESTS_FAILED)
        self.mutate("--fail-under", "100.1", code=USAGE)

    def test_threads_change_nothing(self):
        self.assertEqual(self.mutate("--threads", "1").out, self.mutate("--threads", "4").out)

    # A ratio is at most 1, and the bound of the flag lies above.
    def test_what_no_account_can_tell_counts_for_nothing(self):
        rules = PACK + "severities: [red]\nflags: {never: {severity: red, when: usage > 1.5, reason: R}}\n"
        options = ("--filter", "flags.never.when")
        text = self.mutate(*options, rules=rules).out
        self.assertIn("EQUIVALENT", text)
        self.assertIn("  no account can tell: no value that its facts can have lies between the two bounds\n", text)
        self.assertIn("0 survived, 3 that no account can tell and that count for nothing; score 100.0 %", text)
        report = self.report(*options, rules=rules)
        self.assertEqual((report["equivalent"], report["survived"], report["score"]), (3, 0, 100))
        self.assertTrue(all(result["fate"] == "equivalent" and result["proof"] for result in report["results"]))
        self.mutate(*options, "--fail-under", "100", rules=rules)

    def test_a_sample_is_of_its_seed_and_says_how_sure_it_is(self):
        first = self.report("--sample", "5", "--seed", "7")
        self.assertEqual((first["tried"], first["seed"]), (5, 7))
        self.assertGreater(first["changes"], 5)
        self.assertEqual(self.report("--sample", "5", "--seed", "7"), first)
        self.assertNotEqual(self.report("--sample", "5", "--seed", "8"), first)
        low, high = first["interval"]
        self.assertTrue(low <= first["score"] <= high)
        self.assertIn("(of all of them 95 %: ", self.mutate("--sample", "5").out)
        self.assertNotIn("seed", self.report("--sample", "500"))

    def test_what_is_wrong_is_said(self):
        self.assertIn("no_such_folder", run("mutate", "no_such_folder").err)
        self.assertEqual(run("mutate", "no_such_folder").code, PACK_INVALID)
        self.assertIn("has no tests; write cases in", self.mutate(tests=None, code=TESTS_FAILED).err)
        failing = self.mutate(tests=TESTS.replace("0.49", "0.51"), code=TESTS_FAILED).err
        self.assertIn("1 test of ", failing)
        self.assertIn("fail without any change: bellwether test ", failing)
        self.assertIn("nothing that can be changed has `graduation` in its key",
                      self.mutate("--filter", "graduation", code=TESTS_FAILED).err)
        self.assertIn("expect", self.mutate(tests=TESTS.replace("expect", "expects"), code=PACK_INVALID).err)


if __name__ == "__main__":
    main()
