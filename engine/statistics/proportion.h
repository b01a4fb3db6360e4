// Shares of a count, and differences of two shares, with their intervals (P10).
//
//   const auto share = ProportionOf(12, 40);         // 0.3, from 0.181 to 0.454
//   const auto more = DifferenceOf(12, 40, 5, 50);   // 0.2, from 0.035 to 0.364
//
// Nothing for a share of nothing: 0 of 0 is not 0 %. Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_PROPORTION_H_
#define BELLWETHER_ENGINE_STATISTICS_PROPORTION_H_

#include <cstdint>
#include <optional>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

struct Proportion {
  double value = 0;  // 0 to 1
  Interval interval;
  uint64_t events = 0;
  uint64_t n = 0;
};

// Wilson's score interval (1927): the shares p that a test of p would not reject,
//   (events + z²/2 ± z √(events (n - events) / n + z²/4)) / (n + z²).
// Never below 0 or above 1; with no events its upper end says how many there may be.
// `events` <= `n`.
std::optional<Proportion> ProportionOf(uint64_t events, uint64_t n,
                                       double confidence = kUsualConfidence);

// The most that a share may be when none of `n` had the event: 1 - (1 - confidence)^(1/n), Clopper
// and Pearson's one-sided bound (1934), exact. About 3 / n for 0.95. A share above it would have
// given at least one event with this confidence.
std::optional<double> MostWithoutEvents(uint64_t n, double confidence = kUsualConfidence);

struct Difference {
  double value = 0;  // -1 to 1
  Interval interval;
};

// The first share less the second, with Newcombe's hybrid interval (1998, his method 10): with
// Wilson's ends l and u of each share p,
//   low  = p1 - p2 - √((p1 - l1)² + (u2 - p2)²)
//   high = p1 - p2 + √((u1 - p1)² + (p2 - l2)²).
std::optional<Difference> DifferenceOf(uint64_t first_events, uint64_t first_n,
                                       uint64_t second_events, uint64_t second_n,
                                       double confidence = kUsualConfidence);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_PROPORTION_H_
