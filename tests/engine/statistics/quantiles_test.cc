// P11: median, P75 and P90 beside the mean.
#include "engine/statistics/quantiles.h"

#include <gtest/gtest.h>

#include <vector>

namespace bellwether::statistics {
namespace {

const std::vector<double> kFive = {1, 2, 4, 8, 16};

TEST(QuantileTest, LiesBetweenNeighboursInProportion) {
  EXPECT_EQ(QuantileOf(kFive, 0), 1);
  EXPECT_EQ(QuantileOf(kFive, 0.5), 4);
  EXPECT_EQ(QuantileOf(kFive, 0.625), 6);
  EXPECT_EQ(QuantileOf(kFive, 1), 16);
}

TEST(QuantileTest, NothingOfNothing) {
  EXPECT_FALSE(QuantileOf({}, 0.5));
  EXPECT_FALSE(SpreadOf({}));
}

// P(Binomial(6, 1/2) = 0) is 1 in 64, less than 2.5 %; of 5 it is 1 in 32.
TEST(MedianIntervalTest, NeedsSixValues) {
  EXPECT_FALSE(MedianInterval(kFive, 0.95));
  const std::vector<double> six = {1, 2, 4, 8, 16, 32};
  const auto interval = MedianInterval(six, 0.95);
  ASSERT_TRUE(interval);
  EXPECT_EQ(interval->low, 1);
  EXPECT_EQ(interval->high, 32);
}

// Of ten: P(<= 1) is 11 in 1024, P(<= 2) is 56 in 1024.
TEST(MedianIntervalTest, LeavesOutAsManyAtBothEnds) {
  const std::vector<double> ten = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  EXPECT_EQ(MedianInterval(ten, 0.95)->low, 2);
  EXPECT_EQ(MedianInterval(ten, 0.95)->high, 9);
  EXPECT_EQ(MedianInterval(ten, 0.89)->low, 3);
}

TEST(MedianIntervalTest, NothingOfNothing) { EXPECT_FALSE(MedianInterval({}, 0.95)); }

TEST(SpreadTest, OneValueIsAllOfThem) {
  const auto spread = SpreadOf({7});
  EXPECT_EQ(spread->median, 7);
  EXPECT_EQ(spread->p90, 7);
  EXPECT_EQ(spread->n, 1U);
}

// One account that took a year pulls the mean, not the median.
TEST(SpreadTest, TheMedianStaysWhereMostAre) {
  const auto spread = SpreadOf({30, 31, 32, 33, 365});
  EXPECT_EQ(spread->median, 32);
  EXPECT_GT(spread->mean, 90);
}

// P5: the order never changes a bit.
TEST(SpreadTest, DoesNotDependOnTheOrder) {
  EXPECT_EQ(SpreadOf({0.1, 0.2, 0.3, 1e16, -1e16})->mean,
            SpreadOf({1e16, 0.3, -1e16, 0.1, 0.2})->mean);
}

}  // namespace
}  // namespace bellwether::statistics
