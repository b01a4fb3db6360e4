// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/panel.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/portfolio/markdown_cells.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/writers/csv_cell.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/number.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using nlohmann::ordered_json;

struct ToJson {
  ordered_json operator()(std::monostate) const { return {}; }
  ordered_json operator()(const std::string& text) const { return text; }
  ordered_json operator()(double number) const { return number; }
  ordered_json operator()(bool truth) const { return truth; }
  ordered_json operator()(const absl::CivilDay& day) const { return absl::FormatCivilTime(day); }
  ordered_json operator()(const PanelCell::List& list) const { return list; }
};

struct ToText {
  std::string operator()(std::monostate) const { return ""; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(double number) const { return FormatNumber(number); }
  std::string operator()(bool truth) const { return truth ? "true" : "false"; }
  std::string operator()(const absl::CivilDay& day) const { return absl::FormatCivilTime(day); }
  std::string operator()(const PanelCell::List& list) const { return absl::StrJoin(list, " "); }
};

constexpr size_t kRowsShown = 30;  // for a person; the first are those that matter most

bool IsKnown(const PanelCell& cell) { return !std::holds_alternative<std::monostate>(cell.value); }

}  // namespace

std::string PanelText(const Panel& panel, const Style& style, size_t width) {
  std::string text = absl::StrCat(style.Paint(Tone::kStrong, panel.title), "\n");
  if (panel.rows.empty()) {
    return absl::StrCat(text, style.Paint(Tone::kQuiet, panel.empty), "\n");
  }
  std::vector<TableColumn> columns;
  for (const PanelColumn& column : panel.columns) {
    columns.push_back({column.header, column.right_aligned, true, column.expendable});
  }
  WriterOptions options;
  options.style = style;
  options.width = width;
  options.more_columns = "a wider terminal shows more, --format json all of it";
  TableLayout table(std::move(columns), options);
  const size_t shown = std::min(panel.rows.size(), kRowsShown);
  for (size_t i = 0; i < shown; ++i) {
    TableRow row;
    for (const PanelCell& cell : panel.rows[i]) row.push_back({Printable(cell.text), cell.tone});
    table.Add(std::move(row), text);
  }
  table.Finish(text);
  if (shown < panel.rows.size()) {
    absl::StrAppend(&text, "and ", panel.rows.size() - shown,
                    " more: --format json has them all\n");
  }
  return text;
}

ordered_json PanelJson(const Panel& panel) {
  auto rows = ordered_json::array();
  for (const auto& cells : panel.rows) {
    ordered_json row = ordered_json::object();
    for (size_t i = 0; i < cells.size(); ++i) {
      if (IsKnown(cells[i])) row[panel.columns[i].name] = std::visit(ToJson(), cells[i].value);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string PanelsCsv(const std::vector<Panel>& panels) {
  std::string text;
  AppendCsvLine({"panel", "row", "column", "value"}, text);
  for (const Panel& panel : panels) {
    for (size_t row = 0; row < panel.rows.size(); ++row) {
      for (size_t i = 0; i < panel.columns.size(); ++i) {
        const PanelCell& cell = panel.rows[row][i];
        if (!IsKnown(cell)) continue;
        AppendCsvLine({panel.name, absl::StrCat(row + 1), panel.columns[i].name,
                       std::visit(ToText(), cell.value)},
                      text);
      }
    }
  }
  return text;
}

std::string PanelMarkdown(const Panel& panel) {
  std::string text = absl::StrCat("## ", MarkdownCell(panel.title), "\n\n");
  if (panel.rows.empty()) return absl::StrCat(text, MarkdownCell(panel.empty), "\n");
  std::vector<std::string> header;
  for (const PanelColumn& column : panel.columns) header.push_back(MarkdownCell(column.header));
  text += MarkdownHeader(header, header.size());
  for (const auto& cells : panel.rows) {
    std::vector<std::string> row;
    for (const PanelCell& cell : cells) row.push_back(MarkdownCell(cell.text));
    text += MarkdownRow(row);
  }
  return text;
}

}  // namespace bellwether::cli
