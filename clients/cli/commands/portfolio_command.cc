// bellwether portfolio: a pack's metrics over a book of records.
//
// Tested by tests/clients/portfolio_command_test.py.
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "clients/cli/book/book_loading.h"
#include "clients/cli/commands/commands.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/input/pack_loading.h"
#include "clients/cli/portfolio/portfolio_export.h"
#include "clients/cli/portfolio/portfolio_page.h"
#include "clients/cli/portfolio/portfolio_text.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/book/quality.h"
#include "engine/portfolio/compute.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;
constexpr uint32_t kUsualTrend = 6;

enum class Form { kTable, kJson, kCsv, kMarkdown, kHtml };

constexpr std::pair<std::string_view, Form> kForms[] = {{"table", Form::kTable},
                                                        {"json", Form::kJson},
                                                        {"csv", Form::kCsv},
                                                        {"markdown", Form::kMarkdown},
                                                        {"html", Form::kHtml}};

struct PortfolioOptions {
  BookRequest book;
  std::string pack;
  std::optional<Moment> as_of;
  std::optional<Moment> compare_to;
  std::vector<std::string> metrics;
  std::string dashboard;
  std::string by;  // apart by commas; "" : those of each metric
  bool no_breakdowns = false;
  uint32_t trend_points = kUsualTrend;
  uint32_t accounts = 5;
  bool whole = false;
  Form form = Form::kTable;
  std::string output;
};

// Which metrics are asked for; nothing, after the reason was said.
std::optional<std::vector<uint32_t>> Chosen(const PortfolioOptions& options, const Plan& plan,
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
  for (const std::string& name : options.metrics) {
    const auto metric = portfolio::FindMetric(plan, name);
    if (!metric) {
      console.Fail(
          absl::StrCat("the pack measures no ", Quoted(name), "; ", DidYouMean(name, names)));
      return std::nullopt;
    }
    chosen.push_back(*metric);
  }
  if (!chosen.empty()) return chosen;
  chosen = portfolio::MetricsOf(plan, options.dashboard);
  if (chosen.empty()) {
    console.Fail(absl::StrCat("no metric is on a dashboard ", Quoted(options.dashboard)));
    return std::nullopt;
  }
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

std::string Text(const PortfolioOptions& options, const ReportHead& head,
                 const std::vector<portfolio::MetricResult>& results, const Style& style,
                 size_t width) {
  switch (options.form) {
    case Form::kJson:
      return PortfolioJson(head, results);
    case Form::kCsv:
      return PortfolioCsv(results);
    case Form::kMarkdown:
      return PortfolioMarkdown(head, results);
    case Form::kHtml:
      return PortfolioPage(head, results);
    case Form::kTable:
      break;
  }
  if (options.metrics.empty() && !options.whole) return MetricTable(head, results, style, width);
  std::string text;
  for (const auto& result : results) {
    absl::StrAppend(&text, text.empty() ? "" : "\n\n", MetricText(result, style, width));
  }
  return text;
}

ExitCode Report(const PortfolioOptions& options) {
  Console console(options.book.color);
  const std::shared_ptr<const Plan> plan = LoadPlanOrSayWhy(options.pack, console);
  if (plan == nullptr) return ExitCode::kPackInvalid;
  const auto metrics = Chosen(options, *plan, console);
  if (!metrics) return ExitCode::kUsage;
  ExitCode failure = ExitCode::kGood;
  const auto loaded = LoadBookOrSayWhy(options.book, plan->time_zone, console, failure);
  if (!loaded) return failure;
  const Moment as_of = options.as_of.value_or(Moment::Instant(absl::Now()));
  const portfolio::Request request = RequestOf(options, as_of);
  portfolio::Views views(loaded->book, *plan, as_of);
  std::vector<portfolio::MetricResult> results;
  std::optional<portfolio::Views> then;
  if (options.compare_to) then.emplace(loaded->book, *plan, *options.compare_to);
  for (const uint32_t metric : *metrics) {
    results.push_back(portfolio::Compute(views, metric, request));
    if (then) results.back().comparison = portfolio::Compare(results.back(), *then, metric);
  }
  Output output;
  if (const absl::Status opened = output.Open(options.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  const ReportHead head = HeadOf(options, *plan, *loaded, views.Before(0), as_of);
  output.Write(Text(options, head, results, Style::For(options.book.color, output.stream()),
                    TerminalWidth(output.stream(), kUsualWidth)));
  const ExitCode closed = CloseOrSayWhy(output, console);
  if (closed != ExitCode::kGood) return closed;
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
  AddAsOf(command, options->as_of);
  AddMoment(command, "--compare-to", "Another day, and how far apart the two are",
            options->compare_to);
  CLI::Option* const metric =
      command
          .add_option("--metric", options->metrics,
                      "A metric in full; may be given several times (default: a table of all)")
          ->type_name("NAME");
  command
      .add_option("--dashboard", options->dashboard,
                  "Only the metrics of this dashboard, as executive or operations")
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
  command
      .add_option_function<std::string>(
          "--format",
          [options](const std::string& given) {
            for (const auto& [name, form] : kForms) {
              if (name == given) options->form = form;
            }
          },
          "Form of the report (default: table)")
      ->type_name("table|json|csv|markdown|html")
      ->check(CLI::IsMember({"table", "json", "csv", "markdown", "html"}).description(""));
  command.add_option("--output", options->output, "File for the result (default: stdout)")
      ->type_name("FILE");
  AddExample(command,
             "bellwether portfolio --pack rules/saas --book rules/saas/book --as-of 2026-03-01");
  command.callback([options, &run] { run = [options] { return Report(*options); }; });
}

}  // namespace bellwether::cli
