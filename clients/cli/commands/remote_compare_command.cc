// bellwether remote compare: what changed since, by a server, printed as explain --from does.
//
// Tested by tests/clients/remote_rules_test.py.
#include <memory>
#include <optional>
#include <string>

#include "clients/cli/commands/explain_change.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/evaluation/remote_account.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/base/string_bridge.h"
#include "protos/wire/packs.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;

struct RemoteComparison {
  ServerRequest server;
  SingleAccount after;
  ChangeOptions before;
  std::string model;
  bool json = false;
};

// The files of the pack `path`, unless it is ""; false after it was said why they cannot be had.
bool AddPack(const std::string& path, v1::ComparedSide& side, Console& console) {
  if (path.empty()) return true;
  const auto sources = ReadPackSources(path);
  if (sources.ok()) {
    wire::SourcesToProto(sources->files, *side.mutable_pack()->mutable_files());
    return true;
  }
  console.Fail(ToStd(sources.status().message()));
  return false;
}

// All but the accounts; nothing after it was said why not.
std::optional<v1::CompareEvaluationsRequest> RequestOf(const RemoteComparison& options,
                                                       Console& console) {
  const EvaluationRequest& request = options.after.request;
  v1::CompareEvaluationsRequest asked;
  asked.mutable_before();
  const bool old_pack = AddPack(options.before.pack, *asked.mutable_before(), console);
  const bool new_pack = AddPack(options.after.pack, *asked.mutable_after(), console);
  if (!old_pack || !new_pack) return std::nullopt;
  const Moment as_of = AsOfOrNow(options.after, console);
  wire::MomentToProto(as_of, *asked.mutable_after()->mutable_as_of());
  wire::MomentToProto(options.before.as_of.value_or(as_of),
                      *asked.mutable_before()->mutable_as_of());
  v1::EvaluationOptions& evaluation = *asked.mutable_options();
  if (request.report_unknown_signals) evaluation.set_unknown_signals(v1::UNKNOWN_SIGNALS_REPORT);
  evaluation.set_benchmark_set(request.benchmark_set);
  evaluation.set_language(request.language);
  evaluation.set_pack(request.pack_digest);
  asked.set_model(options.model);
  return asked;
}

ExitCode Compare(const RemoteComparison& options) {
  Console console(options.after.request.color);
  if (!options.before.given()) {
    console.Fail("there is nothing to compare with: give --from, --from-pack or --from-as-of");
    return ExitCode::kUsage;
  }
  auto asked = RequestOf(options, console);
  if (!asked) return ExitCode::kPackInvalid;
  ExitCode old_failure = ExitCode::kGood, new_failure = ExitCode::kGood;
  const auto before = ReadForServer(BeforeOf(options.after, options.before), console, old_failure);
  const auto after = ReadForServer(options.after, console, new_failure);
  if (!before) return old_failure;
  if (!after) return new_failure;
  *asked->mutable_before()->mutable_account() = before->message;
  *asked->mutable_after()->mutable_account() = after->message;
  const auto client =
      ConnectOrSayWhy(options.server, "or compare without one: bellwether explain --from", console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = client->CompareEvaluations(*asked);
  if (answer.ok()) {
    return PrintChange({answer.response, options.model}, options.json, options.after.request.color,
                       console);
  }
  const bool old_refused = before->SayRefused("before.account", answer.violations, console);
  const bool new_refused = after->SayRefused("after.account", answer.violations, console);
  if (old_refused || new_refused) return ExitCode::kInputRefused;
  return SayWhyItFailed(answer.status, answer.violations, console);
}

}  // namespace

void AddRemoteCompare(Command remote, Run& run) {
  auto options = std::make_shared<RemoteComparison>();
  const Command command = remote.AddCommand(
      "compare", "Say where the change of an account's scores comes from, as explain --from does");
  AddServer(command, options->server, kUsualTimeout);
  command
      .AddOption("--pack", options->after.pack,
                 "The pack after: a folder, or git:REVISION:PATH (default: the server's)")
      .TypeName("PACK");
  AddRemoteSingleAccount(command, options->after);
  AddDigest(command, options->after.request.pack_digest);
  command.AddOption("--model", options->model, "Health model to explain alone (default: all)")
      .TypeName("MODEL");
  AddChangeOptions(command, options->before, options->after);
  AddTextOrJson(command, options->json);
  AddEvaluationOptions(command, options->after.request);
  AddExample(command,
             "bellwether remote compare --server 127.0.0.1:50051 --account "
             "rules/saas/accounts/acme.json --as-of 2026-03-01 --from-as-of 2026-02-01");
  command.WhenChosen([options, &run] { run = [options] { return Compare(*options); }; });
}

}  // namespace bellwether::cli
