// Weights are relative: whoever weighs alone weighs all. A double times a power of two is exact, so
// that doubling such a weight changes no bit; times 3 and over 3 may.
//
// Tested by tests/engine/equivalence/equivalence_test.cc.
#include <cmath>

#include "engine/equivalence/claim.h"
#include "engine/equivalence/parts.h"

namespace bellwether::equivalence {
namespace {

// Two weights whose ratio is a power of two; nothing weighs as little as 0.
bool SameButForScale(double a, double b) {
  if (a <= 0 || b <= 0) return a == b;
  int exponent = 0;
  return std::frexp(a, &exponent) == std::frexp(b, &exponent);
}

// All but one weigh nothing, in both, and that one the same but for a power of two; or all weigh
// the same in both.
bool SameShares(const std::vector<double>& before, const std::vector<double>& after) {
  if (before == after) return true;
  int weighing = 0;
  for (size_t i = 0; i < before.size(); ++i) {
    if (!SameButForScale(before[i], after[i])) return false;
    weighing += before[i] > 0 ? 1 : 0;
  }
  return weighing <= 1;
}

std::vector<double> RowOf(const Siblings& siblings, size_t row) {
  std::vector<double> weights;
  for (const ruleset::Component* component : siblings) {
    weights.push_back(row == 0 ? component->weight : component->segment_weights[row - 1]);
  }
  return weights;
}

// In the base row and in that of every segment.
bool SameComponents(const ComponentPlace& place) {
  for (size_t row = 0; row <= place.component.before->segment_weights.size(); ++row) {
    if (!SameShares(RowOf(place.siblings_before, row), RowOf(place.siblings_after, row))) {
      return false;
    }
  }
  return true;
}

std::vector<double> DimensionWeights(const ruleset::RuleSet& rules) {
  std::vector<double> weights;
  for (const auto& dimension : rules.graduation.dimensions) weights.push_back(dimension.weight);
  return weights;
}

}  // namespace

Proof ProveWeight(const Claim& claim) {
  bool same = false;
  if (claim.At({"graduation", "dimensions", "*", "weight"})) {
    same = SameShares(DimensionWeights(claim.before), DimensionWeights(claim.after));
  } else {
    const ComponentPlace place = ComponentAt(claim);
    same = place && place.rest == std::vector<std::string>{"weight"} && SameComponents(place);
  }
  if (!same) return std::nullopt;
  return "it weighs alone, and whatever weighs alone weighs all";
}

}  // namespace bellwether::equivalence
