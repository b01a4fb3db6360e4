"""scripts/check_layers finds each kind of breach. Every case is a small source tree."""

import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# (source file, what it includes, what is said about it; "" for nothing)
CASES = [
    ("engine/plan/plan.cc", '"engine/ruleset/ruleset.h"', ""),
    ("engine/plan/plan.cc", '"engine/plan/other.h"', ""),
    ("engine/ruleset/ruleset.cc", '"engine/plan/plan.h"', "ruleset comes before plan"),
    ("engine/yaml/yaml.cc", '"engine/source/source.h"', ""),
    ("engine/expression/run.cc", '"engine/yaml/yaml.h"', "expression does not see yaml"),
    ("engine/accounts/a.cc", '"engine/facts/account.h"', ""),
    ("engine/accounts/a.cc", '"engine/evaluate/evaluate.h"', "accounts does not see evaluate"),
    ("engine/explain/e.cc", '"engine/bellwether.h"', "explain comes before facade"),
    ("engine/misc/m.cc", '"engine/base/limits.h"', "engine/misc/m.cc is in no stage"),
    ("engine/yaml/yaml.cc", "<yaml-cpp/parser.h>", ""),
    ("engine/document/d.cc", "<yaml-cpp/parser.h>", "yaml-cpp is for engine/yaml"),
    ("engine/facts/f.cc", "<re2/re2.h>", "RE2 is for engine/expression"),
    ("engine/facts/f.cc", "<thread>", "no threads, no clock and no files"),
    ("engine/facts/f.cc", "<chrono>", "no threads, no clock and no files"),
    ("engine/facts/f.cc", "  <fstream>", "no threads, no clock and no files"),
    ("engine/facts/f.cc", '"absl/time/clock.h"', "no threads, no clock and no files"),
    ("engine/facts/f.cc", '"bellwether/v1/account.pb.h"', "Protobuf is for"),
    ("engine/facts/f.cc", "<grpcpp/grpcpp.h>", "gRPC is for"),
    ("engine/facts/f.cc", '"server/app.h"', "engine does not see server"),
    ("server/app.cc", '"engine/bellwether.h"', ""),
    ("server/rpc/r.cc", '"server/packs/p.h"', ""),
    ("server/packs/p.cc", '"server/rpc/r.h"', "packs comes before rpc"),
    ("server/settings/s.cc", '"server/app.h"', "settings comes before app"),
    ("server/misc/m.cc", '"server/packs/p.h"', "server/misc/m.cc is in no room"),
    ("server/app.cc", '"clients/cpp/client.h"', "server does not see clients"),
    ("clients/cpp/client.cc", '"server/app.h"', "clients does not see server"),
    ("clients/cpp/client.cc", "<spdlog/spdlog.h>", "spdlog is for server"),
    ("rules/reader/r.cc", '"server/app.h"', "rules does not see server"),
    ("clients/cli/app.cc", '"clients/cli/commands/commands.h"', ""),
    ("clients/cli/commands/c.cc", '"clients/cli/terminal/style.h"', ""),
    ("clients/cli/terminal/t.cc", '"clients/cli/commands/commands.h"',
     "terminal comes before commands"),
    ("clients/cli/commands/command.cc", '"CLI/App.hpp"', ""),
    ("clients/cli/commands/c.cc", '"CLI/App.hpp"', "CLI11 is for server, clients/cli/app.cc"),
    ("clients/cli/writers/w.cc", '"clients/cli/misc/m.h"', "clients/cli/misc/m.h is in no room"),
]

HEADERS = ["engine/base/limits.h", "engine/source/source.h", "engine/yaml/yaml.h",
           "engine/ruleset/ruleset.h", "engine/plan/plan.h", "engine/plan/other.h",
           "engine/facts/account.h", "engine/evaluate/evaluate.h", "engine/bellwether.h",
           "server/app.h", "server/packs/p.h", "server/rpc/r.h", "clients/cpp/client.h", "clients/cli/commands/commands.h",
           "clients/cli/terminal/style.h", "clients/cli/misc/m.h"]
PACKAGES = "scripts/cmake/BellwetherPackages.cmake"


def run(source, include):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name in HEADERS + [PACKAGES, source]:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text("")
        (root / PACKAGES).write_text((ROOT / PACKAGES).read_text())
        (root / source).write_text(f"#include {include}\n")
        return subprocess.run([sys.executable, ROOT / "scripts/check_layers", root],
                              capture_output=True, text=True, check=False)


def main():
    failures = 0
    for source, include, expected in CASES:
        result = run(source, include)
        good = expected in result.stdout and result.returncode == (1 if expected else 0)
        if not good:
            failures += 1
            print(f"FAILED {source} with {include}: {result.stdout}{result.stderr}")
    print(f"{len(CASES)} cases, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
