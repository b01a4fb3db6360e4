// Tested by tests/engine/plan/edges_test.cc and tests/property/questions_test.cc.
#include "engine/plan/inputs.h"

#include <array>
#include <optional>

#include "engine/ruleset/vocabulary.h"

namespace bellwether {
namespace {

// Facts that are days between dates.
struct DateFact {
  BuiltinFact fact;
  bool from_start;  // the segment's start is one of its dates
  std::optional<EventField> date;
  std::optional<EventField> other = std::nullopt;
};
constexpr std::array<DateFact, 10> kDateFacts = {{
    {BuiltinFact::kTimeToValueDays, true, EventField::kFirstValueAt},
    {BuiltinFact::kDaysWithoutValue, true, EventField::kFirstValueAt},
    {BuiltinFact::kDaysSinceStart, true, std::nullopt},
    {BuiltinFact::kDaysSinceKickoff, false, EventField::kKickoffAt},
    {BuiltinFact::kDaysToFirstLogin, false, EventField::kKickoffAt, EventField::kFirstLoginAt},
    {BuiltinFact::kOnboardingDays, false, EventField::kKickoffAt, EventField::kGraduatedAt},
    {BuiltinFact::kOnboardingDaysSoFar, false, EventField::kKickoffAt, EventField::kGraduatedAt},
    {BuiltinFact::kDaysPastTarget, false, EventField::kTargetGraduationAt},
    {BuiltinFact::kDaysPastOriginalTarget, false, EventField::kTargetGraduationAt},
    {BuiltinFact::kDaysToRenewal, false, EventField::kRenewalAt},
}};

uint32_t Slot(EventField date) { return static_cast<uint32_t>(SlotOf(date)); }

void AddDates(const Plan& plan, const DateFact& fact, int32_t segment,
              std::vector<uint32_t>& inputs) {
  const std::optional<uint32_t> start = plan.start.SlotIn(segment);
  if (fact.from_start && start) {
    inputs.push_back(static_cast<uint32_t>(SlotOf(AccountField::kSegment)));
    inputs.push_back(*start);
  }
  if (fact.date) inputs.push_back(Slot(*fact.date));
  if (fact.other) inputs.push_back(Slot(*fact.other));
}

void AddThresholds(const Plan& plan, int32_t cadence, std::vector<uint32_t>& inputs) {
  inputs.push_back(static_cast<uint32_t>(SlotOf(AccountField::kCadence)));
  if (cadence < 0) return;
  for (const PlanThreshold& threshold : plan.usage_thresholds[static_cast<size_t>(cadence)]) {
    inputs.push_back(threshold.slot);
  }
}

void AddNames(const Plan& plan, uint32_t program, std::vector<uint32_t>& inputs) {
  if (program == kNoIndex) return;
  const auto& names = plan.programs[program].names();
  inputs.insert(inputs.end(), names.begin(), names.end());
}

void AddBuiltin(const Plan& plan, uint32_t slot, int32_t segment, int32_t cadence,
                std::vector<uint32_t>& inputs) {
  for (const DateFact& fact : kDateFacts) {
    if (slot == SlotOf(fact.fact)) AddDates(plan, fact, segment, inputs);
  }
  if (slot == SlotOf(BuiltinFact::kUsageThresholdsMetRatio) ||
      slot == SlotOf(BuiltinFact::kUsageBelowMinimum)) {
    AddThresholds(plan, cadence, inputs);
  }
  if (slot == SlotOf(BuiltinFact::kEarlyWinsCount)) {
    for (const PlanRule& win : plan.programme.early_wins) AddNames(plan, win.when, inputs);
  }
}

}  // namespace

std::vector<uint32_t> InputsOf(const Plan& plan, uint32_t slot, int32_t segment, int32_t cadence) {
  std::vector<uint32_t> inputs;
  switch (plan.slots[slot].origin) {
    case ruleset::SlotOrigin::kBuiltinFact:
      AddBuiltin(plan, slot, segment, cadence, inputs);
      break;
    case ruleset::SlotOrigin::kDerived:
      for (const PlanDerived& derived : plan.derived) {
        if (derived.slot == slot) AddNames(plan, derived.program, inputs);
      }
      break;
    default:
      break;
  }
  return inputs;
}

}  // namespace bellwether
