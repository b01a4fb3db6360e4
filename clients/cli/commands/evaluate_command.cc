// bellwether evaluate: an account file by the pack of a folder, without a server.
//
// Tested by tests/clients/cli_test.py.
#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/evaluation_request.h"
#include "clients/cli/evaluation/evaluation_session.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"

namespace bellwether::cli {
namespace {

struct EvaluateOptions {
  std::string pack;
  PackNumbers numbers;
  size_t threads = std::max(1U, std::thread::hardware_concurrency());
  EvaluationRequest request;
};

ExitCode Evaluate(EvaluateOptions options) {
  Console console(options.request.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, options.numbers, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  if (!LoadImportOrSayWhy(options.request.import, options.pack, *plan, console)) {
    return ExitCode::kInputRefused;
  }
  return RunEvaluation(
      options.request,
      [&](const v1::EvaluationOptions& evaluation, AccountSource source,
          AccountEvaluator::Sink sink, const AccountWatch& watch) {
        const size_t threads = source == AccountSource::kOneAlone ? 1 : options.threads;
        return MakeEvaluatorPool(
            threads,
            [&](AccountEvaluator::Sink answers) {
              return MakeLocalEvaluator(plan, evaluation, Limits{}, std::move(answers), watch);
            },
            std::move(sink));
      },
      plan.get(), console);
}

}  // namespace

void AddEvaluate(Command app, Run& run) {
  auto options = std::make_shared<EvaluateOptions>();
  const Command command = app.AddCommand("evaluate", "Evaluate the accounts of a file by a pack");
  command.AddOption("--pack", options->pack, "Folder of the rule pack")
      .TypeName("FOLDER")
      .Required();
  AddPackNumbers(command, options->numbers);
  AddEvaluationRequest(command, options->request);
  command
      .AddOption("--threads", options->threads,
                 "Threads that evaluate; the output is the same (default: one for each core)")
      .TypeName("N")
      .InRange(1, 256);
  AddExample(command,
             "bellwether evaluate --pack rules/saas --accounts rules/saas/accounts/book.jsonl "
             "--as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Evaluate(*options); }; });
}

}  // namespace bellwether::cli
