"""`bellwether dump`: sections, one model, bad input, exit codes."""

import program
from program import ProgramTest, run

GOOD, USAGE, PACK_INVALID = 0, 2, 3
SAAS = "rules/saas"
BROKEN = "tests/clients/data/broken_pack"


class Dump(ProgramTest):
    def test_the_whole_plan_names_every_section(self):
        result = run("dump", SAAS)
        self.assertEqual((result.code, result.err), (GOOD, ""))
        for heading in ("Pack saas", "Signals", "Benchmarks", "Health models", "Flags", "Graduation",
                        "Extension", "Programme", "Playbooks", "Portfolio", "Programs"):
            self.assertRegex(result.out, rf"(?m)^{heading}.*\n=+$")

    def test_sections_in_the_order_of_the_plan(self):
        result = run("dump", SAAS, "--section", "flags,derived")
        self.assertEqual((result.code, result.err), (GOOD, ""))
        self.assertTrue(result.out.startswith("Derived facts"))
        self.assertIn("\nFlags\n=====\n", result.out)
        self.assertNotIn("Health models", result.out)

    def test_one_model_with_its_programs(self):
        result = run("dump", SAAS, "--model", "onboarding")
        self.assertEqual((result.code, result.err), (GOOD, ""))
        self.assertIn("health/onboarding.yaml:", result.out)
        self.assertNotIn("health/customer.yaml:", result.out)
        self.assertIn("health onboarding, applies_when", result.out)

    def test_words_that_are_not_known(self):
        for arguments, said in ((("--section", "helth"), "did you mean `health`?"),
                                (("--model", "onbording"), "did you mean `onboarding`?")):
            with self.subTest(arguments=arguments):
                result = run("dump", SAAS, *arguments)
                self.assertEqual((result.code, result.out), (USAGE, ""))
                self.assertIn(said, result.err)

    def test_a_pack_with_mistakes_has_no_plan(self):
        result = run("dump", BROKEN)
        self.assertEqual((result.code, result.out), (PACK_INVALID, ""))
        self.assertIn("did you mean `weight`?", result.err)
        self.assertIn("has 5 errors", result.err)

    def test_no_such_folder(self):
        result = run("dump", self.folder / "nowhere")
        self.assertEqual((result.code, result.out), (PACK_INVALID, ""))
        self.assertIn("nowhere", result.err)


if __name__ == "__main__":
    program.main()
