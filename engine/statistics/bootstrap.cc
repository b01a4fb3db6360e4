// Tested by tests/engine/statistics/bootstrap_test.cc and coverage_test.cc.
#include "engine/statistics/bootstrap.h"

#include <algorithm>
#include <vector>

#include "engine/statistics/draws.h"
#include "engine/statistics/quantiles.h"

namespace bellwether::statistics {

std::optional<Interval> BootstrapInterval(size_t n, const BootstrapOptions& options,
                                          const Figure& figure) {
  constexpr size_t kOneIn = 20;
  if (n == 0) return std::nullopt;
  std::vector<double> figures;
  std::vector<size_t> chosen(n);
  for (uint32_t replicate = 0; replicate < options.replicates; ++replicate) {
    Draws draws(options.seed, replicate);
    for (size_t& place : chosen) place = draws.Below(n);
    if (const auto found = figure(chosen)) figures.push_back(*found);
  }
  if ((options.replicates - figures.size()) * kOneIn > options.replicates) return std::nullopt;
  std::sort(figures.begin(), figures.end());
  const double tail = (1 - options.confidence) / 2;
  const auto low = QuantileOf(figures, tail);
  const auto high = QuantileOf(figures, 1 - tail);
  if (!low || !high) return std::nullopt;
  return Interval{*low, *high};
}

}  // namespace bellwether::statistics
