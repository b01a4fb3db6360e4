// Tested by tests/engine/evaluate/evaluate_account_test.cc.
#include "engine/evaluate/evaluate_account.h"

#include <iterator>
#include <utility>

#include "engine/evaluate/required.h"

namespace bellwether {

absl::Status EvaluateAccount(const Plan& plan, const Account& account, const BindOptions& options,
                             const Limits& limits, AccountMemory& memory,
                             std::vector<Violation>& violations, const Wanted& wanted) {
  memory.evaluation.required.clear();
  std::vector<Violation> found = Bind(plan, account, options, limits, memory.facts);
  std::move(found.begin(), found.end(), std::back_inserter(violations));
  if (!violations.empty()) return absl::InvalidArgumentError("the account is refused");
  absl::Status status = Evaluate(plan, memory.facts, memory.scratch, memory.evaluation, wanted);
  if (absl::IsFailedPrecondition(status)) violations = RequiredViolations(plan, memory.evaluation);
  return status;
}

}  // namespace bellwether
