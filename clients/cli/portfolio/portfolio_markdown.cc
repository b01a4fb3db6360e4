// Tested by tests/clients/portfolio_command_test.py.
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "clients/cli/portfolio/markdown_cells.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/portfolio/portfolio_export.h"
#include "clients/cli/terminal/display_text.h"
#include "engine/base/civil_day.h"

namespace bellwether::cli {
namespace {

using portfolio::MetricResult;
using portfolio::Quantity;

std::string TierName(const std::optional<portfolio::Tier>& tier) {
  return tier ? MarkdownCell(tier->name) : "";
}

std::vector<std::string> ValueCells(const Quantity& quantity) {
  return {MarkdownCell(ValueWords(quantity)), MarkdownCell(IntervalWords(quantity)),
          Thousands(quantity.n)};
}

std::string ValueRow(const std::string& name, const Quantity& quantity) {
  std::vector<std::string> cells = ValueCells(quantity);
  cells.insert(cells.begin(), MarkdownCell(name));
  return MarkdownRow(cells);
}

std::string GridTable(const portfolio::Grid& grid) {
  std::vector<std::string> header = {MarkdownCell(grid.name)};
  for (const std::string& column : grid.columns) header.push_back(MarkdownCell(column));
  std::string text = MarkdownHeader(header, 1);
  for (const auto& [name, cells] : grid.rows) {
    std::vector<std::string> row = {MarkdownCell(name)};
    for (const auto& cell : cells) {
      const std::string value = MarkdownCell(ValueWords(cell.quantity));
      row.push_back(cell.mature ? value : absl::StrCat("\\[", value, "\\]"));
    }
    text += MarkdownRow(row);
  }
  return text;
}

std::string Section(const MetricResult& result) {
  std::string text = absl::StrCat("\n## ", MarkdownCell(result.name), "\n\n");
  if (!result.description.empty())
    absl::StrAppend(&text, MarkdownCell(result.description), ".\n\n");
  absl::StrAppend(&text, "*", MarkdownCell(result.definition), ".*\n");
  const Quantity& value = result.summary.value;
  if (!value.why.empty()) absl::StrAppend(&text, "\n", MarkdownCell(value.why), "\n");
  for (const std::string& missing : result.missing) {
    absl::StrAppend(&text, "\n- ", MarkdownCell(missing), "\n");
  }
  absl::StrAppend(&text, "\n", MarkdownHeader({"", "value", "95 %", "n"}, 1),
                  ValueRow(result.name, value));
  for (const auto& line : result.summary.lines) text += ValueRow(line.name, line.quantity);
  for (const auto& grid : result.summary.grids) {
    if (!grid.rows.empty()) absl::StrAppend(&text, "\n", GridTable(grid));
  }
  for (const auto& breakdown : result.breakdowns) {
    if (breakdown.groups.empty()) continue;
    absl::StrAppend(
        &text, "\n",
        MarkdownHeader({"by " + MarkdownCell(breakdown.attribute), "tier", "value", "95 %", "n"},
                       2));
    for (const auto& group : breakdown.groups) {
      std::vector<std::string> cells = ValueCells(group.summary.value);
      cells.insert(cells.begin(),
                   {group.key.empty() ? "(none)" : MarkdownCell(group.key), TierName(group.tier)});
      text += MarkdownRow(cells);
    }
  }
  return text;
}

// A table of the metrics of one audience.
std::string MetricTable(const std::vector<const MetricResult*>& metrics) {
  const bool compared = metrics[0]->comparison.has_value();
  const std::string day =
      compared ? absl::FormatCivilTime(DayOfNumber(metrics[0]->comparison->day)) : "";
  std::string text = MarkdownHeader(
      {"metric", "tier", compared ? "change since " + day : "trend", "value", "95 %", "n"}, 3);
  for (const MetricResult* metric : metrics) {
    const MetricResult& result = *metric;
    std::vector<std::string> cells = ValueCells(result.summary.value);
    cells.insert(cells.begin(), {MarkdownCell(result.name), TierName(result.tier),
                                 result.comparison ? MarkdownCell(ChangeWords(*result.comparison))
                                 : result.trend    ? JudgementWords(result.trend->judgement)
                                                   : ""});
    text += MarkdownRow(cells);
  }
  return text;
}

}  // namespace

std::string PortfolioMarkdown(const PortfolioReport& report) {
  const ReportHead& head = report.head;
  std::string text = absl::StrCat("# ", MarkdownCell(head.book), " as of ", head.as_of, "\n\nPack ",
                                  MarkdownCell(head.pack), ", ", MarkdownCell(AccountWords(head)),
                                  ", ", Thousands(head.records), " records, ", head.refused,
                                  " refused, ", head.doubts, " doubts.\n");
  for (const Panel& panel : report.panels) absl::StrAppend(&text, "\n", PanelMarkdown(panel));
  for (const AudiencePart& part : PartsOf(report)) {
    if (report.by_audience) {
      absl::StrAppend(&text, "\n**", MarkdownCell(AudienceWords(part.audience)), "**\n");
    }
    if (!part.metrics.empty()) absl::StrAppend(&text, "\n", MetricTable(part.metrics));
    if (report.by_audience && !part.audience.worklist.empty()) {
      absl::StrAppend(&text, "\n", MarkdownCell(WorklistHint(part.audience)), "\n");
    }
  }
  for (const MetricResult& result : report.metrics) text += Section(result);
  return text;
}

}  // namespace bellwether::cli
