// Numbers by name and by date, and what a pack comes to in each setting.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/document/document.h"

namespace bellwether::document {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kHead[] = "pack: p\nversion: 1.0.0\n";

Sources SourcesOf(const std::string& yaml) { return Sources({{"f", kHead + yaml}}); }

std::string Problems(const std::string& yaml, const Overrides& overrides = {}) {
  const Sources sources = SourcesOf(yaml);
  std::string problems;
  for (const Diagnostic& found : ParseVariants(sources, Limits{}, overrides).diagnostics) {
    absl::StrAppend(&problems, RenderLine(found, sources), "\n");
    if (!found.hint.empty()) absl::StrAppend(&problems, "  ", found.hint, "\n");
  }
  return problems;
}

std::vector<Document> VariantsOf(const std::string& yaml, const Overrides& overrides = {}) {
  const Staged<std::vector<Document>> parsed = ParseVariants(SourcesOf(yaml), Limits{}, overrides);
  EXPECT_TRUE(parsed.ok()) << Problems(yaml, overrides);
  return parsed.value;
}

// "grace 2", "segment `large`: grace 3": one line for each variant.
std::vector<std::string> GraceOf(const std::string& yaml, const Overrides& overrides = {}) {
  std::vector<std::string> lines;
  for (const Document& document : VariantsOf(yaml, overrides)) {
    lines.push_back(
        absl::StrCat(document.setting.Describe(), " ", document.milestones.grace_days.value));
  }
  return lines;
}

TEST(ConstantsTest, StandWhereverANumberMayStand) {
  const std::vector<Document> variants = VariantsOf(
      "milestones: {order: [a], grace_days: days, cascade: {low: low, high: 2}}\n"
      "health: {m: {bands: [{green: from}, {red: 0}], components: {\n"
      "  c: {weight: low, of: x, steps: [{at_most: low, points: from}, {else: 100}]},\n"
      "  d: {weight: 1, of: x, points: [[low, 0], [10, from]]},\n"
      "  e: {weight: 1, of: x, map: {no: from}}}}}\n"
      "benchmarks: {b: {value: x, better: lower, tiers: [p, q, r],\n"
      "  sets: {S: {default: [low, {below: days}]}}}}\n"
      "programme: {phases: {p: {weeks: [1, days]}}}\n"
      "signals: {x: {type: number, missing: {value: days}}}\n"
      "constants: {days: {value: 3}, low: {value: 1.5}, from: {value: 70}}\n");
  ASSERT_EQ(variants.size(), 1u);
  const Document& document = variants[0];
  EXPECT_EQ(document.milestones.grace_days.value, 3);
  EXPECT_EQ(document.milestones.cascade.low.value, 1.5);
  const HealthModel& model = document.health[0].value;
  EXPECT_EQ(model.bands[0].value.from.value, 70);
  EXPECT_EQ(model.components[0].value.weight.value, 1.5);
  EXPECT_EQ(model.components[0].value.curve.steps[0].bound, 1.5);
  EXPECT_EQ(model.components[0].value.curve.steps[0].points, 70);
  EXPECT_EQ(model.components[1].value.curve.points[0].x, 1.5);
  EXPECT_EQ(model.components[1].value.curve.points[1].y, 70);
  const BenchmarkSet& set = document.benchmarks[0].value.sets[0].value;
  EXPECT_EQ(set.default_row.bounds[0].value, 1.5);
  EXPECT_EQ(set.default_row.bounds[1].value, 3);
  EXPECT_EQ(std::get<double>(document.signals[0].value.missing.value.value), 3);
}

TEST(ConstantsTest, StandInNotes) {
  const Document document = VariantsOf(
      "constants: {least: {value: 0.9}}\n"
      "signals: {x: {type: ratio, description: 'At least {least:percent}, {least}, {other}, {'}}\n")
      [0];
  const Text::Entry& entry = document.signals[0].value.notes.description.entries[0];
  EXPECT_EQ(entry.text, "At least 90 %, 0.9, {other}, {");
  EXPECT_EQ(entry.written, "At least {least:percent}, {least}, {other}, {");
  EXPECT_THAT(document.filled_constants, ElementsAre(0u, 0u));
}

struct Case {
  const char* name;
  const char* yaml;
  const char* want;
};
class ConstantProblemTest : public testing::TestWithParam<Case> {};

TEST_P(ConstantProblemTest, IsExplained) { EXPECT_EQ(Problems(GetParam().yaml), GetParam().want); }

constexpr Case kCases[] = {
    {"Unknown", "constants: {days: {value: 3}}\nmilestones: {grace_days: day}",
     "f:4:27: error: `grace_days` must be a number or a constant, and there is no constant `day` "
     "[unknown-constant]\n  did you mean `days`?\n"},
    {"NoneAtAll", "milestones: {grace_days: day}",
     "f:3:26: error: `grace_days` must be a whole number, not the text `day` [type-mismatch]\n"},
    {"OutOfRangeNamesItsPlace", "constants: {days: {value: -3}}\nmilestones: {grace_days: days}",
     "f:4:27: error: `grace_days` must be at least 0, not -3 [out-of-range]\n"
     "  the number is that of `days`, set at f:3:27\n"},
    {"NotWhole", "constants: {days: {value: 2.5}}\nmilestones: {grace_days: days}",
     "f:4:27: error: `grace_days` must be a whole number, not 2.5 [type-mismatch]\n"
     "  the number is that of `days`, set at f:3:27\n"},
    {"OfAnother", "constants: {a: {value: 1}, b: {value: a}}",
     "f:3:40: error: `value` must be a number, not the text `a` [type-mismatch]\n"},
    {"WithoutAValue", "constants: {a: {description: x}}",
     "f:3:13: error: `a` needs the key `value` [missing-key]\n  the number\n"},
    {"Gap",
     "milestones: {grace_days: [{value: 1, effective: {until: 2026-07-01}},\n"
     "  {value: 2, effective: {from: 2026-08-01}}]}",
     "f:4:3: error: `grace_days` has no value from 2026-07-01 until 2026-08-01 [bad-dates]\n"
     "  write {value: 2, effective: {until: 2026-07-01}}, "
     "{value: 3, effective: {from: 2026-07-01}}\n"},
    {"Overlap",
     "milestones: {grace_days: [{value: 1, effective: {until: 2026-07-02}},\n"
     "  {value: 2, effective: {from: 2026-07-01}}]}",
     "f:4:3: error: `grace_days` has two values from 2026-07-01 [bad-dates]\n"
     "  write {value: 2, effective: {until: 2026-07-01}}, "
     "{value: 3, effective: {from: 2026-07-01}}\n"},
    {"Open",
     "milestones: {grace_days: [{value: 1, effective: {from: 2026-07-01, until: 2026-08-01}}]}",
     "f:3:27: error: `grace_days` has no value before 2026-07-01 [bad-dates]\n"
     "  write {value: 2, effective: {until: 2026-07-01}}, "
     "{value: 3, effective: {from: 2026-07-01}}\n"
     "f:3:27: error: `grace_days` has no value from 2026-08-01 [bad-dates]\n"
     "  write {value: 2, effective: {until: 2026-07-01}}, "
     "{value: 3, effective: {from: 2026-07-01}}\n"},
    {"Backwards",
     "flags: {f: {severity: red, when: x, reason: r,\n"
     "  effective: {from: 2026-07-01, until: 2026-07-01}}}",
     "f:4:40: error: `until` must be after `from`, 2026-07-01 [bad-dates]\n"
     "  `until` is the first day on which it no longer holds\n"},
    {"NoDay", "flags: {f: {severity: red, when: x, reason: r, effective: {from: July}}}",
     "f:3:66: error: `from` must be a day from 1990 to 2100, not the text `July` [type-mismatch]\n"
     "  write it as 2026-07-01\n"},
};
INSTANTIATE_TEST_SUITE_P(All, ConstantProblemTest, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(VariantsTest, AreSegmentsTimesPeriods) {
  EXPECT_THAT(GraceOf("constants: {days: {value: 3, segments: {large: 5}}}\n"
                      "milestones: {grace_days: days}\n"
                      "flags: {f: {severity: red, when: x, reason: r, effective: {from: "
                      "2026-07-01}}}"),
              ElementsAre("until 2026-07-01 3", "segment `large`, until 2026-07-01 5",
                          "from 2026-07-01 3", "segment `large`, from 2026-07-01 5"));
}

TEST(VariantsTest, TakeTheValueThatIsInForce) {
  EXPECT_THAT(GraceOf("milestones:\n"
                      "  grace_days:\n"
                      "  - {value: 3, effective: {from: 2026-10-01}}\n"
                      "  - {value: 1, effective: {until: 2026-07-01}}\n"
                      "  - {value: 2, effective: {from: 2026-07-01, until: 2026-10-01}}\n"),
              ElementsAre("until 2026-07-01 1", "from 2026-07-01, until 2026-10-01 2",
                          "from 2026-10-01 3"));
}

TEST(VariantsTest, TheValueOfAConstantMayHaveDates) {
  EXPECT_THAT(GraceOf("constants: {days: {value: [{value: 1, effective: {until: 2026-07-01}},\n"
                      "  {value: 2, effective: {from: 2026-07-01}}]}}\n"
                      "milestones: {grace_days: days}\n"),
              ElementsAre("until 2026-07-01 1", "from 2026-07-01 2"));
}

TEST(VariantsTest, ADeploymentSetsNumbers) {
  constexpr char kPack[] =
      "constants: {days: {value: 3, segments: {large: 5}}}\nmilestones: {grace_days: days}\n";
  EXPECT_THAT(GraceOf(kPack, {{"days", "", 4}}), ElementsAre(" 4", "segment `large` 5"));
  EXPECT_THAT(GraceOf(kPack, {{"days", "large", 4}}), ElementsAre(" 3", "segment `large` 4"));
  EXPECT_THAT(GraceOf(kPack, {{"days", "small", 4}}),
              ElementsAre(" 3", "segment `large` 5", "segment `small` 4"));
  EXPECT_THAT(Problems(kPack, {{"day", "", 4}}),
              HasSubstr("a value is set for `day`, which is no constant of the pack"));
}

TEST(VariantsTest, AreLimited) {
  std::string yaml = "constants: {days: {value: 3, segments: {";
  for (size_t i = 0; i < Limits{}.max_variants; ++i) absl::StrAppend(&yaml, "s", i, ": 1, ");
  EXPECT_THAT(Problems(yaml + "}}}\n"), HasSubstr("at most 64 are allowed (max_variants)"));
}

}  // namespace
}  // namespace bellwether::document
