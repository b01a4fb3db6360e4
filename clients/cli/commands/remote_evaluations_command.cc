// bellwether remote evaluations, watch-evaluations: what a server made of accounts by itself, and
// what it makes of them from now on.
//
// Tested by tests/clients/remote_evaluations_test.py.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/commands/remote_lists.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/words/proto_json.h"
#include "clients/cpp/client.h"
#include "engine/accounts/json_text.h"
#include "engine/base/number.h"
#include "grpcpp/client_context.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;
constexpr char kLacking[] =
    "the server evaluates no accounts by itself: it was started without --store, or with "
    "--evaluate-continuously=false, or is older";

struct ListOptions {
  ServerRequest server;
  std::string account;
  uint32_t most = 20;
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
    case v1::EVALUATION_CAUSE_OVERRIDE:
      return "override";
    case v1::EVALUATION_CAUSE_OVERRIDE_EXPIRED:
      return "override expired";
    case v1::EVALUATION_CAUSE_DECISION:
      return "decision";
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

ExitCode ListThem(const ListOptions& options) {
  v1::ListEvaluationsRequest request;
  request.set_account_id(options.account);
  return PrintList(
      options.server, options.most, kLacking, request,
      [](Client& client, const v1::ListEvaluationsRequest& page) {
        return client.ListEvaluations(page);
      },
      [](const v1::ListEvaluationsResponse& page) -> const auto& { return page.evaluations(); },
      [&](const v1::StoredEvaluation& one) { return Text(one, options.json); });
}

std::unique_ptr<grpc::ClientReader<v1::WatchEvaluationsResponse>> Begin(
    Client& client, grpc::ClientContext& context, const v1::WatchEvaluationsRequest& request) {
  return client.evaluations().WatchEvaluations(&context, request);
}

ExitCode Watch(const WatchOptions& options) {
  return PrintWatch(
      options, kLacking, &Begin, [](const v1::WatchEvaluationsResponse& message) -> const auto& {
        return message.evaluations();
      },
      [&](const v1::StoredEvaluation& one) { return Text(one, options.json); });
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
  AddWatchOptions(command, *options, "--evaluations");
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
