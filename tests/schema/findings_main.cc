// bellwether_schema_findings FOLDER: what `bellwether check --format json` says of each file of a
// folder as a pack of its own, as one object by the names of the files. Tests that check thousands
// of packs start it once instead of the program thousands of times.
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/proofs/check_report.h"
#include "engine/lint/checked.h"

namespace bellwether {
namespace {

absl::StatusOr<std::string> FindingsOf(const std::string& path) {
  absl::StatusOr<cli::LoadedPack> pack = cli::LoadPack(path);
  if (!pack.ok()) return pack.status();
  cli::CheckReport report;
  lint::Checked checked = lint::CheckAll(std::move(pack->diagnostics), pack->sources);
  report.pack = {std::move(pack->sources), std::move(checked.findings)};
  return cli::CheckJson(report);
}

int Print(const std::string& folder) {
  std::string separator = "{";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const absl::StatusOr<std::string> findings = FindingsOf(file.path().string());
    if (!findings.ok()) {
      std::cerr << file.path().string() << ": " << findings.status() << "\n";
      return 1;
    }
    std::cout << separator << file.path().filename() << ": " << *findings;  // the name in quotes
    separator = ",\n";
  }
  std::cout << "}\n";
  return 0;
}

}  // namespace
}  // namespace bellwether

int main(int argc, char** argv) {
  if (argc == 2) return bellwether::Print(argv[1]);
  std::cerr << "usage: bellwether_schema_findings FOLDER\n";
  return 2;
}
