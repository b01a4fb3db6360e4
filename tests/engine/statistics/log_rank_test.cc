// Ranks that can be counted by hand: P15, P30.
#include "engine/statistics/log_rank.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace bellwether::statistics {
namespace {

using Group = std::vector<Followed>;

const Group kFast = {{1, true}, {2, true}, {4, true}};
const Group kSlow = {{3, true}, {5, true}, {6, false}};
const Group kBetween = {{2, true}, {5, true}, {5, false}};

std::optional<RankTest> Ranked(const std::vector<Group>& groups) {
  const std::vector<std::span<const Followed>> spans(groups.begin(), groups.end());
  return LogRank(spans);
}

TEST(LogRankTest, CountsEventsThatWereNotExpected) {
  const Group first = {{1, true}, {3, false}}, second = {{2, true}, {3, false}};
  // At 1 one of two in the first of four; at 2 one of two in the second of three.
  const double excess = (1 - 2.0 / 4) + (0 - 1.0 / 3);
  const double variance = 2.0 / 4 * 2 / 4 + 1.0 / 3 * 2 / 3;
  const auto test = LogRank(first, second);
  ASSERT_TRUE(test);
  EXPECT_DOUBLE_EQ(test->statistic, excess * excess / variance);
  EXPECT_EQ(test->degrees, 1);
}

TEST(LogRankTest, SeesNoDifferenceInTheSame) {
  const auto same = LogRank(kFast, kFast);
  ASSERT_TRUE(same);
  EXPECT_NEAR(same->statistic, 0, 1e-15);
  EXPECT_NEAR(same->p, 1, 1e-7);
  const auto all = Ranked({kFast, kFast, kFast});
  ASSERT_TRUE(all);
  EXPECT_NEAR(all->statistic, 0, 1e-15);
  EXPECT_EQ(all->degrees, 2);
}

TEST(LogRankTest, NothingToCompare) {
  const Group waiting = {{3, false}};
  EXPECT_FALSE(LogRank(kFast, {}));
  EXPECT_FALSE(LogRank({}, kFast));
  EXPECT_FALSE(LogRank(waiting, waiting));
  EXPECT_FALSE(Ranked({}));
  EXPECT_FALSE(Ranked({kFast}));
  EXPECT_FALSE(Ranked({waiting, waiting, waiting}));
}

// Who had it at once, with everybody else, had it neither sooner nor later.
TEST(LogRankTest, AllAtTheSameTimeTellNothing) {
  EXPECT_FALSE(LogRank(Group{{3, true}, {3, true}}, Group{{3, true}}));
}

TEST(LogRankTest, TwoGroupsAreAnyNumberOfGroups) {
  const auto two = LogRank(kFast, kSlow);
  const auto any = Ranked({kFast, kSlow});
  ASSERT_TRUE(two && any);
  EXPECT_EQ(two->statistic, any->statistic);
  EXPECT_EQ(two->p, any->p);
}

TEST(LogRankTest, WhichGroupIsWhichDoesNotMatter) {
  const auto there = Ranked({kFast, kSlow, kBetween});
  const auto back = Ranked({kBetween, kFast, kSlow});
  ASSERT_TRUE(there && back);
  EXPECT_NEAR(there->statistic, back->statistic, 1e-12);
}

// P5: the order never changes a bit.
TEST(LogRankTest, DoesNotDependOnTheOrderWithinAGroup) {
  Group turned = kBetween;
  std::reverse(turned.begin(), turned.end());
  EXPECT_EQ(Ranked({kFast, kSlow, kBetween})->statistic, Ranked({kFast, kSlow, turned})->statistic);
}

TEST(LogRankTest, AGroupThatTellsNothingTakesNoDegree) {
  const auto two = LogRank(kFast, kSlow);
  const Group gone_before = {{0.5, false}};
  for (const Group& silent : {Group{}, gone_before}) {
    const auto test = Ranked({kFast, silent, kSlow});
    ASSERT_TRUE(test);
    EXPECT_EQ(test->degrees, 1);
    EXPECT_NEAR(test->statistic, two->statistic, 1e-12);
  }
}

// Two that were followed first, and two that entered when these were gone.
TEST(LogRankTest, GroupsThatNeverMetCannotBeCompared) {
  const Group late_fast = {{11, true, 10}, {13, false, 10}};
  const Group late_slow = {{12, true, 10}, {13, false, 10}};
  EXPECT_TRUE(LogRank(late_fast, late_slow));
  EXPECT_FALSE(Ranked({kFast, kSlow, late_fast, late_slow}));
}

}  // namespace
}  // namespace bellwether::statistics
