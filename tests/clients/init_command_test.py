"""`bellwether init` and the script that judges changes of rules: as a new team would use them."""

import os
import re
import stat
import subprocess

from program import ProgramTest, SOURCE, environment, find, main, run

GOOD, USAGE = 0, 2


class InitCommandTest(ProgramTest):
    def init(self, folder="mine", code=GOOD):
        result = run("init", folder, cwd=self.folder)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def shell(self, command, code=0, **changes):
        path = os.pathsep.join([os.path.dirname(find("bellwether")), os.environ["PATH"]])
        identity = {f"GIT_{who}_{what}": "a@example.com" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        done = subprocess.run(["bash", "-c", command], cwd=self.folder / "mine", env=environment(PATH=path, **identity, **changes),
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        self.assertEqual(done.returncode, code, done.stdout.decode())
        return done.stdout.decode()

    def repository(self):
        self.init()
        self.shell("git init -q -b main && git add -A && git commit -q -m first")

    def test_what_is_written_works_at_once(self):
        self.assertIn("mine: 10 files", self.init().out)
        self.assertIn("rules: ok, pack starter", run("check", self.folder / "mine/rules").out)
        tested = run("test", self.folder / "mine/rules", "--coverage", "--fail-under", "100")
        self.assertEqual(tested.code, GOOD, tested.out)
        self.assertIn(", 0 failed", tested.out)
        mutated = run("mutate", self.folder / "mine/rules", "--fail-under", "95")
        self.assertEqual(mutated.code, GOOD, mutated.out)

    def test_editors_find_the_schemas(self):
        self.init()
        files = list((self.folder / "mine/rules").rglob("*.yaml"))
        self.assertEqual(len(files), 3)
        for file in files:
            schema = re.search(r"\$schema=(\S+)", file.read_text()).group(1)
            self.assertTrue((file.parent / schema).is_file(), f"{file}: {schema}")
        for name in ("pack", "test", "account"):
            self.assertEqual((self.folder / f"mine/schema/{name}.schema.json").read_text(), run("schema", name).out)

    def test_the_template_is_the_example(self):
        self.init()
        self.assertEqual((self.folder / "mine/judge_rules").read_text(), (SOURCE / "scripts/judge_rules").read_text())
        self.assertTrue((self.folder / "mine/judge_rules").stat().st_mode & stat.S_IXUSR)
        self.assertIn("rules: ok", run("check", SOURCE / "rules/examples/starter/rules").out)

    def test_nothing_is_written_over(self):
        self.init()
        self.file("mine/rules/pack.yaml", "mine")
        result = self.init(code=USAGE)
        self.assertIn("has README.md, rules/pack.yaml", result.err)
        self.assertEqual((self.folder / "mine/rules/pack.yaml").read_text(), "mine")

    # ---- judge_rules

    def test_a_good_change(self):
        self.repository()
        self.shell("sed -i 's/usage: {weight: 50/usage: {weight: 51/' rules/health.yaml")
        self.shell("sed -i 's/health.account.score: 69/health.account.score: 70/; s/{set: {active_ratio: 0.29}.*//' rules/tests/health_test.yaml")
        said = self.shell("./judge_rules --as-of 2026-03-01 --comment comment.md --page page.html --mutation 0; true")
        self.assertIn("== What it does to accounts is within the budget", said)
        self.assertIn("accounts", (self.folder / "mine/comment.md").read_text())
        self.assertIn("### What this change does", (self.folder / "mine/comment.md").read_text())
        self.assertIn("</html>", (self.folder / "mine/page.html").read_text())

    def test_no_change_is_good(self):
        self.repository()
        said = self.shell("./judge_rules --as-of 2026-03-01")
        self.assertIn("None of 10,000 accounts is told anything else.", said)
        self.assertEqual(said.count("good    "), 5, said)

    def test_everything_that_is_wrong_is_said(self):
        self.repository()
        self.shell("sed -i 's/usage: {weight: 50/usage: {weight: 5/' rules/health.yaml")
        said = self.shell("./judge_rules --as-of 2026-03-01", code=1)
        verdict = said.split("== Verdict\n")[1]
        self.assertRegex(verdict, r"^good    The pack loads\n"
                                  r"FAILED  Its tests pass.*\n"
                                  r"FAILED  Its tests notice 80 % of what could change there\n"
                                  r"good    Accounts are made for the pack\n"
                                  r"FAILED  What it does to accounts is within the budget\n$")
        noted = self.shell("./judge_rules --as-of 2026-03-01", code=1, GITHUB_ACTIONS="true")
        self.assertIn("::error file=rules/tests/health_test.yaml,line=", noted)
        self.assertIn("::error title=What it does to accounts is within the budget::", noted)

    def test_a_new_pack_has_no_base(self):
        self.repository()
        self.shell("cp -r rules more")
        said = self.shell("./judge_rules --pack more --as-of 2026-03-01")
        self.assertIn("more is new since main", said)

    def test_usage(self):
        self.repository()
        self.assertIn("there is no revision mian", self.shell("./judge_rules --base mian", code=2))
        self.assertIn("unknown option --bsae", self.shell("./judge_rules --bsae main", code=2))
        self.assertIn("--base needs a value", self.shell("./judge_rules --base", code=2))
        self.assertIn("--budget FILE", self.shell("./judge_rules --help"))

    def test_the_action_runs_what_is_there(self):
        text = (SOURCE / "scripts/action/action.yml").read_text()
        self.assertIn('"$GITHUB_ACTION_PATH/../judge_rules"', text)
        known = set(re.findall(r"--\w+", re.search(r"^ +(--pack \|.*)\)$", (SOURCE / "scripts/judge_rules").read_text(), re.MULTILINE).group(1)))
        used = set(re.findall(r"[( ](--\w+) \"\$", text))
        self.assertEqual(used, {"--pack", "--base", "--mutation", "--comment", "--page", "--accounts", "--budget"})
        self.assertLessEqual(used, known)


if __name__ == "__main__":
    main()
