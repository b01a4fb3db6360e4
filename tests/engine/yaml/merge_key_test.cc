#include <gtest/gtest.h>

#include <string>

#include "engine/yaml/yaml.h"

namespace bellwether {
namespace {

std::string Print(const Node& node) {
  if (node.is_null()) return "~";
  if (node.is_scalar()) return node.text;
  std::string text;
  for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + Print(item);
  for (const Entry& entry : node.entries) {
    text += (text.empty() ? "" : ", ") + entry.key + ": " + Print(entry.value);
  }
  return node.is_mapping() ? "{" + text + "}" : "[" + text + "]";
}

struct Parsed {
  Node root;
  std::string problems;
};

Parsed Parse(const std::string& yaml, const Limits& limits = {}) {
  const Sources sources({SourceFile{"f", yaml}});
  DiagnosticSink sink;
  Parsed parsed;
  parsed.root = ParseYaml(sources, 0, limits, sink);
  for (const Diagnostic& diagnostic : sink.Take()) {
    parsed.problems += RenderLine(diagnostic, sources) + "\n";
    EXPECT_NE(diagnostic.hint, "") << diagnostic.message;
  }
  return parsed;
}

// What the key `m` holds after the anchors a, b.
std::string Merged(const std::string& mapping) {
  const Parsed parsed = Parse("a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\ne: &e {}\nm: " + mapping);
  EXPECT_EQ(parsed.problems, "") << mapping;
  const Node* node = parsed.root.Find("m");
  return node == nullptr ? "nothing" : Print(*node);
}

TEST(MergeKeyTest, LaysTheKeysOfAMappingIn) {
  EXPECT_EQ(Merged("{<<: *a}"), "{x: 1, y: 2}");
  EXPECT_EQ(Merged("{<<: *a, v: 0}"), "{x: 1, y: 2, v: 0}");
  EXPECT_EQ(Merged("{v: 0, <<: *a, w: 0}"), "{v: 0, x: 1, y: 2, w: 0}");
  EXPECT_EQ(Merged("{<<: {p: 1}}"), "{p: 1}");
  EXPECT_EQ(Merged("{<<: *e, v: 0}"), "{v: 0}");
  EXPECT_EQ(Merged("\n  <<: *a\n  v: 0"), "{x: 1, y: 2, v: 0}");
}

TEST(MergeKeyTest, KeysOfTheMappingWinWhereverItStands) {
  EXPECT_EQ(Merged("{<<: *a, y: 9}"), "{x: 1, y: 9}");
  EXPECT_EQ(Merged("{y: 9, <<: *a}"), "{y: 9, x: 1}");
  EXPECT_EQ(Merged("{<<: *a, y: ~}"), "{x: 1, y: ~}");
}

TEST(MergeKeyTest, OfAListTheEarlierWins) {
  EXPECT_EQ(Merged("{<<: [*a, *b]}"), "{x: 1, y: 2, z: 4}");
  EXPECT_EQ(Merged("{<<: [*b, *a]}"), "{y: 3, z: 4, x: 1}");
  EXPECT_EQ(Merged("{<<: [*a, *b], z: 9}"), "{x: 1, y: 2, z: 9}");
  EXPECT_EQ(Merged("{<<: []}"), "{}");
}

TEST(MergeKeyTest, WhatWasMergedCanBeMergedAgain) {
  EXPECT_EQ(Merged("\n  c: &c {<<: *a, y: 7}\n  d: {<<: [*c, *b]}"),
            "{c: {x: 1, y: 7}, d: {x: 1, y: 7, z: 4}}");
}

TEST(MergeKeyTest, InQuotesItIsANameLikeAnyOther) {
  EXPECT_EQ(Merged("{'<<': *a}"), "{<<: {x: 1, y: 2}}");
}

TEST(MergeKeyTest, APlaceIsWhereAValueIsWrittenAndWhereItWasMerged) {
  const Parsed parsed = Parse("a: &a {x: [1]}\nm: {<<: *a, y: 2}\nn: *a\n");
  const Node& m = *parsed.root.Find("m");
  ASSERT_EQ(m.entries.size(), 2u);
  const Span key = m.entries[0].key_span;
  EXPECT_EQ(key, (Span{0, 1, 8, 1, 2, 5}));
  EXPECT_EQ(MergePlace(key), (Span{0, 2, 5, 2}));
  EXPECT_EQ(m.entries[0].value.items[0].span, (Span{0, 1, 12, 1, 2, 5}));
  EXPECT_FALSE(m.entries[1].key_span.merged());
  EXPECT_FALSE(parsed.root.Find("a")->entries[0].key_span.merged());
  EXPECT_FALSE(parsed.root.Find("n")->entries[0].key_span.merged());
}

TEST(MergeKeyTest, OfSeveralMergesTheLastOneIsNamed) {
  const Parsed parsed = Parse("a: &a {x: 1}\nb: &b {<<: *a}\nm: {<<: *b}\n");
  EXPECT_EQ(parsed.root.Find("m")->entries[0].key_span, (Span{0, 1, 8, 1, 3, 5}));
}

struct ProblemCase {
  const char* yaml;
  const char* want;
};
constexpr ProblemCase kProblems[] = {
    {"m: {<<: 1}", "f:1:5: error: `<<` merges mappings, not the number `1` [merge-key]\n"},
    {"m: {<<: }", "f:1:5: error: `<<` merges mappings, not nothing [merge-key]\n"},
    {"a: &a [1]\nm: {<<: *a}",
     "f:2:5: error: `<<` merges mappings, not the number `1` [merge-key]\n"},
    {"a: &a x\nm: {<<: [{b: 1}, *a]}", "f:2:5: error: `<<` merges mappings, not `x` [merge-key]\n"},
    {"m: {<<: [[{a: 1}]]}", "f:1:5: error: `<<` merges mappings, not a list [merge-key]\n"},
    {"a: &a {x: 1}\nm: {<<: *a, <<: *a}",
     "f:2:13: error: key `<<` is already set at 2:5 [duplicate-key]\n"},
    {"m: {<<: *nobody}",
     "f:1:9: error: `*` begins an alias, and no anchor has this name [syntax]\n"},
    {"m: &m {a: 1, <<: *m}",
     "f:1:18: error: this alias stands inside what it refers to [cyclic-alias]\n"},
    {"m: {<<: {a: 1, a: 2}}", "f:1:16: error: key `a` is already set at 1:10 [duplicate-key]\n"},
};

TEST(MergeKeyTest, SaysWhatCannotBeMerged) {
  for (const ProblemCase& one : kProblems) EXPECT_EQ(Parse(one.yaml).problems, one.want);
}

// A chain of merges is as deep as one mapping.
TEST(MergeKeyTest, MergesDoNotAddToTheDepth) {
  std::string yaml = "m0: &m0 {k0: 0}\n";
  for (int i = 1; i < 68; ++i) {
    const std::string n = std::to_string(i);
    yaml += "m" + n + ": &m" + n + " {<<: *m" + std::to_string(i - 1) + ", k" + n + ": 0}\n";
  }
  const Parsed parsed = Parse(yaml);
  EXPECT_EQ(parsed.problems, "");
  EXPECT_EQ(parsed.root.Find("m67")->entries.size(), 68u);
}

TEST(MergeKeyTest, ABombOfMergesIsRefused) {
  std::string yaml = "m0: &m0 {a: {b: {c: 1}}}\n";
  for (int i = 1; i < 30; ++i) {
    const std::string n = std::to_string(i);
    const std::string before = "*m" + std::to_string(i - 1);
    yaml += "m" + n + ": &m" + n + " {x: {<<: " + before + "}, y: {<<: " + before + "}}\n";
  }
  EXPECT_NE(Parse(yaml).problems.find("aliases repeat more than 10000 values [alias-limit]"),
            std::string::npos);
}

TEST(MergeKeyTest, DepthIsThatOfWhatStandsThere) {
  Limits limits;
  limits.max_yaml_depth = 4;
  EXPECT_EQ(Parse("a: &a {x: {y: 1}}\nm: {<<: *a}", limits).problems, "");
  EXPECT_EQ(Parse("a: &a {x: {y: 1}}\nm: [{<<: *a}]", limits).problems,
            "f:2:10: error: values are nested more than 4 deep [too-deep]\n");
}

}  // namespace
}  // namespace bellwether
