// P30: effects of an arm with their doubt, and what so many accounts could show.
#include "engine/evidence/effect.h"

#include <cmath>

#include "engine/statistics/draws.h"
#include "gtest/gtest.h"

namespace bellwether::evidence {
namespace {

ruleset::Measuring Measuring(Measure measure, bool lower_is_better, uint64_t min_count = 2) {
  ruleset::Measuring measuring;
  measuring.measure = measure;
  measuring.lower_is_better = lower_is_better;
  measuring.min_count = min_count;
  return measuring;
}

std::vector<Outcome> Shares(uint64_t events, uint64_t n) {
  std::vector<Outcome> outcomes(n);
  for (uint64_t i = 0; i < events; ++i) outcomes[i].event = true;
  return outcomes;
}
std::vector<Outcome> Amounts(std::initializer_list<double> amounts) {
  std::vector<Outcome> outcomes;
  for (const double amount : amounts) outcomes.push_back({{}, false, amount});
  return outcomes;
}
std::vector<Outcome> Times(std::initializer_list<double> days) {
  std::vector<Outcome> outcomes;
  for (const double day : days) outcomes.push_back({{day, true, 0}, false, 0});
  return outcomes;
}

Effect Of(const ruleset::Measuring& measuring, const std::vector<Outcome>& control,
          const std::vector<Outcome>& arm, std::optional<uint64_t> planned = {}) {
  Effect effect = EffectOf({measuring, control, arm, planned}, "metric");
  effect.adjusted_p = effect.p;
  return effect;
}

TEST(EffectTest, Shares) {
  const auto measuring = Measuring(Measure::kRetention, false);
  const Effect effect = Of(measuring, Shares(60, 100), Shares(80, 100), 400);
  EXPECT_DOUBLE_EQ(*effect.control.value, 0.6);
  EXPECT_DOUBLE_EQ(*effect.arm.value, 0.8);
  EXPECT_NEAR(*effect.difference, 0.2, 1e-12);
  EXPECT_TRUE(effect.is_better());
  EXPECT_FALSE(effect.is_worse());
  EXPECT_GT(*effect.least_improvement(), 0);
  // 100 accounts in each show less than 400 planned would.
  EXPECT_GT(*effect.detectable, *effect.detectable_as_planned);
  EXPECT_TRUE(Of(measuring, Shares(80, 100), Shares(60, 100)).is_worse());
}

TEST(EffectTest, LessIsBetterWhereThePackSaysSo) {
  const auto measuring = Measuring(Measure::kDaysToFirstValue, true);
  const Effect effect =
      Of(measuring, Times({20, 22, 24, 26, 28, 30}), Times({10, 11, 12, 13, 14, 15}));
  EXPECT_EQ(effect.control.value, 24);
  EXPECT_EQ(effect.arm.value, 12);
  // Mean days up to day 15, as far as both were followed: all controls still waited.
  EXPECT_EQ(effect.horizon, 15);
  EXPECT_DOUBLE_EQ(*effect.difference, 12.5 - 15);
  EXPECT_DOUBLE_EQ(*effect.improvement(), 2.5);
  EXPECT_TRUE(effect.is_better());
}

TEST(EffectTest, AmountsByWelch) {
  const auto measuring = Measuring(Measure::kMeanAnswer, false);
  const Effect effect = Of(measuring, Amounts({3, 4, 3, 4}), Amounts({3, 4, 4, 3}));
  EXPECT_EQ(effect.difference, 0);
  EXPECT_FALSE(effect.is_better());
  EXPECT_NEAR(effect.p, 1, 1e-12);
}

TEST(EffectTest, SkewedAmountsAsARatio) {
  const auto measuring = Measuring(Measure::kOnboardingHours, true);
  const Effect effect = Of(measuring, Amounts({10, 20, 40}), Amounts({5, 10, 20}));
  EXPECT_NEAR(*effect.difference, 0.5, 1e-12);
  EXPECT_NEAR(*effect.improvement(), 0.5, 1e-12);  // half of the hours less
  EXPECT_GT(*effect.detectable, 0);
  EXPECT_LT(*effect.detectable, 1);  // a part of the hours
  EXPECT_FALSE(effect.is_better());  // of three each
}

TEST(EffectTest, FewOrEqualAccountsAreNotJudged) {
  const auto measuring = Measuring(Measure::kRetention, false, 10);
  const Effect few = Of(measuring, Shares(0, 9), Shares(9, 9));
  EXPECT_FALSE(few.judged);
  EXPECT_EQ(few.why, "fewer than 10 accounts in an arm");
  EXPECT_EQ(few.p, 1);
  const Effect same = Of(measuring, Shares(20, 20), Shares(20, 20));
  EXPECT_FALSE(same.judged);
  EXPECT_EQ(same.why, "nothing differs within the arms, so nothing can be tested");
  const Effect nobody = Of(measuring, {}, Shares(20, 20));
  EXPECT_FALSE(nobody.difference);
  EXPECT_FALSE(nobody.control.value);
}

// No effect: found in about one of twenty; a difference of the size that is said to be detectable:
// in at least 80 % of fifty.
TEST(EffectTest, WhatIsDetectableIsDetected) {
  constexpr size_t kArm = 300;
  constexpr double kControl = 0.6;
  const auto measuring = Measuring(Measure::kRetention, false);
  const double planted =
      *Of(measuring, Shares(180, kArm), Shares(180, kArm)).detectable;  // from 60 %
  uint64_t found = 0, false_alarms = 0;
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    const auto draw = [seed](uint64_t stream, double share) {
      statistics::Draws draws(seed, stream);
      uint64_t events = 0;
      for (size_t i = 0; i < kArm; ++i) events += draws.Uniform() < share;
      return Shares(events, kArm);
    };
    const auto control = draw(0, kControl);
    found += Of(measuring, control, draw(1, kControl + planted)).is_better();
    const Effect none = Of(measuring, control, draw(2, kControl));
    false_alarms += none.is_better() || none.is_worse();
  }
  EXPECT_GE(found, 40U);
  EXPECT_LE(false_alarms, 5U);
}

}  // namespace
}  // namespace bellwether::evidence
