// Metrics of a portfolio for programs and pages: JSON, CSV, Markdown.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_EXPORT_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_EXPORT_H_

#include <string>

#include "clients/cli/portfolio/portfolio_text.h"

namespace bellwether::cli {

// Everything that is known of each metric, numbers as they are.
std::string PortfolioJson(const PortfolioReport& report);

// A row for each value: metric, part, key, column, value, low, high, n, events, standing, tier.
// Parts are value, line, group, grid and trend. Of a report with panels a row for each value of
// these instead (panel.h).
std::string PortfolioCsv(const PortfolioReport& report);

// A table of all metrics, then each with its lines and breakdowns.
std::string PortfolioMarkdown(const PortfolioReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_EXPORT_H_
