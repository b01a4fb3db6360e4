#include "engine/statistics/combination.h"

#include <cmath>

#include "engine/statistics/proportion.h"
#include "gtest/gtest.h"

namespace bellwether::statistics {
namespace {

// Two shares with weights 1 and -1 are Newcombe's difference.
TEST(CombinationTest, OfTwoSharesIsNewcombes) {
  const auto a = ProportionOf(56, 70), b = ProportionOf(48, 80);
  const auto difference = DifferenceOf(56, 70, 48, 80);
  const Part parts[] = {{1, a->value, a->interval}, {-1, b->value, b->interval}};
  const Estimate sum = CombinedOf(parts);
  EXPECT_NEAR(sum.value, difference->value, 1e-12);
  EXPECT_NEAR(sum.interval.low, difference->interval.low, 1e-12);
  EXPECT_NEAR(sum.interval.high, difference->interval.high, 1e-12);
}

// One part keeps its own interval, turned round by a negative weight.
TEST(CombinationTest, OfOnePartIsThatPart) {
  const Part up[] = {{10, 0.5, {0.2, 0.9}}};
  EXPECT_NEAR(CombinedOf(up).interval.low, 2, 1e-12);
  EXPECT_NEAR(CombinedOf(up).interval.high, 9, 1e-12);
  const Part down[] = {{-10, 0.5, {0.2, 0.9}}};
  EXPECT_NEAR(CombinedOf(down).value, -5, 1e-12);
  EXPECT_NEAR(CombinedOf(down).interval.low, -9, 1e-12);
  EXPECT_NEAR(CombinedOf(down).interval.high, -2, 1e-12);
}

// Independent errors add by their squares: 3 and 4 are 5.
TEST(CombinationTest, ErrorsAddBySquares) {
  const Part parts[] = {{1, 10, {7, 13}}, {2, 10, {8, 12}}};
  EXPECT_NEAR(CombinedOf(parts).value, 30, 1e-12);
  EXPECT_NEAR(CombinedOf(parts).interval.low, 25, 1e-12);
  EXPECT_NEAR(CombinedOf(parts).interval.high, 35, 1e-12);
  EXPECT_EQ(CombinedOf({}).value, 0);
}

}  // namespace
}  // namespace bellwether::statistics
