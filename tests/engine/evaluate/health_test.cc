// Health models: what counts (S16), how it folds (S17), how it is rounded (S15), which band (S18),
// which model answers (S19), and whose weights and decisions apply (S20).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kSignals[] = R"(
segments: [big, small]
signals:
  a: {type: number, min: 0, max: 100}
  b: {type: number, min: 0, max: 100}
  c: {type: number, min: 0, max: 100}
  d: {type: number, min: 0, max: 100}
  yes: {type: bool}
  no: {type: bool}
  neutral: {type: number, min: 0, max: 100, missing: neutral}
  worst: {type: number, min: 0, max: 100, missing: worst}
  substituted: {type: number, min: 0, max: 100, missing: {value: 30}}
  excluded: {type: number, min: 0, max: 100, missing: exclude}
)";

// A pack of one model `m`, given as the lines below its name.
PlanPointer Model(const std::string& lines) {
  return PlanOf(kSignals + std::string("health:\n  m:\n") + lines);
}

constexpr char kBands[] = "    bands: [{green: 80}, {yellow: 50}, {red: 0}]\n";

std::string Signals(const std::string& signals) { return "signals: {" + signals + "}"; }

// --- S15 ----------------------------------------------------------------------------------------

struct RoundingCase {
  const char* name;
  int precision;
  const char* a;
  const char* b;
  double displayed;
  const char* band;
};

class RoundingTest : public testing::TestWithParam<RoundingCase> {};

TEST_P(RoundingTest, BandIsTakenOnWhatIsDisplayed) {
  const RoundingCase& test = GetParam();
  const PlanPointer plan =
      Model("    precision: " + std::to_string(test.precision) + "\n" + kBands +
            "    components: {x: {weight: 1, of: a}, y: {weight: 1, of: b}}\n");
  const ScoredAccount scored = Score(plan, Signals("a: " + std::string(test.a) + ", b: " + test.b));
  EXPECT_EQ(scored.model("m").displayed, test.displayed);
  EXPECT_EQ(scored.band("m"), test.band);
}

const RoundingCase kRoundingCases[] = {
    {"HalfGoesUpToGreen", 1, "79.9", "80", 80.0, "green"},
    {"BelowHalfStays", 1, "79.88", "80", 79.9, "yellow"},
    {"WholeHalf", 0, "79", "80", 80, "green"},
    {"WholeBelowHalf", 0, "79", "79.98", 79, "yellow"},
    {"WholeHalfOfYellow", 0, "49", "50", 50, "yellow"},
    {"WholeBelowHalfOfYellow", 0, "49", "49.98", 49, "red"},
    {"Zero", 0, "0", "0", 0, "red"},
    {"Full", 0, "100", "100", 100, "green"},
    {"TwoDecimals", 2, "79.99", "80", 80.0, "green"},
    {"TwoDecimalsBelow", 2, "79.98", "80", 79.99, "yellow"},
};

INSTANTIATE_TEST_SUITE_P(All, RoundingTest, testing::ValuesIn(kRoundingCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(HealthTest, SumsInByteOrderOfName) {
  // 0.1 + 0.2 + 0.3 is not 0.3 + 0.2 + 0.1 in doubles: the order of the pack must not matter.
  const std::string head = std::string(kBands) + "    components:\n";
  const std::string first = "      a: {weight: 0.1, of: a}\n";
  const std::string second = "      B: {weight: 0.2, of: b}\n";
  const std::string third = "      c: {weight: 0.3, of: c}\n";
  const std::string account = Signals("a: 33.3, b: 66.7, c: 11.1");
  const double raw = Score(Model(head + first + second + third), account).model("m").raw;
  EXPECT_EQ(Score(Model(head + third + second + first), account).model("m").raw, raw);
  EXPECT_EQ(Score(Model(head + second + first + third), account).model("m").raw, raw);
  EXPECT_EQ(raw, (0.2 * 66.7 + 0.1 * 33.3 + 0.3 * 11.1) / (0.2 + 0.1 + 0.3));  // "B" < "a"
}

TEST(HealthTest, DividesOnceAtTheEnd) {
  // Of seven equal weights, Σ (w/W)·s would give 49.49999999999999.
  std::string lines = std::string(kBands) + "    components:\n";
  for (const char* name : {"p", "q", "r", "s", "t", "u", "v"}) {
    lines += "      " + std::string(name) + ": {weight: 1, of: a}\n";
  }
  const ScoredAccount scored = Score(Model(lines), Signals("a: 49.5"));
  EXPECT_EQ(scored.model("m").raw, 49.5);
  EXPECT_EQ(scored.band("m"), "yellow");
}

TEST(HealthTest, LaterConditionsReadTheDisplayedScore) {
  const ScoredAccount scored = Score(
      Model(std::string(kBands) + "    components: {x: {weight: 1, of: a}}\n"), Signals("a: 79.6"));
  const uint32_t score = scored.plan->FindSlot("health.m.score");
  const uint32_t band = scored.plan->FindSlot("health.m.band");
  EXPECT_EQ(scored.evaluation.values[score].number, 80);
  EXPECT_EQ(scored.evaluation.values[band].as_string(), "green");
  EXPECT_EQ(scored.evaluation.values[band].word, 0u);
}

// --- S16 ----------------------------------------------------------------------------------------

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
TEST(HealthTest, WorstBelowAnInvertedGroupIsTheLowBound) {
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

TEST(HealthTest, ErrorPolicyRefusesAndNamesWhatIsMissing) {
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

TEST(HealthTest, ErrorPolicyNamesWhatABenchmarksConditionMissed) {
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

// --- S17 ----------------------------------------------------------------------------------------

constexpr char kNested[] = R"(    components:
      a: {weight: 3, of: a}
      g:
        weight: 1
        invert: true
        components:
          x: {weight: 1, of: b}
          h:
            weight: 1
            components:
              y: {weight: 3, of: c}
              z: {weight: 1, of: d, invert: true}
)";

TEST(HealthTest, FoldsNestedGroups) {
  // h: S = 60, C = 3/4, 45 to 70. g: S = 70, C = 7/8, 62.5 to 75; inverted 30, 25 to 37.5.
  const ScoredAccount scored =
      Score(Model(kBands + std::string(kNested)), Signals("a: 90, b: 80, c: 60"));
  EXPECT_EQ(scored.component("m.g.h").score, 60);
  EXPECT_EQ(scored.component("m.g.h").coverage, 0.75);
  EXPECT_EQ(scored.component("m.g.h").low, 45);
  EXPECT_EQ(scored.component("m.g.h").high, 70);
  EXPECT_EQ(scored.component("m.g").score, 30);
  EXPECT_EQ(scored.component("m.g").coverage, 0.875);
  EXPECT_EQ(scored.component("m.g").low, 25);
  EXPECT_EQ(scored.component("m.g").high, 37.5);
  EXPECT_EQ(scored.model("m").raw, 75);
  EXPECT_EQ(scored.model("m").coverage, 3.875 / 4);
  EXPECT_EQ(scored.model("m").low, 73.75);
  EXPECT_EQ(scored.model("m").high, 76.875);
}

TEST(HealthTest, GroupWithoutAnyScoreIsAbsent) {
  const ScoredAccount scored = Score(Model(kBands + std::string(kNested)), Signals("a: 90"));
  EXPECT_EQ(scored.component("m.g").state, kAbsent);
  EXPECT_FALSE(scored.component("m.g").has_score);
  EXPECT_EQ(scored.component("m.g").low, 0);
  EXPECT_EQ(scored.component("m.g").high, 100);
  EXPECT_EQ(scored.model("m").raw, 90);
  EXPECT_EQ(scored.model("m").coverage, 0.75);
}

TEST(HealthTest, GroupOfWhatIsNotApplicableIsNotApplicable) {
  const ScoredAccount scored =
      Score(Model(kBands + std::string(kNested)),
            Signals("a: 90, b: {not_applicable: true}, c: {not_applicable: true}, "
                    "d: {not_applicable: true}"));
  EXPECT_EQ(scored.component("m.g").state, kNotApplicable);
  EXPECT_EQ(scored.model("m").raw, 90);
  EXPECT_EQ(scored.model("m").coverage, 1);
}

struct CoverageCase {
  const char* name;
  const char* min_coverage;  // "" : the default
  const char* weights;       // of the observed one and of the missing one
  ModelState state;
};

class CoverageTest : public testing::TestWithParam<CoverageCase> {};

TEST_P(CoverageTest, DecidesWhetherThereIsAScore) {
  const std::string weights = GetParam().weights;
  const size_t comma = weights.find(',');
  std::string lines = kBands;
  if (*GetParam().min_coverage != '\0') {
    lines += "    min_coverage: " + std::string(GetParam().min_coverage) + "\n";
  }
  lines += "    components: {seen: {weight: " + weights.substr(0, comma) +
           ", of: a}, missing: {weight: " + weights.substr(comma + 1) + ", of: neutral}}\n";
  const ScoredAccount scored = Score(Model(lines), Signals("a: 80"));
  EXPECT_EQ(scored.model("m").state, GetParam().state);
  EXPECT_EQ(scored.primary(), "m");
}

const CoverageCase kCoverageCases[] = {
    {"AtTheDefault", "", "1, 1", ModelState::kScored},
    {"BelowTheDefault", "", "49, 51", ModelState::kInsufficientData},
    {"AtTheEdge", "0.3", "0.3, 0.7", ModelState::kScored},
    {"BelowTheEdge", "0.3", "0.299, 0.701", ModelState::kInsufficientData},
    {"AtAThird", "0.3333333333333334", "1, 2", ModelState::kScored},
    {"ZeroAsksForSomething", "0", "0.000001, 1000000", ModelState::kScored},
    {"Complete", "1", "1, 0", ModelState::kScored},
    {"NotComplete", "1", "99, 1", ModelState::kInsufficientData},
};

INSTANTIATE_TEST_SUITE_P(All, CoverageTest, testing::ValuesIn(kCoverageCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(HealthTest, ImputedAloneIsInsufficient) {
  const ScoredAccount scored =
      Score(Model(kBands + std::string("    min_coverage: 0\n    components: "
                                       "{x: {weight: 1, of: neutral}}\n")),
            "");
  EXPECT_EQ(scored.model("m").state, ModelState::kInsufficientData);
  EXPECT_EQ(scored.model("m").coverage, 0);
  EXPECT_EQ(scored.model("m").low, 0);
  EXPECT_EQ(scored.model("m").high, 100);
}

// Score 70 (bounds 35 to 85: b has weight 1 and is missing) or, with b: 70, exactly 70.
struct LimitCase {
  const char* name;
  const char* limits;
  const char* signals;
  double effective;
  double low;
  double high;
  bool certain;
  const char* band;
};

class LimitTest : public testing::TestWithParam<LimitCase> {};

TEST_P(LimitTest, MovesScoreAndBounds) {
  const PlanPointer plan =
      Model(std::string(kBands) +
            "    components: {x: {weight: 1, of: a}, y: {weight: 1, of: b}}\n" + GetParam().limits);
  const ScoredAccount scored = Score(plan, Signals("a: 70" + std::string(GetParam().signals)));
  const ModelResult& result = scored.model("m");
  EXPECT_EQ(result.raw, 70);
  EXPECT_EQ(result.effective, GetParam().effective);
  EXPECT_EQ(result.low, GetParam().low);
  EXPECT_EQ(result.high, GetParam().high);
  EXPECT_EQ(result.certain, GetParam().certain);
  EXPECT_EQ(scored.band("m"), GetParam().band);
  double effects = result.raw;
  for (const LimitResult& limit : scored.evaluation.limits) effects += limit.effect;
  EXPECT_EQ(effects, result.effective);
}

constexpr char kCap49[] = "    caps: [{when: 'yes', at_most: 49, reason: r}]\n";
constexpr char kFloor85[] = "    floors: [{when: 'yes', at_least: 85, reason: r}]\n";
constexpr char kBoth[] =
    "    caps: [{when: 'yes', at_most: 49, reason: r}]\n"
    "    floors: [{when: 'no', at_least: 85, reason: r}]\n";
constexpr char kTwoCaps[] =
    "    caps: [{when: 'yes', at_most: 60, reason: r}, {when: 'no', at_most: 55, reason: r}]\n";
constexpr char kTwoFloors[] =
    "    floors: [{when: 'yes', at_least: 75, reason: r}, {when: 'no', at_least: 72, reason: r}]\n";

const LimitCase kLimitCases[] = {
    {"None", "", "", 70, 35, 85, false, "yellow"},
    {"NoneComplete", "", ", b: 70", 70, 70, 70, true, "yellow"},
    {"CapHolds", kCap49, ", yes: true", 49, 35, 49, true, "red"},
    {"CapDoesNotHold", kCap49, ", yes: false", 70, 35, 85, false, "yellow"},
    {"CapUnknown", kCap49, "", 70, 35, 85, false, "yellow"},
    {"CapUnknownMovesTheLowEnd", kCap49, ", b: 70", 70, 49, 70, false, "yellow"},
    {"CapNotApplicable", kCap49, ", b: 70, yes: {not_applicable: true}", 70, 70, 70, true,
     "yellow"},
    {"FloorHolds", kFloor85, ", yes: true", 85, 85, 85, true, "green"},
    {"FloorDoesNotHold", kFloor85, ", yes: false, b: 70", 70, 70, 70, true, "yellow"},
    {"FloorUnknownMovesTheHighEnd", kFloor85, ", b: 70", 70, 70, 85, false, "yellow"},
    {"CapBeatsFloor", kBoth, ", yes: true, no: true, b: 70", 49, 49, 49, true, "red"},
    {"UnknownCapOverFloor", kBoth, ", no: true, b: 70", 85, 49, 85, false, "green"},
    {"CapOverUnknownFloor", kBoth, ", yes: true, b: 70", 49, 49, 49, true, "red"},
    {"BothUnknown", kBoth, ", b: 70", 70, 49, 85, false, "yellow"},
    {"LowestCap", kTwoCaps, ", yes: true, no: true, b: 70", 55, 55, 55, true, "yellow"},
    {"HighestFloor", kTwoFloors, ", yes: true, no: true, b: 70", 75, 75, 75, true, "yellow"},
    {"CapActsBeforeRounding", "    caps: [{when: 'yes', at_most: 49.5, reason: r}]\n",
     ", yes: true, b: 70", 49.5, 49.5, 49.5, true, "yellow"},
};

INSTANTIATE_TEST_SUITE_P(All, LimitTest, testing::ValuesIn(kLimitCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(HealthTest, LimitsHaveNoEffectWithoutAScore) {
  const PlanPointer plan =
      Model(std::string(kBands) + "    components: {x: {weight: 1, of: a}}\n" + kFloor85);
  const ScoredAccount scored = Score(plan, Signals("yes: true"));
  EXPECT_EQ(scored.model("m").state, ModelState::kInsufficientData);
  EXPECT_EQ(scored.evaluation.limits[0].effect, 0);
  EXPECT_EQ(scored.model("m").low, 85);
  EXPECT_EQ(scored.model("m").high, 100);
}

struct InterveneCase {
  const char* name;
  const char* signals;
  Ternary intervene;
};

class InterveneTest : public testing::TestWithParam<InterveneCase> {};

TEST_P(InterveneTest, LooksAtBothEnds) {
  const PlanPointer plan =
      Model(std::string(kBands) + "    intervene_below: 60\n" +
            "    components: {x: {weight: 9, of: a}, y: {weight: 1, of: b}}\n");
  EXPECT_EQ(Score(plan, Signals(GetParam().signals)).model("m").intervene, GetParam().intervene);
}

const InterveneCase kInterveneCases[] = {
    {"Below", "a: 59, b: 59", Ternary::kTrue},
    {"At", "a: 60, b: 60", Ternary::kFalse},
    {"DisplayedAt", "a: 59.5, b: 59.5", Ternary::kFalse},
    {"DisplayedBelow", "a: 59.4, b: 59.4", Ternary::kTrue},
    {"CertainlyBelow", "a: 50", Ternary::kTrue},      // 45 to 55
    {"CertainlyNotBelow", "a: 70", Ternary::kFalse},  // 63 to 73
    {"Open", "a: 60", Ternary::kUnknown},             // 54 to 64
};

INSTANTIATE_TEST_SUITE_P(All, InterveneTest, testing::ValuesIn(kInterveneCases),
                         [](const auto& test) { return std::string(test.param.name); });

// --- S18 ----------------------------------------------------------------------------------------

struct HysteresisCase {
  const char* name;
  const char* previous;
  const char* score;
  const char* band;
  bool held;
};

class HysteresisTest : public testing::TestWithParam<HysteresisCase> {};

TEST_P(HysteresisTest, MovesTheEdgesOfThePreviousBand) {
  const PlanPointer plan =
      Model(std::string(kBands) + "    hysteresis: 3\n    components: {x: {weight: 1, of: a}}\n");
  const ScoredAccount scored =
      Score(plan, "previous_bands: {m: " + std::string(GetParam().previous) +
                      "}\nsignals: {a: " + GetParam().score + "}");
  EXPECT_EQ(scored.band("m"), GetParam().band);
  EXPECT_EQ(scored.model("m").held_by_hysteresis, GetParam().held);
}

const HysteresisCase kHysteresisCases[] = {
    {"StaysInTheBand", "yellow", "60", "yellow", false},
    {"UpAtTheEdge", "yellow", "80", "yellow", true},
    {"UpJustShort", "yellow", "82.4", "yellow", true},
    {"UpPastTheEdge", "yellow", "83", "green", false},
    {"UpRounded", "yellow", "82.5", "green", false},
    {"DownInside", "yellow", "47", "yellow", true},
    {"DownRounded", "yellow", "46.5", "yellow", true},
    {"DownPastTheEdge", "yellow", "46.4", "red", false},
    {"GreenHolds", "green", "77", "green", true},
    {"GreenFalls", "green", "76", "yellow", false},
    {"GreenFallsTwoBands", "green", "48", "red", false},
    {"RedHolds", "red", "52", "red", true},
    {"RedRises", "red", "53", "yellow", false},
    {"RedRisesTwoBands", "red", "81", "green", false},
};

INSTANTIATE_TEST_SUITE_P(All, HysteresisTest, testing::ValuesIn(kHysteresisCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(HealthTest, HysteresisNeverAsksForMoreThanHundred) {
  const PlanPointer plan = Model(
      "    bands: [{top: 99}, {rest: 0}]\n    hysteresis: 5\n"
      "    components: {x: {weight: 1, of: a}}\n");
  EXPECT_EQ(Score(plan, "previous_bands: {m: rest}\nsignals: {a: 100}").band("m"), "top");
  EXPECT_EQ(Score(plan, "previous_bands: {m: rest}\nsignals: {a: 99}").band("m"), "rest");
}

constexpr char kCappedWithHysteresis[] = R"(    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    hysteresis: 3
    components: {x: {weight: 1, of: a}, y: {weight: 1, of: b}}
    caps: [{when: 'yes', at_most: 49, reason: r}]
)";

TEST(HealthTest, NoHysteresisWhereACapChangedTheScore) {
  const PlanPointer plan = Model(kCappedWithHysteresis);
  const std::string previous = "previous_bands: {m: yellow}\n";
  const ScoredAccount capped = Score(plan, previous + Signals("a: 70, b: 70, yes: true"));
  EXPECT_EQ(capped.band("m"), "red");
  EXPECT_TRUE(capped.model("m").certain);
  const ScoredAccount below = Score(plan, previous + Signals("a: 48, b: 48, yes: true"));
  EXPECT_EQ(below.band("m"), "yellow");  // the cap holds and changes nothing
  EXPECT_TRUE(below.model("m").held_by_hysteresis);
  EXPECT_TRUE(below.model("m").certain);
}

// Whatever the missing value is, the band must be the same: capped at one end, held inside.
TEST(HealthTest, CertainLooksAtHysteresisAtEachEnd) {
  const PlanPointer plan = Model(kCappedWithHysteresis);
  const std::string previous = "previous_bands: {m: yellow}\n";
  const ScoredAccount scored = Score(plan, previous + Signals("a: 95, yes: true"));
  EXPECT_EQ(scored.band("m"), "red");      // 95, capped
  EXPECT_EQ(scored.model("m").low, 47.5);  // b at 0: 47.5, not capped: held yellow
  EXPECT_FALSE(scored.model("m").certain);
  // 20 to 49: red at both ends, but 48 between them would be held.
  const ScoredAccount between = Score(plan, previous + Signals("a: 40, yes: true"));
  EXPECT_FALSE(between.model("m").certain);
}

// --- S19 ----------------------------------------------------------------------------------------

struct PrimaryCase {
  const char* name;
  const char* signals;
  const char* primary;
};

class PrimaryTest : public testing::TestWithParam<PrimaryCase> {};

TEST_P(PrimaryTest, IsTheHighestThatApplies) {
  const PlanPointer plan = PlanOf(std::string(kSignals) + R"(health:
  low:
    bands: [{ok: 0}]
    components: {x: {weight: 1, of: a}}
  high:
    priority: 9
    applies_when: yes
    bands: [{ok: 0}]
    components: {x: {weight: 1, of: a}}
  middle:
    priority: 5
    applies_when: no
    bands: [{ok: 0}]
    components: {x: {weight: 1, of: b}}
)");
  EXPECT_EQ(Score(plan, Signals(GetParam().signals)).primary(), GetParam().primary);
}

const PrimaryCase kPrimaryCases[] = {
    {"Highest", "a: 1, yes: true, no: true", "high"},
    {"Middle", "a: 1, yes: false, no: true", "middle"},  // although insufficient
    {"Lowest", "a: 1, yes: false, no: false", "low"},
    {"UnknownHighest", "a: 1, no: true", ""},
    {"UnknownBelowThePrimary", "a: 1, yes: true", "high"},
    {"UnknownMiddle", "a: 1, yes: false", ""},
    {"NotApplicable", "a: 1, yes: {not_applicable: true}, no: false", "low"},
};

INSTANTIATE_TEST_SUITE_P(All, PrimaryTest, testing::ValuesIn(kPrimaryCases),
                         [](const auto& test) { return std::string(test.param.name); });

// --- S20 ----------------------------------------------------------------------------------------

constexpr char kSegments[] = R"(    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      x: {weight: 1, of: a}
      g:
        weight: 1
        components:
          y: {weight: 1, of: b}
          z: {weight: 1, of: c}
    segments:
      big: {weights: {x: 3, g.y: 0}}
      small: {weights: {g: 0}}
)";

TEST(HealthTest, SegmentsHaveTheirWeights) {
  const PlanPointer plan = Model(kSegments);
  const std::string signals = Signals("a: 100, b: 0, c: 40");
  EXPECT_EQ(Score(plan, signals).model("m").raw, 60);
  EXPECT_EQ(Score(plan, "segment: big\n" + signals).model("m").raw, 85);
  EXPECT_EQ(Score(plan, "segment: small\n" + signals).model("m").raw, 100);
}

TEST(HealthTest, WeightZeroIsShownAndInNoSum) {
  const PlanPointer plan = Model(kSegments);
  const ScoredAccount big = Score(plan, "segment: big\n" + Signals("a: 100, b: 0, c: 40"));
  EXPECT_EQ(big.component("m.g.y").state, ComponentState::kZeroWeight);
  EXPECT_TRUE(big.component("m.g.y").has_score);
  EXPECT_EQ(big.component("m.g.y").share, 0);
  EXPECT_EQ(big.component("m.g").score, 40);
  // What stands below a group of weight 0 is in no sum either.
  const ScoredAccount small = Score(plan, "segment: small\n" + Signals("a: 100, c: 40"));
  EXPECT_EQ(small.model("m").coverage, 1);
  EXPECT_EQ(small.component("m.g").state, ComponentState::kZeroWeight);
  EXPECT_EQ(small.component("m.g").score, 40);
  EXPECT_EQ(small.component("m.g.y").state, ComponentState::kZeroWeight);
  EXPECT_EQ(small.component("m.g.z").state, ComponentState::kZeroWeight);
}

TEST(HealthTest, WeightZeroRequiresNothing) {
  const PlanPointer plan = Model(R"(    bands: [{green: 80}, {red: 0}]
    components:
      x: {weight: 1, of: a}
      y: {weight: 1, of: b, missing: error}
      g: {weight: 1, components: {z: {weight: 1, of: c, missing: error}}}
    segments:
      big: {weights: {y: 0, g: 0}}
)");
  EXPECT_TRUE(Score(plan, "segment: big\n" + Signals("a: 100")).status.ok());
  EXPECT_THAT(Score(plan, "segment: small\n" + Signals("a: 100")).required(),
              ElementsAre("c", "b"));  // in the order in which they are summed
}

struct OverrideCase {
  const char* name;
  const char* given;  // fields of the override
  const char* signals;
  ModelState state;
  double effective;
  double low;
  double high;
  LimitState applied;
};

class OverrideTest : public testing::TestWithParam<OverrideCase> {};

TEST_P(OverrideTest, IsAppliedLast) {
  const PlanPointer plan =
      Model(std::string(kBands) +
            "    components: {x: {weight: 1, of: a}, y: {weight: 1, of: b}}\n" + kCap49);
  const ScoredAccount scored =
      Score(plan, "overrides: [{model: m, author: ann, reason: because, " +
                      std::string(GetParam().given) + "}]\n" + Signals(GetParam().signals));
  const ModelResult& result = scored.model("m");
  EXPECT_EQ(result.state, GetParam().state);
  EXPECT_EQ(result.has_score() ? result.effective : 0, GetParam().effective);
  EXPECT_EQ(result.low, GetParam().low);
  EXPECT_EQ(result.high, GetParam().high);
  EXPECT_EQ(scored.evaluation.overrides[0].state, GetParam().applied);
}

constexpr ModelState kScored = ModelState::kScored;
constexpr ModelState kOverridden = ModelState::kOverridden;
constexpr ModelState kInsufficient = ModelState::kInsufficientData;

const OverrideCase kOverrideCases[] = {
    {"Set", "kind: set, value: 90", "a: 70, b: 70, yes: true", kOverridden, 90, 90, 90,
     LimitState::kHolds},
    {"SetWithInsufficientData", "kind: set, value: 90", "b: ~", kOverridden, 90, 90, 90,
     LimitState::kHolds},
    {"Cap", "kind: cap, value: 60", "a: 70, b: 70, yes: false", kScored, 60, 60, 60,
     LimitState::kHolds},
    {"CapAboveTheScore", "kind: cap, value: 90", "a: 70, b: 70, yes: false", kScored, 70, 70, 70,
     LimitState::kHolds},
    {"FloorBeatsTheRulesCap", "kind: floor, value: 60", "a: 70, b: 70, yes: true", kScored, 60, 60,
     60, LimitState::kHolds},
    {"FloorWithInsufficientData", "kind: floor, value: 60", "", kInsufficient, 0, 60, 100,
     LimitState::kHolds},
    {"ExpiresLater", "kind: set, value: 90, expires_at: 2026-03-02", "a: 70, b: 70, yes: true",
     kOverridden, 90, 90, 90, LimitState::kHolds},
    {"ExpiresNow", "kind: set, value: 90, expires_at: 2026-03-01", "a: 70, b: 70, yes: true",
     kScored, 49, 49, 49, LimitState::kExpired},
};

INSTANTIATE_TEST_SUITE_P(All, OverrideTest, testing::ValuesIn(kOverrideCases),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(HealthTest, OverriddenScoreIsCertainAndTakenAsItIs) {
  const PlanPointer plan =
      Model(std::string(kBands) + "    hysteresis: 3\n    components: {x: {weight: 1, of: a}}\n");
  const std::string account =
      "previous_bands: {m: yellow}\n"
      "overrides: [{model: m, author: ann, reason: because, kind: set, value: 48}]\n";
  for (const char* signals : {"signals: {a: 48}", "signals: {a: 95}", "signals: {}"}) {
    const ScoredAccount scored = Score(plan, account + signals);
    EXPECT_TRUE(scored.model("m").certain) << signals;
    EXPECT_EQ(scored.band("m"), scored.model("m").raw == 48 ? "yellow" : "red") << signals;
  }
}

}  // namespace
}  // namespace bellwether
