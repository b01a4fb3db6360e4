// What a missing value counts as: every policy (S12, S16), and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/evaluate/one_model.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

// One component observed at 80, weight 1, and one that is missing, weight 1.
struct MissingCase {
  const char* name;
  const char* component;
  const char* signals;
  ComponentState state;
  double raw;
  double coverage;
  double low;
  double high;
};

class MissingTest : public testing::TestWithParam<MissingCase> {};

TEST_P(MissingTest, CountsAsItsPolicySays) {
  const MissingCase& test = GetParam();
  const PlanPointer plan = Model(
      std::string(kBands) + "    components: {seen: {weight: 1, of: a}, under_test: {weight: 1, " +
      test.component + "}}\n");
  const ScoredAccount scored = Score(plan, Signals("a: 80" + std::string(test.signals)));
  EXPECT_EQ(scored.component("m.under_test").state, test.state);
  EXPECT_EQ(scored.model("m").raw, test.raw);
  EXPECT_EQ(scored.model("m").coverage, test.coverage);
  EXPECT_EQ(scored.model("m").low, test.low);
  EXPECT_EQ(scored.model("m").high, test.high);
}

constexpr ComponentState kObserved = ComponentState::kObserved;
constexpr ComponentState kImputed = ComponentState::kImputed;
constexpr ComponentState kAbsent = ComponentState::kAbsent;
constexpr ComponentState kNotApplicable = ComponentState::kNotApplicable;

const MissingCase kMissingCases[] = {
    {"Observed", "of: b", ", b: 40", kObserved, 60, 1, 60, 60},
    {"Excluded", "of: excluded", "", kAbsent, 80, 0.5, 40, 90},
    {"Neutral", "of: neutral", "", kImputed, 65, 0.5, 40, 90},
    {"NeutralInverted", "of: neutral, invert: true", "", kImputed, 65, 0.5, 40, 90},
    {"Worst", "of: worst", "", kImputed, 40, 0.5, 40, 90},
    {"WorstInverted", "of: worst, invert: true", "", kImputed, 40, 0.5, 40, 90},
    {"Value", "of: substituted", "", kImputed, 55, 0.5, 40, 90},
    {"ValueInverted", "of: substituted, invert: true", "", kImputed, 75, 0.5, 40, 90},
    {"ComponentsPolicyBeatsTheSignals", "of: worst, missing: neutral", "", kImputed, 65, 0.5, 40,
     90},
    {"ComponentsPolicyBeatsTheSubstitute", "of: substituted, missing: exclude", "", kAbsent, 80,
     0.5, 40, 90},
    {"ComponentsValue", "of: b, missing: {value: 20}", "", kImputed, 50, 0.5, 40, 90},
    {"NotApplicable", "of: worst", ", worst: {not_applicable: true}", kNotApplicable, 80, 1, 80,
     80},
    {"NotApplicableIsNeverSubstituted", "of: substituted", ", substituted: {not_applicable: true}",
     kNotApplicable, 80, 1, 80, 80},
    {"GivenBeatsThePolicy", "of: substituted", ", substituted: 40", kObserved, 60, 1, 60, 60},
};

INSTANTIATE_TEST_SUITE_P(All, MissingTest, testing::ValuesIn(kMissingCases),
                         [](const auto& test) { return std::string(test.param.name); });

// `worst` is the worst for the score, whatever way a group above it turns: with every missing value
// at its worst the score is the low bound.
TEST(MissingValueTest, WorstBelowAnInvertedGroupIsTheLowBound) {
  for (const char* inverted : {"true", "false"}) {
    const PlanPointer plan =
        Model(std::string(kBands) + "    components:\n      seen: {weight: 1, of: a}\n" +
              "      risk:\n        weight: 1\n        invert: " + inverted + "\n" +
              "        components:\n          known: {weight: 1, of: b}\n" +
              "          plain: {weight: 1, of: worst}\n" +
              "          turned: {weight: 1, of: worst, invert: true}\n" +
              "          neutral: {weight: 1, of: neutral}\n");
    const ScoredAccount scored = Score(plan, Signals("a: 80, b: 40, neutral: 50"));
    EXPECT_NEAR(scored.model("m").raw, scored.model("m").low, 1e-12) << inverted;
  }
}

TEST(MissingValueTest, ErrorPolicyRefusesAndNamesWhatIsMissing) {
  const PlanPointer plan = PlanOf(R"(
signals:
  must: {type: ratio, missing: error}
  also: {type: ratio, missing: error}
  ages: {type: ratio, missing: error, max_age: 1d, stale: decay, half_life: 1d}
  free: {type: ratio}
  other: {type: ratio}
health:
  m:
    bands: [{good: 50}, {bad: 0}]
    components:
      first: {weight: 1, of: free, missing: error}
      second: {weight: 1, of: free, missing: error}
      formula: {weight: 1, expr: "(free + other) * 50", missing: error}
      ages: {weight: 1, of: ages}
)");
  const std::string ages = ", ages: {value: 1, observed_at: 2026-01-01}";
  ScoredAccount scored = Score(plan, Signals("free: 1, other: 1" + ages));
  EXPECT_EQ(scored.status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(scored.required(), ElementsAre("must", "also"));

  scored = Score(plan, Signals("must: 1, also: {not_applicable: true}" + ages));
  EXPECT_EQ(scored.status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(scored.required(), ElementsAre("free", "other"));  // each once

  // A stale value that decays was given.
  scored = Score(plan, Signals("must: 1, also: 1, free: 1, other: 1" + ages));
  EXPECT_TRUE(scored.status.ok());
  EXPECT_THAT(scored.required(), ElementsAre());
}

TEST(MissingValueTest, ErrorPolicyNamesWhatABenchmarksConditionMissed) {
  const PlanPointer plan = PlanOf(R"(
signals: {x: {type: number}, asked: {type: bool}}
benchmarks:
  b:
    applies_when: asked
    value: x
    better: lower
    tiers: [best, poor]
    points: {best: 100, poor: 0}
    sets: {OM: {default: [1]}}
health:
  m:
    bands: [{good: 50}, {bad: 0}]
    components: {c: {weight: 1, benchmark: b, missing: error}}
)");
  EXPECT_THAT(Score(plan, Signals("x: 1")).required(), ElementsAre("asked"));
  EXPECT_THAT(Score(plan, Signals("asked: true")).required(), ElementsAre("x"));
}

// S12: has() asks whether a value was given. A derived fact has one even when its input is the
// pack's substitute.
TEST(MissingTest, ADerivedFactOfASubstituteIsThere) {
  const PlanPointer plan = PlanOf(R"yaml(
signals: {days: {type: days, missing: {value: 0}}}
derived: {copy: {type: days, expr: "days"}, sum: {type: days, expr: "days + 0"}}
severities: [red]
flags:
  given: {severity: red, when: "has(days)", reason: Given}
  copied: {severity: red, when: "has(copy)", reason: Copied}
  summed: {severity: red, when: "has(sum)", reason: Summed}
)yaml");
  const ScoredAccount scored = Score(plan, "id: a");
  EXPECT_EQ(scored.evaluation.flags[0].state, FlagState::kClear);
  EXPECT_EQ(scored.evaluation.flags[1].state, FlagState::kRaised);
  EXPECT_EQ(scored.evaluation.flags[2].state, FlagState::kRaised);
}

}  // namespace
}  // namespace bellwether
