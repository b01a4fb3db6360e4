// Where the values of a skewed list lie (P11): the median stands first, the mean never alone.
#ifndef BELLWETHER_ENGINE_STATISTICS_QUANTILES_H_
#define BELLWETHER_ENGINE_STATISTICS_QUANTILES_H_

#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

// The value with this share at or below it, between neighbours in proportion: h = (n - 1) share,
// Hyndman and Fan's type 7, as NumPy, pandas and spreadsheets have it. `sorted` rises; `share` lies
// from 0 to 1. Nothing of nothing.
std::optional<double> QuantileOf(std::span<const double> sorted, double share);

// Where the median of all that the values were drawn from lies, whatever their distribution: by
// order statistics, from the (l + 1)th value to the (n - l)th, where l is the most for which
// P(Binomial(n, 1/2) <= l) is at most half of 1 - confidence (SciPy's quantile_test). Nothing of
// too few values: for 95 % of fewer than 6. `sorted` rises.
std::optional<Interval> MedianInterval(std::span<const double> sorted, double confidence);

struct Spread {
  double median = 0;
  std::optional<Interval> interval;  // of the median, 95 %
  double p75 = 0;
  double p90 = 0;
  double mean = 0;
  size_t n = 0;
};
// Of values in any order, the same bits for each; nothing of nothing.
std::optional<Spread> SpreadOf(std::vector<double> values);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_QUANTILES_H_
