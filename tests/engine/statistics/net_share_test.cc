#include "engine/statistics/net_share.h"

#include <cmath>

#include "gtest/gtest.h"

namespace bellwether::statistics {
namespace {

TEST(NetShareTest, IsTheMeanOfOnesAndMinusOnes) {
  const auto net = NetShareOf(40, 15, 100);
  ASSERT_TRUE(net.has_value());
  EXPECT_NEAR(net->value, 0.25, 1e-15);
  // Mean of squares 0.55, less the square of the mean.
  EXPECT_NEAR(net->deviation, std::sqrt(0.55 - 0.0625), 1e-15);
  EXPECT_NEAR(net->interval.low, 0.25 - 1.959963984540054 * std::sqrt(0.4875) / 10, 1e-12);
}

TEST(NetShareTest, StaysWithinItsBounds) {
  EXPECT_EQ(NetShareOf(5, 0, 5)->interval.high, 1);
  EXPECT_EQ(NetShareOf(0, 5, 5)->value, -1);
  EXPECT_EQ(NetShareOf(4, 0, 5)->interval.high, 1);
  EXPECT_EQ(NetShareOf(0, 0, 5)->deviation, 0);
  EXPECT_FALSE(NetShareOf(0, 0, 0).has_value());
}

}  // namespace
}  // namespace bellwether::statistics
