// A worklist as panels: my accounts, what to do, what falls due, renewals, who is quiet, open
// expansions, tickets.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_WORKLIST_PANELS_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_WORKLIST_PANELS_H_

#include <cstdint>
#include <vector>

#include "clients/cli/portfolio/panel.h"
#include "engine/portfolio/worklist.h"

namespace bellwether::cli {

// `today`: the day of the report, as Worklist counts days.
std::vector<Panel> WorklistPanels(const portfolio::Worklist& worklist,
                                  const ruleset::Worklist& list, int32_t today);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_WORKLIST_PANELS_H_
