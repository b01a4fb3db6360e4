// Singles and tellings, reckoned by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/pathfinding/path_text.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::FoundPaths;
using testing_support::PathsFor;

// Score = (2·usage + mood + tickets) ÷ 4, a cap at 49 while somebody important left.
constexpr char kHealth[] = R"yaml(
signals:
  usage: {type: ratio}
  mood: {type: enum, values: [good, fair, bad]}
  tickets: {type: count, max: 20}
  left: {type: bool}
  hours: {type: number, min: 0}
  trend: {type: series, of: ratio}
health:
  m:
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components:
      usage: {weight: 2, of: usage, points: [[0, 0], [1, 100]]}
      mood: {weight: 1, of: mood, map: {good: 100, fair: 50, bad: 0}}
      tickets: {weight: 1, of: tickets, steps: [{at_most: 3, points: 100}, {else: 0}]}
      hours: {weight: 0, of: hours, linear: {from: 72, to: 4}}
      trend: {weight: 0, of: trend, baseline: {grace: 0.85}}
    caps: [{when: left, at_most: 49, reason: LEFT}]
)yaml";

FoundPaths Health(const std::string& signals, const std::string& to) {
  return PathsFor(kHealth, "signals: {" + signals + "}", to);
}

TEST(FindPathsTest, TheSmallestChangesOfSingleSignalsCheapestFirst) {  // S27
  // Now (2·50 + 50 + 0) ÷ 4 = 37.5, shown 38. Yellow needs a shown 50, that is 49.5: usage 0.74
  // gives 49.5; good 50; three tickets 62.5. Costs: 0.24 ÷ 1, 3 ÷ 20, and 1 for a word.
  const FoundPaths found = Health("usage: 0.5, mood: fair, tickets: 6, left: false", "yellow");
  EXPECT_THAT(found.Singles(), ElementsAre("tickets 6 -> 3: cost 0.15, 63 yellow",
                                           "usage 0.5 -> 0.74: cost 0.24, 50 yellow",
                                           "mood fair -> good: cost 1, 50 yellow"));
  EXPECT_FALSE(found.paths.reached);
  EXPECT_TRUE(found.paths.complete);
  EXPECT_GT(found.paths.tried, 0u);
}

TEST(FindPathsTest, WithoutAWordTheNextBandIsMeant) {
  EXPECT_EQ(Health("usage: 0.5, mood: fair, tickets: 6, left: false", "").Singles(),
            Health("usage: 0.5, mood: fair, tickets: 6, left: false", "yellow").Singles());
  // (2·90 + 50 + 0) ÷ 4 = 57.5: yellow, so green is next.
  EXPECT_THAT(Health("usage: 0.9, mood: fair, tickets: 4, left: false", "").Singles(),
              ElementsAre("tickets 4 -> 3: cost 0.05, 83 green"));
}

TEST(FindPathsTest, WhatIsReachedNeedsNoPath) {
  const FoundPaths found = Health("usage: 1, mood: good, tickets: 0, left: false", "yellow");
  EXPECT_TRUE(found.paths.reached);
  EXPECT_THAT(found.Singles(), IsEmpty());
  EXPECT_THAT(found.Tellings(), IsEmpty());
  EXPECT_EQ(testing_support::ShownText(found.paths.now), "100 green");
  EXPECT_EQ(found.paths.tried, 0u);
}

TEST(FindPathsTest, AConditionOfACapIsACandidateLikeAnyOther) {
  EXPECT_THAT(Health("usage: 0.9, mood: good, tickets: 0, left: true", "green").Singles(),
              ElementsAre("left true -> false: cost 1, 95 green"));
}

TEST(FindPathsTest, AnyConditionIsAGoal) {
  EXPECT_THAT(Health("usage: 0.5, mood: fair, tickets: 6, left: false",
                     "health.m.score >= 62 && mood != 'good'")
                  .Singles(),
              ElementsAre("tickets 6 -> 3: cost 0.15, 63 yellow",
                          "usage 0.5 -> 0.98: cost 0.48, 62 yellow"));
}

TEST(FindPathsTest, WhatIsMissingIsToldAndHasNoCost) {
  // usage and tickets alone give (2·70 + 100) ÷ 3 = 80: coverage is 3 of 4, green by itself; with
  // mood fair 72.5. So the goal is reached; at 0.69 it is not, and mood good gives 84.5.
  EXPECT_TRUE(Health("usage: 0.7, tickets: 0, left: false", "green").paths.reached);
  const FoundPaths found = Health("usage: 0.69, tickets: 0, left: false", "green");
  EXPECT_THAT(found.Singles(), ElementsAre("usage 0.69 -> 0.7: cost 0.01, 80 green"));
  EXPECT_THAT(found.Tellings(), ElementsAre("mood: good"));
  // (50 + 100) ÷ 2 = 75; known, usage counts for two of four: 0.84 gives 79.5.
  EXPECT_THAT(Health("mood: fair, tickets: 0, left: false", "green").Tellings(),
              ElementsAre("usage: at least 0.84"));
  EXPECT_THAT(Health("usage: 0.4, mood: fair, left: false", "yellow").Tellings(),
              ElementsAre("tickets: at most 3"));
}

TEST(FindPathsTest, WhatHasNoCostOrDoesNotApplyIsLeftOut) {  // S27: neither: not a candidate
  const FoundPaths found = Health(
      "usage: 0.5, mood: fair, tickets: {not_applicable: true}, left: false, hours: 80", "green");
  EXPECT_THAT(found.LeftOut(), ElementsAre("tickets", "hours", "trend"));
  EXPECT_THAT(found.Singles(), ElementsAre("usage 0.5 -> 0.95: cost 0.45, 80 green"));
}

TEST(FindPathsTest, EffortWeighsAChange) {  // S27: |Δ| ÷ effort
  constexpr char kPack[] = R"yaml(
signals:
  usage: {type: ratio, effort: 0.1}
  mood: {type: enum, values: [good, bad], effort: 4}
  hours: {type: number, min: 0, effort: 24}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components:
      usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}
      mood: {weight: 1, of: mood, map: {good: 100, bad: 60}}
      hours: {weight: 1, of: hours, linear: {from: 72, to: 0}}
)yaml";
  // (80 + 60 + 50) ÷ 3 = 63.3, and 238.5 is needed: 48.5 more. usage gives 20 at most, a word 40,
  // hours 50: they count 98.5 from 1.08 on, which is 0.96 in steps of 0.24; 35.04 ÷ 24.
  EXPECT_THAT(PathsFor(kPack, "signals: {usage: 0.8, mood: bad, hours: 36}", "green").Singles(),
              ElementsAre("hours 36 -> 0.96: cost 1.46, 80 green"));
  // 0.09 ÷ 0.1 of usage and 1 ÷ 4 for the word.
  EXPECT_THAT(PathsFor(kPack, "signals: {usage: 0.8, mood: bad, hours: 36}", "green").Pairs(),
              ElementsAre("usage 0.8 -> 0.89, mood bad -> good: cost 1.15, 80 green"));
}

constexpr char kAgeing[] = R"yaml(
signals:
  usage: {type: ratio, max_age: 14d}
  mood: {type: enum, values: [good, bad], max_age: 14d, stale: decay, half_life: 7d}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    min_coverage: 0
    components:
      usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}
      mood: {weight: 1, of: mood, map: {good: 100, bad: 0}}
)yaml";

TEST(FindPathsTest, WhatIsTooOldMayBeSaidAgain) {
  // mood is 14 days beyond its age: 50 + 50 ÷ 4 = 62.5, and usage, too old, counts in nothing.
  const FoundPaths found = PathsFor(kAgeing,
                                    "signals: {usage: {value: 1, observed_at: 2026-01-01}, "
                                    "mood: {value: good, observed_at: 2026-02-01}}",
                                    "green");
  EXPECT_EQ(testing_support::ShownText(found.paths.now), "63 red");
  EXPECT_THAT(found.Singles(), ElementsAre("usage 1 -> 1 (too old): cost 0, 81 green",
                                           "mood good -> good (too old): cost 0, 100 green"));
}

TEST(FindPathsTest, AFormulaThatIsNotMonotoneIsSearchedStepByStep) {
  constexpr char kPack[] = R"yaml(
signals: {load: {type: ratio}}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components: {load: {weight: 1, expr: "100.0 - 400.0 * abs(load - 0.4)"}}
)yaml";
  // 80 within 0.05 of 0.4, shown from 79.5 on: 0.35 to 0.45 on the step.
  EXPECT_THAT(PathsFor(kPack, "signals: {load: 0.9}", "green").Singles(),
              ElementsAre("load 0.9 -> 0.45: cost 0.45, 80 green"));
  EXPECT_THAT(PathsFor(kPack, "signals: {load: 0.1}", "green").Singles(),
              ElementsAre("load 0.1 -> 0.35: cost 0.25, 80 green"));
}

TEST(FindPathsTest, ManyStepsAreHalvedToTheFirstThatReachesTheGoal) {
  constexpr char kPack[] = R"yaml(
signals: {events: {type: count, max: 1000000}}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components: {events: {weight: 1, of: events, linear: {from: 0, to: 400000}}}
)yaml";
  // 79.5 % of 400,000 are shown as 80.
  EXPECT_THAT(PathsFor(kPack, "signals: {events: 1000}", "green").Singles(),
              ElementsAre("events 1000 -> 318000: cost 0.317, 80 green"));
}

TEST(FindPathsTest, TheSameTwice) {
  const std::string signals = "usage: 0.2, mood: fair, tickets: 6, left: true";
  const FoundPaths first = Health(signals, "green");
  const FoundPaths second = Health(signals, "green");
  EXPECT_EQ(first.Singles(), second.Singles());
  EXPECT_EQ(first.Pairs(), second.Pairs());
  EXPECT_EQ(first.paths.tried, second.paths.tried);
}

}  // namespace
}  // namespace bellwether
