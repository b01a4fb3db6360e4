"""The messages and stubs of bellwether.v1, made of the .proto files when they are first asked for.

    from messages import api
    api.accounts.PutRecordsRequest(...)
    api.stub(channel, "AccountsService").PutRecords(...)

Runs in tests/python/venv, which scripts/test and scripts/prove make: there is gRPC, and the compiler.
"""

import atexit
import importlib
import pathlib
import shutil
import sys
import tempfile

PROTOS = pathlib.Path(__file__).resolve().parents[3] / "protos"
SERVICES = {"AccountsService": "accounts", "AlertsService": "alerts", "DecisionsService": "decisions",
            "EvaluationsService": "evaluations", "RulesService": "rules", "ScoringService": "scoring"}


def generate():
    """A folder of modules that lasts as long as this process."""
    import grpc_tools.protoc  # pylint: disable=import-outside-toplevel
    folder = tempfile.mkdtemp(prefix="bellwether-messages-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    google = pathlib.Path(grpc_tools.protoc.__file__).parent / "_proto"
    files = [str(path.relative_to(PROTOS)) for path in sorted((PROTOS / "bellwether/v1").glob("*.proto"))]
    failed = grpc_tools.protoc.main(
        ["protoc", f"-I{PROTOS}", f"-I{PROTOS}/third_party", f"-I{google}", f"--python_out={folder}",
         f"--grpc_python_out={folder}", *files])
    if failed:
        raise RuntimeError("protoc refused the .proto files")
    return folder


class Api:
    """`api.NAME` is what NAME.proto says."""

    def __init__(self):
        self._is_there = False

    def __getattr__(self, name):
        if not self._is_there:
            sys.path.insert(0, generate())
            self._is_there = True
        module = importlib.import_module(f"bellwether.v1.{name}_pb2")
        setattr(self, name, module)
        return module

    def stub(self, channel, service):
        name = SERVICES[service]
        getattr(self, name)
        module = importlib.import_module(f"bellwether.v1.{name}_pb2_grpc")
        return getattr(module, f"{service}Stub")(channel)


api = Api()
