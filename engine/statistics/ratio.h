// The ratio of two sums over the same units, such as revenue at the end ÷ revenue at the start of
// the same accounts: how far it would move with other accounts (P16).
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_RATIO_H_
#define BELLWETHER_ENGINE_STATISTICS_RATIO_H_

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

struct Pair {
  double above = 0;
  double below = 0;
};

struct Ratio {
  double value = 0;  // Σ above ÷ Σ below
  // By linearisation (Cochran, Sampling Techniques, 1977, 6.3): with r the ratio and n units,
  //   variance = n / (n - 1) Σ (above - r below)² ÷ (Σ below)².
  // Absent for one unit, of which nobody can tell.
  std::optional<Interval> interval;
  uint64_t n = 0;
};

// Nothing when the sum below is not positive. Sums are compensated, in the order of `pairs`.
std::optional<Ratio> RatioOf(std::span<const Pair> pairs, double confidence = kUsualConfidence);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_RATIO_H_
