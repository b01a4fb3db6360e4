// Internal to the equivalence stage: parts of rule sets by the keys under which a pack has them.
#ifndef BELLWETHER_ENGINE_EQUIVALENCE_PARTS_H_
#define BELLWETHER_ENGINE_EQUIVALENCE_PARTS_H_

#include <functional>
#include <string>
#include <vector>

#include "engine/equivalence/claim.h"

namespace bellwether::equivalence {

using Siblings = std::vector<const ruleset::Component*>;

// A component or criterion that keys lead to.
struct ComponentPlace {
  Both<ruleset::Component> component;
  double met_at_before = 0, met_at_after = 0;  // of a criterion
  Siblings siblings_before, siblings_after;    // with itself
  std::string path;                            // "health.onboarding.progress", as Ranges has it
  std::vector<std::string> rest;               // keys below it: {"linear", "from"}

  explicit operator bool() const { return static_cast<bool>(component); }
};
ComponentPlace ComponentAt(const Claim& claim);

// All components of models and all criteria, parents first.
void ForEachComponent(const ruleset::RuleSet& rules,
                      const std::function<void(const ruleset::Component&)>& look);

}  // namespace bellwether::equivalence

#endif  // BELLWETHER_ENGINE_EQUIVALENCE_PARTS_H_
