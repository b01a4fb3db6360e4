// What became of the calls of a load, counted as they end.
//
//   LoadReport report;
//   report.Ended({grpc::StatusCode::OK, seconds_since_start, latency, digest});
//   std::puts(report.ToJson().c_str());
//
// One thread. Memory: four bytes for each call.
#ifndef BELLWETHER_TESTS_RELIABILITY_LOAD_REPORT_H_
#define BELLWETHER_TESTS_RELIABILITY_LOAD_REPORT_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "grpcpp/support/status.h"

namespace bellwether::load {

struct EndedCall {
  grpc::StatusCode code = grpc::StatusCode::UNKNOWN;
  absl::Duration since_start;  // when it ended
  absl::Duration latency;      // from when it was due, so that waiting for a turn counts
  std::string digest;          // of the pack that answered; empty: the answer names none
  uint64_t answer = 0;         // a hash of all that was answered
};

class LoadReport {
 public:
  void Ended(const EndedCall& call);
  // A call that was due while as many as allowed were under way. It counts as not answered.
  void NotSent() { ++not_sent_; }
  // An answer whose parts name different packs.
  void Mixed() { ++mixed_; }
  void set_seconds(double seconds) { seconds_ = seconds; }
  // Of the processors, by the load itself: near one a second it is the load that cannot go faster.
  void set_busy_seconds(double seconds) { busy_seconds_ = seconds; }

  // {"seconds", "busy_seconds", "not_sent", "mixed", "codes": {CODE: calls}, "digests": {DIGEST: calls},
  //  "answers": {DIGEST: {HASH OF THE ANSWER: calls}},
  //  "latency_ms": {CODE: {"p50", "p90", "p99", "max"}},
  //  "timeline": [{"second", "ok", "failed", "p99_ms"}]}; p99 there is of the calls that are OK.
  std::string ToJson() const;

 private:
  // In microseconds, by the second in which the call ended.
  using Latencies = std::vector<uint32_t>;
  struct Second {
    Latencies ok;
    uint64_t failed = 0;
  };

  static constexpr size_t kMostAnswers = 1000;

  double seconds_ = 0;
  double busy_seconds_ = 0;
  uint64_t not_sent_ = 0;
  uint64_t mixed_ = 0;
  std::map<std::string, Latencies> by_code_;
  std::map<std::string, uint64_t> digests_;
  // One request has one answer by a pack, so that there are few; at most kMostAnswers are told
  // apart.
  std::map<std::string, std::map<uint64_t, uint64_t>> answers_;
  std::vector<Second> timeline_;
};

}  // namespace bellwether::load

#endif  // BELLWETHER_TESTS_RELIABILITY_LOAD_REPORT_H_
