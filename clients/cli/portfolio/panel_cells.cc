// Tested by tests/clients/portfolio_command_test.py and tests/clients/impact_command_test.py.
#include "clients/cli/portfolio/panel_cells.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"

namespace bellwether::cli {

PanelCell TextCell(const std::string& text, Tone tone) {
  if (text.empty()) return {};
  return {text, text, tone};
}

PanelCell DayCell(std::optional<int32_t> day, Tone tone) {
  if (!day) return {};
  return {DayOfNumber(*day), absl::FormatCivilTime(DayOfNumber(*day)), tone};
}

PanelCell NumberCell(std::optional<double> value, std::string text, Tone tone) {
  if (!value) return {};
  return {*value, std::move(text), tone};
}

PanelCell CountCell(uint64_t count, Tone tone) {
  return {static_cast<double>(count), Thousands(count), tone};
}

PanelCell MoneyCell(std::optional<double> value) {
  if (!value) return {};
  return {*value, Thousands(static_cast<uint64_t>(std::llround(std::max(0.0, *value)))),
          Tone::kPlain};
}

PanelCell TruthCell(std::optional<bool> value, std::string_view yes, std::string_view no,
                    Tone tone) {
  if (!value) return {};
  return {*value, std::string(*value ? yes : no), *value ? tone : Tone::kPlain};
}

PanelCell NamesCell(const std::vector<std::string>& names, Tone tone) {
  if (names.empty()) return {};
  return {names, absl::StrJoin(names, ", "), tone};
}

}  // namespace bellwether::cli
