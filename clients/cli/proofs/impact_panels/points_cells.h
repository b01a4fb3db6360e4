// Cells that panels of an impact have in common: points, coloured by whether they were won or lost.
#ifndef BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_PANELS_POINTS_CELLS_H_
#define BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_PANELS_POINTS_CELLS_H_

#include <cstdint>

#include "clients/cli/portfolio/panel.h"

namespace bellwether::cli {

PanelCell PointsCell(double points);
// Of no account, an empty cell.
PanelCell MeanCell(double sum, uint64_t count);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PROOFS_IMPACT_PANELS_POINTS_CELLS_H_
