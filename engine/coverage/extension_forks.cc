// Extension: reasons, the decision, and the days that it counts (S23).
//
// Tested by tests/engine/coverage/points_test.cc.
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/coverage/fork_builder.h"

namespace bellwether::coverage {
namespace {

void AddReasons(ForkBuilder& builder, const std::string& kind,
                const std::vector<PlanReason>& reasons, const std::vector<PlanNote>& notes,
                std::vector<Condition> ExtensionResult::*answers) {
  for (size_t i = 0; i < reasons.size(); ++i) {
    const std::string key = absl::StrCat("extension.", kind, ".", notes[i].name);
    builder.AddCondition(key, absl::StrCat(key, ".when"), {"holds", "does not hold"},
                         reasons[i].rule.when, [i, answers](const Seen& seen) {
                           const ExtensionResult& result = seen.evaluation.extension;
                           if (result.state != OutcomeState::kAnswered) return kNotReached;
                           return TurnOf((result.*answers)[i].answer);
                         });
  }
}

bool IsDecided(const Seen& seen) {
  return seen.evaluation.extension.state == OutcomeState::kAnswered;
}

// The decisions that the pack can come to.
void AddDecision(ForkBuilder& builder) {
  PossibleWays ways;  // in the order of Decision
  ways.Add("GRADUATE", builder.plan().graduation.defined);
  ways.Add("ESCALATE");
  ways.Add("CONTINUE");
  ways.Add("EXTEND", !builder.plan().extension.extend.empty());
  ways.Add("not evaluated", false);
  builder.Add("extension", ways.words(), [ways](const Seen& seen) {
    if (!IsDecided(seen)) return kNotReached;
    return ways.Of(static_cast<size_t>(seen.evaluation.extension.decision));
  });
  if (builder.plan().extension.max_total_days == 0) return;
  builder.Add("extension.max_total_days", {"days are left", "used up"}, [](const Seen& seen) {
    return IsDecided(seen) ? TurnIf(seen.evaluation.extension.days_left > 0) : kNotReached;
  });
}

void AddDays(ForkBuilder& builder) {
  if (builder.plan().extension.recovery_after_days) {
    builder.Add("extension.recovery_after_days", {"a recovery plan is due", "not due"},
                [](const Seen& seen) {
                  const ExtensionResult& result = seen.evaluation.extension;
                  if (!IsDecided(seen) || !result.has_target) return kNotReached;
                  return TurnIf(result.recovery);
                });
  }
  if (builder.plan().extension.review_window_days == 0) return;
  builder.Add("extension.review_window_days", {"within it", "before it"}, [](const Seen& seen) {
    const ExtensionResult& result = seen.evaluation.extension;
    const bool before_target = IsDecided(seen) && result.basis == DecisionBasis::kBeforeTarget;
    return before_target ? TurnIf(result.lists_extend_reasons) : kNotReached;
  });
}

}  // namespace

void AddExtension(ForkBuilder& builder) {
  const PlanExtension& extension = builder.plan().extension;
  if (!extension.defined) return;
  const PlanOutcomeNotes& notes = builder.plan().outcome_notes;
  builder.AddApplies("extension", extension.applies_when,
                     [](const Seen& seen) { return TurnOf(seen.evaluation.extension.state); });
  AddReasons(builder, "escalate", extension.escalate, notes.escalate, &ExtensionResult::escalate);
  AddReasons(builder, "extend", extension.extend, notes.extend, &ExtensionResult::extend);
  AddReasons(builder, "root_cause", extension.root_cause, notes.root_cause,
             &ExtensionResult::root_causes);
  AddDecision(builder);
  AddDays(builder);
}

}  // namespace bellwether::coverage
