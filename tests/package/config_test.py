"""find_package(bellwether): versions, components, and what it says when something is missing."""

import shutil
import unittest

from package import BUILD, CMAKE, PREFIX, WORK, configure, must, program

WITHOUT = "-DCMAKE_DISABLE_FIND_PACKAGE_{}=ON"
# (what is asked for, options of cmake, what is said about it; none: it is found)
CASES = [
    ("0.1 REQUIRED", [], []),
    ("REQUIRED COMPONENTS engine", [WITHOUT.format("gRPC"), WITHOUT.format("Protobuf")], []),
    ("REQUIRED COMPONENTS engine OPTIONAL_COMPONENTS client", [WITHOUT.format("gRPC")], []),
    ("0.2 REQUIRED", [], ['requested version "0.2"']),
    ("REQUIRED COMPONENTS client", [WITHOUT.format("gRPC"), WITHOUT.format("Protobuf")],
     ["component client needs protobuf (libprotobuf-dev, protobuf-compiler), gRPC (libgrpc++-dev,",
      "COMPONENTS engine"]),
    ("REQUIRED COMPONENTS engine",
     [WITHOUT.format("absl"), WITHOUT.format("yaml-cpp"), WITHOUT.format("OpenSSL"), WITHOUT.format("simdjson"),
      "-Dbellwether_csv_LIBRARY=bellwether_csv_LIBRARY-NOTFOUND", "-DCMAKE_FIND_ROOT_PATH=/nowhere",
      "-DCMAKE_FIND_ROOT_PATH_MODE_LIBRARY=ONLY"],
     ["component engine needs abseil (libabsl-dev), yaml-cpp (libyaml-cpp-dev), OpenSSL "
      "(libssl-dev), simdjson (libsimdjson-dev), RE2 (libre2-dev), libcsv (libcsv-dev)"]),
    ("REQUIRED COMPONENTS motor", [],
     ["component motor needs a version of bellwether that has it"]),
]


def words(text):
    """CMake breaks lines where it likes."""
    return " ".join(text.split())


class Config(unittest.TestCase):
    def find(self, asked, options, prefix=PREFIX):
        """Configures a project that asks for the package; gives its exit code and messages."""
        folder = WORK / "config"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.16)\nproject(asks LANGUAGES CXX)\n"
            f"find_package(bellwether CONFIG {asked})\n"
            'message(STATUS "engine ${bellwether_engine_FOUND} client ${bellwether_client_FOUND} '
            'rules ${bellwether_RULES_DIR} protos ${bellwether_PROTOS_DIR}")\n')
        done = configure(folder, folder / "build", *options, prefix=prefix)
        return done.returncode, words(done.stdout)

    def test_asking(self):
        for asked, options, said in CASES:
            with self.subTest(asked=asked, options=options):
                code, text = self.find(asked, options)
                self.assertEqual(code != 0, bool(said), text)
                for sentence in said:
                    self.assertIn(sentence, text)

    def test_an_optional_component_that_lacks_something_is_not_found(self):
        _, text = self.find("REQUIRED COMPONENTS engine OPTIONAL_COMPONENTS client",
                            [WITHOUT.format("gRPC")])
        self.assertIn("engine TRUE client FALSE", text)

    def test_folders_of_packs_and_messages(self):
        _, text = self.find("REQUIRED COMPONENTS engine", [])
        self.assertIn(f"rules {PREFIX}/share/bellwether/rules", text)
        self.assertIn(f"protos {PREFIX}/share/bellwether/protos", text)

    def test_the_engine_installed_alone(self):
        alone = WORK / "alone"
        must(CMAKE, "--install", BUILD, "--prefix", alone, "--component", "engine")
        self.assertFalse((alone / "include/bellwether/clients").exists())
        code, text = self.find("REQUIRED COMPONENTS engine", [], prefix=alone)
        self.assertEqual(code, 0, text)
        code, text = self.find("REQUIRED COMPONENTS client", [], prefix=alone)
        self.assertNotEqual(code, 0)
        self.assertIn("that part of bellwether is not installed here", text)


if __name__ == "__main__":
    program.main()
