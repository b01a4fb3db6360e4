// Tested by tests/engine/statistics/survival_test.cc and reference_test.cc.
#include "engine/statistics/survival.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/statistics/distributions.h"
#include "engine/statistics/risk_set.h"

namespace bellwether::statistics {
namespace {

Interval IntervalOf(double survival, double log_variance, double z) {
  if (survival <= 0) return {0, 0};
  if (survival >= 1) return {1, 1};
  const double reach = z * std::sqrt(log_variance) / std::log(survival);  // < 0
  return {std::pow(survival, std::exp(-reach)), std::pow(survival, std::exp(reach))};
}

// The last step at or before the time; null when it is before the first.
const SurvivalStep* StepAt(const SurvivalCurve& curve, double time) {
  const auto behind =
      std::upper_bound(curve.steps.begin(), curve.steps.end(), time,
                       [](double t, const SurvivalStep& step) { return t < step.time; });
  return behind == curve.steps.begin() ? nullptr : &*std::prev(behind);
}

double GreenwoodTerm(const SurvivalStep& step) {
  const auto n = static_cast<double>(step.risk_set);
  const auto d = static_cast<double>(step.events);
  return n == d ? std::numeric_limits<double>::infinity() : d / (n * (n - d));
}

}  // namespace

SurvivalCurve KaplanMeier(std::span<const Followed> followed, double confidence) {
  SurvivalCurve curve;
  curve.n = followed.size();
  for (const Followed& one : followed) curve.longest = std::max(curve.longest, one.time);
  const double z = StandardErrors(confidence);
  RiskSet risk(followed);
  SurvivalStep step;
  for (const double time : EventTimes({&followed, 1})) {
    const RiskSet::Moment now = risk.At(time);
    step.time = time;
    step.risk_set = now.risk_set;
    step.events = now.events;
    step.survival *=
        static_cast<double>(now.risk_set - now.events) / static_cast<double>(now.risk_set);
    step.log_variance += GreenwoodTerm(step);
    step.interval = IntervalOf(step.survival, step.log_variance, z);
    curve.events += now.events;
    curve.steps.push_back(step);
  }
  return curve;
}

double SurvivalAt(const SurvivalCurve& curve, double time) {
  const SurvivalStep* step = StepAt(curve, time);
  return step == nullptr ? 1 : step->survival;
}

Interval SurvivalIntervalAt(const SurvivalCurve& curve, double time) {
  const SurvivalStep* step = StepAt(curve, time);
  return step == nullptr ? Interval{1, 1} : step->interval;
}

std::optional<Median> MedianOf(const SurvivalCurve& curve) {
  constexpr double kHalf = 0.5;
  const auto first = [&](auto reached) -> std::optional<double> {
    const auto found = std::find_if(curve.steps.begin(), curve.steps.end(), reached);
    return found == curve.steps.end() ? std::nullopt : std::optional(found->time);
  };
  const auto time = first([](const SurvivalStep& step) { return step.survival <= kHalf; });
  if (!time) return std::nullopt;
  return Median{*time, first([](const SurvivalStep& step) { return step.interval.low <= kHalf; }),
                first([](const SurvivalStep& step) { return step.interval.high <= kHalf; })};
}

RestrictedMean RestrictedMeanOf(const SurvivalCurve& curve, double horizon) {
  RestrictedMean mean;
  double behind = 0;  // area between the step that is looked at and the horizon
  double end = horizon;
  for (size_t i = curve.steps.size(); i-- > 0;) {
    const SurvivalStep& step = curve.steps[i];
    if (step.time >= horizon) continue;
    behind += step.survival * (end - step.time);
    end = step.time;
    if (behind > 0) mean.variance += behind * behind * GreenwoodTerm(step);
  }
  mean.value = behind + end;
  return mean;
}

}  // namespace bellwether::statistics
