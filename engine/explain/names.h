// The engine's states as words: one spelling for renderings, tests of packs and messages.
#ifndef BELLWETHER_ENGINE_EXPLAIN_NAMES_H_
#define BELLWETHER_ENGINE_EXPLAIN_NAMES_H_

#include "engine/evaluate/evaluation.h"
#include "engine/explain/lines.h"

namespace bellwether {

// Lower case with underscores: "raised", "not_evaluated", "insufficient_data".
const char* StateName(ComponentState state);
const char* StateName(ModelState state);
const char* StateName(BenchmarkState state);
const char* StateName(LimitState state);
const char* StateName(FlagState state);
const char* StateName(OutcomeState state);
const char* StateName(CriterionState state);
const char* StateName(DimensionState state);
const char* StateName(GateState state);
const char* StateName(RequirementState state);
const char* StateName(PhaseState state);
const char* StateName(ReviewState state);
const char* StateName(Answer answer);  // "holds", "does_not_hold", "unknown", "not_applicable"
const char* StateName(AdjustmentKind kind);
const char* StateName(Ternary value);  // "no", "yes", "unknown"

// Upper case, as in answers: "READY", "EXTEND", "BUDGET_USED_UP".
const char* WordFor(Readiness readiness);
const char* WordFor(Decision decision);
const char* WordFor(DecisionBasis basis);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EXPLAIN_NAMES_H_
