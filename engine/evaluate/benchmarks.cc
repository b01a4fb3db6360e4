// Benchmarks: a value against the row of its segment or cadence, best tier first (S21).
//
// Tested by tests/engine/evaluate/benchmark_test.cc.
#include "engine/evaluate/evaluator.h"
#include "engine/evaluate/tiers.h"

namespace bellwether {
namespace {

using expression::Kind;
using expression::Value;

}  // namespace

bool Evaluator::FindRow(uint32_t index, BenchmarkResult& result) const {
  const PlanBenchmark& benchmark = plan.benchmarks[index];
  result.row = kNoIndex;
  result.set = SetInForce(plan, benchmark, facts.requested_set);
  if (result.set == kNoIndex) return false;
  result.row = RowFor(plan, result.set, benchmark.by_cadence ? facts.cadence : facts.segment);
  return result.row != kNoIndex;
}

std::optional<uint32_t> Evaluator::TierOf(uint32_t benchmark, double number) const {
  const uint32_t row = out.benchmarks[benchmark].row;
  if (row == kNoIndex) return std::nullopt;
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
  const bool waits = result.reason == MissingReason::kNotYet && benchmark.value_so_far != kNoIndex;
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
    const PlanTier& tier = plan.tiers[plan.sets[result.set].tiers.first + result.tier];
    out.values[slot] = Value::Word(tier.name, tier.word);
  }
}

}  // namespace bellwether
