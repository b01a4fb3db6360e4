// Benchmarks: a value against the row of its segment or cadence, best tier first (S21).
//
// Tested by tests/engine/evaluate/benchmark_test.cc.
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

using expression::Kind;
using expression::Value;
using ruleset::BoundKind;

bool Holds(const PlanBound& bound, double value, bool lower_is_better) {
  if (bound.kind == BoundKind::kInclusive) {
    return lower_is_better ? value <= bound.value : value >= bound.value;
  }
  return bound.kind == BoundKind::kBelow ? value < bound.value : value > bound.value;
}

// The first tier whose bound holds, else the last.
uint32_t FirstTier(const Plan& plan, const PlanBenchmark& benchmark, uint32_t row, double value) {
  const Range& bounds = plan.rows[row].bounds;
  for (uint32_t i = 0; i < bounds.count; ++i) {
    if (Holds(plan.bounds[bounds.first + i], value, benchmark.lower_is_better)) return i;
  }
  return bounds.count;
}

// The set in force: the request's, where the benchmark has it, else the pack's.
uint32_t SetOf(const Plan& plan, const PlanBenchmark& benchmark, int32_t requested) {
  for (uint32_t s = benchmark.sets.first; requested >= 0 && s < benchmark.sets.end(); ++s) {
    if (plan.sets[s].name == static_cast<uint32_t>(requested)) return s;
  }
  return benchmark.default_set;
}

}  // namespace

bool Evaluator::FindRow(uint32_t index, BenchmarkResult& result) const {
  const PlanBenchmark& benchmark = plan.benchmarks[index];
  result.row = kNone;
  result.set = SetOf(plan, benchmark, facts.requested_set);
  if (result.set == kNone) return false;
  const Range& rows = plan.sets[result.set].rows;
  const int32_t key = benchmark.by_cadence ? facts.cadence : facts.segment;
  for (uint32_t r = rows.first; r < rows.end(); ++r) {
    if (plan.rows[r].key == kNone && result.row == kNone) result.row = r;
    if (key >= 0 && plan.rows[r].key == static_cast<uint32_t>(key)) {
      result.row = r;
      break;
    }
  }
  return result.row != kNone;
}

std::optional<uint32_t> Evaluator::TierOf(uint32_t benchmark, double number) const {
  const uint32_t row = out.benchmarks[benchmark].row;
  if (row == kNone) return std::nullopt;
  return FirstTier(plan, plan.benchmarks[benchmark], row, number);
}

void Evaluator::RateBenchmark(uint32_t index) {
  const PlanBenchmark& benchmark = plan.benchmarks[index];
  BenchmarkResult& result = out.benchmarks[index];
  const bool has_row = FindRow(index, result);
  const Condition applies = Ask(benchmark.applies_when);
  result.causes = applies.causes;
  if (applies.answer == Answer::kFalse || applies.answer == Answer::kNotApplicable) {
    result.state = BenchmarkState::kNotApplicable;
    result.reason = MissingReason::kBenchmarkNotApplicable;
    return;
  }
  if (applies.answer == Answer::kUnknown) {
    result.state = BenchmarkState::kNotEvaluated;
    result.reason = MissingReason::kInputMissing;
    return;
  }
  const Value* value = &out.values[benchmark.value];
  result.reason = out.reasons[benchmark.value];
  const bool waits = result.reason == MissingReason::kNotYet && benchmark.value_so_far != kNone;
  if (result.reason == MissingReason::kNotApplicable) {
    result.state = BenchmarkState::kNotApplicable;
    return;
  }
  if (!has_row) {
    result.state = BenchmarkState::kNotAvailable;
    result.reason = MissingReason::kNoBenchmarkRow;
    return;
  }
  if (waits) value = &out.values[benchmark.value_so_far];
  if (value->kind != Kind::kDouble) {
    const bool not_yet = result.reason == MissingReason::kNotYet;
    result.state = not_yet ? BenchmarkState::kNotYet : BenchmarkState::kMissing;
    return;
  }
  const uint32_t tier = FirstTier(plan, benchmark, result.row, value->number);
  // While the event is open only the last tier is certain to stay (S21).
  if (waits && tier + 1 != plan.sets[result.set].tiers.count) {
    result.state = BenchmarkState::kNotYet;
    return;
  }
  result.state = BenchmarkState::kTiered;
  result.value = value->number;
  result.tier = tier;
  result.so_far = waits;
  // `{value: X}` stands in for a missing value: the reason stays, and a curve counts it imputed.
  if (waits) result.reason = MissingReason::kNone;
}

void Evaluator::RateBenchmarks() {
  for (uint32_t i = 0; i < plan.benchmarks.size(); ++i) {
    RateBenchmark(i);
    const BenchmarkResult& result = out.benchmarks[i];
    const uint32_t slot = plan.benchmarks[i].tier_slot;
    out.reasons[slot] = result.reason;
    if (result.state != BenchmarkState::kTiered) {
      out.reasons[slot] = result.state == BenchmarkState::kNotApplicable
                              ? MissingReason::kNotApplicable
                              : result.reason;
      continue;
    }
    const uint32_t tier = plan.sets[result.set].tiers.first + result.tier;
    out.values[slot] = Value::String(plan.tiers[tier].name);
  }
}

}  // namespace bellwether
