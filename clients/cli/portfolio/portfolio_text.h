// Metrics of a portfolio for a person: a table that is read in a minute, and each metric in full.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_TEXT_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/portfolio/panel.h"
#include "clients/cli/terminal/style.h"
#include "engine/portfolio/result.h"

namespace bellwether::cli {

// Who reads a dashboard, and how often.
struct Audience {
  std::string dashboard;
  std::string title;
  std::string rhythm;    // may be ""
  std::string worklist;  // the attribute that its worklist is of; "" : it has none
};

// What stands above all metrics.
struct ReportHead {
  std::string pack;  // "saas 0.1.0"
  std::string digest;
  std::string book;   // its path
  std::string as_of;  // "2026-03-01"
  uint64_t accounts = 0;
  uint64_t records = 0;
  uint64_t refused = 0;  // records
  uint64_t doubts = 0;   // findings of `book check`
  // Which accounts were asked for: "csm", "Ana"; none: all of them.
  std::vector<std::pair<std::string, std::string>> where;
  uint64_t accounts_in_all = 0;     // of the book
  std::vector<Audience> audiences;  // in the pack's order
};

// What a report says: metrics, and panels of a dashboard that lists accounts.
struct PortfolioReport {
  ReportHead head;
  std::vector<portfolio::MetricResult> metrics;
  std::vector<Panel> panels;
  bool by_audience = false;  // metrics stand below the first dashboard that shows them
};

// Metrics of a report by who reads them: below each audience those that no earlier one has; those
// on no dashboard last, below one without a name. One part with everything where the report is not
// by audience. Without empty parts, but for audiences with a worklist.
struct AudiencePart {
  Audience audience;
  std::vector<const portfolio::MetricResult*> metrics;
};
std::vector<AudiencePart> PartsOf(const PortfolioReport& report);
// "Executive, monthly"; "on no dashboard".
std::string AudienceWords(const Audience& audience);
// What a person types to see a worklist.
std::string WorklistHint(const Audience& audience);
// "where csm is Ana, 9 of 26 accounts"; "26 accounts".
std::string AccountWords(const ReportHead& head);

// What it is a report of, in a line or two.
std::string HeadText(const ReportHead& head, const Style& style, size_t width);
// The head, the panels, and one line for each metric: value, interval, n, tier, trend.
std::string ReportText(const PortfolioReport& report, const Style& style, size_t width);
// One metric: definition, lines, breakdowns, grids, trend, accounts.
std::string MetricText(const portfolio::MetricResult& result, const Style& style, size_t width);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_TEXT_H_
