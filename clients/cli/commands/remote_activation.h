// What the commands about a server's packs have in common: options of a change, and how packs and
// changes are printed.
//
// The pointed-to values must live until the command has run.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_ACTIVATION_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_ACTIVATION_H_

#include <string>
#include <vector>

#include "bellwether/v1/rules.pb.h"
#include "clients/cli/commands/command.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

struct RemoteChange {
  ServerRequest server;
  std::string label;
  std::string reason;
  std::string expected_digest;
  std::string request_id;  // "": one is made
  bool check_only = false;
  bool json = false;
};

// --server, --timeout, --reason, --request-id, --check-only, --format
void AddRemoteChange(Command command, RemoteChange& change, bool needs_reason);
// --label, --expect
void AddChangedLabel(Command command, RemoteChange& change);
// --label of what is listed
void AddListedLabel(Command command, std::string& label);

// Writes the fields that all requests have.
template <typename Request>
void WriteChange(const RemoteChange& change, Request& request);
// The id of the request: as it was given, or a new UUID.
std::string RequestIdOf(const RemoteChange& change);

// Prints what a change came to: kGood, or that it cannot be printed.
ExitCode PrintChange(const RemoteChange& change, const google::protobuf::Message& response,
                     const v1::Activation& activation, Console& console);
// Says why it was refused. kPackInvalid and kTestsFailed where the pack is the reason.
ExitCode SayWhyRefused(const absl::Status& status, const std::vector<Violation>& violations,
                       Console& console);

// "saas 0.1.0 (9a66f918)".
std::string PackWords(const v1::PackInfo& pack);
// One line: "2026-03-01T10:00:00Z a3 active saas 0.1.0 (…) → saas 0.2.0 (…), by ann: because".
std::string ActivationLine(const v1::Activation& activation);
// Labels with their packs, what is stored, sources with what is wrong with them.
std::string PacksText(const std::vector<v1::Pack>& packs,
                      const std::vector<v1::SourceState>& sources);

// Details below.

template <typename Request>
void WriteChange(const RemoteChange& change, Request& request) {
  request.set_reason(change.reason);
  request.set_request_id(RequestIdOf(change));
  request.set_validate_only(change.check_only);
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_ACTIVATION_H_
