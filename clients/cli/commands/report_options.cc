// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/commands/report_options.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "clients/cli/commands/choice.h"
#include "clients/cli/commands/options.h"
#include "clients/cli/portfolio/portfolio_export.h"
#include "clients/cli/portfolio/portfolio_page.h"
#include "clients/cli/portfolio/portfolio_request.h"
#include "clients/cli/terminal/output.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"

namespace bellwether::cli {
namespace {

constexpr size_t kUsualWidth = 100;

// "2025-09,day 90": names of rows may have commas, those of columns have none.
portfolio::NumberName ReadCell(const std::string& text) {
  const size_t comma = text.rfind(',');
  if (comma == std::string::npos) {
    ThrowInvalid("--cell", absl::StrCat(Quoted(text), " is no cell; write ROW,COLUMN"));
  }
  const auto trimmed = [](std::string_view part) {
    return std::string(ToStd(absl::StripAsciiWhitespace(ToAbsl(part))));
  };
  const std::string_view whole = text;
  return {"", trimmed(whole.substr(0, comma)), trimmed(whole.substr(comma + 1))};
}

// Of one metric a number, and nothing else of it.
void AddNumber(Command command, ReportRequest& request, Option metric) {
  const Option line =
      command
          .AddParsed(
              "--line",
              [&request](const std::string& name) {
                request.number = portfolio::NumberName{name, "", ""};
              },
              "Only the accounts behind a line beside the metric's value, as churn of a waterfall")
          .TypeName("NAME")
          .Needs(metric);
  command
      .AddParsed(
          "--cell", [&request](const std::string& text) { request.number = ReadCell(text); },
          "Only the accounts behind a cell of the metric's grid, as \"2025-09,day 90\"; of the "
          "row so much as no other begins with")
      .TypeName("ROW,COLUMN")
      .Needs(metric)
      .Excludes(line);
  command.AddFlag(
      "--counted", request.counted,
      "Of --line or --cell only accounts that the number counts: they stayed, they moved");
  command.WhenParsed([&request] {
    if (request.number.has_value() && request.metrics.size() != 1) {
      ThrowInvalid("--metric", "--line and --cell are of one metric; name that one alone");
    }
    if (request.counted && !request.number.has_value()) ThrowMissing("--line or --cell");
  });
}

}  // namespace

void AddReportForm(Command command, ReportForm& form) {
  AddChoice<ReportForm>(command, "--format", form,
                        {{"table", ReportForm::kTable},
                         {"json", ReportForm::kJson},
                         {"csv", ReportForm::kCsv},
                         {"markdown", ReportForm::kMarkdown},
                         {"html", ReportForm::kHtml}},
                        "Form of the report (default: table)");
}

std::string ReportIn(ReportForm form, const PortfolioReport& report, bool in_full,
                     const Style& style, size_t width) {
  switch (form) {
    case ReportForm::kJson:
      return PortfolioJson(report);
    case ReportForm::kCsv:
      return PortfolioCsv(report);
    case ReportForm::kMarkdown:
      return PortfolioMarkdown(report);
    case ReportForm::kHtml:
      return PortfolioPage(report);
    case ReportForm::kTable:
      break;
  }
  if (!in_full) return ReportText(report, style, width);
  // A metric in full speaks of all accounts unless it is said otherwise.
  std::string text;
  if (!report.head.where.empty()) {
    absl::StrAppend(&text, HeadText(report.head, style, width), "\n");
  }
  bool first = true;
  for (const auto& result : report.metrics) {
    absl::StrAppend(&text, std::exchange(first, false) ? "" : "\n\n",
                    MetricText(result, style, width));
  }
  return text;
}

std::optional<std::vector<std::string>> ReportRequest::Attributes() const {
  if (no_breakdowns) return std::vector<std::string>();
  if (by.empty()) return std::nullopt;
  return std::vector<std::string>(absl::StrSplit(by, ',', absl::SkipWhitespace()));
}

portfolio::NumberRequest ReportRequest::NumberAsked() const {
  return {number.value_or(portfolio::NumberName()), counted ? std::optional(true) : std::nullopt, 0,
          accounts};
}

void AddReportRequest(Command command, ReportRequest& request, uint32_t most_accounts) {
  AddAsOf(command, request.as_of);
  AddMoment(command, "--compare-to", "Another day, and how far apart the two are",
            request.compare_to);
  const Option metric =
      command
          .AddOption("--metric", request.metrics,
                     "A metric in full; may be given several times (default: a table of all)")
          .TypeName("NAME");
  AddNumber(command, request, metric);
  command
      .AddOption("--dashboard", request.dashboard,
                 "Only this dashboard, as executive or operations: its metrics, or the accounts of "
                 "one person")
      .TypeName("NAME")
      .Excludes(metric);
  const Option by =
      command
          .AddOption("--by", request.by,
                     "Attributes to break down by, apart by commas (default: each metric's own)")
          .TypeName("NAMES");
  command.AddFlag("--no-breakdowns", request.no_breakdowns, "No breakdowns").Excludes(by);
  AddFilters(command, request.where);
  command
      .AddOption("--trend", request.trend_points,
                 "Ends of months to look back at, that of the report included (default: 6)")
      .TypeName("N")
      .InRange(0, 60);
  command
      .AddOption("--accounts-shown", request.accounts,
                 "Accounts to name behind each metric, worst first (default: 5)")
      .TypeName("N")
      .InRange(0U, most_accounts);
  command.AddFlag("--long", request.whole, "Every metric in full");
  AddReportForm(command, request.form);
  command.AddOption("--output", request.output, "File for the result (default: stdout)")
      .TypeName("FILE");
}

ExitCode WriteReport(const ReportRequest& request, const PortfolioReport& report, ColorChoice color,
                     Console& console) {
  Output output;
  if (const absl::Status opened = output.Open(request.output); !opened.ok()) {
    console.Fail(ToStd(opened.message()));
    return ExitCode::kFailed;
  }
  output.Write(ReportIn(request.form, report, request.in_full(), Style::For(color, output.stream()),
                        TerminalWidth(output.stream(), kUsualWidth)));
  return CloseOrSayWhy(output, console);
}

}  // namespace bellwether::cli
