// One function for each part of a report, in the order of evidence.proto.
//
// Tested by tests/protos/wire/evidence_test.cc.
#include "protos/wire/evidence.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

using evidence::Verdict;

Verdict VerdictOf(v1::ExperimentVerdict verdict) {
  switch (verdict) {
    case v1::EXPERIMENT_VERDICT_ADOPT:
      return Verdict::kAdopt;
    case v1::EXPERIMENT_VERDICT_KEEP:
      return Verdict::kKeep;
    case v1::EXPERIMENT_VERDICT_STOPPED:
      return Verdict::kStopped;
    default:
      return Verdict::kUndecided;
  }
}

ArmOutcome OutcomeOf(v1::ArmComparison compares) {
  switch (compares) {
    case v1::ARM_COMPARISON_DAYS:
      return ArmOutcome::kTime;
    case v1::ARM_COMPARISON_SHARE:
      return ArmOutcome::kShare;
    case v1::ARM_COMPARISON_MEAN:
      return ArmOutcome::kAmount;
    case v1::ARM_COMPARISON_RATIO:
      return ArmOutcome::kSkewedAmount;
    default:
      return ArmOutcome::kNothing;
  }
}

// Better, worse and noise follow from the numbers again.
bool IsJudged(v1::EffectJudgement judgement) {
  return judgement == v1::EFFECT_JUDGEMENT_BETTER || judgement == v1::EFFECT_JUDGEMENT_WORSE ||
         judgement == v1::EFFECT_JUDGEMENT_WITHIN_NOISE;
}

evidence::ArmCount Read(const v1::ExperimentArm& message) {
  evidence::ArmCount arm;
  arm.arm = message.arm();
  arm.accounts = CountFromProto(message.accounts());
  arm.planned_share = message.planned_share();
  if (message.has_cost()) arm.cost = message.cost();
  return arm;
}

evidence::ArmValue Read(const v1::ArmValue& message) {
  evidence::ArmValue value;
  value.n = CountFromProto(message.n());
  if (message.has_value()) value.value = message.value();
  return value;
}

evidence::Effect Read(const v1::ArmEffect& message) {
  evidence::Effect effect;
  effect.metric = message.metric();
  effect.outcome = OutcomeOf(message.compares());
  effect.unit = UnitFromProto(message.unit());
  effect.lower_is_better = message.lower_is_better();
  effect.control = Read(message.control());
  effect.arm = Read(message.arm());
  if (message.has_difference()) effect.difference = message.difference();
  if (message.has_interval()) effect.interval = IntervalFromProto(message.interval());
  if (message.has_horizon_days()) effect.horizon = message.horizon_days();
  effect.judged = IsJudged(message.judgement());
  if (message.has_p()) effect.p = message.p();
  if (message.has_adjusted_p()) effect.adjusted_p = message.adjusted_p();
  effect.why = message.why();
  if (message.has_detectable()) effect.detectable = message.detectable();
  if (message.has_detectable_as_planned()) {
    effect.detectable_as_planned = message.detectable_as_planned();
  }
  return effect;
}

evidence::ArmReport Read(const v1::ArmReport& message) {
  evidence::ArmReport arm;
  arm.arm = message.arm();
  arm.verdict = VerdictOf(message.verdict());
  arm.why = message.why();
  for (const v1::ArmEffect& effect : message.effects()) arm.effects.push_back(Read(effect));
  if (message.has_more_cost()) arm.more_cost = message.more_cost();
  if (message.has_more_cost_interval()) {
    arm.more_cost_interval = IntervalFromProto(message.more_cost_interval());
  }
  return arm;
}

}  // namespace

evidence::ExperimentReport ExperimentFromProto(const v1::ExperimentReport& message) {
  evidence::ExperimentReport report;
  report.name = message.name();
  report.randomised = message.randomised();
  for (const v1::ExperimentArm& arm : message.arms()) report.arms.push_back(Read(arm));
  report.shares_p = message.shares_p();
  report.hours_priced = message.hours_priced();
  report.cost_problem = message.cost_problem();
  report.worthwhile = message.worthwhile();
  for (const v1::ArmReport& arm : message.reports()) report.reports.push_back(Read(arm));
  report.reassigned = CountFromProto(message.reassigned());
  report.other_arms = CountFromProto(message.other_arms());
  report.other_arm_names = {message.other_arm_names().begin(), message.other_arm_names().end()};
  return report;
}

}  // namespace bellwether::wire
