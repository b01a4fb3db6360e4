// bellwether remote activate, approve, rollback: which pack a server answers with from now on.
//
// Tested by tests/clients/remote_activation_test.py.
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_activation.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/base/string_bridge.h"
#include "protos/wire/packs.h"
#include "rules/reader/pack_source.h"

namespace bellwether::cli {
namespace {

struct RemoteActivate {
  RemoteChange change;
  std::string pack;    // a place; "": `digest`
  std::string digest;  // of a pack that the server has
};

struct RemoteRollback {
  RemoteChange change;
  std::string digest;
};

struct RemoteApprove {
  RemoteChange change;
  std::string pending_id;
};

constexpr char kInstead[] = "or ask another one";

// The pack with its tests: as the bundle that it is, or as files.
bool ReadUpload(const std::string& place, v1::ActivatePackRequest& request, Console& console) {
  absl::StatusOr<PackContents> contents = PackSource(place).Read();
  if (!contents.ok()) {
    console.Fail(ToStd(contents.status().message()));
    return false;
  }
  if (!contents->bundle.empty()) {
    request.set_bundle(std::move(contents->bundle));
    return true;
  }
  wire::SourcesToProto(contents->rules, *request.mutable_files()->mutable_rules());
  wire::SourcesToProto(contents->tests, *request.mutable_files()->mutable_tests());
  return true;
}

ExitCode Activate(const RemoteActivate& options) {
  Console console(ColorChoice::kAuto);
  if (options.pack.empty() == options.digest.empty()) {
    console.Fail(
        "say which pack: its folder or bundle, or --digest HEX of one that the server has");
    return ExitCode::kUsage;
  }
  v1::ActivatePackRequest request;
  WriteChange(options.change, request);
  request.set_label(options.change.label);
  request.set_expected_active_digest(options.change.expected_digest);
  if (options.pack.empty()) {
    request.set_digest(options.digest);
  } else if (!ReadUpload(options.pack, request, console)) {
    return ExitCode::kPackInvalid;
  }
  const auto client = ConnectOrSayWhy(options.change.server, kInstead, console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = client->ActivatePack(request);
  if (!answer.ok()) return SayWhyRefused(answer.status, answer.violations, console);
  for (const v1::PackProblem& warning : answer.response.warnings()) {
    console.Say(absl::StrCat(warning.place(), warning.place().empty() ? "" : ": ",
                             "warning: ", warning.message()));
  }
  return PrintChange(options.change, answer.response, answer.response.activation(), console);
}

ExitCode RollBack(const RemoteRollback& options) {
  Console console(ColorChoice::kAuto);
  v1::RollbackPackRequest request;
  WriteChange(options.change, request);
  request.set_label(options.change.label);
  request.set_expected_active_digest(options.change.expected_digest);
  request.set_digest(options.digest);
  const auto client = ConnectOrSayWhy(options.change.server, kInstead, console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = client->RollbackPack(request);
  if (!answer.ok()) return SayWhyRefused(answer.status, answer.violations, console);
  return PrintChange(options.change, answer.response, answer.response.activation(), console);
}

ExitCode Approve(const RemoteApprove& options) {
  Console console(ColorChoice::kAuto);
  v1::ApproveActivationRequest request;
  WriteChange(options.change, request);
  request.set_pending_id(options.pending_id);
  const auto client = ConnectOrSayWhy(options.change.server, kInstead, console);
  if (client == nullptr) return ExitCode::kFailed;
  const auto answer = client->ApproveActivation(request);
  if (!answer.ok()) return SayWhyRefused(answer.status, answer.violations, console);
  return PrintChange(options.change, answer.response, answer.response.activation(), console);
}

void AddApprove(Command remote, Run& run) {
  auto options = std::make_shared<RemoteApprove>();
  const Command command =
      remote.AddCommand("approve", "Agree to an activation that waits for approval on a server");
  command.AddOption("id", options->pending_id, "Its id, as `remote activations --pending` has it")
      .TypeName("ID")
      .Required();
  AddRemoteChange(command, options->change, false);
  AddExample(command, "bellwether remote approve --server 127.0.0.1:50051 a3");
  command.WhenChosen([options, &run] { run = [options] { return Approve(*options); }; });
}

void AddRollback(Command remote, Run& run) {
  auto options = std::make_shared<RemoteRollback>();
  const Command command =
      remote.AddCommand("rollback", "Have a server answer by a pack that it had before");
  AddRemoteChange(command, options->change, true);
  AddChangedLabel(command, options->change);
  command
      .AddOption("--digest", options->digest,
                 "The pack, one of `remote packs` (default: what stood there before)")
      .TypeName("HEX");
  AddExample(command,
             "bellwether remote rollback --server 127.0.0.1:50051 --reason 'too many reds'");
  command.WhenChosen([options, &run] { run = [options] { return RollBack(*options); }; });
}

}  // namespace

void AddRemoteActivate(Command remote, Run& run) {
  auto options = std::make_shared<RemoteActivate>();
  const Command command = remote.AddCommand(
      "activate", "Have a server answer by a pack, once its own tests hold there");
  command.AddOption("pack", options->pack, "The pack: a folder, a bundle, or git:REVISION:PATH")
      .TypeName("PACK");
  AddRemoteChange(command, options->change, true);
  AddChangedLabel(command, options->change);
  command.AddOption("--digest", options->digest, "A pack that the server has, instead of PACK")
      .TypeName("HEX");
  AddExample(
      command,
      "bellwether remote activate --server 127.0.0.1:50051 rules/saas --reason 'release 12'");
  command.WhenChosen([options, &run] { run = [options] { return Activate(*options); }; });
  AddApprove(remote, run);
  AddRollback(remote, run);
}

}  // namespace bellwether::cli
