// bellwether alerts simulate: what the alerts of a pack would have done over a book.
//
// Tested by tests/clients/alerts_command_test.py.
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "clients/cli/alerts/alert_report.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/book/stamp.h"
#include "engine/portfolio/alert_history.h"

namespace bellwether::cli {
namespace {

struct SimulateOptions {
  PortfolioRequest request;
  portfolio::AlertHistoryOptions history;
  bool json = false;
};

ExitCode Simulate(const SimulateOptions& options) {
  Console console(options.request.book.color);
  ExitCode failure = ExitCode::kGood;
  const auto plan = PlanOrSayWhy(options.request, console, failure);
  if (plan == nullptr) return failure;
  const auto open = BookOrSayWhy(options.request, plan, Accounts::kAlone, console, failure);
  if (!open) return failure;
  const auto& from = options.history.from;
  const absl::TimeZone& zone = plan->time_zone;
  if (from && book::StampOf(*from, zone) > book::StampOf(open->as_of, zone)) {
    console.Fail(
        "--from: this is later than the last moment; give an earlier one, or a later --as-of");
    return ExitCode::kUsage;
  }
  const portfolio::View view(open->book, *plan, open->as_of);
  AlertReport report;
  report.options = options.history;
  report.history = portfolio::ReadAlertHistory(view, options.history);
  report.pack = absl::StrCat(plan->name, " ", plan->version);
  report.digest = plan->digest;
  report.as_of = FormatMoment(open->as_of);
  return WriteReport(options.request, *open, console, [&](const Style& style, size_t width) {
    return options.json ? AlertsJson(report) : AlertsText(report, style, width);
  });
}

}  // namespace

void AddAlerts(Command app, Run& run) {
  const Command alerts =
      app.AddCommand("alerts", "Work with the alerts of a pack: when people are told");
  alerts.RequireCommand();
  auto options = std::make_shared<SimulateOptions>();
  const Command command = alerts.AddCommand(
      "simulate",
      "Replay a book, and say how often each alert would have been raised, and for whom");
  AddPortfolioRequest(command, options->request);
  AddMoment(command, "--from", "The first moment (default: each account's start)",
            options->history.from);
  AddDays(command, "--every", "Days between two looks at an account (default: 1d)",
          options->history.every_days);
  AddDays(command, "--flap", "Raised again so soon after its end is a flap (default: 14d)",
          options->history.flap_days);
  AddTextOrJson(command, options->json);
  AddExample(command,
             "bellwether alerts simulate --pack rules/examples/alerts --book rules/saas/book "
             "--as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Simulate(*options); }; });
}

}  // namespace bellwether::cli
