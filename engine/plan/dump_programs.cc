// Every condition and formula, step by step. Who runs a program is found by walking over the rules,
// so that programs stay free of it.
//
// Tested by tests/engine/plan/dump_test.cc and tests/golden/plan.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/plan/dump_writer.h"

namespace bellwether {
namespace {

// For each program, the rules that run it: "flag silent, when".
class ProgramUses {
 public:
  explicit ProgramUses(const DumpWriter& writer) : writer_(writer), plan_(writer.plan()) {
    uses_.resize(plan_.programs.size());
    AddModels();
    if (!writer.LeavesOut("")) AddRest();
  }

  const std::vector<std::string>& Of(size_t program) const { return uses_[program]; }

 private:
  void Use(uint32_t program, const std::string& rule) {
    if (program != kNoIndex) uses_[program].push_back(rule);
  }
  void Use(const PlanRule& rule, const std::string& name) {
    Use(rule.when, name);
    Use(rule.applies_when, name + ", applies_when");
  }

  void AddRest() {
    for (const PlanDerived& derived : plan_.derived) {
      Use(derived.program, "derived fact " + writer_.SlotName(derived.slot));
    }
    for (size_t i = 0; i < plan_.benchmarks.size(); ++i) {
      Use(plan_.benchmarks[i].applies_when,
          absl::StrCat("benchmark ", plan_.benchmark_notes[i].name, ", applies_when"));
    }
    AddGraduation();
    AddExtension();
    AddFlagsAndProgramme();
  }

  void AddModels() {
    for (size_t m = 0; m < plan_.models.size(); ++m) {
      const std::string& name = plan_.model_notes[m].name;
      if (writer_.LeavesOut(name)) continue;
      const PlanModel& model = plan_.models[m];
      Use(model.applies_when, absl::StrCat("health ", name, ", applies_when"));
      AddComponents(model.components, "health " + name);
      for (uint32_t l = model.limits.first; l < model.limits.end(); ++l) {
        Use(plan_.limits[l].program,
            absl::StrCat("health ", name, plan_.limits[l].cap ? ", cap" : ", floor"));
      }
    }
  }

  void AddComponents(const Range& components, const std::string& root) {
    for (uint32_t c = components.first; c < components.end(); ++c) {
      Use(plan_.components[c].program,
          absl::StrCat(root, ", component ", plan_.component_notes[c].name));
    }
  }

  void AddGraduation() {
    const PlanGraduation& graduation = plan_.graduation;
    const PlanOutcomeNotes& notes = plan_.outcome_notes;
    Use(graduation.applies_when, "graduation, applies_when");
    for (size_t d = 0; d < graduation.dimensions.size(); ++d) {
      AddComponents(graduation.dimensions[d].criteria, "graduation");
    }
    for (size_t i = 0; i < graduation.gates.size(); ++i) {
      Use(graduation.gates[i].rule, "gate " + notes.gates[i].name);
    }
    for (size_t i = 0; i < graduation.requirements.size(); ++i) {
      Use(graduation.requirements[i], "requirement " + notes.requirements[i].name);
    }
  }

  void AddReasons(const std::vector<PlanReason>& reasons, const std::vector<PlanNote>& notes,
                  const std::string& kind) {
    for (size_t i = 0; i < reasons.size(); ++i) Use(reasons[i].rule, kind + notes[i].name);
  }

  void AddExtension() {
    const PlanExtension& extension = plan_.extension;
    const PlanOutcomeNotes& notes = plan_.outcome_notes;
    Use(extension.applies_when, "extension, applies_when");
    AddReasons(extension.escalate, notes.escalate, "escalate ");
    AddReasons(extension.extend, notes.extend, "extend ");
    AddReasons(extension.root_cause, notes.root_cause, "root cause ");
  }

  void AddFlagsAndProgramme() {
    const PlanOutcomeNotes& notes = plan_.outcome_notes;
    const PlanProgramme& programme = plan_.programme;
    for (size_t i = 0; i < plan_.flags.size(); ++i) {
      Use(plan_.flags[i].rule, "flag " + notes.flags[i].name);
    }
    for (size_t i = 0; i < programme.phases.size(); ++i) {
      Use(programme.phases[i].done, absl::StrCat("phase ", notes.phases[i].name, ", done_when"));
    }
    for (size_t i = 0; i < programme.early_wins.size(); ++i) {
      Use(programme.early_wins[i], "early win " + notes.early_wins[i].name);
    }
    for (size_t i = 0; i < programme.enablement.size(); ++i) {
      Use(programme.enablement[i], absl::StrCat("enablement level ", programme.levels[i]));
    }
  }

  const DumpWriter& writer_;
  const Plan& plan_;
  std::vector<std::vector<std::string>> uses_;
};

void DumpSteps(DumpWriter& writer, const expression::Program& program) {
  const std::string steps =
      program.Dump([&writer](uint32_t slot) { return writer.SlotName(slot); });
  size_t at = 0;
  while (at < steps.size()) {
    const size_t end = steps.find('\n', at);
    writer.Line(steps.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace

void DumpPrograms(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  if (plan.programs.empty()) return;
  writer.Heading("Programs");
  const ProgramUses uses(writer);
  for (size_t i = 0; i < plan.programs.size(); ++i) {
    if (uses.Of(i).empty()) continue;
    writer.Title(absl::StrCat("#", i, "  ", absl::StrJoin(uses.Of(i), "; ")), {});
    writer.Line(plan.program_texts[i]);
    DumpSteps(writer, plan.programs[i]);
  }
}

}  // namespace bellwether
