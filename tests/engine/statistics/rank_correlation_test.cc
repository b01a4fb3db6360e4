#include "engine/statistics/rank_correlation.h"

#include <algorithm>
#include <vector>

#include "gtest/gtest.h"
#include "tests/engine/statistics/reference.h"

namespace bellwether::statistics {
namespace {

TEST(RankCorrelationTest, OrderAlone) {
  EXPECT_EQ(RankCorrelation(std::vector<RankedPair>{{1, 10}, {2, 20}, {3, 1000}}), 1);
  EXPECT_EQ(RankCorrelation(std::vector<RankedPair>{{1, 10}, {2, -20}, {3, -1000}}), -1);
}

TEST(RankCorrelationTest, WithoutAnOrderThereIsNone) {
  EXPECT_FALSE(RankCorrelation({}).has_value());
  EXPECT_FALSE(RankCorrelation(std::vector<RankedPair>{{1, 2, 5}}).has_value());
  EXPECT_FALSE(RankCorrelation(std::vector<RankedPair>{{1, 2}, {1, 3}}).has_value());
}

TEST(RankCorrelationTest, TiesAreAsOthersHaveThem) {
  const double x[] = {1, 2, 2, 3, 3, 3, 9, 0}, y[] = {4, 1, 4, 5, 7, 7, 6, 1};
  std::vector<RankedPair> pairs;
  for (size_t i = 0; i < std::size(x); ++i) pairs.push_back({x[i], y[i]});
  Expected("rank correlation of eight").Agrees({*RankCorrelation(pairs)});
  // The same eight, those that stand there twice counted.
  std::reverse(pairs.begin(), pairs.end());
  std::erase_if(pairs, [](const RankedPair& pair) { return pair.x == 3 && pair.y == 7; });
  pairs.push_back({3, 7, 2});
  Expected("rank correlation of eight").Agrees({*RankCorrelation(pairs)});
}

TEST(RankCorrelationTest, OfManyCustomers) {
  std::vector<RankedPair> pairs;
  for (const Customer& customer : Customers()) {
    pairs.push_back({customer.followed.time, customer.followed.event ? 1.0 : 0.0});
  }
  Expected("rank correlation of months and churned").Agrees({*RankCorrelation(pairs)});
}

}  // namespace
}  // namespace bellwether::statistics
