// Tested by tests/engine/evidence/drivers_test.cc.
#include "engine/evidence/fact_columns.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "engine/evaluate/tiers.h"
#include "engine/evidence/say_evidence.h"
#include "engine/portfolio/buckets.h"
#include "engine/portfolio/measurement.h"
#include "engine/statistics/quantiles.h"

namespace bellwether::evidence {
namespace {

constexpr double kQuarters[] = {0.25, 0.5, 0.75};

// One fact: how it is read, and where it is cut.
class Column {
 public:
  Column(const Plan& plan, const ruleset::DriverFact& fact, std::string_view language)
      : plan_(plan),
        language_(language),
        slot_(*FindTriedFact(plan, fact.name)),
        edges_(fact.edges) {
    column_.name = fact.name;
    column_.title = plan.titles.In(ruleset::TitleKind::kSignal, fact.name, language);
    benchmark_ = edges_.empty() && !IsTruth() ? FindBenchmark() : kNoIndex;
    column_.buckets_by = IsTruth()                ? BucketsBy::kTruth
                         : !edges_.empty()        ? BucketsBy::kEdges
                         : benchmark_ != kNoIndex ? BucketsBy::kTiers
                                                  : BucketsBy::kQuarters;
    if (IsTruth()) column_.bucket_names = {say::kNo, say::kYes};
    if (column_.buckets_by == BucketsBy::kTiers) NameTiers();
  }

  void Read(const EvaluatedAccount& known) {
    const std::optional<double> value = ValueOf(known.evaluation);
    column_.values.push_back(value);
    std::optional<uint32_t> bucket;
    if (value && IsTruth()) bucket = *value == 0 ? 0 : 1;
    // A tier may be known where the value is not: still waiting, and for longer than the last
    // bound.
    if (benchmark_ != kNoIndex) bucket = TierOf(known.evaluation.benchmarks[benchmark_]);
    column_.buckets.push_back(bucket);
  }

  FactColumn Take() {
    if (column_.buckets_by == BucketsBy::kQuarters) edges_ = Quarters();
    if (!edges_.empty()) CutAtEdges();
    column_.edges = std::move(edges_);
    return std::move(column_);
  }

 private:
  bool IsTruth() const { return plan_.slots[slot_].type == expression::Type::kBool; }

  std::optional<double> ValueOf(const Evaluation& evaluation) const {
    const expression::Value& value = evaluation.values[slot_];
    if (evaluation.reasons[slot_] != MissingReason::kNone) return std::nullopt;
    if (value.kind == expression::Kind::kBool) return value.boolean ? 1.0 : 0.0;
    if (value.kind == expression::Kind::kDouble) return value.number;
    return std::nullopt;
  }

  // The first of the pack's that compares this very fact.
  uint32_t FindBenchmark() const {
    for (uint32_t i = 0; i < plan_.benchmarks.size(); ++i) {
      if (plan_.benchmarks[i].value != slot_) continue;
      if (SetInForce(plan_, plan_.benchmarks[i], -1) != kNoIndex) return i;
    }
    return kNoIndex;
  }

  void NameTiers() {
    const Range& tiers = plan_.sets[SetInForce(plan_, plan_.benchmarks[benchmark_], -1)].tiers;
    for (uint32_t t = tiers.first; t < tiers.end(); ++t) {
      column_.bucket_names.push_back(
          portfolio::NameOf(plan_, ruleset::TitleKind::kTier, plan_.tiers[t].name, language_));
    }
  }

  static std::optional<uint32_t> TierOf(const BenchmarkResult& result) {
    return result.state == BenchmarkState::kTiered ? std::optional(result.tier) : std::nullopt;
  }

  // Where many accounts have the same value, there are fewer than three.
  std::vector<double> Quarters() const {
    std::vector<double> known;
    for (const auto& value : column_.values) {
      if (value) known.push_back(*value);
    }
    std::sort(known.begin(), known.end());
    std::vector<double> edges;
    for (const double share : kQuarters) {
      const auto quantile = statistics::QuantileOf(known, share);
      if (!quantile) break;
      const double edge = Rounded(*quantile);
      if (edge < known.back() && (edges.empty() || edge > edges.back())) edges.push_back(edge);
    }
    return edges;
  }

  // To three digits: people read edges.
  static double Rounded(double value) {
    if (value == 0) return 0;
    const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
    return unit < 1 ? std::round(value / unit) / std::round(1 / unit)
                    : std::round(value / unit) * unit;
  }

  void CutAtEdges() {
    for (size_t i = 0; i <= edges_.size(); ++i) {
      column_.bucket_names.push_back(portfolio::BucketWords(edges_, i));
    }
    for (size_t i = 0; i < column_.values.size(); ++i) {
      if (column_.values[i]) {
        column_.buckets[i] = static_cast<uint32_t>(portfolio::BucketOf(edges_, *column_.values[i]));
      }
    }
  }

  const Plan& plan_;
  const std::string_view language_;
  const uint32_t slot_;
  std::vector<double> edges_;
  uint32_t benchmark_ = kNoIndex;
  FactColumn column_;
};

}  // namespace

std::optional<uint32_t> FindTriedFact(const Plan& plan, std::string_view name) {
  const uint32_t slot = plan.FindSlot(name);
  if (slot == kNoIndex) return std::nullopt;
  const ruleset::Slot& found = plan.slots[slot];
  const bool tried =
      found.origin != ruleset::SlotOrigin::kOutcome &&
      (found.type == expression::Type::kDouble || found.type == expression::Type::kBool);
  return tried ? std::optional(slot) : std::nullopt;
}

FactTable FactsAtLandmark(const portfolio::View& view, const LandmarkDays& days,
                          const Scope& scope) {
  const Plan& plan = view.plan();
  std::vector<Column> columns;
  for (const ruleset::DriverFact& fact : plan.drivers.facts) {
    columns.emplace_back(plan, fact, scope.language);
  }
  const Wanted wanted{Arithmetic::kOutcomes, plan.stage_needs.Close({Stage::kBenchmarks})};
  FactTable table;
  const auto read = [&](const Member&, const EvaluatedAccount& known) {
    for (Column& column : columns) column.Read(known);
  };
  table.landmarks = FollowFrom(view, days, wanted, read, scope);
  for (Column& column : columns) {
    if (view.stopped()) break;
    table.columns.push_back(column.Take());
  }
  return table;
}

}  // namespace bellwether::evidence
