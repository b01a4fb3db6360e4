// Tested by tests/engine/statistics/welch_test.cc.
#include "engine/statistics/moments.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace bellwether::statistics {

std::optional<Moments> MomentsOf(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  if (values.front() == values.back()) return Moments{values.size(), values.front(), 0};
  const auto n = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  if (!std::isfinite(sum)) return std::nullopt;
  return Moments{values.size(), mean, sum / (n - 1)};
}

}  // namespace bellwether::statistics
