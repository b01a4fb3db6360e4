"""`cmake --install` makes a tree that holds what it should, and that may be moved."""

import shutil
import unittest

from package import BUILD, CMAKE, FIRST, PREFIX, WORK, must, program

TOP = {"bin", "include", "lib", "share"}
SOME = [
    "bin/bellwether", "bin/bellwetherd", "include/bellwether/engine/bellwether.h",
    "include/bellwether/clients/cpp/client.h", "include/bellwether/bellwether/v1/scoring.grpc.pb.h",
    "lib/cmake/bellwether/bellwether-config.cmake", "lib/pkgconfig/bellwether-engine.pc",
    "lib/libbellwether_engine.a", "share/bellwether/rules/saas/pack.yaml",
    "share/bellwether/rules/saas/tests/story_test.yaml",
    "share/bellwether/protos/bellwether/v1/scoring.proto",
    "share/bellwether/protos/openapi.json", "share/bellwether/protos/google/rpc/status.proto", "share/doc/bellwether/LICENSE",
    "share/doc/bellwether/third_party/LICENSE", "share/man/man1/bellwether-evaluate.1",
    "share/man/man8/bellwetherd.8", "share/bash-completion/completions/bellwether",
]


def setUpModule():
    shutil.rmtree(WORK, ignore_errors=True)
    must(CMAKE, "--install", BUILD, "--prefix", FIRST)
    PREFIX.parent.mkdir(parents=True)
    FIRST.rename(PREFIX)


class Tree(unittest.TestCase):
    def test_what_is_where(self):
        self.assertEqual({path.name for path in PREFIX.iterdir()}, TOP)
        for path in SOME:
            self.assertTrue((PREFIX / path).is_file(), path)
        self.assertEqual([path.name for path in (PREFIX / "include").iterdir()], ["bellwether"])

    def test_no_file_names_a_folder_of_this_machine(self):
        texts = 0
        for path in PREFIX.rglob("*"):
            if not path.is_file() or path.suffix == ".a" or path.parent.name == "bin":
                continue
            data = path.read_bytes()
            texts += 1
            for folder in (FIRST, BUILD, program.SOURCE):
                self.assertNotIn(str(folder).encode(), data, path)
        self.assertGreater(texts, 100)

    def test_programs_look_for_libraries_nowhere_else(self):
        for name in ("bellwether", "bellwetherd"):
            self.assertNotRegex(must("readelf", "-d", PREFIX / "bin" / name), "RPATH|RUNPATH")

    def test_the_installed_pack_passes_its_tests_with_the_installed_program(self):
        done = program.run("test", PREFIX / "share/bellwether/rules/saas")
        self.assertEqual(done.code, 0, done.err)
        self.assertRegex(done.out, r"\n[0-9]{3,} passed, 0 failed\n")


if __name__ == "__main__":
    program.main()
