// Tested by tests/engine/statistics/quantiles_test.cc and reference_test.cc.
#include "engine/statistics/quantiles.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/statistics/distributions.h"

namespace bellwether::statistics {
namespace {

constexpr double kConfidence = 0.95;

}  // namespace

std::optional<double> QuantileOf(std::span<const double> sorted, double share) {
  if (sorted.empty()) return std::nullopt;
  const double place = static_cast<double>(sorted.size() - 1) * share;
  const auto below = static_cast<size_t>(std::floor(place));
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

std::optional<Interval> MedianInterval(std::span<const double> sorted, double confidence) {
  const size_t n = sorted.size();
  const auto outside = MostBelowFair(n, (1 - confidence) / 2);
  if (!outside) return std::nullopt;
  return Interval{sorted[*outside], sorted[n - 1 - *outside]};
}

std::optional<Spread> SpreadOf(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const double sum = std::accumulate(values.begin(), values.end(), 0.0);
  return Spread{
      *QuantileOf(values, 0.5), MedianInterval(values, kConfidence),      *QuantileOf(values, 0.75),
      *QuantileOf(values, 0.9), sum / static_cast<double>(values.size()), values.size()};
}

}  // namespace bellwether::statistics
