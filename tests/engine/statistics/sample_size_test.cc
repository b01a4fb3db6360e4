// What two arms can see: P30 (minimum detectable effect before and after).
#include "engine/statistics/sample_size.h"

#include <gtest/gtest.h>

#include <cmath>

namespace bellwether::statistics {
namespace {

constexpr double kNone = NAN;

TEST(PowerTest, OfNoDifferenceIsTheShareOfFalseAlarms) {
  EXPECT_NEAR(*PowerForShares(0.4, 0.4, {50, 50}), 0.05, 1e-12);
  EXPECT_NEAR(*PowerForMeans(0, 3, {50, 50}), 0.05, 1e-12);
  EXPECT_NEAR(*PowerForMeans(0, 3, {50, 50}, 0.9), 0.1, 1e-12);
}

TEST(PowerTest, RisesWithDifferenceAndAccountsToOne) {
  EXPECT_LT(*PowerForShares(0.4, 0.5, {50, 50}), *PowerForShares(0.4, 0.6, {50, 50}));
  EXPECT_LT(*PowerForShares(0.4, 0.5, {50, 50}), *PowerForShares(0.4, 0.5, {50, 80}));
  EXPECT_LT(*PowerForMeans(1, 3, {50, 50}), *PowerForMeans(-2, 3, {50, 50}));
  EXPECT_EQ(PowerForShares(0, 1, {9'000, 9'000}), 1);
  EXPECT_EQ(PowerForMeans(1e6, 1, {90, 90}), 1);
}

TEST(PowerTest, NeedsArmsAndValuesWithinTheirRange) {
  EXPECT_FALSE(PowerForShares(0.4, 0.5, {0, 50}));
  EXPECT_FALSE(PowerForShares(-0.1, 0.5, {50, 50}));
  EXPECT_FALSE(PowerForShares(0.4, kNone, {50, 50}));
  EXPECT_FALSE(PowerForShares(0.4, 0.5, {50, 50}, 1));
  EXPECT_FALSE(PowerForMeans(1, 3, {1, 50}));
  EXPECT_FALSE(PowerForMeans(1, 0, {50, 50}));
  EXPECT_FALSE(PowerForMeans(kNone, 3, {50, 50}));
  EXPECT_FALSE(PowerForMeans(1, 3, {50, 50}, 0));
}

// Whatever the numbers, what comes back is one.
TEST(PowerTest, IsNeverNoNumber) {
  for (const double difference : {1e-300, 1e-9, 1e9, 1e150, 1e300}) {
    for (const uint64_t n : {uint64_t{2}, uint64_t{50}, UINT64_MAX}) {
      const auto power = PowerForMeans(difference, 1, {n, n});
      if (!power) continue;
      EXPECT_GE(*power, 0.049);
      EXPECT_LE(*power, 1);
    }
  }
}

TEST(ArmsTest, AreTheLeastThatReachThePower) {
  const auto shares = ArmsForShares(0.8, 0.85);
  ASSERT_TRUE(shares);
  EXPECT_GE(*PowerForShares(0.8, 0.85, *shares), 0.8);
  EXPECT_LT(*PowerForShares(0.8, 0.85, {shares->first - 1, shares->second - 1}), 0.8);
  const auto means = ArmsForMeans(2, 5, {.power = 0.9, .confidence = 0.99});
  ASSERT_TRUE(means);
  EXPECT_GE(*PowerForMeans(2, 5, *means, 0.99), 0.9);
  EXPECT_LT(*PowerForMeans(2, 5, {means->first - 1, means->second - 1}, 0.99), 0.9);
}

TEST(ArmsTest, AreNeverFewerThanATestNeeds) {
  const auto shares = ArmsForShares(0, 1, {.power = 0.5, .confidence = 0.6});
  EXPECT_EQ(shares->first, 1U);
  const auto means = ArmsForMeans(1e6, 1, {}, 0.5);
  EXPECT_EQ(means->first, 4U);
  EXPECT_EQ(means->second, 2U);
}

TEST(ArmsTest, NothingWithoutADifferenceOrAnAim) {
  EXPECT_FALSE(ArmsForShares(0.4, 0.4));
  EXPECT_FALSE(ArmsForMeans(0, 3));
  EXPECT_FALSE(ArmsForMeans(1e-9, 3));  // more than there are
  EXPECT_FALSE(ArmsForMeans(1e-300, 1e300));
  EXPECT_FALSE(ArmsForShares(0.4, 0.5, {.power = 1}));
  EXPECT_FALSE(ArmsForShares(0.4, 0.5, {.power = 0.05}));
  EXPECT_FALSE(ArmsForShares(0.4, 0.5, {.confidence = 1}));
  EXPECT_FALSE(ArmsForShares(0.4, 0.5, {.power = kNone}));
  EXPECT_FALSE(ArmsForShares(0.4, 0.5, {}, 0));
}

TEST(DetectableTest, IsFoundWithThePower) {
  const Arms arms = {120, 80};
  const auto shares = DetectableShares(0.6, arms);
  ASSERT_TRUE(shares && shares->less && shares->more);
  EXPECT_NEAR(*PowerForShares(0.6, 0.6 - *shares->less, arms), 0.8, 1e-12);
  EXPECT_NEAR(*PowerForShares(0.6, 0.6 + *shares->more, arms), 0.8, 1e-12);
  const auto means = DetectableMeanDifference(12, arms);
  ASSERT_TRUE(means);
  EXPECT_NEAR(*PowerForMeans(*means, 12, arms), 0.8, 1e-12);
}

TEST(DetectableTest, ThereMayBeNoRoomAboveOrBelow) {
  const auto high = DetectableShares(0.95, {20, 20});
  EXPECT_FALSE(high->more);
  EXPECT_TRUE(high->less);
  EXPECT_FALSE(DetectableShares(0, {20, 20})->less);
  const auto single = DetectableShares(0.5, {1, 1});
  EXPECT_FALSE(single->less || single->more);
}

TEST(DetectableTest, NeedsArmsAndAnAim) {
  EXPECT_FALSE(DetectableShares(0.5, {0, 10}));
  EXPECT_FALSE(DetectableShares(1.5, {10, 10}));
  EXPECT_FALSE(DetectableShares(0.5, {10, 10}, {.power = 0.01}));
  EXPECT_FALSE(DetectableMeanDifference(3, {1, 10}));
  EXPECT_FALSE(DetectableMeanDifference(0, {10, 10}));
  EXPECT_FALSE(DetectableMeanDifference(1e308, {2, 2}));
  EXPECT_TRUE(DetectableMeanDifference(3, {2, 2}));
}

}  // namespace
}  // namespace bellwether::statistics
