#include "engine/impact/tally.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/impact/two_packs.h"

namespace bellwether::impact {
namespace {

using ::testing::ElementsAre;

constexpr size_t kTop = 2;

// Four accounts of which the second is as it was: 75 -> 50, 25 -> 50, 100 -> 100, 80 -> 50 (cap).
constexpr const char* kAccounts[] = {
    "id: falls\nsegment: large\nacv: 100\nsignals: {usage: 1, support: 0}",
    "id: rises\nsegment: large\nsignals: {usage: 0, support: 1}",
    "id: stays\nacv: 50\nsignals: {usage: 1, support: 1}",
    "id: capped\nsegment: large\nacv: 900\nsignals: {usage: 0.8, support: 0.8, silent: true}",
};

Impact ImpactOf(const TwoPacks& packs) {
  Tally tally(packs.pair, kTop);
  for (const char* account : kAccounts) tally.Add(packs.Change(account));
  return tally.Finish();
}

std::vector<std::string> Ids(const std::vector<AccountChange>& list) {
  std::vector<std::string> ids;
  for (const AccountChange& change : list) ids.push_back(change.id);
  return ids;
}

TEST(TallyTest, CountsAccounts) {
  const TwoPacks packs;
  const Impact impact = ImpactOf(packs);
  EXPECT_EQ(impact.accounts, 4U);
  EXPECT_EQ(impact.without_acv, 1U);
  EXPECT_EQ(impact.flipped.accounts, 3U);
  EXPECT_EQ(impact.flipped.acv, 1000);
  const SegmentImpact& large = impact.segments[packs.pair.names().SegmentOf("large")];
  EXPECT_EQ(large.all.accounts, 3U);
  EXPECT_EQ(large.flipped.accounts, 3U);
  EXPECT_NEAR(large.score_sum, -25 + 25 - 30, 1e-9);
  const SegmentImpact& none = impact.segments[packs.pair.names().SegmentOf("")];
  EXPECT_EQ(none.all.accounts, 1U);
  EXPECT_EQ(none.flipped.accounts, 0U);
}

// The flag has another name, so all accounts have another answer to something.
TEST(TallyTest, CountsWhoIsToldAnythingElse) {
  const TwoPacks packs;
  EXPECT_EQ(ImpactOf(packs).changed, 4U);
  const TwoPacks same(kOldPack, kOldPack);
  Tally tally(same.pair, kTop);
  tally.Add(same.Change("signals: {usage: 1, support: 0}"));
  const Impact impact = tally.Finish();
  EXPECT_EQ(impact.changed, 0U);
  EXPECT_EQ(impact.flipped.accounts, 0U);
}

TEST(TallyTest, BandsMigrateWithTheirContractValue) {
  const TwoPacks packs;
  const Impact impact = ImpactOf(packs);
  const size_t outcome = packs.OutcomeNamed("health.primary.band");
  const Migration& bands = impact.migrations[outcome];
  ASSERT_EQ(packs.pair.names().outcomes[outcome].answers[0], "green");
  ASSERT_EQ(packs.pair.names().outcomes[outcome].answers[1], "yellow");
  ASSERT_EQ(packs.pair.names().outcomes[outcome].answers[3], "red");
  EXPECT_EQ(bands.At(0, 1).accounts, 2U);
  EXPECT_EQ(bands.At(0, 1).acv, 1000);
  EXPECT_EQ(bands.At(3, 1).accounts, 1U);
  EXPECT_EQ(bands.At(0, 0).accounts, 1U);
  EXPECT_EQ(bands.changed(), 3U);
  const uint32_t large = packs.pair.names().SegmentOf("large");
  EXPECT_EQ(bands.From(large, 0).accounts, 2U);
  EXPECT_EQ(bands.To(large, 0).accounts, 0U);
  EXPECT_EQ(bands.To(large, 1).accounts, 3U);
}

TEST(TallyTest, ChangesOfAScore) {
  const TwoPacks packs;
  const ScoreImpact score = ImpactOf(packs).scores[1];
  EXPECT_EQ(score.both, 4U);
  EXPECT_EQ(score.falls, 2U);
  EXPECT_EQ(score.rises, 1U);
  EXPECT_NEAR(score.sum, -30, 1e-9);
  EXPECT_NEAR(score.moved, 80, 1e-9);
  EXPECT_NEAR(score.least, -30, 1e-9);
  EXPECT_NEAR(score.most, 25, 1e-9);
  EXPECT_EQ(score.fallen[24], 1U);  // by more than 24 and at most 25
  EXPECT_EQ(score.fallen[29], 1U);
  EXPECT_EQ(score.risen[24], 1U);
  // 75, 25, 100, 80 and 50, 50, 100, 50: ranks 2, 1, 4, 3 and 2, 2, 4, 2.
  EXPECT_NEAR(*score.rank_correlation, 0.7745966692414834, 1e-12);
}

TEST(TallyTest, WhatMovedTheScores) {  // S26
  const TwoPacks packs;
  const ScoreImpact score = ImpactOf(packs).scores[1];
  ASSERT_THAT(packs.pair.parts(1)->names(), ElementsAre("support", "usage"));
  // support: (0 − 62.5)·0.25 of the first, (100 − 37.5)·0.25 of the second; nothing of the others.
  EXPECT_NEAR(score.parts[0].weight, 0, 1e-9);
  EXPECT_NEAR(score.parts[0].moved, 2 * 15.625, 1e-9);
  EXPECT_EQ(score.parts[0].touched, 2U);
  EXPECT_NEAR(score.parts[1].moved, 2 * 9.375, 1e-9);
  EXPECT_NEAR(score.limits.score, -30, 1e-9);
  EXPECT_EQ(score.limits.touched, 1U);
}

TEST(TallyTest, TheLargestOfEachStandFirst) {
  const TwoPacks packs;
  const Impact impact = ImpactOf(packs);
  EXPECT_THAT(Ids(impact.falls), ElementsAre("capped", "falls"));
  EXPECT_THAT(Ids(impact.rises), ElementsAre("rises"));
  EXPECT_THAT(Ids(impact.flips), ElementsAre("capped", "falls"));  // the third has no value
}

TEST(TallyTest, ListsAreBoundedAndOfEqualOnesTheFirstStay) {
  const TwoPacks packs;
  Tally tally(packs.pair, kTop);
  for (const char* id : {"a", "b", "c", "d"}) {
    tally.Add(packs.Change(std::string("id: ") + id + "\nsignals: {usage: 1, support: 0}"));
  }
  const Impact impact = tally.Finish();
  EXPECT_THAT(Ids(impact.falls), ElementsAre("a", "b"));
  EXPECT_THAT(Ids(impact.flips), ElementsAre("a", "b"));
}

TEST(TallyTest, WhoRefuses) {
  const TwoPacks packs;
  Tally tally(packs.pair, 0);
  const std::vector<Violation> some = {{"segment", "UNKNOWN", "?"}};
  tally.Refuse({some, {}});
  tally.Refuse({{}, some});
  tally.Refuse({{}, some});
  tally.Refuse({some, some});
  const Impact impact = tally.Finish();
  EXPECT_EQ(impact.refused_by_from, 1U);
  EXPECT_EQ(impact.refused_by_to, 2U);
  EXPECT_EQ(impact.refused_by_both, 1U);
  EXPECT_EQ(impact.accounts, 0U);
}

}  // namespace
}  // namespace bellwether::impact
