// The extension in words: its reasons, and what people are told after the decision.
//
// Tested by tests/engine/evaluate/decision_test.cc and tests/golden/explain.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/explain/explanation.h"
#include "engine/explain/outcomes.h"
#include "engine/explain/placeholders.h"
#include "engine/explain/rule_line.h"

namespace bellwether {
namespace {

Said SaidBy(Answer answer) {
  if (answer == Answer::kTrue) return Said::kHolds;
  return answer == Answer::kFalse ? Said::kFails : Said::kOpen;
}

std::string DayText(absl::CivilDay day) { return absl::FormatCivilTime(day); }

class ExtensionExplainer {
 public:
  ExtensionExplainer(const Answered& answered, const GraduationExplanation& graduation)
      : answered_(answered),
        graduation_(graduation),
        plan_(answered.plan.extension),
        notes_(answered.plan.outcome_notes),
        result_(answered.evaluation.extension) {}

  ExtensionExplanation Run() {
    lines_.place = PlaceOf(answered_.plan, notes_.extension);
    lines_.missing =
        MissingNames(answered_.plan, answered_.evaluation, plan_.applies_when, result_.causes);
    if (result_.state != OutcomeState::kAnswered) return std::move(lines_);
    AddReasons(plan_.escalate, notes_.escalate, result_.escalate, lines_.escalate);
    AddReasons(plan_.extend, notes_.extend, result_.extend, lines_.extend);
    AddReasons(plan_.root_cause, notes_.root_cause, result_.root_causes, lines_.root_causes);
    lines_.conditions = graduation_.conditions;
    lines_.unanswered = graduation_.unanswered;
    lines_.root_cause = result_.root_cause == kNoIndex
                            ? "not established"
                            : lines_.root_causes[result_.root_cause].rule.reason;
    lines_.reason = DecidingReason();
    lines_.response = Respond(ResponseTo(answered_));
    if (result_.recovery) lines_.recovery = Respond(notes_.recover);
    return std::move(lines_);
  }

 private:
  void AddReasons(const std::vector<PlanReason>& reasons, const std::vector<PlanNote>& notes,
                  const std::vector<Condition>& answers, std::vector<ReasonLine>& lines) {
    for (size_t i = 0; i < reasons.size(); ++i) {
      ReasonLine line;
      line.rule = Rule(answered_, notes[i], reasons[i].rule.when, answers[i].causes,
                       SaidBy(answers[i].answer));
      line.answer = answers[i].answer;
      line.days = reasons[i].days;
      line.playbook = PlaybookName(answered_.plan, notes[i].playbook);
      line.notify = notes[i].notify;
      lines.push_back(std::move(line));
    }
  }

  // The first reason that holds, of those that decide (S23); "" when a date or budget decides.
  std::string DecidingReason() const {
    const bool escalation = result_.basis == DecisionBasis::kEscalationReason;
    const bool extension = result_.basis == DecisionBasis::kExtensionReason ||
                           result_.basis == DecisionBasis::kExtensionCannotReachToday;
    if (!escalation && !extension) return "";
    for (const ReasonLine& line : escalation ? lines_.escalate : lines_.extend) {
      if (line.answer == Answer::kTrue) return line.rule.reason;
    }
    return "";
  }

  ResponseLine Respond(const ruleset::Response& response) const {
    const std::vector<Placeholder> placeholders = Placeholders();
    ResponseLine line;
    const auto fill = [&](const ruleset::Text& text) {
      return FillPlaceholders(answered_, text.In(answered_.language), placeholders).text;
    };
    line.message = fill(response.message);
    line.check_in = fill(response.check_in);
    line.playbook = PlaybookName(answered_.plan, response.playbook.value_or(kNoIndex));
    line.notify = response.notify;
    return line;
  }

  // Each has a value only where there is something to say, so that sections can vanish.
  std::vector<Placeholder> Placeholders() const {
    using enum ruleset::DecisionName;
    const bool target = result_.has_target;
    const size_t open = lines_.unanswered.size();
    return {Known(kAccount, true, answered_.facts.account_id),
            Known(kReason, !lines_.reason.empty(), lines_.reason),
            Known(kConditions, !lines_.conditions.empty(), absl::StrJoin(lines_.conditions, "; ")),
            Known(kUnanswered, open > 0, absl::StrCat(open)),
            Known(kRootCause, result_.root_cause != kNoIndex, lines_.root_cause),
            Known(kDays, result_.days_granted > 0, absl::StrCat(result_.days_granted)),
            Known(kDaysLeft, true, absl::StrCat(result_.days_left - result_.days_granted)),
            Known(kDaysLate, target, absl::StrCat(result_.days_late)),
            Known(kNewTarget, target, DayText(result_.new_target)),
            Known(kCurrentTarget, target, DayText(result_.current_target)),
            Known(kOriginalTarget, target, DayText(result_.original_target))};
  }

  static Placeholder Known(ruleset::DecisionName name, bool has_value, std::string text) {
    if (has_value) return {name, {std::move(text), true}};
    return {name, {std::string(ruleset::WithoutValue(name)), false}};
  }

  const Answered& answered_;
  const GraduationExplanation& graduation_;
  const PlanExtension& plan_;
  const PlanOutcomeNotes& notes_;
  const ExtensionResult& result_;
  ExtensionExplanation lines_;
};

}  // namespace

const ruleset::Response& ResponseTo(const Answered& answered) {
  static const ruleset::Response kNothing;
  const PlanOutcomeNotes& notes = answered.plan.outcome_notes;
  switch (answered.evaluation.extension.decision) {
    case Decision::kGraduate:
      return notes.graduate;
    case Decision::kEscalate:
      return notes.escalate_response;
    case Decision::kContinue:
      return notes.proceed;
    case Decision::kExtend:
      return notes.extend_response;
    case Decision::kNotEvaluated:
      break;
  }
  return kNothing;
}

ExtensionExplanation ExplainExtension(const Answered& answered,
                                      const GraduationExplanation& graduation) {
  return ExtensionExplainer(answered, graduation).Run();
}

}  // namespace bellwether
