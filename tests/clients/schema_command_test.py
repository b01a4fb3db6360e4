"""`bellwether schema`: what it prints, bad input. A validator judges the schemas in tests/schema."""

import json

import program
from program import ProgramTest, run

GOOD, USAGE, PACK_INVALID = 0, 2, 3


class Schema(ProgramTest):
    def test_each_schema_is_json_of_one_dialect(self):
        for name, title in (("pack", "Rule pack"), ("test", "Tests of a rule pack"),
                            ("account", "Accounts")):
            with self.subTest(name=name):
                result = run("schema", name)
                self.assertEqual((result.code, result.err), (GOOD, ""))
                schema = json.loads(result.out)
                self.assertEqual(schema["$schema"], "https://json-schema.org/draft/2020-12/schema")
                self.assertEqual(schema["title"], title)
                self.assertTrue(schema["$defs"])

    def test_the_same_every_time(self):
        self.assertEqual(run("schema", "pack").out, run("schema", "pack").out)

    def test_words_that_are_not_known(self):
        result = run("schema", "pakc")
        self.assertEqual((result.code, result.out), (USAGE, ""))
        self.assertIn("did you mean `pack`?", result.err)
        self.assertEqual(run("schema").code, USAGE)

    def test_names_of_a_pack(self):
        for name, place, offered in (("pack", "names_fact", "bend_degrees"), ("test", "names_fixture", "knee"),
                                     ("account", "names_stage_or_null", "home")):
            with self.subTest(name=name):
                result = run("schema", name, "--pack", "rules/examples/clinic")
                self.assertEqual((result.code, result.err), (GOOD, ""))
                choices = json.loads(result.out)["$defs"][place]["anyOf"]
                self.assertIn([offered], [choice.get("enum") for choice in choices])

    def test_a_pack_with_mistakes_has_names(self):
        self.file("pack/pack.yaml", "pack: a\nsignals:\n  usage: {type: rato}\n")
        result = run("schema", "pack", "--pack", self.folder / "pack")
        self.assertEqual(result.code, GOOD)
        self.assertIn('"usage"', result.out)
        self.assertRegex(result.err, r"the pack has \d+ errors; its names are those that could be read")

    def test_names_of_no_pack(self):
        self.assertEqual(run("schema", "pack", "--pack", self.folder / "nothing").code, PACK_INVALID)
        result = run("schema", "record", "--pack", "rules/saas")
        self.assertEqual((result.code, result.out), (USAGE, ""))
        self.assertIn("leave out --pack for record", result.err)


if __name__ == "__main__":
    program.main()
