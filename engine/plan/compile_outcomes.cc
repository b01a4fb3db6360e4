// Rules beside scores are already flat; here their conditions become programs.
//
// Tested by tests/engine/plan/compile_test.cc and tests/golden/plan.
#include "engine/plan/compile_outcomes.h"

namespace bellwether {
namespace {

class OutcomeCompiler {
 public:
  OutcomeCompiler(const ruleset::RuleSet& rules, Plan& plan) : rules_(rules), plan_(plan) {}

  void Run() {
    plan_.playbooks = rules_.playbooks;
    plan_.alerts = rules_.alerts;
    for (const auto& thresholds : rules_.graduation.usage_thresholds) {
      auto& flat = plan_.usage_thresholds.emplace_back();
      for (const auto& threshold : thresholds) {
        flat.push_back({threshold.slot, threshold.test, threshold.bound});
      }
    }
    for (const auto& flag : rules_.flags) AddFlag(flag);
    AddGraduation();
    AddExtension();
    AddProgramme();
  }

 private:
  PlanRule Rule(const expression::Checked& when, const expression::Checked& applies_when = {}) {
    return {AddProgram(when, plan_), AddProgram(applies_when, plan_)};
  }

  static PlanNote ActionNote(const std::string& name, const ruleset::Notes& notes,
                             const ruleset::Location& location, const expression::Checked& when,
                             const ruleset::Action& action) {
    PlanNote note = MakeNote(name, notes, location, when);
    note.text = action.reason;
    note.playbook = action.playbook.value_or(kNoIndex);
    note.notify = action.notify;
    return note;
  }

  void AddFlag(const ruleset::Flag& flag) {
    plan_.flags.push_back({Rule(flag.when, flag.applies_when), flag.severity, flag.slot,
                           flag.unknown_raises, flag.effective.now});
    plan_.outcome_notes.flags.push_back(
        ActionNote(flag.name, flag.notes, flag.location, flag.when, flag.action));
    plan_.outcome_notes.flags.back().effective = flag.effective;
  }

  void AddGraduation() {
    const ruleset::Graduation& written = rules_.graduation;
    PlanGraduation& flat = plan_.graduation;
    PlanOutcomeNotes& notes = plan_.outcome_notes;
    flat.defined = written.defined;
    flat.applies_when = AddProgram(written.applies_when, plan_);
    flat.precision = written.precision;
    flat.ready = written.ready;
    flat.close = written.close;
    flat.require_each_dimension = written.require_each_dimension;
    flat.total_slot = written.total_slot;
    flat.readiness_slot = written.readiness_slot;
    flat.decision_slot = written.decision_slot;
    notes.graduation = written.location;
    for (const auto& dimension : written.dimensions) {
      notes.dimensions.push_back(MakeNote(dimension.name, dimension.notes, dimension.location));
    }
    for (const auto& gate : written.gates) {
      flat.gates.push_back({Rule(gate.when), gate.dimension.value_or(kNoIndex), gate.unknown_blocks,
                            gate.effective.now});
      notes.gates.push_back(
          ActionNote(gate.name, gate.notes, gate.location, gate.when, {gate.reason, {}, {}}));
      notes.gates.back().effective = gate.effective;
    }
    for (const auto& requirement : written.requirements) {
      flat.requirements.push_back(Rule(requirement.when));
      notes.requirements.push_back(ActionNote(requirement.name, requirement.notes,
                                              requirement.location, requirement.when,
                                              {requirement.reason, {}, {}}));
    }
  }

  void AddReasons(const std::vector<ruleset::Reason>& reasons, std::vector<PlanReason>& flat,
                  std::vector<PlanNote>& notes) {
    for (const auto& reason : reasons) {
      flat.push_back({Rule(reason.when), reason.days.value_or(0), reason.effective.now});
      notes.push_back(
          ActionNote(reason.name, reason.notes, reason.location, reason.when, reason.action));
      notes.back().effective = reason.effective;
    }
  }

  void AddExtension() {
    const ruleset::Extension& written = rules_.extension;
    PlanExtension& flat = plan_.extension;
    PlanOutcomeNotes& notes = plan_.outcome_notes;
    flat.defined = written.defined;
    flat.applies_when = AddProgram(written.applies_when, plan_);
    flat.max_total_days = written.max_total_days;
    flat.recovery_after_days = written.recovery_after_days;
    flat.review_window_days = written.review_window_days;
    AddReasons(written.escalate, flat.escalate, notes.escalate);
    AddReasons(written.extend, flat.extend, notes.extend);
    AddReasons(written.root_cause, flat.root_cause, notes.root_cause);
    notes.graduate = written.graduate;
    notes.proceed = written.proceed;
    notes.extend_response = written.extend_response;
    notes.escalate_response = written.escalate_response;
    notes.recover = written.recover;
    notes.extension = written.location;
  }

  void AddProgramme() {
    const ruleset::Programme& written = rules_.programme;
    PlanProgramme& flat = plan_.programme;
    PlanOutcomeNotes& notes = plan_.outcome_notes;
    flat.defined = written.defined;
    flat.from_start = written.from_start;
    flat.from_slot = written.from_slot;
    flat.has_review = written.has_review;
    flat.review_from = written.review_from;
    flat.review_to = written.review_to;
    for (const auto& phase : written.phases) {
      flat.phases.push_back({Rule(phase.done_when), phase.weeks, phase.by_segment});
      notes.phases.push_back(ActionNote(phase.name, phase.notes, phase.location, phase.done_when,
                                        {phase.sign, {}, {}}));
    }
    for (const auto& win : written.early_wins) {
      flat.early_wins.push_back(Rule(win.when));
      notes.early_wins.push_back(MakeNote(win.name, win.notes, win.location, win.when));
    }
    for (const auto& level : written.enablement) {
      flat.enablement.push_back(Rule(level.when));
      flat.levels.push_back(level.level);
      notes.enablement.push_back(MakeNote("", level.notes, level.location, level.when));
    }
    notes.handoff_carries = written.handoff_carries;
    notes.handoff_playbook = written.handoff_playbook.value_or(kNoIndex);
    notes.review_playbook = written.review_playbook.value_or(kNoIndex);
    notes.programme = written.location;
  }

  const ruleset::RuleSet& rules_;
  Plan& plan_;
};

}  // namespace

uint32_t AddProgram(const expression::Checked& checked, Plan& plan) {
  if (checked.empty()) return kNoIndex;
  // What many rules ask, such as whether the account is being onboarded, is one program.
  std::string text = checked.Canonical();
  for (uint32_t i = 0; i < plan.programs.size(); ++i) {
    if (plan.program_texts[i] == text && plan.programs[i].type() == checked.type()) return i;
  }
  plan.programs.push_back(expression::Compile(checked));
  plan.program_texts.push_back(std::move(text));
  return static_cast<uint32_t>(plan.programs.size() - 1);
}

PlanNote MakeNote(const std::string& name, const ruleset::Notes& notes,
                  const ruleset::Location& location, const expression::Checked& formula) {
  PlanNote note;
  note.name = name;
  note.notes = notes;
  note.location = location;
  if (!formula.empty()) note.formula = formula.Canonical();
  return note;
}

void CompileOutcomes(const ruleset::RuleSet& rules, Plan& plan) {
  OutcomeCompiler(rules, plan).Run();
}

}  // namespace bellwether
