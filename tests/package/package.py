"""The installed tree, and how tests build against it.

install_test.py makes the tree at FIRST and moves it to PREFIX; the other tests use PREFIX only, and
the programs installed there. The compiler and its flags come in the environment (CXX, CXXFLAGS).
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys

BUILD = pathlib.Path(os.environ["BELLWETHER_BINARY_DIR"]).resolve()
WORK = pathlib.Path(os.environ["BELLWETHER_PACKAGE_DIR"])
CMAKE = os.environ["BELLWETHER_CMAKE"]
FIRST = WORK / "first"
PREFIX = WORK / "moved/elsewhere"
HERE = pathlib.Path(__file__).resolve().parent

os.environ["BELLWETHER_BINARY_DIR"] = str(PREFIX / "bin")
sys.path.insert(0, str(HERE.parent / "clients"))
import program  # pylint: disable=wrong-import-position  # it reads the line before


def execute(*command, **options):
    """Runs a command; what it prints on both streams is in `stdout`."""
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, check=False,
                          stderr=subprocess.STDOUT, text=True, timeout=200, **options)


def must(*command, **options):
    """Runs a command that has to succeed, and gives what it prints."""
    done = execute(*command, **options)
    if done.returncode != 0:
        raise AssertionError(f"{command}:\n{done.stdout}")
    return done.stdout


def configure(source, build, *options, prefix=PREFIX):
    return execute(CMAKE, "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}",
                   "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON", *options)


def build_consumer(name, *options):
    """Copies a consumer away from this repository and builds it there; gives its build folder."""
    source, build = WORK / name / "source", WORK / name / "build"
    shutil.rmtree(WORK / name, ignore_errors=True)
    shutil.copytree(HERE / name, source)
    configured = configure(source, build, *options)
    if configured.returncode != 0:
        raise AssertionError(configured.stdout)
    must(CMAKE, "--build", build)
    return build


def pkg_config(package):
    """The flags that pkg-config gives for an installed package."""
    return must("pkg-config", "--cflags", "--libs", package,
                env={**os.environ, "PKG_CONFIG_PATH": str(PREFIX / "lib/pkgconfig")}).split()


def compile_with_pkg_config(source, package, output):
    must(os.environ["CXX"], "-std=c++20", *os.environ["CXXFLAGS"].split(), HERE / source,
         *pkg_config(package), "-o", output)


def evaluations(accounts, *more):
    """What the installed `bellwether evaluate` says, one answer for each account."""
    done = program.run("evaluate", "--pack", PREFIX / "share/bellwether/rules/saas", "--accounts",
                       accounts, "--as-of", "2026-03-01", "--format", "json", *more)
    if done.code != 0:
        raise AssertionError(done.err)
    return json.loads(done.out)
