// The accounts behind a number of a metric, as a panel.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_NUMBER_PANEL_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_NUMBER_PANEL_H_

#include <string>

#include "clients/cli/portfolio/panel.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/result.h"

namespace bellwether::cli {

// "churn of mrr_movement: −2,300 (2 of 3 accounts)", and a row for each account.
Panel NumberPanel(const std::string& metric, const portfolio::NumberName& number,
                  const portfolio::AccountsInNumber& told);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_NUMBER_PANEL_H_
