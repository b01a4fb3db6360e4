// How far an arm lies from what is done today, in one metric (P30).
//
// Pure functions.
#ifndef BELLWETHER_ENGINE_EVIDENCE_EFFECT_H_
#define BELLWETHER_ENGINE_EVIDENCE_EFFECT_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/evidence/outcome.h"
#include "engine/statistics/interval.h"

namespace bellwether::evidence {

// What is said of one arm.
struct ArmValue {
  uint64_t n = 0;  // accounts with an outcome
  // Share; median of Kaplan and Meier; mean; geometric mean of what is skewed. Nothing: nobody, or
  // not reached.
  std::optional<double> value;
};

struct Effect {
  std::string metric;
  ArmOutcome outcome = ArmOutcome::kNothing;
  MeasureUnit unit = MeasureUnit::kRatio;
  bool lower_is_better = false;
  ArmValue control, arm;
  // The arm less the control: of shares in Newcombe's interval; of days the mean days up to
  // `horizon` (restricted mean); of amounts Welch's; of what is skewed arm ÷ control, from logs.
  std::optional<double> difference;
  std::optional<statistics::Interval> interval;
  std::optional<double> horizon;  // of days
  // Of no difference: Pearson's test, log-rank, Welch. 1 where nothing can be tested.
  double p = 1;
  double adjusted_p = 1;  // for all metrics and arms of the experiment (Holm)
  bool judged = false;    // enough accounts in both arms, and a test
  std::string why;        // when not
  // The least improvement that accounts as many as these, or as were planned, would show with 80 %,
  // in the unit of the difference (of ratios: 0.1 is 10 % less). Nothing: not known.
  std::optional<double> detectable, detectable_as_planned;

  // Beyond noise and for the better, or the worse.
  bool is_better() const;
  bool is_worse() const;
  // How much better the arm is, negative when worse: of ratios 1 less the ratio, or the ratio
  // less 1.
  std::optional<double> improvement() const { return Improvement(difference); }
  std::optional<double> most_improvement() const;   // the interval's better end
  std::optional<double> least_improvement() const;  // the other

 private:
  std::optional<double> Improvement(std::optional<double> of) const;
};

struct Comparison {
  const ruleset::Measuring& measuring;
  std::span<const Outcome> control, arm;
  std::optional<uint64_t> planned;  // accounts in each
};

// `language`: of why it is not judged.
Effect EffectOf(const Comparison& comparison, std::string metric, std::string_view language = {});

}  // namespace bellwether::evidence

#endif  // BELLWETHER_ENGINE_EVIDENCE_EFFECT_H_
