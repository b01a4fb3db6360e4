// What alerts of a pack are about, asked of an answer: which of them hold.
//
//   DiagnosticSink sink;
//   auto conditions = alerts::AlertConditions::Read(plan, limits, sink);
//   conditions->Look(account, holds);              // holds[i]: of plan.alerts[i]
//
// Conditions are written in the language of paths (engine/paths/condition.h), so they are read when
// there is a plan; Load does that, so a pack that loaded has none with a mistake.
#ifndef BELLWETHER_ENGINE_ALERTS_ALERT_CONDITIONS_H_
#define BELLWETHER_ENGINE_ALERTS_ALERT_CONDITIONS_H_

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "engine/evaluate/evaluate.h"
#include "engine/paths/condition.h"
#include "engine/plan/plan.h"
#include "engine/source/diagnostic.h"

namespace bellwether::alerts {

// In memory of its own: one thread at a time. The plan must outlive it.
class AlertConditions {
 public:
  // Nothing when a condition has a mistake: all of them are in `sink`, with their places.
  static std::optional<AlertConditions> Read(const Plan& plan, const Limits& limits,
                                             DiagnosticSink& sink);

  // By alert of the plan. What cannot be said is unknown, and neither begins nor ends an alert:
  //   when         as the condition answers
  //   overdue      true where a milestone (that one, or any) is planned, not done, and later than
  //                the pack's grace_days; an account without such a plan has none that is late
  //   no_data_for  true where the newest observation is that old, or older; an account that was
  //                never observed is unknown
  // An alert whose applies_when is false does not hold.
  void Look(const EvaluatedAccount& account, std::vector<Ternary>& holds);
  // When one of them may turn by time alone, beside what turns in the answer itself, after the
  // moment of the answer: when nothing is newer than no_data_for, and for conditions that read
  // facts the next midnight where the account lives. It may be early and is never late; conditions
  // on `as_of` give the next microsecond. Nothing: never.
  std::optional<absl::Time> NextTurn(const EvaluatedAccount& account) const;
  // What must be evaluated for that.
  Wanted wanted() const;

 private:
  explicit AlertConditions(const Plan& plan) : plan_(&plan) {}
  Ternary Trigger(const EvaluatedAccount& account, size_t alert);

  const Plan* plan_;
  // By alert; nothing where it has none.
  std::vector<std::optional<PathCondition>> when_;
  std::vector<std::optional<PathCondition>> applies_when_;
};

}  // namespace bellwether::alerts

#endif  // BELLWETHER_ENGINE_ALERTS_ALERT_CONDITIONS_H_
