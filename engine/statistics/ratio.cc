// Tested by tests/engine/statistics/ratio_test.cc.
#include "engine/statistics/ratio.h"

#include <cmath>

#include "engine/base/sum.h"
#include "engine/statistics/distributions.h"

namespace bellwether::statistics {

std::optional<Ratio> RatioOf(std::span<const Pair> pairs, double confidence) {
  Sum above, below;
  for (const Pair& pair : pairs) {
    above.Add(pair.above);
    below.Add(pair.below);
  }
  if (!(below.value() > 0)) return std::nullopt;
  Ratio ratio{above.value() / below.value(), std::nullopt, pairs.size()};
  if (pairs.size() < 2) return ratio;
  Sum squares;
  for (const Pair& pair : pairs) {
    const double residual = pair.above - ratio.value * pair.below;
    squares.Add(residual * residual);
  }
  const auto n = static_cast<double>(pairs.size());
  const double error = std::sqrt(n / (n - 1) * squares.value()) / below.value();
  const double reach = StandardErrors(confidence) * error;
  ratio.interval = {ratio.value - reach, ratio.value + reach};
  return ratio;
}

}  // namespace bellwether::statistics
