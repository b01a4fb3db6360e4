// Tested by tests/clients/portfolio_command_test.py.
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "clients/cli/portfolio/metric_words.h"
#include "clients/cli/portfolio/portfolio_export.h"
#include "clients/cli/portfolio/report_json.h"
#include "engine/base/civil_day.h"
#include "nlohmann/json.hpp"

namespace bellwether::cli {
namespace {

using nlohmann::ordered_json;
using portfolio::MetricResult;
using portfolio::Quantity;

constexpr int kIndent = 2;

std::string DayText(int32_t day) { return absl::FormatCivilTime(DayOfNumber(day)); }

std::string UnitName(MeasureUnit unit) {
  switch (unit) {
    case MeasureUnit::kRatio:
      return "ratio";
    case MeasureUnit::kTimes:
      return "times";
    case MeasureUnit::kDays:
      return "days";
    case MeasureUnit::kHours:
      return "hours";
    case MeasureUnit::kMoney:
      return "money";
    case MeasureUnit::kPoints:
      return "points";
    case MeasureUnit::kScore:
      return "score";
    case MeasureUnit::kCount:
      return "count";
    case MeasureUnit::kYears:
      return "years";
  }
  return "";
}

ordered_json ToJson(const Quantity& quantity) {
  ordered_json json;
  json["standing"] = StandingName(quantity.standing);
  if (quantity.value) json["value"] = *quantity.value;
  json["unit"] = UnitName(quantity.unit);
  if (quantity.interval) {
    json["interval"] = {{"low", quantity.interval->low}, {"high", quantity.interval->high}};
  }
  json["n"] = quantity.n;
  if (quantity.events) json["events"] = *quantity.events;
  if (!quantity.why.empty()) json["why"] = quantity.why;
  return json;
}

ordered_json ToJson(const portfolio::Tier& tier) {
  return {{"name", tier.name},
          {"rank", tier.rank},
          {"of", tier.count},
          {"set", tier.set},
          {"bounds", tier.bounds}};
}

ordered_json ToJson(const std::vector<portfolio::Line>& lines) {
  auto list = ordered_json::array();
  for (const auto& line : lines) {
    ordered_json entry = {{"name", line.name}};
    entry.update(ToJson(line.quantity));
    list.push_back(std::move(entry));
  }
  return list;
}

ordered_json ToJson(const portfolio::Grid& grid) {
  ordered_json json = {{"name", grid.name}, {"columns", grid.columns}};
  auto& rows = json["rows"] = ordered_json::array();
  for (const auto& [name, cells] : grid.rows) {
    auto list = ordered_json::array();
    for (const auto& cell : cells) {
      ordered_json entry = ToJson(cell.quantity);
      entry["mature"] = cell.mature;
      list.push_back(std::move(entry));
    }
    rows.push_back({{"name", name}, {"cells", std::move(list)}});
  }
  return json;
}

ordered_json ToJson(const portfolio::Curve& curve) {
  ordered_json json = {{"name", curve.name}};
  auto& points = json["points"] = ordered_json::array();
  for (const auto& point : curve.points) {
    points.push_back({point.x, point.y, point.band.low, point.band.high});
  }
  return json;
}

// What a set of cases says: the value and all beside it.
void Put(const portfolio::Summary& summary, ordered_json& json) {
  json["value"] = ToJson(summary.value);
  json["lines"] = ToJson(summary.lines);
  auto& grids = json["grids"] = ordered_json::array();
  for (const auto& grid : summary.grids) grids.push_back(ToJson(grid));
  auto& curves = json["curves"] = ordered_json::array();
  for (const auto& curve : summary.curves) curves.push_back(ToJson(curve));
}

ordered_json ToJson(const portfolio::Breakdown& breakdown) {
  ordered_json json = {{"attribute", breakdown.attribute}};
  if (!breakdown.why.empty()) json["why"] = breakdown.why;
  auto& groups = json["groups"] = ordered_json::array();
  for (const auto& group : breakdown.groups) {
    ordered_json entry = {{"key", group.key}};
    if (group.tier) entry["tier"] = ToJson(*group.tier);
    Put(group.summary, entry);
    groups.push_back(std::move(entry));
  }
  return json;
}

ordered_json ToJson(const portfolio::Trend& trend) {
  ordered_json json = {{"judgement", JudgementWords(trend.judgement)}};
  auto& points = json["points"] = ordered_json::array();
  for (const auto& point : trend.points) {
    ordered_json entry = {{"day", DayText(point.day)}};
    entry.update(ToJson(point.value));
    points.push_back(std::move(entry));
  }
  return json;
}

ordered_json ToJson(const portfolio::Comparison& comparison) {
  ordered_json json;
  json["day"] = DayText(comparison.day);
  json["then"] = ToJson(comparison.then);
  if (comparison.difference) json["difference"] = ToJson(*comparison.difference);
  if (comparison.beyond_noise) json["beyond_noise"] = *comparison.beyond_noise;
  return json;
}

ordered_json ToJson(const Panel& panel) {
  ordered_json json = {{"name", panel.name}, {"title", panel.title}, {"empty", panel.empty}};
  auto& columns = json["columns"] = ordered_json::array();
  for (const PanelColumn& column : panel.columns) {
    columns.push_back({{"name", column.name}, {"header", column.header}});
  }
  json["rows"] = PanelJson(panel);
  return json;
}

}  // namespace

ordered_json MetricJson(const MetricResult& result) {
  ordered_json json;
  json["name"] = result.name;
  json["measure"] = std::string(InfoOf(result.measure).name);
  json["ruling"] = std::string(InfoOf(result.measure).ruling);
  json["description"] = result.description;
  json["definition"] = result.definition;
  json["source"] = result.source;
  if (!result.dashboards.empty()) json["dashboards"] = result.dashboards;
  if (result.tier) json["tier"] = ToJson(*result.tier);
  Put(result.summary, json);
  auto& breakdowns = json["breakdowns"] = ordered_json::array();
  for (const auto& breakdown : result.breakdowns) breakdowns.push_back(ToJson(breakdown));
  if (result.trend) json["trend"] = ToJson(*result.trend);
  if (result.comparison) json["comparison"] = ToJson(*result.comparison);
  auto& accounts = json["accounts"] = ordered_json::array();
  for (const auto& account : result.accounts) {
    accounts.push_back({{"account", account.account}, {"what", account.what}});
  }
  json["accounts_in_all"] = result.accounts_in_all;
  json["missing"] = result.missing;
  return json;
}

ordered_json QuantityJson(const Quantity& quantity) { return ToJson(quantity); }

ordered_json HeadJson(const ReportHead& head) {
  ordered_json json;
  json["book"] = head.book;
  json["as_of"] = head.as_of;
  json["pack"] = head.pack;
  json["digest"] = head.digest;
  if (!head.where.empty()) {
    auto& where = json["where"] = ordered_json::array();
    for (const auto& [attribute, value] : head.where) {
      where.push_back({{"attribute", attribute}, {"is", value}});
    }
    json["accounts_in_all"] = head.accounts_in_all;
  }
  json["quality"] = {{"accounts", head.accounts},
                     {"records", head.records},
                     {"refused", head.refused},
                     {"doubts", head.doubts}};
  auto& audiences = json["audiences"] = ordered_json::array();
  for (const Audience& audience : head.audiences) {
    audiences.push_back({{"dashboard", audience.dashboard},
                         {"title", audience.title},
                         {"rhythm", audience.rhythm}});
  }
  return json;
}

std::string PortfolioJson(const PortfolioReport& report) {
  const ReportHead& head = report.head;
  ordered_json json = HeadJson(head);
  json["by_audience"] = report.by_audience;
  if (!report.panels.empty()) {
    auto& panels = json["panels"] = ordered_json::array();
    for (const Panel& panel : report.panels) panels.push_back(ToJson(panel));
  }
  auto& metrics = json["metrics"] = ordered_json::array();
  for (const MetricResult& result : report.metrics) metrics.push_back(MetricJson(result));
  return Dump(json, kIndent) + "\n";
}

}  // namespace bellwether::cli
