// An evaluator that holds two packs side by side: its answers have no message, but what changes for
// the account.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_EVALUATOR_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_EVALUATOR_H_

#include <memory>

#include "clients/cli/evaluation/account_evaluator.h"
#include "engine/impact/account_change.h"
#include "engine/impact/comparer.h"
#include "engine/impact/pack_pair.h"

namespace bellwether::cli {

struct ImpactAnswer {
  impact::AccountChange change;  // unless somebody refuses the account
  impact::Refusal refusal;
};

// Where one pack alone refuses an account, the violation says which. `options.as_of` must be set;
// `pair` outlives the evaluator.
std::unique_ptr<AccountEvaluator> MakeImpactEvaluator(const impact::PackPair& pair,
                                                      const v1::EvaluationOptions& options,
                                                      const Limits& limits,
                                                      AccountEvaluator::Sink sink);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_EVALUATOR_H_
