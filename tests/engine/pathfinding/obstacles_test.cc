// What is said where nothing reaches the goal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/pathfinding/path_text.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::FoundPaths;
using testing_support::PathsFor;

constexpr char kPack[] = R"yaml(
signals:
  usage: {type: ratio}
  value_confirmed: {type: bool}
  signed: {type: bool}
  champion_left_at: {type: timestamp}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components: {usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}}
    caps: [{when: happened(champion_left_at), at_most: 49, reason: The champion left}]
graduation:
  precision: 1
  thresholds: {ready: 8.0, close: 6.0}
  require_each_dimension: 7.0
  dimensions:
    usage: {weight: 1, criteria: {usage: {weight: 1, of: usage}}}
    value: {weight: 1, criteria: {confirmed: {weight: 1, of: value_confirmed}}}
  gates:
    no_value: {dimension: value, when: "!value_confirmed", reason: Nobody confirmed a value}
  requires:
    signed: {when: signed, reason: The sponsor signed off}
)yaml";

TEST(ObstaclesTest, TheNearestAndTheCapThatStandsInTheWay) {
  const FoundPaths found =
      PathsFor(kPack, "signals: {usage: 0.3, champion_left_at: 2026-02-01}", "green");
  EXPECT_THAT(found.Singles(), IsEmpty());
  ASSERT_TRUE(found.paths.nearest);
  EXPECT_EQ(found.Line(*found.paths.nearest), "usage 0.3 -> 0.49: cost 0.19, 49 red");
  EXPECT_THAT(found.Obstacles(), ElementsAre("cap at most 49: The champion left"));
  const FoundPaths capped =
      PathsFor(kPack, "signals: {usage: 0.6, champion_left_at: 2026-02-01}", "green");
  EXPECT_FALSE(capped.paths.nearest);
  EXPECT_THAT(capped.Obstacles(), ElementsAre("cap at most 49: The champion left"));
  EXPECT_EQ(capped.paths.obstacles[0].place.line, 13u);
}

TEST(ObstaclesTest, AnOverrideIsOne) {
  const FoundPaths found = PathsFor(kPack,
                                    "signals: {usage: 0.6}\noverrides: [{model: m, kind: SET, "
                                    "value: 40, author: ada, reason: audit}]",
                                    "green");
  EXPECT_THAT(found.Obstacles(), ElementsAre("override to 40: audit"));
}

TEST(ObstaclesTest, GraduationSaysWhatItLacks) {
  const FoundPaths found =
      PathsFor(kPack, "signals: {usage: 0.6, value_confirmed: false, signed: false}", "graduate");
  EXPECT_THAT(found.Pairs(), IsEmpty());  // it takes three
  EXPECT_THAT(found.Obstacles(), ElementsAre("dimension usage: 6.0 of the 7.0 that it needs",
                                             "dimension value: 0.0 of the 7.0 that it needs",
                                             "total: 3.0 of the 8.0 that it needs",
                                             "gate no_value: blocked: Nobody confirmed a value",
                                             "requirement signed: unmet: The sponsor signed off"));
  EXPECT_THAT(
      PathsFor(kPack, "signals: {usage: 0.6, value_confirmed: false, signed: true}", "graduate")
          .Pairs(),
      ElementsAre("usage 0.6 -> 0.7, value_confirmed false -> true: cost 1.1, 8.5 "
                  "GRADUATE"));
}

TEST(ObstaclesTest, MissingEvidenceIsNoZero) {
  const FoundPaths found = PathsFor(kPack, "signals: {usage: 0.9, signed: true}", "graduate");
  EXPECT_THAT(found.Singles(), IsEmpty());
  EXPECT_THAT(found.Tellings(), ElementsAre("value_confirmed: true"));
  EXPECT_THAT(found.Obstacles(),
              ElementsAre("dimension value: insufficient evidence: 0 % of the weight is known",
                          "gate no_value: needs evidence: Nobody confirmed a value"));
}

TEST(ObstaclesTest, AModelWithoutDataSaysWhatItNeeds) {
  const FoundPaths found = PathsFor(kPack, "signals: {signed: true}", "green");
  EXPECT_THAT(
      found.Obstacles(),
      ElementsAre("model m: insufficient data: 0 % of the weight is known, 50 % is needed"));
  EXPECT_THAT(found.Tellings(), ElementsAre("usage: at least 0.8"));
}

}  // namespace
}  // namespace bellwether
