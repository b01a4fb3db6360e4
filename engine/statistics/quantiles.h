// Where the values of a skewed list lie (P11): the median stands first, the mean never alone.
#ifndef BELLWETHER_ENGINE_STATISTICS_QUANTILES_H_
#define BELLWETHER_ENGINE_STATISTICS_QUANTILES_H_

#include <optional>
#include <span>
#include <vector>

namespace bellwether::statistics {

// The value with this share at or below it, between neighbours in proportion: h = (n - 1) share,
// Hyndman and Fan's type 7, as NumPy, pandas and spreadsheets have it. `sorted` rises; `share` lies
// from 0 to 1. Nothing of nothing.
std::optional<double> QuantileOf(std::span<const double> sorted, double share);

struct Spread {
  double median = 0;
  double p75 = 0;
  double p90 = 0;
  double mean = 0;
  size_t n = 0;
};
// Of values in any order, the same bits for each; nothing of nothing.
std::optional<Spread> SpreadOf(std::vector<double> values);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_QUANTILES_H_
