// What evaluation here and through a server have in common: a record that is not good.
//
// Tested by tests/clients/account_evaluator_test.cc.
#include "clients/cli/evaluation/account_evaluator.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/accounts/violations.h"

namespace bellwether::cli {
namespace {

bool Illegible(const Violation& violation) {
  return violation.path.empty() || violation.reason == reason::kSyntax ||
         violation.reason == reason::kTooLarge || violation.reason == reason::kInvalidUtf8;
}

}  // namespace

bool IsLegible(const AccountRecord& record) {
  return std::none_of(record.violations.begin(), record.violations.end(), Illegible);
}

void AddViolation(Violation violation, EvaluateAnswer& answer) {
  answer.status = absl::InvalidArgumentError("the account is refused");
  answer.violations.push_back(std::move(violation));
}

void AddReaderViolations(std::vector<Violation> found, EvaluateAnswer& answer) {
  if (found.empty()) return;
  answer.status = absl::InvalidArgumentError("the account cannot be read");
  for (Violation& violation : answer.violations) {
    const bool known = std::any_of(found.begin(), found.end(), [&](const Violation& other) {
      return other.path == violation.path;
    });
    if (!known) found.push_back(std::move(violation));
  }
  answer.violations = std::move(found);
}

}  // namespace bellwether::cli
