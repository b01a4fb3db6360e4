// bellwether portfolio: a pack's metrics over a book of records.
//
// Tested by tests/clients/portfolio_command_test.py.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/report_options.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/portfolio/portfolio_text.h"
#include "clients/cli/portfolio/worklist_panels.h"
#include "engine/base/suggest.h"
#include "engine/portfolio/compute.h"
#include "engine/portfolio/worklist.h"

namespace bellwether::cli {
namespace {

constexpr uint32_t kUsualTrend = 6;

struct PortfolioOptions {
  PortfolioRequest request;
  std::optional<Moment> compare_to;
  std::vector<std::string> metrics;
  std::string dashboard;
  std::string by;  // apart by commas; "" : those of each metric
  bool no_breakdowns = false;
  uint32_t trend_points = kUsualTrend;
  uint32_t accounts = 5;
  bool whole = false;
  ReportForm form = ReportForm::kTable;
};

// What the command line asks for, in terms of the pack.
struct Chosen {
  std::vector<uint32_t> metrics;
  const ruleset::Dashboard* worklist = nullptr;  // whose accounts are listed
};

const ruleset::Dashboard* FindDashboard(const Plan& plan, const std::string& name) {
  for (const ruleset::Dashboard& dashboard : plan.dashboards) {
    if (dashboard.name == name) return &dashboard;
  }
  return nullptr;
}

std::string NoSuchDashboard(const Plan& plan, const std::string& name) {
  std::set<std::string> known;
  for (const ruleset::Dashboard& dashboard : plan.dashboards) known.insert(dashboard.name);
  for (const uint32_t metric : portfolio::MetricsOf(plan)) {
    const auto& named = plan.portfolio_measuring[metric].dashboards;
    known.insert(named.begin(), named.end());
  }
  const std::string hint = DidYouMean(name, std::vector<std::string>(known.begin(), known.end()));
  return absl::StrCat("no metric is on a dashboard ", Quoted(name), hint.empty() ? "" : "; ", hint);
}

// A worklist is of one person: whose is it?
bool NamesAPerson(const PortfolioOptions& options, const ruleset::Dashboard& dashboard) {
  return std::any_of(options.request.where.begin(), options.request.where.end(),
                     [&](const book::AttributeIs& condition) {
                       return condition.attribute == dashboard.worklist->of;
                     });
}

// Nothing, after the reason was said.
std::optional<Chosen> Choose(const PortfolioOptions& options, const Plan& plan, Console& console) {
  std::vector<std::string> names;
  for (const uint32_t metric : portfolio::MetricsOf(plan)) {
    names.push_back(plan.portfolio_notes[metric].name);
  }
  const ruleset::Dashboard* const dashboard = FindDashboard(plan, options.dashboard);
  const bool lists = dashboard != nullptr && dashboard->worklist.has_value();
  if (names.empty() && !lists) {
    console.Fail("the pack measures nothing: give a metric of `portfolio:` its `measure:`");
    return std::nullopt;
  }
  Chosen chosen;
  for (const std::string& name : options.metrics) {
    const auto metric = portfolio::FindMetric(plan, name);
    if (!metric) {
      console.Fail(
          absl::StrCat("the pack measures no ", Quoted(name), "; ", DidYouMean(name, names)));
      return std::nullopt;
    }
    chosen.metrics.push_back(*metric);
  }
  if (!chosen.metrics.empty()) return chosen;
  chosen.metrics = portfolio::MetricsOf(plan, options.dashboard);
  if (chosen.metrics.empty() && !lists) {
    console.Fail(NoSuchDashboard(plan, options.dashboard));
    return std::nullopt;
  }
  if (!lists) return chosen;
  if (!NamesAPerson(options, *dashboard)) {
    const std::string& of = dashboard->worklist->of;
    console.Fail(absl::StrCat("dashboard ", Quoted(options.dashboard),
                              " lists the accounts of one ", Quoted(of), ": add --where ", of,
                              "=NAME"));
    return std::nullopt;
  }
  chosen.worklist = dashboard;
  return chosen;
}

portfolio::Request RequestOf(const PortfolioOptions& options, const Moment& as_of) {
  portfolio::Request request;
  request.as_of = as_of;
  request.trend_points = options.trend_points;
  request.accounts = options.accounts;
  if (options.no_breakdowns) request.by.emplace();
  if (!options.by.empty()) {
    request.by = std::vector<std::string>(absl::StrSplit(options.by, ',', absl::SkipWhitespace()));
  }
  return request;
}

PortfolioReport ReportOf(const PortfolioOptions& options, const Chosen& chosen,
                         const OpenPortfolio& open) {
  PortfolioReport report;
  report.head = open.head;
  const bool all = options.metrics.empty() && options.dashboard.empty();
  report.by_audience = all && !open.head.audiences.empty();
  const portfolio::Request request = RequestOf(options, open.as_of);
  portfolio::Views views(open.book, *open.plan, open.as_of);
  if (chosen.worklist != nullptr) {
    const portfolio::View& view = views.Before(0);
    const ruleset::Worklist& list = *chosen.worklist->worklist;
    report.panels = WorklistPanels(portfolio::ListWork(view, list), list, view.today());
  }
  std::optional<portfolio::Views> then;
  if (options.compare_to) then.emplace(open.book, *open.plan, *options.compare_to);
  for (const uint32_t metric : chosen.metrics) {
    report.metrics.push_back(portfolio::Compute(views, metric, request));
    auto& result = report.metrics.back();
    if (then) result.comparison = portfolio::Compare(result, *then, metric);
  }
  return report;
}

ExitCode Report(const PortfolioOptions& options) {
  Console console(options.request.book.color);
  ExitCode failure = ExitCode::kGood;
  const auto plan = PlanOrSayWhy(options.request, console, failure);
  if (plan == nullptr) return failure;
  const auto chosen = Choose(options, *plan, console);
  if (!chosen) return ExitCode::kUsage;
  const auto open = BookOrSayWhy(options.request, plan, console, failure);
  if (!open) return failure;
  const PortfolioReport report = ReportOf(options, *chosen, *open);
  return WriteReport(options.request, *open, console, [&](const Style& style, size_t width) {
    const bool in_full = !options.metrics.empty() || options.whole;
    return ReportIn(options.form, report, in_full, style, width);
  });
}

}  // namespace

void AddPortfolio(CLI::App& app, Run& run) {
  auto options = std::make_shared<PortfolioOptions>();
  CLI::App& command = *app.add_subcommand(
      "portfolio", "Say a pack's metrics over a book of records, each with how sure it is");
  AddPortfolioRequest(command, options->request);
  command
      .add_option_function<std::string>(
          "--csm",
          [options](const std::string& name) {
            options->request.where.push_back({"csm", name});
          },
          "The same as --where csm=NAME")
      ->type_name("NAME");
  AddMoment(command, "--compare-to", "Another day, and how far apart the two are",
            options->compare_to);
  CLI::Option* const metric =
      command
          .add_option("--metric", options->metrics,
                      "A metric in full; may be given several times (default: a table of all)")
          ->type_name("NAME");
  command
      .add_option("--dashboard", options->dashboard,
                  "Only this dashboard: its metrics, or the accounts of one person")
      ->type_name("NAME")
      ->excludes(metric);
  CLI::Option* const by = command
                              .add_option("--by", options->by,
                                          "Attributes or signals to break down by, apart by commas "
                                          "(default: each metric's own)")
                              ->type_name("NAMES");
  command.add_flag("--no-breakdowns", options->no_breakdowns, "No breakdowns")->excludes(by);
  command
      .add_option("--trend", options->trend_points,
                  "Ends of months to look back at, that of the report included (default: 6)")
      ->type_name("N")
      ->check(CLI::Range(0, 60).description(""));
  command
      .add_option("--accounts-shown", options->accounts,
                  "Accounts to name behind each metric, worst first (default: 5)")
      ->type_name("N")
      ->check(CLI::Range(0, 100'000).description(""));
  command.add_flag("--long", options->whole, "Every metric in full");
  AddReportForm(command, options->form);
  AddExample(command,
             "bellwether portfolio --pack rules/saas --book rules/saas/book --as-of 2026-03-01");
  command.callback([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
