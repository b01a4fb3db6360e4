// Not of tests/reliability/load.h, which keeps hashes: the storm needs each answer and its moment.
#include "tests/bench/reload/call_load.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

#include "absl/time/clock.h"
#include "server/base/short_slices.h"

namespace bellwether::bench {
namespace {

constexpr char kMethod[] = "bellwether.v1.ScoringService/Evaluate";

// Every `connections`-th call of the plan, from `first` on.
std::vector<absl::Duration> CallOn(uint32_t first, const std::string& server,
                                   const std::string& request, const LoadPlan& plan,
                                   absl::Time begin,
                                   const std::function<void(const Answered&)>& take) {
  AskForShortSlices(kWaitedForSlice);  // callers are on machines of their own: their wait for this
                                       // one is not meant
  RawClient client(server);
  std::vector<absl::Duration> latencies;
  const absl::Duration between = absl::Seconds(1) / plan.calls_per_second;
  for (uint32_t i = first;; i += plan.connections) {
    const absl::Time wanted = begin + between * i;
    if (wanted >= begin + plan.length) return latencies;
    absl::SleepFor(wanted - absl::Now());
    const absl::Time called_at = absl::Now();
    const RawAnswer answer = client.Call(kMethod, request);
    latencies.push_back(absl::Now() - wanted);
    take({called_at, answer});
  }
}

}  // namespace

absl::Duration LoadResult::At(double quantile) const {
  if (latencies.empty()) return absl::ZeroDuration();
  const auto last = static_cast<double>(latencies.size() - 1);
  return latencies[static_cast<size_t>(quantile * last)];
}

LoadResult CallSteadily(const std::string& server, const std::string& request, const LoadPlan& plan,
                        const std::function<void(const Answered& answered)>& take) {
  std::vector<std::vector<absl::Duration>> parts(plan.connections);
  std::vector<std::thread> threads;
  const absl::Time begin = absl::Now();
  for (uint32_t i = 0; i < plan.connections; ++i) {
    threads.emplace_back([&, i] { parts[i] = CallOn(i, server, request, plan, begin, take); });
  }
  LoadResult result;
  for (uint32_t i = 0; i < plan.connections; ++i) {
    threads[i].join();
    std::copy(parts[i].begin(), parts[i].end(), std::back_inserter(result.latencies));
  }
  std::sort(result.latencies.begin(), result.latencies.end());
  return result;
}

double MostCallsPerSecond(const std::string& server, const std::string& request,
                          uint32_t connections, absl::Duration length) {
  std::atomic<uint64_t> calls{0};
  std::vector<std::thread> threads;
  const absl::Time end = absl::Now() + length;
  for (uint32_t i = 0; i < connections; ++i) {
    threads.emplace_back([&] {
      RawClient client(server);
      for (; absl::Now() < end; ++calls) client.Call(kMethod, request);
    });
  }
  for (std::thread& thread : threads) thread.join();
  return static_cast<double>(calls) / absl::ToDoubleSeconds(length);
}

}  // namespace bellwether::bench
