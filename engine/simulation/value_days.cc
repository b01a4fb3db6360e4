// Tested by tests/engine/simulation/truth_test.cc.
#include "engine/simulation/value_days.h"

#include <algorithm>
#include <cmath>

#include "engine/statistics/distributions.h"

namespace bellwether::simulation {
namespace {

// Share of times without trials that are at most `day`, were there no latest one.
double Uncut(const Skewed& value, double day) {
  if (day <= 0) return 0;
  const double distance = std::log(day / value.median.value);
  if (value.spread.value <= 0) return distance >= 0 ? 1 : 0;
  return statistics::NormalShare(distance / value.spread.value);
}

// The arms of each trial make the accounts of the others faster, too.
void Split(std::vector<std::pair<double, int>>& faster, const Trial& trial) {
  double sum = 0;
  for (const auto& arm : trial.arms) sum += arm.value.weight.value_or(1);
  const double enrolled = trial.enrolled.value_or(1);
  std::vector<std::pair<double, int>> split;
  for (const auto& [share, days] : faster) {
    if (enrolled < 1) split.emplace_back(share * (1 - enrolled), days);
    for (const auto& arm : trial.arms) {
      const double part = share * enrolled * arm.value.weight.value_or(1) / sum;
      split.emplace_back(part, days + static_cast<int>(arm.value.faster_days.value));
    }
  }
  faster = std::move(split);
}

}  // namespace

int DrawValueDays(Draws& draws, const Segment& segment, int latest, int faster) {
  const double most = Uncut(segment.value, latest);
  const double place = statistics::NormalQuantile(draws.Uniform() * most);
  const double days = segment.value.median.value * std::exp(segment.value.spread.value * place);
  return std::max(1, std::clamp(static_cast<int>(std::ceil(days)), 1, latest) - faster);
}

size_t BucketOf(const Value& value, int days) {
  size_t bucket = 0;
  while (bucket + 1 < value.buckets.size() && days > value.buckets[bucket].value.up_to.value) {
    ++bucket;
  }
  return bucket;
}

ValueDays::ValueDays(const Parameters& parameters, size_t segment)
    : segment_(parameters.segments[segment].value),
      latest_(static_cast<int>(parameters.value.latest.value)),
      faster_({{1.0, 0}}) {
  for (const auto& trial : parameters.trials) {
    if (Covers(trial.value.segments, parameters.segments[segment].name))
      Split(faster_, trial.value);
  }
}

double ValueDays::By(int day) const {
  if (day < 1) return 0;
  const double most = Uncut(segment_.value, latest_);
  double share = 0;
  for (const auto& [part, days] : faster_) {
    share += part * Uncut(segment_.value, std::min(day + days, latest_)) / most;
  }
  return share;
}

std::optional<int> ValueDays::DayOf(double share) const {
  for (int day = 1; day <= latest_; ++day) {
    if (By(day) >= share) return day;
  }
  return std::nullopt;
}

std::vector<double> ValueDays::Buckets(const Value& value) const {
  std::vector<double> shares;
  double before = 0;
  for (const auto& bucket : value.buckets) {
    const int up_to =
        bucket.value.up_to.present() ? static_cast<int>(bucket.value.up_to.value) : latest_;
    shares.push_back(By(std::min(up_to, latest_)) - before);
    before += shares.back();
  }
  return shares;
}

}  // namespace bellwether::simulation
