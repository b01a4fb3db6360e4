// Tested by tests/engine/evaluate/decision_test.cc.
#include "engine/explain/names.h"

#include <cstddef>

namespace bellwether {
namespace {

template <size_t kCount, typename Enum>
const char* Pick(const char* const (&names)[kCount], Enum value) {
  const auto index = static_cast<size_t>(value);
  return index < kCount ? names[index] : "?";
}

}  // namespace

const char* StateName(ComponentState state) {
  constexpr const char* kNames[] = {"observed", "imputed", "absent", "not_applicable",
                                    "zero_weight"};
  return Pick(kNames, state);
}

const char* StateName(ModelState state) {
  constexpr const char* kNames[] = {"scored", "insufficient_data", "overridden", "not_applicable",
                                    "not_evaluated"};
  return Pick(kNames, state);
}

const char* StateName(BenchmarkState state) {
  constexpr const char* kNames[] = {"tiered",        "missing",        "not_yet",
                                    "not_available", "not_applicable", "not_evaluated"};
  return Pick(kNames, state);
}

const char* StateName(LimitState state) {
  constexpr const char* kNames[] = {"holds", "does_not_hold", "unknown", "not_applicable",
                                    "expired"};
  return Pick(kNames, state);
}

const char* StateName(FlagState state) {
  constexpr const char* kNames[] = {"raised", "clear", "not_evaluated", "not_applicable"};
  return Pick(kNames, state);
}

const char* StateName(OutcomeState state) {
  constexpr const char* kNames[] = {"not_defined",       "not_applicable",    "not_evaluated",
                                    "already_graduated", "insufficient_data", "answered"};
  return Pick(kNames, state);
}

const char* StateName(CriterionState state) {
  constexpr const char* kNames[] = {"met", "unmet", "unknown", "not_applicable"};
  return Pick(kNames, state);
}

const char* StateName(DimensionState state) {
  constexpr const char* kNames[] = {"scored", "insufficient_evidence", "not_applicable"};
  return Pick(kNames, state);
}

const char* StateName(GateState state) {
  constexpr const char* kNames[] = {"blocked", "clear", "needs_evidence", "not_applicable"};
  return Pick(kNames, state);
}

const char* StateName(RequirementState state) {
  constexpr const char* kNames[] = {"met", "unmet", "needs_evidence", "not_applicable"};
  return Pick(kNames, state);
}

const char* StateName(PhaseState state) {
  constexpr const char* kNames[] = {"not_begun", "open", "done", "late", "not_evaluated"};
  return Pick(kNames, state);
}

const char* StateName(ReviewState state) {
  constexpr const char* kNames[] = {"not_planned", "not_due", "due", "overdue", "not_evaluated"};
  return Pick(kNames, state);
}

const char* StateName(Answer answer) {
  constexpr const char* kNames[] = {"does_not_hold", "holds", "unknown", "not_applicable"};
  return Pick(kNames, answer);
}

const char* StateName(AdjustmentKind kind) {
  constexpr const char* kNames[] = {"floor", "cap", "override_set", "override_cap",
                                    "override_floor"};
  return Pick(kNames, kind);
}

const char* StateName(Ternary value) {
  constexpr const char* kNames[] = {"no", "yes", "unknown"};
  return Pick(kNames, value);
}

const char* WordFor(Readiness readiness) {
  constexpr const char* kNames[] = {"NOT_READY", "CLOSE", "READY"};
  return Pick(kNames, readiness);
}

const char* WordFor(Decision decision) {
  constexpr const char* kNames[] = {"GRADUATE", "ESCALATE", "CONTINUE", "EXTEND", "NOT_EVALUATED"};
  return Pick(kNames, decision);
}

const char* WordFor(DecisionBasis basis) {
  constexpr const char* kNames[] = {"NONE",
                                    "READY_TO_GRADUATE",
                                    "ESCALATION_REASON",
                                    "BEFORE_TARGET",
                                    "EXTENSION_REASON",
                                    "EXTENSION_CANNOT_REACH_TODAY",
                                    "REQUEST_REFUSED",
                                    "BUDGET_USED_UP",
                                    "NO_JUSTIFICATION",
                                    "NO_TARGET"};
  return Pick(kNames, basis);
}

}  // namespace bellwether
