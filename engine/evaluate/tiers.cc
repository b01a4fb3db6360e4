// Tested by tests/engine/evaluate/benchmark_test.cc.
#include "engine/evaluate/tiers.h"

namespace bellwether {
namespace {

using ruleset::BoundKind;

bool Holds(const PlanBound& bound, double value, bool lower_is_better) {
  if (bound.kind == BoundKind::kInclusive) {
    return lower_is_better ? value <= bound.value : value >= bound.value;
  }
  return bound.kind == BoundKind::kBelow ? value < bound.value : value > bound.value;
}

}  // namespace

uint32_t SetInForce(const Plan& plan, const PlanBenchmark& benchmark, int32_t requested) {
  for (uint32_t s = benchmark.sets.first; requested >= 0 && s < benchmark.sets.end(); ++s) {
    if (plan.sets[s].name == static_cast<uint32_t>(requested)) return s;
  }
  return benchmark.default_set;
}

uint32_t RowFor(const Plan& plan, uint32_t set, int32_t key) {
  const Range& rows = plan.sets[set].rows;
  uint32_t row = kNoIndex;
  for (uint32_t r = rows.first; r < rows.end(); ++r) {
    if (plan.rows[r].key == kNoIndex && row == kNoIndex) row = r;
    if (key >= 0 && plan.rows[r].key == static_cast<uint32_t>(key)) return r;
  }
  return row;
}

uint32_t FirstTier(const Plan& plan, const PlanBenchmark& benchmark, uint32_t row, double value) {
  const Range& bounds = plan.rows[row].bounds;
  for (uint32_t i = 0; i < bounds.count; ++i) {
    if (Holds(plan.bounds[bounds.first + i], value, benchmark.lower_is_better)) return i;
  }
  return bounds.count;
}

}  // namespace bellwether
