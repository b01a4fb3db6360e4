// Powers that can be counted by hand: P27.
#include "engine/statistics/ranking_power.h"

#include <gtest/gtest.h>

#include <vector>

namespace bellwether::statistics {
namespace {

TEST(RankingPowerTest, CountsPairsThatAreRankedRight) {
  // Of six pairs four are right and one is a tie.
  const std::vector<Scored> scored = {{3, true}, {1, true}, {2, false}, {1, false}, {0, false}};
  const auto power = RankingPowerOf(scored);
  ASSERT_TRUE(power);
  EXPECT_DOUBLE_EQ(power->auc, 4.5 / 6);
  EXPECT_EQ(power->events, 2U);
  EXPECT_EQ(power->others, 3U);
  ASSERT_TRUE(power->variance);
  // Of the events 1 and 1/2 are right, of the others 1/2, 3/4 and 1.
  EXPECT_DOUBLE_EQ(*power->variance, 0.125 / 2 + 0.0625 / 3);
}

TEST(RankingPowerTest, TellsNothingWithoutBothKinds) {
  const std::vector<Scored> all = {{3, true}, {1, true}};
  EXPECT_FALSE(RankingPowerOf(all));
  EXPECT_FALSE(RankingPowerOf({}));
}

TEST(RankingPowerTest, OneOfAKindHasNoVariance) {
  const std::vector<Scored> scored = {{3, true}, {1, false}, {2, false}};
  const auto power = RankingPowerOf(scored);
  EXPECT_EQ(power->auc, 1);
  EXPECT_FALSE(power->variance);
  EXPECT_FALSE(power->interval);
}

TEST(RankingPowerTest, AScoreThatIsAlwaysTheSameIsALot) {
  const std::vector<Scored> same = {{1, true}, {1, true}, {1, false}, {1, false}};
  EXPECT_EQ(RankingPowerOf(same)->auc, 0.5);
  EXPECT_EQ(RankingPowerOf(same)->variance, 0);
}

TEST(ComparePowersTest, TheSameScoreTwiceCannotBeCompared) {
  const std::vector<TwiceScored> twice = {{1, 1, true}, {4, 4, true}, {2, 2, false}, {0, 0, false}};
  EXPECT_FALSE(ComparePowers(twice));
}

TEST(ComparePowersTest, TurnsWithItsScores) {
  std::vector<TwiceScored> scored = {{3, 1, true},  {2, 2, true},  {4, 2, true},  {1, 0, true},
                                     {1, 1, false}, {0, 2, false}, {2, 0, false}, {1, 3, false}};
  const auto there = ComparePowers(scored);
  for (TwiceScored& one : scored) std::swap(one.first, one.second);
  const auto back = ComparePowers(scored);
  ASSERT_TRUE(there && back);
  EXPECT_GT(there->value, 0);
  EXPECT_DOUBLE_EQ(there->value, -back->value);
  EXPECT_DOUBLE_EQ(there->p, back->p);
}

}  // namespace
}  // namespace bellwether::statistics
