// The rule of a name. State, events and what is stored know rules by their names, for a pack may
// change while an alert is open.
#ifndef BELLWETHER_ENGINE_ALERTS_RULE_NAMED_H_
#define BELLWETHER_ENGINE_ALERTS_RULE_NAMED_H_

#include <string_view>

#include "engine/plan/plan.h"

namespace bellwether::alerts {

// Null: the pack has none. It lives as long as the plan.
const ruleset::Alert* RuleNamed(const Plan& plan, std::string_view name);

}  // namespace bellwether::alerts

#endif  // BELLWETHER_ENGINE_ALERTS_RULE_NAMED_H_
