// How many accounts each rule of a plan touches: for how many it holds, for how many it does not,
// and for how many that is not known.
//
//   RuleCounts counts(plan);
//   for (...) counts.Add(evaluation);       // by the plan, or by the one of it that is in force
//   for (const RuleCount& rule : counts.rules()) ...
//
// Memory does not grow with the number of accounts. One thread.
#ifndef BELLWETHER_ENGINE_IMPACT_RULE_COUNTS_H_
#define BELLWETHER_ENGINE_IMPACT_RULE_COUNTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/explain/lines.h"
#include "engine/plan/plan.h"

namespace bellwether::impact {

// Accounts to whom the rule does not apply are in none of the counts.
struct RuleCount {
  // As dotted paths have it: "component.onboarding.usage", "flag.silent", "gate.open". What caps
  // and floors do not have is a name: "cap.onboarding".
  std::string name;
  Place place;
  // A condition is true; a criterion or a requirement is met; a component has a score.
  uint64_t holds = 0;
  uint64_t fails = 0;
  // For want of data.
  uint64_t unknown = 0;
};

class RuleCounts {
 public:
  // `plan` must outlive it.
  explicit RuleCounts(const Plan& plan);

  void Add(const Evaluation& evaluation);
  // Components, caps and floors by model; flags; criteria; gates; requirements; reasons to escalate
  // and to extend; root causes.
  const std::vector<RuleCount>& rules() const { return rules_; }

 private:
  void Name(std::string name, const ruleset::Location& location);
  void NameAll(std::string_view kind, const std::vector<PlanNote>& notes);
  // So many of the next rules, in the order of their names, are about nothing.
  void Pass(size_t count) { next_ += count; }
  template <typename State>
  void Count(State state, State holds, State fails, State unknown);
  void CountModel(const Evaluation& evaluation, size_t model);
  void CountGraduation(const GraduationResult& graduation);
  void CountReasons(const std::vector<Condition>& reasons);

  const Plan& plan_;
  std::vector<RuleCount> rules_;
  size_t next_ = 0;
};

}  // namespace bellwether::impact

#endif  // BELLWETHER_ENGINE_IMPACT_RULE_COUNTS_H_
