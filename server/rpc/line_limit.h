// How many lines of one kind go to the log: the first ten within a second; the rest is counted, and
// the next line says how many there were.
//
//   if (const auto unsaid = limit.Take(absl::Now())) ... a line, with `dropped` when *unsaid > 0
//
// Any thread; without locks: two that begin a second together may write a line more.
#ifndef BELLWETHER_SERVER_RPC_LINE_LIMIT_H_
#define BELLWETHER_SERVER_RPC_LINE_LIMIT_H_

#include <atomic>
#include <cstdint>
#include <optional>

#include "absl/time/time.h"

namespace bellwether {

class LineLimit {
 public:
  static constexpr uint32_t kLinesPerSecond = 10;

  // How many lines were left out before this one; nothing: this one is, too.
  std::optional<uint64_t> Take(absl::Time now) {
    const int64_t second = absl::ToUnixSeconds(now);
    if (second_.exchange(second, std::memory_order_relaxed) != second) {
      lines_.store(0, std::memory_order_relaxed);
    }
    if (lines_.fetch_add(1, std::memory_order_relaxed) < kLinesPerSecond) {
      return unsaid_.exchange(0, std::memory_order_relaxed);
    }
    unsaid_.fetch_add(1, std::memory_order_relaxed);
    return std::nullopt;
  }

 private:
  std::atomic<int64_t> second_{0};   // of the last line
  std::atomic<uint32_t> lines_{0};   // in that second
  std::atomic<uint64_t> unsaid_{0};  // left out since the last line
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_LINE_LIMIT_H_
