// Evaluate runs the stages in their fixed order (S14): facts, derived, benchmarks, health,
// flags, graduation, extension, programme.
//
// Tested by tests/engine/evaluate/{determinism,allocation}_test.cc and tests/golden/evaluate.
#include "engine/evaluate/evaluate.h"

#include "engine/base/limits.h"
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

// Longest series that a baseline sorts without asking for memory (S32).
constexpr size_t kSeriesPoints = Limits().max_series_points;

void PrepareOutcomes(const Plan& plan, Evaluation& out) {
  out.flags.assign(plan.flags.size(), FlagResult());
  out.graduation.dimensions.assign(plan.graduation.dimensions.size(), DimensionResult());
  out.graduation.criteria.assign(plan.graduation.met_at.size(), CriterionState::kUnknown);
  out.graduation.gates.assign(plan.graduation.gates.size(), GateResult());
  out.graduation.requirements.assign(plan.graduation.requirements.size(), RequirementResult());
  const Condition unknown{Answer::kUnknown, 0};
  out.extension.escalate.assign(plan.extension.escalate.size(), unknown);
  out.extension.extend.assign(plan.extension.extend.size(), unknown);
  out.extension.root_causes.assign(plan.extension.root_cause.size(), unknown);
  out.programme.phases.assign(plan.programme.phases.size(), PhaseResult());
  out.programme.early_wins.assign(plan.programme.early_wins.size(), unknown);
  out.programme.enablement.assign(plan.programme.enablement.size(), unknown);
}

// Sizes every array for the plan. After the first call with a plan nothing is allocated.
void Prepare(const Plan& plan, const Facts& facts, Scratch& scratch, Evaluation& out) {
  scratch.groups.resize(plan.components.size() + plan.models.size() +
                        plan.graduation.dimensions.size());
  out.components.assign(plan.components.size(), ComponentResult());
  out.models.assign(plan.models.size(), ModelResult());
  out.limits.assign(plan.limits.size(), LimitResult());
  if (plan.has_baseline && scratch.sorted.capacity() < kSeriesPoints) {
    scratch.sorted.reserve(kSeriesPoints);
  }
  out.required.reserve(plan.slots.size());
  out.overrides.reserve(plan.models.size());  // one live override for each model (S20)
  out.overrides.assign(facts.overrides.size(), LimitResult());
  out.benchmarks.assign(plan.benchmarks.size(), BenchmarkResult());
  out.values.assign(facts.values.begin(), facts.values.end());
  out.reasons.assign(facts.reasons.begin(), facts.reasons.end());
  PrepareOutcomes(plan, out);
  out.primary = kNoIndex;
  out.required.clear();
}

}  // namespace

absl::Status Evaluate(const Plan& plan, const Facts& facts, Scratch& scratch,
                      Evaluation& evaluation, Arithmetic arithmetic) {
  Prepare(plan, facts, scratch, evaluation);
  Evaluator evaluator{plan,
                      facts,
                      scratch,
                      evaluation,
                      arithmetic,
                      {facts.as_of, facts.zone, facts.today},
                      facts.segment_row() * plan.components.size()};
  const bool complete = evaluator.RequireSignals();
  if (complete) {
    evaluator.Derive();
    evaluator.CountThresholds();
    evaluator.CountEarlyWins();
    evaluator.RateBenchmarks();
    evaluator.ScoreModels();
    evaluator.RaiseFlags();
    evaluator.AssessGraduation();
    evaluator.DecideExtension();
    evaluator.ForecastGraduation();
    evaluator.FollowProgramme();
  }
  if (evaluation.required.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError("required facts are missing");
}

}  // namespace bellwether
