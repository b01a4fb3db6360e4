// Flags, programme and playbooks in words.
//
// Tested by tests/engine/evaluate/decision_test.cc and tests/golden/explain.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/explain/explanation.h"
#include "engine/explain/outcomes.h"
#include "engine/explain/placeholders.h"
#include "engine/explain/rule_line.h"

namespace bellwether {
namespace {

Said SaidBy(FlagState state) {
  if (state == FlagState::kRaised) return Said::kHolds;
  return state == FlagState::kClear ? Said::kFails : Said::kOpen;
}

}  // namespace

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
    PlaybookLine line;
    line.name = playbook.name;
    line.title = std::string(
        answered.plan.titles.In(ruleset::TitleKind::kPlaybook, playbook.name, answered.language));
    line.description = std::string(playbook.notes.description.In(answered.language));
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
