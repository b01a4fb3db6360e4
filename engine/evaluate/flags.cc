// Flags: raised, clear or not evaluated; a flag that does not apply is clear and shown as such
// (S13, S14).
//
// Tested by tests/engine/evaluate/decision_test.cc.
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

using expression::Value;

FlagState StateOf(Answer answer) {
  switch (answer) {
    case Answer::kTrue:
      return FlagState::kRaised;
    case Answer::kFalse:
      return FlagState::kClear;
    case Answer::kUnknown:
      return FlagState::kNotEvaluated;
    case Answer::kNotApplicable:
      break;
  }
  return FlagState::kNotApplicable;
}

FlagResult Raise(Evaluator& evaluator, const PlanFlag& flag) {
  const PlanRule& rule = flag.rule;
  if (!flag.in_force) return {FlagState::kNotApplicable, 0, true, false};
  const Condition applies = evaluator.Ask(rule.applies_when);
  if (applies.answer == Answer::kUnknown) {
    return {FlagState::kNotEvaluated, applies.causes, true, false};
  }
  if (applies.answer != Answer::kTrue) {
    return {FlagState::kNotApplicable, applies.causes, true, false};
  }
  const Condition condition = evaluator.Ask(rule.when);
  if (condition.answer == Answer::kUnknown && flag.unknown_raises) {
    return {FlagState::kRaised, condition.causes, false, true};
  }
  return {StateOf(condition.answer), condition.causes, false, false};
}

}  // namespace

void Evaluator::RaiseFlags() {
  for (size_t i = 0; i < plan.flags.size(); ++i) {
    out.flags[i] = Raise(*this, plan.flags[i]);
    const FlagState state = out.flags[i].state;
    if (state == FlagState::kNotEvaluated) {
      out.reasons[plan.flags[i].slot] = MissingReason::kInputMissing;
    } else {
      SetOutcome(*this, plan.flags[i].slot, Value::Bool(state == FlagState::kRaised));
    }
  }
}

}  // namespace bellwether
