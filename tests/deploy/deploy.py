"""What the tests of this folder share: the repository, and the runner of the command line's tests."""

import pathlib
import sys

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
DEPLOY = SOURCE / "server/deploy"
sys.path.insert(0, str(SOURCE / "tests/clients"))
import program  # pylint: disable=wrong-import-position,unused-import  # the line before finds it
