// A weighted sum of independent estimates, each with an interval of its own: amounts × shares of
// renewal, or a difference (weights 1 and -1).
//
//   const Estimate sum = CombinedOf(parts);
//
// The interval is that of Zou and Donner (2008, "Construction of confidence limits about effect
// measures"), which recovers variances from the ends of each interval and so keeps their skewness:
//   low  = Σ w v - √Σ (w (v - end towards which the sum falls))², high likewise.
// Two shares with weights 1 and -1 give Newcombe's interval (proportion.h). Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_COMBINATION_H_
#define BELLWETHER_ENGINE_STATISTICS_COMBINATION_H_

#include <span>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

struct Part {
  double weight = 0;
  double value = 0;
  Interval interval;  // about `value`; all of one confidence
};

struct Estimate {
  double value = 0;
  Interval interval;
};

// Sums are compensated, in the order of `parts`; of none it is 0.
Estimate CombinedOf(std::span<const Part> parts);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_COMBINATION_H_
