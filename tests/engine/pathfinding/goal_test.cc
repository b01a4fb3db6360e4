// What a person writes, and what is meant by it.
#include "engine/pathfinding/goal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/pathfinding/read_goal.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing_support::PlanOf;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kPack[] = R"yaml(
stages: [trial, live]
signals: {usage: {type: ratio}}
health:
  m:
    applies_when: 'stage == "live"'
    bands: [{green: 80}, {yellow: 50}, {red: 0}]
    components: {usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}}
  other:
    applies_when: 'stage == "live"'
    priority: -1
    bands: [{ready: 80}, {red: 0}]
    components: {usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}}
graduation:
  precision: 1
  thresholds: {ready: 8.0, close: 6.0}
  require_each_dimension: 7.0
  dimensions: {usage: {weight: 1, criteria: {usage: {weight: 1, of: usage}}}}
)yaml";

struct Read {
  ScoredAccount scored;
  Account account;
  GoalReading reading;
  size_t diagnostics = 0;

  bool Reached() {
    return reading.goal->Reached({*scored.plan, account, scored.facts, scored.evaluation});
  }
};

Read ReadFor(const std::string& account, const std::string& text, uint32_t model = kNoIndex) {
  Read read;
  read.account = testing_support::AccountOf(account);
  read.scored = Score(PlanOf(kPack), read.account);
  DiagnosticSink sink;
  read.reading = ReadGoal(*read.scored.plan, read.scored.evaluation, model, text, Limits{}, sink);
  read.diagnostics = sink.Take().size();
  return read;
}

constexpr char kYellow[] = "stage: live\nsignals: {usage: 0.6}";

TEST(GoalTest, ABandOrABetterOne) {
  EXPECT_EQ(ReadFor(kYellow, "yellow").reading.goal->words(), "m: yellow or better");
  EXPECT_TRUE(ReadFor(kYellow, "yellow").Reached());
  EXPECT_TRUE(ReadFor(kYellow, "red").Reached());
  EXPECT_FALSE(ReadFor(kYellow, "green").Reached());
  EXPECT_EQ(ReadFor(kYellow, "green").reading.goal->words(), "m: green");
}

TEST(GoalTest, TheNextBandUnlessAnotherIsNamed) {
  EXPECT_EQ(ReadFor(kYellow, "").reading.goal->words(), "m: green");
  EXPECT_EQ(ReadFor("stage: live\nsignals: {usage: 0.2}", "").reading.goal->words(),
            "m: yellow or better");
  EXPECT_EQ(ReadFor("stage: live\nsignals: {usage: 1}", "").reading.goal->words(), "m: green");
  EXPECT_EQ(ReadFor("stage: live", "").reading.goal->words(), "m: green");  // it has no band
}

TEST(GoalTest, GraduationByTotalAndByDecision) {
  EXPECT_EQ(ReadFor(kYellow, "graduate").reading.goal->words(), "graduation: GRADUATE");
  EXPECT_EQ(ReadFor(kYellow, "ready").reading.goal->words(), "graduation: READY");
  EXPECT_FALSE(ReadFor(kYellow, "ready").Reached());
  EXPECT_EQ(ReadFor(kYellow, "close").reading.goal->words(), "graduation: CLOSE or better");
  EXPECT_TRUE(ReadFor(kYellow, "close").Reached());
  EXPECT_FALSE(ReadFor(kYellow, "graduate").Reached());
}

TEST(GoalTest, ABandOfThatNameComesFirst) {
  EXPECT_EQ(ReadFor(kYellow, "ready", 1).reading.goal->words(), "other: ready");
}

TEST(GoalTest, AConditionThatIsUnknownIsNotReached) {
  EXPECT_TRUE(ReadFor(kYellow, "usage > 0.5").Reached());
  EXPECT_FALSE(ReadFor("stage: live", "usage > 0.5").Reached());
  EXPECT_FALSE(ReadFor("stage: live", "!(usage > 0.5)").Reached());
}

TEST(GoalTest, AConditionListensToWhatItsPathsAreMadeOf) {
  constexpr char kTwo[] = R"yaml(
signals: {usage: {type: ratio}, mood: {type: ratio}}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components: {usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}}
)yaml";
  const auto plan = PlanOf(kTwo);
  const uint32_t usage = plan->FindSlot("usage");
  const uint32_t mood = plan->FindSlot("mood");
  const ScoredAccount scored = Score(plan, "signals: {usage: 0.5, mood: 0.5}");
  const auto read = [&](const char* text) {
    DiagnosticSink sink;
    return *ReadGoal(*plan, scored.evaluation, kNoIndex, text, Limits{}, sink).goal;
  };
  EXPECT_TRUE(read("health.m.score > 60").ListensTo(usage));
  EXPECT_FALSE(read("health.m.score > 60").ListensTo(mood));
  EXPECT_TRUE(read("health.m.score > 60 && mood > 0.6").ListensTo(mood));
  EXPECT_FALSE(read("mood > 0.6").ListensTo(usage));
  EXPECT_TRUE(read("missing.count == 0").ListensTo(usage));
}

TEST(GoalTest, WhatIsWrongIsSaid) {
  const Read unknown = ReadFor(kYellow, "gren");
  EXPECT_FALSE(unknown.reading.goal);
  EXPECT_EQ(unknown.reading.message, "no goal is called `gren`; did you mean `green`?");
  const Read mistake = ReadFor(kYellow, "usag > 0.5");
  EXPECT_FALSE(mistake.reading.goal);
  EXPECT_THAT(mistake.reading.message, IsEmpty());
  EXPECT_GT(mistake.diagnostics, 0u);
  EXPECT_THAT(ReadFor("stage: trial", "green").reading.message,
              HasSubstr("no health model answers for the account now"));
  EXPECT_TRUE(ReadFor("stage: trial", "green", 0).reading.goal);
}

}  // namespace
}  // namespace bellwether
