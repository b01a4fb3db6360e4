// A difference of two estimates whose error is normal: its interval, and the test that there is
// none (Wald's).
#ifndef BELLWETHER_ENGINE_STATISTICS_NORMAL_DIFFERENCE_H_
#define BELLWETHER_ENGINE_STATISTICS_NORMAL_DIFFERENCE_H_

#include <optional>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

struct NormalDifference {
  double value = 0;  // the first less the second, in their unit
  double variance = 0;
  Interval interval;  // value ± z √variance
  double p = 1;       // two-sided, of no difference: the normal tail beyond value / √variance
};

// Nothing unless `variance` is > 0 and both are finite: what does not vary cannot be tested.
std::optional<NormalDifference> NormalDifferenceOf(double value, double variance, double confidence,
                                                   const Interval& within = kAnywhere);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_NORMAL_DIFFERENCE_H_
