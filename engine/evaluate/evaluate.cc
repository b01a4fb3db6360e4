// Evaluate runs the stages in their fixed order (S14): facts, derived, benchmarks, health.
//
// Tested by tests/engine/evaluate/evaluate_test.cc and tests/golden/evaluate.
#include "engine/evaluate/evaluate.h"

#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

// Sizes every array for the plan. After the first call with a plan nothing is allocated.
void Prepare(const Plan& plan, const Facts& facts, Scratch& scratch, Evaluation& out) {
  scratch.groups.resize(plan.components.size() + plan.models.size());
  out.components.assign(plan.components.size(), ComponentResult());
  out.models.assign(plan.models.size(), ModelResult());
  out.limits.assign(plan.limits.size(), LimitResult());
  out.overrides.assign(facts.overrides.size(), LimitResult());
  out.benchmarks.assign(plan.benchmarks.size(), BenchmarkResult());
  out.values.assign(facts.values.begin(), facts.values.end());
  out.reasons.assign(facts.reasons.begin(), facts.reasons.end());
  out.primary = kNone;
  out.required.clear();
}

}  // namespace

absl::Status Evaluate(const Plan& plan, const Facts& facts, Scratch& scratch,
                      Evaluation& evaluation) {
  Prepare(plan, facts, scratch, evaluation);
  Evaluator evaluator{plan, facts, scratch, evaluation};
  const bool complete = evaluator.RequireSignals();
  if (complete) {
    evaluator.Derive();
    evaluator.RateBenchmarks();
    evaluator.ScoreModels();
  }
  if (evaluation.required.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError("required facts are missing");
}

}  // namespace bellwether
