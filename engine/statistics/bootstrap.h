// Intervals of figures that have no formula for theirs: the figure again, of accounts drawn with
// replacement (Efron 1979).
//
//   const auto interval = BootstrapInterval(hours.size(), {.seed = 7}, [&](auto chosen) {
//     return MedianHours(hours, chosen);
//   });
#ifndef BELLWETHER_ENGINE_STATISTICS_BOOTSTRAP_H_
#define BELLWETHER_ENGINE_STATISTICS_BOOTSTRAP_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

struct BootstrapOptions {
  uint64_t seed = 0;
  uint32_t replicates = 1000;  // at least 1
  double confidence = kUsualConfidence;
};

// A figure of the accounts at these places, some of them more than once. Nothing where it has none.
using Figure = std::function<std::optional<double>(std::span<const size_t> chosen)>;

// The middle share `confidence` of the replicates (percentile interval). Replicate r is a function
// of seed and r alone, so that threads may share them out. Nothing when `n` is 0, or when more than
// one in twenty replicates had no figure: what is left would not be all that could have been.
std::optional<Interval> BootstrapInterval(size_t n, const BootstrapOptions& options,
                                          const Figure& figure);

// The same for several figures that are found together, such as the weights of one fit: as many
// each time, or none where there are none.
using Figures = std::function<std::vector<double>(std::span<const size_t> chosen)>;

// An interval for each; none where BootstrapInterval would have none.
std::vector<Interval> BootstrapIntervals(size_t n, const BootstrapOptions& options,
                                         const Figures& figures);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_BOOTSTRAP_H_
