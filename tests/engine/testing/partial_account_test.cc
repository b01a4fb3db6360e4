#include "engine/testing/partial_account.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/yaml/yaml.h"
#include "tests/engine/testing/suites.h"

namespace bellwether {
namespace {

Node Parse(const std::string& text, DiagnosticSink& sink) {
  return ParseYaml(Sources(std::vector<SourceFile>{{"a.yaml", text}}), 0, Limits(), sink);
}

// {a: 1, b: [x, y]}
std::string Text(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::kNull:
      return "~";
    case Node::Kind::kScalar:
      return node.text;
    case Node::Kind::kSequence:
      for (const Node& item : node.items)
        absl::StrAppend(&text, text.empty() ? "" : ", ", Text(item));
      return "[" + text + "]";
    case Node::Kind::kMapping:
      break;
  }
  for (const Entry& entry : node.entries) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", entry.key, ": ", Text(entry.value));
  }
  return "{" + text + "}";
}

struct Laying {
  const char* account;
  const char* part;
  const char* result;
};

class LayOverTest : public ::testing::TestWithParam<Laying> {};

TEST_P(LayOverTest, TheLaterPartWins) {
  DiagnosticSink sink;
  Node account = Parse(GetParam().account, sink);
  LayOver(Parse(GetParam().part, sink), account);
  ASSERT_FALSE(sink.has_errors());
  EXPECT_EQ(Text(account), GetParam().result);
}

INSTANTIATE_TEST_SUITE_P(
    All, LayOverTest,
    ::testing::Values(
        Laying{"{seats: 1}", "{seats: 2}", "{seats: 2}"},
        Laying{"{seats: 1}", "{acv: 2}", "{seats: 1, acv: 2}"},
        Laying{"{seats: 1, acv: 2}", "{seats: ~}", "{acv: 2}"},
        Laying{"{signals: {a: 1, b: 2}}", "{signals: {b: 3, c: 4}}",
               "{signals: {a: 1, b: 3, c: 4}}"},
        Laying{"{signals: {a: 1, b: 2}}", "{signals: {b: ~}}", "{signals: {a: 1}}"},
        Laying{"{signals: {a: 1}}", "{signals: ~}", "{}"},
        Laying{"{signals: {a: {value: 1, observed_at: 2026-01-01}}}", "{signals: {a: {value: 2}}}",
               "{signals: {a: {value: 2}}}"},
        Laying{"{milestones: [{key: a, planned_at: 1}, {key: b}]}",
               "{milestones: [{key: a, completed_at: 2}, {key: c}]}",
               "{milestones: [{key: a, planned_at: 1, completed_at: 2}, {key: b}, {key: c}]}"},
        Laying{"{milestones: [{key: a, planned_at: 1}]}", "{milestones: [{key: a, planned_at: ~}]}",
               "{milestones: [{key: a}]}"},
        Laying{"{overrides: [1, 2]}", "{overrides: [3]}", "{overrides: [3]}"},
        Laying{"{previous_bands: {m: green}}", "{previous_bands: {n: red}}",
               "{previous_bands: {m: green, n: red}}"}));

struct Setting {
  const char* set;
  const char* result;
};

class SetTest : public ::testing::TestWithParam<Setting> {};

TEST_P(SetTest, ShortNamesReachEveryValue) {
  DiagnosticSink sink;
  Node account = Parse(
      "{seats: 9, signals: {homework: 0.5}, milestones: [{key: first_exam, planned_at: p}]}", sink);
  ApplySet(*CoursePlan(), Parse(GetParam().set, sink), account, sink);
  ASSERT_FALSE(sink.has_errors());
  EXPECT_EQ(Text(account), GetParam().result);
}

INSTANTIATE_TEST_SUITE_P(
    All, SetTest,
    ::testing::Values(
        Setting{"{attendance: 1, homework: ~, seats: ~, milestones: ~}",
                "{signals: {attendance: 1}}"},
        Setting{
            "{attendance: {not_applicable: true}, signals.homework: 1, seats: ~, milestones: ~}",
            "{signals: {homework: 1, attendance: {not_applicable: true}}}"},
        Setting{"{milestone.first_exam.completed_at: not_yet, seats: ~, signals: ~}",
                "{milestones: [{key: first_exam, planned_at: p, completed_at: not_yet}]}"},
        Setting{"{milestone.final_exam: {planned_at: q}, milestone.first_exam: ~, seats: ~, "
                "signals: ~}",
                "{milestones: [{key: final_exam, planned_at: q}]}"},
        Setting{"{dimension.conduct: 7, extension.granted_days: 3, previous_band.study: green, "
                "seats: ~, signals: ~, milestones: ~}",
                "{dimension_scores: {conduct: 7}, extension: {granted_days: 3}, previous_bands: "
                "{study: green}}"}));

TEST(PlaceOfTest, FindsTheClosestPart) {
  DiagnosticSink sink;
  const Node account =
      Parse("signals:\n  homework: 0.5\nmilestones:\n  - {key: a}\n  - key: b\n    planned_at: p\n",
            sink);
  EXPECT_EQ(PlaceOf(account, "signals.homework").line, 2u);
  EXPECT_EQ(PlaceOf(account, "milestones[1].planned_at").line, 6u);
  EXPECT_EQ(PlaceOf(account, "milestones[1].critical").line, 5u);
  EXPECT_EQ(PlaceOf(account, "milestones[7]").line, 3u);
  EXPECT_EQ(PlaceOf(account, "kickoff_at").line, 1u);
}

}  // namespace
}  // namespace bellwether
