// bellwether experiment: arms against each other, and what follows.
//
// Tested by tests/clients/evidence_command_test.py.
#include <memory>

#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/evidence_options.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evidence/evidence_json.h"
#include "clients/cli/evidence/evidence_text.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/base/string_bridge.h"
#include "engine/portfolio/compute.h"

namespace bellwether::cli {
namespace {

struct ExperimentOptions {
  PortfolioRequest request;
  bool json = false;
  std::string name;
};

ExitCode Report(const ExperimentOptions& options) {
  Console console(options.request.book.color);
  ExitCode failure = ExitCode::kGood;
  const auto plan = PlanOrSayWhy(options.request, console, failure);
  if (plan == nullptr) return failure;
  const auto experiment = evidence::FindExperiment(*plan, options.name);
  if (!experiment.ok()) {
    console.Fail(ToStd(experiment.status().message()));
    return ExitCode::kUsage;
  }
  const auto open = BookOrSayWhy(options.request, plan, Accounts::kAmongAll, console, failure);
  if (!open) return failure;
  const portfolio::View view(open->book, *plan, open->as_of);
  const evidence::ExperimentReport report = evidence::CompareArms(
      view, **experiment, {portfolio::ChooseAccounts(view, options.request.where), nullptr});
  return WriteReport(options.request, *open, console, [&](const Style& style, size_t width) {
    return options.json ? ExperimentJson(report, plan->digest)
                        : ExperimentText(report, style, width);
  });
}

}  // namespace

void AddExperiment(Command app, Run& run) {
  auto options = std::make_shared<ExperimentOptions>();
  const Command command =
      app.AddCommand("experiment", "Compare the arms of an experiment, and say what follows");
  AddPortfolioRequest(command, options->request);
  AddTextOrJson(command, options->json);
  AddExperimentName(command, options->name);
  AddExample(command,
             "bellwether experiment --pack rules/saas --book rules/saas/book --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
