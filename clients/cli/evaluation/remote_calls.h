// Which of the service's calls ask a server for the accounts of a file.
//
// Whatever the call, the answers and what is written of them are the same: kAuto only chooses what
// is fast or soon. Thread-safe: no state.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_REMOTE_CALLS_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_REMOTE_CALLS_H_

#include <cstddef>
#include <memory>
#include <optional>

#include "clients/cli/evaluation/evaluation_session.h"
#include "clients/cpp/evaluations.h"

namespace bellwether::cli {

enum class RemoteCall { kAuto, kUnary, kBatch, kStream, kColumns };

// What kAuto means: the stream for accounts that arrive one by one, so that each answer comes soon;
// columns where the output shows no more than they carry; else batches. One account alone is asked
// by itself.
RemoteCall ChooseCall(RemoteCall wanted, OutputFormat format, AccountSource source);

// Whether columns carry what the format shows.
bool ColumnsSuffice(OutputFormat format);

// `call` is not kAuto. `concurrency`: calls in flight, on a stream accounts; nothing: what suits
// the call.
std::unique_ptr<Evaluations> MakeEvaluations(RemoteCall call, Client& client,
                                             const v1::EvaluationOptions& options,
                                             OutputFormat format, std::optional<size_t> concurrency,
                                             Evaluations::Sink sink);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_REMOTE_CALLS_H_
