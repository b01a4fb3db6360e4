// Odds of an event as a weighted sum of features whose weights may not be negative, shrunk so that
// few events are not over-read: ridge logistic regression (le Cessie and van Houwelingen 1992) with
// bounds (P29).
//
//   const auto fitted = FitRidge(observations, 0.01);
//   fitted->slopes[2]    // log odds for each unit of the third feature
#ifndef BELLWETHER_ENGINE_STATISTICS_RIDGE_LOGISTIC_H_
#define BELLWETHER_ENGINE_STATISTICS_RIDGE_LOGISTIC_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace bellwether::statistics {

struct Observations {
  size_t features = 0;
  std::vector<double> x;  // row after row, each of `features` finite values
  std::vector<bool> events;
};

struct RidgeFit {
  double intercept = 0;        // not shrunk, not bounded
  std::vector<double> slopes;  // >= 0, in log odds for each unit of their feature
  // 1 / (1 + e^-(intercept + slopes · x)); `row` has as many values as there are slopes.
  double Probability(std::span<const double> row) const;
};

// The least of
//   Σ t log(1 + e^-s) / Σ t + penalty / 2 · Σ slope²
// with s the log odds of what happened, by NLopt's SLSQP (Kraft 1988) with its exact gradient. The
// function is strictly convex for `penalty` > 0, so there is one least value, whatever the start.
// `times` says how often each observation counts, as in a bootstrap; empty: once each. Nothing
// without both an event and another, or where the optimiser gives up. The same bits for the same
// rows in the same order. Any thread.
std::optional<RidgeFit> FitRidge(const Observations& observations, double penalty,
                                 std::span<const uint32_t> times = {});

// The mean of log(1 + e^-s) over the observations under a fit: the lower, the better.
double LogLoss(const RidgeFit& fit, const Observations& observations);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_RIDGE_LOGISTIC_H_
