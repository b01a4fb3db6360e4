// How far a distribution has moved from another one over the same bins, such as scores of today
// from those that a model was fitted on: the population stability index (Yurdakul 2018), the sum of
// both Kullback and Leibler divergences (Jeffreys 1946).
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_STABILITY_H_
#define BELLWETHER_ENGINE_STATISTICS_STABILITY_H_

#include <cstdint>
#include <optional>
#include <span>

namespace bellwether::statistics {

// Σ (q - p) ln(q / p) over bins with the shares p before and q after; >= 0, without a unit, and the
// same from after to before. Of n and m accounts that did not move at all it is about
// (bins - 1) (1 / n + 1 / m), so it says little of few.
//
// Bins that are empty on both sides are left out. When one is empty on one side alone, half an
// account is added to every other bin of both sides (Haldane and Anscombe, 1956), since an empty
// share has no logarithm; when none is, nothing is added. Nothing for counts of different lengths,
// or when a side is empty.
std::optional<double> StabilityIndex(std::span<const uint64_t> before,
                                     std::span<const uint64_t> after);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_STABILITY_H_
