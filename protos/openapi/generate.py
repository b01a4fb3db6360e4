"""Writes the OpenAPI document of protos/bellwether/v1 to a file. Runs in tests/python/venv, where the compiler is."""

import json
import pathlib
import re
import sys

import described
from document import document

HERE = pathlib.Path(__file__).resolve().parent
PROTOS = HERE.parent
PACKAGE = "bellwether.v1"


def generated():
    """Return the document as text."""
    names = sorted(str(path.relative_to(PROTOS)) for path in (PROTOS / PACKAGE.replace(".", "/")).glob("*.proto"))
    files = described.read(described.compiled([PROTOS, PROTOS / "third_party"], names))
    version = re.search(r"project\(\w+ VERSION (\S+)", (PROTOS.parent / "CMakeLists.txt").read_text())[1]
    return json.dumps(document(files, PACKAGE, version), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    pathlib.Path(sys.argv[1]).write_text(generated())
