// bellwether portfolio: a pack's metrics over a book of records.
//
// Tested by tests/clients/portfolio_command_test.py.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "clients/cli/book/do_at_once.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/report_options.h"
#include "clients/cli/portfolio/number_panel.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/portfolio/portfolio_text.h"
#include "clients/cli/portfolio/worklist_panels.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/base/suggest.h"
#include "engine/portfolio/accounts_in_number.h"
#include "engine/portfolio/compute.h"
#include "engine/portfolio/worklist.h"

namespace bellwether::cli {
namespace {

constexpr uint32_t kMostAccounts = 100'000;

struct PortfolioOptions {
  PortfolioRequest source;
  ReportRequest report;
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
  return std::any_of(options.report.where.begin(), options.report.where.end(),
                     [&](const book::AttributeFilter& condition) {
                       return condition.attribute == dashboard.worklist->of;
                     });
}

// Nothing, after the reason was said.
std::optional<Chosen> Choose(const PortfolioOptions& options, const Plan& plan, Console& console) {
  std::vector<std::string> names;
  for (const uint32_t metric : portfolio::MetricsOf(plan)) {
    names.push_back(plan.portfolio_notes[metric].name);
  }
  const ruleset::Dashboard* const dashboard = FindDashboard(plan, options.report.dashboard);
  const bool lists = dashboard != nullptr && dashboard->worklist.has_value();
  if (names.empty() && !lists) {
    console.Fail("the pack measures nothing: give a metric of `portfolio:` its `measure:`");
    return std::nullopt;
  }
  Chosen chosen;
  for (const std::string& name : options.report.metrics) {
    const auto metric = portfolio::FindMetric(plan, name);
    if (!metric) {
      console.Fail(
          absl::StrCat("the pack measures no ", Quoted(name), "; ", DidYouMean(name, names)));
      return std::nullopt;
    }
    chosen.metrics.push_back(*metric);
  }
  if (!chosen.metrics.empty()) return chosen;
  chosen.metrics = portfolio::MetricsOf(plan, options.report.dashboard);
  if (chosen.metrics.empty() && !lists) {
    console.Fail(NoSuchDashboard(plan, options.report.dashboard));
    return std::nullopt;
  }
  if (!lists) return chosen;
  if (!NamesAPerson(options, *dashboard)) {
    const std::string& of = dashboard->worklist->of;
    console.Fail(absl::StrCat("dashboard ", Quoted(options.report.dashboard),
                              " lists the accounts of one ", Quoted(of), ": add --where ", of,
                              "=NAME"));
    return std::nullopt;
  }
  chosen.worklist = dashboard;
  return chosen;
}

portfolio::Request RequestOf(const ReportRequest& report, const Moment& as_of) {
  portfolio::Request request;
  request.as_of = as_of;
  request.trend_points = report.trend_points;
  request.accounts = report.accounts;
  request.by = report.Attributes();
  request.where = report.where;
  return request;
}

// What waits before the person whose accounts these are; of nobody else's.
std::vector<Panel> PanelsOf(const ruleset::Worklist& list, const OpenPortfolio& open) {
  const book::Book hers = open.book.PartOf(open.chosen);
  const portfolio::View view(hers, *open.plan, open.as_of);
  return WorklistPanels(portfolio::ListWork(view, list), list, view.today());
}

PortfolioReport ReportOf(const PortfolioOptions& options, const Chosen& chosen,
                         const OpenPortfolio& open) {
  PortfolioReport report;
  report.head = open.head;
  const bool all = options.report.metrics.empty() && options.report.dashboard.empty();
  report.by_audience = all && !open.head.audiences.empty();
  if (chosen.worklist != nullptr) report.panels = PanelsOf(*chosen.worklist->worklist, open);
  const portfolio::Request request = RequestOf(options.report, open.as_of);
  portfolio::Views views(open.book, *open.plan, open.as_of, DoAtOnce);
  report.metrics = portfolio::ComputeAll(views, chosen.metrics, request);
  if (!options.report.compare_to) return report;
  portfolio::Views then(open.book, *open.plan, *options.report.compare_to, DoAtOnce);
  const auto accounts = portfolio::ChooseAccounts(views.Before(0), request.where);
  for (size_t i = 0; i < chosen.metrics.size(); ++i) {
    portfolio::MetricResult& result = report.metrics[i];
    result.comparison = portfolio::Compare(result, then, chosen.metrics[i], accounts);
  }
  return report;
}

// The accounts behind a number, and nothing else; nothing, after the reason was said.
std::optional<PortfolioReport> NumberReportOf(const PortfolioOptions& options, uint32_t metric,
                                              const OpenPortfolio& open, Console& console) {
  portfolio::Views views(open.book, *open.plan, open.as_of, DoAtOnce);
  const auto kept = portfolio::ChooseAccounts(views.Before(0), options.report.where);
  const portfolio::NumberRequest asked = options.report.NumberAsked();
  const auto told = portfolio::TellAccounts(views, metric, kept, asked);
  if (const auto* const problem = std::get_if<Violation>(&told)) {
    console.Fail(problem->message);
    return std::nullopt;
  }
  PortfolioReport report;
  report.head = open.head;
  report.head.audiences.clear();  // it is no report of theirs
  report.panels = {NumberPanel(options.report.metrics.front(), asked.number,
                               std::get<portfolio::AccountsInNumber>(told))};
  return report;
}

ExitCode Report(PortfolioOptions options) {
  PortfolioRequest& source = options.source;
  source.as_of = options.report.as_of;
  source.where = options.report.where;
  Console console(source.book.color);
  ExitCode failure = ExitCode::kGood;
  const auto plan = PlanOrSayWhy(source, console, failure);
  if (plan == nullptr) return failure;
  const auto chosen = Choose(options, *plan, console);
  if (!chosen) return ExitCode::kUsage;
  const auto open = BookOrSayWhy(source, plan, Accounts::kAmongAll, console, failure);
  if (!open) return failure;
  std::optional<PortfolioReport> report =
      options.report.number ? NumberReportOf(options, chosen->metrics.front(), *open, console)
                            : ReportOf(options, *chosen, *open);
  if (!report) return ExitCode::kUsage;
  const ExitCode written = WriteReport(options.report, *report, source.book.color, console);
  if (written != ExitCode::kGood) return written;
  return open->refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddPortfolio(Command app, Run& run) {
  auto options = std::make_shared<PortfolioOptions>();
  const Command command = app.AddCommand(
      "portfolio", "Say a pack's metrics over a book of records, each with how sure it is");
  AddPackAndBook(command, options->source);
  AddReportRequest(command, options->report, kMostAccounts);
  command
      .AddParsed(
          "--csm",
          [options](const std::string& name) {
            options->report.where.push_back({"csm", {name}});
          },
          "The same as --where csm=NAME")
      .TypeName("NAME");
  AddExample(command,
             "bellwether portfolio --pack rules/saas --book rules/saas/book --as-of 2026-03-01");
  command.WhenChosen([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
