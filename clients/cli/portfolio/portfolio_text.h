// Metrics of a portfolio for a person: a table that is read in a minute, and each metric in full.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_TEXT_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_TEXT_H_

#include <cstddef>
#include <string>
#include <vector>

#include "clients/cli/terminal/style.h"
#include "engine/portfolio/result.h"

namespace bellwether::cli {

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
};

// One line for each metric: value, interval, n, tier, trend.
std::string MetricTable(const ReportHead& head, const std::vector<portfolio::MetricResult>& results,
                        const Style& style, size_t width);
// One metric: definition, lines, breakdowns, grids, trend, accounts.
std::string MetricText(const portfolio::MetricResult& result, const Style& style, size_t width);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_TEXT_H_
