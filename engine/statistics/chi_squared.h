// Pearson's chi-squared test (1900): whether counts are what shares promise, such as accounts that
// were to be assigned by halves (P30).
//
//   const uint64_t assigned[] = {520, 480};
//   const double planned[] = {0.5, 0.5};
//   CountsAgainstShares(assigned, planned)->p    // 0.206
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_STATISTICS_CHI_SQUARED_H_
#define BELLWETHER_ENGINE_STATISTICS_CHI_SQUARED_H_

#include <cstdint>
#include <optional>
#include <span>

namespace bellwether::statistics {

// Of a statistic that has the chi-squared distribution when there is nothing to be found.
struct ChiSquaredTest {
  double statistic = 0;  // >= 0
  int degrees = 0;       // of freedom, at least 1
  double p = 1;
};

// The test that this statistic makes.
ChiSquaredTest TestOf(double statistic, int degrees);

// Σ (observed - expected)² / expected, with one degree less than there are counts. The shares are >
// 0 and finite, and are divided by their sum: {1, 1, 2} will do. An approximation, by common advice
// one for expected counts of 5 and more. Nothing for other shares, for fewer than two counts, for
// as many shares as there are not counts, or where nothing was counted.
std::optional<ChiSquaredTest> CountsAgainstShares(std::span<const uint64_t> observed,
                                                  std::span<const double> shares);

// Whether two shares differ: Pearson's test of a table of two by two, without a correction for
// continuity, with one degree. Nothing where nobody has the event or everybody, or an arm is empty.
std::optional<ChiSquaredTest> SharesDiffer(uint64_t first_events, uint64_t first_n,
                                           uint64_t second_events, uint64_t second_n);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_CHI_SQUARED_H_
