// bellwether drivers: which facts, known at a landmark, go with staying.
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
#include "engine/portfolio/compute.h"

namespace bellwether::cli {
namespace {

ExitCode Report(const EvidenceOptions& options) {
  Console console(options.request.book.color);
  ExitCode failure = ExitCode::kGood;
  const auto plan = PlanOrSayWhy(options.request, console, failure);
  if (plan == nullptr) return failure;
  const auto days = DaysOrSayWhy(options.landmark, *plan, console);
  if (!days) return ExitCode::kUsage;
  const auto open = BookOrSayWhy(options.request, plan, Accounts::kAmongAll, console, failure);
  if (!open) return failure;
  const portfolio::View view(open->book, *plan, open->as_of);
  const evidence::DriverReport report = evidence::FindDrivers(
      view, *days, {portfolio::ChooseAccounts(view, options.request.where), nullptr});
  return WriteReport(options.request, *open, console, [&](const Style& style, size_t width) {
    return options.json ? DriversJson(report, plan->digest) : DriversText(report, style, width);
  });
}

}  // namespace

void AddDrivers(Command app, Run& run) {
  auto options = std::make_shared<EvidenceOptions>();
  const Command command =
      app.AddCommand("drivers", "Say which facts, known early, go with staying, and which do not");
  AddPortfolioRequest(command, options->request);
  AddTextOrJson(command, options->json);
  AddLandmark(command, options->landmark);
  AddExample(command,
             "bellwether drivers --pack rules/saas --book rules/saas/book --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
