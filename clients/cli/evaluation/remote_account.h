// One account of a file as it is sent to a server, and what the server says against it.
//
//   ExitCode failure;
//   auto told = ReadForServer(options, console, failure);
//   if (!told) return failure;
//   *request.mutable_account() = told->message;
//   ...
//   if (told->SayRefused("account", violations, console)) return ExitCode::kInputRefused;
//
// One thread.
#ifndef BELLWETHER_CLIENTS_CLI_EVALUATION_REMOTE_ACCOUNT_H_
#define BELLWETHER_CLIENTS_CLI_EVALUATION_REMOTE_ACCOUNT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bellwether/v1/account.pb.h"
#include "clients/cli/evaluation/account_evaluator.h"
#include "clients/cli/evaluation/single_account.h"

namespace bellwether::cli {

struct RemoteAccount {
  v1::Account message;
  std::string source;  // as messages call its file
  RecordPlace place;
  bool has_signal_columns = false;

  // Says those of the server's problems that are about this account, whose field in the request is
  // `field`; "": all of them. Whether there are any.
  bool SayRefused(std::string_view field, const std::vector<Violation>& violations,
                  Console& console) const;
};

// Nothing when something stands in the way, which was said; `failure` says what to exit with. What
// could be read only in part is not sent.
std::optional<RemoteAccount> ReadForServer(const SingleAccount& options, Console& console,
                                           ExitCode& failure);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_EVALUATION_REMOTE_ACCOUNT_H_
