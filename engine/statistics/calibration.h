// Whether predicted probabilities come true: Brier's score (1950), and the line of calibration
// (Cox 1958) (P29).
//
// Predictions are judged by accounts that they were not made from. Pure functions; the same bits
// for the same predictions in whatever order.
#ifndef BELLWETHER_ENGINE_STATISTICS_CALIBRATION_H_
#define BELLWETHER_ENGINE_STATISTICS_CALIBRATION_H_

#include <cstddef>
#include <optional>
#include <span>

#include "engine/statistics/interval.h"

namespace bellwether::statistics {

struct Predicted {
  double probability = 0;  // 0 to 1
  bool event = false;
};

struct Brier {
  double score = 0;  // mean of (probability - event)², 0 to 1; less is better
  double base = 0;   // share with the event: what may be predicted for everybody
  // 1 - score / (base (1 - base)): 1 is perfect, 0 no better than the base for everybody. Absent
  // when all have the event or none: the base is perfect.
  std::optional<double> skill;
  size_t n = 0;
};
// Nothing of nothing, or when a probability is none.
std::optional<Brier> BrierOf(std::span<const Predicted> predicted);

// For the line of calibration, predictions are cut to kLeastPrediction to 1 - kLeastPrediction,
// since those of 0 and 1 have no logit.
inline constexpr double kLeastPrediction = 1e-6;

// Of logit P(event) = intercept + slope logit(prediction), by maximum likelihood.
struct Calibration {
  double slope = 0;      // 1 is perfect; less: predictions are too far apart; 0: they tell nothing
  double intercept = 0;  // 0 is perfect; in log odds
  Interval slope_interval;  // Wald's: by the inverse of the information, likewise below
  Interval intercept_interval;
};
// Nothing when there is no such maximum: all have the event or none, all predictions are the same,
// or some prediction parts those with the event from those without (separation, Albert and Anderson
// 1984); when predictions differ too little to be computed with; or when a probability is none.
std::optional<Calibration> CalibrationOf(std::span<const Predicted> predicted,
                                         double confidence = kUsualConfidence);

}  // namespace bellwether::statistics

#endif  // BELLWETHER_ENGINE_STATISTICS_CALIBRATION_H_
