// Which of some shards a thread counts in, so that threads do not write to one cache line: each
// thread takes the next one when it first counts, and keeps it.
//
//   shards_[ThreadShard()].calls.fetch_add(1, std::memory_order_relaxed);
//
// There are more threads than shards on large machines: counts stay atomic.
#ifndef BELLWETHER_SERVER_TELEMETRY_THREAD_SHARD_H_
#define BELLWETHER_SERVER_TELEMETRY_THREAD_SHARD_H_

#include <atomic>
#include <cstddef>

namespace bellwether {

inline constexpr size_t kThreadShards = 32;

inline size_t ThreadShard() {
  static std::atomic<size_t> next{0};
  static thread_local const size_t shard =
      next.fetch_add(1, std::memory_order_relaxed) % kThreadShards;
  return shard;
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_THREAD_SHARD_H_
