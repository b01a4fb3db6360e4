// Packs have a handful of alerts, so they are walked.
//
// Tested by tests/engine/alerts/account_alerts_test.cc.
#include "engine/alerts/rule_named.h"

namespace bellwether::alerts {

const ruleset::Alert* RuleNamed(const Plan& plan, std::string_view name) {
  for (const ruleset::Alert& rule : plan.alerts) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

}  // namespace bellwether::alerts
