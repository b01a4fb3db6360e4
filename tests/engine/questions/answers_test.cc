// Which facts are missing, and which answers are tried.
#include "engine/questions/answers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;
using testing_support::AccountOf;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::PlanPointer;

constexpr char kPack[] = R"(
segments: [small, large]
signals:
  usage: {type: ratio}
  tickets: {type: count}
  mood: {type: enum, values: [good, bad]}
  fine: {type: bool}
  seen_at: {type: timestamp}
  history: {type: series, of: ratio, every: 7d}
  old: {type: number, max_age: 5d, min: 0, max: 10}
  stand_in: {type: ratio, missing: {value: 0.5}}
derived: {busy: {type: bool, expr: "usage > 0.25"}}
health:
  m:
    min_coverage: 0
    bands: [{green: 80}, {red: 0}]
    components:
      usage: {weight: 1, of: usage, points: [[0, 0], [0.4, 50], [0.7, 100]]}
      tickets: {weight: 1, of: tickets, steps: [{at_most: 3, points: 100}, {else: 0}]}
      seen: {weight: 1, expr: "days_since(seen_at) > 7.0 ? 0.0 : 100.0"}
)";

struct Bound {
  PlanPointer plan = PlanOf(kPack);
  Facts facts;
  explicit Bound(const std::string& yaml) {
    EXPECT_TRUE(Bind(*plan, AccountOf(yaml), AsOf("2026-03-01"), Limits{}, facts).empty());
  }
  std::vector<std::string> Missing() const {
    std::vector<std::string> names;
    for (const MissingFact& fact : MissingFacts(*plan, facts)) {
      names.push_back(fact.slot == kNoIndex ? "milestones" : plan->slots[fact.slot].name);
    }
    return names;
  }
  Domain Of(const char* name) const { return DomainOf(*plan, facts, plan->FindSlot(name)); }
};

TEST(AnswersTest, WhatWasNotGivenIsStaleOrWasPutInByAPolicyIsMissing) {
  const Bound bound(
      "signals:\n"
      "  usage: {value: 1, observed_at: 2026-03-09}\n"
      "  tickets: {not_applicable: true}\n"
      "  old: {value: 3, observed_at: 2026-02-01}\n"
      "  seen_at: not_yet\n");
  const auto missing = bound.Missing();
  EXPECT_THAT(missing, Contains("usage"));     // dated after as_of
  EXPECT_THAT(missing, Contains("old"));       // stale
  EXPECT_THAT(missing, Contains("stand_in"));  // the pack's substitute
  EXPECT_THAT(missing, Contains("mood"));
  EXPECT_THAT(missing, Contains("segment"));
  EXPECT_THAT(missing, Contains("kickoff_at"));
  EXPECT_THAT(missing, Contains("milestones"));
  EXPECT_THAT(missing, Not(Contains("tickets")));
  EXPECT_THAT(missing, Not(Contains("seen_at")));
  EXPECT_THAT(missing, Not(Contains("graduated_at")));
  EXPECT_THAT(missing, Not(Contains("busy")));  // computed: nobody can tell it
  EXPECT_THAT(missing, Not(Contains("as_of")));
}

TEST(AnswersTest, MilestonesAreMissingOnlyWithoutAPlan) {
  EXPECT_THAT(Bound("milestones: [{key: own, planned_at: 2026-02-01}]").Missing(),
              Not(Contains("milestones")));
  EXPECT_THAT(Bound("milestones: [{key: own}]").Missing(), Contains("milestones"));
}

TEST(AnswersTest, AScaleHasItsEdgesAndWhatLiesBetween) {
  const Domain domain = Bound("").Of("usage");
  EXPECT_EQ(domain.scale, Scale::kNumbers);
  // Of the curve, and of the condition through the derived fact.
  EXPECT_THAT(domain.edges, ElementsAre(0, 0.25, 0.4, 0.7));
  for (const double edge : domain.edges) EXPECT_THAT(domain.points, Contains(edge));
  EXPECT_EQ(domain.points.front(), 0);
  EXPECT_EQ(domain.points.back(), 1);
  EXPECT_TRUE(std::is_sorted(domain.points.begin(), domain.points.end()));
  for (size_t i = 0; i + 1 < domain.edges.size(); ++i) {
    EXPECT_TRUE(std::any_of(domain.points.begin(), domain.points.end(), [&](double point) {
      return point > domain.edges[i] && point < domain.edges[i + 1];
    })) << domain.edges[i];
  }
}

TEST(AnswersTest, CountsAreWhole) {
  const Domain domain = Bound("").Of("tickets");
  EXPECT_EQ(domain.scale, Scale::kWhole);
  for (const double point : domain.points) EXPECT_EQ(point, std::floor(point));
  EXPECT_THAT(domain.points, Contains(0));
  EXPECT_THAT(domain.points, Contains(3));
  EXPECT_GT(domain.points.back(), 3);
}

TEST(AnswersTest, WordsAreThoseOfTheFact) {
  EXPECT_THAT(Bound("").Of("mood").words, ElementsAre("good", "bad"));
  EXPECT_THAT(Bound("").Of("fine").words, ElementsAre("true", "false"));
  EXPECT_THAT(Bound("").Of("segment").words, ElementsAre("small", "large"));
  EXPECT_THAT(Bound("").Of("seen_at").words, ElementsAre("not_yet"));
  EXPECT_THAT(Bound("").Of("history").words, Contains("steady from 0.6"));
}

TEST(AnswersTest, DaysCountFromAsOf) {
  const Domain domain = Bound("").Of("seen_at");
  EXPECT_EQ(domain.scale, Scale::kDays);
  const double today = DayNumber(absl::CivilDay(2026, 3, 1));
  EXPECT_THAT(domain.points, Contains(today));
  EXPECT_THAT(domain.points, Contains(today - 7));
  EXPECT_EQ(domain.points.back(), today);  // nothing from the future
}

TEST(AnswersTest, AnAnswerTakesThePlaceOfWhatWasThere) {
  const Bound bound("signals:\n  old: {value: 3, observed_at: 2026-02-01}\n");
  const Account account = AccountOf("signals:\n  old: {value: 3, observed_at: 2026-02-01}\n");
  AnsweredAccount answered(*bound.plan, account, bound.facts, bound.plan->FindSlot("old"));
  answered.GivePoint(4, Scale::kNumbers);
  ASSERT_EQ(answered.account().signals.size(), 1U);
  EXPECT_EQ(std::get<double>(answered.account().signals[0].value), 4);
  EXPECT_FALSE(answered.account().signals[0].observed_at.has_value());
}

TEST(AnswersTest, ATrendIsASeriesOfItsLevel) {
  const Bound bound("");
  const Account account = AccountOf("");
  AnsweredAccount answered(*bound.plan, account, bound.facts, bound.plan->FindSlot("history"));
  answered.GiveWord("falling by 10 % over 2 weeks from 0.6");
  ASSERT_EQ(answered.account().series.size(), 1U);
  const auto& points = answered.account().series[0].points;
  ASSERT_EQ(points.size(), 12U);
  EXPECT_DOUBLE_EQ(points[9].value, 0.6);
  EXPECT_DOUBLE_EQ(points[10].value, 0.57);
  EXPECT_DOUBLE_EQ(points[11].value, 0.54);
}

}  // namespace
}  // namespace bellwether
