#include "engine/mutation/mutations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"

namespace bellwether::mutation {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

struct Step {
  const char* numeral;
  bool ratio;
  const char* down;
  const char* up;
};

class SteppedTest : public ::testing::TestWithParam<Step> {};

TEST_P(SteppedTest, IsTheSmallestOfItsKind) {
  EXPECT_EQ(Stepped(GetParam().numeral, -1, GetParam().ratio), GetParam().down);
  EXPECT_EQ(Stepped(GetParam().numeral, 1, GetParam().ratio), GetParam().up);
}

INSTANTIATE_TEST_SUITE_P(
    All, SteppedTest,
    ::testing::Values(Step{"30", false, "29", "31"}, Step{"0", false, "-1", "1"},
                      Step{"1.4", false, "1.3", "1.5"}, Step{"4.50", false, "4.49", "4.51"},
                      Step{"0.7", false, "0.69", "0.71"}, Step{"1", true, "0.99", "1.01"},
                      Step{"0.005", true, "0.004", "0.006"}, Step{"1.05", true, "1.04", "1.06"}));

constexpr char kPack[] = R"(pack: p
version: 1.0.0
segments: [big]
severities: [red, yellow]
x-note: {weight: 7}
signals:
  share: {type: ratio, max_age: 14d, description: "At most 3"}
  calls: {type: count, missing: neutral}
derived:
  rate: {type: number, expr: "calls / 2.5"}
benchmarks:
  sharing:
    value: share
    better: higher
    tiers: [good, poor]
    points: {good: 100, poor: 0}
    sets: {A: {big: [0.5]}}
  calling:
    value: calls
    better: lower
    tiers: [good, poor]
    points: {good: 100, poor: 0}
    sets: {A: {big: [{below: 3}]}}
health:
  m:
    rounding: down
    bands: [{green: 80}, {red: 0}]
    components:
      curve: {weight: 2, of: share, points: [[0, 10], [1, 90]]}
      steps: {weight: 1, invert: true, of: calls, steps: [{at_most: 4, points: 7}, {else: 0}]}
      sharing: {weight: 1, benchmark: sharing}
      calling: {weight: 1, benchmark: calling}
flags:
  quiet:
    severity: red
    when: >-
      calls <
        5 && share > 0.25
    reason: Fewer than 5 calls
    unknown: raise
)";

std::vector<std::string> Changes() {
  const Sources sources(std::vector<SourceFile>{{"pack.yaml", kPack}});
  const auto loaded = Load(sources);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  std::vector<std::string> changes;
  for (const Mutation& mutation : MutationsOf(sources, *loaded.value)) {
    changes.push_back(absl::StrCat(mutation.key, " ", mutation.change));
    const std::string changed = Apply(mutation, sources).files()[0].text;
    EXPECT_EQ(changed.substr(0, mutation.offset), std::string(kPack).substr(0, mutation.offset));
    EXPECT_EQ(changed.substr(mutation.offset, mutation.text.size()), mutation.text);
    EXPECT_EQ(changed.size() + mutation.length, sizeof(kPack) - 1 + mutation.text.size());
  }
  return changes;
}

TEST(MutationsTest, FindsEveryKindOfNumberBoundWeightAndPolicy) {
  const std::vector<std::string> changes = Changes();
  for (const char* change : {"signals.share.max_age 14d -> 15d",
                             "signals.share.max_age 14d -> 13d",
                             "signals.calls.missing neutral -> exclude",
                             "signals.calls.missing neutral -> worst",
                             "derived.rate.expr#1 2.5 -> 2.6",
                             "benchmarks.sharing.better higher -> lower",
                             "benchmarks.sharing.points.good 100 -> 101",
                             "benchmarks.sharing.sets.A.big[0] 0.5 -> 0.51",
                             "benchmarks.sharing.sets.A.big[0] 0.5 -> {above: 0.5}",
                             "benchmarks.calling.sets.A.big[0] 3 -> 4",
                             "benchmarks.calling.sets.A.big[0] {below: 3} -> 3",
                             "health.m.bands[0].green 80 -> 81",
                             "health.m.components.curve.weight 2 -> 1",
                             "health.m.components.curve.points[1][0] 1 -> 1.01",
                             "health.m.components.curve.points[1][1] 90 -> 91",
                             "health.m.components.steps.invert true -> false",
                             "health.m.components.steps.steps[0].at_most 4 -> 5",
                             "health.m.components.steps.steps[0].at_most at_most -> below",
                             "health.m.components.steps.steps[0].points 7 -> 6",
                             "health.m.rounding down -> half_away",
                             "flags.quiet.severity red -> yellow",
                             "flags.quiet.unknown raise -> not_evaluated",
                             "flags.quiet.when#1 < -> <=",
                             "flags.quiet.when#2 5 -> 6",
                             "flags.quiet.when#3 > -> >=",
                             "flags.quiet.when#4 0.25 -> 0.24"}) {
    EXPECT_THAT(changes, Contains(change));
  }
}

TEST(MutationsTest, LeavesAloneWhatPeopleReadAndWhatNobodyReads) {
  for (const std::string& change : Changes()) {
    EXPECT_THAT(change, Not(HasSubstr("description")));
    EXPECT_THAT(change, Not(HasSubstr("reason")));
    EXPECT_THAT(change, Not(HasSubstr("version")));
    EXPECT_THAT(change, Not(HasSubstr("x-note")));
  }
}

// What cannot be found in the file again is left alone, and nothing else with it.
TEST(MutationsTest, LeavesAloneWhatEscapesHide) {
  const Sources sources(std::vector<SourceFile>{{"pack.yaml", absl::StrCat(kPack, R"(
  loud:
    severity: red
    when: "calls > 7 && \x73hare > 0.25"
    reason: Many calls
    unknown: raise
)")}});
  const auto loaded = Load(sources);
  ASSERT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  std::vector<std::string> keys;
  for (const Mutation& mutation : MutationsOf(sources, *loaded.value)) keys.push_back(mutation.key);
  EXPECT_THAT(keys, Contains("flags.quiet.when#2"));
  EXPECT_THAT(keys, Contains("flags.loud.severity"));
  EXPECT_THAT(keys, Not(Contains(HasSubstr("flags.loud.when"))));
}

}  // namespace
}  // namespace bellwether::mutation
