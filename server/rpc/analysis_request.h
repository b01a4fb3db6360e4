// What requests for a comparison or a search have in common. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_ANALYSIS_REQUEST_H_
#define BELLWETHER_SERVER_RPC_ANALYSIS_REQUEST_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/account.pb.h"
#include "bellwether/v1/evaluation.pb.h"
#include "engine/base/limits.h"
#include "engine/evaluate/evaluate_account.h"
#include "grpcpp/support/status.h"

namespace bellwether {

// Options that choose parts of an Evaluation are refused: there is none in the answer.
BindOptions ReadAnalysisOptions(const v1::EvaluationOptions& message, absl::Time received,
                                std::vector<Violation>& violations);

// An account of a message, bound and evaluated. What refuses it has a path that begins with
// `field`: "after.account.signals.mood", and "options.benchmark_set" for what is no part of it.
struct Analysed {
  Account account;
  AccountMemory memory;
  std::vector<Violation> violations;
  bool only_missing = false;  // violations are values that the pack requires
};
void Analyse(const Plan& plan, const v1::Account& message, const BindOptions& options,
             const Limits& limits, std::string_view field, Analysed& analysed);

// Why `model`, unless it is "", is none of a plan's, or of either plan's.
void CheckModel(const std::vector<const Plan*>& plans, const std::string& model,
                std::vector<Violation>& violations);

// INVALID_ARGUMENT, or FAILED_PRECONDITION when nothing but required values is missing. Paths are
// those of the request.
grpc::Status RefuseAnalysis(const std::vector<Violation>& violations, bool only_missing);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ANALYSIS_REQUEST_H_
