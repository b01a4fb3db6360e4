// Where answers may turn, by fact.
#include "engine/plan/edges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::PlanOf;
using testing_support::PlanPointer;

constexpr char kPack[] = R"(
segments: [small, large]
cadences: [daily, weekly]
severities: [red]
benchmark_set: OWN
onboarding: {start: {default: contract_signed_at, segments: {small: trial_started_at}}}
milestones: {order: [first], grace_days: 2}
signals:
  usage: {type: ratio}
  speed: {type: number}
  level: {type: number}
  owner: {type: text}
  seen_at: {type: timestamp}
  free: {type: ratio}
derived: {half: {type: number, expr: "usage / 2.0"}}
benchmarks:
  speed: {value: speed, better: lower, tiers: [good, bad], points: {good: 100, bad: 0},
          sets: {OWN: {small: [5], default: [9]}}}
  value: {value: time_to_value_days, better: lower, tiers: [good, bad], sets: {OWN: {default: [30]}}}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components:
      usage: {weight: 1, of: usage, points: [[0, 0], [0.4, 100]]}
      level: {weight: 1, of: level, linear: {from: 2, to: 8}}
flags:
  low: {severity: red, when: "half < 0.3", reason: Low}
  silent: {severity: red, when: "days_since(seen_at) > 7", reason: Silent}
  late: {severity: red, when: "milestone_days_late_open_max >= 10", reason: Late}
  kickoff: {severity: red, when: "days_since_kickoff > 21", reason: Long}
  owned: {severity: red, when: 'owner in ["Ana", "Ben"]', reason: Owned}
  poor: {severity: red, when: "health.m.score < 33", reason: Poor}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions: {d: {weight: 1, criteria: {u: {weight: 1, of: usage_thresholds_met_ratio}}}}
  usage_thresholds: {daily: [{of: usage, at_least: 0.8}]}
extension:
  max_total_days: 30
  review_window_days: 14
  extend: {more: {when: "usage < 0.1", days: 5, reason: More}}
)";

class EdgesTest : public testing::Test {
 protected:
  const std::vector<double>& Of(const char* name) const {
    return plan_->edges.numbers[plan_->FindSlot(name)];
  }
  const PlanPointer plan_ = PlanOf(kPack);
};

TEST_F(EdgesTest, CurvesConditionsAndThresholdsAreEdgesAlsoThroughDerivedFacts) {
  EXPECT_THAT(Of("usage"), ElementsAre(0, 0.1, 0.3, 0.4, 0.8, 2));
  EXPECT_THAT(Of("level"), ElementsAre(2, 8));
}

TEST_F(EdgesTest, BoundsOfEverySegmentAreEdges) { EXPECT_THAT(Of("speed"), ElementsAre(5, 9)); }

TEST_F(EdgesTest, DatesHaveTheDaysThatAreCounted) {
  EXPECT_THAT(Of("seen_at"), ElementsAre(7));
  EXPECT_THAT(Of("kickoff_at"), ElementsAre(21));
  EXPECT_THAT(Of("first_value_at"), ElementsAre(30));
  EXPECT_THAT(Of("contract_signed_at"), ElementsAre(30));
  EXPECT_THAT(Of("trial_started_at"), ElementsAre(30));
  EXPECT_THAT(Of("target_graduation_at"), ElementsAre(0, 5, 14, 30));
}

TEST_F(EdgesTest, MilestonesHaveThoseOfTheirFacts) {
  EXPECT_THAT(plan_->edges.milestones, ElementsAre(10));
}

TEST_F(EdgesTest, TextsHaveTheWordsThatTheyAreComparedWith) {
  EXPECT_THAT(plan_->edges.texts[plan_->FindSlot("owner")], ElementsAre("Ana", "Ben"));
}

TEST_F(EdgesTest, WhatNothingReadsHasNone) { EXPECT_THAT(Of("free"), IsEmpty()); }

TEST_F(EdgesTest, AFactReachesTheOutcomesThatItHasASayIn) {
  const auto reaches = [this](const char* name) {
    return plan_->reach.outcomes[plan_->FindSlot(name)];
  };
  EXPECT_EQ(reaches("level"), BandBit(0));
  EXPECT_EQ(reaches("usage"), BandBit(0) | kGraduationBit | kDecisionBit);
  EXPECT_EQ(reaches("cadence"), kGraduationBit | kDecisionBit);  // of its thresholds
  EXPECT_EQ(reaches("segment"), BandBit(0));
  EXPECT_EQ(reaches("target_graduation_at"), kDecisionBit);
  EXPECT_EQ(reaches("speed"), 0U);    // a benchmark that nothing reads
  EXPECT_EQ(reaches("seen_at"), 0U);  // a flag that nothing reads
  EXPECT_EQ(reaches("free"), 0U);
  EXPECT_EQ(plan_->reach.milestones, 0U);
}

TEST(ReachTest, ConditionsThatAskWhatIsGivenAreMarked) {
  const PlanPointer plan = PlanOf(R"yaml(
signals: {a: {type: bool}, b: {type: bool}, c: {type: bool}}
derived: {both: {type: bool, expr: "a && known(b)"}}
extension:
  max_total_days: 30
  extend: {x: {when: both, reason: X}, y: {when: c, reason: Y}}
)yaml");
  EXPECT_TRUE(plan->reach.given_matters[plan->FindSlot("b")]);
  EXPECT_TRUE(plan->reach.given_matters[plan->FindSlot("a")]);
  EXPECT_FALSE(plan->reach.given_matters[plan->FindSlot("c")]);
}

// 33 is a bound of a score, which is no unit of what it is made of.
TEST_F(EdgesTest, EdgesEndWhereScoresBegin) {
  EXPECT_THAT(Of("level"), ElementsAre(2, 8));
  EXPECT_THAT(Of("health.m.score"), ElementsAre(33));
}

}  // namespace
}  // namespace bellwether
