// Tested by tests/engine/plan/stages_test.cc and tests/property/view_properties_test.cc.
#include "engine/plan/stages.h"

#include <optional>
#include <vector>

#include "engine/plan/plan.h"

namespace bellwether {
namespace {

class NeedsFinder {
 public:
  explicit NeedsFinder(const Plan& plan) : plan_(plan), owners_(plan.slots.size()) {}

  StageNeeds Run() {
    NameOwners();
    for (const PlanModel& model : plan_.models) FromModel(model);
    for (const PlanFlag& flag : plan_.flags) FromRule(Stage::kFlags, flag.rule);
    FromGraduation();
    FromExtension();
    FromProgramme();
    return needs_;
  }

 private:
  // The stage whose outcome a name stands for.
  void NameOwners() {
    for (const PlanBenchmark& benchmark : plan_.benchmarks) {
      Own(benchmark.tier_slot, Stage::kBenchmarks);
    }
    for (const PlanModel& model : plan_.models) {
      Own(model.score_slot, Stage::kHealth);
      Own(model.band_slot, Stage::kHealth);
    }
    Own(plan_.primary_score_slot, Stage::kHealth);
    Own(plan_.primary_band_slot, Stage::kHealth);
    for (const PlanFlag& flag : plan_.flags) Own(flag.slot, Stage::kFlags);
    const PlanGraduation& graduation = plan_.graduation;
    for (const uint32_t slot :
         {graduation.total_slot, graduation.readiness_slot, graduation.decision_slot}) {
      Own(slot, Stage::kGraduation);
    }
    for (const PlanDimension& dimension : graduation.dimensions) {
      Own(dimension.slot, Stage::kGraduation);
    }
  }

  void Own(uint32_t slot, Stage stage) {
    if (slot != kNoIndex) owners_[slot] = stage;
  }

  void FromModel(const PlanModel& model) {
    FromProgram(Stage::kHealth, model.applies_when);
    FromComponents(Stage::kHealth, model.components);
    for (uint32_t i = model.limits.first; i < model.limits.end(); ++i) {
      FromProgram(Stage::kHealth, plan_.limits[i].program);
    }
  }

  void FromGraduation() {
    const PlanGraduation& graduation = plan_.graduation;
    FromProgram(Stage::kGraduation, graduation.applies_when);
    for (const PlanDimension& dimension : graduation.dimensions) {
      FromComponents(Stage::kGraduation, dimension.criteria);
    }
    for (const PlanGate& gate : graduation.gates) FromRule(Stage::kGraduation, gate.rule);
    for (const PlanRule& rule : graduation.requirements) FromRule(Stage::kGraduation, rule);
  }

  void FromExtension() {
    const PlanExtension& extension = plan_.extension;
    Read(Stage::kExtension, Stage::kGraduation);  // GRADUATE comes first (S23)
    FromProgram(Stage::kExtension, extension.applies_when);
    for (const auto* reasons : {&extension.escalate, &extension.extend, &extension.root_cause}) {
      for (const PlanReason& reason : *reasons) FromRule(Stage::kExtension, reason.rule);
    }
  }

  // Early wins are counted among the facts.
  void FromProgramme() {
    for (const PlanPhase& phase : plan_.programme.phases) FromRule(Stage::kProgramme, phase.done);
    for (const PlanRule& rule : plan_.programme.enablement) FromRule(Stage::kProgramme, rule);
  }

  void FromComponents(Stage stage, const Range& components) {
    for (uint32_t c = components.first; c < components.end(); ++c) {
      const PlanComponent& component = plan_.components[c];
      if (component.benchmark != kNoIndex) Read(stage, Stage::kBenchmarks);
      FromSlot(stage, component.slot);
      FromProgram(stage, component.program);
      if (component.missing.policy == ruleset::Missing::Policy::kError) needs_.always |= {stage};
    }
  }

  void FromRule(Stage stage, const PlanRule& rule) {
    FromProgram(stage, rule.when);
    FromProgram(stage, rule.applies_when);
  }

  void FromProgram(Stage stage, uint32_t program) {
    if (program == kNoIndex) return;
    for (const uint32_t slot : plan_.programs[program].names()) FromSlot(stage, slot);
  }

  void FromSlot(Stage stage, uint32_t slot) {
    if (slot != kNoIndex && owners_[slot]) Read(stage, *owners_[slot]);
  }

  void Read(Stage stage, Stage other) {
    if (stage != other) needs_.reads[static_cast<size_t>(stage)] |= {other};
  }

  const Plan& plan_;
  std::vector<std::optional<Stage>> owners_;  // by slot; of outcomes
  StageNeeds needs_;
};

}  // namespace

Stages StageNeeds::Close(Stages asked) const {
  Stages closed = asked | always;
  for (size_t i = kStageCount; i-- > 0;) {
    if (closed.Has(static_cast<Stage>(i))) closed |= reads[i];
  }
  return closed;
}

StageNeeds FindStageNeeds(const Plan& plan) { return NeedsFinder(plan).Run(); }

}  // namespace bellwether
