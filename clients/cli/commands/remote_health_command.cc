// bellwether remote health: whether a server takes calls, for scripts and probes.
//
// Tested by tests/clients/remote_health_test.py.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cpp/client.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 5;

struct RemoteHealthOptions {
  ServerRequest server;
  std::string service;
};

ExitCode Health(const RemoteHealthOptions& options) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, "or ask another one", console);
  if (client == nullptr) return ExitCode::kFailed;
  const absl::StatusOr<bool> serving = client->IsServing(options.service);
  if (!serving.ok()) {
    console.Fail(ToStd(serving.status().message()));
    return ExitCode::kFailed;
  }
  Output output;
  output.Write(*serving ? "SERVING\n" : "NOT_SERVING\n");
  const ExitCode written = CloseOrSayWhy(output, console);
  return *serving ? written : ExitCode::kFailed;
}

}  // namespace

void AddRemoteHealth(Command remote, Run& run) {
  auto options = std::make_shared<RemoteHealthOptions>();
  const Command command =
      remote.AddCommand("health", "Say whether a server takes calls; exit code 1 when it does not");
  AddServer(command, options->server, kUsualTimeout);
  command
      .AddOption("--service", options->service,
                 "Service that is asked about, as bellwether.v1.ScoringService (default: the "
                 "server as a whole)")
      .TypeName("NAME");
  AddExample(command, "bellwether remote health --server 127.0.0.1:50051");
  command.WhenChosen([options, &run] { run = [options] { return Health(*options); }; });
}

}  // namespace bellwether::cli
