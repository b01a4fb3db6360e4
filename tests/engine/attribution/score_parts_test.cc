// The formula of S26, by hand: Σ v̄·Δs + Σ (s̄ − S̄)·Δv. That parts sum for all packs and accounts
// is a property: tests/property/attribution_properties_test.cc.
#include "engine/attribution/score_parts.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr char kSignals[] = R"(
segments: [large, small]
signals:
  a: {type: number, min: 0, max: 100}
  b: {type: number, min: 0, max: 100}
  c: {type: number, min: 0, max: 100}
)";

// A pack of one model with these components.
PlanPointer Pack(const std::string& components, const std::string& more = "") {
  return testing_support::PlanOf(kSignals + std::string(R"(
health:
  m:
    bands: [{good: 50}, {bad: 0}]
    min_coverage: 0
)") + more + "    components:\n" +
                                 components);
}

constexpr char kOneToThree[] = R"(
      a: {weight: 1, of: a}
      b: {weight: 3, of: b}
)";

std::map<std::string, ScorePart> PartsOf(const ScoredAccount& from, const ScoredAccount& to) {
  const ScoreParts split(*from.plan, 0, *to.plan, 0);
  std::vector<ScorePart> parts;
  split.Split(from.evaluation, to.evaluation, parts);
  std::map<std::string, ScorePart> named;
  double sum = 0;
  for (size_t i = 0; i < parts.size(); ++i) {
    named[split.names()[i]] = parts[i];
    sum += parts[i].sum();
  }
  EXPECT_NEAR(sum, to.model("m").raw - from.model("m").raw, 1e-12);
  return named;
}

TEST(ScorePartsTest, ASubScoreThatMovesCountsByItsWeight) {  // S26
  const PlanPointer plan = Pack(kOneToThree);
  const auto parts =
      PartsOf(Score(plan, "signals: {a: 100, b: 50}"), Score(plan, "signals: {a: 60, b: 50}"));
  EXPECT_EQ(parts.at("a").score, -10);  // 0.25 · −40
  EXPECT_EQ(parts.at("a").weight, 0);
  EXPECT_EQ(parts.at("b").sum(), 0);
}

TEST(ScorePartsTest, AWeightThatMovesCountsByTheDistanceToTheScore) {  // S26
  const std::string account = "signals: {a: 100, b: 50}";
  const auto parts =
      PartsOf(Score(Pack(kOneToThree), account),
              Score(Pack("      a: {weight: 1, of: a}\n      b: {weight: 1, of: b}\n"), account));
  // Raw 62.5 and 75, so S̄ is 68.75; the shares are 0.25 and 0.75, then 0.5 each.
  EXPECT_EQ(parts.at("a").weight, 7.8125);  // (100 − 68.75) · 0.25
  EXPECT_EQ(parts.at("b").weight, 4.6875);  // (50 − 68.75) · −0.25
  EXPECT_EQ(parts.at("a").score, 0);
  EXPECT_EQ(parts.at("b").score, 0);
}

TEST(ScorePartsTest, AnAbsentSideTakesTheOtherSidesSubScore) {  // S26
  const PlanPointer plan = Pack(kOneToThree);
  for (const char* after : {"signals: {b: 50}", "signals: {a: {not_applicable: true}, b: 50}"}) {
    SCOPED_TRACE(after);
    const auto parts = PartsOf(Score(plan, "signals: {a: 100, b: 50}"), Score(plan, after));
    // Raw 62.5 and 50, so S̄ is 56.25; `a` goes from 0.25 to 0 and `b` from 0.75 to 1.
    EXPECT_EQ(parts.at("a").score, 0);
    EXPECT_EQ(parts.at("a").weight, -10.9375);  // (100 − 56.25) · −0.25
    EXPECT_EQ(parts.at("b").weight, -1.5625);   // (50 − 56.25) · 0.25
  }
}

TEST(ScorePartsTest, AnInvertedGroupTurnsItsLeavesRound) {
  const PlanPointer plan = Pack(R"(
      a: {weight: 1, of: a}
      risk: {weight: 1, invert: true, components: {b: {weight: 1, of: b}, c: {weight: 3, of: c}}}
)");
  const auto parts = PartsOf(Score(plan, "signals: {a: 50, b: 20, c: 20}"),
                             Score(plan, "signals: {a: 50, b: 60, c: 20}"));
  EXPECT_EQ(parts.at("risk.b").score, -5);  // 0.5 · 0.25 · −40
  EXPECT_EQ(parts.at("risk.c").sum(), 0);
  EXPECT_EQ(parts.at("risk").sum(), 0);  // its children have it
}

TEST(ScorePartsTest, TheWeightOfAGroupIsOfTheGroup) {
  const auto pack = [](int weight) {
    return Pack("      a: {weight: 1, of: a}\n      g: {weight: " + std::to_string(weight) +
                ", components: {b: {weight: 1, of: b}, c: {weight: 1, of: c}}}\n");
  };
  const std::string account = "signals: {a: 100, b: 60, c: 40}";
  const auto parts = PartsOf(Score(pack(1), account), Score(pack(3), account));
  // Raw 75 and 62.5, so S̄ is 68.75.
  EXPECT_EQ(parts.at("g").weight, -4.6875);  // (50 − 68.75) · 0.25
  EXPECT_EQ(parts.at("a").weight, -7.8125);  // (100 − 68.75) · −0.25
  EXPECT_EQ(parts.at("g.b").sum(), 0);
  EXPECT_EQ(parts.at("g.c").sum(), 0);
}

// Its sibling says the same, so the group does, too, and nothing moves.
TEST(ScorePartsTest, WhatGoesMissingIsComparedWithItsSiblings) {
  const PlanPointer plan = Pack(R"(
      a: {weight: 1, of: a}
      g: {weight: 1, components: {b: {weight: 1, of: b}, c: {weight: 1, of: c}}}
)");
  const auto parts = PartsOf(Score(plan, "signals: {a: 50, b: 100, c: 100}"),
                             Score(plan, "signals: {a: 50, b: 100}"));
  for (const auto& [name, part] : parts) EXPECT_EQ(part.sum(), 0) << name;
}

TEST(ScorePartsTest, AGroupWithoutAScoreStandsForAllThatIsInIt) {
  const PlanPointer plan = Pack(R"(
      a: {weight: 1, of: a}
      g: {weight: 1, components: {b: {weight: 1, of: b}, c: {weight: 1, of: c}}}
)");
  const auto parts =
      PartsOf(Score(plan, "signals: {a: 50, b: 100, c: 100}"), Score(plan, "signals: {a: 50}"));
  // Raw 75 and 50, so S̄ is 62.5.
  EXPECT_EQ(parts.at("g").weight, -18.75);  // (100 − 62.5) · −0.5
  EXPECT_EQ(parts.at("a").weight, -6.25);   // (50 − 62.5) · 0.5
  EXPECT_EQ(parts.at("g.b").sum(), 0);
}

// A group that was turned round, or became a leaf, is compared as a whole.
TEST(ScorePartsTest, AGroupThatIsNotTheSameIsNotSplit) {
  const auto pack = [](const std::string& g) {
    return Pack("      a: {weight: 1, of: a}\n      g: {weight: 1, " + g + "}\n");
  };
  const std::string account = "signals: {a: 50, b: 90}";
  const ScoredAccount group = Score(pack("components: {b: {weight: 1, of: b}}"), account);
  const ScoredAccount turned =
      Score(pack("invert: true, components: {b: {weight: 1, of: b}}"), account);
  const ScoredAccount leaf = Score(pack("of: a"), account);
  EXPECT_EQ(PartsOf(group, turned).at("g").score, -40);  // 0.5 · (10 − 90)
  EXPECT_EQ(PartsOf(group, turned).at("g.b").sum(), 0);
  EXPECT_EQ(PartsOf(group, leaf).at("g").score, -20);
}

TEST(ScorePartsTest, ComponentsOfOneSideOnlyHaveAWeightPart) {
  const PlanPointer from = Pack(kOneToThree);
  const PlanPointer to = Pack(R"(
      a: {weight: 1, of: a}
      more: {weight: 3, components: {b: {weight: 1, of: b}, c: {weight: 1, of: c}}}
)");
  const std::string account = "signals: {a: 100, b: 50, c: 10}";
  const auto parts = PartsOf(Score(from, account), Score(to, account));
  ASSERT_EQ(parts.size(), 5u);
  // Raw 62.5 and 47.5, so S̄ is 55.
  EXPECT_EQ(parts.at("a").sum(), 0);
  EXPECT_EQ(parts.at("b").weight, 3.75);       // (50 − 55) · −0.75
  EXPECT_EQ(parts.at("more").weight, -18.75);  // (30 − 55) · 0.75
  EXPECT_EQ(parts.at("more.b").sum(), 0);      // part of it
}

// Weight 0 leaves a sub-score in place: it is known, and counts for nothing (S20).
TEST(ScorePartsTest, AWeightOfZeroIsNoMissingSubScore) {
  const PlanPointer plan = Pack(kOneToThree, "    segments: {small: {weights: {a: 0}}}\n");
  const auto parts = PartsOf(Score(plan, "segment: large\nsignals: {a: 100, b: 50}"),
                             Score(plan, "segment: small\nsignals: {a: 60, b: 50}"));
  // Raw 62.5 and 50, so S̄ is 56.25; v̄ of `a` is 0.125 and its s̄ 80.
  EXPECT_EQ(parts.at("a").score, -5);
  EXPECT_EQ(parts.at("a").weight, -5.9375);
  EXPECT_EQ(parts.at("b").weight, -1.5625);
}

TEST(ScorePartsTest, NothingOnBothSidesIsNoPart) {
  const PlanPointer plan = Pack(kOneToThree);
  const auto parts = PartsOf(Score(plan, "signals: {b: 50}"), Score(plan, "signals: {b: 70}"));
  EXPECT_EQ(parts.at("a").sum(), 0);
  EXPECT_EQ(parts.at("b").score, 20);
}

TEST(ScorePartsTest, NamesStandInByteOrder) {
  const PlanPointer plan = Pack(R"(
      b: {weight: 1, of: b}
      a: {weight: 1, components: {z: {weight: 1, of: a}}}
      a_b: {weight: 1, of: c}
)");
  const ScoreParts split(*plan, 0, *plan, 0);
  EXPECT_EQ(split.names(), (std::vector<std::string>{"a", "a.z", "a_b", "b"}));
}

// A score that is set by hand stands on no data: there is nothing to split.
TEST(ScorePartsTest, ApplyWhereThereIsARawScore) {
  const PlanPointer plan = Pack(kOneToThree);
  EXPECT_TRUE(ScoreParts::Apply(Score(plan, "signals: {a: 1}").evaluation, 0));
  EXPECT_FALSE(ScoreParts::Apply(Score(plan, "id: empty").evaluation, 0));
  EXPECT_FALSE(ScoreParts::Apply(
      Score(plan, "overrides: [{model: m, kind: set, value: 10, author: ann, reason: because}]")
          .evaluation,
      0));
}

}  // namespace
}  // namespace bellwether
