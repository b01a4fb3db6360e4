// Calls that ended: how many by method and code, and how long they took.
//
//   CallMetrics metrics;
//   const uint32_t method = metrics.AddMethod("bellwether.v1.ScoringService/Evaluate");
//   metrics.Count(method, grpc::StatusCode::OK, absl::Microseconds(80));   // any thread
//   metrics.Collect(exposition);                                           // any thread
//
// Methods are added before the first call is counted. Counting takes no lock and no memory.
#ifndef BELLWETHER_SERVER_RPC_CALL_METRICS_H_
#define BELLWETHER_SERVER_RPC_CALL_METRICS_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "grpcpp/support/status.h"
#include "server/telemetry/duration_histogram.h"
#include "server/telemetry/exposition.h"
#include "server/telemetry/thread_shard.h"

namespace bellwether {

class CallMetrics {
 public:
  // `name` outlives this. Returns its index: they count from 0.
  uint32_t AddMethod(std::string_view name);
  uint32_t method_count() const { return static_cast<uint32_t>(methods_.size()); }

  void Count(uint32_t method, grpc::StatusCode code, absl::Duration taken);
  // Codes that no call has ended with yet are left out, but for OK.
  void Collect(Exposition& exposition) const;

 private:
  static constexpr size_t kCodes = 17;

  struct alignas(64) CodeCounts {
    std::array<std::atomic<uint64_t>, kCodes> counts = {};
  };
  struct Method {
    std::string_view name;
    std::array<CodeCounts, kThreadShards> codes;
    DurationHistogram durations;
  };

  std::vector<std::unique_ptr<Method>> methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALL_METRICS_H_
