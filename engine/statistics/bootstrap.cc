// Tested by tests/engine/statistics/bootstrap_test.cc and coverage_test.cc.
#include "engine/statistics/bootstrap.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "engine/statistics/draws.h"
#include "engine/statistics/quantiles.h"

namespace bellwether::statistics {

namespace {

constexpr size_t kOneIn = 20;

std::optional<Interval> MiddleOf(std::vector<double> figures, double confidence) {
  std::sort(figures.begin(), figures.end());
  const double tail = (1 - confidence) / 2;
  const auto low = QuantileOf(figures, tail);
  const auto high = QuantileOf(figures, 1 - tail);
  if (!low || !high) return std::nullopt;
  return Interval{*low, *high};
}

}  // namespace

std::vector<Interval> BootstrapIntervals(size_t n, const BootstrapOptions& options,
                                         const Figures& figures) {
  if (n == 0) return {};
  std::vector<std::vector<double>> found;  // by replicate that has figures
  std::vector<size_t> chosen(n);
  for (uint32_t replicate = 0; replicate < options.replicates; ++replicate) {
    Draws draws(options.seed, replicate);
    for (size_t& place : chosen) place = draws.Below(n);
    if (std::vector<double> values = figures(chosen); !values.empty()) {
      found.push_back(std::move(values));
    }
  }
  if ((options.replicates - found.size()) * kOneIn > options.replicates) return {};
  std::vector<Interval> intervals;
  for (size_t i = 0; i < found.front().size(); ++i) {
    std::vector<double> values;
    values.reserve(found.size());
    for (const auto& replicate : found) values.push_back(replicate[i]);
    const auto middle = MiddleOf(std::move(values), options.confidence);
    if (!middle) return {};
    intervals.push_back(*middle);
  }
  return intervals;
}

std::optional<Interval> BootstrapInterval(size_t n, const BootstrapOptions& options,
                                          const Figure& figure) {
  const auto intervals = BootstrapIntervals(n, options, [&](std::span<const size_t> chosen) {
    const auto found = figure(chosen);
    return found ? std::vector<double>{*found} : std::vector<double>();
  });
  return intervals.empty() ? std::nullopt : std::optional(intervals.front());
}

}  // namespace bellwether::statistics
