// Several tests at once: p-values that say how likely it is that any of them is a false alarm.
#ifndef BELLWETHER_ENGINE_STATISTICS_MULTIPLE_TESTS_H_
#define BELLWETHER_ENGINE_STATISTICS_MULTIPLE_TESTS_H_

#include <span>
#include <vector>

namespace bellwether::statistics {

// Holm's step-down adjustment (1979), in the order given: with p sorted up, the k-th of m is the
// largest of (m - j + 1) pj over j <= k, at most 1 (P27, P30). Each of `p` lies from 0 to 1.
std::vector<double> HolmAdjusted(std::span<const double> p);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_MULTIPLE_TESTS_H_
