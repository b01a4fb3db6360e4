// What a report of metrics is asked for, by a pack of one's own or by a server's: options, forms
// and output.
//
// The pointed-to values must live until the command has run.
#ifndef BELLWETHER_CLIENTS_CLI_COMMANDS_REPORT_OPTIONS_H_
#define BELLWETHER_CLIENTS_CLI_COMMANDS_REPORT_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/commands/command.h"
#include "clients/cli/portfolio/portfolio_text.h"
#include "clients/cli/terminal/console.h"
#include "clients/cli/terminal/exit_code.h"
#include "engine/book/selection.h"
#include "engine/facts/account.h"
#include "engine/portfolio/accounts_in_number.h"

namespace bellwether::cli {

enum class ReportForm { kTable, kJson, kCsv, kMarkdown, kHtml };

// --format
void AddReportForm(Command command, ReportForm& form);
// The report as a person or a program reads it; `in_full`: each metric, and not a table of them.
std::string ReportIn(ReportForm form, const PortfolioReport& report, bool in_full,
                     const Style& style, size_t width);

struct ReportRequest {
  std::optional<Moment> as_of;
  std::optional<Moment> compare_to;
  std::vector<std::string> metrics;
  std::string dashboard;
  std::string by;  // apart by commas; "" : those of each metric
  bool no_breakdowns = false;
  std::vector<book::AttributeFilter> where;
  uint32_t trend_points = 6;
  uint32_t accounts = 5;
  bool whole = false;
  std::optional<portfolio::NumberName> number;  // whose accounts are told, and nothing else
  bool counted = false;                         // only those that it counts
  ReportForm form = ReportForm::kTable;
  std::string output;

  // Metrics were named, or are wanted in full.
  bool in_full() const { return !number.has_value() && (!metrics.empty() || whole); }
  // Which accounts of `number` are told, and how many.
  portfolio::NumberRequest NumberAsked() const;
  // Attributes to break down by; nothing: those of each metric.
  std::optional<std::vector<std::string>> Attributes() const;
};

// --as-of, --compare-to, --metric, --line, --cell, --counted, --dashboard, --by, --no-breakdowns,
// --where, --trend, --accounts-shown, --long, --format, --output
void AddReportRequest(Command command, ReportRequest& request, uint32_t most_accounts);

// In the form and into the file that were asked for.
ExitCode WriteReport(const ReportRequest& request, const PortfolioReport& report, ColorChoice color,
                     Console& console);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_COMMANDS_REPORT_OPTIONS_H_
