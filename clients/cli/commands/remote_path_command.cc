// bellwether remote path: the smallest changes to a goal by a server's pack, printed like one's
// own.
//
// Tested by tests/clients/remote_rules_test.py.
#include <memory>

#include "absl/time/clock.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/path_options.h"
#include "clients/cli/commands/remote_commands.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/evaluation/remote_account.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {
namespace {

constexpr double kUsualTimeout = 60;

struct RemotePath {
  ServerRequest server;
  SingleAccount single;
  PathQuestion question;
};

ExitCode FindPath(const RemotePath& options) {
  const EvaluationRequest& request = options.single.request;
  Console console(request.color);
  ExitCode failure = ExitCode::kGood;
  const auto account = ReadForServer(options.single, console, failure);
  if (!account) return failure;
  const auto client =
      ConnectOrSayWhy(options.server, "or look without one: bellwether path", console);
  if (client == nullptr) return ExitCode::kFailed;
  v1::FindPathRequest asked;
  *asked.mutable_account() = account->message;
  *asked.mutable_options() = EvaluationOptionsOf(request, absl::Now(), console);
  asked.mutable_options()->clear_view();
  asked.mutable_options()->clear_explanation();
  asked.set_goal(options.question.goal);
  asked.set_model(options.question.model);
  asked.set_pairs(options.question.pairs);
  const auto answer = client->FindPath(asked);
  if (answer.ok()) return PrintPaths(options.question, answer.response, request.color, console);
  const bool of_account = !answer.violations.empty() && answer.violations.front().path != "goal" &&
                          answer.violations.front().path != "model";
  if (of_account && account->SayRefused("", answer.violations, console)) {
    return ExitCode::kInputRefused;
  }
  return SayWhyItFailed(answer.status, answer.violations, console);
}

}  // namespace

void AddRemotePath(Command remote, Run& run) {
  auto options = std::make_shared<RemotePath>();
  const Command command = remote.AddCommand(
      "path",
      "Show the smallest changes to a band or to graduation by a server's pack, as path does");
  AddServer(command, options->server, kUsualTimeout);
  AddRemoteSingleAccount(command, options->single);
  AddDigest(command, options->single.request.pack_digest);
  AddPathQuestion(command, options->question);
  AddEvaluationOptions(command, options->single.request);
  AddExample(command,
             "bellwether remote path --server 127.0.0.1:50051 --account "
             "rules/saas/accounts/juniper.json --as-of 2026-03-01 --to green");
  command.WhenChosen([options, &run] { run = [options] { return FindPath(*options); }; });
}

}  // namespace bellwether::cli
