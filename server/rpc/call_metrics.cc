// Tested by tests/server/call_metrics_test.cc.
#include "server/rpc/call_metrics.h"

#include <algorithm>
#include <utility>

#include "server/rpc/status_map.h"

namespace bellwether {

uint32_t CallMetrics::AddMethod(std::string_view name) {
  methods_.push_back(std::make_unique<Method>());
  methods_.back()->name = name;
  return method_count() - 1;
}

void CallMetrics::Count(uint32_t method, grpc::StatusCode code, absl::Duration taken) {
  Method& counted = *methods_[method];
  const size_t index = std::min(static_cast<size_t>(code), kCodes - 1);
  counted.codes[ThreadShard()].counts[index].fetch_add(1, std::memory_order_relaxed);
  counted.durations.Add(taken);
}

void CallMetrics::Collect(Exposition& exposition) const {
  for (const std::unique_ptr<Method>& method : methods_) {
    for (size_t code = 0; code < kCodes; ++code) {
      uint64_t count = 0;
      for (const CodeCounts& shard : method->codes) {
        count += shard.counts[code].load(std::memory_order_relaxed);
      }
      if (count == 0 && code != 0) continue;
      exposition.Add(MetricId::kRequests,
                     {method->name, StatusCodeName(static_cast<grpc::StatusCode>(code))},
                     static_cast<double>(count));
    }
    exposition.Add(MetricId::kRequestDuration, {method->name}, method->durations.Counts());
  }
}

}  // namespace bellwether
