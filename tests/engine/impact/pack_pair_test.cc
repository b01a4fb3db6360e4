#include "engine/impact/pack_pair.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/impact/two_packs.h"

namespace bellwether::impact {
namespace {

using ::testing::ElementsAre;

TEST(PackPairTest, OutcomesOfEitherPackInTheOrderOfTheNewOne) {
  const TwoPacks packs;
  std::vector<std::string> names;
  for (const Outcome& outcome : packs.pair.names().outcomes) names.push_back(outcome.name);
  EXPECT_THAT(names, ElementsAre("health.primary.band", "health.onboarding.band", "flag.silent",
                                 "flag.quiet"));
}

TEST(PackPairTest, AnswersOfEitherPackStandWhereTheyStandThere) {
  // The old pack has a band that the new one lost, behind `yellow`.
  const TwoPacks packs(kNewPack, kOldPack);
  EXPECT_THAT(packs.pair.names().outcomes[packs.OutcomeNamed("health.onboarding.band")].answers,
              ElementsAre("green", "yellow", "orange", "red", "insufficient_data", "not_evaluated",
                          "not_applicable"));
}

TEST(PackPairTest, WhatOnePackLacksHasAWordOfItsOwn) {
  const TwoPacks packs;
  const AccountChange change = packs.Change("signals: {usage: 0.5, support: 0.5, silent: true}");
  EXPECT_EQ(packs.Answers(change, "flag.silent"), "raised -> not_in_the_pack");
  EXPECT_EQ(packs.Answers(change, "flag.quiet"), "not_in_the_pack -> raised");
}

TEST(PackPairTest, ScoresAndSegmentsOfEither) {
  const TwoPacks packs;
  const std::vector<ScoreNames>& scores = packs.pair.names().scores;
  ASSERT_EQ(scores.size(), 2U);
  EXPECT_EQ(scores[0].name, "primary");
  EXPECT_EQ(scores[1].name, "onboarding");
  EXPECT_THAT(packs.pair.names().segments, ElementsAre("large", "small", "tiny"));
  EXPECT_EQ(packs.pair.names().SegmentOf("tiny"), 2U);
  EXPECT_EQ(packs.pair.names().SegmentOf(""), 3U);
  EXPECT_EQ(packs.pair.parts(0), nullptr);
  EXPECT_THAT(packs.pair.parts(1)->names(), ElementsAre("support", "usage"));
}

}  // namespace
}  // namespace bellwether::impact
