#include "engine/difference/difference.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/difference/packs.h"

namespace bellwether::difference {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "health.onboarding... 30 -> 35", "+flags.late", "-flags.silent", "~stages".
std::vector<std::string> Short(const std::vector<RuleChange>& changes) {
  std::vector<std::string> texts;
  for (const RuleChange& change : changes) {
    switch (change.kind) {
      case ChangeKind::kAdded:
        texts.push_back("+" + change.path());
        break;
      case ChangeKind::kRemoved:
        texts.push_back("-" + change.path());
        break;
      case ChangeKind::kReordered:
        texts.push_back("~" + change.path() + " " + change.from + " -> " + change.to);
        break;
      case ChangeKind::kChanged:
        texts.push_back(change.path() + " " + change.from + " -> " + change.to);
        break;
    }
  }
  return texts;
}

std::vector<std::string> Changed(const std::string& old_text, const std::string& new_text) {
  return Short(Changes(kPack, With(old_text, new_text)));
}

TEST(DifferenceTest, HowAPackIsWrittenMakesNone) {  // S28
  EXPECT_THAT(Changed("weight: 30", "weight: 30.0   # heavy"), IsEmpty());
  EXPECT_THAT(Changed("\"usage < 0.1\"", "'usage<(0.1)'"), IsEmpty());
  EXPECT_THAT(Changed("{type: ratio}\n  nps: {type: number, min: -100, max: 100, max_age: 90d}",
                      "{type: ratio}\n  nps: {max: 100, min: -100, max_age: 2160h, type: number}"),
              IsEmpty());
  EXPECT_THAT(Changed("bands: [{green: 70}, {red: 0}]", "bands: [{green: {from: 70}}, {red: 0}]"),
              IsEmpty());
}

TEST(DifferenceTest, ANumber) {
  EXPECT_THAT(Changed("weight: 30", "weight: 35"),
              ElementsAre("health.onboarding.components.engagement.weight 30 -> 35"));
  EXPECT_THAT(Changed("voice: 20}}", "voice: 25}}"),
              ElementsAre("health.onboarding.segments.large.weights.voice 20 -> 25"));
  EXPECT_THAT(Changed("green: 70", "green: 75"),
              ElementsAre("health.onboarding.bands.green 70 -> 75"));
}

TEST(DifferenceTest, AListOfValuesIsOneThing) {
  EXPECT_THAT(Changed("[0.8, 0.5]", "[0.8, 0.55]"),
              ElementsAre("benchmarks.speed.sets.OURS.default [0.8, 0.5] -> [0.8, 0.55]"));
  EXPECT_THAT(Changed("[[0, 0], [1, 100]]", "[[0, 0], [0.5, 80], [1, 100]]"),
              ElementsAre("health.onboarding.components.engagement.components.usage.points "
                          "[[0, 0], [1, 100]] -> [[0, 0], [0.5, 80], [1, 100]]"));
}

// Numbers that depend on segment or date are told with all that they are.
TEST(DifferenceTest, ConstantsSegmentsAndDates) {
  const auto with = [](const std::string& constant) {
    return With("weight: 30", "weight: heavy") + "constants: {heavy: " + constant + "}\n";
  };
  EXPECT_THAT(Short(Changes(with("{value: 30}"), with("{value: 35}"))),
              ElementsAre("health.onboarding.components.engagement.weight 30 -> 35",
                          "constants.heavy.value 30 -> 35"));
  EXPECT_THAT(Short(Changes(with("{value: 30}"), with("{value: 30, segments: {large: 40}}"))),
              ElementsAre("health.onboarding.components.engagement.weight 30 -> 30, segment "
                          "`large`: 40",
                          "+constants.heavy.segments"));
  const auto from = [&with](const std::string& day) {
    return with("{value: [{value: 30, effective: {until: " + day +
                "}}, {value: 35, effective: {from: " + day + "}}]}");
  };
  EXPECT_THAT(Short(Changes(from("2026-07-01"), from("2026-08-01"))),
              ElementsAre("health.onboarding.components.engagement.weight 30, from 2026-07-01: 35 "
                          "-> 30, from 2026-08-01: 35",
                          "constants.heavy.value 30, from 2026-07-01: 35 -> 30, from 2026-08-01: "
                          "35"));
}

TEST(DifferenceTest, WhatIsNewAndWhatIsGone) {
  const std::string late = "  late: {severity: yellow, when: \"usage < 0.3\", reason: Late}\n";
  EXPECT_THAT(Short(Changes(kPack, kPack + late)), ElementsAre("+flags.late"));
  EXPECT_THAT(Short(Changes(kPack + late, kPack)), ElementsAre("-flags.late"));
  EXPECT_THAT(Changed(", max_age: 90d", ""), ElementsAre("-signals.nps.max_age"));
  EXPECT_THAT(Changed("[{green: 70}, {red: 0}]", "[{green: 70}, {yellow: 40}, {red: 0}]"),
              ElementsAre("+health.onboarding.bands.yellow"));
}

TEST(DifferenceTest, TheOrderOfAListOfNames) {
  EXPECT_THAT(Changed("stages: [onboarding, customer]", "stages: [customer, onboarding]"),
              ElementsAre("~stages onboarding, customer -> customer, onboarding"));
}

TEST(DifferenceTest, ASignalOfAnotherName) {
  std::string other = kPack;
  for (size_t at; (at = other.find("nps")) != std::string::npos;) other.replace(at, 3, "score");
  EXPECT_THAT(Short(Changes(kPack, other)),
              ElementsAre("+signals.score", "-signals.nps",
                          "health.onboarding.components.voice.of nps -> score"));
}

TEST(DifferenceTest, PlacesInEitherPack) {
  const auto changes = Changes(kPack, "\n" + With("weight: 30", "weight: 35"));
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes[0].from_span.line + 1, changes[0].to_span.line);
  EXPECT_EQ(changes[0].to_span.column, 17U);
}

// Whoever goes from one pack to the other and back meets the same things.
TEST(DifferenceTest, BackwardsIsTheOpposite) {
  const std::string to = With("weight: 30", "weight: 35");
  const auto there = Changes(kPack, to), back = Changes(to, kPack);
  ASSERT_EQ(there.size(), back.size());
  EXPECT_EQ(there[0].from, back[0].to);
  EXPECT_EQ(there[0].path(), back[0].path());
}

// The key that a pack may leave out is not said; a component may bear its name.
TEST(DifferenceTest, AComponentCalledCurveHasItsName) {
  const std::string pack =
      With("      voice:", "      curve: {weight: 5, of: usage}\n      voice:");
  const std::string changed =
      With("      voice:", "      curve: {weight: 6, of: usage}\n      voice:");
  EXPECT_THAT(Short(Changes(pack, changed)),
              ElementsAre("health.onboarding.components.curve.weight 5 -> 6"));
}

}  // namespace
}  // namespace bellwether::difference
