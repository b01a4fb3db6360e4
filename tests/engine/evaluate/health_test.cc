// Health models: rounding (S15), bands and hysteresis (S18), and which model answers (S19).
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/evaluate/one_model.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

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

struct RoundingDownCase {
  const char* name;
  int precision;
  const char* a;
  double displayed;
  const char* band;
};

class RoundingDownTest : public testing::TestWithParam<RoundingDownCase> {};

TEST_P(RoundingDownTest, BandIsTakenOnWhatIsDisplayed) {
  const RoundingDownCase& test = GetParam();
  const PlanPointer plan =
      Model("    precision: " + std::to_string(test.precision) +
            "\n    rounding: down\n    bands: [{full: 100}, {green: 80}, {red: 0}]\n"
            "    components: {x: {weight: 1, of: a}}\n");
  const ScoredAccount scored = Score(plan, Signals("a: " + std::string(test.a)));
  EXPECT_EQ(scored.model("m").displayed, test.displayed);
  EXPECT_EQ(scored.band("m"), test.band);
}

const RoundingDownCase kRoundingDownCases[] = {
    {"FullIsFull", 0, "100", 100, "full"},
    {"TheLastBitsOfASumAreNoLoss", 1, "99.9999999999", 100, "full"},
    {"AlmostFullIsNot", 0, "99.999", 99, "green"},
    {"OneDecimal", 1, "99.95", 99.9, "green"},
    {"TwoDecimals", 2, "99.996", 99.99, "green"},
    {"JustBelowABand", 0, "79.9", 79, "red"},
    {"AtABand", 0, "80", 80, "green"},
    {"Zero", 0, "0.9", 0, "red"},
};

INSTANTIATE_TEST_SUITE_P(All, RoundingDownTest, testing::ValuesIn(kRoundingDownCases),
                         [](const auto& test) { return std::string(test.param.name); });

// 79.6 is 79 when it is rounded down: so say the band, the call for action, the other end of what
// is certain, and what later conditions read.
TEST(RoundingDownTest, DecidesAllThatTheDisplayedScoreDecides) {
  const std::string model = std::string(kBands) +
                            "    intervene_below: 80\n"
                            "    components: {x: {weight: 99, of: a}, y: {weight: 1, of: b}}\n";
  const std::string account = Signals("a: 79.6, b: 79.6");
  const ScoredAccount nearest = Score(Model(model), account);
  EXPECT_EQ(nearest.band("m"), "green");
  EXPECT_EQ(nearest.model("m").intervene, Ternary::kFalse);
  const ScoredAccount down = Score(Model("    rounding: down\n" + model), account);
  EXPECT_EQ(down.band("m"), "yellow");
  EXPECT_EQ(down.model("m").intervene, Ternary::kTrue);
  EXPECT_EQ(down.evaluation.values[down.plan->FindSlot("health.m.score")].number, 79);
  // Without b the score is anything from 78.804 to 79.804: 79 to 80, or 78 to 79.
  const std::string partly = Signals("a: 79.6");
  EXPECT_FALSE(Score(Model(model), partly).model("m").certain);
  EXPECT_TRUE(Score(Model("    rounding: down\n" + model), partly).model("m").certain);
}

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

// S14, S13: a condition that reads the primary model where no model applies is not applicable;
// where one applies and has no score, it is not evaluated, and nobody failed to give a name.
TEST(HealthTest, PrimaryIsMissingForTheReasonOfTheModelThatWouldAnswer) {
  const auto plan = testing_support::PlanOf(std::string(kSignals) + R"(severities: [red]
health:
  m:
    applies_when: 'segment == "big"'
    bands: [{ok: 0}]
    components: {x: {weight: 1, of: a}}
flags:
  low: {severity: red, when: 'health.primary.score < 50', reason: r}
)");
  const auto reason = [&](const ScoredAccount& scored) {
    EXPECT_EQ(scored.evaluation.reasons[plan->FindSlot("health.primary.band")],
              scored.evaluation.reasons[plan->FindSlot("health.primary.score")]);
    return scored.evaluation.reasons[plan->FindSlot("health.primary.score")];
  };
  const ScoredAccount none = Score(plan, "segment: small\nsignals: {a: 10}");
  EXPECT_EQ(reason(none), MissingReason::kNotApplicable);
  EXPECT_EQ(none.evaluation.flags[0].state, FlagState::kNotApplicable);
  const ScoredAccount insufficient = Score(plan, "segment: big\nsignals: {a: ~}");
  EXPECT_EQ(reason(insufficient), MissingReason::kInputMissing);
  EXPECT_EQ(insufficient.evaluation.flags[0].state, FlagState::kNotEvaluated);
  const ScoredAccount unknown = Score(plan, "signals: {a: 10}");
  EXPECT_EQ(reason(unknown), MissingReason::kInputMissing);
  EXPECT_EQ(Score(plan, "segment: big\nsignals: {a: 10}").evaluation.flags[0].state,
            FlagState::kRaised);
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

}  // namespace
}  // namespace bellwether
