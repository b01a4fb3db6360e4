// An evaluator that lets a server hold two packs side by side: accounts go to it in messages, and
// are answered when it has compared them; what it makes of all of them is its answer at the end.
//
// A record that could be read only in part is refused for that, and not sent; its answer has an
// `impact`, without a change, and the others have none.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_REMOTE_IMPACT_EVALUATOR_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_REMOTE_IMPACT_EVALUATOR_H_

#include <memory>

#include "clients/cli/evaluation/account_evaluator.h"
#include "clients/cpp/pack_preview.h"

namespace bellwether::cli {

// `preview` has begun, and is shared with whoever ends it.
std::unique_ptr<AccountEvaluator> MakeRemoteImpactEvaluator(std::shared_ptr<PackPreview> preview,
                                                            AccountEvaluator::Sink sink);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_REMOTE_IMPACT_EVALUATOR_H_
