// One function for each part of a result, in the order of metrics.proto.
//
// Tested by tests/protos/wire/metrics_test.cc.
#include <string>
#include <utility>

#include "engine/base/civil_day.h"
#include "protos/wire/metrics.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

using portfolio::Judgement;
using portfolio::Quantity;
using portfolio::Standing;

Standing StandingOf(v1::Standing standing) {
  switch (standing) {
    case v1::STANDING_KNOWN:
      return Standing::kKnown;
    case v1::STANDING_INSUFFICIENT_DATA:
      return Standing::kFew;
    case v1::STANDING_NOT_REACHED:
      return Standing::kNotReached;
    case v1::STANDING_REFUSED:
      return Standing::kRefused;
    default:
      return Standing::kNobody;
  }
}

Judgement JudgementOf(v1::TrendJudgement judgement) {
  switch (judgement) {
    case v1::TREND_JUDGEMENT_WITHIN_NOISE:
      return Judgement::kWithinNoise;
    case v1::TREND_JUDGEMENT_RISING:
      return Judgement::kRising;
    case v1::TREND_JUDGEMENT_FALLING:
      return Judgement::kFalling;
    default:
      return Judgement::kTooShort;
  }
}

int32_t DayOf(const v1::Date& date) {
  return DayNumber(absl::CivilDay(date.year(), date.month(), date.day()));
}

Quantity Read(const v1::Quantity& message) {
  Quantity quantity;
  quantity.standing = StandingOf(message.standing());
  if (message.has_value()) quantity.value = message.value();
  quantity.unit = UnitFromProto(message.unit());
  if (message.has_interval()) quantity.interval = IntervalFromProto(message.interval());
  quantity.n = CountFromProto(message.n());
  if (message.has_events()) quantity.events = CountFromProto(message.events());
  quantity.why = message.why();
  return quantity;
}

portfolio::Grid::Cell Read(const v1::GridCell& message) {
  return {Read(message.quantity()), !message.immature()};
}

portfolio::Grid Read(const v1::MetricGrid& message) {
  portfolio::Grid grid{message.name(), {message.columns().begin(), message.columns().end()}, {}};
  for (const v1::GridRow& row : message.rows()) {
    std::vector<portfolio::Grid::Cell> cells;
    for (const v1::GridCell& cell : row.cells()) cells.push_back(Read(cell));
    grid.rows.emplace_back(row.name(), std::move(cells));
    grid.row_titles.push_back(row.title());
  }
  grid.title = message.title();
  grid.column_titles = {message.column_titles().begin(), message.column_titles().end()};
  return grid;
}

portfolio::Curve Read(const v1::MetricCurve& message) {
  portfolio::Curve curve{message.name(), {}, message.title()};
  for (const v1::CurvePoint& point : message.points()) {
    curve.points.push_back({point.x(), point.y(), IntervalFromProto(point.band())});
  }
  return curve;
}

portfolio::Summary Read(const v1::MetricSummary& message) {
  portfolio::Summary summary;
  summary.value = Read(message.value());
  for (const auto& line : message.lines()) {
    summary.lines.push_back({line.name(), Read(line.quantity()), line.title()});
  }
  for (const auto& grid : message.grids()) summary.grids.push_back(Read(grid));
  for (const auto& curve : message.curves()) summary.curves.push_back(Read(curve));
  return summary;
}

portfolio::Tier Read(const v1::MetricTier& message) {
  return {message.name(), static_cast<uint32_t>(CountFromProto(message.rank())),
          static_cast<uint32_t>(CountFromProto(message.count())), message.set(), message.bounds()};
}

portfolio::Breakdown Read(const v1::MetricBreakdown& message) {
  portfolio::Breakdown breakdown{message.attribute(), {}, message.why()};
  for (const v1::MetricGroup& group : message.groups()) {
    breakdown.groups.push_back({group.key(), Read(group.summary()), std::nullopt, group.title()});
    if (group.has_tier()) breakdown.groups.back().tier = Read(group.tier());
  }
  return breakdown;
}

portfolio::Trend Read(const v1::MetricTrend& message) {
  portfolio::Trend trend;
  trend.judgement = JudgementOf(message.judgement());
  for (const auto& point : message.points()) {
    trend.points.push_back({DayOf(point.day()), Read(point.value())});
  }
  return trend;
}

portfolio::Comparison Read(const v1::MetricComparison& message) {
  portfolio::Comparison comparison;
  comparison.day = DayOf(message.day());
  comparison.then = Read(message.then());
  if (message.has_difference()) comparison.difference = Read(message.difference());
  if (message.has_beyond_noise()) comparison.beyond_noise = message.beyond_noise();
  return comparison;
}

std::optional<Measure> MeasureOfName(const std::string& name) {
  for (const MeasureInfo& info : kMeasures) {
    if (info.name == name) return info.measure;
  }
  return std::nullopt;
}

}  // namespace

std::optional<portfolio::MetricResult> MetricFromProto(const v1::MetricResult& message) {
  const auto measure = MeasureOfName(message.measure());
  if (!measure.has_value()) return std::nullopt;
  portfolio::MetricResult result;
  result.name = message.name();
  result.measure = *measure;
  result.title = message.title();
  result.description = message.description();
  result.definition = message.definition();
  result.source = message.source();
  result.digest = message.digest();
  result.as_of_day = DayOf(message.day());
  result.summary = Read(message.summary());
  if (message.has_tier()) result.tier = Read(message.tier());
  if (message.has_lower_is_better()) result.lower_is_better = message.lower_is_better();
  if (message.has_trend()) result.trend = Read(message.trend());
  if (message.has_comparison()) result.comparison = Read(message.comparison());
  for (const auto& breakdown : message.breakdowns()) result.breakdowns.push_back(Read(breakdown));
  for (const auto& account : message.accounts()) {
    result.accounts.push_back({account.account(), account.what()});
  }
  result.accounts_in_all = CountFromProto(message.accounts_in_all());
  result.missing = {message.missing().begin(), message.missing().end()};
  result.dashboards = {message.dashboards().begin(), message.dashboards().end()};
  return result;
}

portfolio::AccountsInNumber AccountsFromProto(const v1::ListMetricAccountsResponse& message) {
  portfolio::AccountsInNumber told;
  told.number = Read(message.number());
  told.title = message.title();
  if (message.amount_unit() != v1::METRIC_UNIT_UNSPECIFIED) {
    told.amount_unit = UnitFromProto(message.amount_unit());
  }
  for (const v1::AccountInNumber& account : message.accounts()) {
    told.accounts.push_back({account.account(), account.counted(),
                             account.has_amount() ? std::optional(account.amount()) : std::nullopt,
                             account.ongoing(), account.what()});
  }
  told.accounts_in_all = CountFromProto(message.accounts_in_all());
  return told;
}

}  // namespace bellwether::wire
