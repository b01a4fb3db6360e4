// Tested by tests/server/call_metrics_test.cc.
#include "server/telemetry/duration_histogram.h"

#include <algorithm>

namespace bellwether {
namespace {

constexpr auto kBoundNanoseconds = [] {
  std::array<int64_t, std::size(kDurationBounds)> bounds = {};
  for (size_t i = 0; i < bounds.size(); ++i) {
    bounds[i] = static_cast<int64_t>(kDurationBounds[i] * 1e9 + 0.5);
  }
  return bounds;
}();

}  // namespace

void DurationHistogram::Add(absl::Duration duration) {
  const int64_t nanoseconds = std::max<int64_t>(0, absl::ToInt64Nanoseconds(duration));
  // A bucket holds what is as long as its bound, as Prometheus has it.
  const auto bound =
      std::lower_bound(kBoundNanoseconds.begin(), kBoundNanoseconds.end(), nanoseconds);
  Shard& shard = shards_[ThreadShard()];
  shard.buckets[static_cast<size_t>(bound - kBoundNanoseconds.begin())].fetch_add(
      1, std::memory_order_relaxed);
  shard.sum_nanoseconds.fetch_add(static_cast<uint64_t>(nanoseconds), std::memory_order_relaxed);
}

DurationCounts DurationHistogram::Counts() const {
  DurationCounts counts;
  for (const Shard& shard : shards_) {
    for (size_t i = 0; i < kDurationBuckets; ++i) {
      counts.buckets[i] += shard.buckets[i].load(std::memory_order_relaxed);
    }
    counts.sum_seconds +=
        static_cast<double>(shard.sum_nanoseconds.load(std::memory_order_relaxed)) * 1e-9;
  }
  return counts;
}

}  // namespace bellwether
