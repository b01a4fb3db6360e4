// What all parts of an evaluation need: running programs, asking conditions, derived facts.
//
// Tested by tests/engine/evaluate/missing_test.cc and curve_test.cc.
#include "engine/evaluate/evaluator.h"

#include <algorithm>
#include <cmath>

namespace bellwether {

using expression::Kind;
using expression::Value;

const expression::Value& Evaluator::Run(uint32_t program) {
  return expression::RunInPlace(plan.programs[program], out.values, context, scratch.stack);
}

bool Evaluator::OnlyNotApplicable(uint32_t program, uint64_t causes) const {
  if (causes == 0) return false;
  const auto& names = plan.programs[program].names();
  for (uint32_t i = 0; i < names.size(); ++i) {
    const bool missing = (causes >> i & 1) != 0;
    if (missing && out.reasons[names[i]] != MissingReason::kNotApplicable) return false;
  }
  return true;
}

Condition Evaluator::Ask(uint32_t program) {
  if (program == kNoIndex) return {};
  const uint32_t slot = plan.programs[program].only_slot();
  const bool loads = slot != expression::Program::kNoSlot && out.values[slot].kind == Kind::kBool;
  const Value& value = loads ? out.values[slot] : Run(program);
  if (value.kind == Kind::kBool) return {value.boolean ? Answer::kTrue : Answer::kFalse, 0};
  const bool moot = value.kind != Kind::kError && OnlyNotApplicable(program, value.causes);
  return {moot ? Answer::kNotApplicable : Answer::kUnknown, value.causes};
}

std::optional<int32_t> DayOf(const Evaluator& evaluator, size_t slot) {
  const Value& value = evaluator.out.values[slot];
  if (value.kind != Kind::kTimestamp) return std::nullopt;
  return value.day;  // Bind knows the day of every event
}

bool HasGraduated(const Evaluator& evaluator) {
  return evaluator.out.values[SlotOf(EventField::kGraduatedAt)].kind == Kind::kTimestamp;
}

void SetOutcome(Evaluator& evaluator, size_t slot, Value value) {
  evaluator.out.values[slot] = value;
  evaluator.out.reasons[slot] = MissingReason::kNone;
}

const DecayedValue* Evaluator::Decayed(uint32_t slot) const {
  if (facts.decayed.empty()) return nullptr;
  const auto found = std::find_if(facts.decayed.begin(), facts.decayed.end(),
                                  [slot](const DecayedValue& value) { return value.slot == slot; });
  return found == facts.decayed.end() ? nullptr : &*found;
}

void Evaluator::Require(uint32_t slot) {
  auto& required = out.required;
  if (std::find(required.begin(), required.end(), slot) == required.end()) {
    required.push_back(slot);
  }
}

bool Evaluator::RequireSignals() {
  for (const uint32_t index : plan.required_signals) {
    const uint32_t slot = plan.signals[index].slot;
    const MissingReason reason = facts.reasons[slot];
    const bool there = reason == MissingReason::kNone || reason == MissingReason::kNotApplicable ||
                       Decayed(slot) != nullptr;
    if (!there) Require(slot);
  }
  return out.required.empty();
}

void Evaluator::Derive() {
  for (const PlanDerived& derived : plan.derived) {
    const Value& value = Run(derived.program);
    Value& slot = out.values[derived.slot];
    MissingReason& reason = out.reasons[derived.slot];
    slot = Value::Missing();
    if (value.kind == Kind::kError) {
      reason = MissingReason::kFormulaError;
    } else if (!value.usable()) {
      reason = OnlyNotApplicable(derived.program, value.causes) ? MissingReason::kNotApplicable
                                                                : MissingReason::kInputMissing;
    } else if (value.kind == Kind::kDouble && !std::isfinite(value.number)) {
      reason = MissingReason::kNotFinite;  // S9
    } else if (value.kind == Kind::kDouble && !derived.range.Contains(value.number)) {
      reason = MissingReason::kOutOfRange;
    } else {
      slot = value;
      slot.substituted = false;  // computed, be it from a substitute: there is a value
      reason = MissingReason::kNone;
    }
  }
}

}  // namespace bellwether
