// Tested by tests/clients/portfolio_command_test.py.
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/portfolio/portfolio_export.h"
#include "clients/cli/writers/csv_cell.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

using portfolio::Quantity;

class CsvTable {
 public:
  CsvTable() {
    AppendCsvLine({"metric", "part", "key", "column", "value", "low", "high", "n", "events",
                   "standing", "tier"},
                  text_);
  }
  std::string Take() { return std::move(text_); }

  void Add(const portfolio::MetricResult& result) {
    metric_ = result.name;
    Row("value", "", "", result.summary.value, result.tier);
    for (const auto& line : result.summary.lines) Row("line", line.name, "", line.quantity, {});
    for (const auto& grid : result.summary.grids) Add(grid);
    for (const auto& breakdown : result.breakdowns) {
      for (const auto& group : breakdown.groups) {
        Row("group", group.key, breakdown.attribute, group.summary.value, group.tier);
      }
    }
    if (result.comparison) {
      const std::string day = absl::FormatCivilTime(DayOfNumber(result.comparison->day));
      Row("then", day, "", result.comparison->then, {});
      if (result.comparison->difference) {
        Row("difference", day, "", *result.comparison->difference, {});
      }
    }
    if (!result.trend) return;
    for (const auto& point : result.trend->points) {
      Row("trend", absl::FormatCivilTime(DayOfNumber(point.day)), "", point.value, {});
    }
  }

 private:
  void Add(const portfolio::Grid& grid) {
    for (const auto& [name, cells] : grid.rows) {
      for (size_t i = 0; i < cells.size(); ++i) {
        Row(cells[i].mature ? "grid" : "grid, immature", name, grid.columns[i], cells[i].quantity,
            {});
      }
    }
  }

  void Row(std::string_view part, std::string_view key, std::string_view column,
           const Quantity& quantity, const std::optional<portfolio::Tier>& tier) {
    const auto number = [](std::optional<double> value) {
      return value ? FormatNumber(*value) : std::string();
    };
    const auto& interval = quantity.interval;
    const std::vector<std::string> cells = {
        metric_,
        std::string(part),
        std::string(key),
        std::string(column),
        number(quantity.value),
        number(interval ? std::optional(interval->low) : std::nullopt),
        number(interval ? std::optional(interval->high) : std::nullopt),
        absl::StrCat(quantity.n),
        quantity.events ? absl::StrCat(*quantity.events) : "",
        StandingName(quantity.standing),
        tier ? tier->name : "",
    };
    AppendCsvLine(cells, text_);
  }

  std::string metric_;
  std::string text_;
};

}  // namespace

std::string PortfolioCsv(const PortfolioReport& report) {
  if (!report.panels.empty()) return PanelsCsv(report.panels);
  CsvTable table;
  for (const auto& result : report.metrics) table.Add(result);
  return table.Take();
}

}  // namespace bellwether::cli
