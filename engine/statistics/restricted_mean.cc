// Tested by tests/engine/statistics/restricted_mean_test.cc and reference_survival_test.cc.
#include "engine/statistics/restricted_mean.h"

#include <cmath>

namespace bellwether::statistics {
namespace {

bool KnownUntil(const SurvivalCurve& curve, double horizon) {
  if (curve.n == 0) return false;
  return horizon <= curve.longest || (!curve.steps.empty() && curve.steps.back().survival <= 0);
}

}  // namespace

std::optional<NormalDifference> RestrictedMeanDifferenceOf(const SurvivalCurve& first,
                                                           const SurvivalCurve& second,
                                                           double horizon, double confidence) {
  if (!std::isfinite(horizon) || horizon <= 0) return std::nullopt;
  if (!KnownUntil(first, horizon) || !KnownUntil(second, horizon)) return std::nullopt;
  const RestrictedMean a = RestrictedMeanOf(first, horizon);
  const RestrictedMean b = RestrictedMeanOf(second, horizon);
  return NormalDifferenceOf(a.value - b.value, a.variance + b.variance, confidence);
}

}  // namespace bellwether::statistics
