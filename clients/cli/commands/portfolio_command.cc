// bellwether portfolio: a pack's metrics over a book of records.
//
// Tested by tests/clients/portfolio_command_test.py.
#include <algorithm>
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "clients/cli/book/book_loading.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/commands/report_options.h"
#include "clients/cli/input/pack_loading.h"
#include "engine/base/suggest.h"
#include "engine/book/quality.h"
#include "engine/portfolio/compute.h"

namespace bellwether::cli {
namespace {

constexpr uint32_t kMostAccounts = 100'000;

struct PortfolioOptions {
  BookRequest book;
  std::string pack;
  ReportRequest report;
};

// Which metrics are asked for; nothing, after the reason was said.
std::optional<std::vector<uint32_t>> Chosen(const ReportRequest& request, const Plan& plan,
                                            Console& console) {
  std::vector<std::string> names;
  for (const uint32_t metric : portfolio::MetricsOf(plan)) {
    names.push_back(plan.portfolio_notes[metric].name);
  }
  if (names.empty()) {
    console.Fail("the pack measures nothing: give a metric of `portfolio:` its `measure:`");
    return std::nullopt;
  }
  std::vector<uint32_t> chosen;
  for (const std::string& name : request.metrics) {
    const auto metric = portfolio::FindMetric(plan, name);
    if (!metric) {
      console.Fail(
          absl::StrCat("the pack measures no ", Quoted(name), "; ", DidYouMean(name, names)));
      return std::nullopt;
    }
    chosen.push_back(*metric);
  }
  if (!chosen.empty()) return chosen;
  chosen = portfolio::MetricsOf(plan, request.dashboard);
  if (chosen.empty()) {
    console.Fail(absl::StrCat("no metric is on a dashboard ", Quoted(request.dashboard)));
    return std::nullopt;
  }
  return chosen;
}

// False, after the reason was said, when a filter is by something that accounts do not have.
bool CheckFilters(const ReportRequest& request, Console& console) {
  const std::vector<std::string>& known = portfolio::AttributesOfAccounts();
  for (const portfolio::Filter& filter : request.where) {
    if (std::find(known.begin(), known.end(), filter.attribute) != known.end()) continue;
    console.Fail(absl::StrCat("--where: accounts have no attribute ", Quoted(filter.attribute),
                              "; ", DidYouMean(filter.attribute, known)));
    return false;
  }
  return true;
}

portfolio::Request RequestOf(const ReportRequest& options, const Moment& as_of) {
  portfolio::Request request;
  request.as_of = as_of;
  request.by = options.Attributes();
  request.trend_points = options.trend_points;
  request.accounts = options.accounts;
  request.where = options.where;
  return request;
}

ReportHead HeadOf(const PortfolioOptions& options, const Plan& plan, const LoadedBook& loaded,
                  const portfolio::View& view, const Moment& as_of) {
  ReportHead head;
  head.pack = absl::StrCat(plan.name, " ", plan.version);
  head.digest = plan.digest;
  head.book = options.book.path;
  head.as_of = FormatMoment(as_of);
  head.accounts = loaded.book.account_count();
  head.records = loaded.book.record_count();
  head.refused = loaded.refused;
  head.doubts = book::FindDoubts(loaded.book, view.as_of()).size();
  return head;
}

ExitCode Report(const PortfolioOptions& options) {
  Console console(options.book.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  const auto metrics = Chosen(options.report, *plan, console);
  if (!metrics || !CheckFilters(options.report, console)) return ExitCode::kUsage;
  ExitCode failure = ExitCode::kGood;
  const auto loaded = LoadBookOrSayWhy(options.book, plan->time_zone, console, failure);
  if (!loaded) return failure;
  const Moment as_of = options.report.as_of.value_or(Moment::Instant(absl::Now()));
  const portfolio::Request request = RequestOf(options.report, as_of);
  portfolio::Views views(loaded->book, *plan, as_of);
  std::vector<portfolio::MetricResult> results;
  std::optional<portfolio::Views> then;
  if (options.report.compare_to) then.emplace(loaded->book, *plan, *options.report.compare_to);
  for (const uint32_t metric : *metrics) {
    results.push_back(portfolio::Compute(views, metric, request));
    if (!then) continue;
    results.back().comparison = portfolio::Compare(results.back(), *then, metric, request.where);
  }
  const ReportHead head = HeadOf(options, *plan, *loaded, views.Before(0), as_of);
  const ExitCode written = WriteReport(options.report, head, results, options.book.color, console);
  if (written != ExitCode::kGood) return written;
  return loaded->refused == 0 ? ExitCode::kGood : ExitCode::kInputRefused;
}

}  // namespace

void AddPortfolio(CLI::App& app, Run& run) {
  auto options = std::make_shared<PortfolioOptions>();
  CLI::App& command = *app.add_subcommand(
      "portfolio", "Say a pack's metrics over a book of records, each with how sure it is");
  command.add_option("--pack", options->pack, "Folder of the rule pack")
      ->type_name("FOLDER")
      ->required();
  AddBookRequest(command, "--book", options->book);
  AddReportRequest(command, options->report, kMostAccounts);
  AddExample(command,
             "bellwether portfolio --pack rules/saas --book rules/saas/book --as-of 2026-03-01");
  command.callback([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
