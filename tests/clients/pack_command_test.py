"""`bellwether pack`: bundles that are built, signed, verified, used, and tampered with."""

import os
import stat
import subprocess
import tarfile
import threading

from program import ProgramTest, TINY_PACK, main, run

GOOD, USAGE, PACK_INVALID = 0, 2, 3


class PackCommandTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pack = self.file("tiny/pack.yaml", TINY_PACK).parent
        self.file("tiny/tests/a_test.yaml", "cases: [{name: good, account: {signals: {usage: 1, mood: good}}, "
                  "as_of: 2026-03-01, expect: {health.only.band: green}}]\n")
        self.bundle = self.folder / "tiny.tar"

    def key(self, name):
        """(private key, public key)"""
        private, public = self.folder / f"{name}.pem", self.folder / f"{name}.pub"
        for words in (["genpkey", "-algorithm", "ed25519", "-out", private],
                      ["pkey", "-in", private, "-pubout", "-out", public]):
            subprocess.run(["openssl", *words], check=True, capture_output=True, timeout=60)
        return private, public

    def build(self, *options, code=GOOD):
        result = run("pack", "build", self.pack, "--output", self.bundle, *options)
        self.assertEqual(result.code, code, result.err)
        return result

    def verify(self, *options, code=GOOD):
        result = run("pack", "verify", self.bundle, *options)
        self.assertEqual(result.code, code, result.err + result.out)
        return result

    def test_a_bundle_says_what_it_holds(self):
        built = self.build().out
        self.assertIn("tiny.tar: pack tiny 1.2.3, digest ", built)
        self.assertIn(", 2 files, not signed\n", built)
        self.assertEqual(self.verify().out, built)

    def test_the_same_pack_is_the_same_bundle(self):
        self.build()
        first = self.bundle.read_bytes()
        (self.pack / "pack.yaml").touch()
        self.build()
        self.assertEqual(self.bundle.read_bytes(), first)

    def test_a_bundle_is_a_pack_for_every_command(self):
        self.build()
        self.assertIn("ok, pack tiny 1.2.3", run("check", self.bundle).out)
        self.assertIn("1 passed, 0 failed", run("test", self.bundle).out)
        self.assertIn("the same rules: pack tiny 1.2.3", run("diff", self.pack, self.bundle).out)

    def test_a_pipe_is_written_into_and_stays_one(self):
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        read = []
        reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
        reader.start()
        result = run("pack", "build", self.pack, "--output", pipe)
        if not stat.S_ISFIFO(pipe.stat().st_mode):
            os.remove(pipe)
            self.fail("the pipe was replaced by a file")
        reader.join(60)
        self.assertEqual(result.code, GOOD, result.err)
        self.build()
        self.assertEqual(read, [self.bundle.read_bytes()])

    def test_tar_unpacks_what_was_packed(self):
        self.build()
        with tarfile.open(self.bundle) as archive:
            archive.extractall(self.folder / "out")
        for name in ("pack.yaml", "tests/a_test.yaml"):
            self.assertEqual((self.folder / "out" / name).read_text(), (self.pack / name).read_text())

    def test_a_signature_tells_who_made_it(self):
        private, public = self.key("mine")
        _, other = self.key("other")
        self.assertRegex(self.build("--key", private).out, r"signed by [0-9a-f]{16}\n")
        self.assertIn("whose key is trusted", self.verify("--trusted-keys", public).out)
        refused = self.verify("--trusted-keys", other, code=PACK_INVALID)
        self.assertIn("which is none of the trusted keys", refused.err)
        self.build()
        self.assertIn("is not signed", self.verify("--trusted-keys", public, code=PACK_INVALID).err)

    def test_a_changed_byte_is_seen(self):
        private, public = self.key("mine")
        self.build("--key", private)
        self.bundle.write_bytes(self.bundle.read_bytes().replace(b"weight: 1", b"weight: 2", 1))
        for options in ((), ("--trusted-keys", public)):
            self.assertIn("pack.yaml in it is not what its manifest says",
                          self.verify(*options, code=PACK_INVALID).err)
        self.assertEqual(run("check", self.bundle).code, PACK_INVALID)

    def test_a_pack_with_errors_is_not_built(self):
        self.file("tiny/pack.yaml", "pack: tiny\nsignls: {}\n")
        self.assertIn("did you mean `signals`?", self.build(code=PACK_INVALID).err)
        self.assertFalse(self.bundle.exists())

    def test_bad_words_are_explained(self):
        self.assertIn("holds no private ed25519 key",
                      self.build("--key", self.pack / "pack.yaml", code=USAGE).err)
        wrong = run("pack", "build", self.pack, "--output", self.folder / "tiny.zip")
        self.assertEqual(wrong.code, USAGE)
        self.assertIn("the name of a bundle ends with .tar", wrong.err)
        self.build()
        self.assertIn("holds no public key",
                      self.verify("--trusted-keys", self.bundle, code=USAGE).err)
        self.assertEqual(run("pack", "verify", self.folder / "none.tar").code, PACK_INVALID)


if __name__ == "__main__":
    main()
