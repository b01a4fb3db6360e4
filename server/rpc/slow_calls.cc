// Two threads that begin a second together may write a line more: that is not worth a lock.
//
// Tested by tests/server/call_observer_test.cc.
#include "server/rpc/slow_calls.h"

namespace bellwether {

std::optional<uint64_t> SlowCalls::TakeLine(absl::Time now) {
  slow_.fetch_add(1, std::memory_order_relaxed);
  const int64_t second = absl::ToUnixSeconds(now);
  if (second_.exchange(second, std::memory_order_relaxed) != second) {
    lines_.store(0, std::memory_order_relaxed);
  }
  if (lines_.fetch_add(1, std::memory_order_relaxed) < kLinesPerSecond) {
    return unsaid_.exchange(0, std::memory_order_relaxed);
  }
  unsaid_.fetch_add(1, std::memory_order_relaxed);
  dropped_.fetch_add(1, std::memory_order_relaxed);
  return std::nullopt;
}

void SlowCalls::Collect(Exposition& exposition) const {
  exposition.Add(MetricId::kSlowCalls, {},
                 static_cast<double>(slow_.load(std::memory_order_relaxed)));
  exposition.Add(MetricId::kSlowCallLinesDropped, {},
                 static_cast<double>(dropped_.load(std::memory_order_relaxed)));
}

}  // namespace bellwether
