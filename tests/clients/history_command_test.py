"""One account at past moments, replayed from a book."""

import json

from program import ProgramTest, main, run

SAAS = ("--pack", "rules/saas", "--book", "rules/saas/book")

PACK = """
pack: small
version: 1.0.0
segments: [small]
signals:
  usage: {type: ratio, description: Share in use}
health:
  only:
    hysteresis: 5
    bands: [{green: 50}, {red: 0}]
    components:
      usage: {weight: 1, of: usage}
"""
BOOK = """{"kind":"account","id":"a1","account":"acme","at":"2026-01-01","segment":"small","signals":{"usage":0.8}}
{"kind":"account","id":"a2","account":"acme","at":"2026-01-08","signals":{"usage":0.48}}
{"kind":"account","id":"a3","account":"acme","at":"2026-01-15","known_at":"2026-01-22","signals":{"usage":0.1}}
"""


class HistoryTest(ProgramTest):
    def rows(self, *arguments, code=0):
        self.file("pack/pack.yaml", PACK)
        self.file("book/records.jsonl", BOOK)
        result = run("history", "--pack", self.folder / "pack", "--book", self.folder / "book",
                     "--account", "acme", "--as-of", "2026-01-29", "--format", "jsonl", *arguments)
        self.assertEqual(result.code, code, result.err)
        return [json.loads(line) for line in result.out.splitlines()]

    def test_each_moment_is_what_was_known_then(self):
        rows = self.rows("--select", "health.only.score")
        self.assertEqual([row["as_of"][:10] for row in rows],
                         ["2026-01-01", "2026-01-08", "2026-01-15", "2026-01-22", "2026-01-29"])
        self.assertEqual([row["health.only.score"] for row in rows], [80, 48, 48, 10, 10])

    def test_the_band_before_holds_as_hysteresis_says(self):
        bands = [row["health.only.band"] for row in self.rows("--select", "health.only.band")]
        self.assertEqual(bands, ["green", "green", "green", "red", "red"])

    def test_every_and_from_choose_the_moments(self):
        rows = self.rows("--every", "14d", "--from", "2026-01-10", "--select", "id")
        self.assertEqual([row["as_of"][:10] for row in rows], ["2026-01-15", "2026-01-29"])

    def test_the_default_pack_tells_a_story(self):
        result = run("history", *SAAS, "--account", "borealis", "--as-of", "2025-07-01", "--every", "30d")
        self.assertEqual(result.code, 0, result.err)
        self.assertGreater(len(result.out.splitlines()), 3)

    def test_says_what_is_wrong(self):
        result = run("history", *SAAS, "--account", "borealiss", "--as-of", "2025-07-01")
        self.assertEqual(result.code, 5)
        self.assertIn("did you mean `borealis`", result.err)
        self.assertIn("--every", run("history", *SAAS, "--account", "x", "--every", "0d").err)
        self.assertEqual(run("history", *SAAS, "--account", "x", "--every", "weekly").code, 2)
        self.assertIn("--select", run("history", *SAAS, "--account", "x", "--select", "nowhere").err)


if __name__ == "__main__":
    main()
