// Pairs, reckoned by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/pathfinding/path_text.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::FoundPaths;
using testing_support::PathsFor;

// Score = (2·usage + meetings + mood) ÷ 4, a cap at 49 while somebody important left.
constexpr char kHealth[] = R"yaml(
signals:
  usage: {type: ratio}
  meetings: {type: count, max: 10}
  mood: {type: enum, values: [good, fair, bad]}
  left: {type: bool}
health:
  m:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 2, of: usage, points: [[0, 0], [1, 100]]}
      meetings: {weight: 1, of: meetings, linear: {from: 0, to: 10}}
      mood: {weight: 1, of: mood, map: {good: 100, fair: 50, bad: 0}}
    caps: [{when: left, at_most: 49, reason: LEFT}]
)yaml";

FoundPaths Health(const std::string& signals, const std::string& to,
                  const PathSearch& search = {}) {
  return PathsFor(kHealth, "signals: {" + signals + "}", to, search);
}

TEST(PairsTest, TwoChangesWhereNeitherAloneDoes) {  // S27
  // Now (2·50 + 50 + 0) ÷ 4 = 37.5; green needs 4·79.5 = 318. usage alone gives at most 250, mood
  // 250, meetings 200. usage 1 with 7 meetings would be 270, so meetings need mood as well; usage
  // 0.84 with mood good 168 + 50 + 100 = 318.
  const FoundPaths found = Health("usage: 0.5, meetings: 5, mood: bad, left: false", "green");
  EXPECT_THAT(found.Singles(), IsEmpty());
  EXPECT_THAT(found.Pairs(),
              ElementsAre("usage 0.5 -> 0.84, mood bad -> good: cost 1.34, 80 green"));
}

TEST(PairsTest, TheCheapestOfAllThatReachTheGoalTogether) {  // S27
  // usage u and m meetings: 200·u + 10·m + 50 >= 318. A meeting costs 0.1 and is worth 10; usage
  // is worth 20 for 0.1: the dearer one is taken only as far as usage does not reach, at 1 : 268 -
  // 200 = 68, so 7 meetings; then usage may be 0.99.
  const FoundPaths found = Health("usage: 0.5, meetings: 0, mood: fair, left: false", "green");
  EXPECT_THAT(found.Pairs(),
              ElementsAre("usage 0.5 -> 0.99, meetings 0 -> 7: cost 1.19, 80 green"));
}

TEST(PairsTest, ACapIsLiftedTogetherWithWhatItHid) {
  // (2·70 + 100 + 50) ÷ 4 = 72.5 below the cap.
  const FoundPaths found = Health("usage: 0.7, meetings: 10, mood: fair, left: true", "green");
  EXPECT_THAT(found.Singles(), IsEmpty());
  EXPECT_THAT(found.Pairs(),
              ElementsAre("usage 0.7 -> 0.84, left true -> false: cost 1.14, 80 green",
                          "mood fair -> good, left true -> false: cost 2, 85 green"));
}

TEST(PairsTest, OneThatReachesItAloneIsInNoPair) {
  // usage 1 gives 200 + 50 + 100 = 350; nothing else does.
  const FoundPaths found = Health("usage: 0.5, meetings: 5, mood: good, left: false", "green");
  EXPECT_THAT(found.Singles(), ElementsAre("usage 0.5 -> 0.84: cost 0.34, 80 green"));
  EXPECT_THAT(found.Pairs(), IsEmpty());
}

TEST(PairsTest, CanBeLeftOut) {
  PathSearch search;
  search.pairs = false;
  const FoundPaths found =
      Health("usage: 0.5, meetings: 5, mood: bad, left: false", "green", search);
  EXPECT_THAT(found.Pairs(), IsEmpty());
  EXPECT_TRUE(found.paths.complete);
}

TEST(PairsTest, ASearchThatIsCutSaysSo) {
  PathSearch search;
  search.max_tried = 150;  // enough for singles: 100 + 10 + 2 + 1
  const FoundPaths found =
      Health("usage: 0.5, meetings: 5, mood: bad, left: false", "green", search);
  EXPECT_FALSE(found.paths.complete);
  EXPECT_EQ(found.paths.tried, 150u);
  EXPECT_GT(found.paths.pairs_left, 0u);
  EXPECT_THAT(found.Pairs(), IsEmpty());
}

TEST(PairsTest, APathThatIsShownHoldsAlsoWhereTheSearchWasCut) {
  for (uint64_t most = 1; most < 700; most += 7) {
    PathSearch search;
    search.max_tried = most;
    const FoundPaths found =
        Health("usage: 0.5, meetings: 5, mood: bad, left: false", "green", search);
    for (const GoalPath& path : found.paths.pairs) {
      EXPECT_EQ(found.Line(path), "usage 0.5 -> 0.84, mood bad -> good: cost 1.34, 80 green");
    }
    EXPECT_EQ(found.paths.complete, found.paths.tried < most) << most;
  }
}

}  // namespace
}  // namespace bellwether
