// Each tests/golden/document/*.yaml is a pack; beside it stands what the stage makes of it: its
// diagnostics and its dump.
#include "tests/support/golden.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/document/document.h"
#include "tests/support/files.h"

namespace bellwether::document {
namespace {

using testing_support::DescribeDifference;
using testing_support::ExpectGolden;
using testing_support::ListFiles;
using testing_support::ReadFileOrFail;
using testing_support::SourcePath;

constexpr char kFolder[] = "tests/golden/document";

class DocumentGoldenTest : public testing::TestWithParam<std::string> {};

TEST_P(DocumentGoldenTest, DumpIsAsRecorded) {
  const std::string& name = GetParam();
  const std::string path = std::string(kFolder) + "/" + name;
  const Sources sources({SourceFile{name + ".yaml", ReadFileOrFail(SourcePath(path + ".yaml"))}});
  const Staged<Document> parsed = ParseDocument(sources, Limits{});
  ExpectGolden(path + ".dump.txt",
               RenderAll(parsed.diagnostics, sources) + DumpDocument(parsed.value));
}

std::vector<std::string> PackNames() {
  std::vector<std::string> names = ListFiles(kFolder, ".yaml");
  for (std::string& name : names) name.resize(name.size() - std::string(".yaml").size());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, DocumentGoldenTest, testing::ValuesIn(PackNames()),
                         [](const auto& test) { return test.param; });

TEST(DescribeDifferenceTest, ShowsTheFirstLinesThatDiffer) {
  EXPECT_EQ(DescribeDifference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(DescribeDifference("a\nb\nc\nd\n", "a\nb\nc\nx\n"), "2   b\n3   c\n4 - d\n4 + x\n");
  EXPECT_EQ(DescribeDifference("a\n", "a\nb\n"), "1   a\n2 + b\n");
  EXPECT_EQ(DescribeDifference("a\n", "a"), "1   a\n");
  EXPECT_EQ(DescribeDifference("", "a"), "1 + a\n");
}

}  // namespace
}  // namespace bellwether::document
