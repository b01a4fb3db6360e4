// P30: sample ratios.
#include "engine/statistics/chi_squared.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace bellwether::statistics {
namespace {

std::optional<ChiSquaredTest> Against(const std::vector<uint64_t>& observed,
                                      const std::vector<double>& shares) {
  return CountsAgainstShares(observed, shares);
}

TEST(CountsAgainstSharesTest, SumsWhatIsOff) {
  const auto test = Against({60, 40}, {0.5, 0.5});
  EXPECT_DOUBLE_EQ(test->statistic, 100.0 / 50 + 100.0 / 50);
  EXPECT_EQ(test->degrees, 1);
  EXPECT_NEAR(test->p, 0.0455, 1e-4);
  EXPECT_LT(Against({5200, 4800}, {1, 1})->p, 0.001);  // P30: stops
}

TEST(CountsAgainstSharesTest, SharesNeedNotSumToOne) {
  EXPECT_DOUBLE_EQ(Against({60, 40}, {3, 3})->statistic, 4);
}

TEST(CountsAgainstSharesTest, WhatIsAsPlannedIsNotFound) {
  const auto test = Against({10, 10, 20}, {1, 1, 2});
  EXPECT_EQ(test->statistic, 0);
  EXPECT_EQ(test->p, 1);
}

TEST(CountsAgainstSharesTest, NothingToCompare) {
  EXPECT_FALSE(Against({}, {}));
  EXPECT_FALSE(Against({10}, {1}));
  EXPECT_FALSE(Against({0, 0}, {1, 1}));
  EXPECT_FALSE(Against({1, 2}, {1, 1, 1}));
}

TEST(CountsAgainstSharesTest, SharesThatAreNone) {
  EXPECT_FALSE(Against({1, 2}, {1, 0}));
  EXPECT_FALSE(Against({1, 2}, {1, -1}));
  EXPECT_FALSE(Against({1, 2}, {1, std::nan("")}));
  EXPECT_FALSE(Against({1, 2}, {1, INFINITY}));
  EXPECT_FALSE(Against({1, 2}, {1e308, 1e308}));
  EXPECT_FALSE(Against({1, 2}, {1, std::numeric_limits<double>::denorm_min()}));
}

}  // namespace
}  // namespace bellwether::statistics
