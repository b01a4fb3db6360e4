// Why an evaluation was refused: values whose policy is `error`, and that are missing.
#ifndef BELLWETHER_ENGINE_EVALUATE_REQUIRED_H_
#define BELLWETHER_ENGINE_EVALUATE_REQUIRED_H_

#include <vector>

#include "engine/evaluate/evaluation.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"

namespace bellwether {

// One problem for each, with the reason REQUIRED_BUT_MISSING, of an evaluation for which Evaluate
// returned FAILED_PRECONDITION; none of any other.
std::vector<Violation> RequiredViolations(const Plan& plan, const Evaluation& evaluation);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_EVALUATE_REQUIRED_H_
