// Tested by tests/engine/portfolio/compute_test.cc.
#include "engine/portfolio/rating.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/evaluate/tiers.h"
#include "engine/facts/facts.h"

namespace bellwether::portfolio {
namespace {

// "≤ 60", "> 90": between the bound of the tier and that of the one before it, the former.
std::string BoundText(const Plan& plan, const PlanBenchmark& benchmark, uint32_t row,
                      uint32_t tier) {
  const Range& bounds = plan.rows[row].bounds;
  const bool last = tier == bounds.count;
  if (last && bounds.count == 0) return "";
  const PlanBound& bound = plan.bounds[bounds.first + (last ? tier - 1 : tier)];
  const bool strict = bound.kind != ruleset::BoundKind::kInclusive;
  const bool lower = benchmark.lower_is_better != last;
  // Behind the last bound a strict one is inclusive, and the other way round.
  const bool equal_too = strict == last;
  return absl::StrCat(lower ? (equal_too ? "≤ " : "< ") : (equal_too ? "≥ " : "> "),
                      FormatNumber(bound.value));
}

}  // namespace

const PlanBenchmark& TiersOf(const Plan& plan, uint32_t metric) {
  const auto& named = plan.portfolio_measuring[metric].benchmark;
  return named ? plan.benchmarks[*named] : plan.portfolio[metric];
}

std::optional<Tier> Rate(const Plan& pack, uint32_t metric, const Quantity& value,
                         std::string_view segment, const Moment& as_of) {
  if (value.standing != Standing::kKnown || !value.value.has_value()) return std::nullopt;
  const auto known = std::find(pack.segments.begin(), pack.segments.end(), segment);
  const bool by_segment = !TiersOf(pack, metric).by_cadence && known != pack.segments.end();
  const int32_t key = by_segment ? static_cast<int32_t>(known - pack.segments.begin()) : -1;
  const Plan& plan = PlanInForce(pack, key, as_of);
  const PlanBenchmark& benchmark = TiersOf(plan, metric);
  const uint32_t set = SetInForce(plan, benchmark, -1);
  if (benchmark.sets.count == 0 || set == kNoIndex) return std::nullopt;
  const uint32_t row = RowFor(plan, set, key);
  if (row == kNoIndex) return std::nullopt;
  const uint32_t rank = FirstTier(plan, benchmark, row, *value.value);
  const Range& tiers = plan.sets[set].tiers;
  return Tier{plan.tiers[tiers.first + rank].name, rank, tiers.count,
              plan.set_names[plan.sets[set].name], BoundText(plan, benchmark, row, rank)};
}

}  // namespace bellwether::portfolio
