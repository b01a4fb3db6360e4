#include "engine/impact/comparer.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/impact/two_packs.h"

namespace bellwether::impact {
namespace {

using testing_support::AccountOf;
using testing_support::AsOf;

// 75 by the old pack (0.75 of usage), 50 by the new one (half of it).
TEST(ComparerTest, AScoreWithWhatChangedIt) {  // S26
  const TwoPacks packs;
  const AccountChange change = packs.Change("signals: {usage: 1, support: 0}");
  const ScoreChange& score = change.scores[1];
  EXPECT_EQ(score.from->effective, 75);
  EXPECT_EQ(score.to->effective, 50);
  EXPECT_EQ(score.points(), -25);
  ASSERT_EQ(score.parts.size(), 2U);
  // (s̄ − S̄)·Δv: support (0 − 62.5)·0.25, usage (100 − 62.5)·−0.25.
  EXPECT_NEAR(score.parts[0].weight, -15.625, 1e-12);
  EXPECT_NEAR(score.parts[1].weight, -9.375, 1e-12);
  EXPECT_EQ(score.limits, 0);
  EXPECT_EQ(packs.Answers(change, "health.onboarding.band"), "green -> yellow");
  EXPECT_EQ(packs.Answers(change, "health.primary.band"), "green -> yellow");
  EXPECT_EQ(change.primary, 1U);
  EXPECT_EQ(change.scores[0].points(), -25);
}

TEST(ComparerTest, WhatCapsTakeStandsBesideTheParts) {
  const TwoPacks packs;
  const AccountChange change = packs.Change("signals: {usage: 0.8, support: 0.8, silent: true}");
  EXPECT_EQ(change.scores[1].points(), -30);
  EXPECT_NEAR(change.scores[1].limits, -30, 1e-12);
}

TEST(ComparerTest, PartsAndLimitsSumToTheChange) {  // S26
  const TwoPacks packs;
  for (const double usage : {0.0, 0.13, 0.5, 0.77, 1.0}) {
    for (const double support : {0.0, 0.4, 1.0}) {
      for (const char* silent : {"false", "true", "~"}) {
        const AccountChange change =
            packs.Change("signals: {usage: " + std::to_string(usage) +
                         ", support: " + std::to_string(support) + ", silent: " + silent + "}");
        const ScoreChange& score = change.scores[1];
        double sum = score.limits;
        for (const ScorePart& part : score.parts) sum += part.sum();
        EXPECT_NEAR(sum, score.points(), 1e-9);
      }
    }
  }
}

TEST(ComparerTest, WithoutAScoreThereIsNoChangeOfIt) {
  const TwoPacks packs;
  const AccountChange change = packs.Change("segment: large\nacv: 500");
  EXPECT_FALSE(change.scores[1].both());
  EXPECT_EQ(packs.Answers(change, "health.onboarding.band"),
            "insufficient_data -> insufficient_data");
  EXPECT_EQ(change.acv, 500);
  EXPECT_EQ(change.segment, 0U);
}

TEST(ComparerTest, ASignalThatOnePackKnowsIsNoMistake) {
  const TwoPacks packs;
  packs.Change("signals: {usage: 1, support: 1, mood: 0.5}");
  Comparer comparer(packs.pair, AsOf("2026-03-01"), Limits());
  AccountChange change;
  EXPECT_FALSE(comparer.Compare(AccountOf("signals: {usage: 1, moods: 0.5}"), change));
  ASSERT_EQ(comparer.refusal().to.size(), 1U);
  EXPECT_EQ(comparer.refusal().to[0].path, "signals.moods");
  EXPECT_THAT(comparer.refusal().to[0].message, testing::HasSubstr("mood"));
  ASSERT_EQ(comparer.refusal().from.size(), 1U);
}

TEST(ComparerTest, SaysWhichPackRefuses) {
  const TwoPacks packs;
  Comparer comparer(packs.pair, AsOf("2026-03-01"), Limits());
  AccountChange change;
  EXPECT_FALSE(comparer.Compare(AccountOf("segment: small"), change));
  EXPECT_TRUE(comparer.refusal().from.empty());
  EXPECT_EQ(comparer.refusal().to.size(), 1U);
  EXPECT_FALSE(comparer.Compare(AccountOf("signals: {usage: 7}"), change));
  EXPECT_EQ(comparer.refusal().from.size(), 1U);
  EXPECT_EQ(comparer.refusal().to.size(), 1U);
  EXPECT_TRUE(comparer.Compare(AccountOf("segment: large"), change));
  EXPECT_FALSE(comparer.refusal().any());
}

TEST(ComparerTest, AMissingValueWhosePolicyIsErrorRefuses) {
  const TwoPacks packs(kOldPack, R"(
segments: [large]
signals:
  usage: {type: ratio, missing: error}
health:
  onboarding: {bands: [{green: 70}, {red: 0}], components: {usage: {weight: 3, of: usage}}}
)");
  Comparer comparer(packs.pair, AsOf("2026-03-01"), Limits());
  AccountChange change;
  EXPECT_FALSE(comparer.Compare(AccountOf("segment: large"), change));
  EXPECT_TRUE(comparer.refusal().from.empty());
  ASSERT_EQ(comparer.refusal().to.size(), 1U);
  EXPECT_EQ(comparer.refusal().to[0].path, "signals.usage");
  EXPECT_EQ(comparer.refusal().to[0].reason, "REQUIRED_BUT_MISSING");
}

TEST(ComparerTest, TheSamePackChangesNothing) {
  const TwoPacks packs(kNewPack, kNewPack);
  const AccountChange change = packs.Change("signals: {usage: 0.3, silent: true}");
  for (const AnswerChange& answer : change.answers) EXPECT_FALSE(answer.changed());
  for (const ScoreChange& score : change.scores) {
    EXPECT_EQ(score.points(), 0);
    EXPECT_TRUE(score.parts.empty());
  }
}

}  // namespace
}  // namespace bellwether::impact
