// Whether groups differ in how long it takes them: the log-rank test (Mantel 1966; of several
// groups Peto and Peto 1972), with the hypergeometric variance (P15, P30).
//
// Times as in survival.h. Pure functions; the same bits for the same followed in whatever order.
#ifndef BELLWETHER_ENGINE_STATISTICS_LOG_RANK_H_
#define BELLWETHER_ENGINE_STATISTICS_LOG_RANK_H_

#include <optional>
#include <span>

#include "engine/statistics/chi_squared.h"
#include "engine/statistics/survival.h"

namespace bellwether::statistics {

using RankTest = ChiSquaredTest;

// With, at each time of an event, d events among n at risk, of whom ni are in group i and di of
// these have it:
//   zi  = Σ di - d ni / n
//   vij = Σ d (n - d) / (n - 1) (ni / n) ([i = j] - nj / n)
// and of all groups but the last the statistic zᵀ v⁻¹ z. Its degrees are the groups that tell
// something less 1: a group is left out when it is empty, or when nobody of it was at risk together
// with others while something happened. Nothing below two such groups, or when some of them were
// never at risk together with the rest.
std::optional<RankTest> LogRank(std::span<const std::span<const Followed>> groups);

// Of two groups.
std::optional<RankTest> LogRank(std::span<const Followed> first, std::span<const Followed> second);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_LOG_RANK_H_
