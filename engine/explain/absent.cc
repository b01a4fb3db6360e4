// A leaf's weight in the denominator is its share of its siblings' weights, times its parent's. The
// plan holds children before parents, so shares are handed down by walking it backwards, and the
// leaves of the plan are in the order in which the tree of lines has them.
//
// Tested by tests/engine/explain/absent_test.cc.
#include "engine/explain/absent.h"

#include <algorithm>

namespace bellwether {
namespace {

class Shares {
 public:
  Shares(const Plan& plan, const Facts& facts, const Evaluation& evaluation, const Range& range)
      : plan_(plan), evaluation_(evaluation), range_(range) {
    const size_t row = facts.segment_row() * plan.components.size();
    weights_ = plan.weights.data() + row;
    sums_.resize(range.count + 1);
    for (uint32_t i = range.first; i < range.end(); ++i) {
      if (Applies(i)) sums_[Parent(i)] += weights_[i];
    }
    shares_.resize(range.count + 1);
    shares_.back() = 1;
    for (uint32_t i = range.end(); i-- > range.first;) {
      const double sum = sums_[Parent(i)];
      if (Applies(i) && sum > 0) {
        shares_[i - range.first] = shares_[Parent(i)] * weights_[i] / sum;
      }
    }
  }

  // 0 for what is in no sum.
  double Of(uint32_t component) const { return shares_[component - range_.first]; }

 private:
  bool Applies(uint32_t component) const {
    const ComponentState state = evaluation_.components[component].state;
    return state != ComponentState::kNotApplicable && state != ComponentState::kZeroWeight;
  }
  // The last place stands for the model itself.
  size_t Parent(uint32_t component) const {
    const uint32_t parent = plan_.components[component].parent;
    return parent == kNoIndex ? range_.count : parent - range_.first;
  }

  const Plan& plan_;
  const Evaluation& evaluation_;
  const Range range_;
  const double* weights_ = nullptr;
  std::vector<double> sums_;
  std::vector<double> shares_;
};

bool IsEvaluated(ModelState state) {
  return state != ModelState::kNotApplicable && state != ModelState::kNotEvaluated;
}

}  // namespace

std::vector<uint32_t> AbsentLeaves(const Plan& pack, const Facts& facts,
                                   const Evaluation& evaluation, uint32_t model) {
  const Plan& plan = PlanInForce(pack, facts);
  std::vector<uint32_t> leaves;
  if (!IsEvaluated(evaluation.models[model].state)) return leaves;
  const Range& range = plan.models[model].components;
  const Shares shares(plan, facts, evaluation, range);
  for (uint32_t i = range.first; i < range.end(); ++i) {
    const bool leaf = plan.components[i].curve != ruleset::CurveKind::kGroup;
    const bool observed = evaluation.components[i].state == ComponentState::kObserved;
    if (leaf && !observed && shares.Of(i) > 0) leaves.push_back(i);
  }
  std::stable_sort(leaves.begin(), leaves.end(),
                   [&](uint32_t a, uint32_t b) { return shares.Of(a) > shares.Of(b); });
  return leaves;
}

}  // namespace bellwether
