// bellwether remote whoami: who one is to a server, and what one may do there.
//
// Tested by tests/clients/remote_audit_test.py.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "bellwether/v1/caller.pb.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 10;
constexpr int kIndent = 2;

struct WhoamiOptions {
  ServerRequest server;
  bool json = false;
};

// "ann of north (pack canary): score, read".
std::string TextOf(const v1::GetCallerResponse& caller) {
  if (!caller.authenticates())
    return "the server asks nobody who they are: everything is allowed\n";
  std::string text = Printable(caller.name());
  if (!caller.tenant().empty()) absl::StrAppend(&text, " of ", Printable(caller.tenant()));
  if (!caller.pack().empty()) absl::StrAppend(&text, " (pack ", Printable(caller.pack()), ")");
  std::vector<std::string> roles;
  for (const int role : caller.roles()) {
    roles.push_back(absl::AsciiStrToLower(EnumWord(static_cast<v1::CallerRole>(role))));
  }
  absl::StrAppend(&text, ": ", roles.empty() ? "no role" : absl::StrJoin(roles, ", "));
  return text + "\n";
}

ExitCode SayWho(const WhoamiOptions& options) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, "or ask another one", console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = client->GetCaller();
  if (!answer.ok()) {
    return SayWhyItFailed(answer.status, answer.violations,
                          "the server does not say who asks: it is older", console);
  }
  Output output;
  output.Write(options.json ? MessageJson(answer.response, kIndent) + "\n"
                            : TextOf(answer.response));
  return CloseOrSayWhy(output, console);
}

}  // namespace

void AddRemoteWhoami(Command remote, Run& run) {
  auto options = std::make_shared<WhoamiOptions>();
  const Command command =
      remote.AddCommand("whoami", "Say who you are to a server, and what you may do there");
  AddServer(command, options->server, kUsualTimeout);
  AddTextOrJson(command, options->json);
  AddExample(command,
             "bellwether remote whoami --server 127.0.0.1:50051 --token-file /tmp/ann.token");
  command.WhenChosen([options, &run] { run = [options] { return SayWho(*options); }; });
}

}  // namespace bellwether::cli
