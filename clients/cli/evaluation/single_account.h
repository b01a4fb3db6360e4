// One account of a file, evaluated by the pack of a folder with everything that explains it: what
// `explain`, `ask` and `path` begin with.
//
//   return EvaluateSingle(options, console, [&](const Plan& plan, const v1::Evaluation& evaluation)
//   {
//     ... print ...
//     return ExitCode::kGood;
//   });
//
// Says on stderr what stands in the way: a file that cannot be read, several accounts and no --id,
// an account that is refused. One thread.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_SINGLE_ACCOUNT_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_SINGLE_ACCOUNT_H_

#include <functional>
#include <optional>
#include <string>

#include "bellwether/v1/evaluation.pb.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/accounts/accounts.h"
#include "engine/facts/account.h"
#include "engine/plan/plan.h"

namespace bellwether::cli {

struct SingleAccount {
  std::string pack;
  PackNumbers numbers;
  std::string id;             // which account, when the file holds several
  EvaluationRequest request;  // its format and output are not used
};

// The account that is wanted: read, and not yet held against a plan.
struct SingleRecord {
  AccountRecord record;
  std::string source;               // as messages call its file
  bool has_signal_columns = false;  // of CSV: refusals name columns
};

// Nothing when something stands in the way; `failure` says what to exit with. `plan`: what a
// mapping is held against; null: that of `options.pack`, which is loaded for a mapping alone.
std::optional<SingleRecord> ReadSingle(const SingleAccount& options, const Plan* plan,
                                       Console& console, ExitCode& failure);

// The account, how it was asked about and what came out.
struct SingleAnswer {
  const Plan& plan;
  const Account& account;
  const v1::EvaluationOptions& options;  // with as_of
  const v1::Evaluation& evaluation;
};

using OnAnswer = std::function<ExitCode(const SingleAnswer& answer)>;
using OnEvaluation = std::function<ExitCode(const Plan& plan, const v1::Evaluation& evaluation)>;

// `accept_plan` may refuse a plan before any account is read (a model that it does not have).
ExitCode AnswerSingle(const SingleAccount& options, Console& console, const OnAnswer& show,
                      const std::function<bool(const Plan&)>& accept_plan = {});
// The same for who needs no more than the evaluation.
ExitCode EvaluateSingle(const SingleAccount& options, Console& console, const OnEvaluation& show,
                        const std::function<bool(const Plan&)>& accept_plan = {});

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_SINGLE_ACCOUNT_H_
