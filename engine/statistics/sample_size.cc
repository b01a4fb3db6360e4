// Both kinds of comparison are one of a standardised effect; they differ in the distribution of the
// statistic, and in how few accounts an arm may have.
//
// Tested by tests/engine/statistics/sample_size_test.cc and reference_effects_test.cc.
#include "engine/statistics/sample_size.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/statistics/distributions.h"
#include "engine/statistics/roots.h"

namespace bellwether::statistics {
namespace {

// Arms while they are looked for need not be whole.
struct Sizes {
  double first = 0;
  double second = 0;
};

// How far an effect of one standard deviation shifts the statistic.
double Sharpness(const Sizes& sizes) { return std::sqrt(1 / (1 / sizes.first + 1 / sizes.second)); }

struct Comparison {
  double least = 1;  // accounts in an arm
  // Of an effect >= 0.
  double (*power)(double effect, const Sizes& sizes, double confidence) = nullptr;
};

double NormalPower(double effect, const Sizes& sizes, double confidence) {
  const double z = StandardErrors(confidence);
  const double shift = effect * Sharpness(sizes);
  return NormalTail(z - shift) + NormalTail(z + shift);
}

double StudentPower(double effect, const Sizes& sizes, double confidence) {
  const double degrees = sizes.first + sizes.second - 2;
  const double t = StudentErrors(confidence, degrees);
  const double shift = effect * Sharpness(sizes);
  return NoncentralStudentTail(t, degrees, shift) + NoncentralStudentTail(t, degrees, -shift);
}

constexpr Comparison kShares = {1, NormalPower};
constexpr Comparison kMeans = {2, StudentPower};

bool IsShare(double value) { return value >= 0 && value <= 1; }
bool IsScale(double value) { return std::isfinite(value) && value > 0; }
bool IsConfidence(double value) { return value > 0 && value < 1; }
bool IsAim(const Aim& aim) {
  return IsConfidence(aim.confidence) && aim.power > 1 - aim.confidence && aim.power < 1;
}

double Angle(double share) { return 2 * std::asin(std::sqrt(share)); }

std::optional<Sizes> SizesOf(const Comparison& comparison, const Arms& arms) {
  const Sizes sizes{static_cast<double>(arms.first), static_cast<double>(arms.second)};
  if (std::min(sizes.first, sizes.second) < comparison.least) return std::nullopt;
  return sizes;
}

std::optional<double> PowerOf(const Comparison& comparison, double effect, const Arms& arms,
                              double confidence) {
  const auto sizes = SizesOf(comparison, arms);
  if (!sizes || !std::isfinite(effect) || !IsConfidence(confidence)) return std::nullopt;
  const double power = comparison.power(effect, *sizes, confidence);
  return std::isfinite(power) ? std::optional(std::min(1.0, power)) : std::nullopt;
}

std::optional<Arms> ArmsFor(const Comparison& comparison, double effect, const Aim& aim,
                            double ratio) {
  constexpr double kMost = 1e15;  // whole numbers of doubles end not far above
  if (!IsScale(effect) || !IsAim(aim) || !IsScale(ratio)) return std::nullopt;
  const double least = comparison.least * std::max(1.0, 1 / ratio);
  const auto missing = [&](double first) {
    const double enough = std::max(first, least);
    return comparison.power(effect, {enough, enough * ratio}, aim.confidence) - aim.power;
  };
  const double reach = (StandardErrors(aim.confidence) + NormalQuantile(aim.power)) / effect;
  const double guess = std::max(least, reach * reach * (1 + 1 / ratio));
  if (!(std::max(guess, guess * ratio) <= kMost)) return std::nullopt;
  const auto first = missing(least) >= 0 ? std::optional(least) : RisingRoot(missing, guess);
  if (!first || !(std::max(*first, *first * ratio) <= kMost)) return std::nullopt;
  return Arms{static_cast<uint64_t>(std::ceil(*first)),
              static_cast<uint64_t>(std::ceil(*first * ratio))};
}

std::optional<double> DetectableEffect(const Comparison& comparison, const Arms& arms,
                                       const Aim& aim) {
  const auto sizes = SizesOf(comparison, arms);
  if (!sizes || !IsAim(aim)) return std::nullopt;
  const auto missing = [&](double effect) {
    return comparison.power(effect, *sizes, aim.confidence) - aim.power;
  };
  return RisingRoot(missing, StandardErrors(aim.confidence) / Sharpness(*sizes));
}

}  // namespace

std::optional<double> PowerForShares(double first, double second, const Arms& arms,
                                     double confidence) {
  if (!IsShare(first) || !IsShare(second)) return std::nullopt;
  return PowerOf(kShares, std::fabs(Angle(first) - Angle(second)), arms, confidence);
}

std::optional<Arms> ArmsForShares(double first, double second, const Aim& aim, double ratio) {
  if (!IsShare(first) || !IsShare(second)) return std::nullopt;
  return ArmsFor(kShares, std::fabs(Angle(first) - Angle(second)), aim, ratio);
}

std::optional<ShareDifferences> DetectableShares(double share, const Arms& arms, const Aim& aim) {
  if (!IsShare(share)) return std::nullopt;
  const auto effect = DetectableEffect(kShares, arms, aim);
  if (!effect) return std::nullopt;
  const auto share_at = [](double angle) -> std::optional<double> {
    if (angle < 0 || angle > std::numbers::pi) return std::nullopt;
    return std::pow(std::sin(angle / 2), 2);
  };
  ShareDifferences differences;
  if (const auto less = share_at(Angle(share) - *effect)) differences.less = share - *less;
  if (const auto more = share_at(Angle(share) + *effect)) differences.more = *more - share;
  return differences;
}

std::optional<double> PowerForMeans(double difference, double deviation, const Arms& arms,
                                    double confidence) {
  if (!IsScale(deviation)) return std::nullopt;
  return PowerOf(kMeans, std::fabs(difference) / deviation, arms, confidence);
}

std::optional<Arms> ArmsForMeans(double difference, double deviation, const Aim& aim,
                                 double ratio) {
  if (!IsScale(deviation)) return std::nullopt;
  return ArmsFor(kMeans, std::fabs(difference) / deviation, aim, ratio);
}

std::optional<double> DetectableMeanDifference(double deviation, const Arms& arms, const Aim& aim) {
  if (!IsScale(deviation)) return std::nullopt;
  const auto effect = DetectableEffect(kMeans, arms, aim);
  if (!effect || !std::isfinite(*effect * deviation)) return std::nullopt;
  return *effect * deviation;
}

std::optional<double> DetectableWithError(double standard_error, const Aim& aim) {
  if (!IsScale(standard_error) || !IsAim(aim)) return std::nullopt;
  const double found =
      (StandardErrors(aim.confidence) + NormalQuantile(aim.power)) * standard_error;
  return std::isfinite(found) ? std::optional(found) : std::nullopt;
}

}  // namespace bellwether::statistics
