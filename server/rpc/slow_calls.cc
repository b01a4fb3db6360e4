// Tested by tests/server/call_observer_test.cc.
#include "server/rpc/slow_calls.h"

namespace bellwether {

std::optional<uint64_t> SlowCalls::TakeLine(absl::Time now) {
  slow_.fetch_add(1, std::memory_order_relaxed);
  const std::optional<uint64_t> unsaid = lines_.Take(now);
  if (!unsaid.has_value()) dropped_.fetch_add(1, std::memory_order_relaxed);
  return unsaid;
}

void SlowCalls::Collect(Exposition& exposition) const {
  exposition.Add(MetricId::kSlowCalls, {},
                 static_cast<double>(slow_.load(std::memory_order_relaxed)));
  exposition.Add(MetricId::kSlowCallLinesDropped, {},
                 static_cast<double>(dropped_.load(std::memory_order_relaxed)));
}

}  // namespace bellwether
