// bellwether explain --from: what changed since, and what that did to the scores.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_EXPLAIN_CHANGE_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_EXPLAIN_CHANGE_H_

#include <optional>
#include <string>
#include <vector>

#include "clients/cli/commands/command.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/explanation/change_report.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {

// What the account is compared with; what is not given is as it is on the side after.
struct ChangeOptions {
  std::string account;  // file of the account before
  std::string pack;     // folder of the pack before
  std::optional<Moment> as_of;

  bool given() const { return !account.empty() || !pack.empty() || as_of; }
};

// --from, --to, --from-pack, --from-as-of. Returns those that ask for a comparison, for others to
// exclude. `after` is what AddSingleAccount fills.
std::vector<Option> AddChangeOptions(Command command, ChangeOptions& options, SingleAccount& after);

// The account before is read like the one after, from its own file where it has one.
SingleAccount BeforeOf(const SingleAccount& after, const ChangeOptions& options);
// Says once that the moment is now, when none is stated.
Moment AsOfOrNow(const SingleAccount& after, Console& console);
ExitCode PrintChange(const ChangeReport& report, bool json, ColorChoice color, Console& console);

// `after`: the account and pack that are explained; `model`: this one alone, "" for all.
ExitCode ExplainChange(const SingleAccount& after, const ChangeOptions& before,
                       const std::string& model, bool json);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_EXPLAIN_CHANGE_H_
