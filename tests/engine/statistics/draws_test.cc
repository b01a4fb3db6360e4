// The generator is Philox, and gives the same numbers to whoever asks for the same place.
#include "engine/statistics/draws.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <vector>

namespace bellwether::statistics {
namespace {

constexpr int kMany = 20'000;

TEST(DrawsTest, AreAFunctionOfSeedAndStream) {
  Draws first(1, 2), again(1, 2), other_stream(1, 3), other_seed(2, 2);
  for (int i = 0; i < 100; ++i) {
    const double drawn = first.Uniform();
    EXPECT_EQ(drawn, again.Uniform());
    EXPECT_NE(drawn, other_stream.Uniform());
    EXPECT_NE(drawn, other_seed.Uniform());
  }
}

// Known answers of Philox4x32-10 for counter 0 and key 0: 6627e8d5 e169c58d bc57ac4c 9b00dbd8.
TEST(DrawsTest, ArePhilox) {
  Draws draws(0, 0);
  constexpr double kStep = 0x1.0p-53;
  EXPECT_EQ(draws.Uniform(), (static_cast<double>(0xe169c58d6627e8d5ULL >> 11) + 0.5) * kStep);
  EXPECT_EQ(draws.Uniform(), (static_cast<double>(0x9b00dbd8bc57ac4cULL >> 11) + 0.5) * kStep);
}

TEST(DrawsTest, EachNumberBelowAnEndIsAsLikely) {
  Draws draws(5, 0);
  std::vector<int> counts(7);
  for (int i = 0; i < kMany; ++i) ++counts[draws.Below(7)];
  for (const int count : counts) EXPECT_NEAR(count, kMany / 7.0, 5 * std::sqrt(kMany / 7.0));
  EXPECT_EQ(draws.Below(1), 0U);
}

TEST(DrawsTest, HaveTheMomentsOfTheirDistribution) {
  Draws draws(9, 0);
  double normal = 0, squares = 0, exponential = 0;
  for (int i = 0; i < kMany; ++i) {
    const double drawn = draws.Normal();
    normal += drawn / kMany;
    squares += drawn * drawn / kMany;
    exponential += draws.Exponential(0.5) / kMany;
  }
  EXPECT_NEAR(normal, 0, 0.03);
  EXPECT_NEAR(squares, 1, 0.05);
  EXPECT_NEAR(exponential, 2, 0.06);
}

}  // namespace
}  // namespace bellwether::statistics
