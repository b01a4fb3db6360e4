// Health models: one pass over the components folds leaves into groups and groups into scores
// (S16, S17), then the model whose priority is highest answers (S19).
//
// Tested by tests/engine/evaluate/fold_test.cc, health_test.cc and segment_test.cc.
#include <algorithm>

#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

using expression::Value;
using ruleset::CurveKind;

// Sums of the siblings that `component` belongs to.
GroupSums& SumsAbove(Evaluator& evaluator, uint32_t component) {
  const PlanComponent& flat = evaluator.plan.components[component];
  const size_t root = evaluator.plan.components.size() + flat.root;
  return evaluator.scratch.groups[flat.parent == kNoIndex ? root : flat.parent];
}

// A group's result from its children's sums.
void Fold(const GroupSums& sums, bool invert, ComponentResult& result) {
  if (sums.weight <= 0) {  // every child is not applicable
    result.state = ComponentState::kNotApplicable;
    result.reason = MissingReason::kNotApplicable;
    return;
  }
  result.has_score = sums.score_weight > 0;
  result.coverage = sums.weighted_coverage / sums.weight;
  result.low = sums.weighted_low / sums.weight;
  result.high = sums.weighted_high / sums.weight;
  result.state = !result.has_score     ? ComponentState::kAbsent
                 : result.coverage > 0 ? ComponentState::kObserved
                                       : ComponentState::kImputed;
  if (result.has_score) {
    result.score = sums.weighted_score / sums.score_weight;
  } else {
    result.reason = MissingReason::kInputMissing;
  }
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
  if (weight > 0) AddTo(SumsAbove(evaluator, index), result, weight);
  if (evaluator.Counts(index)) return;
  result.state = ComponentState::kZeroWeight;
  evaluator.out.required.resize(required);
}

}  // namespace

const GroupSums& ScoreComponents(Evaluator& evaluator, const Range& range, size_t root) {
  auto& groups = evaluator.scratch.groups;
  for (uint32_t c = range.first; c < range.end(); ++c) groups[c] = GroupSums();
  GroupSums& sums = groups[evaluator.plan.components.size() + root];
  sums = GroupSums();
  for (uint32_t c = range.first; c < range.end(); ++c) ScoreComponent(evaluator, c);
  return sums;
}

namespace {

// Which model answers: the highest priority that applies, unless a higher one is unknown (S19).
uint32_t PrimaryModel(const Plan& plan, const Evaluation& out) {
  for (const uint32_t index : plan.model_order) {
    const ModelState state = out.models[index].state;
    if (state == ModelState::kNotEvaluated) return kNoIndex;
    if (state != ModelState::kNotApplicable) return index;
  }
  return kNoIndex;
}

// Why a model has no score, or why none answers (kNoIndex): where no model applies there is nothing
// to score, else something lacks what it needs (S14).
MissingReason WhyNoScore(const Evaluation& out, uint32_t index) {
  const auto not_applicable = [](const ModelResult& model) {
    return model.state == ModelState::kNotApplicable;
  };
  const bool nothing = index == kNoIndex
                           ? std::all_of(out.models.begin(), out.models.end(), not_applicable)
                           : not_applicable(out.models[index]);
  return nothing ? MissingReason::kNotApplicable : MissingReason::kInputMissing;
}

// What conditions of later stages read of a model (S14): its score and band, or why it has none.
void TellScore(Evaluator& evaluator, uint32_t index, size_t score_slot, size_t band_slot) {
  Evaluation& out = evaluator.out;
  if (index == kNoIndex || !out.models[index].has_score()) {
    out.reasons[score_slot] = out.reasons[band_slot] = WhyNoScore(out, index);
    return;
  }
  const ModelResult& result = out.models[index];
  const PlanModel& model = evaluator.plan.models[index];
  Value band = Value::String(evaluator.plan.band_notes[model.bands.first + result.band].name);
  band.word = result.band;
  SetOutcome(evaluator, score_slot, Value::Double(result.displayed));
  SetOutcome(evaluator, band_slot, band);
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
  const GroupSums& sums = ScoreComponents(*this, model.components, index);
  SettleScore(*this, index, sums);
  const bool contributes = arithmetic == Arithmetic::kContributions;
  if (contributes && result.has_raw && result.has_score()) {
    Contribute(*this, model.components, index);
  }
}

void Evaluator::ScoreModels() {
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    ScoreModel(i);
    TellScore(*this, i, plan.models[i].score_slot, plan.models[i].band_slot);
  }
  out.primary = PrimaryModel(plan, out);
  TellScore(*this, out.primary, plan.primary_score_slot, plan.primary_band_slot);
}

}  // namespace bellwether
