"""`bellwether schema`: what it prints, bad input. A validator judges the schemas in tests/schema."""

import json

import program
from program import ProgramTest, run

GOOD, USAGE = 0, 2


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


if __name__ == "__main__":
    program.main()
