// How much the answers of a run carry: what its format shows, and for whole answers what --view and
// --explain say.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_ANSWER_VIEW_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_ANSWER_VIEW_H_

#include "clients/cli/evaluation/evaluation_request.h"

namespace bellwether::cli {

v1::ExplanationLevel ExplanationFor(const EvaluationRequest& request);
v1::EvaluationView ViewFor(const EvaluationRequest& request);

// Whether --view fits the rest; what does not is said.
bool AnswerViewFits(const EvaluationRequest& request, Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_ANSWER_VIEW_H_
