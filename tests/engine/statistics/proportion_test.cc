// Shares and their differences with intervals: P6, P10.
#include "engine/statistics/proportion.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

namespace bellwether::statistics {
namespace {

TEST(ProportionTest, ZeroOfNothingIsNoShare) {
  EXPECT_FALSE(ProportionOf(0, 0));
  EXPECT_FALSE(DifferenceOf(1, 2, 0, 0));
  EXPECT_FALSE(DifferenceOf(0, 0, 1, 2));
}

// P10: zero events say the upper bound.
TEST(ProportionTest, NoEventsLeaveRoomForSome) {
  const auto none = ProportionOf(0, 10);
  ASSERT_TRUE(none);
  EXPECT_EQ(none->value, 0);
  EXPECT_EQ(none->interval.low, 0);
  EXPECT_NEAR(none->interval.high, 0.27753, 1e-5);
}

TEST(ProportionTest, TheMostWithoutEventsIsAboutThreeOfN) {
  EXPECT_FALSE(MostWithoutEvents(0));
  EXPECT_DOUBLE_EQ(*MostWithoutEvents(1), 0.95);
  EXPECT_NEAR(*MostWithoutEvents(1000), 3.0 / 1000, 1e-5);
  // A share that large would have gone without an event in one book of twenty.
  EXPECT_NEAR(std::pow(1 - *MostWithoutEvents(40), 40), 0.05, 1e-15);
  EXPECT_GT(*MostWithoutEvents(UINT64_MAX), 0);
}

TEST(ProportionTest, AllIsTheMirrorOfNone) {
  const auto all = ProportionOf(10, 10);
  EXPECT_EQ(all->interval.high, 1);
  EXPECT_NEAR(all->interval.low, 1 - ProportionOf(0, 10)->interval.high, 1e-15);
}

TEST(ProportionTest, ItsIntervalHoldsItAndShrinksWithMore) {
  double before = 1;
  for (const uint64_t n : {4, 40, 400, 4000, 4'000'000}) {
    const auto share = ProportionOf(n / 4, n);
    const double width = share->interval.high - share->interval.low;
    EXPECT_LT(share->interval.low, 0.25);
    EXPECT_GT(share->interval.high, 0.25);
    EXPECT_LT(width, before);
    before = width;
  }
}

TEST(DifferenceTest, TurnsWithItsSides) {
  const auto there = DifferenceOf(12, 40, 5, 50);
  const auto back = DifferenceOf(5, 50, 12, 40);
  EXPECT_DOUBLE_EQ(there->value, -back->value);
  EXPECT_DOUBLE_EQ(there->interval.low, -back->interval.high);
  EXPECT_DOUBLE_EQ(there->interval.high, -back->interval.low);
}

TEST(DifferenceTest, StaysWithinWhatADifferenceCanBe) {
  const auto most = DifferenceOf(3, 3, 0, 3);
  EXPECT_EQ(most->value, 1);
  EXPECT_LE(most->interval.high, 1);
  EXPECT_GT(most->interval.low, 0);
}

}  // namespace
}  // namespace bellwether::statistics
