// Differences of areas that can be counted by hand: P30.
#include "engine/statistics/restricted_mean.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace bellwether::statistics {
namespace {

const SurvivalCurve kBoth = KaplanMeier(std::vector<Followed>{{1, true}, {2, true}});
const SurvivalCurve kOne = KaplanMeier(std::vector<Followed>{{1, true}, {4, false}});
const SurvivalCurve kNone = KaplanMeier(std::vector<Followed>{{4, false}, {4, false}});

TEST(RestrictedMeanDifferenceTest, IsTheAreaBetweenTheCurves) {
  const auto found = RestrictedMeanDifferenceOf(kOne, kBoth, 3);
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->value, (1 + 0.5 * 2) - (1 + 0.5));
  EXPECT_DOUBLE_EQ(found->variance, 1.0 / 2 + 0.5 * 0.5 / 2);
  EXPECT_LT(found->interval.low, found->value);
  EXPECT_GT(found->interval.high, found->value);
  EXPECT_GT(found->p, 0.05);
}

TEST(RestrictedMeanDifferenceTest, TurnsWithItsSides) {
  const auto there = RestrictedMeanDifferenceOf(kOne, kBoth, 3);
  const auto back = RestrictedMeanDifferenceOf(kBoth, kOne, 3);
  EXPECT_EQ(there->value, -back->value);
  EXPECT_EQ(there->interval.low, -back->interval.high);
  EXPECT_EQ(there->p, back->p);
}

TEST(RestrictedMeanDifferenceTest, NeedsCurvesAsFarAsTheHorizon) {
  EXPECT_TRUE(RestrictedMeanDifferenceOf(kOne, kBoth, 4));   // nobody is left of both
  EXPECT_FALSE(RestrictedMeanDifferenceOf(kOne, kBoth, 5));  // somebody may have it after 4
  EXPECT_FALSE(RestrictedMeanDifferenceOf(kOne, KaplanMeier({}), 3));
}

TEST(RestrictedMeanDifferenceTest, NothingHappenedInEither) {
  EXPECT_FALSE(RestrictedMeanDifferenceOf(kNone, kNone, 3));
  EXPECT_FALSE(RestrictedMeanDifferenceOf(kOne, kBoth, 1));
  EXPECT_TRUE(RestrictedMeanDifferenceOf(kOne, kNone, 3));
}

TEST(RestrictedMeanDifferenceTest, NeedsAHorizon) {
  for (const double horizon : {0.0, -1.0, static_cast<double>(INFINITY), std::nan("")}) {
    EXPECT_FALSE(RestrictedMeanDifferenceOf(kBoth, kBoth, horizon));
  }
}

}  // namespace
}  // namespace bellwether::statistics
