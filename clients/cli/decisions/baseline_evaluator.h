// An evaluator whose answers go into a baseline: they have no message.
#ifndef BELLWETHER_CLIENTS_CLI_DECISIONS_BASELINE_EVALUATOR_H_
#define BELLWETHER_CLIENTS_CLI_DECISIONS_BASELINE_EVALUATOR_H_

#include <memory>

#include "clients/cli/evaluation/account_evaluator.h"
#include "engine/drift/baseline_builder.h"

namespace bellwether::cli {

// `builder` null: nothing is added. `options.as_of` must be set; plan and builder outlive it.
std::unique_ptr<AccountEvaluator> MakeBaselineEvaluator(const Plan& plan,
                                                        const v1::EvaluationOptions& options,
                                                        drift::BaselineBuilder* builder,
                                                        AccountEvaluator::Sink sink);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_DECISIONS_BASELINE_EVALUATOR_H_
