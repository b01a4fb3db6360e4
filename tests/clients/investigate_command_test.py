"""From a bad metric to its cause: the guides of a pack over a book, and what cannot be asked."""

import json

from program import ProgramTest, main, run

SAAS = ("--pack", "rules/saas", "--book", "rules/saas/book", "--as-of", "2026-03-01")

PACK = """
pack: small
version: 1.0.0
segments: [small, large]
onboarding: {start: {default: contract_signed_at}}
milestones: {order: [setup], grace_days: 2}
portfolio:
  kept:
    measure: retention
    horizon: 90d
    min_count: 5
    months: 24
    better: higher
    investigate:
      - {do: Look for a pattern, breakdowns: [segment, shoe]}
      - {do: Look for a shared milestone, milestones: true}
      - {do: Categorise, causes: true}
      - {do: Talk}
  pace: {measure: days_to_first_value, min_count: 1}
  figures: {figures: {typical: 0.5}}
"""


def account(name, segment, lost):
    records = [{"kind": "account", "id": f"a-{name}", "account": name, "at": "2025-06-01", "segment": segment,
                "contract_signed_at": "2025-06-01"},
               {"kind": "milestone", "id": f"m-{name}", "account": name, "at": "2025-06-01", "key": "setup",
                "planned_at": "2025-06-10", "completed_at": "2025-06-30" if lost else "2025-06-10",
                **({"cause": "our_process"} if lost else {})}]
    if lost:
        records.append({"kind": "contract", "id": f"c-{name}", "account": name, "at": "2025-06-01", "value": 10,
                        "term_start": "2025-06-01", "term_end": "2025-07-15", "outcome": "lost"})
    return records


class InvestigateTest(ProgramTest):
    def report(self, *arguments, code=0, pack=PACK, lost=10):
        self.file("pack/pack.yaml", pack)
        records = [record for i in range(10) for record in account(f"s{i}", "small", i < lost)]
        records += [record for i in range(10) for record in account(f"l|{i}", "large", False)]
        self.file("book/records.jsonl", "".join(json.dumps(record) + "\n" for record in records))
        result = run("investigate", "--pack", self.folder / "pack", "--book", self.folder / "book",
                     "--as-of", "2026-01-01", *arguments)
        self.assertEqual(result.code, code, result.err)
        return result

    def steps(self, **options):
        return json.loads(self.report("--metric", "kept", "--format", "json", **options).out)["steps"]

    def test_a_pattern_beyond_noise_is_named(self):
        # 0 of 10 against 10 of 10.
        pattern = self.steps()[0]
        self.assertEqual(pattern["do"], "Look for a pattern")
        comparisons = pattern["comparisons"]
        self.assertEqual((comparisons["compared"], comparisons["beyond_noise"]), (2, 2))
        self.assertEqual(comparisons["notes"], ["no account has an attribute `shoe`"])
        group = next(one for one in comparisons["groups"] if one["key"] == "small")
        self.assertEqual((group["difference"], group["beyond_noise"]), (-1, True))
        self.assertLess(group["p_adjusted"], 0.001)
        self.assertLess(group["interval"]["high"], 0)
        text = self.report("--metric", "kept").out
        self.assertIn("2 of 2 groups differ from the rest beyond noise; no account has an attribute `shoe`", text)

    def test_no_pattern_is_an_answer(self):
        for step in self.steps(lost=1)[:1]:
            self.assertEqual(step["comparisons"]["beyond_noise"], 0)
        self.assertIn("no pattern beyond noise among 2 groups", self.report("--metric", "kept", lost=1).out)

    def test_milestones_and_causes(self):
        steps = self.steps()
        late = steps[1]["comparisons"]["groups"][0]
        self.assertEqual((late["late_milestone"], late["group"]["n"], late["others"]["n"]), ("setup", 10, 10))
        self.assertEqual(steps[2]["causes"], [{"cause": "our_process", "milestones": 10, "accounts": 10, "days": 200}])
        self.assertEqual(steps[3], {"do": "Talk"})

    def test_a_part_of_the_accounts(self):
        result = self.report("--metric", "kept", "--where", "segment=large")
        self.assertIn("where segment is large, 10 of 20 accounts", " ".join(result.out.split()))
        self.assertIn("all accounts have the same `segment`", result.out)
        refused = self.report("--metric", "kept", "--where", "segment=larg", code=2)
        self.assertIn("did you mean `large`? there are large (10), small (10)", refused.err)

    def test_markdown_escapes_names(self):
        pack = PACK.replace("do: Talk", "do: 'Talk | <now>'")
        page = self.report("--metric", "kept", "--format", "markdown", pack=pack).out
        self.assertIn("## 4. Talk \\| &lt;now>", page)
        self.assertIn("| late with setup |", page)

    # ---- The default pack.

    def test_every_guide_of_the_default_pack_walks(self):
        for metric in ("time_to_value", "red_share", "completion_rate"):
            result = run("investigate", *SAAS, "--metric", metric)
            self.assertEqual(result.code, 0, result.err)
            self.assertNotIn("nan", result.out.lower().replace("finance", ""))
            self.assertIn("Accounts to call, worst first", result.out)
            found = json.loads(run("investigate", *SAAS, "--metric", metric, "--format", "json").out)
            self.assertGreaterEqual(len(found["steps"]), 3)
            self.assertGreater(len(found["accounts_to_call"]), 0)
            self.assertEqual(found["accounts_to_call"][0]["timeline"][0]["what"], "start")

    # ---- What cannot be asked.

    def test_what_has_no_guide_is_said(self):
        self.assertIn("no guide for `pace`; there are guides for kept", self.report("--metric", "pace", code=2).err)
        self.assertIn("did you mean `kept`", self.report("--metric", "kep", code=2).err)
        self.assertIn("the pack measures no `figures`", self.report("--metric", "figures", code=2).err)
        self.assertIn("--metric is required", self.report(code=2).err)
        plain = PACK[:PACK.index("    investigate:")] + PACK[PACK.index("  pace:"):]
        self.assertIn("the pack has no guide", self.report("--metric", "kept", code=2, pack=plain).err)
        self.assertIn("--format", self.report("--metric", "kept", "--format", "html", code=2).err)


if __name__ == "__main__":
    main()
