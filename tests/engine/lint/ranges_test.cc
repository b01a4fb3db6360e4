// Where scores can lie, and what lies outside.
#include "engine/lint/ranges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/lint/lint_pack.h"

namespace bellwether::lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// One component on `usage` and whatever the model has beside it.
Sources ModelOf(const std::string& curve, const std::string& more = "") {
  return Sources(
      {{"pack.yaml",
        absl::StrCat(
            "pack: p\nversion: 1.0.0\nsignals:\n  usage: {type: ratio}\n  tickets: {type: count}\n",
            "  decaying: {type: ratio, max_age: 9d, stale: decay, half_life: 9d}\n",
            "groupings: {t: {of: tickets, edges: [3]}, d: {of: decaying, edges: [0.5]}, u: {of: "
            "usage, edges: [0.5]}}\n",
            "health:\n  m:\n    bands: [{green: 80}, {yellow: 50}, {red: 0}]\n    components:\n    "
            "  c: {weight: 1, ",
            curve, "}\n", more)}});
}

std::string ReachOf(const std::string& curve, const std::string& more = "") {
  const Sources sources = ModelOf(curve, more);
  const auto loaded = Load(sources);
  EXPECT_TRUE(loaded.ok()) << RenderAll(loaded.diagnostics, sources);
  for (const ScoreRange& score : Examine(sources).scores) {
    if (score.path == "health.m") return absl::StrCat(score.reach.low, "..", score.reach.high);
  }
  return "none";
}

TEST(RangesTest, CurvesOverWhatTheirSignalsCanBe) {
  EXPECT_EQ(ReachOf("of: usage"), "0..100");
  EXPECT_EQ(ReachOf("of: usage, linear: {from: 0, to: 2}"), "0..50");
  EXPECT_EQ(ReachOf("of: tickets, linear: {from: 10, to: 0}"), "0..100");
  EXPECT_EQ(ReachOf("of: usage, points: [[0, 20], [0.5, 90], [1, 40]]"), "20..90");
  EXPECT_EQ(ReachOf("of: usage, points: [[2, 20], [3, 90]]"), "20..20");
  EXPECT_EQ(ReachOf("of: usage, steps: [{below: 0.5, points: 10}, {else: 70}]"), "10..70");
  EXPECT_EQ(ReachOf("of: usage, steps: [{above: 1, points: 100}, {else: 70}]"), "70..70");
  EXPECT_EQ(ReachOf("expr: '20 + usage * 30'"), "20..50");
}

TEST(RangesTest, PoliciesAndAgeCount) {
  EXPECT_EQ(ReachOf("expr: '60 + usage * 30', missing: worst"), "0..90");
  EXPECT_EQ(ReachOf("expr: '60 + usage * 30', missing: neutral"), "50..90");
  EXPECT_EQ(ReachOf("of: usage, linear: {from: 0, to: 2}, invert: true"), "50..100");
  EXPECT_EQ(ReachOf("of: usage, linear: {from: 0, to: 2}, invert: true, missing: worst"), "0..100");
  EXPECT_EQ(ReachOf("of: decaying, points: [[0, 80], [1, 90]]"), "50..90");
}

TEST(RangesTest, CapsAndFloorsThatMayHold) {
  EXPECT_EQ(ReachOf("of: usage, points: [[0, 30], [1, 90]]",
                    "    caps: [{when: 'tickets > 3', at_most: 20, reason: r}]\n"),
            "20..90");
  EXPECT_EQ(ReachOf("of: usage, points: [[0, 30], [1, 90]]",
                    "    floors: [{when: 'tickets > 3', at_least: 95, reason: r}]\n"),
            "30..95");
}

TEST(RangesTest, BandsAndStepsOutOfReach) {
  EXPECT_THAT(FoundIn(ModelOf("of: usage, linear: {from: 0, to: 2}")),
              ElementsAre("unreachable-band: no score of `m` comes to band `green`"));
  EXPECT_THAT(FoundIn(ModelOf("of: usage, linear: {from: 0, to: 1.25}")), IsEmpty());
  EXPECT_THAT(FoundIn(ModelOf("of: usage, linear: {from: 0, to: 1.3}", "    hysteresis: 4\n")),
              IsEmpty());  // 76.9: a green account stays green down to 76
  EXPECT_THAT(FoundIn(ModelOf("of: usage, steps: [{at_most: 1, points: 0}, {else: 100}]")),
              ElementsAre("unreachable-band: no score of `m` comes to band `green`",
                          "unreachable-band: no score of `m` comes to band `yellow`",
                          "unreachable-step: no value comes to step 2 of `c`"));
}

TEST(RangesTest, CapsAndFloorsThatChangeNothing) {
  EXPECT_THAT(FoundIn(ModelOf("of: usage",
                              "    caps: [{when: 'tickets > 3', at_most: 100, reason: r}]\n"
                              "    floors: [{when: 'tickets > 5', at_least: 0, reason: r}]\n")),
              ElementsAre("idle-cap: a cap at 100 changes no score of `m`",
                          "idle-floor: a floor at 0 changes no score of `m`"));
}

TEST(RangesTest, TiersOutOfReach) {
  EXPECT_THAT(
      FoundIn(ModelOf("of: usage",
                      "benchmarks:\n  b:\n    value: usage\n    better: higher\n"
                      "    tiers: [best, good, bad]\n    sets: {S: {default: [2, 0]}}\n")),
      ElementsAre("unreachable-tier: no account comes to tier `best` of benchmark `b`, set `S`, "
                  "row `default`",
                  "unreachable-tier: no account comes to tier `bad` of benchmark `b`, set `S`, "
                  "row `default`"));
}

TEST(RangesTest, ReadinessOutOfReach) {
  EXPECT_THAT(
      FoundIn(ModelOf(
          "of: usage",
          "graduation:\n  thresholds: {ready: 8, close: 6}\n  dimensions:\n"
          "    d: {weight: 1, criteria: {u: {weight: 1, of: usage, linear: {from: 0, to: 2}}}}\n")),
      ElementsAre("unreachable-readiness: criteria never make `graduation.total` READY",
                  "unreachable-readiness: criteria never make `graduation.total` CLOSE",
                  "unreachable-criterion: no account meets criterion `d.u`"));
}

}  // namespace
}  // namespace bellwether::lint
