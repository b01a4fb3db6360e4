// The additive account of a raw score: every component's share of the weight and the points that
// come from it. Contributions of the leaves sum to the raw score.
//
// An inverted group turns its children's points round: with weight v below a group of share W, a
// child's s becomes W·v·(100 − s), because the shares of the children sum to 1.
//
// Tested by tests/property/score_properties_test.cc and tests/engine/evaluate/contribution_test.cc.
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

bool InScore(const ComponentResult& result) {
  return result.has_score &&
         (result.state == ComponentState::kObserved || result.state == ComponentState::kImputed);
}

}  // namespace

void Contribute(const Evaluator& evaluator, const Range& components, size_t root) {
  const Plan& plan = evaluator.plan;
  const size_t sums = plan.components.size() + root;
  for (uint32_t i = components.end(); i-- > components.first;) {  // parents first
    ComponentResult& result = evaluator.out.components[i];
    const uint32_t parent = plan.components[i].parent;
    const bool top = parent == kNoIndex;
    const ComponentResult* above = top ? nullptr : &evaluator.out.components[parent];
    result.flipped = !top && above->flipped != plan.components[parent].invert;
    const double parent_share = top ? 1 : above->share;
    if (!InScore(result) || parent_share == 0) continue;
    const GroupSums& siblings = evaluator.scratch.groups[top ? sums : parent];
    result.share = parent_share * (evaluator.Weight(i) / siblings.score_weight);
    result.contribution = result.share * (result.flipped ? 100 - result.score : result.score);
  }
}

}  // namespace bellwether
