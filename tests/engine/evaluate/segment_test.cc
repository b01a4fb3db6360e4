// Weights of segments, and decisions of people that override a score (S20).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/evaluate/one_model.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

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

TEST(SegmentTest, SegmentsHaveTheirWeights) {
  const PlanPointer plan = Model(kSegments);
  const std::string signals = Signals("a: 100, b: 0, c: 40");
  EXPECT_EQ(Score(plan, signals).model("m").raw, 60);
  EXPECT_EQ(Score(plan, "segment: big\n" + signals).model("m").raw, 85);
  EXPECT_EQ(Score(plan, "segment: small\n" + signals).model("m").raw, 100);
}

TEST(SegmentTest, WeightZeroIsShownAndInNoSum) {
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

TEST(SegmentTest, WeightZeroRequiresNothing) {
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

TEST(SegmentTest, OverriddenScoreIsCertainAndTakenAsItIs) {
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
