// Tested by tests/clients/account_evaluator_test.cc.
#include "engine/evaluate/required.h"

#include "absl/strings/str_cat.h"

namespace bellwether {
namespace {

bool IsSignal(const Plan& plan, uint32_t slot) {
  return plan.slots[slot].origin == ruleset::SlotOrigin::kSignal;
}

}  // namespace

std::vector<Violation> RequiredViolations(const Plan& plan, const Evaluation& evaluation) {
  std::vector<Violation> violations;
  for (const uint32_t slot : evaluation.required) {
    const std::string& name = plan.slots[slot].name;
    violations.push_back(
        {absl::StrCat(IsSignal(plan, slot) ? "signals." : "", name), "REQUIRED_BUT_MISSING",
         absl::StrCat("the pack needs a value of `", name, "`, and it is missing (",
                      MissingReasonName(evaluation.reasons[slot]), ")")});
  }
  return violations;
}

}  // namespace bellwether
