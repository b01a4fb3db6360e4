// bellwether impact: what another pack does to the accounts of a file.
//
// Tested by tests/clients/impact_command_test.py.
#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/impact_options.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evaluation/account_run.h"
#include "clients/cli/imports/mapping_loading.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/proofs/impact_evaluator.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "clients/cli/terminal/output.h"
#include "engine/impact/tally.h"

namespace bellwether::cli {
namespace {

struct ImpactOptions {
  ImpactRequest request;
  PackNumbers numbers;  // of both
  size_t threads = std::max(1U, std::thread::hardware_concurrency());
};

// Reads and compares all accounts. Nothing to report where the file as a whole was refused.
std::optional<impact::Impact> ImpactOf(const ImpactOptions& options, const impact::PackPair& pair,
                                       Console& console, ExitCode& code) {
  const EvaluatorFactory factory = [&](const v1::EvaluationOptions& evaluation,
                                       AccountSource source, AccountEvaluator::Sink sink,
                                       const AccountWatch&) {
    const size_t threads = source == AccountSource::kOneAlone ? 1 : options.threads;
    return MakeEvaluatorPool(
        threads,
        [&](AccountEvaluator::Sink answers) {
          return MakeImpactEvaluator(pair, evaluation, Limits(), std::move(answers));
        },
        std::move(sink));
  };
  AccountRun run(options.request.accounts, factory, console);
  if (!run.Open(code)) return std::nullopt;
  impact::Tally tally(pair, options.request.top);
  AccountRunHooks hooks;
  hooks.answered = [&tally](const AccountAnswer& answer) { tally.Add(answer.impact->change); };
  // What could not be read at all is refused by both.
  hooks.refused = [&tally](const AccountAnswer& answer) {
    const impact::Refusal& refusal = answer.impact->refusal;
    tally.Refuse(refusal.any() ? refusal : impact::Refusal{answer.violations, answer.violations});
  };
  run.Read({}, std::move(hooks));
  const bool has_results = run.has_results();
  code = run.Conclude();
  if (!has_results || code == ExitCode::kInterrupted) return std::nullopt;
  return tally.Finish();
}

ExitCode Impact(ImpactOptions options) {
  ImpactRequest& request = options.request;
  Console console(request.accounts.color);
  if (!FormsAreApart(request, console)) return ExitCode::kUsage;
  // Both, so that what is wrong with one does not hide what is wrong with the other.
  const std::shared_ptr<const Plan> from = LoadPlanOrSayWhy(request.from, options.numbers, console);
  const std::shared_ptr<const Plan> to = LoadPlanOrSayWhy(request.to, options.numbers, console);
  if (from == nullptr || to == nullptr) return ExitCode::kPackInvalid;
  const impact::PackPair pair(*from, *to);
  const auto budget = BudgetOrSayWhy(request.budget, pair.names(), console);
  const bool mapped = LoadImportOrSayWhy(request.accounts.import, request.to, *to, console);
  if (!budget || !mapped) return ExitCode::kInputRefused;
  ExitCode code = ExitCode::kGood;
  const auto impact = ImpactOf(options, pair, console, code);
  if (!impact) return code;
  const ImpactReport report{pair.names(),
                            *impact,
                            {InfoOf(*from), request.from},
                            {InfoOf(*to), request.to},
                            FormatMoment(*request.accounts.as_of),
                            budget->lines};
  return WriteImpact(request, report, code, console);
}

}  // namespace

void AddImpact(Command app, Run& run) {
  auto options = std::make_shared<ImpactOptions>();
  const Command command =
      app.AddCommand("impact", "Say what a change of the rules does to the accounts of a file");
  AddPackPair(command, options->request).Required();
  AddPackNumbers(command, options->numbers);
  AddImpactRequest(command, options->request);
  command
      .AddOption("--threads", options->threads,
                 "Threads that evaluate; the report is the same (default: one for each core)")
      .TypeName("N")
      .InRange(1, 256);
  AddExample(command,
             "bellwether impact --from git:HEAD:rules/saas --to rules/saas --accounts "
             "rules/saas/accounts/book.jsonl --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Impact(*options); }; });
}

}  // namespace bellwether::cli
