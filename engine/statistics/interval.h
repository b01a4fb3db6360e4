// A range that an estimate is known within.
#ifndef BELLWETHER_ENGINE_STATISTICS_INTERVAL_H_
#define BELLWETHER_ENGINE_STATISTICS_INTERVAL_H_

namespace bellwether::statistics {

inline constexpr double kUsualConfidence = 0.95;

// Both ends belong to it. In the unit of the estimate.
struct Interval {
  double low = 0;
  double high = 0;
};

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_INTERVAL_H_
