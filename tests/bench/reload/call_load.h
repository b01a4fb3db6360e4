// Calls at a steady rate, whether the server keeps up or not: a call that begins late is counted as
// long as whoever wanted it waited.
//
//   const LoadResult result = CallSteadily("127.0.0.1:50051", request, {500, 8, absl::Seconds(20)},
//                                          [](const Answered& answered) { ... });   // any thread
#ifndef BELLWETHER_TESTS_BENCH_RELOAD_CALL_LOAD_H_
#define BELLWETHER_TESTS_BENCH_RELOAD_CALL_LOAD_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "tests/bench/raw_client.h"

namespace bellwether::bench {

struct LoadPlan {
  uint32_t calls_per_second = 500;
  uint32_t connections = 8;
  absl::Duration length = absl::Seconds(20);
};

struct Answered {
  absl::Time called_at;
  const RawAnswer& answer;
};

struct LoadResult {
  std::vector<absl::Duration> latencies;  // rising
  absl::Duration At(double quantile) const;
};

LoadResult CallSteadily(const std::string& server, const std::string& request, const LoadPlan& plan,
                        const std::function<void(const Answered& answered)>& take);

// Calls one after the other on each connection: how many of them a second.
double MostCallsPerSecond(const std::string& server, const std::string& request,
                          uint32_t connections, absl::Duration length);

}  // namespace bellwether::bench

#endif  // BELLWETHER_TESTS_BENCH_RELOAD_CALL_LOAD_H_
