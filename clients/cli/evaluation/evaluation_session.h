// One run over an account file: read, evaluate, write; what is refused is said and passed over.
//
// Everything streams: memory is bounded by the largest account and by the calls in flight. Answers
// are written in the order of the file. Ctrl-C ends the run: what was answered until then is
// written.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_EVALUATION_SESSION_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_EVALUATION_SESSION_H_

#include "clients/cli/evaluation/account_run.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {

// `plan`: for paths and the colours of bands; null when the rules are on a server.
ExitCode RunEvaluation(const EvaluationRequest& request, const EvaluatorFactory& make_evaluator,
                       const Plan* plan, Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_EVALUATION_SESSION_H_
