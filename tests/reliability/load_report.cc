// Tested by tests/reliability/prove_test.py.
#include "tests/reliability/load_report.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "nlohmann/json.hpp"
#include "server/rpc/status_map.h"

namespace bellwether::load {
namespace {

// Nearest rank: the smallest latency that `share` of the calls do not exceed.
double Percentile(const std::vector<uint32_t>& sorted, double share) {
  const double rank = share * static_cast<double>(sorted.size());
  const auto index = static_cast<size_t>(rank);
  return sorted[std::min(index, sorted.size() - 1)] / 1e3;
}

nlohmann::json Summary(std::vector<uint32_t> latencies) {
  std::sort(latencies.begin(), latencies.end());
  return {{"p50", Percentile(latencies, 0.5)},
          {"p90", Percentile(latencies, 0.9)},
          {"p99", Percentile(latencies, 0.99)},
          {"max", latencies.back() / 1e3}};
}

}  // namespace

void LoadReport::Ended(const EndedCall& call) {
  const auto microseconds = static_cast<uint32_t>(
      std::clamp<int64_t>(absl::ToInt64Microseconds(call.latency), 0, UINT32_MAX));
  by_code_[std::string(StatusCodeName(call.code))].push_back(microseconds);
  if (!call.digest.empty()) {
    ++digests_[call.digest];
    auto& answers = answers_[call.digest];
    if (answers.size() < kMostAnswers) ++answers[call.answer];
  }
  const auto second =
      static_cast<size_t>(std::max<int64_t>(0, absl::ToInt64Seconds(call.since_start)));
  if (timeline_.size() <= second) timeline_.resize(second + 1);
  if (call.code == grpc::StatusCode::OK) {
    timeline_[second].ok.push_back(microseconds);
  } else {
    ++timeline_[second].failed;
  }
}

std::string LoadReport::ToJson() const {
  nlohmann::json report = {{"seconds", seconds_},
                           {"busy_seconds", busy_seconds_},
                           {"not_sent", not_sent_},
                           {"mixed", mixed_},
                           {"codes", nlohmann::json::object()},
                           {"digests", digests_},
                           {"answers", nlohmann::json::object()},
                           {"latency_ms", nlohmann::json::object()},
                           {"timeline", nlohmann::json::array()}};
  for (const auto& [code, latencies] : by_code_) {
    report["codes"][code] = latencies.size();
    report["latency_ms"][code] = Summary(latencies);
  }
  for (const auto& [digest, answers] : answers_) {
    for (const auto& [answer, calls] : answers) {
      report["answers"][digest][absl::StrCat(absl::Hex(answer, absl::kZeroPad16))] = calls;
    }
  }
  for (size_t second = 0; second < timeline_.size(); ++second) {
    const Second& at = timeline_[second];
    nlohmann::json row = {{"second", second}, {"ok", at.ok.size()}, {"failed", at.failed}};
    if (!at.ok.empty()) row["p99_ms"] = Summary(at.ok)["p99"];
    report["timeline"].push_back(std::move(row));
  }
  return report.dump();
}

}  // namespace bellwether::load
