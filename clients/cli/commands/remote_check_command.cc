// bellwether remote check: a server's word on a pack, printed like one's own.
//
// Tested by tests/clients/remote_rules_test.py.
#include <memory>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/check_options.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "protos/wire/packs.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;

struct RemoteCheck {
  ServerRequest server;
  CheckRequest request;
};

ExitCode Check(const RemoteCheck& options) {
  Console console(options.request.color);
  const absl::StatusOr<PackSources> sources = ReadPackSources(options.request.pack);
  if (!sources.ok()) {
    console.Fail(ToStd(sources.status().message()));
    return ExitCode::kPackInvalid;
  }
  const auto client =
      ConnectOrSayWhy(options.server, "or check without one: bellwether check", console);
  if (client == nullptr) return ExitCode::kFailed;
  v1::CheckPackRequest request;
  wire::SourcesToProto(sources->files, *request.mutable_pack());
  const auto answer = client->CheckPack(request);
  if (!answer.ok()) return SayWhyItFailed(answer.status, answer.violations, console);
  CheckedPack checked;
  checked.pack = answer.response.pack();
  checked.contents = answer.response.contents();
  checked.report.pack.sources = sources->named;
  for (const v1::PackDiagnostic& diagnostic : answer.response.diagnostics()) {
    lint::Finding finding = wire::FindingFromProto(diagnostic, sources->files);
    checked.report.pack.findings.push_back(std::move(finding));
  }
  Output output;
  WriteFindings(options.request, checked, console, output);
  const ExitCode closed = CloseOrSayWhy(output, console);
  return closed == ExitCode::kGood ? CheckVerdict(options.request, checked) : closed;
}

}  // namespace

void AddRemoteCheck(Command remote, Run& run) {
  auto options = std::make_shared<RemoteCheck>();
  const Command command = remote.AddCommand(
      "check", "Let a server say everything that is wrong with a pack, without its imports");
  AddServer(command, options->server, kUsualTimeout);
  AddCheckRequest(command, options->request);
  AddExample(command, "bellwether remote check --server 127.0.0.1:50051 rules/saas");
  command.WhenChosen([options, &run] { run = [options] { return Check(*options); }; });
}

}  // namespace bellwether::cli
