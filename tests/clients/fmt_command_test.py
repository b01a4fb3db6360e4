"""`bellwether fmt`: a diff to look at, files that change only when told, files that are left alone, editors."""

import os
import re
import stat
import subprocess

from program import ProgramTest, SOURCE, environment, find, main, run

GOOD, FAILED, USAGE, PACK_INVALID = 0, 1, 2, 3

UGLY = """# A pack.
pack:   tiny   # its name
version: 1.2.3
signals:
    usage: { type: ratio }


    logins: {type: count}
"""

NEAT = """# A pack.
pack: tiny     # its name
version: 1.2.3
signals:
  usage: {type: ratio}

  logins: {type: count}
"""

# Good YAML, and nothing that the style knows.
STRANGE = "a: 1\n? b\n: 2\n"


class FmtCommandTest(ProgramTest):
    maxDiff = None

    def pack(self, **more):
        files = {"pack.yaml": UGLY, "tests/some_test.yaml": NEAT, ".git/hidden.yaml": UGLY, "notes.txt": UGLY, **more}
        for name, text in files.items():
            self.file(f"pack/{name}", text)
        return self.folder / "pack"

    def text(self, name):
        return (self.folder / "pack" / name).read_text()

    def fmt(self, *words, code=GOOD, stdin=b""):
        result = run("fmt", *words, stdin=stdin)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def test_a_patch_is_shown_and_nothing_is_written(self):
        pack = self.pack()
        shown = self.fmt(pack)
        self.assertEqual(shown.err, "bellwether: 1 of 2 files would change; --write changes them\n")
        self.assertTrue(shown.out.startswith(f"--- a/{pack}/pack.yaml\n+++ b/{pack}/pack.yaml\n@@ -1,8 +1,7 @@\n"), shown.out)
        self.assertIn("-pack:   tiny   # its name\n+pack: tiny     # its name\n", shown.out)
        self.assertEqual(self.text("pack.yaml"), UGLY)

    def test_the_patch_can_be_applied(self):
        self.pack(**{"pack.yaml": UGLY.rstrip()})
        shown = subprocess.run([find("bellwether"), "fmt", "pack"], cwd=self.folder, env=environment(), capture_output=True, check=True)
        self.assertIn(b"\\ No newline at end of file", shown.stdout)
        subprocess.run(["git", "apply", "-"], cwd=self.folder, input=shown.stdout, check=True)
        self.assertEqual(self.text("pack.yaml"), NEAT)

    def test_write_changes_the_file_and_names_it(self):
        pack = self.pack()
        (pack / "pack.yaml").chmod(0o640)
        written = self.fmt(pack, "--write")
        self.assertEqual((written.out, written.err), (f"{pack}/pack.yaml\n", "bellwether: formatted 1 of 2 files\n"))
        self.assertEqual(self.text("pack.yaml"), NEAT)
        self.assertEqual(stat.S_IMODE((pack / "pack.yaml").stat().st_mode), 0o640)
        self.assertEqual(self.text(".git/hidden.yaml"), UGLY)
        self.assertEqual(self.fmt(pack, "--write").err, "bellwether: 2 files: nothing to change\n")
        self.assertEqual(sorted(os.listdir(pack)), [".git", "notes.txt", "pack.yaml", "tests"])

    def test_a_link_stays_a_link(self):
        pack = self.pack()
        (pack / "linked.yaml").symlink_to("pack.yaml")
        self.fmt(pack / "linked.yaml", "--write")
        self.assertTrue((pack / "linked.yaml").is_symlink())
        self.assertEqual(self.text("pack.yaml"), NEAT)

    def test_check_lists_files_and_fails(self):
        pack = self.pack()
        checked = self.fmt(pack, "--check", code=FAILED)
        self.assertEqual(checked.out, f"{pack}/pack.yaml\n")
        self.assertIn("@@ -1,8 +1,7 @@", self.fmt(pack, "--check", "--diff", code=FAILED).out)
        self.assertEqual(self.text("pack.yaml"), UGLY)
        self.fmt(pack, "--write", "--diff")
        self.assertEqual(self.fmt(pack, "--check").out, "")

    def test_what_cannot_be_formatted_without_a_doubt_stays(self):
        pack = self.pack(**{"strange.yaml": STRANGE, "broken.yaml": "a: [1\n"})
        refused = self.fmt(pack, "--write", code=PACK_INVALID)
        self.assertIn("strange.yaml:2:1: error: a key that begins with `? ` has no style [no-style]\n", refused.err)
        self.assertIn("broken.yaml:1:4: error: `[` is never closed [syntax]\n", refused.err)
        self.assertIn("bellwether: 2 of 4 files cannot be formatted, see above\n", refused.err)
        self.assertEqual((self.text("strange.yaml"), self.text("pack.yaml")), (STRANGE, NEAT))

    def test_an_editor_sends_its_text(self):
        self.assertEqual(self.fmt("-", stdin=UGLY.encode()).out, NEAT)
        self.assertEqual(self.fmt("-", stdin=NEAT.encode()).out, NEAT)
        self.assertEqual(self.fmt("-", "--check", stdin=UGLY.encode(), code=FAILED).out, "stdin\n")
        self.assertTrue(self.fmt("-", "--diff", stdin=UGLY.encode()).out.startswith("--- a/stdin\n"))
        refused = self.fmt("-", stdin=STRANGE.encode(), code=PACK_INVALID)
        self.assertEqual(refused.out, "")
        self.assertIn("stdin:2:1: error: ", refused.err)

    def test_what_is_not_there(self):
        (self.folder / "empty").mkdir()
        self.assertIn("there is no .yaml file in", self.fmt(self.folder / "empty", code=PACK_INVALID).err)
        self.assertIn("there is no", self.fmt(self.folder / "nothing.yaml", code=PACK_INVALID).err)
        self.assertIn("neither a folder nor a .yaml file", self.fmt(self.pack() / "notes.txt", code=PACK_INVALID).err)

    def test_usage(self):
        self.fmt(code=USAGE)
        self.fmt(self.pack(), "--check", "--write", code=USAGE)
        self.assertIn("it stands alone", self.fmt("-", self.pack(), code=USAGE).err)
        self.assertIn("it stands alone", self.fmt("-", "--write", code=USAGE).err)

    def test_a_file_that_cannot_be_replaced_stays_whole(self):
        pack = self.pack()
        (pack / "pack.yaml.new").mkdir()
        self.assertIn("pack.yaml.new", self.fmt(pack, "--write", code=FAILED).err)
        self.assertEqual(self.text("pack.yaml"), UGLY)

    def test_the_meaning_of_a_pack_is_no_question_of_style(self):
        """S28: the digest of a pack that is spelled another way is the same."""
        text = (SOURCE / "rules/examples/starter/rules/health.yaml").read_text()
        self.file("pack/pack.yaml", (SOURCE / "rules/examples/starter/rules/pack.yaml").read_text())
        wide = re.sub(r"^( *)(- )?", lambda found: found[1] * 2 + ("-   " if found[2] else ""), text, flags=re.MULTILINE)
        self.file("pack/health.yaml", wide.replace(": {", ":   {  "))
        before = run("check", self.folder / "pack").out
        self.assertIn("ok, pack starter", before)
        self.fmt(self.folder / "pack", "--write")
        self.assertEqual((self.folder / "pack/health.yaml").read_text(), text)
        self.assertEqual(run("check", self.folder / "pack").out, before)


if __name__ == "__main__":
    main()
