// One function for each part of a report, in the order of evidence.proto.
//
// Tested by tests/protos/wire/evidence_test.cc.
#include <string>

#include "protos/wire/evidence.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

using evidence::Verdict;

v1::ExperimentVerdict ToProto(Verdict verdict) {
  switch (verdict) {
    case Verdict::kAdopt:
      return v1::EXPERIMENT_VERDICT_ADOPT;
    case Verdict::kKeep:
      return v1::EXPERIMENT_VERDICT_KEEP;
    case Verdict::kUndecided:
      return v1::EXPERIMENT_VERDICT_UNDECIDED;
    case Verdict::kStopped:
      return v1::EXPERIMENT_VERDICT_STOPPED;
  }
  return v1::EXPERIMENT_VERDICT_UNSPECIFIED;
}

v1::ArmComparison ToProto(ArmOutcome outcome) {
  switch (outcome) {
    case ArmOutcome::kTime:
      return v1::ARM_COMPARISON_DAYS;
    case ArmOutcome::kShare:
      return v1::ARM_COMPARISON_SHARE;
    case ArmOutcome::kAmount:
      return v1::ARM_COMPARISON_MEAN;
    case ArmOutcome::kSkewedAmount:
      return v1::ARM_COMPARISON_RATIO;
    case ArmOutcome::kNothing:
      break;
  }
  return v1::ARM_COMPARISON_UNSPECIFIED;
}

v1::EffectJudgement JudgementOf(const evidence::Effect& effect) {
  if (!effect.judged) return v1::EFFECT_JUDGEMENT_INSUFFICIENT_DATA;
  if (effect.is_better()) return v1::EFFECT_JUDGEMENT_BETTER;
  return effect.is_worse() ? v1::EFFECT_JUDGEMENT_WORSE : v1::EFFECT_JUDGEMENT_WITHIN_NOISE;
}

void Write(const evidence::ArmCount& arm, v1::ExperimentArm& message) {
  message.set_arm(arm.arm);
  message.set_accounts(CountToProto(arm.accounts));
  message.set_planned_share(arm.planned_share);
  if (arm.cost) message.set_cost(*arm.cost);
}

void Write(const evidence::ArmValue& value, v1::ArmValue& message) {
  message.set_n(CountToProto(value.n));
  if (value.value) message.set_value(*value.value);
}

void Write(const evidence::Effect& effect, v1::ArmEffect& message) {
  message.set_metric(effect.metric);
  message.set_compares(ToProto(effect.outcome));
  message.set_unit(UnitToProto(effect.unit));
  message.set_lower_is_better(effect.lower_is_better);
  Write(effect.control, *message.mutable_control());
  Write(effect.arm, *message.mutable_arm());
  if (effect.difference) message.set_difference(*effect.difference);
  if (effect.interval) IntervalToProto(*effect.interval, *message.mutable_interval());
  if (effect.horizon) message.set_horizon_days(*effect.horizon);
  message.set_judgement(JudgementOf(effect));
  if (effect.judged) {
    message.set_p(effect.p);
    message.set_adjusted_p(effect.adjusted_p);
  }
  message.set_why(effect.why);
  if (effect.detectable) message.set_detectable(*effect.detectable);
  if (effect.detectable_as_planned) {
    message.set_detectable_as_planned(*effect.detectable_as_planned);
  }
}

void Write(const evidence::ArmReport& arm, v1::ArmReport& message) {
  message.set_arm(arm.arm);
  message.set_verdict(ToProto(arm.verdict));
  message.set_why(arm.why);
  for (const evidence::Effect& effect : arm.effects) Write(effect, *message.add_effects());
  if (arm.more_cost) message.set_more_cost(*arm.more_cost);
  if (arm.more_cost_interval) {
    IntervalToProto(*arm.more_cost_interval, *message.mutable_more_cost_interval());
  }
}

}  // namespace

void ExperimentToProto(const evidence::ExperimentReport& report, v1::ExperimentReport& message,
                       std::string_view language) {
  message.set_name(report.name);
  message.set_definition(evidence::ExperimentDefinition(language));
  message.set_randomised(report.randomised);
  for (const evidence::ArmCount& arm : report.arms) Write(arm, *message.add_arms());
  message.set_shares_p(report.shares_p);
  message.set_shares_broken(report.shares_p < evidence::kBrokenShares);
  message.set_hours_priced(report.hours_priced);
  message.set_cost_problem(report.cost_problem);
  message.set_worthwhile(report.worthwhile);
  for (const evidence::ArmReport& arm : report.reports) Write(arm, *message.add_reports());
  message.set_reassigned(CountToProto(report.reassigned));
  message.set_other_arms(CountToProto(report.other_arms));
  for (const std::string& name : report.other_arm_names) message.add_other_arm_names(name);
}

}  // namespace bellwether::wire
