// An account bound and evaluated in one step, with everything for which it is refused.
//
//   AccountMemory memory;                    // used again for the next account
//   std::vector<Violation> violations;
//   if (EvaluateAccount(plan, account, options, limits, memory, violations).ok()) ...
//
// One thread for each memory.
#ifndef BELLWETHER_ENGINE_EVALUATE_EVALUATE_ACCOUNT_H_
#define BELLWETHER_ENGINE_EVALUATE_EVALUATE_ACCOUNT_H_

#include <vector>

#include "absl/status/status.h"
#include "engine/base/limits.h"
#include "engine/evaluate/evaluate.h"
#include "engine/facts/facts.h"

namespace bellwether {

struct AccountMemory {
  Facts facts;
  Scratch scratch;
  Evaluation evaluation;
};

// OK: `memory` holds facts and evaluation. INVALID_ARGUMENT: the account is not what the pack
// takes; facts are bound as far as they can be. FAILED_PRECONDITION: a value that the pack requires
// is missing. In both cases `violations` says why. One that holds something already refuses the
// account as well: the caller found that.
absl::Status EvaluateAccount(const Plan& plan, const Account& account, const BindOptions& options,
                             const Limits& limits, AccountMemory& memory,
                             std::vector<Violation>& violations, const Wanted& wanted = {});

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EVALUATE_EVALUATE_ACCOUNT_H_
