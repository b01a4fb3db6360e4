#include "engine/source/edits.h"

#include "gtest/gtest.h"

namespace bellwether {
namespace {

Sources Of(std::string name, std::string text) {
  return Sources(std::vector<SourceFile>{{std::move(name), std::move(text)}});
}

Edit At(uint32_t line, uint32_t column, uint32_t length, std::string text, uint32_t file = 0) {
  Span span;
  span.file = file;
  span.line = line;
  span.column = column;
  span.length = length;
  return {span, std::move(text)};
}

TEST(EditsTest, NoEditIsNoDiff) { EXPECT_EQ(UnifiedDiff(Of("a.yaml", "x\n"), {}), ""); }

TEST(EditsTest, TwoEditsOfOneLineInAnyOrder) {
  const Sources sources = Of("a.yaml", "weight: 1, other: 2\n");
  const std::string expected =
      "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,1 +1,1 @@\n-weight: 1, other: 2\n+weight: 100, other: "
      "30\n";
  EXPECT_EQ(UnifiedDiff(sources, {At(1, 9, 1, "100"), At(1, 19, 1, "30")}), expected);
  EXPECT_EQ(UnifiedDiff(sources, {At(1, 19, 1, "30"), At(1, 9, 1, "100")}), expected);
}

TEST(EditsTest, HunksThatTouchAreOne) {
  const Sources sources = Of("a.yaml", "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n15\n16\n");
  EXPECT_EQ(UnifiedDiff(sources, {At(1, 1, 1, "a"), At(7, 1, 1, "b"), At(16, 1, 2, "c")}),
            "--- a/a.yaml\n+++ b/a.yaml\n"
            "@@ -1,10 +1,10 @@\n-1\n+a\n 2\n 3\n 4\n 5\n 6\n-7\n+b\n 8\n 9\n 10\n"
            "@@ -13,4 +13,4 @@\n 13\n 14\n 15\n-16\n+c\n");
}

TEST(EditsTest, AFileWithoutALastNewlineIsSaidToHaveNone) {
  EXPECT_EQ(UnifiedDiff(Of("a.yaml", "1\n2"), {At(2, 1, 1, "b")}),
            "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,2 +1,2 @@\n 1\n-2\n\\ No newline at end of file\n"
            "+b\n\\ No newline at end of file\n");
}

TEST(EditsTest, FilesStandInTheirOrder) {
  const Sources sources({{"b.yaml", "x\n"}, {"a.yaml", "y\n"}});  // sorted by name
  EXPECT_EQ(UnifiedDiff(sources, {At(1, 1, 1, "2", 1), At(1, 1, 1, "1", 0)}),
            "--- a/a.yaml\n+++ b/a.yaml\n@@ -1,1 +1,1 @@\n-y\n+1\n"
            "--- a/b.yaml\n+++ b/b.yaml\n@@ -1,1 +1,1 @@\n-x\n+2\n");
}

TEST(EditsTest, AFileThatChangesKeepsEveryOtherByte) {
  const Sources sources(
      std::vector<SourceFile>{{"a.yaml", "x: 1 # one\r\ny: 2\r\nz"}, {"b.yaml", "same\n"}});
  const std::vector<Edit> edits = {At(1, 4, 1, "10"), At(2, 4, 1, "")};
  const std::vector<SourceFile> edited = Edited(sources, edits);
  ASSERT_EQ(edited.size(), 1u);
  EXPECT_EQ(edited[0].name, "a.yaml");
  EXPECT_EQ(edited[0].text, "x: 10 # one\r\ny: \r\nz");
  EXPECT_NE(UnifiedDiff(sources, edits).find("\n+x: 10 # one\r\n"), std::string::npos);
}

}  // namespace
}  // namespace bellwether
