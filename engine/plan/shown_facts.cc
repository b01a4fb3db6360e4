// Tested by tests/engine/plan/shown_facts_test.cc.
#include "engine/plan/shown_facts.h"

#include "engine/plan/plan.h"

namespace bellwether {
namespace {

// By slot, whether something in the pack reads it.
std::vector<bool> FindRead(const Plan& plan) {
  std::vector<bool> read(plan.slots.size());
  const auto mark = [&read](uint32_t slot) {
    if (slot != kNoIndex) read[slot] = true;
  };
  for (const expression::Program& program : plan.programs) {
    for (const uint32_t slot : program.names()) mark(slot);
  }
  for (const PlanComponent& component : plan.components) mark(component.slot);
  for (const PlanBenchmark& benchmark : plan.benchmarks) {
    mark(benchmark.value);
    mark(benchmark.value_so_far);
  }
  for (const auto& thresholds : plan.usage_thresholds) {
    for (const PlanThreshold& threshold : thresholds) mark(threshold.slot);
  }
  for (uint32_t slot = 0; slot < plan.slots.size(); ++slot) {
    if (plan.slots[slot].in_text) mark(slot);
  }
  return read;
}

}  // namespace

std::vector<uint32_t> FindShownFacts(const Plan& plan) {
  const std::vector<bool> read = FindRead(plan);
  std::vector<uint32_t> shown;
  for (uint32_t slot = 0; slot < plan.slots.size(); ++slot) {
    const ruleset::SlotOrigin origin = plan.slots[slot].origin;
    const bool own = origin == ruleset::SlotOrigin::kDerived;
    if (own || (origin == ruleset::SlotOrigin::kBuiltinFact && read[slot])) shown.push_back(slot);
  }
  return shown;
}

}  // namespace bellwether
