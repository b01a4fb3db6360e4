// What a formatter that is wrong would do, one mistake after the other: each is found.
#include "engine/format/proof.h"

#include "engine/format/scanner.h"
#include "engine/source/diagnostic.h"
#include "engine/yaml/yaml.h"
#include "gtest/gtest.h"

namespace bellwether::format {
namespace {

std::string LossOf(const std::string& before, const std::string& after) {
  const Sources sources(std::vector<SourceFile>{{"a.yaml", before}});
  DiagnosticSink sink;
  const Node tree = ParseYaml(sources, 0, Limits{}, sink);
  EXPECT_FALSE(sink.has_errors());
  const auto loss = FindLoss(before, Scan(before).tokens, tree, after, Limits{});
  return loss ? sources.Describe(loss->at) + ": " + loss->what : "";
}

TEST(ProofTest, BlanksAreNoLoss) {
  EXPECT_EQ(LossOf("a:   1\n\n# b\nc: [ 1 ]", "a: 1\n# b\nc: [1]\n"), "");
}

TEST(ProofTest, Texts) {
  EXPECT_EQ(LossOf("a: 1 # b\n", "a: 1\n"), "a.yaml:1:1: some of its text");
  EXPECT_EQ(LossOf("a: 1\n", "a: 1 # b\n"), "a.yaml:1:1: some of its text");
  EXPECT_EQ(LossOf("a: 12\n", "a: 13\n"), "a.yaml:1:1: some of its text");
}

TEST(ProofTest, CommentsThatRunTogether) {
  EXPECT_EQ(LossOf("a: 1\n# b\n# c\n", "a: 1\n# b # c\n"), "a.yaml:2:1: this comment");
}

TEST(ProofTest, CommentsThatAreCut) {
  EXPECT_EQ(LossOf("a: 1\n# b #c\n", "a: 1\n# b\n#c\n"), "a.yaml:2:1: this comment");
}

TEST(ProofTest, CommentsThatBecomeText) {
  EXPECT_EQ(LossOf("a: |\n  b\n# c\n", "a: |\n  b\n  # c\n"), "a.yaml:2:3: this");
}

TEST(ProofTest, TextsThatBecomeComments) {
  EXPECT_EQ(LossOf("a: b#c\n", "a: b #c\n"), "a.yaml:1:4: this");
}

TEST(ProofTest, CommentsThatTakeWhatFollows) {
  EXPECT_EQ(LossOf("a: # b\n  1\n", "a: # b 1\n"), "a.yaml:1:4: this comment");
}

TEST(ProofTest, BlanksOfATextThatCount) {
  EXPECT_EQ(LossOf("a: \"b  c\"\n", "a: \"b c\"\n"), "a.yaml:1:5: this value");
  EXPECT_EQ(LossOf("a: |\n  b\n   c\n", "a: |\n  b\n  c\n"), "a.yaml:1:4: this value");
}

TEST(ProofTest, LevelsThatChange) {
  EXPECT_EQ(LossOf("a:\n  b: 1\n  c: 2\n", "a:\n  b: 1\nc: 2\n"), "a.yaml:1:1: this value");
  EXPECT_EQ(LossOf("- - 1\n  - 2\n", "- - 1\n- 2\n"), "a.yaml:1:1: this value");
}

TEST(ProofTest, WhatIsNoYamlAnyMore) {
  EXPECT_EQ(LossOf("a:\n  b: 1\n", "a: b: 1\n"), "a.yaml:1:1: what makes it YAML");
}

}  // namespace
}  // namespace bellwether::format
