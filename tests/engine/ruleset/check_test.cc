// tests/golden/ruleset/cases/*.txt: small packs, each with what is said about it. In a file,
//
//   ## Name of the case
//   the pack, below `pack` and `version` and below the text of the case called `given`
//   ->
//   its diagnostics, hints indented
//
// To add a case, write its pack and run with BELLWETHER_UPDATE_GOLDEN=1.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/engine/ruleset/packs.h"
#include "tests/support/files.h"
#include "tests/support/golden.h"

namespace bellwether::ruleset {
namespace {

constexpr char kFolder[] = "tests/golden/ruleset/cases";
constexpr std::string_view kHead = "## ";
constexpr std::string_view kArrow = "->\n";

struct Case {
  std::string name;
  std::string pack;
};

// The cases of a file, without what is expected of them.
std::vector<Case> ReadCases(std::string_view text) {
  std::vector<Case> cases;
  bool in_pack = false;
  while (!text.empty()) {
    const size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, size);
    text.remove_prefix(size);
    if (line.starts_with(kHead)) {
      cases.push_back({std::string(line.substr(kHead.size())), ""});
      cases.back().name.pop_back();
      in_pack = true;
    } else if (line == kArrow) {
      in_pack = false;
    } else if (in_pack) {
      cases.back().pack += line;
    }
  }
  return cases;
}

class CheckTest : public testing::TestWithParam<std::string> {};

TEST_P(CheckTest, DiagnosticsAreAsRecorded) {
  const std::string path = std::string(kFolder) + "/" + GetParam() + ".txt";
  std::string given, actual;
  int count = 0;
  for (const Case& one :
       ReadCases(testing_support::ReadFileOrFail(testing_support::SourcePath(path)))) {
    if (one.name == "given") given = one.pack;
    const std::string pack = one.name == "given" ? given : given + one.pack;
    actual += std::string(kHead) + one.name + "\n" + one.pack + std::string(kArrow) +
              Problems(PackOf(pack)) + "\n";
    ++count;
  }
  EXPECT_GT(count, 1);
  testing_support::ExpectGolden(path, actual);
}

std::vector<std::string> Groups() {
  std::vector<std::string> names = testing_support::ListFiles(kFolder, ".txt");
  for (std::string& name : names) name.resize(name.size() - std::string(".txt").size());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, CheckTest, testing::ValuesIn(Groups()),
                         [](const auto& test) { return test.param; });

}  // namespace
}  // namespace bellwether::ruleset
