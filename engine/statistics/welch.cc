// Tested by tests/engine/statistics/welch_test.cc and reference_effects_test.cc.
#include "engine/statistics/welch.h"

#include <cmath>
#include <vector>

#include "engine/statistics/distributions.h"
#include "engine/statistics/moments.h"

namespace bellwether::statistics {
namespace {

std::optional<Moments> MomentsOfTwoOrMore(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  return MomentsOf({values.begin(), values.end()});
}

// By the share that the first group has in the variance: squares of small variances would be 0.
double Satterthwaite(const Moments& first, const Moments& second) {
  const double share = first.VarianceOfMean() / (first.VarianceOfMean() + second.VarianceOfMean());
  return 1 / (share * share / static_cast<double>(first.n - 1) +
              (1 - share) * (1 - share) / static_cast<double>(second.n - 1));
}

std::optional<std::vector<double>> Logarithms(std::span<const double> values) {
  std::vector<double> logarithms;
  for (const double value : values) {
    if (value <= 0) return std::nullopt;
    logarithms.push_back(std::log(value));
  }
  return logarithms;
}

}  // namespace

std::optional<MeanDifference> MeanDifferenceOf(std::span<const double> first,
                                               std::span<const double> second, double confidence) {
  const auto a = MomentsOfTwoOrMore(first);
  const auto b = MomentsOfTwoOrMore(second);
  if (!a || !b) return std::nullopt;
  MeanDifference difference;
  difference.value = a->mean - b->mean;
  difference.variance = a->VarianceOfMean() + b->VarianceOfMean();
  if (!std::isfinite(difference.value) || !std::isfinite(difference.variance)) return std::nullopt;
  if (difference.variance <= 0) return std::nullopt;
  difference.degrees = Satterthwaite(*a, *b);
  const double error = std::sqrt(difference.variance);
  const double reach = StudentErrors(confidence, difference.degrees) * error;
  difference.interval = {difference.value - reach, difference.value + reach};
  difference.p = 2 * StudentTail(std::fabs(difference.value) / error, difference.degrees);
  return difference;
}

std::optional<MeanRatio> GeometricMeanRatioOf(std::span<const double> first,
                                              std::span<const double> second, double confidence) {
  const auto a = Logarithms(first);
  const auto b = Logarithms(second);
  if (!a || !b) return std::nullopt;
  const auto difference = MeanDifferenceOf(*a, *b, confidence);
  if (!difference) return std::nullopt;
  const MeanRatio ratio{std::exp(difference->value),
                        difference->degrees,
                        {std::exp(difference->interval.low), std::exp(difference->interval.high)},
                        difference->p};
  if (!std::isfinite(ratio.interval.high)) return std::nullopt;
  return ratio;
}

}  // namespace bellwether::statistics
