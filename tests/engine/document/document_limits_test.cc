#include <gtest/gtest.h>

#include <string>

#include "engine/document/document.h"

namespace bellwether::document {
namespace {

std::string FirstProblem(const Sources& sources, const Limits& limits) {
  const Staged<Document> parsed = ParseDocument(sources, limits);
  return parsed.diagnostics.empty() ? "" : RenderLine(parsed.diagnostics[0], sources);
}

Sources OneFile(const std::string& yaml) {
  return Sources({SourceFile{"f", "pack: p\nversion: 1\n" + yaml}});
}

TEST(DocumentLimitsTest, Bytes) {
  Limits limits;
  limits.max_pack_bytes = 30;
  const Sources fits({SourceFile{"a", "pack: p\n"}, {"b", "version: 1\n"}});
  EXPECT_EQ(FirstProblem(fits, limits), "");
  const Sources large({SourceFile{"a", "pack: p\n"}, {"b", "version: 1 # a long comment\n"}});
  EXPECT_EQ(FirstProblem(large, limits),
            "b: error: with this file the pack has more than 30 bytes [too-large]");
}

TEST(DocumentLimitsTest, Files) {
  Limits limits;
  limits.max_pack_files = 1;
  EXPECT_EQ(FirstProblem(Sources({SourceFile{"a", "pack: p\n"}, {"b", "version: 1\n"}}), limits),
            "a: error: a pack has at most 1 files [too-many]");
}

TEST(DocumentLimitsTest, Names) {
  const std::string longest(100, 'a');
  EXPECT_EQ(FirstProblem(OneFile("segments: [" + longest + "]"), Limits{}), "");
  EXPECT_EQ(FirstProblem(OneFile("segments: [" + longest + "b]"), Limits{}),
            "f:3:12: error: `" + longest + "…` is not a name [bad-name]");
}

TEST(DocumentLimitsTest, Signals) {
  Limits limits;
  limits.max_signals = 2;
  const std::string two = "signals: {a: {type: count}, b: {type: count}}\n";
  EXPECT_EQ(FirstProblem(OneFile(two), limits), "");
  EXPECT_EQ(FirstProblem(OneFile(two + "derived: {c: {type: number, expr: a}}"), limits),
            "f:3:11: error: a pack has at most 2 signals and derived facts, not 3 [too-many]");
}

TEST(DocumentLimitsTest, Components) {
  Limits limits;
  limits.max_components = 1;
  EXPECT_EQ(FirstProblem(OneFile("health: {m: {components: {a: {weight: 1, of: x}}}}"), limits),
            "");
  EXPECT_EQ(FirstProblem(OneFile("health: {m: {components: {a: {weight: 1, of: x}, "
                                 "b: {weight: 1, of: x}}}}"),
                         limits),
            "f:3:50: error: a pack has at most 1 components [too-many]");
}

// S29: components nest to a depth of 8.
std::string NestedComponents(int depth) {
  std::string yaml = "a: {weight: 1, of: x}";
  for (int i = 1; i < depth; ++i) yaml = "a: {weight: 1, components: {" + yaml + "}}";
  return "health: {m: {components: {" + yaml + "}}}";
}

TEST(DocumentLimitsTest, ComponentDepth) {
  EXPECT_EQ(FirstProblem(OneFile(NestedComponents(8)), Limits{}), "");
  const std::string problem = FirstProblem(OneFile(NestedComponents(9)), Limits{});
  EXPECT_EQ(problem, "f:3:238: error: components are nested more than 8 deep [too-deep]");
}

TEST(DocumentLimitsTest, ManyUnknownKeysAreReportedQuickly) {
  std::string yaml;
  for (int i = 0; i < 30'000; ++i) yaml += "unknown_" + std::to_string(i) + ": 1\n";
  const Staged<Document> parsed = ParseDocument(OneFile(yaml), Limits{});
  EXPECT_FALSE(parsed.ok());
  EXPECT_LE(parsed.diagnostics.size(), 10'001u);
}

}  // namespace
}  // namespace bellwether::document
