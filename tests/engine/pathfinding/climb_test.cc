// More than two changes, where two are not enough.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/pathfinding/path_text.h"

namespace bellwether {
namespace {

using testing::IsEmpty;
using testing_support::FoundPaths;
using testing_support::PathsFor;

// Score = (3·usage + 2·meetings + mood) ÷ 6, a cap at 49 while somebody important left.
constexpr char kHealth[] = R"yaml(
signals:
  usage: {type: ratio}
  meetings: {type: ratio}
  mood: {type: enum, values: [good, fair, bad]}
  left: {type: bool}
health:
  m:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 3, of: usage, points: [[0, 0], [1, 100]]}
      meetings: {weight: 2, of: meetings, points: [[0, 0], [1, 60]]}
      mood: {weight: 1, of: mood, map: {good: 100, fair: 50, bad: 0}}
    caps: [{when: left, at_most: 49, reason: LEFT}]
)yaml";

FoundPaths Health(const std::string& signals) {
  return PathsFor(kHealth, "signals: {" + signals + "}", "green");
}

TEST(ClimbTest, TheBestChangeThenTheBestBesideIt) {
  // 6·79.5 = 477 is needed. usage 1 gives 300, meetings 1 gives 120, mood good 100: all three, and
  // the smallest is made of what comes last. usage 1 first (50), then meetings 1 (70), then mood,
  // which overshoots at 520; usage may then be 0.86 beside the rest: 258 + 120 + 100 = 478.
  const FoundPaths found = Health("usage: 0, meetings: 0, mood: bad, left: false");
  EXPECT_THAT(found.Singles(), IsEmpty());
  EXPECT_THAT(found.Pairs(), IsEmpty());
  EXPECT_EQ(found.Together(),
            "reaches it: usage 0 -> 0.86, meetings 0 -> 1, mood bad -> good: cost 2.86, 80 green");
  EXPECT_EQ(found.Line(*found.paths.nearest), "usage 0 -> 1: cost 1, 50 yellow");
}

TEST(ClimbTest, ACapIsLiftedOnTheWay) {
  EXPECT_EQ(Health("usage: 0, meetings: 1, mood: bad, left: true").Together(),
            "reaches it: usage 0 -> 0.86, mood bad -> good, left true -> false: cost 2.86, "
            "80 green");
}

TEST(ClimbTest, WhatDoesNotReachItIsAsNearAsItComes) {
  // Both at their best give (50 + 60) ÷ 2.
  const FoundPaths found = PathsFor(R"yaml(
signals:
  usage: {type: ratio, max: 0.5}
  meetings: {type: ratio}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components:
      usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}
      meetings: {weight: 1, of: meetings, points: [[0, 0], [1, 60]]}
)yaml",
                                    "signals: {usage: 0.1, meetings: 0.2}", "green");
  EXPECT_EQ(found.Together(), "does not: usage 0.1 -> 0.5, meetings 0.2 -> 1: cost 1.6, 55 red");
}

}  // namespace
}  // namespace bellwether
