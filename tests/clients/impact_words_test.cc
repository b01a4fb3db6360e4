#include "clients/cli/proofs/impact_words.h"

#include "gtest/gtest.h"
#include "tests/engine/impact/two_packs.h"

namespace bellwether::cli {
namespace {

TEST(ImpactWordsTest, WhatIsSomethingIsNeverShownAsNothing) {
  EXPECT_EQ(ShareWords(124, 1000), "12.4 %");
  EXPECT_EQ(ShareWords(1, 1'000'000), "0.0001 %");
  EXPECT_EQ(ShareWords(0, 7), "0 %");
  EXPECT_EQ(ShareWords(0, 0), "");
  EXPECT_EQ(PointsWords(-3.21), "−3.2");
  EXPECT_EQ(PointsWords(0.4), "+0.4");
  EXPECT_EQ(PointsWords(-0.004), "−0.004");
}

TEST(ImpactWordsTest, Amounts) {
  EXPECT_EQ(AmountWords(23166), "23,166");
  EXPECT_EQ(AmountWords(-4165), "−4,165");
  EXPECT_EQ(AmountWords(7.8251), "7.83");
  EXPECT_EQ(AmountWords(0), "0");
}

TEST(ImpactWordsTest, Weights) {
  const impact::TwoPacks packs;
  const std::vector<impact::PartNames>& parts = packs.pair.names().scores[1].parts;
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(WeightWords(parts[0]), "1");
  EXPECT_EQ(WeightWords(parts[1]), "3 → 1");
  EXPECT_EQ(WeightWords({"new", std::nullopt, 1}), "new, 1");
  EXPECT_EQ(WeightWords({"old", 3, std::nullopt}), "3, gone");
}

TEST(ImpactWordsTest, WhatMovedAnAccountAndWhatIsDecidedOtherwise) {
  const impact::TwoPacks packs;
  EXPECT_EQ(MoverWords(packs.pair.names(), packs.Change("signals: {usage: 1, support: 0}")),
            "support −15.6, usage −9.4");
  const auto capped = packs.Change("signals: {usage: 0.8, support: 0.8, silent: true}");
  EXPECT_EQ(MoverWords(packs.pair.names(), capped), "floors, caps, overrides −30.0");
  EXPECT_EQ(DecisionWords(packs.pair.names(), capped), "green → yellow");
  EXPECT_EQ(SegmentWords(packs.pair.names(), 1), "small");
  EXPECT_EQ(SegmentWords(packs.pair.names(), packs.pair.names().SegmentOf("")), "in no segment");
}

}  // namespace
}  // namespace bellwether::cli
