// Which stages of an evaluation need which (S14), and what runs for what is asked.
#include "engine/plan/stages.h"

#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::PlanOf;
using testing_support::PlanPointer;

constexpr char kPack[] = R"yaml(
segments: [small]
severities: [red]
benchmark_set: OWN
signals: {usage: {type: ratio}, speed: {type: number}, mood: {type: number}}
benchmarks:
  speed: {value: speed, better: lower, tiers: [good, bad], sets: {OWN: {default: [9]}}}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components: {usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}}
flags:
  low: {severity: red, when: "health.m.score < 33", reason: Low}
graduation:
  thresholds: {ready: 8, close: 6}
  dimensions: {d: {weight: 1, criteria: {u: {weight: 1, of: usage, points: [[0, 0], [1, 100]]}}}}
  gates: {slow: {dimension: d, when: 'benchmark.speed == "bad"', reason: Slow}}
extension:
  max_total_days: 30
  extend: {more: {when: "flags.low && mood < 3", days: 5, reason: More}}
)yaml";

class StagesTest : public testing::Test {
 protected:
  Stages Runs(Stages asked) const { return plan_->stage_needs.Close(asked); }
  const PlanPointer plan_ = PlanOf(kPack);
};

TEST_F(StagesTest, AStageNeedsThoseWhoseOutcomesItReads) {
  EXPECT_EQ(Runs({Stage::kHealth}), Stages({Stage::kHealth}));
  EXPECT_EQ(Runs({Stage::kFlags}), Stages({Stage::kHealth, Stage::kFlags}));
  EXPECT_EQ(Runs({Stage::kGraduation}), Stages({Stage::kBenchmarks, Stage::kGraduation}));
}

TEST_F(StagesTest, AndThoseThatTheseRead) {
  EXPECT_EQ(Runs({Stage::kExtension}), Stages({Stage::kBenchmarks, Stage::kHealth, Stage::kFlags,
                                               Stage::kGraduation, Stage::kExtension}));
}

TEST_F(StagesTest, NothingAskedForRunsNothing) { EXPECT_EQ(Runs({}), Stages()); }

TEST_F(StagesTest, WhatNobodyAskedForIsLeftOut) {
  const auto scored = testing_support::Score(plan_, "signals: {usage: 0.2, speed: 12, mood: 1}");
  Scratch scratch;
  Evaluation evaluation;
  ASSERT_TRUE(
      Evaluate(*plan_, scored.facts, scratch, evaluation, {Arithmetic::kOutcomes, {Stage::kFlags}})
          .ok());
  EXPECT_EQ(evaluation.flags[0].state, FlagState::kRaised);
  EXPECT_EQ(evaluation.models[0].displayed, scored.model("m").displayed);
  EXPECT_EQ(scored.evaluation.graduation.gates[0].state, GateState::kBlocked);
  EXPECT_EQ(evaluation.graduation.gates[0].state, GateState::kNeedsEvidence) << "as before a run";
}

TEST(StageNeedsTest, AStageThatMayRefuseAnAccountAlwaysRuns) {
  const PlanPointer plan = PlanOf(R"yaml(
signals: {usage: {type: ratio}}
health:
  m:
    bands: [{green: 80}, {red: 0}]
    components: {usage: {weight: 1, of: usage, points: [[0, 0], [1, 100]], missing: error}}
)yaml");
  EXPECT_EQ(plan->stage_needs.Close({Stage::kForecast}),
            Stages({Stage::kHealth, Stage::kForecast}));
}

TEST_F(StagesTest, ASignalReachesTheStagesThatReadIt) {
  const auto reaches = [this](const char* name) {
    return plan_->reach.stages[plan_->FindSlot(name)];
  };
  EXPECT_EQ(reaches("speed"), Stages({Stage::kBenchmarks, Stage::kGraduation, Stage::kExtension}));
  EXPECT_EQ(reaches("mood"), Stages({Stage::kExtension}));
  EXPECT_EQ(reaches("usage"),
            Stages({Stage::kHealth, Stage::kFlags, Stage::kGraduation, Stage::kExtension}));
}

}  // namespace
}  // namespace bellwether
