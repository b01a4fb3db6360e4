// Evaluate runs the stages in their fixed order (S14): facts, derived, benchmarks, health,
// flags, graduation, extension, programme.
//
// Tested by tests/engine/evaluate/{determinism,allocation}_test.cc and tests/golden/evaluate.
#include "engine/evaluate/evaluate.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

// Longest series that a baseline sorts without asking for memory (S32).
constexpr size_t kSeriesPoints = Limits().max_series_points;

// `list` as `size` times `value`. Most calls find a list of that size, and many lists are empty.
template <typename T>
void Fill(std::vector<T>& list, size_t size, const T& value) {
  if (list.size() != size) list.resize(size);
  std::fill(list.begin(), list.end(), value);
}

void PrepareOutcomes(const Plan& plan, Evaluation& out) {
  Fill(out.flags, plan.flags.size(), FlagResult());
  Fill(out.graduation.dimensions, plan.graduation.dimensions.size(), DimensionResult());
  Fill(out.graduation.criteria, plan.graduation.met_at.size(), CriterionState::kUnknown);
  Fill(out.graduation.gates, plan.graduation.gates.size(), GateResult());
  Fill(out.graduation.requirements, plan.graduation.requirements.size(), RequirementResult());
  const Condition unknown{Answer::kUnknown, 0};
  Fill(out.extension.escalate, plan.extension.escalate.size(), unknown);
  Fill(out.extension.extend, plan.extension.extend.size(), unknown);
  Fill(out.extension.root_causes, plan.extension.root_cause.size(), unknown);
  Fill(out.programme.phases, plan.programme.phases.size(), PhaseResult());
  Fill(out.programme.early_wins, plan.programme.early_wins.size(), unknown);
  Fill(out.programme.enablement, plan.programme.enablement.size(), unknown);
}

// Sizes every array for the plan. After the first call with a plan nothing is allocated.
void Prepare(const Plan& plan, const Facts& facts, Scratch& scratch, Evaluation& out) {
  scratch.groups.resize(plan.components.size() + plan.models.size() +
                        plan.graduation.dimensions.size());
  Fill(out.components, plan.components.size(), ComponentResult());
  Fill(out.models, plan.models.size(), ModelResult());
  Fill(out.limits, plan.limits.size(), LimitResult());
  if (plan.has_baseline && scratch.sorted.capacity() < kSeriesPoints) {
    scratch.sorted.reserve(kSeriesPoints);
  }
  out.required.reserve(plan.slots.size());
  out.overrides.reserve(plan.models.size());  // one live override for each model (S20)
  Fill(out.overrides, facts.overrides.size(), LimitResult());
  Fill(out.benchmarks, plan.benchmarks.size(), BenchmarkResult());
  out.values.assign(facts.values.begin(), facts.values.end());
  out.reasons.assign(facts.reasons.begin(), facts.reasons.end());
  PrepareOutcomes(plan, out);
  out.primary = kNoIndex;
  out.required.clear();
}

void RunStages(Evaluator& evaluator, Stages stages) {
  if (stages.Has(Stage::kBenchmarks)) evaluator.RateBenchmarks();
  if (stages.Has(Stage::kHealth)) evaluator.ScoreModels();
  if (stages.Has(Stage::kFlags)) evaluator.RaiseFlags();
  if (stages.Has(Stage::kGraduation)) evaluator.AssessGraduation();
  if (stages.Has(Stage::kExtension)) evaluator.DecideExtension();
  if (stages.Has(Stage::kForecast)) evaluator.ForecastGraduation();
  if (stages.Has(Stage::kProgramme)) evaluator.FollowProgramme();
}

}  // namespace

absl::Status Evaluate(const Plan& pack, const Facts& facts, Scratch& scratch,
                      Evaluation& evaluation, const Wanted& wanted) {
  const Plan& plan = PlanInForce(pack, facts);
  Prepare(plan, facts, scratch, evaluation);
  Evaluator evaluator{plan,
                      facts,
                      scratch,
                      evaluation,
                      wanted.arithmetic,
                      {facts.as_of, facts.zone, facts.today},
                      facts.segment_row() * plan.components.size()};
  const bool complete = evaluator.RequireSignals();
  if (complete) {
    evaluator.Derive();
    evaluator.CountThresholds();
    evaluator.CountEarlyWins();
    RunStages(evaluator, plan.stage_needs.Close(wanted.stages));
  }
  if (evaluation.required.empty()) return absl::OkStatus();
  return absl::FailedPreconditionError("required facts are missing");
}

}  // namespace bellwether
