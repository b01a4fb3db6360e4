// Tested by tests/engine/statistics/chi_squared_test.cc and reference_effects_test.cc.
#include "engine/statistics/chi_squared.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include "engine/statistics/distributions.h"

namespace bellwether::statistics {

ChiSquaredTest TestOf(double statistic, int degrees) {
  return {statistic, degrees, ChiSquaredTail(statistic, degrees)};
}

std::optional<ChiSquaredTest> CountsAgainstShares(std::span<const uint64_t> observed,
                                                  std::span<const double> shares) {
  const auto usable = [](double share) { return std::isfinite(share) && share > 0; };
  if (observed.size() != shares.size() || observed.size() < 2) return std::nullopt;
  if (!std::all_of(shares.begin(), shares.end(), usable)) return std::nullopt;
  const double n = std::accumulate(observed.begin(), observed.end(), 0.0);
  const double whole = std::accumulate(shares.begin(), shares.end(), 0.0);
  if (n == 0) return std::nullopt;
  double statistic = 0;
  for (size_t i = 0; i < shares.size(); ++i) {
    const double expected = n * (shares[i] / whole);
    const double off = static_cast<double>(observed[i]) - expected;
    statistic += off * off / expected;
  }
  if (!std::isfinite(statistic)) return std::nullopt;
  return TestOf(statistic, static_cast<int>(shares.size()) - 1);
}

std::optional<ChiSquaredTest> SharesDiffer(uint64_t first_events, uint64_t first_n,
                                           uint64_t second_events, uint64_t second_n) {
  const auto n1 = static_cast<double>(first_n), n2 = static_cast<double>(second_n);
  const auto events = static_cast<double>(first_events) + static_cast<double>(second_events);
  const double others = n1 + n2 - events;
  if (n1 == 0 || n2 == 0 || events == 0 || others == 0) return std::nullopt;
  // All four cells are off by the same number, and their expected counts are products of margins.
  const double off = static_cast<double>(first_events) - events * n1 / (n1 + n2);
  return TestOf(off * off * (n1 + n2) * (1 / n1 + 1 / n2) * (1 / events + 1 / others), 1);
}

}  // namespace bellwether::statistics
