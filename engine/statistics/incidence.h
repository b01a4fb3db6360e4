// How many have had one of several events by a time, when each of the others puts an end to
// waiting: Aalen and Johansen's cumulative incidence (1978), for P12: lost before value is no
// censoring.
//
//   const auto reached = CumulativeIncidence(followed, kValue);
//   IncidenceAt(reached, 90);     // "so many reached value by day 90"
//
// Times as in survival.h; nobody enters late. Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_INCIDENCE_H_
#define BELLWETHER_ENGINE_STATISTICS_INCIDENCE_H_

#include <cstdint>
#include <span>
#include <vector>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

inline constexpr uint32_t kCensored = 0;

struct Exposed {
  double time = 0;             // >= 0, finite
  uint32_t cause = kCensored;  // which event ended it, from 1
};

// At a time at which there was an event of any cause.
struct IncidenceStep {
  double time = 0;
  uint64_t risk_set = 0;  // how many are at risk just before
  uint64_t events = 0;    // of the cause
  double incidence = 0;   // share that had it by this time, 0 to 1
  // By the delta method, with S the share that waits and F the incidence, over steps i up to here:
  // Σ (F - Fi)² di / (ni (ni - di)) + Σ S² dki (ni - dki) / ni³ - 2 Σ (F - Fi) S dki / ni².
  double variance = 0;
};

// Of one cause, by time.
std::vector<IncidenceStep> CumulativeIncidence(std::span<const Exposed> exposed, uint32_t cause);

// How far the incidence of a step may be off, on log(-log F): F^exp(±z √v / (F log F)), which stays
// within 0 and 1 and is not fooled where events are rare. Of an incidence of 0 or 1 both ends are
// it: nothing is known beside it.
Interval IncidenceIntervalOf(const IncidenceStep& step, double confidence = kUsualConfidence);

// The last step at or before `time`; a step of nothing when there is none.
IncidenceStep IncidenceAt(std::span<const IncidenceStep> steps, double time);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_INCIDENCE_H_
