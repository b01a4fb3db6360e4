// Flags, graduation, extension, forecast and programme -> messages. NONE carries what asks for
// action; SUMMARY adds the arithmetic of criteria; FULL adds everything that was read.
//
// Tested by tests/protos/wire/outcomes_to_proto_test.cc.
#include <set>

#include "engine/explain/outcomes.h"
#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

static_assert(static_cast<int>(FlagState::kNotApplicable) + 1 == v1::FLAG_STATE_NOT_APPLICABLE);
static_assert(static_cast<int>(OutcomeState::kAnswered) + 1 == v1::OUTCOME_STATE_ANSWERED);
static_assert(static_cast<int>(CriterionState::kNotApplicable) + 1 ==
              v1::CRITERION_STATE_NOT_APPLICABLE);
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

void AddTexts(const std::vector<std::string>& texts,
              google::protobuf::RepeatedPtrField<std::string>& field) {
  for (const std::string& text : texts) field.Add(std::string(text));
}

class OutcomeWriter {
 public:
  OutcomeWriter(const Answered& answered, const AnswerOptions& options)
      : answered_(answered),
        full_(AtLeast(options, v1::EXPLANATION_LEVEL_FULL)),
        summary_(AtLeast(options, v1::EXPLANATION_LEVEL_SUMMARY)) {}

  void Flags(google::protobuf::RepeatedPtrField<v1::FlagResult>& messages) {
    for (uint32_t i = 0; i < answered_.plan.flags.size(); ++i) {
      const FlagState state = answered_.evaluation.flags[i].state;
      const bool calls = state == FlagState::kRaised || state == FlagState::kNotEvaluated;
      if (calls || full_) Flag(ExplainFlag(answered_, i), *messages.Add());
    }
  }

  void Graduation(v1::GraduationResult& message) {
    const GraduationResult& result = answered_.evaluation.graduation;
    const GraduationExplanation lines = ExplainGraduation(answered_);
    message.set_state(AfterUnspecified<v1::OutcomeState>(result.state));
    AddMissing(lines.missing, message);
    if (full_) SetPlace(lines.place, message);
    if (result.state == OutcomeState::kAnswered) {
      message.set_total(result.total);
      message.set_readiness(AfterUnspecified<v1::Readiness>(result.readiness));
    }
    if (result.state != OutcomeState::kAnswered &&
        result.state != OutcomeState::kInsufficientData) {
      return;
    }
    message.set_decision(result.graduate ? v1::GRADUATION_DECISION_GRADUATE
                                         : v1::GRADUATION_DECISION_NOT_YET);
    for (const DimensionLine& line : lines.dimensions) Dimension(line, *message.add_dimensions());
    for (const GateLine& line : lines.gates) {
      const bool calls =
          line.state == GateState::kBlocked || line.state == GateState::kNeedsEvidence;
      if (calls || summary_) Gate(line, *message.add_gates());
    }
    for (const RequirementLine& line : lines.requirements) {
      const bool calls =
          line.state == RequirementState::kUnmet || line.state == RequirementState::kNeedsEvidence;
      if (calls || summary_) Requirement(line, *message.add_requirements());
    }
    AddTexts(lines.conditions, *message.mutable_conditions());
    AddTexts(lines.unanswered, *message.mutable_unanswered());
    AddTexts(lines.warnings, *message.mutable_warnings());
  }

  void Extension(v1::ExtensionResult& message) {
    const ExtensionResult& result = answered_.evaluation.extension;
    const ExtensionExplanation lines = ExplainExtension(answered_);
    message.set_state(AfterUnspecified<v1::OutcomeState>(result.state));
    AddMissing(lines.missing, message);
    if (full_) SetPlace(lines.place, message);
    if (result.state != OutcomeState::kAnswered) return;
    message.set_decision(AfterUnspecified<v1::Decision>(result.decision));
    message.set_basis(static_cast<v1::DecisionBasis>(result.basis));
    message.set_certain(result.certain);
    message.set_reason(lines.reason);
    message.set_days_granted(static_cast<int32_t>(result.days_granted));
    message.set_days_left(static_cast<int32_t>(result.days_left));
    if (result.has_target) {
      message.set_days_late(static_cast<int32_t>(result.days_late));
      DateToProto(result.original_target, *message.mutable_original_target());
      DateToProto(result.current_target, *message.mutable_current_target());
      DateToProto(result.new_target, *message.mutable_new_target());
    }
    Reasons(lines.escalate, *message.mutable_escalate());
    if (full_ || result.lists_extend_reasons) Reasons(lines.extend, *message.mutable_extend());
    Reasons(lines.root_causes, *message.mutable_root_causes());
    AddTexts(lines.conditions, *message.mutable_conditions());
    Response(lines.response, *message.mutable_response());
    if (!lines.recovery) return;
    message.mutable_recovery()->set_root_cause(lines.root_cause);
    Response(*lines.recovery, *message.mutable_recovery()->mutable_response());
  }

  void Programme(v1::ProgrammeResult& message) {
    const ProgrammeResult& result = answered_.evaluation.programme;
    const ProgrammeExplanation lines = ExplainProgramme(answered_);
    if (result.week > 0) message.set_week(static_cast<int32_t>(result.week));
    for (const PhaseLine& line : lines.phases) Phase(line, *message.add_phases());
    for (const WinLine& line : lines.early_wins) {
      v1::EarlyWin& win = *message.add_early_wins();
      win.set_name(line.name);
      win.set_state(AfterUnspecified<v1::ReasonState>(line.answer));
    }
    message.set_enablement_level(result.level);
    message.set_enablement(lines.level_description);
    message.set_review(AfterUnspecified<v1::ReviewState>(result.review));
    Name(lines.review_playbook, *message.mutable_review_playbook());
    Name(lines.handoff_playbook, *message.mutable_handoff_playbook());
    if (full_) AddTexts(lines.handoff_carries, *message.mutable_handoff_carries());
  }

  // The playbooks that the messages written so far name.
  void Playbooks(google::protobuf::RepeatedPtrField<v1::Playbook>& messages) {
    if (!full_) return;
    for (const std::string& name : named_) {
      const auto playbook = ExplainPlaybook(answered_, name);
      if (playbook) Playbook(*playbook, *messages.Add());
    }
  }

 private:
  // Remembers a playbook that the answer names.
  void Name(const std::string& playbook, std::string& field) {
    field = playbook;
    if (!playbook.empty()) named_.insert(playbook);
  }

  void Rule(const RuleLine& line, v1::Rule& message) const {
    message.set_name(line.name);
    message.set_reason(line.reason);
    AddMissing(line.missing, message);
    if (!full_) return;
    for (const ReadValue& read : line.read) {
      v1::ReadValue& value = *message.add_read();
      value.set_name(read.name);
      SetValue(read.value, value);
      value.set_missing_reason(ToProto(read.reason));
    }
    message.set_condition(line.condition);
    message.set_source(line.source);
    SetPlace(line.place, message);
  }

  void Flag(const FlagLine& line, v1::FlagResult& message) {
    Rule(line.rule, *message.mutable_rule());
    message.set_state(AfterUnspecified<v1::FlagState>(line.state));
    message.set_severity(line.severity);
    message.set_playbook(line.playbook);
    if (line.state == FlagState::kRaised && !line.playbook.empty()) named_.insert(line.playbook);
    AddTexts(line.notify, *message.mutable_notify());
  }

  void Dimension(const DimensionLine& line, v1::Dimension& message) const {
    const DimensionResult& result = line.result;
    message.set_name(line.name);
    message.set_state(AfterUnspecified<v1::DimensionState>(result.state));
    if (result.state == DimensionState::kScored) message.set_score(result.score);
    message.set_given(result.given);
    if (result.has_computed) message.set_computed(result.computed);
    message.set_green(result.green);
    message.set_weight(line.weight);
    message.set_normalized_weight(result.share);
    if (result.state == DimensionState::kScored) message.set_contribution(result.weighted);
    message.set_coverage(result.coverage);
    for (const CriterionLine& criterion : line.criteria) {
      const bool calls =
          criterion.state == CriterionState::kUnmet || criterion.state == CriterionState::kUnknown;
      if (calls || summary_) Criterion(criterion, *message.add_criteria());
    }
    if (!full_) return;
    message.set_description(line.description);
    AddTexts(line.evidence, *message.mutable_evidence());
    AddTexts(line.watch, *message.mutable_watch());
    SetPlace(line.place, message);
  }

  void Criterion(const CriterionLine& line, v1::Criterion& message) const {
    message.set_state(AfterUnspecified<v1::CriterionState>(line.state));
    ComponentToProto(line.component, full_, *message.mutable_component());
    message.set_met_at(line.met_at);
    if (line.points_short) message.set_points_short(*line.points_short);
    if (!full_) return;
    AddTexts(line.evidence, *message.mutable_evidence());
    AddTexts(line.watch, *message.mutable_watch());
  }

  void Gate(const GateLine& line, v1::Gate& message) const {
    Rule(line.rule, *message.mutable_rule());
    message.set_state(AfterUnspecified<v1::GateState>(line.state));
    message.set_dimension(line.dimension);
  }

  void Requirement(const RequirementLine& line, v1::Requirement& message) const {
    Rule(line.rule, *message.mutable_rule());
    message.set_state(AfterUnspecified<v1::RequirementState>(line.state));
  }

  void Reasons(const std::vector<ReasonLine>& lines,
               google::protobuf::RepeatedPtrField<v1::Reason>& messages) {
    for (const ReasonLine& line : lines) {
      const bool calls = line.answer == Answer::kTrue || line.answer == Answer::kUnknown;
      if (!calls && !full_) continue;
      v1::Reason& message = *messages.Add();
      Rule(line.rule, *message.mutable_rule());
      message.set_state(AfterUnspecified<v1::ReasonState>(line.answer));
      if (line.days > 0) message.set_days(line.days);
      message.set_playbook(line.playbook);
      if (line.answer == Answer::kTrue && !line.playbook.empty()) named_.insert(line.playbook);
      AddTexts(line.notify, *message.mutable_notify());
    }
  }

  void Response(const ResponseLine& line, v1::Response& message) {
    message.set_message(line.message);
    message.set_check_in(line.check_in);
    Name(line.playbook, *message.mutable_playbook());
    AddTexts(line.notify, *message.mutable_notify());
  }

  void Phase(const PhaseLine& line, v1::Phase& message) const {
    message.set_name(line.name);
    message.set_state(AfterUnspecified<v1::PhaseState>(line.result.state));
    message.set_in_window(line.result.in_window);
    message.set_first_week(static_cast<int32_t>(line.first_week));
    message.set_last_week(static_cast<int32_t>(line.last_week));
    message.set_sign(line.sign);
    AddMissing(line.missing, message);
    if (full_) SetPlace(line.place, message);
  }

  static void Playbook(const PlaybookLine& line, v1::Playbook& message) {
    message.set_name(line.name);
    message.set_description(line.description);
    for (const StepLine& step : line.steps) {
      v1::PlaybookStep& added = *message.add_steps();
      added.set_action(step.action);
      added.set_owner(step.owner);
      if (step.due) DateToProto(*step.due, *added.mutable_due());
    }
  }

  const Answered& answered_;
  const bool full_;
  const bool summary_;
  std::set<std::string> named_;
};

}  // namespace

void ForecastToProto(const Evaluation& evaluation, v1::GraduationForecast& message) {
  const Forecast& forecast = evaluation.forecast;
  DateToProto(forecast.planned, *message.mutable_planned());
  DateToProto(forecast.earliest, *message.mutable_earliest());
  DateToProto(forecast.latest, *message.mutable_latest());
  message.set_earliest_beyond_a_year(forecast.earliest_beyond_a_year);
  message.set_latest_beyond_a_year(forecast.latest_beyond_a_year);
}

void GraduationToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                       const AnswerOptions& options, v1::GraduationResult& message) {
  const Answered answered{plan, facts, evaluation, options.language};
  OutcomeWriter(answered, options).Graduation(message);
}

void ExtensionToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                      const AnswerOptions& options, v1::ExtensionResult& message,
                      google::protobuf::RepeatedPtrField<v1::Playbook>& playbooks) {
  const Answered answered{plan, facts, evaluation, options.language};
  OutcomeWriter writer(answered, options);
  writer.Extension(message);
  writer.Playbooks(playbooks);
}

void OutcomesToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                     const AnswerOptions& options, v1::Evaluation& message) {
  const Answered answered{plan, facts, evaluation, options.language};
  OutcomeWriter writer(answered, options);
  writer.Flags(*message.mutable_flags());
  writer.Graduation(*message.mutable_graduation());
  writer.Extension(*message.mutable_extension());
  if (evaluation.forecast.available) ForecastToProto(evaluation, *message.mutable_forecast());
  if (plan.programme.defined) writer.Programme(*message.mutable_programme());
  writer.Playbooks(*message.mutable_playbooks());
}

}  // namespace bellwether::wire
