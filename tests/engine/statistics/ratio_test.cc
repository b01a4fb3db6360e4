// Of the ratio of two sums. The variance of a regression through the origin with weights 1 ÷ below
// is another formula; here it is held against its definition and against a jackknife.
#include "engine/statistics/ratio.h"

#include <cmath>
#include <vector>

#include "gtest/gtest.h"

namespace bellwether::statistics {
namespace {

TEST(RatioTest, DividesTheSums) {
  const std::vector<Pair> pairs = {{9.5, 8}, {0, 0.8}, {1, 1.2}};
  const auto ratio = RatioOf(pairs);
  ASSERT_TRUE(ratio.has_value());
  EXPECT_NEAR(ratio->value, 1.05, 1e-15);
  EXPECT_EQ(ratio->n, 3U);
  // residuals 1.1, -0.84, -0.26; Σ² = 1.9832; √(3/2 · 1.9832) ÷ 10
  const double error = std::sqrt(1.5 * 1.9832) / 10;
  EXPECT_NEAR(ratio->interval->high - ratio->value, 1.959963984540054 * error, 1e-12);
  EXPECT_NEAR(ratio->value - ratio->interval->low, 1.959963984540054 * error, 1e-12);
}

// Leaving each unit out in turn tells nearly the same where no unit is large.
TEST(RatioTest, AgreesWithAJackknife) {
  std::vector<Pair> pairs;
  for (int i = 0; i < 400; ++i) {
    const double below = 50 + (i * 37) % 101;
    pairs.push_back({below * (0.8 + ((i * 53) % 41) / 100.0), below});
  }
  const Ratio whole = *RatioOf(pairs);
  double squares = 0, above = 0, below = 0;
  for (const Pair& pair : pairs) {
    above += pair.above;
    below += pair.below;
  }
  for (const Pair& pair : pairs) {
    const double without = (above - pair.above) / (below - pair.below);
    squares += (without - whole.value) * (without - whole.value);
  }
  const double n = static_cast<double>(pairs.size());
  const double error = std::sqrt((n - 1) / n * squares);
  EXPECT_NEAR((whole.interval->high - whole.value) / 1.959963984540054, error, 0.01 * error);
}

TEST(RatioTest, OfNothingThereIsNone) {
  EXPECT_FALSE(RatioOf({}).has_value());
  EXPECT_FALSE(RatioOf(std::vector<Pair>{{5, 0}}).has_value());
  const auto one = RatioOf(std::vector<Pair>{{5, 10}});
  ASSERT_TRUE(one.has_value());
  EXPECT_EQ(one->value, 0.5);
  EXPECT_FALSE(one->interval.has_value());
}

}  // namespace
}  // namespace bellwether::statistics
