// Flags, graduation, extension, forecast and programme -> messages: first the states
// (outcome_states.cc), then, for whoever asks for them, the words.
//
// Tested by tests/protos/wire/outcomes_to_proto_test.cc.
#include <algorithm>
#include <optional>
#include <set>

#include "engine/base/number.h"
#include "engine/explain/confidence.h"
#include "engine/explain/outcomes.h"
#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/moment_to_proto.h"
#include "protos/wire/outcome_states.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

static_assert(static_cast<int>(CriterionState::kNotApplicable) + 1 ==
              v1::CRITERION_STATE_NOT_APPLICABLE);

Detail DetailOf(const AnswerOptions& options, Detail least) {
  if (AtLeast(options, v1::EXPLANATION_LEVEL_FULL)) return Detail::kFull;
  return AtLeast(options, v1::EXPLANATION_LEVEL_SUMMARY) ? Detail::kSummary : least;
}

void AddTexts(const std::vector<std::string>& texts,
              google::protobuf::RepeatedPtrField<std::string>& field) {
  for (const std::string& text : texts) *field.Add() = text;
}

// A margin is what is left of numbers with few decimals.
constexpr int kMarginDecimals = 9;

void HoldAgainst(double at, std::optional<double> score, v1::Threshold& message) {
  message.set_at(at);
  message.set_comparison(v1::THRESHOLD_COMPARISON_AT_LEAST);
  if (!score) return;
  message.set_met(*score >= at);
  message.set_margin(RoundForDisplay(*score - at, kMarginDecimals));
}

// Adds words to messages whose states stand already. Lines and messages are parallel but for the
// lines that are not shown at this level.
class WordWriter {
 public:
  WordWriter(const Answered& answered, Detail detail)
      : answered_(answered),
        detail_(detail),
        full_(detail == Detail::kFull),
        summary_(detail >= Detail::kSummary) {}

  void Flags(google::protobuf::RepeatedPtrField<v1::FlagResult>& messages) {
    int at = 0;
    for (uint32_t i = 0; i < answered_.plan.flags.size(); ++i) {
      const FlagState state = answered_.evaluation.flags[i].state;
      if (!Shows(state, detail_)) continue;
      const FlagLine line = ExplainFlag(answered_, i);
      Rule(line.rule, *messages.Mutable(at++)->mutable_rule());
      if (state == FlagState::kRaised) Name(line.playbook);
    }
  }

  void Graduation(const GraduationExplanation& lines, v1::GraduationResult& message) const {
    if (full_) SetPlace(lines.place, message);
    if (answered_.plan.graduation.defined) Thresholds(message);
    for (size_t d = 0; d < lines.dimensions.size(); ++d) {
      Dimension(lines.dimensions[d], *message.mutable_dimensions(static_cast<int>(d)));
    }
    Rules(lines.gates, *message.mutable_gates());
    Rules(lines.requirements, *message.mutable_requirements());
    AddTexts(lines.conditions, *message.mutable_conditions());
    AddTexts(lines.unanswered, *message.mutable_unanswered());
    AddTexts(lines.warnings, *message.mutable_warnings());
    message.set_confidence(GraduationConfidence(answered_));
  }

  void Extension(const ExtensionExplanation& lines, v1::ExtensionResult& message) {
    const ExtensionResult& result = answered_.evaluation.extension;
    if (full_) SetPlace(lines.place, message);
    if (result.state != OutcomeState::kAnswered) return;
    message.set_reason(lines.reason);
    message.set_confidence(DecisionConfidence(answered_));
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
    const ProgrammeExplanation lines = ExplainProgramme(answered_);
    for (size_t i = 0; i < lines.phases.size(); ++i) {
      v1::Phase& phase = *message.mutable_phases(static_cast<int>(i));
      phase.set_sign(lines.phases[i].sign);
      if (full_) SetPlace(lines.phases[i].place, phase);
    }
    message.set_enablement(lines.level_description);
    Name(lines.review_playbook);
    Name(lines.handoff_playbook);
    if (full_) AddTexts(lines.handoff_carries, *message.mutable_handoff_carries());
  }

  // The playbooks that the messages written so far name.
  void Playbooks(google::protobuf::RepeatedPtrField<v1::Playbook>& messages) const {
    if (!full_) return;
    for (const std::string& name : named_) {
      const auto playbook = ExplainPlaybook(answered_, name);
      if (playbook) Playbook(*playbook, *messages.Add());
    }
  }

 private:
  // Remembers a playbook that the answer names.
  void Name(const std::string& playbook) {
    if (!playbook.empty()) named_.insert(playbook);
  }

  void Rule(const RuleLine& line, v1::Rule& message) const {
    message.set_reason(line.reason);
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

  template <typename Line, typename Message>
  void Rules(const std::vector<Line>& lines,
             google::protobuf::RepeatedPtrField<Message>& messages) const {
    int at = 0;
    for (const Line& line : lines) {
      if (Shows(line.state, detail_)) Rule(line.rule, *messages.Mutable(at++)->mutable_rule());
    }
  }

  void Reasons(const std::vector<ReasonLine>& lines,
               google::protobuf::RepeatedPtrField<v1::Reason>& messages) {
    int at = 0;
    for (const ReasonLine& line : lines) {
      if (!Shows(line.answer, detail_)) continue;
      Rule(line.rule, *messages.Mutable(at++)->mutable_rule());
      if (line.answer == Answer::kTrue) Name(line.playbook);
    }
  }

  void Thresholds(v1::GraduationResult& message) const {
    const PlanGraduation& graduation = answered_.plan.graduation;
    const auto total = message.has_total() ? std::optional<double>(message.total()) : std::nullopt;
    HoldAgainst(graduation.ready, total, *message.mutable_ready());
    HoldAgainst(graduation.close, total, *message.mutable_close());
  }

  void Dimension(const DimensionLine& line, v1::Dimension& message) const {
    if (const double each = answered_.plan.graduation.require_each_dimension; each > 0) {
      HoldAgainst(each, message.has_score() ? std::optional<double>(message.score()) : std::nullopt,
                  *message.mutable_required());
    }
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

  void Response(const ResponseLine& line, v1::Response& message) {
    message.set_message(line.message);
    message.set_check_in(line.check_in);
    Name(line.playbook);
  }

  static void Playbook(const PlaybookLine& line, v1::Playbook& message) {
    message.set_name(line.name);
    message.set_title(line.title);
    message.set_description(line.description);
    for (const StepLine& step : line.steps) {
      v1::PlaybookStep& added = *message.add_steps();
      added.set_action(step.action);
      added.set_owner(step.owner);
      if (step.due) DateToProto(*step.due, *added.mutable_due());
    }
  }

  const Answered& answered_;
  const Detail detail_;
  const bool full_;
  const bool summary_;
  std::set<std::string> named_;
};

// Parts that the answer holds. The playbooks at FULL are those that all the other parts name.
struct WantedOutcomes {
  WantedOutcomes(const Plan& plan, Detail detail, const AnswerOptions& options)
      : all(detail == Detail::kFull && options.Wants({v1::Evaluation::kPlaybooksFieldNumber})),
        flags(all || options.Wants({v1::Evaluation::kFlagsFieldNumber})),
        graduation(all || options.Wants({v1::Evaluation::kGraduationFieldNumber})),
        extension(all || options.Wants({v1::Evaluation::kExtensionFieldNumber})),
        forecast(options.Wants({v1::Evaluation::kForecastFieldNumber})),
        programme(plan.programme.defined &&
                  (all || options.Wants({v1::Evaluation::kProgrammeFieldNumber}))) {}

  const bool all;
  const bool flags;
  const bool graduation;
  const bool extension;
  const bool forecast;
  const bool programme;
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
  const Detail detail = DetailOf(options, Detail::kWords);
  GraduationStates(answered, detail, message);
  WordWriter(answered, detail).Graduation(ExplainGraduation(answered), message);
}

void ExtensionToProto(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                      const AnswerOptions& options, v1::ExtensionResult& message,
                      google::protobuf::RepeatedPtrField<v1::Playbook>& playbooks) {
  const Answered answered{plan, facts, evaluation, options.language};
  const Detail detail = DetailOf(options, Detail::kWords);
  ExtensionStates(answered, detail, message);
  WordWriter words(answered, detail);
  words.Extension(ExplainExtension(answered, ExplainGraduation(answered)), message);
  words.Playbooks(playbooks);
}

int32_t FlagsNotEvaluated(const Evaluation& evaluation) {
  return static_cast<int32_t>(
      std::count_if(evaluation.flags.begin(), evaluation.flags.end(),
                    [](const auto& flag) { return flag.state == FlagState::kNotEvaluated; }));
}

void OutcomesToProto(const Plan& pack, const Facts& facts, const Evaluation& evaluation,
                     const AnswerOptions& options, v1::Evaluation& message) {
  const Plan& plan = PlanInForce(pack, facts);
  const Answered answered{plan, facts, evaluation, options.language};
  const Detail detail = DetailOf(options, Detail::kStates);
  const WantedOutcomes wanted(plan, detail, options);
  message.set_flags_not_evaluated(FlagsNotEvaluated(evaluation));
  if (wanted.flags) FlagStates(answered, detail, *message.mutable_flags());
  if (wanted.graduation) GraduationStates(answered, detail, *message.mutable_graduation());
  if (wanted.extension) ExtensionStates(answered, detail, *message.mutable_extension());
  if (wanted.forecast && evaluation.forecast.available) {
    ForecastToProto(evaluation, *message.mutable_forecast());
  }
  if (wanted.programme) ProgrammeStates(answered, *message.mutable_programme());
  if (detail == Detail::kStates) return;
  WordWriter words(answered, detail);
  if (wanted.flags) words.Flags(*message.mutable_flags());
  if (wanted.graduation || wanted.extension) {
    const GraduationExplanation graduation = ExplainGraduation(answered);
    if (wanted.graduation) words.Graduation(graduation, *message.mutable_graduation());
    if (wanted.extension) {
      words.Extension(ExplainExtension(answered, graduation), *message.mutable_extension());
    }
  }
  if (wanted.programme) words.Programme(*message.mutable_programme());
  words.Playbooks(*message.mutable_playbooks());
}

}  // namespace bellwether::wire
