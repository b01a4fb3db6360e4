// Mean and variance of a list.
#ifndef BELLWETHER_ENGINE_STATISTICS_MOMENTS_H_
#define BELLWETHER_ENGINE_STATISTICS_MOMENTS_H_

#include <cstddef>
#include <optional>
#include <vector>

namespace bellwether::statistics {

struct Moments {
  size_t n = 0;
  double mean = 0;
  double variance = 0;  // of one value: Σ (value - mean)² / (n - 1); 0 below two

  double VarianceOfMean() const { return variance / static_cast<double>(n); }
};

// Of finite values in any order, the same bits for each. Equal values have variance 0, to the bit.
// Nothing of nothing, or where a sum is beyond what a double holds.
std::optional<Moments> MomentsOf(std::vector<double> values);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_MOMENTS_H_
