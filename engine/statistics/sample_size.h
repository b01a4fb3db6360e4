// What a comparison of two arms can see before it begins: its power, how many accounts it takes,
// and the least difference that it is likely to find (P30).
//
//   ArmsForShares(0.8, 0.85)             // 903 accounts in each arm
//   DetectableShares(0.8, {200, 200})    // 0.099 more, or 0.122 less
//
// Tests are two-sided at 1 - confidence, and both tails count. Whatever is out of its range, or has
// no answer, is nothing. Pure functions; what has no formula is found by roots.h.
#ifndef BELLWETHER_ENGINE_STATISTICS_SAMPLE_SIZE_H_
#define BELLWETHER_ENGINE_STATISTICS_SAMPLE_SIZE_H_

#include <cstdint>
#include <optional>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

// Accounts in each.
struct Arms {
  uint64_t first = 0;
  uint64_t second = 0;
};

struct Aim {
  double power = 0.8;  // chance to find the difference; above 1 - confidence, below 1
  double confidence = kUsualConfidence;
};

// Two shares, 0 to 1, by Cohen's effect (1988) h = 2 asin √p1 - 2 asin √p2, which has the variance
// 1 / n1 + 1 / n2 whatever the shares are, and the normal distribution:
//   P(Z > z - |h| √(n1 n2 / (n1 + n2))) + P(Z > z + |h| √(n1 n2 / (n1 + n2))).
// At least one account in each arm.
std::optional<double> PowerForShares(double first, double second, const Arms& arms,
                                     double confidence = kUsualConfidence);

// The least whole numbers of accounts, the second arm `ratio` times the first. Nothing for equal
// shares, or where it would take more than 1e15.
std::optional<Arms> ArmsForShares(double first, double second, const Aim& aim = {},
                                  double ratio = 1);

// The least differences from the share of one arm, > 0, that the other is likely to be found with.
// One is absent when even a share of 0 or of 1 is too close.
struct ShareDifferences {
  std::optional<double> less;
  std::optional<double> more;
};
std::optional<ShareDifferences> DetectableShares(double share, const Arms& arms,
                                                 const Aim& aim = {});

// Two means of values with this standard deviation in either arm, > 0, in their unit: Student's t
// with n1 + n2 - 2 degrees, which is not central by |difference| / deviation √(n1 n2 / (n1 + n2)).
// At least two accounts in each arm. Likewise below.
std::optional<double> PowerForMeans(double difference, double deviation, const Arms& arms,
                                    double confidence = kUsualConfidence);

std::optional<Arms> ArmsForMeans(double difference, double deviation, const Aim& aim = {},
                                 double ratio = 1);

// In the unit of the values, > 0, to either side.
std::optional<double> DetectableMeanDifference(double deviation, const Arms& arms,
                                               const Aim& aim = {});

// Of any estimate whose error is normal with this standard error, > 0: the difference that is found
// with this power, (z of the confidence + z of the power) times the error, in its unit. The tail on
// the wrong side is left out, which at usual powers is nothing.
std::optional<double> DetectableWithError(double standard_error, const Aim& aim = {});

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_SAMPLE_SIZE_H_
