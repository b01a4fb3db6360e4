// Tested by tests/engine/evidence/effect_test.cc.
#include "engine/evidence/effect.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/evidence/drivers.h"
#include "engine/evidence/say_evidence.h"
#include "engine/statistics/chi_squared.h"
#include "engine/statistics/distributions.h"
#include "engine/statistics/log_rank.h"
#include "engine/statistics/moments.h"
#include "engine/statistics/proportion.h"
#include "engine/statistics/restricted_mean.h"
#include "engine/statistics/sample_size.h"
#include "engine/statistics/welch.h"

namespace bellwether::evidence {
namespace {

using statistics::Followed;

std::vector<Followed> FollowedOf(std::span<const Outcome> outcomes) {
  std::vector<Followed> followed;
  for (const Outcome& one : outcomes) followed.push_back(one.followed);
  return followed;
}

std::vector<double> AmountsOf(std::span<const Outcome> outcomes) {
  std::vector<double> amounts;
  for (const Outcome& one : outcomes) amounts.push_back(one.amount);
  return amounts;
}

uint64_t EventsOf(std::span<const Outcome> outcomes) {
  return static_cast<uint64_t>(std::count_if(outcomes.begin(), outcomes.end(),
                                             [](const Outcome& one) { return one.event; }));
}

class Comparing {
 public:
  Comparing(const Comparison& comparison, std::string_view language)
      : of_(comparison), language_(language) {
    effect_.control.n = of_.control.size();
    effect_.arm.n = of_.arm.size();
    effect_.outcome = ArmOutcomeOf(*of_.measuring.measure);
    effect_.unit = InfoOf(*of_.measuring.measure).unit;
    effect_.lower_is_better = of_.measuring.lower_is_better.value_or(false);
  }

  Effect Run() {
    bool tested = false;
    if (!of_.control.empty() && !of_.arm.empty()) {
      switch (effect_.outcome) {
        case ArmOutcome::kTime:
          tested = CompareTimes();
          break;
        case ArmOutcome::kShare:
          tested = CompareShares();
          break;
        case ArmOutcome::kAmount:
          tested = CompareMeans();
          break;
        case ArmOutcome::kSkewedAmount:
          tested = CompareLogs();
          break;
        case ArmOutcome::kNothing:
          break;
      }
    }
    const uint64_t fewest = std::min(effect_.control.n, effect_.arm.n);
    if (fewest < of_.measuring.min_count) {
      effect_.why = Wording(say::kFewInArm, of_.measuring.min_count).In(language_);
    } else if (!tested) {
      effect_.why = Wording(say::kNothingDiffers).In(language_);
    } else {
      effect_.judged = true;
    }
    if (!effect_.judged) effect_.p = 1;
    return std::move(effect_);
  }

 private:
  bool CompareShares() {
    const uint64_t events = EventsOf(of_.arm), n = of_.arm.size();
    const uint64_t control_events = EventsOf(of_.control), control_n = of_.control.size();
    effect_.arm.value = statistics::ProportionOf(events, n)->value;
    effect_.control.value = statistics::ProportionOf(control_events, control_n)->value;
    const auto difference = statistics::DifferenceOf(events, n, control_events, control_n);
    effect_.difference = difference->value;
    effect_.interval = difference->interval;
    effect_.detectable = DetectableShare({control_n, n});
    if (of_.planned) effect_.detectable_as_planned = DetectableShare({*of_.planned, *of_.planned});
    const auto test = statistics::SharesDiffer(events, n, control_events, control_n);
    if (test) effect_.p = test->p;
    return test.has_value();
  }

  std::optional<double> DetectableShare(const statistics::Arms& arms) const {
    const auto found = statistics::DetectableShares(*effect_.control.value, arms);
    if (!found) return std::nullopt;
    return effect_.lower_is_better ? found->less : found->more;
  }

  bool CompareTimes() {
    const std::vector<Followed> control = FollowedOf(of_.control), arm = FollowedOf(of_.arm);
    const auto control_curve = statistics::KaplanMeier(control);
    const auto curve = statistics::KaplanMeier(arm);
    if (const auto median = statistics::MedianOf(control_curve)) {
      effect_.control.value = median->time;
    }
    if (const auto median = statistics::MedianOf(curve)) effect_.arm.value = median->time;
    effect_.horizon = HorizonOf(control_curve, curve);
    const auto difference = effect_.horizon > 0 ? statistics::RestrictedMeanDifferenceOf(
                                                      curve, control_curve, *effect_.horizon)
                                                : std::nullopt;
    if (difference) {
      effect_.difference = difference->value;
      effect_.interval = difference->interval;
      SetDetectable(std::sqrt(difference->variance));
    }
    const auto test = statistics::LogRank(arm, control);
    if (test) effect_.p = test->p;
    return test.has_value() && difference.has_value();
  }

  // The metric's horizon or last edge, as far as both arms were followed.
  double HorizonOf(const statistics::SurvivalCurve& a, const statistics::SurvivalCurve& b) const {
    double horizon = std::min(a.longest, b.longest);
    const ruleset::Measuring& measuring = of_.measuring;
    if (!measuring.edges.empty()) horizon = std::min(horizon, measuring.edges.back());
    if (measuring.horizon_days) horizon = std::min(horizon, *measuring.horizon_days);
    return horizon;
  }

  bool CompareMeans() {
    const std::vector<double> control = AmountsOf(of_.control), arm = AmountsOf(of_.arm);
    effect_.control.value = statistics::MomentsOf(control)->mean;
    effect_.arm.value = statistics::MomentsOf(arm)->mean;
    const auto difference = statistics::MeanDifferenceOf(arm, control);
    effect_.difference = *effect_.arm.value - *effect_.control.value;
    if (!difference) return false;
    effect_.interval = difference->interval;
    effect_.p = difference->p;
    SetDetectable(std::sqrt(difference->variance));
    return true;
  }

  bool CompareLogs() {
    const std::vector<double> control = AmountsOf(of_.control), arm = AmountsOf(of_.arm);
    effect_.control.value = GeometricMeanOf(control);
    effect_.arm.value = GeometricMeanOf(arm);
    const auto ratio = statistics::GeometricMeanRatioOf(arm, control);
    if (!ratio) return false;
    effect_.difference = ratio->value;
    effect_.interval = ratio->interval;
    effect_.p = ratio->p;
    const double errors = statistics::StudentErrors(statistics::kUsualConfidence, ratio->degrees);
    SetDetectable(std::log(ratio->interval.high / ratio->interval.low) / (2 * errors));
    // From logs to a part less, or more.
    for (auto* detectable : {&effect_.detectable, &effect_.detectable_as_planned}) {
      if (!*detectable) continue;
      *detectable = effect_.lower_is_better ? -std::expm1(-**detectable) : std::expm1(**detectable);
    }
    return true;
  }

  static std::optional<double> GeometricMeanOf(const std::vector<double>& amounts) {
    std::vector<double> logs;
    for (const double amount : amounts) {
      if (amount <= 0) return std::nullopt;
      logs.push_back(std::log(amount));
    }
    return std::exp(statistics::MomentsOf(logs)->mean);
  }

  // A standard error falls with the root of the accounts.
  void SetDetectable(double error) {
    effect_.detectable = statistics::DetectableWithError(error);
    if (!of_.planned) return;
    const double now =
        1.0 / static_cast<double>(of_.control.size()) + 1.0 / static_cast<double>(of_.arm.size());
    const double planned = 2.0 / static_cast<double>(*of_.planned);
    effect_.detectable_as_planned =
        statistics::DetectableWithError(error * std::sqrt(planned / now));
  }

  const Comparison& of_;
  const std::string_view language_;
  Effect effect_;
};

}  // namespace

std::optional<double> Effect::Improvement(std::optional<double> of) const {
  if (!of) return std::nullopt;
  const double more = outcome == ArmOutcome::kSkewedAmount ? *of - 1 : *of;
  return lower_is_better ? -more : more;
}
std::optional<double> Effect::most_improvement() const {
  if (!interval) return std::nullopt;
  return Improvement(lower_is_better ? interval->low : interval->high);
}
std::optional<double> Effect::least_improvement() const {
  if (!interval) return std::nullopt;
  return Improvement(lower_is_better ? interval->high : interval->low);
}
bool Effect::is_better() const {
  return judged && adjusted_p < kSignificant && improvement().value_or(0) > 0;
}
bool Effect::is_worse() const {
  return judged && adjusted_p < kSignificant && improvement().value_or(0) < 0;
}

Effect EffectOf(const Comparison& comparison, std::string metric, std::string_view language) {
  Effect effect = Comparing(comparison, language).Run();
  effect.metric = std::move(metric);
  return effect;
}

}  // namespace bellwether::evidence
