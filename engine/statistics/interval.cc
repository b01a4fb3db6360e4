// Tested by tests/engine/statistics/normal_difference_test.cc and reference_test.cc.
#include "engine/statistics/interval.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/distributions.h"

namespace bellwether::statistics {

Interval NormalInterval(double value, double variance, double confidence, const Interval& within) {
  const double reach = StandardErrors(confidence) * std::sqrt(variance);
  return {std::max(within.low, value - reach), std::min(within.high, value + reach)};
}

}  // namespace bellwether::statistics
