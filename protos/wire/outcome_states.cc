// The engine's enums begin where the messages' do, so a state is one addition away.
//
// Tested by tests/protos/wire/outcomes_to_proto_test.cc.
#include "protos/wire/outcome_states.h"

#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/moment_to_proto.h"

namespace bellwether::wire {
namespace {

static_assert(static_cast<int>(FlagState::kNotApplicable) + 1 == v1::FLAG_STATE_NOT_APPLICABLE);
static_assert(static_cast<int>(OutcomeState::kAnswered) + 1 == v1::OUTCOME_STATE_ANSWERED);
static_assert(static_cast<int>(DimensionState::kNotApplicable) + 1 ==
              v1::DIMENSION_STATE_NOT_APPLICABLE);
static_assert(static_cast<int>(GateState::kNotApplicable) + 1 == v1::GATE_STATE_NOT_APPLICABLE);
static_assert(static_cast<int>(RequirementState::kNotApplicable) + 1 ==
              v1::REQUIREMENT_STATE_NOT_APPLICABLE);
static_assert(static_cast<int>(Readiness::kReady) + 1 == v1::READINESS_READY);
static_assert(static_cast<int>(Decision::kNotEvaluated) + 1 == v1::DECISION_NOT_EVALUATED);
static_assert(static_cast<int>(DecisionBasis::kNoTarget) == v1::DECISION_BASIS_NO_TARGET);
static_assert(static_cast<int>(Answer::kNotApplicable) + 1 == v1::REASON_STATE_NOT_APPLICABLE);
static_assert(static_cast<int>(PhaseState::kNotEvaluated) + 1 == v1::PHASE_STATE_NOT_EVALUATED);
static_assert(static_cast<int>(ReviewState::kNotEvaluated) + 1 == v1::REVIEW_STATE_NOT_EVALUATED);

void NamePlaybook(const Plan& plan, uint32_t playbook, std::string& field) {
  if (playbook != kNoIndex) field = plan.playbooks[playbook].name;
}

void AddNames(const std::vector<std::string>& names,
              google::protobuf::RepeatedPtrField<std::string>& field) {
  for (const std::string& name : names) *field.Add() = name;
}

// `program` is the one that `causes` belong to.
void NameRule(const Answered& answered, const PlanNote& note, uint32_t program, uint64_t causes,
              v1::Rule& message) {
  message.set_name(note.name);
  AddCauses(answered.plan, answered.evaluation, program, causes, message);
}

void DimensionStates(const Answered& answered, uint32_t index, v1::Dimension& message) {
  const DimensionResult& result = answered.evaluation.graduation.dimensions[index];
  message.set_name(answered.plan.outcome_notes.dimensions[index].name);
  message.set_state(AfterUnspecified<v1::DimensionState>(result.state));
  message.set_given(result.given);
  if (result.has_computed) message.set_computed(result.computed);
  message.set_green(result.green);
  message.set_weight(answered.plan.graduation.dimensions[index].weight);
  message.set_normalized_weight(result.share);
  message.set_coverage(result.coverage);
  if (result.state != DimensionState::kScored) return;
  message.set_score(result.score);
  message.set_contribution(result.weighted);
}

void GateStates(const Answered& answered, Detail detail, v1::GraduationResult& message) {
  const Plan& plan = answered.plan;
  for (size_t i = 0; i < plan.graduation.gates.size(); ++i) {
    const GateResult& result = answered.evaluation.graduation.gates[i];
    if (!Shows(result.state, detail)) continue;
    const PlanGate& gate = plan.graduation.gates[i];
    v1::Gate& added = *message.add_gates();
    NameRule(answered, plan.outcome_notes.gates[i], gate.rule.when, result.causes,
             *added.mutable_rule());
    added.set_state(AfterUnspecified<v1::GateState>(result.state));
    if (gate.dimension == kNoIndex) {
      added.set_dimension("organisation");
    } else {
      added.set_dimension(plan.outcome_notes.dimensions[gate.dimension].name);
    }
  }
}

void RequirementStates(const Answered& answered, Detail detail, v1::GraduationResult& message) {
  const Plan& plan = answered.plan;
  for (size_t i = 0; i < plan.graduation.requirements.size(); ++i) {
    const RequirementResult& result = answered.evaluation.graduation.requirements[i];
    if (!Shows(result.state, detail)) continue;
    v1::Requirement& added = *message.add_requirements();
    NameRule(answered, plan.outcome_notes.requirements[i], plan.graduation.requirements[i].when,
             result.causes, *added.mutable_rule());
    added.set_state(AfterUnspecified<v1::RequirementState>(result.state));
  }
}

struct Reasons {
  const std::vector<PlanReason>& reasons;
  const std::vector<PlanNote>& notes;
  const std::vector<Condition>& answers;
};

void ReasonStates(const Answered& answered, Detail detail, const Reasons& all,
                  google::protobuf::RepeatedPtrField<v1::Reason>& messages) {
  for (size_t i = 0; i < all.reasons.size(); ++i) {
    const Condition& condition = all.answers[i];
    if (!Shows(condition.answer, detail)) continue;
    v1::Reason& added = *messages.Add();
    NameRule(answered, all.notes[i], all.reasons[i].rule.when, condition.causes,
             *added.mutable_rule());
    added.set_state(AfterUnspecified<v1::ReasonState>(condition.answer));
    if (all.reasons[i].days > 0) added.set_days(all.reasons[i].days);
    NamePlaybook(answered.plan, all.notes[i].playbook, *added.mutable_playbook());
    AddNames(all.notes[i].notify, *added.mutable_notify());
  }
}

void ResponseStates(const Plan& plan, const ruleset::Response& response, v1::Response& message) {
  NamePlaybook(plan, response.playbook.value_or(kNoIndex), *message.mutable_playbook());
  AddNames(response.notify, *message.mutable_notify());
}

void TargetDates(const ExtensionResult& result, v1::ExtensionResult& message) {
  if (!result.has_target) return;
  message.set_days_late(static_cast<int32_t>(result.days_late));
  DateToProto(result.original_target, *message.mutable_original_target());
  DateToProto(result.current_target, *message.mutable_current_target());
  DateToProto(result.new_target, *message.mutable_new_target());
}

}  // namespace

void FlagStates(const Answered& answered, Detail detail,
                google::protobuf::RepeatedPtrField<v1::FlagResult>& messages) {
  const Plan& plan = answered.plan;
  for (size_t i = 0; i < plan.flags.size(); ++i) {
    const FlagResult& result = answered.evaluation.flags[i];
    if (!Shows(result.state, detail)) continue;
    const PlanFlag& flag = plan.flags[i];
    const PlanNote& note = plan.outcome_notes.flags[i];
    v1::FlagResult& added = *messages.Add();
    NameRule(answered, note, result.of_applies_when ? flag.rule.applies_when : flag.rule.when,
             result.causes, *added.mutable_rule());
    added.set_state(AfterUnspecified<v1::FlagState>(result.state));
    added.set_unanswered(result.unanswered);
    if (flag.severity < plan.severities.size()) added.set_severity(plan.severities[flag.severity]);
    NamePlaybook(plan, note.playbook, *added.mutable_playbook());
    AddNames(note.notify, *added.mutable_notify());
  }
}

bool GraduationVerdict(const GraduationResult& result, v1::GraduationResult& message) {
  message.set_state(AfterUnspecified<v1::OutcomeState>(result.state));
  if (result.state == OutcomeState::kAnswered) {
    message.set_total(result.total);
    message.set_readiness(AfterUnspecified<v1::Readiness>(result.readiness));
  } else if (result.state != OutcomeState::kInsufficientData) {
    return false;
  }
  message.set_decision(result.graduate ? v1::GRADUATION_DECISION_GRADUATE
                                       : v1::GRADUATION_DECISION_NOT_YET);
  return true;
}

void GraduationStates(const Answered& answered, Detail detail, v1::GraduationResult& message) {
  const GraduationResult& result = answered.evaluation.graduation;
  AddCauses(answered.plan, answered.evaluation, answered.plan.graduation.applies_when,
            result.causes, message);
  if (!GraduationVerdict(result, message)) return;
  for (uint32_t d = 0; d < result.dimensions.size(); ++d) {
    DimensionStates(answered, d, *message.add_dimensions());
  }
  GateStates(answered, detail, message);
  RequirementStates(answered, detail, message);
}

void ExtensionStates(const Answered& answered, Detail detail, v1::ExtensionResult& message) {
  const Plan& plan = answered.plan;
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  const ExtensionResult& result = answered.evaluation.extension;
  message.set_state(AfterUnspecified<v1::OutcomeState>(result.state));
  AddCauses(plan, answered.evaluation, plan.extension.applies_when, result.causes, message);
  if (result.state != OutcomeState::kAnswered) return;
  message.set_decision(AfterUnspecified<v1::Decision>(result.decision));
  message.set_basis(static_cast<v1::DecisionBasis>(result.basis));
  message.set_certain(result.certain);
  message.set_days_granted(static_cast<int32_t>(result.days_granted));
  message.set_days_left(static_cast<int32_t>(result.days_left));
  TargetDates(result, message);
  ReasonStates(answered, detail, {plan.extension.escalate, notes.escalate, result.escalate},
               *message.mutable_escalate());
  if (detail == Detail::kFull || result.lists_extend_reasons) {
    ReasonStates(answered, detail, {plan.extension.extend, notes.extend, result.extend},
                 *message.mutable_extend());
  }
  ReasonStates(answered, detail, {plan.extension.root_cause, notes.root_cause, result.root_causes},
               *message.mutable_root_causes());
  ResponseStates(plan, ResponseTo(answered), *message.mutable_response());
  if (result.recovery) {
    ResponseStates(plan, notes.recover, *message.mutable_recovery()->mutable_response());
  }
}

void ProgrammeStates(const Answered& answered, v1::ProgrammeResult& message) {
  const Plan& plan = answered.plan;
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  const ProgrammeResult& result = answered.evaluation.programme;
  if (result.week > 0) message.set_week(static_cast<int32_t>(result.week));
  for (size_t i = 0; i < plan.programme.phases.size(); ++i) {
    if (result.phases[i].state == PhaseState::kNotBegun) continue;
    const ruleset::Weeks& weeks = WeeksOf(answered, i);
    v1::Phase& phase = *message.add_phases();
    phase.set_name(notes.phases[i].name);
    phase.set_state(AfterUnspecified<v1::PhaseState>(result.phases[i].state));
    phase.set_in_window(result.phases[i].in_window);
    phase.set_first_week(static_cast<int32_t>(weeks.first));
    phase.set_last_week(static_cast<int32_t>(weeks.last));
    AddCauses(plan, answered.evaluation, plan.programme.phases[i].done.when,
              result.phases[i].causes, phase);
  }
  for (size_t i = 0; i < plan.programme.early_wins.size(); ++i) {
    v1::EarlyWin& win = *message.add_early_wins();
    win.set_name(notes.early_wins[i].name);
    win.set_state(AfterUnspecified<v1::ReasonState>(result.early_wins[i].answer));
  }
  message.set_enablement_level(result.level);
  message.set_review(AfterUnspecified<v1::ReviewState>(result.review));
  NamePlaybook(plan, notes.review_playbook, *message.mutable_review_playbook());
  NamePlaybook(plan, notes.handoff_playbook, *message.mutable_handoff_playbook());
}

}  // namespace bellwether::wire
