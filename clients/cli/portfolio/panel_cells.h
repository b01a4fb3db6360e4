// Cells of panels, by what they hold. Nothing known is an empty cell. Pure functions.
#ifndef BELLWETHER_CLIENTS_CLI_PORTFOLIO_PANEL_CELLS_H_
#define BELLWETHER_CLIENTS_CLI_PORTFOLIO_PANEL_CELLS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/portfolio/panel.h"
#include "clients/cli/terminal/style.h"

namespace bellwether::cli {

PanelCell TextCell(const std::string& text, Tone tone = Tone::kPlain);
PanelCell DayCell(std::optional<int32_t> day, Tone tone = Tone::kPlain);
PanelCell NumberCell(std::optional<double> value, std::string text, Tone tone = Tone::kPlain);
// "1,240".
PanelCell CountCell(uint64_t count, Tone tone = Tone::kPlain);
// In whole units of the currency; what is below zero is shown as zero.
PanelCell MoneyCell(std::optional<double> value);
PanelCell TruthCell(std::optional<bool> value, std::string_view yes, std::string_view no,
                    Tone tone);
PanelCell NamesCell(const std::vector<std::string>& names, Tone tone);

}  // namespace bellwether::cli

#endif  // BELLWETHER_CLIENTS_CLI_PORTFOLIO_PANEL_CELLS_H_
