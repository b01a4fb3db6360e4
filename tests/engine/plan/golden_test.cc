// Each tests/golden/plan/*.yaml is a good pack; beside it stands the dump of its plan.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/plan/dump.h"
#include "tests/engine/ruleset/packs.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace bellwether {
namespace {

constexpr char kFolder[] = "tests/golden/plan";

class PlanGoldenTest : public testing::TestWithParam<std::string> {};

TEST_P(PlanGoldenTest, DumpIsAsRecorded) {
  const std::string path = std::string(kFolder) + "/" + GetParam();
  const std::string yaml =
      testing_support::ReadFileOrFail(testing_support::SourcePath(path + ".yaml"));
  const Sources sources({SourceFile{GetParam() + ".yaml", yaml}});
  const Staged<ruleset::RuleSet> checked = ruleset::CheckPack(sources);
  ASSERT_TRUE(checked.ok()) << RenderAll(checked.diagnostics, sources);
  testing_support::ExpectGolden(path + ".dump.txt", Dump(Compile(checked.value)));
}

std::vector<std::string> PackNames() {
  std::vector<std::string> names = testing_support::ListFiles(kFolder, ".yaml");
  for (std::string& name : names) name.resize(name.size() - std::string(".yaml").size());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, PlanGoldenTest, testing::ValuesIn(PackNames()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace bellwether
