// A small pack, and an evaluation by it as a decision log has it.
#ifndef BELLWETHER_TESTS_ENGINE_DECISIONS_LOGGED_H_
#define BELLWETHER_TESTS_ENGINE_DECISIONS_LOGGED_H_

#include <string>
#include <string_view>

#include "engine/decisions/record.h"
#include "tests/support/scored_account.h"

namespace bellwether::decisions {

// `usage` and `support` are behind the score, `silent` behind the flag alone, `mood` behind
// nothing.
inline constexpr char kPack[] = R"(
segments: [large, small]
severities: [red]
signals:
  usage: {type: ratio}
  support: {type: number, min: 0, max: 10, missing: exclude}
  silent: {type: bool, missing: exclude}
  mood: {type: text}
  seen_at: {type: timestamp}
  history: {type: series, of: number}
health:
  onboarding:
    min_coverage: 0
    bands: [{green: 70}, {yellow: 40}, {red: 0}]
    components:
      usage: {weight: 3, of: usage}
      support: {weight: 1, of: support, linear: {from: 0, to: 10}}
flags:
  silent: {severity: red, when: silent, reason: Silent}
)";

inline Decision Logged(const testing_support::PlanPointer& plan, std::string_view account,
                       Stages stages = Stages::All()) {
  Decision decision;
  decision.time = absl::FromUnixNanos(1'767'225'600'123'456'789);
  decision.request_id = "r-1";
  decision.trace_id = "0af7651916cd43dd8448eb211c80319c";
  decision.method = "bellwether.v1.ScoringService/Evaluate";
  decision.caller = "billing";
  decision.pack = {plan->name, plan->version, plan->digest, "active"};
  decision.as_of = testing_support::AsOf("2026-03-01").as_of;
  decision.account = testing_support::AccountOf(account);
  const auto scored = testing_support::Score(plan, decision.account);
  decision.outcome =
      LoggedPaths(*plan).Of({*plan, decision.account, scored.facts, scored.evaluation}, stages);
  return decision;
}

// Null when the outcome has no such path.
inline const Value* Find(const Decision& decision, std::string_view path) {
  for (const OutcomeValue& one : decision.outcome) {
    if (one.path == path) return &one.value;
  }
  return nullptr;
}

inline std::string TextAt(const Decision& decision, std::string_view path) {
  const Value* const value = Find(decision, path);
  return value == nullptr ? "not logged" : ValueText(*value);
}

}  // namespace bellwether::decisions

#endif  // BELLWETHER_TESTS_ENGINE_DECISIONS_LOGGED_H_
