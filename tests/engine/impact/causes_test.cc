#include "engine/impact/causes.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/engine/impact/two_packs.h"

namespace bellwether::impact {
namespace {

using ::testing::ElementsAre;

// A model with these components.
std::string Pack(const std::string& components) {
  return "segments: [large, small]\n"
         "signals: {a: {type: ratio}, b: {type: ratio}, c: {type: ratio}, d: {type: ratio}}\n"
         "health:\n  m:\n    bands: [{good: 50}, {bad: 0}]\n    components:\n" +
         components;
}

constexpr char kGroups[] = R"(
      one: {weight: 30, components: {a: {weight: 1, of: a}, b: {weight: 1, of: b}}}
      two: {weight: 30, components: {c: {weight: 1, of: c}, d: {weight: 1, of: d}}}
)";

std::vector<std::string> CausesOf(const TwoPacks& packs) {
  std::vector<std::string> names;
  for (const Cause& cause : packs.pair.causes(1)->list()) names.push_back(cause.name);
  return names;
}

TEST(CausesTest, AGroupWhoseWeightChangesStandsForItsLeaves) {
  const TwoPacks packs(Pack(kGroups), Pack(R"(
      one: {weight: 45, components: {a: {weight: 1, of: a}, b: {weight: 1, of: b}}}
      two: {weight: 30, components: {c: {weight: 1, of: c}, d: {weight: 1, of: d}}}
)"));
  EXPECT_THAT(CausesOf(packs), ElementsAre("one", "two"));
}

TEST(CausesTest, SharesCountAndNotHowTheyAreWritten) {
  const TwoPacks packs(Pack(kGroups), Pack(R"(
      one: {weight: 1, components: {a: {weight: 2, of: a}, b: {weight: 2, of: b}}}
      two: {weight: 1, components: {c: {weight: 1, of: c}, d: {weight: 3, of: d}}}
)"));
  EXPECT_THAT(CausesOf(packs), ElementsAre("one.a", "one.b", "two.c", "two.d"));
}

TEST(CausesTest, WeightsOfASegmentCountAsWell) {
  const TwoPacks packs(Pack(kGroups), Pack(kGroups + std::string(R"(
    segments: {small: {weights: {one: 60}}}
)")));
  EXPECT_THAT(CausesOf(packs), ElementsAre("one", "two"));
}

TEST(CausesTest, WhatOnePackLacksIsACause) {
  const TwoPacks packs(Pack(kGroups), Pack(R"(
      one: {weight: 30, components: {a: {weight: 1, of: a}, b: {weight: 1, of: b}}}
      three: {weight: 30, components: {c: {weight: 1, of: c}, d: {weight: 1, of: d}}}
)"));
  EXPECT_THAT(CausesOf(packs), ElementsAre("one.a", "one.b", "three", "two"));
  const Causes& causes = *packs.pair.causes(1);
  EXPECT_EQ(causes.list()[2].from, kNoIndex);
  EXPECT_EQ(causes.list()[3].to, kNoIndex);
}

TEST(CausesTest, SumsOfCausesAreSumsOfLeaves) {  // S26
  const TwoPacks packs(Pack(kGroups), Pack(R"(
      one: {weight: 45, components: {a: {weight: 1, of: a}, b: {weight: 1, of: b}}}
      two: {weight: 15, components: {c: {weight: 1, of: c}, d: {weight: 1, of: d}}}
)"));
  const AccountChange change = packs.Change("signals: {a: 1, b: 0.5, c: 0.2, d: 0.3}");
  const auto sums = packs.pair.causes(1)->Sums(change.scores[1].parts);
  ASSERT_EQ(sums.size(), 2U);
  EXPECT_NEAR(sums[0].sum() + sums[1].sum(), change.scores[1].points(), 1e-9);
  // 75 and 25: the score is 50 and then 62.5; (s̄ − 56.25)·Δv of ±0.25.
  EXPECT_NEAR(sums[0].weight, (75 - 56.25) * 0.25, 1e-9);
  EXPECT_NEAR(sums[1].weight, (25 - 56.25) * -0.25, 1e-9);
}

}  // namespace
}  // namespace bellwether::impact
