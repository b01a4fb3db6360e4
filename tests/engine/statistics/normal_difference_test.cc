// Intervals and tests of an estimate with a normal error.
#include "engine/statistics/normal_difference.h"

#include <gtest/gtest.h>

#include <cmath>

namespace bellwether::statistics {
namespace {

TEST(NormalIntervalTest, IsCutToWhatTheFigureCanBe) {
  const Interval cut = NormalInterval(0.9, 0.01, 0.95, {0, 1});
  EXPECT_NEAR(cut.low, 0.704, 1e-3);
  EXPECT_EQ(cut.high, 1);
  EXPECT_NEAR(NormalInterval(0.9, 0.01, 0.95).high, 1.096, 1e-3);
}

TEST(NormalDifferenceTest, ReachesItsNullWhereItsTestDoes) {
  const auto found = NormalDifferenceOf(2, 1, 0.95);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->interval.low, 0.04, 1e-3);
  EXPECT_NEAR(found->p, 0.0455, 1e-4);
  EXPECT_EQ(NormalDifferenceOf(0, 1, 0.95)->p, 1);
}

TEST(NormalDifferenceTest, NothingWithoutAVariance) {
  EXPECT_FALSE(NormalDifferenceOf(1, 0, 0.95));
  EXPECT_FALSE(NormalDifferenceOf(1, -1, 0.95));
  EXPECT_FALSE(NormalDifferenceOf(std::nan(""), 1, 0.95));
  EXPECT_FALSE(NormalDifferenceOf(1, INFINITY, 0.95));
}

// So sure that the statistic is beyond a double.
TEST(NormalDifferenceTest, HasAPHoweverSureItIs) {
  EXPECT_EQ(NormalDifferenceOf(1e200, 1e-200, 0.95)->p, 0);
}

}  // namespace
}  // namespace bellwether::statistics
