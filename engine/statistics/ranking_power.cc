// Sun and Xu (2014): with the rank of an account among all, and that among its own kind, the
// accounts of the other kind below it are counted without looking at pairs.
//
// Tested by tests/engine/statistics/ranking_power_test.cc and reference_test.cc.
#include "engine/statistics/ranking_power.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "engine/statistics/moments.h"

namespace bellwether::statistics {
namespace {

// By account: the share of the other kind that it is ranked right against.
struct Placements {
  std::vector<double> of_events;
  std::vector<double> of_others;
};

// Ranks from 1; equal values share the mean of theirs.
std::vector<double> Midranks(const std::vector<double>& values) {
  std::vector<size_t> order(values.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const double middle = static_cast<double>(begin + 1 + end) / 2;
    for (size_t i = begin; i < end; ++i) ranks[order[i]] = middle;
  }
  return ranks;
}

Placements PlacementsOf(const std::vector<double>& events, const std::vector<double>& others) {
  std::vector<double> all = events;
  all.insert(all.end(), others.begin(), others.end());
  const std::vector<double> together = Midranks(all);
  const std::vector<double> among_events = Midranks(events);
  const std::vector<double> among_others = Midranks(others);
  Placements placements;
  for (size_t i = 0; i < events.size(); ++i) {
    placements.of_events.push_back((together[i] - among_events[i]) /
                                   static_cast<double>(others.size()));
  }
  for (size_t i = 0; i < others.size(); ++i) {
    placements.of_others.push_back(1 - (together[events.size() + i] - among_others[i]) /
                                           static_cast<double>(events.size()));
  }
  return placements;
}

void Subtract(const std::vector<double>& from, std::vector<double>& values) {
  for (size_t i = 0; i < values.size(); ++i) values[i] -= from[i];
}

}  // namespace

std::optional<RankingPower> RankingPowerOf(std::span<const Scored> scored, double confidence) {
  std::vector<double> events, others;
  for (const Scored& one : scored) (one.event ? events : others).push_back(one.score);
  if (events.empty() || others.empty()) return std::nullopt;
  const Placements placements = PlacementsOf(events, others);
  const auto of_events = MomentsOf(placements.of_events);
  const auto of_others = MomentsOf(placements.of_others);
  if (!of_events || !of_others) return std::nullopt;
  RankingPower power{of_events->mean, {}, {}, events.size(), others.size()};
  if (events.size() < 2 || others.size() < 2) return power;
  power.variance = of_events->VarianceOfMean() + of_others->VarianceOfMean();
  power.interval = NormalInterval(power.auc, *power.variance, confidence, {0, 1});
  return power;
}

std::optional<PowerDifference> ComparePowers(std::span<const TwiceScored> scored,
                                             double confidence) {
  std::vector<double> events[2], others[2];
  for (const TwiceScored& one : scored) {
    auto& kind = one.event ? events : others;
    kind[0].push_back(one.first);
    kind[1].push_back(one.second);
  }
  if (events[0].size() < 2 || others[0].size() < 2) return std::nullopt;
  // The difference of two means over the same accounts is the mean of their differences.
  Placements placements = PlacementsOf(events[0], others[0]);
  const Placements second = PlacementsOf(events[1], others[1]);
  Subtract(second.of_events, placements.of_events);
  Subtract(second.of_others, placements.of_others);
  const auto of_events = MomentsOf(placements.of_events);
  const auto of_others = MomentsOf(placements.of_others);
  if (!of_events || !of_others) return std::nullopt;
  return NormalDifferenceOf(of_events->mean,
                            of_events->VarianceOfMean() + of_others->VarianceOfMean(), confidence,
                            {-1, 1});
}

}  // namespace bellwether::statistics
