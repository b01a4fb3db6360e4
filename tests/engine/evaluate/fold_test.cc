// From components to a score: nested groups, coverage, bounds, caps and floors (S17).
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/evaluate/one_model.h"

namespace bellwether {
namespace {

using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr ComponentState kAbsent = ComponentState::kAbsent;
constexpr ComponentState kNotApplicable = ComponentState::kNotApplicable;

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

TEST(FoldTest, FoldsNestedGroups) {
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

TEST(FoldTest, GroupWithoutAnyScoreIsAbsent) {
  const ScoredAccount scored = Score(Model(kBands + std::string(kNested)), Signals("a: 90"));
  EXPECT_EQ(scored.component("m.g").state, kAbsent);
  EXPECT_FALSE(scored.component("m.g").has_score);
  EXPECT_EQ(scored.component("m.g").low, 0);
  EXPECT_EQ(scored.component("m.g").high, 100);
  EXPECT_EQ(scored.model("m").raw, 90);
  EXPECT_EQ(scored.model("m").coverage, 0.75);
}

TEST(FoldTest, GroupOfWhatIsNotApplicableIsNotApplicable) {
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

TEST(FoldTest, ImputedAloneIsInsufficient) {
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

TEST(FoldTest, LimitsHaveNoEffectWithoutAScore) {
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

}  // namespace
}  // namespace bellwether
