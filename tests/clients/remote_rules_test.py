"""Comparisons, paths, checks and impacts from a server are printed like one's own, to the byte."""

import json
import pathlib
import shutil
import tempfile

from program import SOURCE, ProgramTest, Server, main, run

SAAS = "rules/saas"
ACCOUNTS = "rules/saas/accounts"
BOOK = f"{ACCOUNTS}/book.jsonl"
AS_OF = ("--as-of", "2026-03-01")
GOOD, FAILED, USAGE, PACK_INVALID, OVER_BUDGET, INPUT_REFUSED = 0, 1, 2, 3, 4, 5


class RemoteRulesTest(ProgramTest):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.changed = pathlib.Path(folder.name) / "changed"
        cls.broken = pathlib.Path(folder.name) / "broken"
        for pack in (cls.changed, cls.broken):
            shutil.copytree(SOURCE / SAAS, pack, ignore=shutil.ignore_patterns("imports", "tests", "book*"))
        cls.edit(cls.changed, "weight: 40", "weight: 25")
        cls.edit(cls.broken, "weight: 40", "weihgt: 40")
        cls.server = Server(SAAS)
        cls.addClassCleanup(cls.server.__exit__)

    @staticmethod
    def edit(pack, old, new):
        for path in sorted(pack.rglob("*.yaml")):
            text = path.read_text()
            if old in text:
                path.write_text(text.replace(old, new, 1))
                return
        raise AssertionError(f"{old} is not in {pack}")

    def ask(self, command, *arguments, code=GOOD):
        result = run("remote", command, "--server", self.server.address, *arguments)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def same(self, here, there, code=GOOD, err=False):
        """Both print the same; `here` and `there` are command lines."""
        local = run(*here)
        self.assertEqual(local.code, code, local.err + local.out)
        remote = self.ask(*there, code=code)
        self.assertEqual(remote.out, local.out)
        if err:
            self.assertEqual(remote.err, local.err)
        return local

    # ---- compare

    def test_compare(self):
        old, new = f"{ACCOUNTS}/acme.json", f"{ACCOUNTS}/juniper.json"
        for arguments in (("--account", new, "--from", old),
                          ("--account", new, "--from", old, "--format", "json"),
                          ("--account", new, "--from", old, "--color", "always"),
                          ("--account", new, "--from", old, "--model", "customer"),
                          ("--account", old, "--from-as-of", "2026-01-15", "--format", "json"),
                          ("--account", old, "--from-pack", self.changed),
                          ("--account", old, "--from-pack", self.changed, "--format", "json"),
                          ("--account", new, "--from", old, "--from-pack", self.changed, "--from-as-of", "2026-02-01",
                           "--language", "id", "--format", "json")):
            with self.subTest(arguments=arguments):
                self.same(("explain", "--pack", SAAS, *AS_OF, *arguments), ("compare", *AS_OF, *arguments))

    def test_compare_with_a_pack_that_the_server_does_not_have(self):
        arguments = ("--account", BOOK, "--id", "garnet", "--from-pack", SAAS, "--pack", self.changed, *AS_OF)
        text = self.same(("explain", *arguments), ("compare", *arguments)).out
        self.assertIn("configuration", text)

    def test_compare_says_what_is_wrong(self):
        old = self.file("old.json", json.dumps({"id": "acme", "signals": {"weekly_active_ratio": 7}}))
        new = self.file("new.json", json.dumps({"id": "acme", "signals": {"weekly_activ_ratio": 0.5}}))
        arguments = ("--account", new, "--from", old, *AS_OF)
        refused = self.same(("explain", "--pack", SAAS, *arguments), ("compare", *arguments), INPUT_REFUSED, err=True)
        self.assertIn("acme: signals.weekly_active_ratio", refused.err)
        self.assertIn("did you mean", refused.err)
        account = ("--account", f"{ACCOUNTS}/acme.json")
        self.assertIn("nothing to compare with", self.ask("compare", *account, code=USAGE).err)
        unknown = self.ask("compare", *account, "--from-as-of", "2026-02-01", "--digest", "00000000", code=USAGE)
        self.assertRegex(unknown.err, "no pack has .*`00000000`; available: ")
        self.assertIn("did you mean `customer`?", self.ask(
            "compare", *account, "--from-as-of", "2026-02-01", "--model", "custmer", code=USAGE).err)
        broken = self.ask("compare", *account, *AS_OF, "--from-pack", self.broken, code=USAGE)
        self.assertIn("unknown key `weihgt`", broken.err)

    # ---- path

    def test_path(self):
        account = ("--account", f"{ACCOUNTS}/juniper.json")
        for arguments in ((), ("--to", "green"), ("--to", "green", "--format", "json"), ("--to", "graduate"),
                          ("--to", "health.primary.score >= 60", "--no-pairs", "--format", "json"),
                          ("--to", "green", "--color", "always", "--top", "2")):
            with self.subTest(arguments=arguments):
                self.same(("path", "--pack", SAAS, *account, *AS_OF, *arguments),
                          ("path", *account, *AS_OF, *arguments))

    def test_path_says_what_is_wrong(self):
        account = ("--account", f"{ACCOUNTS}/juniper.json", *AS_OF)
        self.assertIn("no goal is called `gren`; did you mean `green`?",
                      self.ask("path", *account, "--to", "gren", code=USAGE).err)
        self.assertIn("goal:1:", self.ask("path", *account, "--to", "health.primary.score >== 1", code=USAGE).err)
        self.assertIn("no health model `x`", self.ask("path", *account, "--model", "x", code=USAGE).err)
        wrong = self.file("wrong.json", json.dumps({"id": "acme", "signals": {"weekly_active_ratio": 7, "odd": 1}}))
        self.same(("path", "--pack", SAAS, "--account", wrong, *AS_OF), ("path", "--account", wrong, *AS_OF),
                  INPUT_REFUSED, err=True)

    # ---- check

    def test_check(self):
        for pack in (self.changed, self.broken, "rules/examples/clinic"):
            for form in ("text", "json", "sarif", "github"):
                with self.subTest(pack=pack, form=form):
                    arguments = ("check", pack, "--format", form)
                    code = PACK_INVALID if pack == self.broken else GOOD
                    self.same(arguments, arguments, code, err=True)

    def test_check_counts_what_a_pack_allows(self):
        pack = self.file("pack/pack.yaml", """
pack: tiny
version: 1.2.3
signals:
  # bellwether: allow unused-signal: another team reads it
  spare: {type: count}
  odd: {type: count}
""").parent
        for arguments in (("check", pack), ("check", pack, "--strict"), ("check", pack, "--format", "json")):
            code = PACK_INVALID if "--strict" in arguments else GOOD
            self.assertIn("allowed", self.same(arguments, arguments, code, err=True).out)

    # ---- impact

    def impacts(self, *arguments, code=GOOD, err=False, accounts=BOOK):
        arguments = ("--to", self.changed, "--accounts", accounts, *AS_OF, *arguments)
        return self.same(("impact", "--from", SAAS, *arguments), ("impact", "--from", SAAS, *arguments), code, err)

    def test_impact(self):
        for form in ("text", "json", "markdown", "html"):
            with self.subTest(form=form):
                self.impacts("--format", form)
        report = json.loads(self.impacts("--format", "json", "--top", "3").out)
        self.assertGreater(report["accounts"]["changed"], 0)
        self.assertTrue(report["causes"]["rows"] if isinstance(report["causes"], dict) else report["causes"])

    def test_the_servers_pack_is_the_old_one(self):
        arguments = ("--to", self.changed, "--accounts", BOOK, *AS_OF, "--format", "json")
        here = json.loads(run("impact", "--from", SAAS, *arguments).out)
        there = json.loads(self.ask("impact", *arguments).out)
        self.assertEqual(there["from"].pop("place"), f"server {self.server.address}")
        here["from"].pop("place")
        self.assertEqual(there, here)
        digest = here["from"]["digest"]
        self.assertEqual(json.loads(self.ask("impact", *arguments, "--digest", digest[:8]).out)["to"], here["to"])
        self.assertIn("available", self.ask("impact", *arguments, "--digest", "00000000", code=USAGE).err)

    def test_refused_accounts_are_said_and_the_rest_is_compared(self):
        lines = (SOURCE / BOOK).read_text().splitlines()
        lines.insert(1, json.dumps({"id": "odd", "signals": {"nobody_knows_it": 1}}))
        lines.insert(3, json.dumps({"id": "wrong", "signals": {"weekly_active_ratio": 7}}))
        lines.insert(4, "{broken")
        accounts = self.file("accounts.jsonl", "\n".join(lines) + "\n")
        result = self.impacts("--format", "json", code=INPUT_REFUSED, err=True, accounts=accounts)
        self.assertEqual(json.loads(result.out)["accounts"]["refused_by_both"], 3)
        self.assertIn("accounts.jsonl:2: odd: signals.nobody_knows_it", result.err)

    def test_many_accounts_in_messages(self):
        line = json.loads((SOURCE / BOOK).read_text().splitlines()[0])
        accounts = self.file("many.jsonl", "".join(
            json.dumps({**line, "id": f"a{i}", "acv": i}) + "\n" for i in range(2100)))
        result = self.impacts("--format", "json", accounts=accounts)
        self.assertEqual(json.loads(result.out)["accounts"]["compared"], 2100)

    def test_a_budget(self):
        kept = self.file("kept.yaml", "max_flipped: 100%\n")
        broken = self.file("broken.yaml", "max_changed: 0\n")
        self.impacts("--budget", kept)
        self.impacts("--budget", broken, code=OVER_BUDGET)
        self.impacts("--budget", self.file("odd.yaml", "max_nothing: 1\n"), code=INPUT_REFUSED, err=True)

    def test_both_packs_broken(self):
        other = self.folder / "other"
        shutil.copytree(self.broken, other)
        self.edit(other, "pack: saas", "pcak: saas")
        arguments = ("impact", "--from", self.broken, "--to", other, "--accounts", BOOK, *AS_OF)
        result = self.same(arguments, arguments, PACK_INVALID, err=True)
        self.assertIn("unknown key `weihgt`", result.err)
        self.assertIn("unknown key `pcak`", result.err)

    def test_what_an_impact_cannot_do(self):
        arguments = ("impact", "--to", self.changed, "--accounts", BOOK, *AS_OF)
        self.assertIn("--duplicates", self.ask(*arguments, "--duplicates", "first", code=USAGE).err)
        self.assertIn("benchmark", self.ask(*arguments, "--benchmark-set", "nobody", code=USAGE).err)

    def test_limits_of_a_server(self):
        with Server(SAAS, "--max-preview-accounts", "5") as small:
            result = run("remote", "impact", "--server", small.address, "--to", self.changed, "--accounts", BOOK, *AS_OF)
            self.assertEqual(result.code, FAILED)
            self.assertIn("max_preview_accounts", result.err)

    def test_no_server(self):
        account = ("--account", f"{ACCOUNTS}/acme.json", *AS_OF)
        for command, instead in ((("compare", *account, "--from-as-of", "2026-02-01"), "bellwether explain --from"),
                                 (("path", *account), "bellwether path"), (("check", SAAS), "bellwether check"),
                                 (("impact", "--to", SAAS, "--accounts", BOOK, *AS_OF), "bellwether impact")):
            result = run("remote", *command, "--server", "127.0.0.1:1", "--timeout", "0.2")
            self.assertEqual(result.code, FAILED)
            self.assertIn(instead, result.err)


if __name__ == "__main__":
    main()
