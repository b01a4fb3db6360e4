// One function for each part of a result, in the order of metrics.proto.
//
// Tested by tests/protos/wire/metrics_test.cc.
#include <string>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/civil_day.h"
#include "engine/base/string_bridge.h"
#include "engine/portfolio/compute.h"
#include "protos/wire/metrics.h"
#include "protos/wire/moment_to_proto.h"
#include "protos/wire/quantities.h"

namespace bellwether::wire {
namespace {

using portfolio::Judgement;
using portfolio::Quantity;
using portfolio::Standing;

v1::Standing ToProto(Standing standing) {
  switch (standing) {
    case Standing::kKnown:
      return v1::STANDING_KNOWN;
    case Standing::kFew:
      return v1::STANDING_INSUFFICIENT_DATA;
    case Standing::kNobody:
      return v1::STANDING_NO_CASES;
    case Standing::kNotReached:
      return v1::STANDING_NOT_REACHED;
    case Standing::kRefused:
      return v1::STANDING_REFUSED;
  }
  return v1::STANDING_UNSPECIFIED;
}

v1::TrendJudgement ToProto(Judgement judgement) {
  switch (judgement) {
    case Judgement::kTooShort:
      return v1::TREND_JUDGEMENT_TOO_SHORT;
    case Judgement::kWithinNoise:
      return v1::TREND_JUDGEMENT_WITHIN_NOISE;
    case Judgement::kRising:
      return v1::TREND_JUDGEMENT_RISING;
    case Judgement::kFalling:
      return v1::TREND_JUDGEMENT_FALLING;
  }
  return v1::TREND_JUDGEMENT_UNSPECIFIED;
}

void Write(const Quantity& quantity, v1::Quantity& message) {
  message.set_standing(ToProto(quantity.standing));
  if (quantity.value) message.set_value(*quantity.value);
  message.set_unit(UnitToProto(quantity.unit));
  if (quantity.interval) IntervalToProto(*quantity.interval, *message.mutable_interval());
  message.set_n(CountToProto(quantity.n));
  if (quantity.events) message.set_events(CountToProto(*quantity.events));
  message.set_why(quantity.why);
}

void Write(const portfolio::Grid::Cell& cell, v1::GridCell& message) {
  Write(cell.quantity, *message.mutable_quantity());
  message.set_immature(!cell.mature);
}

void Write(const portfolio::Grid& grid, v1::MetricGrid& message) {
  message.set_name(grid.name);
  message.set_title(grid.title);
  for (const std::string& column : grid.columns) message.add_columns(column);
  for (const std::string& title : grid.column_titles) message.add_column_titles(title);
  for (size_t i = 0; i < grid.rows.size(); ++i) {
    v1::GridRow& row = *message.add_rows();
    row.set_name(grid.rows[i].first);
    if (i < grid.row_titles.size()) row.set_title(grid.row_titles[i]);
    for (const auto& cell : grid.rows[i].second) Write(cell, *row.add_cells());
  }
}

void Write(const portfolio::Curve& curve, v1::MetricCurve& message) {
  message.set_name(curve.name);
  message.set_title(curve.title);
  for (const auto& point : curve.points) {
    v1::CurvePoint& added = *message.add_points();
    added.set_x(point.x);
    added.set_y(point.y);
    IntervalToProto(point.band, *added.mutable_band());
  }
}

void Write(const portfolio::Summary& summary, v1::MetricSummary& message) {
  Write(summary.value, *message.mutable_value());
  for (const auto& line : summary.lines) {
    v1::MetricLine& added = *message.add_lines();
    added.set_name(line.name);
    added.set_title(line.title);
    Write(line.quantity, *added.mutable_quantity());
  }
  for (const auto& grid : summary.grids) Write(grid, *message.add_grids());
  for (const auto& curve : summary.curves) Write(curve, *message.add_curves());
}

void Write(const portfolio::Tier& tier, v1::MetricTier& message) {
  message.set_name(tier.name);
  message.set_rank(CountToProto(tier.rank));
  message.set_count(CountToProto(tier.count));
  message.set_set(tier.set);
  message.set_bounds(tier.bounds);
}

void Write(const portfolio::Breakdown& breakdown, v1::MetricBreakdown& message) {
  message.set_attribute(breakdown.attribute);
  for (const auto& group : breakdown.groups) {
    v1::MetricGroup& added = *message.add_groups();
    added.set_key(group.key);
    added.set_title(group.title);
    Write(group.summary, *added.mutable_summary());
    if (group.tier) Write(*group.tier, *added.mutable_tier());
  }
  message.set_why(breakdown.why);
}

void Write(const portfolio::Trend& trend, v1::MetricTrend& message) {
  message.set_judgement(ToProto(trend.judgement));
  for (const auto& point : trend.points) {
    v1::TrendPoint& added = *message.add_points();
    DateToProto(DayOfNumber(point.day), *added.mutable_day());
    Write(point.value, *added.mutable_value());
  }
}

void Write(const portfolio::Comparison& comparison, v1::MetricComparison& message) {
  DateToProto(DayOfNumber(comparison.day), *message.mutable_day());
  Write(comparison.then, *message.mutable_then());
  if (comparison.difference) Write(*comparison.difference, *message.mutable_difference());
  if (comparison.beyond_noise) message.set_beyond_noise(*comparison.beyond_noise);
}

}  // namespace

void MetricToProto(const portfolio::MetricResult& result, v1::MetricResult& message) {
  const MeasureInfo& info = InfoOf(result.measure);
  message.set_name(result.name);
  message.set_measure(std::string(info.name));
  message.set_title(result.title);
  message.set_description(result.description);
  message.set_definition(result.definition);
  message.set_ruling(std::string(info.ruling));
  message.set_source(result.source);
  message.set_digest(result.digest);
  DateToProto(DayOfNumber(result.as_of_day), *message.mutable_day());
  Write(result.summary, *message.mutable_summary());
  if (result.tier) Write(*result.tier, *message.mutable_tier());
  if (result.lower_is_better) message.set_lower_is_better(*result.lower_is_better);
  if (result.trend) Write(*result.trend, *message.mutable_trend());
  if (result.comparison) Write(*result.comparison, *message.mutable_comparison());
  for (const auto& breakdown : result.breakdowns) Write(breakdown, *message.add_breakdowns());
  for (const auto& account : result.accounts) {
    v1::AccountBehind& added = *message.add_accounts();
    added.set_account(account.account);
    added.set_what(account.what);
  }
  message.set_accounts_in_all(CountToProto(result.accounts_in_all));
  for (const std::string& missing : result.missing) message.add_missing(missing);
  for (const std::string& dashboard : result.dashboards) message.add_dashboards(dashboard);
}

void AccountsToProto(const portfolio::AccountsInNumber& told,
                     v1::ListMetricAccountsResponse& message) {
  Write(told.number, *message.mutable_number());
  message.set_title(told.title);
  if (told.amount_unit) message.set_amount_unit(UnitToProto(*told.amount_unit));
  for (const portfolio::AccountInNumber& account : told.accounts) {
    v1::AccountInNumber& added = *message.add_accounts();
    added.set_account(account.account);
    added.set_counted(account.counted);
    if (account.amount) added.set_amount(*account.amount);
    added.set_ongoing(account.ongoing);
    added.set_what(account.what);
  }
  message.set_accounts_in_all(CountToProto(told.accounts_in_all));
}

void MetricDefinitionToProto(const Plan& plan, uint32_t metric, std::string_view language,
                             v1::MetricDefinition& message) {
  const ruleset::Measuring& measuring = plan.portfolio_measuring[metric];
  const PlanNote& note = plan.portfolio_notes[metric];
  const MeasureInfo& info = InfoOf(*measuring.measure);
  message.set_name(note.name);
  message.set_measure(std::string(info.name));
  message.set_ruling(std::string(info.ruling));
  message.set_unit(UnitToProto(info.unit));
  message.set_title(std::string(plan.titles.In(ruleset::TitleKind::kMetric, note.name, language)));
  message.set_description(std::string(note.notes.description.In(language)));
  message.set_definition(portfolio::DefinitionOf(measuring, language));
  message.set_source(absl::StrJoin(note.notes.source, ", "));
  for (const std::string& dashboard : measuring.dashboards) message.add_dashboards(dashboard);
  for (const std::string& attribute : measuring.breakdowns) message.add_breakdowns(attribute);
  if (info.uses_months) message.set_months(static_cast<int32_t>(measuring.months));
  message.set_min_count(CountToProto(measuring.min_count));
  for (const absl::string_view kind : absl::StrSplit(ToAbsl(info.reads), ' ', absl::SkipEmpty())) {
    message.add_reads(std::string(kind));
  }
  if (measuring.lower_is_better) message.set_lower_is_better(*measuring.lower_is_better);
}

void DashboardToProto(const Plan& plan, size_t dashboard, std::string_view language,
                      v1::Dashboard& message) {
  const ruleset::Dashboard& described = plan.dashboards[dashboard];
  message.set_name(described.name);
  message.set_title(std::string(described.TitleIn(language)));
  message.set_rhythm(std::string(described.rhythm.In(language)));
  if (described.worklist) message.set_worklist_of(described.worklist->of);
  for (const uint32_t metric : portfolio::MetricsOf(plan, described.name)) {
    message.add_metrics(plan.portfolio_notes[metric].name);
  }
}

void DoubtsToProto(std::span<const book::Finding> findings, std::string_view language,
                   google::protobuf::RepeatedPtrField<v1::BookDoubt>& list) {
  for (const book::Finding& finding : findings) {
    const book::DoubtInfo& info = book::InfoOf(finding.doubt);
    v1::BookDoubt& doubt = *list.Add();
    doubt.set_code(std::string(info.code));
    doubt.set_kind(std::string(records::NameOf(finding.kind)));
    doubt.set_count(CountToProto(finding.count));
    for (const Wording& name : finding.first) doubt.add_first(name.In(language));
    doubt.set_meaning(Wording(info.meaning).In(language));
    doubt.set_advice(Wording(info.advice).In(language));
  }
}

}  // namespace bellwether::wire
