// How far two numberings of the same things put them in the same order: Spearman's rank
// correlation, of a table of pairs. Ties have the mean of their ranks (Kendall 1945), which makes
// it Pearson's correlation of the ranks.
//
//   const auto rho = RankCorrelation({{{10, 20, 1}, {11, 25, 3}, {12, 21, 1}}});
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_RANK_CORRELATION_H_
#define BELLWETHER_ENGINE_STATISTICS_RANK_CORRELATION_H_

#include <cstdint>
#include <optional>
#include <span>

namespace bellwether::statistics {

// `count` things with these two numbers.
struct RankedPair {
  double x = 0;
  double y = 0;
  uint64_t count = 1;
};

// -1 to 1; in any order of the pairs, and the same pair may stand there twice. Nothing where all x
// or all y are the same, or there is no pair: then there is no order to compare.
std::optional<double> RankCorrelation(std::span<const RankedPair> pairs);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_RANK_CORRELATION_H_
