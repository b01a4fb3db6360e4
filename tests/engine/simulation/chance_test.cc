// Draws follow what parameters say, and each subject of an account has its own.
#include "engine/simulation/chance.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace bellwether::simulation {
namespace {

constexpr int kMany = 20'000;

Weights WeightsOf(const std::vector<std::pair<std::string, double>>& weights) {
  Weights list;
  for (const auto& [name, weight] : weights) list.push_back({name, {}, {weight, {}}});
  return list;
}

TEST(ChanceTest, EachSubjectOfEachAccountDrawsForItself) {
  std::set<double> first;
  for (uint32_t account = 0; account < 50; ++account) {
    for (int subject = 0; subject <= static_cast<int>(Subject::kSpoiling); ++subject) {
      first.insert(DrawsOf(1, account, static_cast<Subject>(subject)).Uniform());
    }
  }
  EXPECT_EQ(first.size(), 50U * (static_cast<size_t>(Subject::kSpoiling) + 1));
}

TEST(ChanceTest, WordsComeByTheirWeights) {
  Draws draws(1, 1);
  const Weights weights = WeightsOf({{"none", 0}, {"half", 2}, {"quarter", 1}, {"other", 1}});
  std::array<int, 4> counts = {};
  for (int i = 0; i < kMany; ++i) ++counts[Pick(draws, weights)];
  EXPECT_EQ(counts[0], 0);
  EXPECT_NEAR(counts[1], kMany / 2, 5 * std::sqrt(kMany / 4));
  EXPECT_NEAR(counts[2], kMany / 4, 5 * std::sqrt(kMany * 3 / 16));
}

TEST(ChanceTest, TimesHaveTheMeanAndVarianceOfAPoissonCount) {
  Draws draws(2, 1);
  double sum = 0, squares = 0;
  for (int i = 0; i < kMany; ++i) {
    const double times = Times(draws, 2.5);
    sum += times / kMany;
    squares += times * times / kMany;
  }
  EXPECT_NEAR(sum, 2.5, 0.06);
  EXPECT_NEAR(squares - sum * sum, 2.5, 0.15);
  EXPECT_EQ(Times(draws, 0), 0);
}

TEST(ChanceTest, HalfOfASkewedNumberLieBelowItsMedian) {
  Draws draws(3, 1);
  const Skewed skewed = {{60, {}}, {0.5, {}}};
  int below = 0;
  for (int i = 0; i < kMany; ++i) below += DrawSkewed(draws, skewed) < 60 ? 1 : 0;
  EXPECT_NEAR(below, kMany / 2, 5 * std::sqrt(kMany / 4));
}

TEST(ChanceTest, RangesIncludeBothEnds) {
  Draws draws(4, 1);
  const Range range = {{2, {}}, {4, {}}};
  std::set<int> drawn;
  for (int i = 0; i < 200; ++i) drawn.insert(WholeBetween(draws, range));
  EXPECT_EQ(drawn, (std::set<int>{2, 3, 4}));
}

TEST(ChanceTest, MonthsOfTheCalendarHaveTheirFactor) {
  const MonthFactors factors = FactorsOf(WeightsOf({{"january", 2}, {"december", 0.5}}));
  EXPECT_EQ(factors[0], 2);
  EXPECT_EQ(factors[5], 1);
  EXPECT_EQ(factors[11], 0.5);
  EXPECT_EQ(MonthNamed("Mai"), 12U);
}

TEST(ChanceTest, NoNamesMeanAll) {
  EXPECT_TRUE(Covers({}, "smb"));
  const Only only = {{"smb", {}, {}}};
  EXPECT_TRUE(Covers(only, "smb"));
  EXPECT_FALSE(Covers(only, "plg"));
}

}  // namespace
}  // namespace bellwether::simulation
