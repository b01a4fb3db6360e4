// Tested by tests/engine/statistics/capacity_test.cc and reference_effects_test.cc.
#include "engine/statistics/capacity.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace bellwether::statistics {
namespace {

// `calls` > 0, at most as many as there are accounts.
Called CallFirst(std::span<const Scored> scored, double calls) {
  std::vector<Scored> order(scored.begin(), scored.end());
  std::sort(order.begin(), order.end(),
            [](const Scored& a, const Scored& b) { return a.score > b.score; });
  Called called;
  called.calls = calls;
  double left = calls;
  double events = 0;
  for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    double tied_events = 0;
    for (end = begin; end < order.size() && order[end].score == order[begin].score; ++end) {
      tied_events += order[end].event ? 1 : 0;
    }
    const auto tied = static_cast<double>(end - begin);
    const double now = std::min(tied, left);
    called.found += now == tied ? tied_events : tied_events * now / tied;
    left -= now;
    events += tied_events;
  }
  called.precision = std::min(1.0, called.found / calls);
  if (events == 0) return called;
  called.recall = std::min(1.0, called.found / events);
  called.lift = called.precision / (events / static_cast<double>(order.size()));
  return called;
}

}  // namespace

std::optional<Called> CallHighest(std::span<const Scored> scored, uint64_t capacity) {
  if (scored.empty() || capacity == 0) return std::nullopt;
  return CallFirst(scored, static_cast<double>(std::min<uint64_t>(capacity, scored.size())));
}

std::optional<Called> CallHighestShare(std::span<const Scored> scored, double share) {
  const double calls = share * static_cast<double>(scored.size());
  if (!(share > 0 && share <= 1) || calls <= 0) return std::nullopt;
  return CallFirst(scored, calls);
}

}  // namespace bellwether::statistics
