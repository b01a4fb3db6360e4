// What the questions about a server's book have in common: whom they ask, about which book, by
// which pack.
//
// The pointed-to values must live until the command has run.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_QUESTION_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_QUESTION_H_

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "bellwether/v1/portfolio.pb.h"
#include "clients/cli/commands/command.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/terminal/console.h"
#include "engine/facts/account.h"
#include "engine/portfolio/compute.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {

struct RemoteQuestion {
  ServerRequest server;
  std::string book;
  std::string digest;  // of the pack; "": any
  ColorChoice color = ColorChoice::kAuto;
};

// --server, --timeout, --book, --digest, --color
void AddRemoteQuestion(Command command, RemoteQuestion& question);

// When the calls of a question are given up, from now.
std::chrono::system_clock::time_point DeadlineOf(const RemoteQuestion& question);

// Moment, pack and accounts, as all options of the service have them. Nothing: now.
template <typename Options>
void WriteQuestion(const RemoteQuestion& question, const std::optional<Moment>& as_of,
                   const std::vector<book::AttributeFilter>& where, Options& options) {
  wire::MomentToProto(as_of.value_or(Moment::Instant(absl::Now())), *options.mutable_as_of());
  options.set_pack(question.digest);
  for (const book::AttributeFilter& filter : where) {
    v1::AttributeFilter& added = *options.add_where();
    added.set_attribute(filter.attribute);
    for (const std::string& word : filter.words) added.add_words(word);
  }
}

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_REMOTE_QUESTION_H_
