// Each tests/golden/ruleset/*.yaml is a pack with mistakes; beside it stands everything that is
// said about it, as people see it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/engine/ruleset/packs.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace bellwether::ruleset {
namespace {

constexpr char kFolder[] = "tests/golden/ruleset";

class RulesetGoldenTest : public testing::TestWithParam<std::string> {};

TEST_P(RulesetGoldenTest, DiagnosticsAreAsRecorded) {
  const std::string path = std::string(kFolder) + "/" + GetParam();
  const std::string yaml =
      testing_support::ReadFileOrFail(testing_support::SourcePath(path + ".yaml"));
  const Sources sources({SourceFile{GetParam() + ".yaml", yaml}});
  testing_support::ExpectGolden(path + ".txt", RenderAll(CheckPack(sources).diagnostics, sources));
}

std::vector<std::string> PackNames() {
  std::vector<std::string> names = testing_support::ListFiles(kFolder, ".yaml");
  for (std::string& name : names) name.resize(name.size() - std::string(".yaml").size());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, RulesetGoldenTest, testing::ValuesIn(PackNames()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace bellwether::ruleset
