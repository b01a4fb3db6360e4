// From each outcome backwards: what its rules read, and what that is computed from.
//
// Tested by tests/engine/plan/edges_test.cc and tests/property/questions_test.cc.
#include "engine/plan/reach.h"

#include <utility>

#include "engine/plan/inputs.h"
#include "engine/plan/plan.h"
#include "engine/ruleset/vocabulary.h"

namespace bellwether {
namespace {

constexpr BuiltinFact kMilestoneFacts[] = {
    BuiltinFact::kMilestonesDue, BuiltinFact::kMilestoneOnTimeRatio,
    BuiltinFact::kMilestoneDaysLateMax, BuiltinFact::kMilestoneDaysLateOpenMax};

class ReachFinder {
 public:
  explicit ReachFinder(const Plan& plan) : plan_(plan) {
    reach_.outcomes.resize(plan.slots.size());
    reach_.given_matters.resize(plan.slots.size());
  }

  Reach Run() {
    for (uint32_t i = 0; i < plan_.models.size(); ++i) FromModel(plan_.models[i], BandBit(i));
    FromGraduation(kGraduationBit);
    FromDecision(kDecisionBit);
    for (const BuiltinFact fact : kMilestoneFacts) {
      reach_.milestones |= reach_.outcomes[SlotOf(fact)];
      reach_.milestones_given_matter |= reach_.given_matters[SlotOf(fact)];
    }
    return std::move(reach_);
  }

  std::vector<Stages> RunStages() {
    for (uint32_t i = 0; i < plan_.benchmarks.size(); ++i) {
      MarkBenchmark(i, StageBit(Stage::kBenchmarks), false);
    }
    for (const PlanModel& model : plan_.models) FromModel(model, StageBit(Stage::kHealth));
    for (const PlanFlag& flag : plan_.flags) FromRule(flag.rule, StageBit(Stage::kFlags));
    FromGraduation(StageBit(Stage::kGraduation));
    FromDecision(StageBit(Stage::kExtension));
    FromProgramme(StageBit(Stage::kProgramme));
    std::vector<Stages> stages;
    for (const uint64_t bits : reach_.outcomes) {
      stages.push_back(Stages::FromBits(static_cast<uint8_t>(bits)));
    }
    return stages;
  }

 private:
  static uint64_t StageBit(Stage stage) { return uint64_t{1} << static_cast<uint8_t>(stage); }
  static uint32_t Slot(AccountField field) { return static_cast<uint32_t>(SlotOf(field)); }
  static uint32_t Slot(EventField field) { return static_cast<uint32_t>(SlotOf(field)); }

  void FromModel(const PlanModel& model, uint64_t bit) {
    Mark(Slot(AccountField::kSegment), bit, false);  // its weights
    MarkProgram(model.applies_when, bit, false);
    MarkComponents(model.components, bit);
    for (uint32_t i = model.limits.first; i < model.limits.end(); ++i) {
      MarkProgram(plan_.limits[i].program, bit, false);
    }
  }

  void FromGraduation(uint64_t bit) {
    if (plan_.graduation.defined) MarkGraduation(bit);
  }

  void FromProgramme(uint64_t bit) {
    for (const PlanPhase& phase : plan_.programme.phases) FromRule(phase.done, bit);
    for (const PlanRule& rule : plan_.programme.early_wins) FromRule(rule, bit);
    for (const PlanRule& rule : plan_.programme.enablement) FromRule(rule, bit);
  }

  void FromRule(const PlanRule& rule, uint64_t bit) {
    MarkProgram(rule.when, bit, false);
    MarkProgram(rule.applies_when, bit, false);
  }

  void MarkGraduation(uint64_t bit) {
    const PlanGraduation& graduation = plan_.graduation;
    MarkProgram(graduation.applies_when, bit, false);
    for (const PlanDimension& dimension : graduation.dimensions) {
      MarkComponents(dimension.criteria, bit);
    }
    for (const PlanGate& gate : graduation.gates) MarkProgram(gate.rule.when, bit, false);
    for (const PlanRule& rule : graduation.requirements) MarkProgram(rule.when, bit, false);
  }

  void FromDecision(uint64_t bit) {
    const PlanExtension& extension = plan_.extension;
    if (!extension.defined) return;
    Mark(Slot(EventField::kTargetGraduationAt), bit, false);
    MarkProgram(extension.applies_when, bit, false);
    for (const PlanReason& reason : extension.escalate) MarkProgram(reason.rule.when, bit, false);
    for (const PlanReason& reason : extension.extend) MarkProgram(reason.rule.when, bit, false);
    if (plan_.graduation.defined) MarkGraduation(bit);  // GRADUATE comes first
  }

  void MarkComponents(const Range& components, uint64_t bit, bool given = false) {
    for (uint32_t c = components.first; c < components.end(); ++c) {
      const PlanComponent& component = plan_.components[c];
      Mark(component.slot, bit, given);
      MarkProgram(component.program, bit, given);
      if (component.benchmark != kNoIndex) MarkBenchmark(component.benchmark, bit, given);
    }
  }

  void MarkBenchmark(uint32_t index, uint64_t bit, bool given) {
    const PlanBenchmark& benchmark = plan_.benchmarks[index];
    Mark(benchmark.value, bit, given);
    Mark(benchmark.value_so_far, bit, given);
    Mark(Slot(benchmark.by_cadence ? AccountField::kCadence : AccountField::kSegment), bit, given);
    MarkProgram(benchmark.applies_when, bit, given);
  }

  void MarkProgram(uint32_t program, uint64_t bit, bool given) {
    if (program == kNoIndex) return;
    const bool asks = given || plan_.programs[program].asks_what_is_given();
    for (const uint32_t slot : plan_.programs[program].names()) Mark(slot, bit, asks);
  }

  // Ends because a slot is entered anew only with another bit, or the first time with `given`.
  void Mark(uint32_t slot, uint64_t bit, bool given) {
    if (slot == kNoIndex) return;
    const bool known = (reach_.outcomes[slot] & bit) != 0;
    if (known && (reach_.given_matters[slot] || !given)) return;
    reach_.outcomes[slot] |= bit;
    if (given) reach_.given_matters[slot] = true;
    MarkInputs(slot, bit, given);
    if (plan_.slots[slot].origin == ruleset::SlotOrigin::kOutcome) MarkOutcome(slot, bit, given);
  }

  void MarkInputs(uint32_t slot, uint64_t bit, bool given) {
    for (const PlanDerived& derived : plan_.derived) {
      if (derived.slot == slot) MarkProgram(derived.program, bit, given);
    }
    if (plan_.slots[slot].origin != ruleset::SlotOrigin::kBuiltinFact) return;
    const auto segments = static_cast<int32_t>(plan_.segments.size());
    const auto cadences = static_cast<int32_t>(plan_.cadences.size());
    for (int32_t segment = -1; segment < segments; ++segment) {
      for (const uint32_t input : InputsOf(plan_, slot, segment, -1)) Mark(input, bit, given);
    }
    for (int32_t cadence = 0; cadence < cadences; ++cadence) {
      for (const uint32_t input : InputsOf(plan_, slot, -1, cadence)) Mark(input, bit, given);
    }
  }

  // A tier, a flag, a score: on to what it is made of.
  void MarkOutcome(uint32_t slot, uint64_t bit, bool given) {
    for (uint32_t i = 0; i < plan_.benchmarks.size(); ++i) {
      if (plan_.benchmarks[i].tier_slot == slot) MarkBenchmark(i, bit, given);
    }
    for (const PlanFlag& flag : plan_.flags) {
      if (flag.slot != slot) continue;
      MarkProgram(flag.rule.when, bit, given);
      MarkProgram(flag.rule.applies_when, bit, given);
    }
    const bool primary = slot == plan_.primary_score_slot || slot == plan_.primary_band_slot;
    for (const PlanModel& model : plan_.models) {
      if (!primary && slot != model.score_slot && slot != model.band_slot) continue;
      Mark(Slot(AccountField::kSegment), bit, given);
      MarkProgram(model.applies_when, bit, given);
      MarkComponents(model.components, bit, given);
      for (uint32_t i = model.limits.first; i < model.limits.end(); ++i) {
        MarkProgram(plan_.limits[i].program, bit, given);
      }
    }
    // Totals and dimensions are read by the decision alone, which has all of graduation marked.
  }

  const Plan& plan_;
  Reach reach_;
};

}  // namespace

Reach FindReach(const Plan& plan) {
  Reach reach = ReachFinder(plan).Run();
  reach.stages = ReachFinder(plan).RunStages();
  return reach;
}

}  // namespace bellwether
