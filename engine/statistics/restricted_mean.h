// By how much two groups differ in the mean time up to a horizon: the difference of their
// restricted means (Royston and Parmar 2013), for P30. Unlike the log-rank test it says how large
// the difference is, in the unit of the times, and holds whether or not one is always faster.
#ifndef BELLWETHER_ENGINE_STATISTICS_RESTRICTED_MEAN_H_
#define BELLWETHER_ENGINE_STATISTICS_RESTRICTED_MEAN_H_

#include <optional>

#include "engine/statistics/normal_difference.h"
#include "engine/statistics/survival.h"

namespace bellwether::statistics {

// RestrictedMeanOf the first less that of the second; their variances add, and the error is taken
// for normal. A group without an event before the horizon adds no variance, so that the interval is
// too narrow. Nothing when neither has one, or when a curve is not known as far as the horizon:
// the longest that anybody was followed is less, and somebody was still waiting then.
std::optional<NormalDifference> RestrictedMeanDifferenceOf(const SurvivalCurve& first,
                                                           const SurvivalCurve& second,
                                                           double horizon,
                                                           double confidence = kUsualConfidence);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_RESTRICTED_MEAN_H_
