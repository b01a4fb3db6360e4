// How long until something happens, when for some it has not happened yet: Kaplan and Meier's curve
// (1958), its median, and the mean up to a horizon (P12, P15). Whether groups differ: log_rank.h
// and restricted_mean.h.
//
//   const SurvivalCurve curve = KaplanMeier(followed);
//   if (const auto median = MedianOf(curve)) ...          // "not reached" is an answer
//
// Times are in the caller's unit, from 0. At equal times events come before censorings. Who entered
// late is at risk behind `entry` alone. The same bits for the same followed in whatever order. Pure
// functions; memory is linear in the distinct times.
#ifndef BELLWETHER_ENGINE_STATISTICS_SURVIVAL_H_
#define BELLWETHER_ENGINE_STATISTICS_SURVIVAL_H_

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

// One account: until its event, or as long as it was seen without one.
struct Followed {
  double time = 0;     // finite, > `entry` unless both are 0
  bool event = false;  // false: censored at `time`
  double entry = 0;    // >= 0; from when on it is at risk
};

// At a time at which there was at least one event.
struct SurvivalStep {
  double time = 0;
  uint64_t risk_set = 0;  // how many are at risk just before
  uint64_t events = 0;
  double survival = 1;  // from this time on
  // Greenwood's sum of d / (n (n - d)): the variance of log S. Infinite where S is 0.
  double log_variance = 0;
  // On log(-log S): S^exp(±z √v / log S). Where S is 0, nothing is known beside it: both ends are
  // 0.
  Interval interval = {1, 1};
};

struct SurvivalCurve {
  std::vector<SurvivalStep> steps;  // by time
  uint64_t n = 0;
  uint64_t events = 0;
  double longest = 0;  // time that anybody was followed
};

SurvivalCurve KaplanMeier(std::span<const Followed> followed, double confidence = kUsualConfidence);

// S(t), and its interval: 1 before the first step.
double SurvivalAt(const SurvivalCurve& curve, double time);
Interval SurvivalIntervalAt(const SurvivalCurve& curve, double time);

struct Median {
  double time = 0;
  // Brookmeyer and Crowley (1982): the times whose interval of S holds one half. Absent: not
  // reached.
  std::optional<double> low;
  std::optional<double> high;
};
// The first time at which S is at most one half; nothing when it is never.
std::optional<Median> MedianOf(const SurvivalCurve& curve);

struct RestrictedMean {
  double value = 0;     // the area below S up to the horizon
  double variance = 0;  // Σ (area behind the step)² d / (n (n - d)) over steps before the horizon
};
// `horizon` > 0.
RestrictedMean RestrictedMeanOf(const SurvivalCurve& curve, double horizon);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_SURVIVAL_H_
