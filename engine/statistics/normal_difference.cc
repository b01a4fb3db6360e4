// Tested by tests/engine/statistics/normal_difference_test.cc and reference_test.cc.
#include "engine/statistics/normal_difference.h"

#include <cmath>

#include "engine/statistics/distributions.h"

namespace bellwether::statistics {

std::optional<NormalDifference> NormalDifferenceOf(double value, double variance, double confidence,
                                                   const Interval& within) {
  if (!std::isfinite(value) || !std::isfinite(variance) || variance <= 0) return std::nullopt;
  return NormalDifference{value, variance, NormalInterval(value, variance, confidence, within),
                          ChiSquaredTail(value * value / variance, 1)};
}

}  // namespace bellwether::statistics
