// Tested by tests/clients/portfolio_command_test.py.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/civil_time.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/portfolio/portfolio_export.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/civil_day.h"

namespace bellwether::cli {
namespace {

using portfolio::MetricResult;
using portfolio::Quantity;

// What would end a cell, or begin something else in it.
std::string Cell(std::string_view text) {
  return absl::StrReplaceAll(Printable(text),
                             {{"|", "\\|"}, {"<", "&lt;"}, {"*", "\\*"}, {"_", "\\_"}});
}

std::string Row(const std::vector<std::string>& cells) {
  return absl::StrCat("| ", absl::StrJoin(cells, " | "), " |\n");
}

// Numbers stand on the right.
std::string Header(const std::vector<std::string>& cells, size_t texts) {
  std::vector<std::string> rules;
  for (size_t i = 0; i < cells.size(); ++i) rules.emplace_back(i < texts ? "---" : "---:");
  return Row(cells) + Row(rules);
}

std::string TierName(const std::optional<portfolio::Tier>& tier) {
  return tier ? Cell(tier->name) : "";
}

std::vector<std::string> ValueCells(const Quantity& quantity) {
  return {Cell(ValueWords(quantity)), Cell(IntervalWords(quantity)), Thousands(quantity.n)};
}

std::string ValueRow(const std::string& name, const Quantity& quantity) {
  std::vector<std::string> cells = ValueCells(quantity);
  cells.insert(cells.begin(), Cell(name));
  return Row(cells);
}

std::string GridTable(const portfolio::Grid& grid) {
  std::vector<std::string> header = {Cell(grid.name)};
  for (const std::string& column : grid.columns) header.push_back(Cell(column));
  std::string text = Header(header, 1);
  for (const auto& [name, cells] : grid.rows) {
    std::vector<std::string> row = {Cell(name)};
    for (const auto& cell : cells) {
      const std::string value = Cell(ValueWords(cell.quantity));
      row.push_back(cell.mature ? value : absl::StrCat("\\[", value, "\\]"));
    }
    text += Row(row);
  }
  return text;
}

std::string Section(const MetricResult& result) {
  std::string text = absl::StrCat("\n## ", Cell(result.name), "\n\n");
  if (!result.title.empty()) absl::StrAppend(&text, Cell(result.title), ".\n\n");
  absl::StrAppend(&text, "*", Cell(result.definition), ".*\n");
  const Quantity& value = result.summary.value;
  if (!value.why.empty()) absl::StrAppend(&text, "\n", Cell(value.why), "\n");
  for (const std::string& missing : result.missing) {
    absl::StrAppend(&text, "\n- ", Cell(missing), "\n");
  }
  absl::StrAppend(&text, "\n", Header({"", "value", "95 %", "n"}, 1), ValueRow(result.name, value));
  for (const auto& line : result.summary.lines) text += ValueRow(line.name, line.quantity);
  for (const auto& grid : result.summary.grids) {
    if (!grid.rows.empty()) absl::StrAppend(&text, "\n", GridTable(grid));
  }
  for (const auto& breakdown : result.breakdowns) {
    if (breakdown.groups.empty()) continue;
    absl::StrAppend(&text, "\n",
                    Header({"by " + Cell(breakdown.attribute), "tier", "value", "95 %", "n"}, 2));
    for (const auto& group : breakdown.groups) {
      std::vector<std::string> cells = ValueCells(group.summary.value);
      cells.insert(cells.begin(),
                   {group.key.empty() ? "(none)" : Cell(group.key), TierName(group.tier)});
      text += Row(cells);
    }
  }
  return text;
}

}  // namespace

std::string PortfolioMarkdown(const ReportHead& head, const std::vector<MetricResult>& results) {
  std::string text =
      absl::StrCat("# ", Cell(head.book), " as of ", head.as_of, "\n\nPack ", Cell(head.pack), ", ",
                   Thousands(head.accounts), " accounts, ", Thousands(head.records), " records, ",
                   head.refused, " refused, ", head.doubts, " doubts.\n\n");
  const bool compared = !results.empty() && results[0].comparison.has_value();
  const std::string day =
      compared ? absl::FormatCivilTime(DayOfNumber(results[0].comparison->day)) : "";
  text += Header(
      {"metric", "tier", compared ? "change since " + day : "trend", "value", "95 %", "n"}, 3);
  for (const MetricResult& result : results) {
    std::vector<std::string> cells = ValueCells(result.summary.value);
    cells.insert(cells.begin(), {Cell(result.name), TierName(result.tier),
                                 result.comparison ? Cell(ChangeWords(*result.comparison))
                                 : result.trend    ? JudgementWords(result.trend->judgement)
                                                   : ""});
    text += Row(cells);
  }
  for (const MetricResult& result : results) text += Section(result);
  return text;
}

}  // namespace bellwether::cli
