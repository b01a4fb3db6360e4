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
