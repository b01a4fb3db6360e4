// Metrics of a portfolio as one page that needs nothing beside it: numbers, plots, and the library
// that draws them (page/).
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_PAGE_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_PAGE_H_

#include <string>

#include "clients/cli/portfolio/portfolio_text.h"

namespace bellwether::cli {

// Names of accounts and groups cannot become markup, whatever they hold.
std::string PortfolioPage(const PortfolioReport& report);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PORTFOLIO_PAGE_H_
