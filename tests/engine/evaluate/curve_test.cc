// Curves: every kind, both sides of every edge, and what happens without a usable value
// (S9, S12, S16).
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kInputs[] = R"(
signals:
  x: {type: number}
  r: {type: ratio}
  percent: {type: number, min: 0, max: 100}
  flag: {type: bool}
  mood: {type: enum, values: [good, so_so, bad]}
  history: {type: series, of: number}
derived:
  quotient: {type: number, expr: "x / r"}
  share: {type: ratio, expr: "x"}
benchmarks:
  speed:
    value: x
    better: lower
    tiers: [fast, slow]
    points: {fast: 100, slow: 30}
    sets: {OM: {default: [10]}}
health:
  m:
    min_coverage: 0
    bands: [{good: 50}, {bad: 0}]
    components:
      c: {weight: 1, )";

testing_support::PlanPointer PlanWith(const std::string& curve) {
  return PlanOf(kInputs + curve + "}\n");
}

std::string Signals(const std::string& signals) { return "signals: {" + signals + "}"; }

struct CurveCase {
  const char* name;
  const char* curve;
  const char* signals;
  double score;
};

class CurveTest : public testing::TestWithParam<CurveCase> {};

TEST_P(CurveTest, GivesTheScore) {
  const ScoredAccount scored = Score(PlanWith(GetParam().curve), Signals(GetParam().signals));
  const ComponentResult& result = scored.component("m.c");
  EXPECT_EQ(result.state, ComponentState::kObserved);
  EXPECT_EQ(result.reason, MissingReason::kNone);
  EXPECT_NEAR(result.score, GetParam().score, 1e-12);
  EXPECT_EQ(result.coverage, 1);
  EXPECT_EQ(result.low, result.score);
  EXPECT_EQ(result.high, result.score);
}

constexpr char kRising[] = "of: x, linear: {from: 2, to: 6}";
constexpr char kFalling[] = "of: x, linear: {from: 6, to: 2}";
constexpr char kPoints[] = "of: x, points: [[1, 10], [3, 50], [4, 20]]";
constexpr char kSteps[] =
    "of: x, steps: [{at_most: 1, points: 5}, {below: 2, points: 15}, {above: 9, points: 95}, "
    "{at_least: 8, points: 85}, {else: 50}]";
constexpr char kMap[] = "of: mood, map: {good: 100, so_so: 60, bad: 0}";
constexpr char kBaseline[] = "of: history, baseline: {grace: 0.8}";

const CurveCase kCurveCases[] = {
    {"LinearBelow", kRising, "x: 1", 0},
    {"LinearFrom", kRising, "x: 2", 0},
    {"LinearMiddle", kRising, "x: 3", 25},
    {"LinearTo", kRising, "x: 6", 100},
    {"LinearAbove", kRising, "x: 60", 100},
    {"LinearFallingBelow", kFalling, "x: -1", 100},
    {"LinearFallingTo", kFalling, "x: 2", 100},
    {"LinearFallingMiddle", kFalling, "x: 5", 25},
    {"LinearFallingFrom", kFalling, "x: 6", 0},
    {"LinearFallingAbove", kFalling, "x: 7", 0},
    {"LinearInverted", "invert: true, of: x, linear: {from: 2, to: 6}", "x: 3", 75},
    {"LinearInvertedClampsFirst", "invert: true, of: x, linear: {from: 2, to: 6}", "x: 99", 0},
    {"PointsBefore", kPoints, "x: 0.5", 10},
    {"PointsFirst", kPoints, "x: 1", 10},
    {"PointsBetween", kPoints, "x: 2", 30},
    {"PointsInner", kPoints, "x: 3", 50},
    {"PointsFalling", kPoints, "x: 3.5", 35},
    {"PointsLast", kPoints, "x: 4", 20},
    {"PointsAfter", kPoints, "x: 5", 20},
    {"StepsAtMost", kSteps, "x: 1", 5},
    {"StepsBelow", kSteps, "x: 1.001", 15},
    {"StepsBelowIsStrict", kSteps, "x: 2", 50},
    {"StepsElse", kSteps, "x: 7.999", 50},
    {"StepsAtLeast", kSteps, "x: 8", 85},
    {"StepsAboveIsStrict", kSteps, "x: 9", 85},
    {"StepsAbove", kSteps, "x: 9.001", 95},
    {"MapFirst", kMap, "mood: good", 100},
    {"MapMiddle", kMap, "mood: so_so", 60},
    {"MapLast", kMap, "mood: bad", 0},
    {"MapBoolFalse", "of: flag, map: {true: 80, false: 20}", "flag: false", 20},
    {"MapBoolTrue", "of: flag, map: {true: 80, false: 20}", "flag: true", 80},
    {"GivenNumber", "of: percent", "percent: 42.5", 42.5},
    {"GivenRatio", "of: r", "r: 0.425", 42.5},
    {"GivenBoolFalse", "of: flag", "flag: false", 0},
    {"GivenBoolTrue", "of: flag", "flag: true", 100},
    {"BenchmarkAtTheBound", "benchmark: speed", "x: 10", 100},
    {"BenchmarkBeyond", "benchmark: speed", "x: 10.001", 30},
    {"FormulaBelow", "expr: 'x - 10'", "x: 3", 0},
    {"FormulaInside", "expr: 'x * 2'", "x: 21", 42},
    {"FormulaAbove", "expr: 'x * 2'", "x: 70", 100},
    {"FormulaOfIntegers", "expr: '40 + 2'", "x: 1", 42},
    {"TierOfABenchmark", "of: benchmark.speed.tier, map: {fast: 90, slow: 10}", "x: 11", 10},
    // Median of 1, 2, 30 is 2; 1 ÷ 2 ÷ 0.8 is 62.5 %.
    {"BaselineBelow", kBaseline,
     "history: [[2026-01-01, 2], [2026-01-02, 30], [2026-01-03, 1], [2026-01-04, 1]]", 62.5},
    {"BaselineAtGrace", kBaseline,
     "history: [[2026-01-01, 10], [2026-01-02, 10], [2026-01-03, 10], [2026-01-04, 8]]", 100},
    {"BaselineClamps", kBaseline,
     "history: [[2026-01-01, 10], [2026-01-02, 10], [2026-01-03, 10], [2026-01-04, 80]]", 100},
    {"BaselineOfFourIsTheMeanOfTheMiddleTwo", kBaseline,
     "history: [[2026-01-01, 1], [2026-01-02, 9], [2026-01-03, 4], [2026-01-04, 6], "
     "[2026-01-05, 2]]",
     50},
};

INSTANTIATE_TEST_SUITE_P(All, CurveTest, testing::ValuesIn(kCurveCases),
                         [](const auto& test) { return std::string(test.param.name); });

struct AbsentCase {
  const char* name;
  const char* curve;
  const char* signals;
  ComponentState state;
  MissingReason reason;
};

class AbsentCurveTest : public testing::TestWithParam<AbsentCase> {};

TEST_P(AbsentCurveTest, SaysWhy) {
  const ScoredAccount scored = Score(PlanWith(GetParam().curve), Signals(GetParam().signals));
  const ComponentResult& result = scored.component("m.c");
  EXPECT_EQ(result.state, GetParam().state);
  EXPECT_EQ(result.reason, GetParam().reason);
  EXPECT_FALSE(result.has_score);
  EXPECT_EQ(result.coverage, 0);
  EXPECT_EQ(result.low, 0);
  EXPECT_EQ(result.high, 100);
  EXPECT_TRUE(scored.status.ok());
}

constexpr ComponentState kAbsent = ComponentState::kAbsent;
constexpr ComponentState kNotApplicable = ComponentState::kNotApplicable;

const AbsentCase kAbsentCases[] = {
    {"NotGiven", kRising, "", kAbsent, MissingReason::kNotGiven},
    {"Null", kRising, "x: ~", kAbsent, MissingReason::kNotGiven},
    {"NotApplicable", kRising, "x: {not_applicable: true}", kNotApplicable,
     MissingReason::kNotApplicable},
    {"Future", kRising, "x: {value: 3, observed_at: 2026-03-02}", kAbsent,
     MissingReason::kInFuture},
    {"DerivedNotFinite", "of: quotient, linear: {from: 0, to: 1}", "x: 1, r: 0", kAbsent,
     MissingReason::kNotFinite},
    {"DerivedNaN", "of: quotient, linear: {from: 0, to: 1}", "x: 0, r: 0", kAbsent,
     MissingReason::kNotFinite},
    {"DerivedOutOfRange", "of: share", "x: 1.5", kAbsent, MissingReason::kOutOfRange},
    {"DerivedInputMissing", "of: quotient, linear: {from: 0, to: 1}", "x: 1", kAbsent,
     MissingReason::kInputMissing},
    {"DerivedInputNotApplicable", "of: quotient, linear: {from: 0, to: 1}",
     "x: 1, r: {not_applicable: true}", kNotApplicable, MissingReason::kNotApplicable},
    {"FormulaNotFinite", "expr: 'x / r'", "x: 1, r: 0", kAbsent, MissingReason::kNotFinite},
    {"FormulaMissing", "expr: 'x / r'", "x: 1", kAbsent, MissingReason::kInputMissing},
    {"FormulaNotApplicable", "expr: 'x / r'", "x: 1, r: {not_applicable: true}", kNotApplicable,
     MissingReason::kNotApplicable},
    {"FormulaMixed", "expr: 'x / r'", "r: {not_applicable: true}", kAbsent,
     MissingReason::kInputMissing},
    {"FormulaFailed", "expr: '10 / int(x)'", "x: 0", kAbsent, MissingReason::kFormulaError},
    {"ThreePointsAreTooFew", kBaseline,
     "history: [[2026-01-01, 1], [2026-01-02, 1], [2026-01-03, 1]]", kAbsent,
     MissingReason::kTooFewPoints},
    {"MedianZero", kBaseline,
     "history: [[2026-01-01, 0], [2026-01-02, 0], [2026-01-03, 0], [2026-01-04, 5]]", kAbsent,
     MissingReason::kTooFewPoints},
    {"BaselineNotFinite", kBaseline,
     "history: [[2026-01-01, 1e-300], [2026-01-02, 1e-300], [2026-01-03, 1e-300], "
     "[2026-01-04, 1e300]]",
     kAbsent, MissingReason::kNotFinite},
    {"BenchmarkMissing", "benchmark: speed", "", kAbsent, MissingReason::kNotGiven},
    {"BenchmarkNotApplicable", "benchmark: speed", "x: {not_applicable: true}", kNotApplicable,
     MissingReason::kNotApplicable},
    // S9: an infinity never refuses the account, whatever the policy.
    {"ErrorPolicyAndNotFinite", "missing: error, expr: 'x / r'", "x: 1, r: 0", kAbsent,
     MissingReason::kNotFinite},
    {"ErrorPolicyAndDerivedNotFinite", "missing: error, of: quotient, linear: {from: 0, to: 1}",
     "x: 1, r: 0", kAbsent, MissingReason::kNotFinite},
    {"ErrorPolicyAndDerivedOutOfRange", "missing: error, of: share", "x: 1.5", kAbsent,
     MissingReason::kOutOfRange},
};

INSTANTIATE_TEST_SUITE_P(All, AbsentCurveTest, testing::ValuesIn(kAbsentCases),
                         [](const auto& test) { return std::string(test.param.name); });

// A stale value moves towards 50 by 2^(-age / half_life), the age counted from the limit.
struct DecayCase {
  const char* name;
  const char* curve;
  const char* observed_at;
  double score;
  double factor;
};

class DecayTest : public testing::TestWithParam<DecayCase> {};

TEST_P(DecayTest, MovesTowardsNeutral) {
  std::string text = kInputs;
  text.replace(text.find("x: {type: number}"), 17,
               "x: {type: number, max_age: 10d, stale: decay, half_life: 5d}");
  const ScoredAccount scored =
      Score(PlanOf(text + GetParam().curve + "}\n"),
            Signals("x: {value: 2, observed_at: " + std::string(GetParam().observed_at) + "}"));
  const ComponentResult& result = scored.component("m.c");
  EXPECT_EQ(result.state, ComponentState::kObserved);  // S16
  EXPECT_NEAR(result.score, GetParam().score, 1e-12);
  EXPECT_NEAR(result.decay, GetParam().factor, 1e-12);
  EXPECT_EQ(result.reason, GetParam().factor < 1 ? MissingReason::kStale : MissingReason::kNone);
}

const DecayCase kDecayCases[] = {
    {"AtTheLimit", "of: x, linear: {from: 0, to: 2}", "2026-02-19", 100, 1},
    {"OneHalfLife", "of: x, linear: {from: 0, to: 2}", "2026-02-14", 75, 0.5},
    {"TwoHalfLives", "of: x, linear: {from: 0, to: 2}", "2026-02-09", 62.5, 0.25},
    {"FromBelow", "of: x, linear: {from: 2, to: 4}", "2026-02-14", 25, 0.5},
    {"Inverted", "invert: true, of: x, linear: {from: 0, to: 2}", "2026-02-14", 25, 0.5},
    {"ClampedBeforeItDecays", "of: x, linear: {from: 0, to: 1}", "2026-02-14", 75, 0.5},
    {"Benchmark", "benchmark: speed", "2026-02-14", 75, 0.5},
    {"Formula", "expr: 'x * 50'", "2026-02-14", 75, 0.5},
};

INSTANTIATE_TEST_SUITE_P(All, DecayTest, testing::ValuesIn(kDecayCases),
                         [](const auto& test) { return std::string(test.param.name); });

// S12: the smallest factor among the names that decay.
TEST(DecayTest, FormulaTakesTheSmallestFactor) {
  const auto plan = PlanOf(R"(
signals:
  a: {type: number, max_age: 10d, stale: decay, half_life: 5d}
  b: {type: number, max_age: 10d, stale: decay, half_life: 10d}
  c: {type: number, missing: worst}
health:
  m:
    bands: [{good: 50}, {bad: 0}]
    components:
      both: {weight: 1, expr: "a + b"}
      with_missing: {weight: 1, expr: "a + b + c"}
)");
  const ScoredAccount scored = Score(plan, R"(signals:
  a: {value: 40, observed_at: 2026-02-09}
  b: {value: 50, observed_at: 2026-02-09})");
  EXPECT_NEAR(scored.component("m.both").decay, 0.25, 1e-12);
  EXPECT_NEAR(scored.component("m.both").score, 60, 1e-12);
  EXPECT_EQ(scored.component("m.with_missing").state, ComponentState::kImputed);
  EXPECT_EQ(scored.component("m.with_missing").score, 0);
}

// S12: error > worst > neutral > exclude among the names that were missing; the component's own
// policy beats them all.
TEST(CurveTest, FormulaTakesTheStrictestPolicy) {
  const auto plan = PlanOf(R"(
signals:
  excluded: {type: number}
  neutral: {type: number, missing: neutral}
  worst: {type: number, missing: worst}
health:
  m:
    min_coverage: 0
    bands: [{good: 50}, {bad: 0}]
    components:
      a: {weight: 1, expr: "excluded + neutral"}
      b: {weight: 1, expr: "excluded + neutral + worst"}
      c: {weight: 1, expr: "neutral + worst", missing: neutral}
      d: {weight: 1, expr: "neutral + worst", missing: {value: 30}}
      e: {weight: 1, expr: "excluded"}
)");
  const ScoredAccount scored = Score(plan, "");
  EXPECT_EQ(scored.component("m.a").score, 50);
  EXPECT_EQ(scored.component("m.b").score, 0);
  EXPECT_EQ(scored.component("m.c").score, 50);
  EXPECT_EQ(scored.component("m.d").score, 30);
  EXPECT_EQ(scored.component("m.e").state, ComponentState::kAbsent);
  // What is not applicable is not missing: its policy does not count.
  const ScoredAccount moot = Score(plan, "signals: {worst: {not_applicable: true}}");
  EXPECT_EQ(moot.component("m.b").score, 50);
}

}  // namespace
}  // namespace bellwether
