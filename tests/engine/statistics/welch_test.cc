// Means that can be compared by hand: P11 (skewed values on logs), P30.
#include "engine/statistics/welch.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "engine/statistics/moments.h"

namespace bellwether::statistics {
namespace {

const std::vector<double> kFew = {1, 2, 3};
const std::vector<double> kMany = {4, 8, 8, 12};

TEST(MomentsTest, AreThoseOfAList) {
  const auto found = MomentsOf(kMany);
  EXPECT_EQ(found->mean, 8);
  EXPECT_DOUBLE_EQ(found->variance, 32.0 / 3);
  EXPECT_DOUBLE_EQ(found->VarianceOfMean(), 32.0 / 12);
}

TEST(MomentsTest, EqualValuesDoNotVary) {
  EXPECT_EQ(MomentsOf({0.1, 0.1, 0.1})->variance, 0);
  EXPECT_EQ(MomentsOf({7})->variance, 0);
  EXPECT_FALSE(MomentsOf({}));
  EXPECT_FALSE(MomentsOf({1e308, 1e308, 0}));
}

TEST(WelchTest, TakesEachVarianceForItself) {
  const auto found = MeanDifferenceOf(kFew, kMany);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->value, -6);
  const double a = 1.0 / 3, b = 8.0 / 3;
  EXPECT_DOUBLE_EQ(found->variance, a + b);
  EXPECT_DOUBLE_EQ(found->degrees, 9 / (a * a / 2 + b * b / 3));
  EXPECT_LT(found->interval.high, 0);
  EXPECT_LT(found->p, 0.05);
}

TEST(WelchTest, TurnsWithItsSides) {
  const auto there = MeanDifferenceOf(kFew, kMany);
  const auto back = MeanDifferenceOf(kMany, kFew);
  EXPECT_EQ(there->value, -back->value);
  EXPECT_DOUBLE_EQ(there->interval.low, -back->interval.high);
  EXPECT_DOUBLE_EQ(there->p, back->p);
}

TEST(WelchTest, NeedsTwoOfEachThatVary) {
  const std::vector<double> one = {5}, same = {0.1, 0.1, 0.1};
  EXPECT_FALSE(MeanDifferenceOf({}, kFew));
  EXPECT_FALSE(MeanDifferenceOf(kFew, one));
  EXPECT_FALSE(MeanDifferenceOf(same, same));
  const auto half = MeanDifferenceOf(same, kFew);
  ASSERT_TRUE(half);
  EXPECT_DOUBLE_EQ(half->degrees, 2);
  EXPECT_EQ(MeanDifferenceOf(kFew, kFew)->p, 1);
}

// P5: the order never changes a bit.
TEST(WelchTest, DoesNotDependOnTheOrder) {
  const std::vector<double> values = {0.1, 1e9, 0.3, -0.7}, turned = {-0.7, 0.3, 1e9, 0.1};
  EXPECT_EQ(MeanDifferenceOf(values, kFew)->p, MeanDifferenceOf(turned, kFew)->p);
}

TEST(WelchTest, SmallAndLargeUnitsAreTheSameTest) {
  const auto plain = MeanDifferenceOf(kFew, kMany);
  for (const double unit : {1e-150, 1e150}) {
    std::vector<double> few = kFew, many = kMany;
    for (double& value : few) value *= unit;
    for (double& value : many) value *= unit;
    const auto found = MeanDifferenceOf(few, many);
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->p, plain->p, 1e-12);
  }
}

TEST(GeometricMeanRatioTest, IsADifferenceOfLogarithms) {
  const std::vector<double> first = {2, 8}, second = {1, 1, 8};
  const auto found = GeometricMeanRatioOf(first, second);
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->value, 4 / 2.0);
  EXPECT_GT(found->interval.low, 0);
  EXPECT_LT(found->interval.low, 2);
  EXPECT_GT(found->interval.high, 2);
}

TEST(GeometricMeanRatioTest, NeedsValuesAboveZero) {
  const std::vector<double> with_zero = {1, 0, 2}, negative = {1, -2};
  EXPECT_FALSE(GeometricMeanRatioOf(with_zero, kFew));
  EXPECT_FALSE(GeometricMeanRatioOf(kFew, negative));
  EXPECT_FALSE(GeometricMeanRatioOf({}, kFew));
}

// Two accounts with 1e-300 and 1e300 hours: the upper end is beyond a double.
TEST(GeometricMeanRatioTest, NothingWhenAnEndCannotBeWritten) {
  const std::vector<double> wild = {1e-300, 1e300};
  EXPECT_FALSE(GeometricMeanRatioOf(wild, wild));
}

}  // namespace
}  // namespace bellwether::statistics
