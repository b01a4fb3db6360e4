// Curves that can be checked by hand: P12 (censored at as_of, "not reached" is an answer).
#include "engine/statistics/survival.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace bellwether::statistics {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

// Five accounts: value after 2, 4 and 4 days; two were seen for 3 and 5 days without it.
const std::vector<Followed> kFive = {{4, true}, {3, false}, {2, true}, {5, false}, {4, true}};

TEST(KaplanMeierTest, StepsAtEachEventByThoseAtRisk) {
  const SurvivalCurve curve = KaplanMeier(kFive);
  ASSERT_EQ(curve.steps.size(), 2U);
  EXPECT_EQ(curve.steps[0].risk_set, 5U);
  EXPECT_DOUBLE_EQ(curve.steps[0].survival, 4.0 / 5);
  EXPECT_EQ(curve.steps[1].risk_set, 3U);  // without the one that was seen for 3 days
  EXPECT_EQ(curve.steps[1].events, 2U);
  EXPECT_DOUBLE_EQ(curve.steps[1].survival, 4.0 / 5 * 1 / 3);
  EXPECT_DOUBLE_EQ(curve.steps[1].log_variance, 1.0 / (5 * 4) + 2.0 / (3 * 1));
  EXPECT_EQ(curve.n, 5U);
  EXPECT_EQ(curve.events, 3U);
  EXPECT_EQ(curve.longest, 5);
}

TEST(KaplanMeierTest, HoldsBetweenSteps) {
  const SurvivalCurve curve = KaplanMeier(kFive);
  EXPECT_EQ(SurvivalAt(curve, 0), 1);
  EXPECT_EQ(SurvivalAt(curve, 1.99), 1);
  EXPECT_DOUBLE_EQ(SurvivalAt(curve, 2), 0.8);
  EXPECT_DOUBLE_EQ(SurvivalAt(curve, 3.5), 0.8);
  EXPECT_DOUBLE_EQ(SurvivalAt(curve, 100), 0.8 / 3);
}

TEST(KaplanMeierTest, AtATieWhoIsCensoredIsStillAtRisk) {
  const std::vector<Followed> tie = {{3, false}, {3, true}, {5, true}};
  EXPECT_EQ(KaplanMeier(tie).steps[0].risk_set, 3U);
}

TEST(KaplanMeierTest, WhoEntersLateIsAtRiskFromThenOn) {
  const std::vector<Followed> late = {{2, true}, {6, true}, {6, true, 2}, {7, false, 4}};
  const SurvivalCurve curve = KaplanMeier(late);
  EXPECT_THAT(curve.steps,
              ElementsAre(Field(&SurvivalStep::risk_set, 2U), Field(&SurvivalStep::risk_set, 3U)));
}

TEST(KaplanMeierTest, EndsAtNothingWhenTheLastOneGoes) {
  const std::vector<Followed> both = {{1, true}, {2, true}};
  const SurvivalCurve curve = KaplanMeier(both);
  EXPECT_EQ(curve.steps[1].survival, 0);
  EXPECT_EQ(curve.steps[1].interval.high, 0);
  EXPECT_FALSE(std::isnan(curve.steps[1].interval.low));
}

// P5: the order never changes a bit.
TEST(KaplanMeierTest, DoesNotDependOnTheOrder) {
  std::vector<Followed> turned = kFive;
  std::reverse(turned.begin(), turned.end());
  const SurvivalCurve a = KaplanMeier(kFive);
  const SurvivalCurve b = KaplanMeier(turned);
  for (size_t i = 0; i < a.steps.size(); ++i) {
    EXPECT_EQ(a.steps[i].survival, b.steps[i].survival);
    EXPECT_EQ(a.steps[i].interval.low, b.steps[i].interval.low);
  }
}

TEST(KaplanMeierTest, NobodyAndNothing) {
  EXPECT_TRUE(KaplanMeier({}).steps.empty());
  const std::vector<Followed> waiting = {{3, false}};
  EXPECT_TRUE(KaplanMeier(waiting).steps.empty());
  EXPECT_FALSE(MedianOf(KaplanMeier(waiting)));
  EXPECT_EQ(RestrictedMeanOf(KaplanMeier(waiting), 3).value, 3);
}

TEST(MedianTest, IsTheFirstTimeAtOneHalf) {
  const auto median = MedianOf(KaplanMeier(kFive));
  ASSERT_TRUE(median);
  EXPECT_EQ(median->time, 4);
}

TEST(MedianTest, IsNotReachedWhileMoreThanHalfWait) {
  const std::vector<Followed> early = {{1, true}, {9, false}, {9, false}};
  EXPECT_FALSE(MedianOf(KaplanMeier(early)));
}

TEST(RestrictedMeanTest, IsTheAreaBelowTheCurve) {
  const SurvivalCurve curve = KaplanMeier(kFive);
  EXPECT_DOUBLE_EQ(RestrictedMeanOf(curve, 1).value, 1);
  EXPECT_DOUBLE_EQ(RestrictedMeanOf(curve, 3).value, 2 + 0.8);
  EXPECT_DOUBLE_EQ(RestrictedMeanOf(curve, 5).value, 2 + 0.8 * 2 + 0.8 / 3);
}

TEST(RestrictedMeanTest, HasAVarianceThoughNobodyIsLeft) {
  const std::vector<Followed> both = {{1, true}, {2, true}};
  const RestrictedMean mean = RestrictedMeanOf(KaplanMeier(both), 3);
  EXPECT_DOUBLE_EQ(mean.value, 1.5);
  EXPECT_DOUBLE_EQ(mean.variance, 0.5 * 0.5 * 1 / (2 * 1));
}

}  // namespace
}  // namespace bellwether::statistics
