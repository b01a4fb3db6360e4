// bellwether experiment: arms against each other, and what follows.
//
// Tested by tests/clients/evidence_command_test.py.
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/evidence/evidence_json.h"
#include "clients/cli/evidence/evidence_text.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

struct ExperimentOptions {
  PortfolioRequest request;
  bool json = false;
  std::string name;
};

// Null, after the reason was said.
const ruleset::Experiment* ExperimentOrSayWhy(const ExperimentOptions& options, const Plan& plan,
                                              Console& console) {
  if (plan.experiments.empty()) {
    console.Fail(
        "the pack has no experiment: say in `experiments:` which arms there are, and what is "
        "compared");
    return nullptr;
  }
  if (options.name.empty() && plan.experiments.size() == 1) return &plan.experiments.front();
  std::vector<std::string> names;
  for (const ruleset::Experiment& experiment : plan.experiments) names.push_back(experiment.name);
  if (options.name.empty()) {
    console.Fail(absl::StrCat("the pack has several experiments; choose one with --experiment: ",
                              absl::StrJoin(names, ", ")));
    return nullptr;
  }
  const ruleset::Experiment* const found = evidence::FindExperiment(plan, options.name);
  if (found == nullptr) {
    console.Fail(absl::StrCat("the pack has no experiment ", Quoted(options.name), "; ",
                              DidYouMean(options.name, names)));
  }
  return found;
}

ExitCode Report(const ExperimentOptions& options) {
  Console console(options.request.book.color);
  ExitCode failure = ExitCode::kGood;
  const auto plan = PlanOrSayWhy(options.request, console, failure);
  if (plan == nullptr) return failure;
  const ruleset::Experiment* const experiment = ExperimentOrSayWhy(options, *plan, console);
  if (experiment == nullptr) return ExitCode::kUsage;
  const auto open = BookOrSayWhy(options.request, plan, console, failure);
  if (!open) return failure;
  const portfolio::View view(open->book, *plan, open->as_of);
  const evidence::ExperimentReport report = evidence::CompareArms(view, *experiment);
  return WriteReport(options.request, *open, console, [&](const Style& style, size_t width) {
    return options.json ? ExperimentJson(report, plan->digest)
                        : ExperimentText(report, style, width);
  });
}

}  // namespace

void AddExperiment(CLI::App& app, Run& run) {
  auto options = std::make_shared<ExperimentOptions>();
  CLI::App& command =
      *app.add_subcommand("experiment", "Compare the arms of an experiment, and say what follows");
  AddPortfolioRequest(command, options->request);
  AddTextOrJson(command, options->json);
  command
      .add_option("--experiment", options->name,
                  "The experiment (default: the only one of the pack)")
      ->type_name("NAME");
  AddExample(command,
             "bellwether experiment --pack rules/saas --book rules/saas/book --as-of 2026-03-01");
  command.callback([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
