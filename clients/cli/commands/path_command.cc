// bellwether path: what would have to change for an account to reach a goal.
//
// Tested by tests/clients/path_command_test.py.
#include <memory>

#include "absl/time/time.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/health_model.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/single_account.h"
#include "clients/cli/explanation/path_report.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/bellwether.h"
#include "engine/pathfinding/find_paths.h"
#include "engine/pathfinding/read_goal.h"
#include "protos/wire/wire.h"

namespace bellwether::cli {
namespace {

constexpr const char* kGoalOption = "--to";

struct PathOptions {
  SingleAccount single;
  std::string to;
  std::string model;
  PathSearch search;
  size_t most = 10;
  bool json = false;
};

// The account once more, as the engine has it: what was evaluated came back as a message.
struct Evaluated {
  explicit Evaluated(const SingleAnswer& answer) : account(answer.account) {
    std::vector<Violation> violations;
    options = wire::OptionsFromProto(answer.options, absl::UnixEpoch(), violations);
    violations = Bind(answer.plan, account, options, Limits{}, facts);
    good = violations.empty() && Evaluate(answer.plan, facts, scratch, evaluation).ok();
  }

  const Account& account;
  BindOptions options;
  Facts facts;
  Scratch scratch;
  Evaluation evaluation;
  bool good = false;
};

std::optional<Goal> GoalOrSayWhy(const PathOptions& options, const Plan& plan,
                                 const Evaluation& now, Console& console) {
  DiagnosticSink sink;
  const uint32_t model = FindModel(plan, options.model);
  GoalReading reading = ReadGoal(plan, now, model, options.to, Limits{}, sink);
  console.Write(RenderAll(sink.Take(), Sources({{kGoalOption, options.to}})));
  if (!reading.goal) {
    const bool condition = reading.message.empty();
    console.Fail(absl::StrCat(kGoalOption, condition ? " cannot be read" : ": ", reading.message));
  }
  return std::move(reading.goal);
}

ExitCode Find(const PathOptions& options, const SingleAnswer& answer, Console& console) {
  const Evaluated now(answer);
  if (!now.good) {
    console.Fail("the account cannot be evaluated a second time: a defect of this program");
    return ExitCode::kFailed;
  }
  const Plan& plan = PlanInForce(answer.plan, now.facts);
  std::optional<Goal> goal = GoalOrSayWhy(options, plan, now.evaluation, console);
  if (!goal) return ExitCode::kUsage;
  const PathsToGoal paths = FindPaths(plan, now.account, now.options, Limits{}, now.facts,
                                      now.evaluation, *goal, options.search);
  const std::string as_of = FormatMoment(now.options.as_of);
  const PathReport report{
      plan,  now.account.id,       as_of,       options.single.request.language, *goal,
      paths, options.search.pairs, options.most};
  Output output;
  output.Write(options.json
                   ? PathJson(report)
                   : PathText(report, Style::For(options.single.request.color, output.stream())));
  return CloseOrSayWhy(output, console);
}

ExitCode FindPath(const PathOptions& options) {
  Console console(options.single.request.color);
  return AnswerSingle(
      options.single, console,
      [&](const SingleAnswer& answer) { return Find(options, answer, console); },
      [&](const Plan& plan) { return HasModel(plan, options.model, console); });
}

}  // namespace

void AddPath(CLI::App& app, Run& run) {
  auto options = std::make_shared<PathOptions>();
  CLI::App& command = *app.add_subcommand(
      "path", "Show the smallest changes by which an account would reach a band or graduate");
  AddSingleAccount(command, options->single);
  command
      .add_option(kGoalOption, options->to,
                  "A band (or a better one), graduate, ready, close, or a condition as "
                  "\"health.primary.score >= 70\" (default: the next better band)")
      ->type_name("GOAL");
  command
      .add_option("--model", options->model,
                  "Health model whose bands are meant (default: the one that answers)")
      ->type_name("MODEL");
  command.add_flag("--pairs,!--no-pairs", options->search.pairs,
                   "Look for two changes that reach it together (default: yes)");
  command.add_option("--top", options->most, "Paths of each kind to show (default: 10)")
      ->type_name("N")
      ->check(CLI::Range(1, 100'000).description(""));
  AddTextOrJson(command, options->json);
  AddEvaluationOptions(command, options->single.request);
  AddExample(command,
             "bellwether path --pack rules/saas --account rules/saas/accounts/juniper.json "
             "--as-of 2026-03-01 --to green");
  command.callback([options, &run] { run = [options] { return FindPath(*options); }; });
}

}  // namespace bellwether::cli
