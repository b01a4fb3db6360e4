// Tested by tests/engine/statistics/survival_test.cc.
#include "engine/statistics/risk_set.h"

#include <algorithm>

namespace bellwether::statistics {

RiskSet::RiskSet(std::span<const Followed> followed) {
  ends_.reserve(followed.size());
  for (const Followed& one : followed) {
    if (one.entry == 0) {
      ++from_start_;
    } else {
      entries_.push_back(one.entry);
    }
    ends_.push_back({one.time, one.event});
  }
  std::sort(entries_.begin(), entries_.end());
  std::sort(ends_.begin(), ends_.end(), [](const End& a, const End& b) { return a.time < b.time; });
}

RiskSet::Moment RiskSet::At(double time) {
  while (entered_ < entries_.size() && entries_[entered_] < time) ++entered_;
  while (left_ < ends_.size() && ends_[left_].time < time) ++left_;
  const size_t entered = from_start_ + entered_;
  Moment moment{entered - std::min(entered, left_), 0};
  for (size_t i = left_; i < ends_.size() && ends_[i].time == time; ++i) {
    moment.events += ends_[i].event ? 1 : 0;
  }
  return moment;
}

std::vector<double> EventTimes(std::span<const std::span<const Followed>> groups) {
  std::vector<double> times;
  for (const auto group : groups) {
    for (const Followed& one : group) {
      if (one.event) times.push_back(one.time);
    }
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

}  // namespace bellwether::statistics
