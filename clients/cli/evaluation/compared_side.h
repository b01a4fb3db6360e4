// One side of a comparison of two evaluations: a pack, an account, a moment, and what the engine
// makes of them.
//
//   ExitCode failure;
//   const auto side = EvaluateSide(plan, options, as_of, console, failure);
//   if (side == nullptr) return failure;
//   Attribute(side->view(), ...)
//
// Says on stderr what stands in the way, as EvaluateSingle does. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_COMPARED_SIDE_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_COMPARED_SIDE_H_

#include <memory>

#include "clients/cli/evaluation/single_account.h"
#include "engine/attribution/attribution.h"
#include "engine/evaluate/evaluate_account.h"

namespace bellwether::cli {

struct ComparedSide {
  std::shared_ptr<const Plan> plan;
  Account account;
  BindOptions options;
  AccountMemory memory;

  ComparedAccount view() const {
    return {*plan, account, options, memory.facts, memory.evaluation};
  }
};

// Null when there is nothing to compare; `failure` says what to exit with.
std::unique_ptr<ComparedSide> EvaluateSide(std::shared_ptr<const Plan> plan,
                                           const SingleAccount& options, const Moment& as_of,
                                           Console& console, ExitCode& failure);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_COMPARED_SIDE_H_
