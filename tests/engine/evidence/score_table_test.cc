// P29: the sub-scores that weights weigh, at the landmark.
#include "engine/evidence/score_table.h"

#include "gtest/gtest.h"
#include "tests/engine/evidence/evidence_pack.h"

namespace bellwether::evidence {
namespace {

constexpr char kModel[] = R"(
health:
  only:
    bands: [{green: 50}, {red: 0}]
    min_coverage: 0.1
    segments: {large: {weights: {use: 1}}}
    components:
      use: {weight: 3, of: usage}
      people:
        weight: 1
        components:
          glad: {weight: 1, of: mood}
          sad: {weight: 3, of: mood, invert: true}
)";

TEST(ScoreTableTest, SharesAreThoseOfTheLeavesBySegment) {
  const auto plan = EvidencePack(kModel);
  const book::Book book = book::BookOf(Account("a", "2025-01-01"));
  const portfolio::View view(book, *plan, *ParseMoment("2025-12-31"));
  const ScoreTable table = ScoresAtLandmark(view, 0, {30, 0, 100});
  ASSERT_EQ(table.leaves.size(), 3U);
  std::vector<std::string> names;
  for (const Leaf& leaf : table.leaves) names.push_back(leaf.name);
  EXPECT_EQ(names, (std::vector<std::string>{"people.glad", "people.sad", "use"}));
  EXPECT_EQ(LeafShares(*plan, table.leaves, 0), (std::vector<double>{0.0625, 0.1875, 0.75}));
  EXPECT_EQ(LeafShares(*plan, table.leaves, 2), (std::vector<double>{0.125, 0.375, 0.5}));
  EXPECT_EQ(table.not_scored, 1U);  // nothing is known of it
  EXPECT_TRUE(table.accounts.empty());
}

TEST(ScoreTableTest, ReadsWhatWasObservedAtTheLandmark) {
  const auto plan = EvidencePack(kModel);
  const book::Book book =
      book::BookOf(absl::StrCat(Account("a", "2025-01-01"), Told("a", "2025-01-05", "usage: 0.25"),
                                Told("a", "2025-02-05", "mood: true")));
  const portfolio::View view(book, *plan, *ParseMoment("2025-12-31"));
  const ScoreTable early = ScoresAtLandmark(view, 0, {30, 0, 100});
  ASSERT_EQ(early.accounts.size(), 1U);
  EXPECT_FALSE(early.accounts[0].scores[0]);
  EXPECT_EQ(early.accounts[0].scores[2], 25);
  EXPECT_EQ(early.accounts[0].todays, 25);
  EXPECT_EQ(early.accounts[0].band, 1U);
  const ScoreTable late = ScoresAtLandmark(view, 0, {60, 0, 100});
  EXPECT_EQ(late.accounts[0].scores[0], 100);
  EXPECT_EQ(late.accounts[0].scores[1], 0);
  const auto shares = LeafShares(*plan, late.leaves, 0);
  // 100 × 0.0625 + 0 × 0.1875 + 25 × 0.75, as the pack itself has it.
  EXPECT_EQ(WeightedScore(late.accounts[0], shares), 25);
  EXPECT_EQ(late.accounts[0].todays, 25);
}

TEST(ScoreTableTest, WhatIsNotKnownWeighsNothing) {
  ScoredAccount account;
  account.scores = {std::nullopt, 40, 80};
  EXPECT_EQ(WeightedScore(account, {0.5, 0.25, 0.25}), 60);
  EXPECT_FALSE(WeightedScore(account, {1, 0, 0}));
}

}  // namespace
}  // namespace bellwether::evidence
