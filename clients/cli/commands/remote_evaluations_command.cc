// bellwether remote evaluations, watch-evaluations: what a server made of accounts by itself, and
// what it makes of them from now on.
//
// Tested by tests/clients/remote_evaluations_test.py.
#include <algorithm>
#include <chrono>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "engine/accounts/json_text.h"
#include "engine/base/number.h"
#include "grpcpp/client_context.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr int32_t kMostPage = 1'000;

struct ListOptions {
  ServerRequest server;
  std::string account;
  uint32_t most = 20;
  bool json = false;
};

struct WatchOptions {
  ServerRequest server;
  std::string cursor;
  bool from_beginning = false;
  uint32_t most = 0;  // evaluations; 0: until the watch ends
  bool json = false;
};

std::string_view WordOf(v1::EvaluationCause cause) {
  switch (cause) {
    case v1::EVALUATION_CAUSE_DATA:
      return "data";
    case v1::EVALUATION_CAUSE_TIME:
      return "time";
    case v1::EVALUATION_CAUSE_PACK:
      return "pack";
    default:
      return "unknown";
  }
}

// "2026-03-01T00:00:00Z  acme  time  onboarding 85 green"; the primary model comes first.
std::string Line(const v1::StoredEvaluation& one) {
  const absl::Time as_of = absl::FromUnixSeconds(one.as_of().seconds());
  std::string text =
      absl::StrCat(absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", as_of, absl::UTCTimeZone()), "  ",
                   Printable(one.account_id()), "  ", std::string(WordOf(one.cause())));
  for (const bool primary : {true, false}) {
    for (const v1::StoredModelScore& model : one.models()) {
      if (model.primary() != primary) continue;
      absl::StrAppend(&text, "  ", Printable(model.model()), " ",
                      model.has_score() ? FormatNumber(model.score()) : "no score",
                      model.band().empty() ? "" : " ", Printable(model.band()));
    }
  }
  if (!one.refusal().empty()) absl::StrAppend(&text, "  refused: ", Printable(one.refusal()));
  return absl::StrCat(text, "\n");
}

std::string Text(const v1::StoredEvaluation& one, bool json) {
  return json ? absl::StrCat(MessageJson(one, kOneLine), "\n") : Line(one);
}

ExitCode SayWhyNone(const grpc::Status& status, Console& console) {
  if (status.error_code() != grpc::StatusCode::UNIMPLEMENTED)
    return SayWhyItFailed(status, console);
  console.Fail(
      "the server evaluates no accounts by itself: it was started without --store, or with "
      "--evaluate-continuously=false, or is older");
  return ExitCode::kUsage;
}

ExitCode ListThem(const ListOptions& options) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  Output output;
  v1::ListEvaluationsRequest request;
  request.set_account_id(options.account);
  uint32_t told = 0;
  do {
    const auto left = static_cast<int32_t>(options.most - told);
    request.set_page_size(std::min(left, kMostPage));
    grpc::ClientContext context;
    context.set_deadline(
        std::chrono::system_clock::now() +
        std::chrono::milliseconds(static_cast<int64_t>(options.server.timeout_seconds * 1'000)));
    v1::ListEvaluationsResponse page;
    const grpc::Status status = client->evaluations().ListEvaluations(&context, request, &page);
    if (!status.ok()) return SayWhyNone(status, console);
    for (const v1::StoredEvaluation& one : page.evaluations()) {
      output.Write(Text(one, options.json));
      ++told;
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && told < options.most);
  return CloseOrSayWhy(output, console);
}

ExitCode Watch(const WatchOptions& options) {
  Console console(ColorChoice::kAuto);
  const auto client = ConnectOrSayWhy(options.server, kNoStore, console);
  if (client == nullptr) return ExitCode::kFailed;
  v1::WatchEvaluationsRequest request;
  request.set_cursor(options.cursor);
  request.set_from_beginning(options.from_beginning);
  grpc::ClientContext context;
  const auto reader = client->evaluations().WatchEvaluations(&context, request);
  Output output;
  v1::WatchEvaluationsResponse message;
  uint32_t told = 0;
  while (reader->Read(&message)) {
    bool whole = true;
    for (const v1::StoredEvaluation& one : message.evaluations()) {
      whole = options.most == 0 || told < options.most;
      if (!whole) break;
      output.Write(Text(one, options.json));
      ++told;
    }
    // Programs keep it with what they have read: where that is all of the message.
    if (options.json && whole) {
      output.Write(absl::StrCat("{\"cursor\":\"", message.cursor(), "\"}\n"));
    }
    output.Flush();
    if (output.broken() || (options.most != 0 && told == options.most)) {
      context.TryCancel();
      return CloseOrSayWhy(output, console);
    }
  }
  const grpc::Status status = reader->Finish();
  const ExitCode closed = CloseOrSayWhy(output, console);
  return status.ok() ? closed : SayWhyNone(status, console);
}

void AddList(Command remote, Run& run) {
  auto options = std::make_shared<ListOptions>();
  const Command command = remote.AddCommand(
      "evaluations", "List what a server made of an account by itself; the newest first");
  AddServer(command, options->server, kUsualTimeout);
  command.AddOption("ACCOUNT", options->account, "Its id").Required();
  command.AddOption("--top", options->most, "How many (default: 20)")
      .TypeName("N")
      .InRange(uint32_t{1}, uint32_t{100'000});
  AddTextOrJson(command, options->json);
  AddExample(command, "bellwether remote evaluations --server 127.0.0.1:50051 acme");
  command.WhenChosen([options, &run] { run = [options] { return ListThem(*options); }; });
}

void AddWatch(Command remote, Run& run) {
  auto options = std::make_shared<WatchOptions>();
  const Command command = remote.AddCommand(
      "watch-evaluations", "Print what a server makes of its accounts by itself, as it does");
  AddServer(command, options->server, kUsualTimeout);
  const Option cursor =
      command
          .AddOption("--cursor", options->cursor,
                     "Go on after it: the last one of a watch with --format json (default: from "
                     "now on)")
          .TypeName("CURSOR");
  command.AddFlag("--from-beginning", options->from_beginning, "Begin with the first that is kept")
      .Excludes(cursor);
  command.AddOption("--evaluations", options->most, "End after so many (default: never)")
      .TypeName("N")
      .InRange(uint32_t{1}, uint32_t{1'000'000'000});
  AddTextOrJson(command, options->json);
  AddExample(command,
             "bellwether remote watch-evaluations --server 127.0.0.1:50051 --from-beginning "
             "--evaluations 1");
  command.WhenChosen([options, &run] { run = [options] { return Watch(*options); }; });
}

}  // namespace

void AddRemoteEvaluations(Command remote, Run& run) {
  AddList(remote, run);
  AddWatch(remote, run);
}

}  // namespace bellwether::cli
