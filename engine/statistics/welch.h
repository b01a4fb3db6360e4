// Whether two groups differ in their mean, without taking their variances for equal: Welch's t-test
// (1947), and the same on logarithms for values that are skewed, such as hours (P11, P30).
//
// Values are finite, in any order: the same bits for each. Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_WELCH_H_
#define BELLWETHER_ENGINE_STATISTICS_WELCH_H_

#include <optional>
#include <span>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

struct MeanDifference {
  double value = 0;     // mean of the first less that of the second, in their unit
  double variance = 0;  // s1² / n1 + s2² / n2
  // Satterthwaite's (1946): variance² / ((s1² / n1)² / (n1 - 1) + (s2² / n2)² / (n2 - 1)).
  double degrees = 0;
  Interval interval;  // value ± t √variance
  double p = 1;       // two-sided, of no difference
};

// Nothing below two values in either group, or where neither group varies.
std::optional<MeanDifference> MeanDifferenceOf(std::span<const double> first,
                                               std::span<const double> second,
                                               double confidence = kUsualConfidence);

struct MeanRatio {
  double value = 0;  // geometric mean of the first ÷ that of the second
  double degrees = 0;
  Interval interval;  // e to the ends of the difference of the means of logarithms
  double p = 1;       // two-sided, of a ratio of 1
};

// Nothing unless all values are > 0; else as above.
std::optional<MeanRatio> GeometricMeanRatioOf(std::span<const double> first,
                                              std::span<const double> second,
                                              double confidence = kUsualConfidence);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_WELCH_H_
