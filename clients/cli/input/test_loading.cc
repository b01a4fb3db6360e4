// Tested by tests/clients/test_command_test.py.
#include "clients/cli/input/test_loading.h"

#include <filesystem>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "clients/cli/input/pack_loading.h"
#include "engine/base/string_bridge.h"
#include "engine/testing/testing.h"
#include "rules/reader/git_folder.h"
#include "rules/reader/git_place.h"
#include "rules/reader/pack_source.h"

namespace bellwether::cli {
namespace {

Sources FromHere(const Sources& sources, const std::string& pack) {
  std::vector<SourceFile> files = sources.files();
  for (SourceFile& file : files) {
    file.name = (std::filesystem::path(pack) / file.name).string();
  }
  return Sources(std::move(files));
}

}  // namespace

std::optional<LoadedTests> LoadTestsOrSayWhy(const std::string& pack, const Plan& plan,
                                             Console& console) {
  if (IsPackRevision(pack) && !IsGitPlace(pack)) {
    console.Fail(absl::StrCat("tests are read from a folder, and ", pack,
                              " is a revision; check it out and give its folder"));
    return std::nullopt;
  }
  const Limits limits;
  const absl::StatusOr<PackContents> read = PackSource(pack, limits).Read();
  if (!read.ok()) {
    console.Fail(ToStd(read.status().message()));
    return std::nullopt;
  }
  Sources sources = FromHere(read->tests, pack);
  Staged<TestSuite> suite = LoadTests(plan, read->tests, limits);
  console.Write(DiagnosticsText(suite.diagnostics, sources, console.style()));
  if (!suite.ok()) {
    console.Fail(absl::StrCat("the tests of ", pack, " have ", CountText(suite.diagnostics)));
    return std::nullopt;
  }
  return LoadedTests{std::move(sources), std::move(suite.value)};
}

std::string NoTests(const std::string& pack) {
  return absl::StrCat("the pack ", pack, " has no tests; write cases in ", pack,
                      "/tests/*_test.yaml");
}

}  // namespace bellwether::cli
