#include "rules/reader/text_diff.h"

#include "gtest/gtest.h"

namespace bellwether {
namespace {

TEST(TextDiffTest, EqualTextsHaveNone) { EXPECT_EQ(TextDiff("a.yaml", "a\n", "a\n"), ""); }

TEST(TextDiffTest, LinesThatCameAndWent) {
  EXPECT_EQ(TextDiff("b/a.yaml", "1\n2\n3\n4\n5\n6\n", "1\n2\n3\n4\nfive\nsix\n6\n"),
            "--- a/b/a.yaml\n+++ b/b/a.yaml\n@@ -2,5 +2,6 @@\n 2\n 3\n 4\n-5\n+five\n+six\n 6\n");
}

TEST(TextDiffTest, NoNewlineAtTheEnd) {
  EXPECT_EQ(TextDiff("a", "1", "1\n"),
            "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n\\ No newline at end of file\n+1\n");
}

TEST(TextDiffTest, ReturnsAreShown) {
  EXPECT_EQ(TextDiff("a", "1\r\n", "1\n"), "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\r\n+1\n");
}

TEST(TextDiffTest, BytesThatAreNoText) {
  EXPECT_EQ(TextDiff("a", std::string("\0\n", 2), "1\n"),
            std::string("--- a/a\n+++ b/a\n@@ -1 +1 @@\n-") + '\0' + "\n+1\n");
}

}  // namespace
}  // namespace bellwether
