// Flags, graduation, extension, forecast and programme of the engine's answer.
#include <string>

#include "engine/explain/names.h"
#include "tests/oracle/engine_transcript.h"

namespace bellwether::oracle {
namespace {

constexpr const char* kOutcomeStates[] = {"NOT_DEFINED",       "NOT_APPLICABLE",    "NOT_EVALUATED",
                                          "ALREADY_GRADUATED", "INSUFFICIENT_DATA", "ANSWERED"};

void SayFlags(const Plan& plan, const Evaluation& evaluation, Transcript& answer) {
  constexpr const char* kStates[] = {"RAISED", "CLEAR", "NOT_EVALUATED", "NOT_APPLICABLE"};
  for (size_t i = 0; i < plan.flags.size(); ++i) {
    const FlagResult& flag = evaluation.flags[i];
    const PlanRule& rule = plan.flags[i].rule;
    const std::string& name = plan.outcome_notes.flags[i].name;
    answer.State("flag", name, "state", WordOf(kStates, flag.state));
    answer.YesNo("flag", name, "unanswered", flag.unanswered);
    answer.Without(
        "flag", name,
        NamesOf(plan, flag.of_applies_when ? rule.applies_when : rule.when, flag.causes));
  }
}

void SayDimension(const Plan& plan, size_t index, const DimensionResult& scored,
                  Transcript& answer) {
  constexpr const char* kStates[] = {"SCORED", "INSUFFICIENT_EVIDENCE", "NOT_APPLICABLE"};
  const std::string& name = plan.outcome_notes.dimensions[index].name;
  answer.State("dimension", name, "state", WordOf(kStates, scored.state));
  answer.YesNo("dimension", name, "given", scored.given);
  answer.Number("dimension", name, "coverage", scored.coverage);
  answer.Number("dimension", name, "share", scored.share);
  if (scored.has_computed) answer.Number("dimension", name, "computed", scored.computed);
  if (scored.state != DimensionState::kScored) return;
  answer.Number("dimension", name, "score", scored.score);
  answer.Number("dimension", name, "weighted", scored.weighted);
  answer.YesNo("dimension", name, "green", scored.green);
}

void SayConditions(const Plan& plan, const GraduationResult& result, Transcript& answer) {
  constexpr const char* kGates[] = {"BLOCKED", "CLEAR", "NEEDS_EVIDENCE", "NOT_APPLICABLE"};
  constexpr const char* kRequirements[] = {"MET", "UNMET", "NEEDS_EVIDENCE", "NOT_APPLICABLE"};
  constexpr const char* kCriteria[] = {"MET", "UNMET", "UNKNOWN", "NOT_APPLICABLE"};
  for (size_t i = 0; i < result.gates.size(); ++i) {
    const std::string& name = plan.outcome_notes.gates[i].name;
    answer.State("gate", name, "state", WordOf(kGates, result.gates[i].state));
    answer.Without("gate", name,
                   NamesOf(plan, plan.graduation.gates[i].rule.when, result.gates[i].causes));
  }
  for (size_t i = 0; i < result.requirements.size(); ++i) {
    const RequirementResult& requirement = result.requirements[i];
    const std::string& name = plan.outcome_notes.requirements[i].name;
    answer.State("requirement", name, "state", WordOf(kRequirements, requirement.state));
    answer.Without("requirement", name,
                   NamesOf(plan, plan.graduation.requirements[i].when, requirement.causes));
  }
  for (size_t i = 0; i < result.criteria.size(); ++i) {
    const std::string& name = plan.component_notes[plan.graduation.first_criterion + i].name;
    answer.State("criterion", name, "state", WordOf(kCriteria, result.criteria[i]));
  }
}

void SayGraduation(const Plan& plan, const GraduationResult& result, Transcript& answer) {
  answer.State("graduation", "", "state", WordOf(kOutcomeStates, result.state));
  answer.Without("graduation", "", NamesOf(plan, plan.graduation.applies_when, result.causes));
  const bool answered = result.state == OutcomeState::kAnswered;
  if (!answered && result.state != OutcomeState::kInsufficientData) return;
  answer.YesNo("graduation", "", "graduate", result.graduate);
  for (size_t d = 0; d < result.dimensions.size(); ++d) {
    SayDimension(plan, d, result.dimensions[d], answer);
  }
  SayConditions(plan, result, answer);
  if (!answered) return;
  answer.Number("graduation", "", "raw", result.raw);
  answer.Number("graduation", "", "total", result.total);
  answer.State("graduation", "", "readiness", WordFor(result.readiness));
}

void SayReasons(const Plan& plan, const std::string& kind, const std::vector<PlanReason>& reasons,
                const std::vector<PlanNote>& notes, const std::vector<Condition>& conditions,
                Transcript& answer) {
  for (size_t i = 0; i < conditions.size(); ++i) {
    answer.State(kind, notes[i].name, "answer", AnswerWord(conditions[i].answer));
    answer.Without(kind, notes[i].name, NamesOf(plan, reasons[i].rule.when, conditions[i].causes));
  }
}

void SayTargets(const ExtensionResult& result, Transcript& answer) {
  answer.Days("extension", "", "days left", result.days_left);
  answer.YesNo("extension", "", "has target", result.has_target);
  if (!result.has_target) return;
  answer.Day("extension", "", "original target", result.original_target);
  answer.Day("extension", "", "current target", result.current_target);
  answer.Day("extension", "", "new target", result.new_target);
  answer.Days("extension", "", "days late", result.days_late);
}

void SayExtension(const Plan& plan, const ExtensionResult& result, Transcript& answer) {
  const PlanExtension& extension = plan.extension;
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  answer.State("extension", "", "state", WordOf(kOutcomeStates, result.state));
  answer.Without("extension", "", NamesOf(plan, extension.applies_when, result.causes));
  if (result.state != OutcomeState::kAnswered) return;
  SayReasons(plan, "escalate", extension.escalate, notes.escalate, result.escalate, answer);
  SayReasons(plan, "extend", extension.extend, notes.extend, result.extend, answer);
  SayReasons(plan, "root cause", extension.root_cause, notes.root_cause, result.root_causes,
             answer);
  answer.State("extension", "", "decision", WordFor(result.decision));
  answer.State("extension", "", "basis", WordFor(result.basis));
  answer.Days("extension", "", "days granted", result.days_granted);
  answer.YesNo("extension", "", "certain", result.certain);
  SayTargets(result, answer);
  answer.YesNo("extension", "", "recovery", result.recovery);
  answer.Say(
      "extension", "", "root cause",
      result.root_cause == kNoIndex ? "not established" : notes.root_cause[result.root_cause].name);
}

void SayForecastDate(const std::string& field, bool beyond, absl::CivilDay day,
                     Transcript& answer) {
  answer.YesNo("forecast", "", field + " beyond a year", beyond);
  if (!beyond) answer.Day("forecast", "", field, day);
}

void SayForecast(const Forecast& forecast, Transcript& answer) {
  answer.YesNo("forecast", "", "available", forecast.available);
  if (!forecast.available) return;
  answer.Day("forecast", "", "planned", forecast.planned);
  SayForecastDate("earliest", forecast.earliest_beyond_a_year, forecast.earliest, answer);
  SayForecastDate("latest", forecast.latest_beyond_a_year, forecast.latest, answer);
}

void SayPhases(const Plan& plan, const ProgrammeResult& result, Transcript& answer) {
  constexpr const char* kStates[] = {"NOT_BEGUN", "OPEN", "DONE", "LATE", "NOT_EVALUATED"};
  for (size_t i = 0; i < result.phases.size(); ++i) {
    const PhaseResult& phase = result.phases[i];
    const std::string& name = plan.outcome_notes.phases[i].name;
    answer.State("phase", name, "state", WordOf(kStates, phase.state));
    answer.YesNo("phase", name, "in window", phase.in_window);
    answer.Without("phase", name, NamesOf(plan, plan.programme.phases[i].done.when, phase.causes));
  }
}

void SayProgramme(const Plan& plan, const ProgrammeResult& result, Transcript& answer) {
  constexpr const char* kReviews[] = {"NOT_PLANNED", "NOT_DUE", "DUE", "OVERDUE", "NOT_EVALUATED"};
  const PlanProgramme& programme = plan.programme;
  for (size_t i = 0; i < result.early_wins.size(); ++i) {
    const std::string& name = plan.outcome_notes.early_wins[i].name;
    answer.State("early win", name, "answer", AnswerWord(result.early_wins[i].answer));
    answer.Without("early win", name,
                   NamesOf(plan, programme.early_wins[i].when, result.early_wins[i].causes));
  }
  answer.State("programme", "", "state", WordOf(kOutcomeStates, result.state));
  if (!programme.defined) return;
  answer.Days("programme", "", "week", result.week);
  answer.Days("programme", "", "level", result.level);
  answer.State("programme", "", "review", WordOf(kReviews, result.review));
  SayPhases(plan, result, answer);
  for (size_t i = 0; i < result.enablement.size(); ++i) {
    const std::string name = std::to_string(programme.levels[i]);
    answer.State("enablement", name, "answer", AnswerWord(result.enablement[i].answer));
    answer.Without("enablement", name,
                   NamesOf(plan, programme.enablement[i].when, result.enablement[i].causes));
  }
}

}  // namespace

void SayOutcomes(const Plan& plan, const Evaluation& evaluation, Transcript& answer) {
  SayFlags(plan, evaluation, answer);
  SayGraduation(plan, evaluation.graduation, answer);
  SayExtension(plan, evaluation.extension, answer);
  SayForecast(evaluation.forecast, answer);
  SayProgramme(plan, evaluation.programme, answer);
}

}  // namespace bellwether::oracle
