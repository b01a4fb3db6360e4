// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/portfolio_text.h"

#include <algorithm>
#include <span>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/writers/table_layout.h"
#include "engine/base/civil_day.h"

namespace bellwether::cli {
namespace {

using portfolio::Breakdown;
using portfolio::Grid;
using portfolio::Group;
using portfolio::MetricResult;
using portfolio::Quantity;
using portfolio::Standing;

constexpr size_t kIndent = 2;
constexpr size_t kGroupsShown = 12;  // of a breakdown, the largest
constexpr size_t kLeastWidth = 40;

std::string Indented(const std::string& text, size_t width, const Style& style, Tone tone) {
  std::string lines;
  for (const std::string& line : Wrap(Printable(text), std::max(width, kLeastWidth) - kIndent)) {
    absl::StrAppend(&lines, "  ", style.Paint(tone, line), "\n");
  }
  return lines;
}

std::string TierWords(const std::optional<portfolio::Tier>& tier) {
  if (!tier) return "";
  return tier->bounds.empty() ? tier->name : absl::StrCat(tier->name, " (", tier->bounds, ")");
}

std::string Number(uint64_t n) { return n == 0 ? "" : Thousands(n); }

WriterOptions TableOptions(const Style& style, size_t width) {
  WriterOptions options;
  options.style = style;
  options.width = std::max(width, kLeastWidth);
  options.more_columns = "a wider terminal shows more, --format json all of it";
  return options;
}

Tone ValueTone(const Quantity& quantity) {
  if (quantity.standing == Standing::kRefused) return Tone::kBad;
  return quantity.standing == Standing::kKnown ? Tone::kStrong : Tone::kQuiet;
}

std::string BreakdownTable(const Breakdown& breakdown, const Style& style, size_t width) {
  std::string text;
  TableLayout table({{"by " + breakdown.attribute},
                     {"value", true},
                     {"95 %", true, true},
                     {"n", true},
                     {"tier", false, true}},
                    TableOptions(style, width));
  const size_t shown = std::min(breakdown.groups.size(), kGroupsShown);
  for (const Group& group : std::span(breakdown.groups).first(shown)) {
    const Quantity& value = group.summary.value;
    table.Add({{group.key.empty() ? "(none)" : Printable(group.key)},
               {ValueWords(value), ValueTone(value)},
               {IntervalWords(value)},
               {Number(value.n)},
               {TierWords(group.tier), TierTone(group.tier)}},
              text);
  }
  table.Finish(text);
  if (shown < breakdown.groups.size()) {
    absl::StrAppend(&text, "and ", breakdown.groups.size() - shown,
                    " smaller ones: --format json has them all\n");
  }
  return text;
}

std::string LineTable(const std::vector<portfolio::Line>& lines, const Style& style, size_t width) {
  std::string text;
  TableLayout table({{"beside it"}, {"value", true}, {"95 %", true, true}, {"n", true}},
                    TableOptions(style, width));
  for (const portfolio::Line& line : lines) {
    table.Add({{line.name},
               {ValueWords(line.quantity)},
               {IntervalWords(line.quantity)},
               {Number(line.quantity.n)}},
              text);
  }
  table.Finish(text);
  return text;
}

// A cell in brackets is immature: not everybody was followed so long (P8).
std::string CellWords(const Grid::Cell& cell) {
  if (cell.quantity.standing == Standing::kNobody) return cell.mature ? "" : "·";
  const std::string value = ValueWords(cell.quantity);
  return cell.mature ? value : absl::StrCat("[", value, "]");
}

std::string GridTable(const Grid& grid, const Style& style, size_t width) {
  std::vector<TableColumn> columns = {{grid.name}};
  for (size_t i = 0; i < grid.columns.size(); ++i)
    columns.push_back({grid.columns[i], true, false, i});
  std::string text;
  TableLayout table(columns, TableOptions(style, width));
  bool immature = false;
  for (const auto& [name, cells] : grid.rows) {
    TableRow row = {{Printable(name)}};
    for (const Grid::Cell& cell : cells) {
      row.push_back({CellWords(cell), cell.mature ? Tone::kPlain : Tone::kQuiet});
      immature = immature || !cell.mature;
    }
    table.Add(std::move(row), text);
  }
  table.Finish(text);
  if (immature) absl::StrAppend(&text, "[in brackets: not everybody was followed so long]\n");
  return text;
}

std::string TrendText(const MetricResult& result, const Style& style) {
  std::vector<std::string> points;
  for (const auto& point : result.trend->points) {
    points.push_back(
        absl::StrCat(absl::FormatCivilTime(DayOfNumber(point.day)), " ", ValueWords(point.value)));
  }
  return absl::StrCat("trend  ", Sparkline(*result.trend), "  ",
                      style.Paint(JudgementTone(result), JudgementWords(result.trend->judgement)),
                      "\n  ", absl::StrJoin(points, "\n  "), "\n");
}

std::string ComparisonText(const MetricResult& result, const Style& style) {
  const auto& comparison = *result.comparison;
  const std::string change = ChangeWords(comparison);
  return absl::StrCat("on ", absl::FormatCivilTime(DayOfNumber(comparison.day)), "  ",
                      ValueWords(comparison.then), change.empty() ? "" : ": ",
                      style.Paint(ChangeTone(result), change), "\n");
}

std::string AccountsText(const MetricResult& result) {
  std::string text = absl::StrCat("accounts behind it, worst first (", result.accounts.size(),
                                  " of ", Thousands(result.accounts_in_all), ")\n");
  for (const auto& account : result.accounts) {
    absl::StrAppend(&text, "  ", Printable(account.account), ": ", Printable(account.what), "\n");
  }
  return text;
}

std::string Headline(const MetricResult& result, const Style& style) {
  const Quantity& value = result.summary.value;
  std::vector<std::string> parts;
  if (const std::string interval = IntervalWords(value); !interval.empty()) {
    parts.push_back("95 %: " + interval);
  }
  parts.push_back(absl::StrCat("n ", Thousands(value.n)));
  if (result.tier) {
    parts.push_back(style.Paint(TierTone(result.tier),
                                absl::StrCat(TierWords(result.tier), " of ", result.tier->set)));
  } else if (value.standing == Standing::kFew) {
    parts.push_back("too few to judge");
  }
  return absl::StrCat(style.Paint(Tone::kStrong, result.name), "  ",
                      style.Paint(ValueTone(value), ValueWords(value)), "  ", Parts(parts), "\n");
}

}  // namespace

std::string MetricTable(const ReportHead& head, const std::vector<MetricResult>& results,
                        const Style& style, size_t width) {
  std::string text = absl::StrCat(style.Paint(Tone::kStrong, head.book), " as of ", head.as_of,
                                  ", pack ", head.pack, ": ", Thousands(head.accounts),
                                  " accounts, ", Thousands(head.records), " records");
  if (head.refused > 0) absl::StrAppend(&text, ", ", head.refused, " refused");
  if (head.doubts > 0) {
    absl::StrAppend(&text, ", ", head.doubts, head.doubts == 1 ? " doubt" : " doubts",
                    " (bellwether book check)");
  }
  absl::StrAppend(&text, "\n\n");
  const bool compared = !results.empty() && results[0].comparison.has_value();
  std::vector<TableColumn> columns = {
      {"metric"}, {"value", true}, {"95 %", true, true, 3}, {"n", true}, {"tier", false, true, 1}};
  if (compared) {
    const int32_t day = results[0].comparison->day;
    columns.push_back({absl::FormatCivilTime(DayOfNumber(day)), true});
    columns.push_back({"change"});
  } else {
    columns.push_back({"months", false, true, 4});
    columns.push_back({"trend", false, true, 2});
  }
  TableLayout table(columns, TableOptions(style, width));
  for (const MetricResult& result : results) {
    const Quantity& value = result.summary.value;
    TableRow row = {{result.name},
                    {ValueWords(value), ValueTone(value)},
                    {IntervalWords(value)},
                    {Number(value.n)},
                    {result.tier ? result.tier->name : "", TierTone(result.tier)}};
    if (compared) {
      row.push_back({ValueWords(result.comparison->then), Tone::kQuiet});
      row.push_back({ChangeWords(*result.comparison), ChangeTone(result)});
    } else {
      row.push_back({result.trend ? Sparkline(*result.trend) : ""});
      row.push_back(
          {result.trend ? JudgementWords(result.trend->judgement) : "", JudgementTone(result)});
    }
    table.Add(std::move(row), text);
  }
  table.Finish(text);
  for (const MetricResult& result : results) {
    if (result.summary.value.why.empty()) continue;
    absl::StrAppend(&text, "\n", result.name, ": ", Printable(result.summary.value.why), "\n");
  }
  return text;
}

std::string MetricText(const MetricResult& result, const Style& style, size_t width) {
  std::string text = Headline(result, style);
  if (!result.title.empty())
    absl::StrAppend(&text, Indented(result.title, width, style, Tone::kPlain));
  absl::StrAppend(&text, Indented(result.definition, width, style, Tone::kQuiet));
  if (!result.summary.value.why.empty()) {
    absl::StrAppend(&text, Indented(result.summary.value.why, width, style, Tone::kBad));
  }
  for (const std::string& missing : result.missing) {
    absl::StrAppend(&text, Indented(missing, width, style, Tone::kMiddling));
  }
  const bool counted = result.summary.value.standing != Standing::kNobody &&
                       result.summary.value.standing != Standing::kRefused;
  if (!counted) return text;
  if (!result.summary.lines.empty()) {
    absl::StrAppend(&text, "\n", LineTable(result.summary.lines, style, width));
  }
  for (const Grid& grid : result.summary.grids) {
    if (!grid.rows.empty()) absl::StrAppend(&text, "\n", GridTable(grid, style, width));
  }
  for (const Breakdown& breakdown : result.breakdowns) {
    if (breakdown.groups.empty()) {
      absl::StrAppend(&text, "\nby ", breakdown.attribute, ": ", breakdown.why, "\n");
    } else {
      absl::StrAppend(&text, "\n", BreakdownTable(breakdown, style, width));
    }
  }
  if (result.comparison) absl::StrAppend(&text, "\n", ComparisonText(result, style));
  if (result.trend) absl::StrAppend(&text, "\n", TrendText(result, style));
  if (!result.accounts.empty()) absl::StrAppend(&text, "\n", AccountsText(result));
  return text;
}

}  // namespace bellwether::cli
