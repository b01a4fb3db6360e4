// Tested by tests/engine/statistics/incidence_test.cc and reference_test.cc.
#include "engine/statistics/incidence.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/distributions.h"

namespace bellwether::statistics {
namespace {

// The sums of the variance, from which that of each step follows in one pass:
// (F - Fi)² = F² - 2 F Fi + Fi².
class VarianceSums {
 public:
  // `waiting`: the share that waits just before the step.
  void Add(const IncidenceStep& step, uint64_t all_events, double waiting) {
    const auto n = static_cast<double>(step.risk_set);
    const auto d = static_cast<double>(all_events);
    const auto k = static_cast<double>(step.events);
    const double f = step.incidence;
    // Where everybody is gone, no later step has this one before it, and F - Fi is 0 here.
    const double greenwood = n == d ? 0 : d / (n * (n - d));
    plain_ += greenwood;
    linear_ += f * greenwood;
    square_ += f * f * greenwood;
    own_ += waiting * waiting * k * (n - k) / (n * n * n);
    const double cross = waiting * k / (n * n);
    cross_ += cross;
    cross_linear_ += f * cross;
  }

  double At(double f) const {
    const double sum =
        f * f * plain_ - 2 * f * linear_ + square_ + own_ - 2 * (f * cross_ - cross_linear_);
    return std::max(0.0, sum);
  }

 private:
  double plain_ = 0;
  double linear_ = 0;
  double square_ = 0;
  double own_ = 0;
  double cross_ = 0;
  double cross_linear_ = 0;
};

}  // namespace

std::vector<IncidenceStep> CumulativeIncidence(std::span<const Exposed> exposed, uint32_t cause) {
  std::vector<Exposed> ends(exposed.begin(), exposed.end());
  std::sort(ends.begin(), ends.end(),
            [](const Exposed& a, const Exposed& b) { return a.time < b.time; });
  std::vector<IncidenceStep> steps;
  VarianceSums sums;
  double waiting = 1;
  IncidenceStep step;
  for (size_t begin = 0, end = 0; begin < ends.size(); begin = end) {
    uint64_t all_events = 0;
    step.events = 0;
    for (end = begin; end < ends.size() && ends[end].time == ends[begin].time; ++end) {
      all_events += ends[end].cause == kCensored ? 0 : 1;
      step.events += ends[end].cause == cause ? 1 : 0;
    }
    if (all_events == 0) continue;
    step.time = ends[begin].time;
    step.risk_set = ends.size() - begin;
    const auto risk_set = static_cast<double>(step.risk_set);
    step.incidence += waiting * static_cast<double>(step.events) / risk_set;
    sums.Add(step, all_events, waiting);
    step.variance = sums.At(step.incidence);
    steps.push_back(step);
    waiting *= static_cast<double>(step.risk_set - all_events) / risk_set;
  }
  return steps;
}

Interval IncidenceIntervalOf(const IncidenceStep& step, double confidence) {
  const double share = step.incidence;
  if (!(share > 0) || !(share < 1)) return {share, share};
  const double reach =
      StandardErrors(confidence) * std::sqrt(step.variance) / (share * std::abs(std::log(share)));
  return {std::pow(share, std::exp(reach)), std::pow(share, std::exp(-reach))};
}

IncidenceStep IncidenceAt(std::span<const IncidenceStep> steps, double time) {
  const auto behind =
      std::upper_bound(steps.begin(), steps.end(), time,
                       [](double t, const IncidenceStep& step) { return t < step.time; });
  return behind == steps.begin() ? IncidenceStep() : *std::prev(behind);
}

}  // namespace bellwether::statistics
