// Which calls are slow, and which of these are worth a line: the first ten within a second; the
// rest is counted, and the next line says how many there were.
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
#include "server/telemetry/exposition.h"

namespace bellwether {

class SlowCalls {
 public:
  static constexpr uint32_t kLinesPerSecond = 10;

  // Zero: none is.
  explicit SlowCalls(absl::Duration beyond) : beyond_(beyond) {}

  bool Is(absl::Duration taken) const { return beyond_ > absl::ZeroDuration() && taken > beyond_; }
  // Counts a slow call. How many lines were left out before this one; nothing: this one is, too.
  std::optional<uint64_t> TakeLine(absl::Time now);
  void Collect(Exposition& exposition) const;

 private:
  const absl::Duration beyond_;
  std::atomic<int64_t> second_{0};              // of the last line
  std::atomic<uint32_t> lines_{0};              // in that second
  std::atomic<uint64_t> unsaid_{0};             // left out since the last line
  std::atomic<uint64_t> slow_{0}, dropped_{0};  // since the start
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_SLOW_CALLS_H_
