// Health models: one pass over the components folds leaves into groups and groups into scores
// (S16, S17), then the model whose priority is highest answers (S19).
//
// Tested by tests/engine/evaluate/health_test.cc.
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

using expression::Value;
using ruleset::CurveKind;

// Sums of the siblings that `component` belongs to.
GroupSums& SumsAbove(Evaluator& evaluator, uint32_t component) {
  const PlanComponent& flat = evaluator.plan.components[component];
  const size_t root = evaluator.plan.components.size() + flat.model;
  return evaluator.scratch.groups[flat.parent == kNone ? root : flat.parent];
}

// A group's result from its children's sums.
void Fold(const GroupSums& sums, bool invert, ComponentResult& result) {
  if (sums.weight <= 0) {   // every child is not applicable
    result.state = ComponentState::kNotApplicable;
    result.reason = MissingReason::kNotApplicable;
    return;
  }
  result.has_score = sums.score_weight > 0;
  result.coverage = sums.weighted_coverage / sums.weight;
  result.low = sums.weighted_low / sums.weight;
  result.high = sums.weighted_high / sums.weight;
  result.state = !result.has_score       ? ComponentState::kAbsent
                 : result.coverage > 0   ? ComponentState::kObserved
                                         : ComponentState::kImputed;
  if (result.has_score) result.score = sums.weighted_score / sums.score_weight;
  else result.reason = MissingReason::kInputMissing;
  if (!invert) return;
  result.score = 100 - result.score;
  const double low = result.low;
  result.low = 100 - result.high;
  result.high = 100 - low;
}

void AddTo(GroupSums& sums, const ComponentResult& result, double weight) {
  if (result.state == ComponentState::kNotApplicable) return;
  sums.weight += weight;
  sums.weighted_coverage += weight * result.coverage;
  sums.weighted_low += weight * result.low;
  sums.weighted_high += weight * result.high;
  if (!result.has_score) return;
  sums.weighted_score += weight * result.score;
  sums.score_weight += weight;
}

void ScoreComponent(Evaluator& evaluator, uint32_t index) {
  const PlanComponent& component = evaluator.plan.components[index];
  ComponentResult& result = evaluator.out.components[index];
  const size_t required = evaluator.out.required.size();
  if (component.curve == CurveKind::kGroup) {
    Fold(evaluator.scratch.groups[index], component.invert, result);
  } else {
    ScoreLeaf(evaluator, index, result);
  }
  const double weight = evaluator.Weight(index);
  if (weight > 0) return AddTo(SumsAbove(evaluator, index), result, weight);
  result.state = ComponentState::kZeroWeight;   // S20
  evaluator.out.required.resize(required);
}

// Which model answers: the highest priority that applies, unless a higher one is unknown (S19).
uint32_t PrimaryModel(const Plan& plan, const Evaluation& out) {
  for (const uint32_t index : plan.model_order) {
    const ModelState state = out.models[index].state;
    if (state == ModelState::kNotEvaluated) return kNone;
    if (state != ModelState::kNotApplicable) return index;
  }
  return kNone;
}

}  // namespace

void Evaluator::ScoreModel(uint32_t index) {
  const PlanModel& model = plan.models[index];
  ModelResult& result = out.models[index];
  const Condition applies = Ask(model.applies_when);
  result.causes = applies.causes;
  if (applies.answer == Answer::kUnknown) {
    result.state = ModelState::kNotEvaluated;
    return;
  }
  if (applies.answer != Answer::kTrue) {
    result.state = ModelState::kNotApplicable;
    return;
  }
  for (uint32_t c = model.components.first; c < model.components.end(); ++c) {
    scratch.groups[c] = GroupSums();
  }
  GroupSums& root = scratch.groups[plan.components.size() + index];
  root = GroupSums();
  for (uint32_t c = model.components.first; c < model.components.end(); ++c) {
    ScoreComponent(*this, c);
  }
  SettleScore(*this, index, root);
  if (result.has_raw && result.state == ModelState::kScored) Contribute(*this, model);
}

void Evaluator::ScoreModels() {
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    ScoreModel(i);
    const PlanModel& model = plan.models[i];
    const ModelResult& result = out.models[i];
    const MissingReason reason = result.state == ModelState::kNotApplicable
                                     ? MissingReason::kNotApplicable
                                     : MissingReason::kInputMissing;
    out.reasons[model.score_slot] = result.has_score() ? MissingReason::kNone : reason;
    out.reasons[model.band_slot] = out.reasons[model.score_slot];
    if (!result.has_score()) continue;
    out.values[model.score_slot] = Value::Double(result.displayed);
    out.values[model.band_slot] =
        Value::String(plan.band_notes[model.bands.first + result.band].name);
  }
  out.primary = PrimaryModel(plan, out);
}

}  // namespace bellwether
