// bellwether remote packs, activations, watch-packs: which packs a server has, who put them there,
// and when that changes.
//
// Tested by tests/clients/remote_activation_test.py.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_activation.h"
#include "clients/cli/commands/remote_lists.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/interruption.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "clients/cpp/status.h"
#include "engine/accounts/json_text.h"
#include "engine/base/string_bridge.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 10;
constexpr int32_t kMostPage = 100;
constexpr char kInstead[] = "or ask another one";

struct RemotePacks {
  ServerRequest server;
  std::string pack;  // a label or digest; "": all
  bool json = false;
};

struct RemoteActivations {
  ServerRequest server;
  std::string label;
  bool pending = false;
  uint32_t most = 20;
  bool json = false;
};

struct RemoteWatch {
  ServerRequest server;
  uint32_t messages = 0;  // 0: until it ends
  bool json = false;
};

ExitCode Print(const std::string& text, Console& console) {
  Output output;
  output.Write(text);
  return CloseOrSayWhy(output, console);
}

ExitCode PrintOne(const RemotePacks& options, Client& client, Console& console) {
  v1::GetPackRequest request;
  request.set_pack(options.pack);
  const auto answer = client.GetPack(request);
  if (!answer.ok()) return SayWhyItFailed(answer.status, answer.violations, console);
  const auto& sources = answer.response.sources();
  return Print(options.json ? absl::StrCat(MessageJson(answer.response, 2), "\n")
                            : PacksText({answer.response.pack()}, {sources.begin(), sources.end()}),
               console);
}

ExitCode Packs(const RemotePacks& options) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, kInstead, console);
  if (client == nullptr) return ExitCode::kFailed;
  if (!options.pack.empty()) return PrintOne(options, *client, console);
  v1::ListPacksResponse all;
  const auto last = ReadPages(
      v1::ListPacksRequest(),
      [&](const v1::ListPacksRequest& page) { return client->ListPacks(page); },
      [&](const v1::ListPacksResponse& page) {
        all.MergeFrom(page);
        return true;
      });
  if (!last.ok()) return SayWhyItFailed(last.status, last.violations, console);
  all.clear_next_page_token();
  return Print(options.json ? absl::StrCat(MessageJson(all, 2), "\n")
                            : PacksText({all.packs().begin(), all.packs().end()},
                                        {all.sources().begin(), all.sources().end()}),
               console);
}

ExitCode ListThem(const RemoteActivations& options) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, kInstead, console);
  if (client == nullptr) return ExitCode::kFailed;
  v1::ListActivationsResponse all;
  v1::ListActivationsRequest request;
  request.set_label(options.label);
  request.set_pending_only(options.pending);
  const auto left = [&] { return static_cast<int32_t>(options.most) - all.activations_size(); };
  const auto last = ReadPages(
      request,
      [&](v1::ListActivationsRequest& page) {
        page.set_page_size(std::min(left(), kMostPage));
        return client->ListActivations(page);
      },
      [&](const v1::ListActivationsResponse& page) {
        all.MergeFrom(page);
        return left() > 0;
      });
  if (!last.ok()) return SayWhyItFailed(last.status, last.violations, console);
  all.clear_next_page_token();
  if (options.json) return Print(absl::StrCat(MessageJson(all, 2), "\n"), console);
  std::string text;
  for (const v1::Activation& one : all.activations()) {
    absl::StrAppend(&text, ActivationLine(one), "\n");
  }
  return Print(text, console);
}

std::string WatchText(const v1::WatchPacksResponse& message) {
  const std::vector<std::string> changed(message.changed_labels().begin(),
                                         message.changed_labels().end());
  std::string text =
      absl::StrCat("generation ", message.generation(),
                   changed.empty() ? "" : ", changed: ", absl::StrJoin(changed, ", "), "\n",
                   PacksText({message.packs().begin(), message.packs().end()},
                             {message.sources().begin(), message.sources().end()}));
  for (const v1::Activation& one : message.pending()) {
    absl::StrAppend(&text, ActivationLine(one), "\n");
  }
  return absl::StrCat(text, "\n");
}

ExitCode Watch(const RemoteWatch& options) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, kInstead, console);
  if (client == nullptr) return ExitCode::kFailed;
  grpc::ClientContext context;
  const auto reader = client->rules().WatchPacks(&context, v1::WatchPacksRequest());
  Output output;
  v1::WatchPacksResponse message;
  uint32_t messages = 0;
  while (reader->Read(&message)) {
    output.Write(options.json ? absl::StrCat(MessageJson(message, kOneLine), "\n")
                              : WatchText(message));
    output.Flush();
    ++messages;
    if (output.broken() || messages == options.messages) {
      context.TryCancel();
      return CloseOrSayWhy(output, console);
    }
  }
  const grpc::Status status = reader->Finish();
  const ExitCode closed = CloseOrSayWhy(output, console);
  return status.ok() ? closed : SayWhyItFailed(status, console);
}

void AddActivations(Command remote, Run& run) {
  auto options = std::make_shared<RemoteActivations>();
  const Command command = remote.AddCommand(
      "activations", "List which packs calls activated on a server, who and why; the newest first");
  AddServer(command, options->server, kUsualTimeout);
  AddListedLabel(command, options->label);
  command.AddFlag("--pending", options->pending, "Those alone that wait for approval");
  command.AddOption("--top", options->most, "How many (default: 20)")
      .TypeName("N")
      .InRange(1, 100'000);
  AddTextOrJson(command, options->json);
  AddExample(command, "bellwether remote activations --server 127.0.0.1:50051");
  command.WhenChosen([options, &run] { run = [options] { return ListThem(*options); }; });
}

void AddWatch(Command remote, Run& run) {
  auto options = std::make_shared<RemoteWatch>();
  const Command command = remote.AddCommand(
      "watch-packs", "Print which packs a server answers by, and again whenever that changes");
  AddServer(command, options->server, kUsualTimeout);
  command.AddOption("--messages", options->messages, "End after so many (default: never)")
      .TypeName("N")
      .InRange(1, 1'000'000);
  AddTextOrJson(command, options->json);
  AddExample(command, "bellwether remote watch-packs --server 127.0.0.1:50051 --messages 1");
  command.WhenChosen([options, &run] { run = [options] { return Watch(*options); }; });
}

}  // namespace

void AddRemotePacks(Command remote, Run& run) {
  auto options = std::make_shared<RemotePacks>();
  const Command command = remote.AddCommand(
      "packs", "List the packs that a server has, and how it stands with their sources");
  command.AddOption("pack", options->pack, "One of them, by label or digest (default: all)")
      .TypeName("LABEL");
  AddServer(command, options->server, kUsualTimeout);
  AddTextOrJson(command, options->json);
  AddExample(command, "bellwether remote packs --server 127.0.0.1:50051");
  command.WhenChosen([options, &run] { run = [options] { return Packs(*options); }; });
  AddActivations(remote, run);
  AddWatch(remote, run);
}

}  // namespace bellwether::cli
