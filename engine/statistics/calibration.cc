// Tested by tests/engine/statistics/calibration_test.cc and reference_effects_test.cc.
#include "engine/statistics/calibration.h"

#include <algorithm>
#include <vector>

#include "engine/statistics/logistic.h"
#include "engine/statistics/moments.h"

namespace bellwether::statistics {
namespace {

bool AllAreProbabilities(std::span<const Predicted> predicted) {
  return std::all_of(predicted.begin(), predicted.end(), [](const Predicted& one) {
    return one.probability >= 0 && one.probability <= 1;
  });
}

}  // namespace

std::optional<Brier> BrierOf(std::span<const Predicted> predicted) {
  if (!AllAreProbabilities(predicted)) return std::nullopt;
  std::vector<double> errors, events;
  for (const Predicted& one : predicted) {
    const double event = one.event ? 1 : 0;
    events.push_back(event);
    errors.push_back((one.probability - event) * (one.probability - event));
  }
  const auto error = MomentsOf(errors);
  const auto base = MomentsOf(events);
  if (!error || !base) return std::nullopt;
  Brier brier{error->mean, base->mean, {}, predicted.size()};
  const double by_base = base->mean * (1 - base->mean);
  if (by_base > 0) brier.skill = 1 - error->mean / by_base;
  return brier;
}

std::optional<Calibration> CalibrationOf(std::span<const Predicted> predicted, double confidence) {
  if (!AllAreProbabilities(predicted)) return std::nullopt;
  std::vector<Point> points;
  for (const Predicted& one : predicted) {
    const double p = std::clamp(one.probability, kLeastPrediction, 1 - kLeastPrediction);
    points.push_back({Logit(p), one.event});
  }
  const auto line = FitLogistic(points);
  if (!line) return std::nullopt;
  return Calibration{line->slope, line->intercept,
                     NormalInterval(line->slope, line->slope_variance, confidence),
                     NormalInterval(line->intercept, line->intercept_variance, confidence)};
}

}  // namespace bellwether::statistics
