// A range that an estimate is known within.
#ifndef BELLWETHER_ENGINE_STATISTICS_INTERVAL_H_
#define BELLWETHER_ENGINE_STATISTICS_INTERVAL_H_

#include <limits>

namespace bellwether::statistics {

// Wherever a confidence is asked for, it lies strictly between 0 and 1.
inline constexpr double kUsualConfidence = 0.95;

// Both ends belong to it. In the unit of the estimate.
struct Interval {
  double low = 0;
  double high = 0;
};

inline constexpr Interval kAnywhere = {-std::numeric_limits<double>::infinity(),
                                       std::numeric_limits<double>::infinity()};

// Of an estimate whose error is normal: value ± z √variance, cut to what the figure can be.
// `variance` >= 0.
Interval NormalInterval(double value, double variance, double confidence,
                        const Interval& within = kAnywhere);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_INTERVAL_H_
