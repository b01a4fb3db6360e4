// Tested by tests/clients/portfolio_command_test.py.
#include "clients/cli/portfolio/portfolio_text.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

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
constexpr size_t kBarWidth = 10;
constexpr size_t kUsualTiers = 5;    // names stand below each other up to so many
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

// Bars from nothing to the greatest value of a breakdown.
class BarScale {
 public:
  void Cover(const Quantity& value) {
    if (IsDrawn(value)) most_ = std::max(most_, *value.value);
  }
  std::string Bar(const Quantity& value) const {
    return IsDrawn(value) && most_ > 0 ? BarOf(*value.value / most_, kBarWidth) : "";
  }

 private:
  static bool IsDrawn(const Quantity& value) {
    return value.standing == Standing::kKnown && value.value && *value.value >= 0;
  }
  double most_ = 0;
};

BarScale ScaleOf(const Breakdown& breakdown) {
  BarScale scale;
  for (const Group& group : breakdown.groups) scale.Cover(group.summary.value);
  return scale;
}

std::string BreakdownTable(const Breakdown& breakdown, const Style& style, size_t width) {
  std::string text;
  const BarScale scale = ScaleOf(breakdown);
  TableLayout table({{"by " + breakdown.attribute},
                     {"value", true},
                     {"", false, true, 1},
                     {"95 %", true, true},
                     {"n", true},
                     {"tier", false, true}},
                    TableOptions(style, width));
  const size_t shown = std::min(breakdown.groups.size(), kGroupsShown);
  for (const Group& group : std::span(breakdown.groups).first(shown)) {
    const Quantity& value = group.summary.value;
    table.Add({{group.key.empty() ? "(none)" : Printable(group.key)},
               {ValueWords(value), ValueTone(value)},
               {scale.Bar(value), TierTone(group.tier)},
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

// "▮▮▮▯▯ fair": how good a tier is before what it is called.
std::string GaugedTier(const std::optional<portfolio::Tier>& tier) {
  return tier ? absl::StrCat(PadRight(TierGauge(tier), kUsualTiers), " ", tier->name) : "";
}

// With an arrow where it is a trend, and nothing where it is noise.
std::string MarkedSparkline(const portfolio::Trend& trend) {
  const bool rising = trend.judgement == portfolio::Judgement::kRising;
  const bool falling = trend.judgement == portfolio::Judgement::kFalling;
  return absl::StrCat(Sparkline(trend), rising ? " ↗" : falling ? " ↘" : "");
}

TableRow MetricRow(const MetricResult& result, bool compared) {
  const Quantity& value = result.summary.value;
  TableRow row = {{result.name},
                  {ValueWords(value), ValueTone(value)},
                  {IntervalWords(value)},
                  {Number(value.n)},
                  {GaugedTier(result.tier), TierTone(result.tier)}};
  if (compared) {
    row.push_back({ValueWords(result.comparison->then), Tone::kQuiet});
    row.push_back({ChangeWords(*result.comparison), ChangeTone(result)});
  } else {
    row.push_back({result.trend ? MarkedSparkline(*result.trend) : "", JudgementTone(result)});
    row.push_back(
        {result.trend ? JudgementWords(result.trend->judgement) : "", JudgementTone(result)});
  }
  return row;
}

std::string WhyText(const std::vector<MetricResult>& results, size_t width) {
  std::string text;
  for (const MetricResult& result : results) {
    if (result.summary.value.why.empty()) continue;
    absl::StrAppend(&text, "\n");
    const std::string why = absl::StrCat(result.name, ": ", Printable(result.summary.value.why));
    for (const std::string& line : Wrap(why, std::max(width, kLeastWidth))) {
      absl::StrAppend(&text, line, "\n");
    }
  }
  return text;
}

std::string MetricTable(const PortfolioReport& report, const Style& style, size_t width) {
  const std::vector<MetricResult>& results = report.metrics;
  const bool compared = results[0].comparison.has_value();
  std::vector<TableColumn> columns = {{"metric"},
                                      {"value", true},
                                      {"95 %", true, true, 3},
                                      {"n", true, false, 5},
                                      {"tier", false, true, 1}};
  if (compared) {
    const int32_t day = results[0].comparison->day;
    columns.push_back({absl::FormatCivilTime(DayOfNumber(day)), true});
    columns.push_back({"change"});
  } else {
    columns.push_back({"months", false, true, 2});
    columns.push_back({"trend", false, true, 4});
  }
  std::string text;
  TableLayout table(columns, TableOptions(style, width));
  bool first = true;
  for (const AudiencePart& part : PartsOf(report)) {
    if (report.by_audience) {
      if (!first) table.Add({{""}}, text);
      table.Add({{AudienceWords(part.audience), Tone::kStrong}}, text);
    }
    first = false;
    for (const MetricResult* metric : part.metrics) table.Add(MetricRow(*metric, compared), text);
    if (report.by_audience && !part.audience.worklist.empty()) {
      table.Add({{WorklistHint(part.audience), Tone::kQuiet}}, text);
    }
  }
  table.Finish(text);
  return text + WhyText(results, width);
}

}  // namespace

std::vector<AudiencePart> PartsOf(const PortfolioReport& report) {
  std::vector<AudiencePart> parts;
  std::set<const MetricResult*> placed;
  const auto add = [&](const Audience& audience, const auto& belongs) {
    AudiencePart part{audience, {}};
    for (const MetricResult& metric : report.metrics) {
      if (belongs(metric) && placed.insert(&metric).second) part.metrics.push_back(&metric);
    }
    if (!part.metrics.empty() || !audience.worklist.empty()) parts.push_back(std::move(part));
  };
  if (report.by_audience) {
    for (const Audience& audience : report.head.audiences) {
      add(audience, [&audience](const MetricResult& metric) {
        return std::find(metric.dashboards.begin(), metric.dashboards.end(), audience.dashboard) !=
               metric.dashboards.end();
      });
    }
  }
  add(Audience(), [](const MetricResult&) { return true; });
  return parts;
}

std::string AudienceWords(const Audience& audience) {
  if (audience.dashboard.empty()) return "On no dashboard";
  return absl::StrCat(audience.title, audience.rhythm.empty() ? "" : ", ", audience.rhythm);
}

std::string WorklistHint(const Audience& audience) {
  return absl::StrCat("accounts of one ", audience.worklist, ": --dashboard ", audience.dashboard,
                      " --where ", audience.worklist, "=NAME");
}

std::string AccountWords(const ReportHead& head) {
  if (head.where.empty()) return absl::StrCat(Thousands(head.accounts), " accounts");
  std::vector<std::string> conditions;
  for (const auto& [attribute, value] : head.where) {
    conditions.push_back(absl::StrCat(attribute, " is ", value));
  }
  return absl::StrCat("where ", absl::StrJoin(conditions, " and "), ", ", Thousands(head.accounts),
                      " of ", Thousands(head.accounts_in_all), " accounts");
}

std::string HeadText(const ReportHead& head, const Style& style, size_t width) {
  std::string text =
      absl::StrCat(Printable(head.book), " as of ", head.as_of, ", pack ", Printable(head.pack),
                   ": ", Printable(AccountWords(head)), ", ", Thousands(head.records), " records");
  if (head.refused > 0) absl::StrAppend(&text, ", ", head.refused, " refused");
  if (head.doubts > 0) {
    absl::StrAppend(&text, ", ", head.doubts, head.doubts == 1 ? " doubt" : " doubts",
                    " (bellwether book check)");
  }
  std::string lines;
  for (const std::string& line : Wrap(text, std::max(width, kLeastWidth))) {
    absl::StrAppend(&lines, lines.empty() ? style.Paint(Tone::kStrong, line) : line, "\n");
  }
  return lines;
}

std::string ReportText(const PortfolioReport& report, const Style& style, size_t width) {
  std::string text = HeadText(report.head, style, width);
  for (const Panel& panel : report.panels) {
    absl::StrAppend(&text, "\n", PanelText(panel, style, std::max(width, kLeastWidth)));
  }
  if (!report.metrics.empty()) absl::StrAppend(&text, "\n", MetricTable(report, style, width));
  return text;
}

std::string MetricText(const MetricResult& result, const Style& style, size_t width) {
  std::string text = Headline(result, style);
  if (!result.description.empty())
    absl::StrAppend(&text, Indented(result.description, width, style, Tone::kPlain));
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
