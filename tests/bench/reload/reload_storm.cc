// bellwether_reload_storm PACK LINK FILE RATE QUIET STORM: copies the pack to be served behind LINK
// and prints `prepared`; reads the address of a server of LINK; asks it RATE times a second (0: a
// share of what it answers at most, which is measured), for QUIET seconds while nothing changes, then for STORM seconds while FILE of the pack changes ten
// times a second; prints what it saw, `name value` on each line. scripts/reload_storm judges.
//
// Every answer is held, byte for byte, against what the digest in it answers in this process. Exit
// 1 when a call failed or an answer is by no edition or by two; times are judged by the script.
#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <thread>

#include "absl/time/clock.h"
#include "protos/wire/wire.h"
#include "tests/bench/bench_accounts.h"
#include "tests/bench/reload/call_load.h"
#include "tests/bench/reload/pack_changes.h"
#include "tests/bench/reload/pack_variants.h"

namespace bellwether::bench {
namespace {

constexpr size_t kEditions = 40;
constexpr uint32_t kConnections = 8;
constexpr uint32_t kSeed = 7;
constexpr absl::Duration kBetweenChanges = absl::Milliseconds(100);
constexpr absl::Duration kMostPatience = absl::Seconds(30);
// Of what the server answers at most: where the rate is not given.
constexpr double kShare = 0.25;
constexpr absl::Duration kMeasuring = absl::Seconds(3);

v1::EvaluateRequest Request(const Account& account) {
  v1::EvaluateRequest request;
  wire::AccountToProto(account, *request.mutable_account());
  wire::MomentToProto(*ParseMoment(kBenchAsOf), *request.mutable_options()->mutable_as_of());
  request.mutable_options()->set_explanation(v1::EXPLANATION_LEVEL_FULL);
  return request;
}

// What the answers of one phase came to.
class Judgement {
 public:
  Judgement(const PackVariants& variants, const PackChanges& changes)
      : variants_(variants), changes_(changes) {}

  void Take(const Answered& answered) {
    if (!answered.answer.status.ok()) {
      ++failed;
      std::fprintf(stderr, "a call failed: %s\n", answered.answer.status.error_message().c_str());
      return;
    }
    v1::EvaluateResponse response;
    response.ParseFromString(answered.answer.message);
    const std::string& digest = response.evaluation().pack().digest();
    const auto expected = variants_.answers.find(digest);
    if (expected == variants_.answers.end() || expected->second != answered.answer.message) {
      ++inconsistent;
    }
    const auto stale = changes_.StalenessOf(digest, answered.called_at);
    MutexLock lock(mutex_);
    seen_.insert(digest);
    if (!stale.has_value()) ++unknown_;
    if (stale.has_value()) stalest_ = std::max(stalest_, *stale);
  }

  void Print() const {
    MutexLock lock(mutex_);
    std::printf("failed %d\ninconsistent %d\n", failed.load(), inconsistent.load());
    std::printf("never_on_disk %d\neditions_answering %zu\nstalest_ms %lld\n", unknown_,
                seen_.size(), static_cast<long long>(absl::ToInt64Milliseconds(stalest_)));
  }
  bool Holds() const {
    MutexLock lock(mutex_);
    return failed == 0 && inconsistent == 0 && unknown_ == 0;
  }

 private:
  std::atomic<int> failed{0}, inconsistent{0};
  const PackVariants& variants_;
  const PackChanges& changes_;
  mutable Mutex mutex_;
  std::set<std::string> seen_ ABSL_GUARDED_BY(mutex_);
  int unknown_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Duration stalest_ ABSL_GUARDED_BY(mutex_) = absl::ZeroDuration();
};

void PrintLatencies(const char* phase, const LoadResult& result) {
  std::printf("%s_calls %zu\n", phase, result.latencies.size());
  for (const auto& [name, quantile] :
       {std::pair("p50", 0.5), std::pair("p99", 0.99), std::pair("p999", 0.999)}) {
    std::printf("%s_%s_us %lld\n", phase, name,
                static_cast<long long>(absl::ToInt64Microseconds(result.At(quantile))));
  }
}

// Until the last edition answers; how long that took.
absl::Duration AwaitLast(const std::string& server, const std::string& request,
                         const std::string& digest) {
  RawClient client(server);
  const absl::Time begin = absl::Now();
  v1::EvaluateResponse response;
  while (response.evaluation().pack().digest() != digest && absl::Now() - begin < kMostPatience) {
    response.ParseFromString(client.Call("bellwether.v1.ScoringService/Evaluate", request).message);
    absl::SleepFor(absl::Milliseconds(5));
  }
  return absl::Now() - begin;
}

struct Arguments {
  std::string pack, link, file, server;
  LoadPlan quiet, storm;
};

void ChooseRate(Arguments& given, const std::string& request) {
  if (given.quiet.calls_per_second == 0) {
    MostCallsPerSecond(given.server, request, kConnections, kMeasuring / 3);  // it is warm then
    const double most = MostCallsPerSecond(given.server, request, kConnections, kMeasuring);
    std::printf("most %d\n", static_cast<int>(most));
    given.quiet.calls_per_second = std::max(1, static_cast<int>(kShare * most));
  }
  given.storm.calls_per_second = given.quiet.calls_per_second;
  std::printf("rate %u\n", given.quiet.calls_per_second);
}

int Storm(const Arguments& given, const PackVariants& variants, PackChanges& changes,
          const std::string& request) {
  Judgement judgement(variants, changes);
  const auto take = [&judgement](const Answered& answered) { judgement.Take(answered); };
  PrintLatencies("quiet", CallSteadily(given.server, request, given.quiet, take));
  std::atomic<bool> done{false};
  std::thread writer([&] {
    for (absl::Time next = absl::Now(); !done; next += kBetweenChanges) {
      absl::SleepFor(next - absl::Now());
      changes.ChangeOnce();
    }
  });
  PrintLatencies("storm", CallSteadily(given.server, request, given.storm, take));
  done = true;
  writer.join();
  const std::string last = changes.EndWithAValidOne();
  const absl::Duration waited = AwaitLast(given.server, request, last);
  std::printf("changes %zu\ninvalid %zu\neditions_on_disk %zu\nlast_live_ms %lld\n",
              changes.changes(), changes.invalid(), changes.distinct(),
              static_cast<long long>(absl::ToInt64Milliseconds(waited)));
  judgement.Print();
  return judgement.Holds() && waited < kMostPatience ? 0 : 1;
}

int Run(Arguments given) {
  const auto account = FullAccount();
  if (!account.ok()) return 1;
  const v1::EvaluateRequest request = Request(*account);
  const auto variants = MakePackVariants(given.pack, given.file, kEditions, request);
  if (!variants.ok()) {
    std::fprintf(stderr, "%s\n", std::string(variants.status().message()).c_str());
    return 1;
  }
  PackChanges changes(given.link, given.pack, *variants, kSeed);
  // The server starts now, on the pack behind the link; its address comes by the standard input.
  std::puts("prepared");
  std::fflush(stdout);
  char address[256] = {};
  if (std::scanf("%255s", address) != 1) return 1;
  given.server = address;
  const std::string message = request.SerializeAsString();
  ChooseRate(given, message);
  return Storm(given, *variants, changes, message);
}

}  // namespace
}  // namespace bellwether::bench

int main(int argc, char** argv) {
  using bellwether::bench::LoadPlan;
  if (argc != 7) {
    std::fputs(
        "usage: bellwether_reload_storm PACK LINK FILE RATE QUIET STORM   (seconds; see "
        "scripts/reload_storm)\n",
        stderr);
    return 2;
  }
  const auto rate = static_cast<uint32_t>(std::atoi(argv[4]));
  const auto plan = [rate](const char* seconds) {
    return LoadPlan{rate, bellwether::bench::kConnections, absl::Seconds(std::atoi(seconds))};
  };
  return bellwether::bench::Run({argv[1], argv[2], argv[3], "", plan(argv[5]), plan(argv[6])});
}
