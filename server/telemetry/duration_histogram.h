// Counts durations by bucket, from any number of threads, in a few nanoseconds.
//
//   DurationHistogram histogram;
//   histogram.Add(absl::Microseconds(12));   // any thread
//   histogram.Counts()                       // any thread; of counts that go on meanwhile
#ifndef BELLWETHER_SERVER_TELEMETRY_DURATION_HISTOGRAM_H_
#define BELLWETHER_SERVER_TELEMETRY_DURATION_HISTOGRAM_H_

#include <array>
#include <atomic>
#include <cstdint>

#include "absl/time/time.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/thread_shard.h"

namespace bellwether {

class DurationHistogram {
 public:
  // Less than nothing, of a clock that was set back, is nothing.
  void Add(absl::Duration duration);
  DurationCounts Counts() const;

 private:
  struct alignas(64) Shard {
    std::array<std::atomic<uint64_t>, kDurationBuckets> buckets = {};
    std::atomic<uint64_t> sum_nanoseconds{0};
  };
  std::array<Shard, kThreadShards> shards_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_TELEMETRY_DURATION_HISTOGRAM_H_
