// One bad month may be an anomaly, six rising ones are a trend (domain §11).
#include "engine/portfolio/trend.h"

#include "gtest/gtest.h"

namespace bellwether::portfolio {
namespace {

Judgement Judged(const std::vector<double>& values, double reach, bool last_known = true) {
  std::vector<Trend::Point> points;
  for (const double value : values) {
    Quantity quantity;
    quantity.value = value;
    quantity.interval = {value - reach, value + reach};
    quantity.standing = Standing::kKnown;
    points.push_back({0, quantity});
  }
  if (!last_known) points.back().value.standing = Standing::kFew;
  return Judge(points);
}

TEST(TrendTest, ThreeStepsOneWayBeyondTheNoise) {
  EXPECT_EQ(Judged({1, 2, 3, 4}, 1), Judgement::kRising);
  EXPECT_EQ(Judged({4, 3, 2, 1}, 1), Judgement::kFalling);
  EXPECT_EQ(Judged({9, 1, 2, 3, 4}, 1), Judgement::kRising);  // the last run counts
}

TEST(TrendTest, IntervalsThatMeetAreNoise) {
  EXPECT_EQ(Judged({1, 2, 3, 4}, 1.5), Judgement::kWithinNoise);
  EXPECT_EQ(Judged({1, 2, 3, 4}, 2), Judgement::kWithinNoise);
}

TEST(TrendTest, AShorterRunIsNoise) {
  EXPECT_EQ(Judged({1, 5, 2, 30, 60}, 1), Judgement::kWithinNoise);
  EXPECT_EQ(Judged({1, 2, 3, 3}, 0.1), Judgement::kWithinNoise);
  EXPECT_EQ(Judged({1, 2, 3, 4, 3}, 0.1), Judgement::kWithinNoise);
}

TEST(TrendTest, FewPointsTellNothing) {
  EXPECT_EQ(Judged({}, 1), Judgement::kTooShort);
  EXPECT_EQ(Judged({1, 2, 3}, 0.1), Judgement::kTooShort);
  EXPECT_EQ(Judged({1, 2, 3, 4}, 0.1, /*last_known=*/false), Judgement::kTooShort);
}

}  // namespace
}  // namespace bellwether::portfolio
