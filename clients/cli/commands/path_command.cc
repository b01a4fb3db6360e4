// bellwether path: what would have to change for an account to reach a goal.
//
// Tested by tests/clients/path_command_test.py.
#include <memory>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/health_model.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/path_options.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/bellwether.h"
#include "engine/evaluate/evaluate_account.h"
#include "engine/pathfinding/find_paths.h"
#include "engine/pathfinding/read_goal.h"
#include "protos/wire/comparison.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

struct PathOptions {
  SingleAccount single;
  PathQuestion question;
};

std::optional<Goal> GoalOrSayWhy(const PathOptions& options, const Plan& plan,
                                 const Evaluation& now, Console& console) {
  DiagnosticSink sink;
  const uint32_t model = FindModel(plan, options.question.model);
  GoalReading reading = ReadGoal(plan, now, model, options.question.goal, Limits{}, sink);
  console.Write(RenderAll(sink.Take(), Sources({{kGoalOption, options.question.goal}})));
  if (!reading.goal) {
    const bool condition = reading.message.empty();
    console.Fail(absl::StrCat(kGoalOption, condition ? " cannot be read" : ": ", reading.message));
  }
  return std::move(reading.goal);
}

ExitCode Find(const PathOptions& options, const SingleAnswer& answer, Console& console) {
  // Once more, as the engine has it: what was evaluated came back as a message.
  std::vector<Violation> violations;
  const BindOptions bind = wire::OptionsFromProto(answer.options, absl::UnixEpoch(), violations);
  AccountMemory now;
  if (!EvaluateAccount(answer.plan, answer.account, bind, Limits{}, now, violations).ok()) {
    console.Fail("the account cannot be evaluated a second time: a defect of this program");
    return ExitCode::kFailed;
  }
  const Plan& plan = PlanInForce(answer.plan, now.facts);
  std::optional<Goal> goal = GoalOrSayWhy(options, plan, now.evaluation, console);
  if (!goal) return ExitCode::kUsage;
  PathSearch search;
  search.pairs = options.question.pairs;
  const PathsToGoal paths =
      FindPaths(plan, answer.account, bind, Limits{}, now.facts, now.evaluation, *goal, search);
  v1::FindPathResponse response;
  wire::PathsToProto({plan, answer.account, now.facts, now.evaluation}, bind.as_of, *goal, paths,
                     options.single.request.language, response);
  return PrintPaths(options.question, response, options.single.request.color, console);
}

ExitCode FindPath(const PathOptions& options) {
  Console console(options.single.request.color);
  return AnswerSingle(
      options.single, console,
      [&](const SingleAnswer& answer) { return Find(options, answer, console); },
      [&](const Plan& plan) { return HasModel({&plan}, options.question.model, console); });
}

}  // namespace

void AddPath(Command app, Run& run) {
  auto options = std::make_shared<PathOptions>();
  const Command command = app.AddCommand(
      "path", "Show the smallest changes by which an account would reach a band or graduate");
  AddSingleAccount(command, options->single);
  AddPathQuestion(command, options->question);
  AddEvaluationOptions(command, options->single.request);
  AddExample(command,
             "bellwether path --pack rules/saas --account rules/saas/accounts/juniper.json "
             "--as-of 2026-03-01 --to green");
  command.WhenChosen([options, &run] { run = [options] { return FindPath(*options); }; });
}

}  // namespace bellwether::cli
