// Flags, graduation, extension and programme in words.
//
// Tested by tests/engine/evaluate/decision_test.cc and tests/golden/explain.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/explain/explanation.h"
#include "engine/explain/outcomes.h"
#include "engine/explain/phrases.h"
#include "engine/explain/placeholders.h"

namespace bellwether {
namespace {

std::vector<std::string> In(const std::vector<ruleset::Text>& texts, std::string_view language) {
  std::vector<std::string> result;
  for (const ruleset::Text& text : texts) result.emplace_back(text.In(language));
  return result;
}

std::vector<ReadValue> ReadBy(const Answered& answered, uint32_t program) {
  std::vector<ReadValue> read;
  if (program == kNoIndex) return read;
  for (const uint32_t slot : answered.plan.programs[program].names()) {
    read.push_back({answered.plan.slots[slot].name, ToFactValue(answered.evaluation.values[slot]),
                    answered.evaluation.reasons[slot]});
  }
  return read;
}

Said SaidBy(FlagState state) {
  if (state == FlagState::kRaised) return Said::kHolds;
  return state == FlagState::kClear ? Said::kFails : Said::kOpen;
}

Said SaidBy(GateState state) {
  if (state == GateState::kBlocked) return Said::kHolds;
  return state == GateState::kClear ? Said::kFails : Said::kOpen;
}

// A requirement's text is for what is missing.
Said SaidBy(RequirementState state) {
  if (state == RequirementState::kUnmet) return Said::kHolds;
  return state == RequirementState::kMet ? Said::kFails : Said::kOpen;
}

Said SaidBy(Answer answer) {
  if (answer == Answer::kTrue) return Said::kHolds;
  return answer == Answer::kFalse ? Said::kFails : Said::kOpen;
}

// Why a rule with dates says nothing: it has not begun, or has ended.
std::string NotInForceWords(const Answered& answered, const ruleset::Effective& effective) {
  const PlanSetting& now = answered.plan.setting;
  const bool ended = effective.until && now.from && *now.from >= *effective.until;
  const auto day = ended ? effective.until : effective.from;
  return Say(ended ? Phrase::kInForceUntil : Phrase::kInForceFrom, answered.language,
             {{"day", absl::FormatCivilTime(DayOfNumber(day.value_or(0)))}});
}

// `program` is the one that `causes` belong to.
RuleLine Rule(const Answered& answered, const PlanNote& note, uint32_t program, uint64_t causes,
              Said said) {
  RuleLine line;
  line.name = note.name;
  line.reason = RuleWords(answered, note.text, note.notes, note.name, said);
  line.read = ReadBy(answered, program);
  line.missing = MissingNames(answered.plan, answered.evaluation, program, causes);
  line.condition = note.formula;
  line.source = absl::StrJoin(note.notes.source, ", ");
  line.place = PlaceOf(answered.plan, note.location);
  if (!note.effective.now) {
    line.reason = NotInForceWords(answered, note.effective);
    line.read.clear();
  }
  return line;
}

std::string PlaybookName(const Plan& plan, uint32_t playbook) {
  return playbook == kNoIndex ? "" : plan.playbooks[playbook].name;
}

std::string DayText(absl::CivilDay day) { return absl::FormatCivilTime(day); }

class GraduationExplainer {
 public:
  explicit GraduationExplainer(const Answered& answered)
      : answered_(answered),
        plan_(answered.plan.graduation),
        notes_(answered.plan.outcome_notes),
        result_(answered.evaluation.graduation) {}

  GraduationExplanation Run() {
    lines_.place = PlaceOf(answered_.plan, notes_.graduation);
    lines_.missing =
        MissingNames(answered_.plan, answered_.evaluation, plan_.applies_when, result_.causes);
    const bool assessed = result_.state == OutcomeState::kAnswered ||
                          result_.state == OutcomeState::kInsufficientData;
    if (!assessed) return std::move(lines_);
    for (uint32_t d = 0; d < plan_.dimensions.size(); ++d) AddDimension(d);
    for (size_t i = 0; i < plan_.gates.size(); ++i) AddGate(i);
    for (size_t i = 0; i < plan_.requirements.size(); ++i) AddRequirement(i);
    AddConditions();
    return std::move(lines_);
  }

 private:
  void AddDimension(uint32_t index) {
    const PlanDimension& dimension = plan_.dimensions[index];
    const PlanNote& note = notes_.dimensions[index];
    DimensionLine line;
    line.name = note.name;
    line.result = result_.dimensions[index];
    line.weight = dimension.weight;
    line.description = std::string(note.notes.description.In(answered_.language));
    line.evidence = In(note.notes.evidence, answered_.language);
    line.watch = In(note.notes.watch, answered_.language);
    line.place = PlaceOf(answered_.plan, note.location);
    for (uint32_t c = dimension.criteria.first; c < dimension.criteria.end(); ++c) {
      line.criteria.push_back(Criterion(c));
    }
    // Far apart, people and data disagree about the same thing (S22).
    const DimensionResult& scored = line.result;
    const double apart = scored.score - scored.computed;
    if (scored.given && scored.has_computed && (apart >= 1 || apart <= -1)) {
      lines_.warnings.push_back(absl::StrCat("dimension `", note.name, "` is given as ",
                                             FormatNumber(scored.score), " but its criteria give ",
                                             FormatNumber(scored.computed)));
    }
    lines_.dimensions.push_back(std::move(line));
  }

  CriterionLine Criterion(uint32_t component) const {
    const uint32_t index = component - plan_.first_criterion;
    const PlanNote& note = answered_.plan.component_notes[component];
    CriterionLine line;
    line.component = ExplainComponent(answered_.plan, answered_.facts, answered_.evaluation,
                                      component, answered_.language);
    line.state = result_.criteria[index];
    line.met_at = plan_.met_at[index];
    if (line.state == CriterionState::kUnmet) {
      line.points_short = line.met_at - *line.component.score;
    }
    line.evidence = In(note.notes.evidence, answered_.language);
    line.watch = In(note.notes.watch, answered_.language);
    return line;
  }

  void AddGate(size_t index) {
    const PlanGate& gate = plan_.gates[index];
    GateLine line;
    const GateResult& result = result_.gates[index];
    line.rule =
        Rule(answered_, notes_.gates[index], gate.rule.when, result.causes, SaidBy(result.state));
    line.state = result.state;
    line.dimension =
        gate.dimension == kNoIndex ? "organisation" : notes_.dimensions[gate.dimension].name;
    lines_.gates.push_back(std::move(line));
  }

  void AddRequirement(size_t index) {
    RequirementLine line;
    const RequirementResult& result = result_.requirements[index];
    line.rule = Rule(answered_, notes_.requirements[index], plan_.requirements[index].when,
                     result.causes, SaidBy(result.state));
    line.state = result.state;
    lines_.requirements.push_back(std::move(line));
  }

  // What must happen before graduation, and what must be answered first.
  void AddConditions() {
    auto& conditions = lines_.conditions;
    if (result_.state == OutcomeState::kAnswered && result_.readiness != Readiness::kReady) {
      conditions.push_back(Short("total", result_.total, plan_.ready));
    }
    for (const DimensionLine& dimension : lines_.dimensions) AddConditionsOf(dimension);
    for (size_t i = 0; i < lines_.gates.size(); ++i) {
      const GateLine& gate = lines_.gates[i];
      if (gate.state == GateState::kBlocked) conditions.push_back(gate.rule.reason);
      if (gate.state == GateState::kNeedsEvidence && plan_.gates[i].unknown_blocks) {
        AddUnanswered(gate.rule);
      }
    }
    for (const RequirementLine& requirement : lines_.requirements) {
      if (requirement.state == RequirementState::kUnmet) {
        conditions.push_back(requirement.rule.reason);
      }
      if (requirement.state == RequirementState::kNeedsEvidence) AddUnanswered(requirement.rule);
    }
  }

  // "value 6.0, needed 7.0".
  std::string Short(std::string_view what, double score, double needed) const {
    return Say(Phrase::kScoreShort, answered_.language,
               {{"what", what},
                {"value", FormatFixed(score, plan_.precision)},
                {"needed", FormatFixed(needed, plan_.precision)}});
  }

  void AddUnanswered(const RuleLine& rule) {
    lines_.unanswered.push_back(absl::StrCat(rule.name, " (", Names(rule.missing), ")"));
  }

  void AddConditionsOf(const DimensionLine& dimension) {
    const DimensionResult& result = dimension.result;
    if (result.state == DimensionState::kScored && !result.green) {
      lines_.conditions.push_back(
          Short(dimension.name, result.score, plan_.require_each_dimension));
    }
    if (result.state != DimensionState::kInsufficientEvidence) return;
    std::vector<std::string> unknown;
    for (const CriterionLine& criterion : dimension.criteria) {
      if (criterion.state == CriterionState::kUnknown) unknown.push_back(criterion.component.name);
    }
    lines_.unanswered.push_back(
        absl::StrCat(dimension.name, " (", absl::StrJoin(unknown, ", "), ")"));
  }

  static std::string Names(const std::vector<MissingName>& missing) {
    std::vector<std::string> names;
    for (const MissingName& name : missing) names.push_back(name.name);
    return absl::StrJoin(names, ", ");
  }

  const Answered& answered_;
  const PlanGraduation& plan_;
  const PlanOutcomeNotes& notes_;
  const GraduationResult& result_;
  GraduationExplanation lines_;
};

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

const ruleset::Weeks& WeeksOf(const Answered& answered, size_t phase) {
  const PlanPhase& planned = answered.plan.programme.phases[phase];
  const int32_t segment = answered.facts.segment;
  return segment < 0 ? planned.weeks : planned.by_segment[static_cast<size_t>(segment)];
}

FlagLine ExplainFlag(const Answered& answered, uint32_t index) {
  const PlanFlag& flag = answered.plan.flags[index];
  const PlanNote& note = answered.plan.outcome_notes.flags[index];
  const FlagResult& result = answered.evaluation.flags[index];
  FlagLine line;
  line.rule = Rule(answered, note, result.of_applies_when ? flag.rule.applies_when : flag.rule.when,
                   result.causes, SaidBy(result.state));
  line.state = result.state;
  line.unanswered = result.unanswered;
  if (flag.severity < answered.plan.severities.size()) {
    line.severity = answered.plan.severities[flag.severity];
  }
  line.playbook = PlaybookName(answered.plan, note.playbook);
  line.notify = note.notify;
  return line;
}

GraduationExplanation ExplainGraduation(const Answered& answered) {
  return GraduationExplainer(answered).Run();
}

ExtensionExplanation ExplainExtension(const Answered& answered,
                                      const GraduationExplanation& graduation) {
  return ExtensionExplainer(answered, graduation).Run();
}

ProgrammeExplanation ExplainProgramme(const Answered& answered) {
  const Plan& plan = answered.plan;
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  const ProgrammeResult& result = answered.evaluation.programme;
  ProgrammeExplanation lines;
  for (size_t i = 0; i < plan.programme.phases.size(); ++i) {
    if (result.phases[i].state == PhaseState::kNotBegun) continue;
    const PlanPhase& phase = plan.programme.phases[i];
    const ruleset::Weeks& weeks = WeeksOf(answered, i);
    lines.phases.push_back(
        {notes.phases[i].name, result.phases[i],
         std::string(notes.phases[i].text.In(answered.language)), weeks.first, weeks.last,
         MissingNames(plan, answered.evaluation, phase.done.when, result.phases[i].causes),
         PlaceOf(plan, notes.phases[i].location)});
  }
  for (size_t i = 0; i < plan.programme.early_wins.size(); ++i) {
    lines.early_wins.push_back({notes.early_wins[i].name, result.early_wins[i].answer});
  }
  for (size_t i = 0; i < plan.programme.levels.size(); ++i) {
    if (plan.programme.levels[i] != result.level) continue;
    lines.level_description =
        std::string(notes.enablement[i].notes.description.In(answered.language));
  }
  lines.handoff_carries = In(notes.handoff_carries, answered.language);
  lines.review_playbook = PlaybookName(plan, notes.review_playbook);
  lines.handoff_playbook = PlaybookName(plan, notes.handoff_playbook);
  return lines;
}

std::optional<PlaybookLine> ExplainPlaybook(const Answered& answered, std::string_view name) {
  for (const ruleset::Playbook& playbook : answered.plan.playbooks) {
    if (playbook.name != name) continue;
    PlaybookLine line{
        playbook.name, std::string(playbook.notes.description.In(answered.language)), {}};
    const absl::CivilDay today = absl::ToCivilDay(answered.facts.as_of, answered.facts.zone);
    for (const ruleset::PlaybookStep& step : playbook.steps) {
      StepLine& added = line.steps.emplace_back();
      added.action = FillPlaceholders(answered, step.action.In(answered.language)).text;
      added.owner = step.owner;
      if (step.due_days) added.due = today + *step.due_days;
    }
    return line;
  }
  return std::nullopt;
}

}  // namespace bellwether
