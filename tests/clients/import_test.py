"""Exports by a mapping: evaluate, explain, ask, import, remote evaluate."""

import gzip
import json

from program import ProgramTest, Server, SOURCE, TINY_PACK, main, run

PACK = "rules/saas"
EXPORTS = "rules/saas/imports/exports"
AS_OF = ("--as-of", "2026-03-01")


class ImportTest(ProgramTest):
    def copied(self, **changes):
        """A folder with the exports, some of them replaced; None takes one away."""
        folder = self.folder / "exports"
        folder.mkdir(exist_ok=True)
        for file in (SOURCE / EXPORTS).iterdir():
            (folder / file.name).write_bytes(file.read_bytes())
        for name, text in changes.items():
            path = folder / f"{name}.csv"
            path.unlink() if text is None else path.write_text(text)
        return folder

    def evaluate(self, *arguments, code=0):
        result = run("evaluate", "--pack", PACK, *AS_OF, "--format", "jsonl", *arguments)
        self.assertEqual(result.code, code, result.err)
        return result

    def imported(self, mapping, accounts, *arguments, code=0):
        result = run("import", "--pack", PACK, "--import", mapping, "--accounts", accounts,
                     *AS_OF, *arguments)
        self.assertEqual(result.code, code, result.err)
        return result

    # ---- Accounts of four systems.

    def test_four_exports_make_scored_accounts(self):
        result = self.evaluate("--import", "crm", "--accounts", EXPORTS)
        answers = {a["account_id"]: a for a in map(json.loads, result.out.splitlines())}
        self.assertEqual(list(answers), ["7001", "7002", "7003", "7004", "7005"])
        early = {i: next(h for h in a["health"] if h["model"] == "early_stage")
                 for i, a in answers.items()}
        self.assertEqual(early["7001"]["score"]["band"], "green")
        self.assertEqual(early["7002"]["score"]["band"], "red")
        self.assertEqual(early["7003"]["state"], "INSUFFICIENT_DATA")
        self.assertIn("1 row of rules/saas/imports/exports/zendesk_tickets.csv belongs to no "
                      "account of rules/saas/imports/exports/hubspot_companies.csv: 7009",
                      result.err)

    def test_what_is_imported_is_an_account_file(self):
        accounts = self.folder / "accounts.jsonl"
        self.imported("crm", EXPORTS, "--output", accounts)
        first = json.loads(accounts.read_text().splitlines()[0])
        self.assertEqual(first["acv"], 84000)
        self.assertEqual(first["renewal_at"], "2027-01-05")
        self.assertEqual(first["first_login_at"], "2026-01-14T09:30:00")
        self.assertEqual(first["first_value_at"], "not_yet")
        signals = first["signals"]
        self.assertEqual(signals["support_tickets"], 2)
        self.assertEqual(signals["first_response_hours"], 2)
        self.assertEqual(signals["resolution_hours"], 9)
        self.assertEqual(signals["frustrated_tickets"], 1)
        self.assertEqual(signals["weekly_active_ratio"], {"value": 0.65, "observed_at": "2026-03-01"})
        self.assertEqual(len(signals["weekly_active_history"]), 3)
        by_file = self.evaluate("--accounts", accounts)
        self.assertEqual(by_file.out, self.evaluate("--import", "crm", "--accounts", EXPORTS).out)

    def test_accounts_are_lines_or_a_list(self):
        lines = self.imported("crm", EXPORTS, "--format", "jsonl").out.splitlines()
        listed = json.loads(self.imported("crm", EXPORTS, "--format", "json").out)
        self.assertEqual(listed, [json.loads(line) for line in lines])

    def test_no_rows_are_no_zero_unless_the_mapping_says_so(self):
        lines = self.imported("crm", EXPORTS).out.splitlines()
        last = json.loads(lines[-1])
        self.assertEqual(last["id"], "7005")
        self.assertNotIn("acv", last)
        self.assertEqual(last["signals"], {"support_tickets": 0, "frustrated_tickets": 0})

    def test_one_export_is_read_row_by_row(self):
        for name, file, ids in (("hubspot", "hubspot_companies.csv", ["7001", "7002", "7003", "7004", "7005"]),):
            lines = self.imported(name, f"{EXPORTS}/{file}").out.splitlines()
            self.assertEqual([json.loads(line)["id"] for line in lines], ids)

    def test_salesforce_adds_up_what_was_won(self):
        lines = self.imported("salesforce", EXPORTS).out.splitlines()
        self.assertEqual([json.loads(line)["acv"] for line in lines], [84000, 31500, 6000])

    def test_little_memory_gives_the_same(self):
        rows = "company_id,week_ending,active_users,licensed_users\n" + "".join(
            f"7001,2025-{1 + day // 28:02}-{1 + day % 28:02},5,{day + 10}\n" for day in range(300))
        rows += "".join(f"99{n},2026-02-15,5,{n + 10}\n" for n in range(20_000))
        folder = self.copied(product_usage=rows)
        much = self.imported("crm", folder)
        little = self.imported("crm", folder, "--memory", 1)
        self.assertEqual(little.out, much.out)
        self.assertIn("20000 rows of ", little.err)

    def test_explain_and_ask_take_exports(self):
        for command in (("explain", "--brief"), ("ask", "--most", "1")):
            result = run(*command, "--pack", PACK, "--import", "crm", "--account", EXPORTS,
                         "--id", "7002", *AS_OF)
            self.assertEqual(result.code, 0, result.err)
            self.assertTrue(result.out.startswith("7002  mid_market · onboarding"), result.out)

    def test_packed_exports_in_other_dialects(self):
        folder = self.copied()
        text = (folder / "product_usage.csv").read_text().replace(",", ";")
        (folder / "product_usage.csv").write_bytes(gzip.compress(text.encode("utf-16")))
        self.assertEqual(self.imported("crm", folder).out, self.imported("crm", EXPORTS).out)

    def test_a_server_is_asked_with_the_same_accounts(self):
        with Server(PACK) as server:
            result = run("remote", "evaluate", "--server", server.address, "--pack", PACK,
                         "--import", "crm", "--accounts", EXPORTS, *AS_OF, "--format", "jsonl")
        self.assertEqual(result.code, 0, result.err)
        self.assertEqual(result.out, self.evaluate("--import", "crm", "--accounts", EXPORTS).out)

    def test_exports_in_json_are_read_by_paths(self):
        mapping = self.file("api.yaml", """
sources:
  companies:
    account:
      id: id
      segment: {from: properties.tier, map: {Enterprise: enterprise}}
      acv: properties.value
      signals: {nps: properties.survey.nps}
""")
        rows = [{"id": 1, "properties": {"tier": "Enterprise", "value": 5, "survey": {"nps": 7}}},
                {"id": 2, "properties": {"tier": None, "value": "6.5"}}]
        for name, text in (("a.json", json.dumps(rows)),
                           ("a.jsonl", "\n".join(map(json.dumps, rows)))):
            lines = self.imported(mapping, self.file(name, text)).out.splitlines()
            self.assertEqual(json.loads(lines[0]), {"id": "1", "segment": "enterprise", "acv": 5,
                                                    "signals": {"nps": 7}})
            self.assertEqual(json.loads(lines[1]), {"id": "2", "acv": 6.5})

    # ---- Guesses.

    def test_a_guess_is_a_mapping_to_edit(self):
        companies = "rules/saas/imports/exports/hubspot_companies.csv"
        guess = run("import", "--pack", PACK, "--guess", companies)
        self.assertEqual(guess.code, 0, guess.err)
        self.assertIn("      acv: {from: Annual contract value, type: money}", guess.out)
        self.assertIn('      first_login_at: {from: First login, date: "%Y-%m-%d %H:%M"}', guess.out)
        self.assertIn('    empty: ["(No value)"]', guess.out)
        self.assertIn("# Not used: Company name", guess.out)
        mapping = self.file("guess.yaml", guess.out)
        refused = run("import", "--pack", PACK, "--import", mapping, "--accounts", companies, *AS_OF)
        self.assertEqual(refused.code, 5)
        self.assertIn("unknown value `?`", refused.err)

    def test_a_guess_reads_json(self):
        text = '[{"id": 1, "properties": {"nps": 41}}, {"id": 2, "acv": "$5", "tags": [1]}]'
        guess = run("import", "--pack", PACK, "--guess", self.file("Account list.json", text))
        self.assertIn("  account_list:\n    account:\n      id: id\n", guess.out)
        self.assertIn("acv: {from: acv, type: money}", guess.out)

    def test_nothing_to_guess_from(self):
        result = run("import", "--pack", PACK, "--guess", self.file("empty.csv", "id\n"))
        self.assertEqual((result.code, result.out), (5, ""))
        self.assertIn("holds no row to guess from", result.err)
        self.assertEqual(run("import", "--pack", PACK).code, 2)
        self.assertEqual(run("import", "--pack", PACK, "--import", "crm").code, 2)

    # ---- What goes wrong.

    def test_cells_that_do_not_fit_are_named_and_the_rest_is_answered(self):
        tickets = (SOURCE / EXPORTS / "zendesk_tickets.csv").read_text()
        folder = self.copied(zendesk_tickets=tickets.replace("6:00,3d 4h", "soon,later"))
        result = self.imported("crm", folder, code=5)
        self.assertEqual(len(result.out.splitlines()), 4)
        self.assertIn("zendesk_tickets.csv line 4: First reply time (business)", result.err)
        self.assertIn("found `soon`, expected a length of time such as 2:30", result.err)
        self.assertIn("Full resolution time", result.err)

    def test_a_column_that_vanished_stops_the_import(self):
        companies = (SOURCE / EXPORTS / "hubspot_companies.csv").read_text()
        folder = self.copied(hubspot_companies=companies.replace("Customer tier", "Customer Tier 2"))
        result = self.evaluate("--import", "crm", "--accounts", folder, code=5)
        self.assertEqual(result.out, "")
        self.assertIn("the mapping reads the column `Customer tier`", result.err)
        self.assertIn("did you mean `Customer Tier 2`?", result.err)
        usage = (SOURCE / EXPORTS / "product_usage.csv").read_text()
        folder = self.copied(product_usage=usage.replace("week_ending", "week"))
        result = self.evaluate("--import", "crm", "--accounts", folder, code=5)
        self.assertEqual(result.out, "")
        self.assertIn("the mapping reads the column `week_ending`", result.err)

    def test_a_file_cut_in_a_quoted_field_loses_its_row_alone(self):
        companies = (SOURCE / EXPORTS / "hubspot_companies.csv").read_text()
        cut = companies[:companies.index('Inc."')]
        result = self.imported("hubspot", self.file("cut.csv", cut), code=5)
        self.assertEqual(len(result.out.splitlines()), 2)
        self.assertIn("cut.csv:4: line 4: a quote is opened and never closed", result.err)

    def test_a_line_without_end_is_refused(self):
        companies = (SOURCE / EXPORTS / "hubspot_companies.csv").read_text()
        long = companies + "7006," + "x" * (3 << 20) + "\n" + companies.splitlines()[1] + "\n"
        result = self.imported("hubspot", self.file("long.csv", long), code=5)
        self.assertEqual(len(result.out.splitlines()), 6)
        self.assertIn("longer than max_account_bytes", result.err)

    def test_a_key_that_repeats_is_refused(self):
        companies = (SOURCE / EXPORTS / "hubspot_companies.csv").read_text()
        twice = companies + companies.splitlines()[1] + "\n"
        result = self.imported("crm", self.copied(hubspot_companies=twice), code=5)
        self.assertEqual(len(result.out.splitlines()), 4)
        self.assertIn("2 rows of ", result.err)
        self.assertIn("(lines 2, 7); delete all but one", result.err)

    def test_a_mapping_with_mistakes(self):
        path = self.file("mine.yaml", "sources:\n  crm:\n    account: {id: Id, acv: {frm: A}}\n")
        result = run("evaluate", "--pack", PACK, "--import", path, "--accounts", EXPORTS, *AS_OF)
        self.assertEqual(result.code, 5)
        self.assertIn("mine.yaml:3:29: error: unknown key `frm`", result.err)
        self.assertIn("has 2 errors", result.err)

    def test_check_looks_at_the_mappings_of_a_pack(self):
        self.assertIn(", 4 imports\n", run("check", PACK).out)
        self.file("pack/pack.yaml", TINY_PACK)
        self.file("pack/imports/crm.yaml",
                  "sources: {crm: {account: {id: Id, signals: {usge: Usage}}}}")
        result = run("check", self.folder / "pack")
        self.assertEqual(result.code, 3)
        self.assertIn("pack/imports/crm.yaml:1:45: error: the pack declares no signal `usge`; did "
                      "you mean `usage`?", result.err)
        self.assertTrue(result.out.endswith("pack: 1 error\n"), result.out)

    # ---- Records of a book.

    def records(self, folder, *arguments, code=0):
        result = run("import", "--pack", PACK, "--import", "book", "--accounts", folder, *arguments)
        self.assertEqual(result.code, code, result.err)
        return list(map(json.loads, result.out.splitlines())), result.err

    def test_exports_make_records_in_the_order_of_the_exports(self):
        records, _ = self.records(EXPORTS)
        kinds = [record["kind"] for record in records]
        self.assertEqual(len(records), 38)
        self.assertEqual(kinds[:3], ["account", "onboarding", "milestone"])
        self.assertEqual({kind: kinds.count(kind) for kind in ("ticket", "survey", "usage")},
                         {"ticket": 6, "survey": 3, "usage": 10})
        self.assertIn({"kind": "survey", "id": "csat-503", "account": "7002",
                       "at": "2026-01-20T09:00:00", "instrument": "csat", "occasion": "ticket",
                       "score": 3}, records)

    def test_what_is_imported_is_a_book_and_so_are_the_exports(self):
        lines = self.folder / "book.jsonl"
        run("import", "--pack", PACK, "--import", "book", "--accounts", EXPORTS, "--output", lines)
        def report(*book):
            result = run("portfolio", "--pack", PACK, *AS_OF, "--format", "json", "--book", *book)
            self.assertEqual(result.code, 0, result.err)
            answer = json.loads(result.out)
            answer.pop("book")
            return answer
        self.assertEqual(report(lines), report(EXPORTS, "--import", "book"))

    def test_commands_over_a_book_take_exports(self):
        book = ("--import", "book", "--pack", PACK)
        check = run("book", "check", EXPORTS, *book)
        self.assertEqual(check.code, 0, check.err)
        self.assertIn(f"{EXPORTS}: 38 records of 6 accounts in 4 files", check.out)
        history = run("history", "--book", EXPORTS, *book, "--account", "7001", *AS_OF)
        self.assertEqual(history.code, 0, history.err)
        with Server(PACK) as server:
            load = run("remote", "load", "--server", server.address, "--name", "trial", EXPORTS, *book)
        self.assertEqual((load.code, load.err), (0, ""))
        self.assertIn("books/trial: 38 records of 6 accounts", load.out)

    def test_bad_rows_of_a_book_are_refused_with_their_place(self):
        tickets = (SOURCE / EXPORTS / "zendesk_tickets.csv").read_text()
        folder = self.copied(zendesk_tickets=tickets.replace("2026-02-24 16:40", "24/02/2026")
                             .replace("503,", ",", 1))
        records, errors = self.records(folder, code=5)
        self.assertEqual([r["id"] for r in records if r["kind"] == "ticket"],
                         ["501", "504", "505", "506"])
        self.assertIn("zendesk_tickets.csv:3: ", errors)
        self.assertIn("502: Created at: found `24/02/2026`", errors)
        self.assertEqual(errors.count("24/02/2026"), 1)
        self.assertIn("zendesk_tickets.csv:4: ticket id: this field is required", errors)

    def test_a_column_that_is_not_there_takes_its_file_alone(self):
        tickets = (SOURCE / EXPORTS / "zendesk_tickets.csv").read_text()
        folder = self.copied(zendesk_tickets=tickets.replace("Escalated", "Escaladed"))
        records, errors = self.records(folder, code=5)
        self.assertEqual(len(records), 29)
        self.assertIn("the mapping reads the column `Escalated`", errors)
        self.assertEqual(errors.count("zendesk_tickets.csv"), 1)

    def test_accounts_and_records_are_not_mistaken_for_each_other(self):
        accounts = run("evaluate", "--pack", PACK, "--import", "book", "--accounts", EXPORTS, *AS_OF)
        self.assertEqual(accounts.code, 2)
        self.assertIn("the mapping book makes records of a book, and accounts are needed",
                      accounts.err)
        book = run("book", "check", EXPORTS, "--import", "crm", "--pack", PACK)
        self.assertEqual(book.code, 2)
        self.assertIn("the mapping crm makes accounts, and a book holds records", book.err)
        alone = run("book", "check", EXPORTS, "--import", "book")
        self.assertEqual(alone.code, 2)
        self.assertIn("--import needs --pack", alone.err)

    def test_mappings_that_are_not_there(self):
        result = run("evaluate", "--pack", PACK, "--import", "hubspt", "--accounts", EXPORTS, *AS_OF)
        self.assertEqual(result.code, 5)
        self.assertIn("has no mapping `hubspt`; did you mean `hubspot`?", result.err)

    def test_exports_that_are_not_there(self):
        result = self.evaluate("--import", "crm", "--accounts",
                               self.copied(zendesk_tickets=None), code=2)
        self.assertIn("zendesk_tickets.csv, which the source tickets is read from", result.err)
        result = self.evaluate("--import", "crm", code=2)
        self.assertIn("--accounts", result.err)


if __name__ == "__main__":
    main()
