// Which calls are slow, and which of these are worth a line (line_limit.h).
//
//   SlowCalls slow(absl::Seconds(1));
//   if (slow.Is(taken)) { if (auto dropped = slow.TakeLine(absl::Now())) ... }
//
// Any thread; without locks.
#ifndef BELLWETHER_SERVER_RPC_SLOW_CALLS_H_
#define BELLWETHER_SERVER_RPC_SLOW_CALLS_H_

#include <atomic>
#include <cstdint>
#include <optional>

#include "absl/time/time.h"
#include "server/rpc/line_limit.h"
#include "server/telemetry/exposition.h"

namespace bellwether {

class SlowCalls {
 public:
  // Zero: none is.
  explicit SlowCalls(absl::Duration beyond) : beyond_(beyond) {}

  bool Is(absl::Duration taken) const { return beyond_ > absl::ZeroDuration() && taken > beyond_; }
  // Counts a slow call. How many lines were left out before this one; nothing: this one is, too.
  std::optional<uint64_t> TakeLine(absl::Time now);
  void Collect(Exposition& exposition) const;

 private:
  const absl::Duration beyond_;
  LineLimit lines_;
  std::atomic<uint64_t> slow_{0}, dropped_{0};  // since the start
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_SLOW_CALLS_H_
