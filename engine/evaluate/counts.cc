// Facts that count conditions: usage thresholds met and early wins reached (S6, S21, S25). They
// come after derived facts, which they read, and before everything that reads them.
//
// Tested by tests/engine/evaluate/decision_test.cc.
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

using expression::Value;

// Counts what holds among what applies; one unknown leaves the whole count unknown.
struct Tally {
  int applicable = 0;
  int holding = 0;
  bool unknown = false;
};

void SetMissing(Evaluator& evaluator, BuiltinFact fact, MissingReason reason) {
  evaluator.out.values[SlotOf(fact)] = Value::Missing();
  evaluator.out.reasons[SlotOf(fact)] = reason;
}

}  // namespace

void Evaluator::CountThresholds() {
  constexpr BuiltinFact kFact = BuiltinFact::kUsageThresholdsMetRatio;
  constexpr BuiltinFact kMissed = BuiltinFact::kUsageBelowMinimum;
  const auto both_missing = [this](MissingReason reason) {
    SetMissing(*this, kFact, reason);
    SetMissing(*this, kMissed, reason);
  };
  if (facts.cadence < 0) return both_missing(MissingReason::kNotGiven);
  Tally tally;
  bool missed = false;
  for (const PlanThreshold& threshold : plan.usage_thresholds[static_cast<size_t>(facts.cadence)]) {
    if (out.reasons[threshold.slot] == MissingReason::kNotApplicable) continue;
    ++tally.applicable;
    const Value& value = out.values[threshold.slot];
    if (!value.usable()) {
      tally.unknown = true;
    } else if (ruleset::Holds(threshold.test, NumberOf(value), threshold.bound)) {
      ++tally.holding;
    } else {
      missed = true;
    }
  }
  if (tally.applicable == 0) return both_missing(MissingReason::kNotApplicable);
  if (tally.unknown) both_missing(MissingReason::kInputMissing);
  if (missed || !tally.unknown) SetOutcome(*this, SlotOf(kMissed), Value::Bool(missed));
  if (tally.unknown) return;
  SetOutcome(*this, SlotOf(kFact),
             Value::Double(static_cast<double>(tally.holding) / tally.applicable));
}

void Evaluator::CountEarlyWins() {
  constexpr BuiltinFact kFact = BuiltinFact::kEarlyWinsCount;
  Tally tally;
  for (size_t i = 0; i < plan.programme.early_wins.size(); ++i) {
    const Condition condition = Ask(plan.programme.early_wins[i].when);
    out.programme.early_wins[i] = condition;
    tally.unknown = tally.unknown || condition.answer == Answer::kUnknown;
    if (condition.answer == Answer::kTrue) ++tally.holding;
  }
  if (plan.programme.early_wins.empty()) {
    return SetMissing(*this, kFact, MissingReason::kNotApplicable);
  }
  if (tally.unknown) return SetMissing(*this, kFact, MissingReason::kInputMissing);
  SetOutcome(*this, SlotOf(kFact), Value::Double(tally.holding));
}

}  // namespace bellwether
