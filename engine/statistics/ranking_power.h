// How well a score ranks what will happen before what will not: the area under the ROC curve, with
// DeLong's variance (1988), and the comparison of two scores of the same accounts (P27, P29).
//
//   if (const auto power = RankingPowerOf(scored)) ...    // 0.5: no better than by lot
//
// A higher score must mean that the event is more likely. Equal scores count half. O(n log n), by
// midranks. Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_RANKING_POWER_H_
#define BELLWETHER_ENGINE_STATISTICS_RANKING_POWER_H_

#include <cstdint>
#include <optional>
#include <span>

#include "engine/statistics/interval.h"
#include "engine/statistics/normal_difference.h"

namespace bellwether::statistics {

struct Scored {
  double score = 0;  // finite
  bool event = false;
};

struct RankingPower {
  double auc = 0;  // share of pairs, one with the event and one without, that are ranked right
  // S10 / m + S01 / n, over the m with and the n without: the variances of the share of pairs that
  // each of them is ranked right in. Absent below two of either.
  std::optional<double> variance;
  std::optional<Interval> interval;  // auc ± z √variance, within 0 to 1
  uint64_t events = 0;
  uint64_t others = 0;
};

// Nothing without both kinds: there is no pair.
std::optional<RankingPower> RankingPowerOf(std::span<const Scored> scored,
                                           double confidence = kUsualConfidence);

struct TwiceScored {
  double first = 0;  // finite, likewise below
  double second = 0;
  bool event = false;
};

using PowerDifference = NormalDifference;  // AUC of the first score less that of the second

// Nothing below two of either kind, or where the variance is 0: both scores rank alike.
std::optional<PowerDifference> ComparePowers(std::span<const TwiceScored> scored,
                                             double confidence = kUsualConfidence);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_RANKING_POWER_H_
