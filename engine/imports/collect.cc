// Tested by tests/engine/imports/build_test.cc.
#include "engine/imports/collect.h"

#include <algorithm>

namespace bellwether::imports {
namespace {

absl::Time TimeOf(const Observation& observation, const absl::TimeZone& zone) {
  return observation.observed_at ? observation.observed_at->At(zone) : absl::InfinitePast();
}

// Numbers and dates have an order.
double OrderOf(const Converted& value, const absl::TimeZone& zone) {
  if (const auto* number = std::get_if<double>(&value)) return *number;
  const auto* moment = std::get_if<Moment>(&value);
  return moment == nullptr ? 0 : absl::ToDoubleSeconds(moment->At(zone) - absl::UnixEpoch());
}

std::vector<Observation> Telling(const std::vector<Observation>& all, Collect collect) {
  const bool any_state = collect == Collect::kFirst || collect == Collect::kLatest;
  std::vector<Observation> telling;
  for (const Observation& one : all) {
    const bool plain =
        std::holds_alternative<double>(one.value) || std::holds_alternative<Moment>(one.value);
    const bool given = !std::holds_alternative<std::monostate>(one.value);
    if (any_state ? given : plain) telling.push_back(one);
  }
  return telling;
}

double Sum(const std::vector<Observation>& observations) {
  double sum = 0;
  for (const Observation& one : observations) {
    if (const auto* number = std::get_if<double>(&one.value)) sum += *number;
  }
  return sum;
}

}  // namespace

const Observation& Latest(const std::vector<Observation>& observations,
                          const absl::TimeZone& zone) {
  const Observation* latest = &observations.front();
  for (const Observation& one : observations) {
    if (TimeOf(one, zone) >= TimeOf(*latest, zone)) latest = &one;
  }
  return *latest;
}

Observation Collected(Collect collect, const std::vector<Observation>& observations,
                      const absl::TimeZone& zone) {
  if (collect == Collect::kCount) return {static_cast<double>(observations.size()), {}, 0};
  const std::vector<Observation> telling = Telling(observations, collect);
  if (telling.empty()) return {};
  const auto less = [&zone](const Observation& a, const Observation& b) {
    return OrderOf(a.value, zone) < OrderOf(b.value, zone);
  };
  const auto earlier = [&zone](const Observation& a, const Observation& b) {
    return TimeOf(a, zone) < TimeOf(b, zone);
  };
  switch (collect) {
    case Collect::kFirst:
      return *std::min_element(telling.begin(), telling.end(), earlier);
    case Collect::kMin:
      return *std::min_element(telling.begin(), telling.end(), less);
    case Collect::kMax:
      return *std::max_element(telling.begin(), telling.end(), less);
    case Collect::kSum:
      return {Sum(telling), {}, 0};
    case Collect::kMean:
      return {Sum(telling) / static_cast<double>(telling.size()), {}, 0};
    default:
      return Latest(telling, zone);
  }
}

}  // namespace bellwether::imports
