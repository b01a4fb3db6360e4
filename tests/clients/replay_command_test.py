"""bellwether replay: logs in every form, lines that are bad, other packs."""

import gzip
import json
import unittest

import program
from program import ProgramTest, Server, run

GOOD, DIFFERENT, REFUSED, PACK_INVALID = 0, 4, 5, 3
DAY = "2026-03-01"


def setUpModule():
    """A log of the tiny pack, written by a server."""
    global lines
    import pathlib
    import tempfile
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "pack.yaml").write_text(program.TINY_PACK)
        accounts = folder / "a.jsonl"
        accounts.write_text("".join(
            json.dumps({"id": f"a{i}", "segment": "small", "signals": {"usage": i / 10, "mood": "good"}}) + "\n"
            for i in range(10)))
        with Server(folder / "pack.yaml", "--decision-log", str(folder / "log")) as server:
            done = run("remote", "evaluate", "--server", server.address, "--accounts", accounts, "--as-of", DAY)
            assert done.code == GOOD, done.err
            logs = folder / "log"
            text = ""
            while text.count("\n") < 11:
                text = "".join(path.read_text() for path in logs.glob("*.jsonl"))
    lines = text.splitlines()


class ReplayTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pack = self.file("pack.yaml", program.TINY_PACK)

    def log(self, changed=None, name="decisions-20260101T000000.000000Z.jsonl"):
        return self.file(name, "".join(line + "\n" for line in (changed or lines)))

    def replay(self, *logs, pack=None, more=()):
        done = run("replay", *logs, "--pack", pack or self.pack, "--format", "json", *more)
        return done, json.loads(done.out) if done.out else None

    def changed(self, number, change):
        """The log's lines, of which one is changed as a tree."""
        tree = json.loads(lines[number])
        change(tree)
        return [*lines[:number], json.dumps(tree), *lines[number + 1:]]


class Logs(ReplayTest):
    def test_in_every_form(self):
        plain = self.log()
        self.assertEqual(self.replay(plain)[1]["same"], 10)
        self.assertEqual(self.replay(self.folder)[1]["same"], 10)
        packed = self.file("old.jsonl.gz", gzip.compress(plain.read_bytes()))
        self.assertEqual(self.replay(packed)[1]["same"], 10)
        self.assertEqual(self.replay(plain, packed)[1]["same"], 20)
        self.assertEqual(self.replay(self.folder)[1]["same"], 20)
        done = run("replay", "-", "--pack", self.pack, stdin=plain.read_bytes())
        self.assertIn("10  the same, to the last bit", done.out)

    def test_a_file_that_is_there_twice_counts_once(self):
        self.log(name="decisions-1.jsonl")
        self.log(name="decisions-1.jsonl.zst")  # its bytes tell how it is packed
        self.assertEqual(self.replay(self.folder)[1]["same"], 10)

    def test_that_are_not_there(self):
        done, _ = self.replay(self.folder / "none")
        self.assertEqual(done.code, REFUSED)
        self.assertIn("it is not there", done.err)
        (self.folder / "empty").mkdir()
        done, _ = self.replay(self.folder / "empty")
        self.assertEqual(done.code, REFUSED)
        self.assertIn("no decision log in", done.err)

    def test_a_packed_file_that_is_cut_off(self):
        packed = gzip.compress(self.log().read_bytes())
        cut = self.file("cut.jsonl.gz", packed[:len(packed) // 2])
        done, report = self.replay(cut, self.log())
        self.assertEqual(done.code, REFUSED)
        self.assertEqual(len(report["file_problems"]), 1)
        self.assertGreaterEqual(report["same"], 10)

    def test_a_torn_last_line_is_told_and_no_mistake(self):
        log = self.file("torn.jsonl", "\n".join(lines)[:-40])
        done, report = self.replay(log)
        self.assertEqual(done.code, GOOD, done.err)
        self.assertEqual((report["same"], report["torn"], report["unread"]), (9, 1, 0))
        self.assertIn("torn.jsonl:11: the file ends within the line", done.err)

    def test_bad_lines_are_told_and_the_rest_goes_on(self):
        log = self.log(["nonsense", lines[1], '{"kind": "evaluation"}', lines[2]], name="bad.jsonl")
        done, report = self.replay(log)
        self.assertEqual(done.code, REFUSED)
        self.assertEqual((report["same"], report["unread"]), (2, 2))
        self.assertIn("bad.jsonl:1: ", done.err)
        self.assertIn("bad.jsonl:3: ", done.err)
        self.assertEqual([line["place"].rsplit("/")[-1] for line in report["unread_lines"]],
                         ["bad.jsonl:1", "bad.jsonl:3"])
        self.assertEqual(len(self.replay(log, more=["--top", "1"])[1]["unread_lines"]), 1)

    def test_a_line_of_any_length_costs_bounded_memory(self):
        log = self.folder / "long.jsonl"
        with log.open("wb") as file:
            for _ in range(40):
                file.write(b"x" * (1 << 20))
            file.write(b"\n" + lines[1].encode() + b"\n")
        done, report = self.replay(log)
        self.assertEqual((report["same"], report["unread"]), (1, 1))
        self.assertIn("longer than a line may be", done.err)

    def test_what_the_server_did_not_write(self):
        dropped = '{"kind":"dropped","time":"2026-01-01T00:00:00Z","count":7,"reason":"queue_full"}'
        done, report = self.replay(self.log([*lines, dropped]))
        self.assertEqual(done.code, GOOD)
        self.assertEqual(report["dropped_by_server"], 7)


class Differences(ReplayTest):
    def test_the_last_bit_counts(self):
        def change(tree):
            outcome = tree["outcome"]
            outcome["health.only.raw"] = outcome["health.only.raw"] + 1e-13
        done, report = self.replay(self.log(self.changed(4, change)))
        self.assertEqual(done.code, DIFFERENT)
        self.assertEqual((report["same"], report["different"]), (9, 1))
        found = report["differences"][0]
        self.assertTrue(found["place"].endswith(":5"))
        self.assertEqual([one["path"] for one in found["outcomes"]], ["health.only.raw"])
        self.assertIn("not as it was written", found["reason"])
        text = run("replay", self.log(self.changed(4, change)), "--pack", self.pack)
        self.assertEqual(text.code, DIFFERENT)
        self.assertIn("health.only.raw:", text.out)

    def test_another_fact_gives_another_answer(self):
        def change(tree):
            tree["account"]["signals"]["usage"] = 0
        done, report = self.replay(self.log(self.changed(9, change)))
        self.assertEqual(done.code, DIFFERENT)
        self.assertIn("health.only.effective", [one["path"] for one in report["differences"][0]["outcomes"]])

    def test_an_account_that_the_pack_refuses(self):
        def change(tree):
            tree["account"]["segment"] = "huge"
        done, report = self.replay(self.log(self.changed(3, change)))
        self.assertEqual(done.code, DIFFERENT)
        self.assertIn("segment", report["differences"][0]["refused"][0])

    def test_another_release_is_named_as_the_reason(self):
        opened = json.loads(lines[0])
        opened["server"] = "0.0.1"
        def change(tree):
            tree["outcome"]["health.only.band"] = "blue"
        log = self.log([json.dumps(opened), *self.changed(2, change)[1:]])
        self.assertIn("written by release 0.0.1", self.replay(log)[1]["differences"][0]["reason"])


class OtherPacks(ReplayTest):
    def test_what_would_have_been(self):
        other = self.file("other.yaml", program.TINY_PACK.replace("green: 50", "green: 80"))
        done, report = self.replay(self.log(), pack=other)
        self.assertEqual(done.code, GOOD, done.err)
        what_if = report["other_packs"]
        self.assertEqual(report["same"], 0)
        self.assertEqual(sum(what_if["records"].values()), 10)
        # usage 0 ... 0.9 and a good mood: 50 ... 95; six are below 80.
        self.assertEqual(what_if["decisions_changed"], 6)
        self.assertEqual(what_if["mean_score_change"], 0)
        self.assertEqual(what_if["outcomes"]["health.only.band"]["moves"],
                         [{"from": "green", "to": "red", "records": 6}])
        text = run("replay", self.log(), "--pack", other)
        self.assertIn("What this pack would have answered", text.out)
        self.assertIn("green -> red 6", text.out)

    def test_scores_that_move(self):
        other = self.file("other.yaml", program.TINY_PACK.replace("usage: {weight: 1", "usage: {weight: 3"))
        what_if = self.replay(self.log(), pack=other)[1]["other_packs"]
        # 100 u / 4 more, 100 / 4 less: 25 (u - 1), and u is 0.45 on average.
        self.assertAlmostEqual(what_if["mean_score_change"], -13.75)
        self.assertEqual(what_if["scored_by_both"], 10)

    def test_a_pack_that_refuses(self):
        other = self.file("other.yaml", program.TINY_PACK.replace("[small, large]", "[tiny, large]"))
        report = self.replay(self.log(), pack=other)[1]
        self.assertEqual(report["other_packs"]["refused"], 10)

    def test_a_pack_that_is_none(self):
        self.assertEqual(self.replay(self.log(), pack=self.file("bad.yaml", "pack: x\nsignls: {}\n"))[0].code,
                         PACK_INVALID)


if __name__ == "__main__":
    program.main()
