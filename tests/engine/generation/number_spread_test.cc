// Numbers meet both sides of every edge, stay in their range, and are written as people would.
#include "engine/generation/number_spread.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/number.h"

namespace bellwether::generation {
namespace {

constexpr int kMany = 2'000;
constexpr Bell kTypical = {10, 10};

ruleset::NumberRange RangeOf(std::optional<double> min, std::optional<double> max,
                             bool whole = false) {
  return {min, max, whole};
}

std::vector<double> DrawMany(const NumberSpread& spread) {
  statistics::Draws draws(1, 1);
  std::vector<double> numbers;
  for (int i = 0; i < kMany; ++i) numbers.push_back(spread.Draw(draws.Normal(), draws));
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

double ShareBelow(const std::vector<double>& sorted, double bound) {
  const auto end = std::lower_bound(sorted.begin(), sorted.end(), bound);
  return static_cast<double>(end - sorted.begin()) / kMany;
}

TEST(NumberSpreadTest, StretchesBetweenEdgesHaveAsManyAccountsEach) {
  const auto numbers =
      DrawMany(NumberSpread::BetweenEdges(RangeOf(0, 1), {0, 0.65, 0.8}, kTypical));
  EXPECT_NEAR(ShareBelow(numbers, 0.65), 1.0 / 3, 0.06);
  EXPECT_NEAR(1 - ShareBelow(numbers, 0.800001), 1.0 / 3, 0.06);
}

TEST(NumberSpreadTest, EdgesThemselvesAreMet) {
  const auto numbers = DrawMany(NumberSpread::BetweenEdges(RangeOf(0, 1), {2.0 / 3}, kTypical));
  const auto on_edge = std::count(numbers.begin(), numbers.end(), 2.0 / 3);
  EXPECT_NEAR(static_cast<double>(on_edge) / kMany, 0.1, 0.03);
}

TEST(NumberSpreadTest, BeyondTheOutermostEdgeThereAreNumbersWhereTheRangeAllows) {
  const auto open = DrawMany(NumberSpread::BetweenEdges(RangeOf({}, {}), {10, 20}, kTypical));
  EXPECT_LT(open.front(), 5);
  EXPECT_GT(open.back(), 25);
  const auto half = DrawMany(NumberSpread::BetweenEdges(RangeOf(0, {}), {4, 24, 72}, kTypical));
  EXPECT_GE(half.front(), 0);
  EXPECT_GT(ShareBelow(half, 4), 0.15);
  EXPECT_LT(ShareBelow(half, 72.1), 0.85);
}

TEST(NumberSpreadTest, EdgesOutsideOfTheRangeCountForNothing) {
  const auto numbers = DrawMany(NumberSpread::BetweenEdges(RangeOf(0, 1), {-3, 40}, kTypical));
  EXPECT_NEAR(ShareBelow(numbers, 0.5), 0.5, 0.06) << "the middle of the range";
  EXPECT_GE(numbers.front(), 0);
  EXPECT_LE(numbers.back(), 1);
}

TEST(NumberSpreadTest, WholeNumbersAreWhole) {
  const auto numbers =
      DrawMany(NumberSpread::BetweenEdges(RangeOf(0, {}, true), {0.05, 5, 10}, kTypical));
  for (const double number : numbers) EXPECT_EQ(number, std::floor(number));
  EXPECT_EQ(numbers.front(), 0);
  EXPECT_GT(numbers.back(), 10);
}

TEST(NumberSpreadTest, NumbersAreWrittenFinerThanEdgesLieApart) {
  const auto coarse = DrawMany(NumberSpread::BetweenEdges(RangeOf(0, 1), {0.5}, kTypical));
  for (const double number : coarse) EXPECT_LE(FormatNumber(number).size(), 4u) << number;
  const auto fine = DrawMany(NumberSpread::BetweenEdges(RangeOf(0, 1), {0.5, 0.501}, kTypical));
  const std::set<double> between(std::upper_bound(fine.begin(), fine.end(), 0.5),
                                 std::lower_bound(fine.begin(), fine.end(), 0.501));
  EXPECT_GE(between.size(), 3u);
}

TEST(NumberSpreadTest, ABellHasOneAccountInSixAboveMedianAndSpread) {
  const auto normal = DrawMany(NumberSpread::Around(RangeOf(0, 1), {}, {0.6, 0.15}));
  EXPECT_NEAR(ShareBelow(normal, 0.6), 0.5, 0.06);
  EXPECT_NEAR(ShareBelow(normal, 0.75), 0.84, 0.04);
  const auto skewed = DrawMany(NumberSpread::Around(RangeOf(0, {}), {}, {100, 300}));
  EXPECT_NEAR(ShareBelow(skewed, 100), 0.5, 0.04);
  EXPECT_NEAR(ShareBelow(skewed, 400), 0.84, 0.04);
  EXPECT_GT(skewed.front(), 0);
  EXPECT_GT(skewed.back(), 2'000);
}

TEST(NumberSpreadTest, NoRangeIsTooWideOrTooNarrow) {
  for (const auto& range :
       {RangeOf(-1.7e308, 1.7e308), RangeOf(1e300, {}), RangeOf({}, -1e300),
        RangeOf(0.1, 0.1000001), RangeOf(1e15, 1e15 + 2, true), RangeOf({}, {})}) {
    for (const std::vector<double>& edges :
         {std::vector<double>{}, {0}, {-1e12, 1e12}, {0.10000005}}) {
      for (const double number : DrawMany(NumberSpread::BetweenEdges(range, edges, kTypical))) {
        ASSERT_TRUE(range.Contains(number)) << number << " in " << range.Describe();
      }
    }
  }
}

TEST(NumberSpreadTest, ItRisesWithThePlace) {
  const auto spread = NumberSpread::BetweenEdges(RangeOf(0, {}), {4, 24, 72}, kTypical);
  for (double z = -3; z < 3; z += 0.1) EXPECT_LE(spread.At(z), spread.At(z + 0.1));
}

}  // namespace
}  // namespace bellwether::generation
