"""Generates the messages and stubs of bellwether.v1 when the package is built.

The .proto files are those of the repository, or in a source distribution a copy of them.
"""

import pathlib
import re
import shutil
import sys

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = pathlib.Path(__file__).resolve().parent
COPY = HERE / "protos"
PACKAGE = "bellwether_client"
# Generated modules import each other by the name of the proto package; here they have another home.
IMPORT = re.compile(r"\bbellwether\.v1(?=\.\w+_pb2| import )")


def protos() -> pathlib.Path:
    """The folder that holds bellwether/v1."""
    for folder in (COPY, HERE.parent.parent / "protos"):
        if (folder / "bellwether/v1").is_dir():
            return folder
    sys.exit("there are no .proto files: build from the repository or from a source distribution")


def generate(target: pathlib.Path) -> None:
    """Writes `target`/v1/*_pb2.py, their types and their stubs."""
    from grpc_tools import protoc  # of the build environment alone

    root = protos()
    files = [path.relative_to(root).as_posix() for path in sorted((root / "bellwether/v1").glob("*.proto"))]
    made = target / "generated"
    made.mkdir(parents=True, exist_ok=True)
    google = pathlib.Path(protoc.__file__).parent / "_proto"
    failed = protoc.main(
        ["protoc", f"-I{root}", f"-I{root}/third_party", f"-I{google}", f"--python_out={made}",
         f"--pyi_out={made}", f"--grpc_python_out={made}", f"--mypy_grpc_out={made}", *files]
    )
    if failed:
        sys.exit("protoc refused the .proto files")
    (target / "v1").mkdir(exist_ok=True)
    for path in (made / "bellwether/v1").iterdir():
        text = IMPORT.sub(f"{PACKAGE}.v1", path.read_text())
        (target / "v1" / path.name).write_text(text)
    (target / "v1/__init__.py").write_text('"""The messages of bellwether.v1, generated."""\n')
    shutil.rmtree(made)


class BuildWithMessages(build_py):
    """The package's own modules, and the generated ones beside them."""

    def run(self) -> None:
        """Builds both."""
        super().run()
        generate(HERE / "src" / PACKAGE if self.editable_mode else pathlib.Path(self.build_lib) / PACKAGE)


class SourceWithProtos(sdist):
    """A source distribution that can be built without the repository."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        """Adds the .proto files."""
        super().make_release_tree(base_dir, files)
        ignored = shutil.ignore_patterns("*.cc", "*.h", "openapi")
        shutil.copytree(protos(), pathlib.Path(base_dir) / "protos", ignore=ignored)


setup(cmdclass={"build_py": BuildWithMessages, "sdist": SourceWithProtos})
