// bellwether_bench_ask SERVER METHOD FILE: sends the request of a file that
// bellwether_bench_requests wrote, once, and prints one line: code of the status, bytes of the
// answer, accounts evaluated, accounts refused.
//
//   OK 3021 1 0
//
// A load generator sees HTTP alone, where a refused call looks like a quick one: scripts/bench asks
// with the very bytes of the load first, and compares sizes. Exit 0 when the status is OK.
#include <cstdio>
#include <string>

#include "bellwether/v1/scoring.pb.h"
#include "server/rpc/status_map.h"
#include "tests/bench/raw_client.h"

namespace bellwether::bench {
namespace {

struct Counts {
  int evaluated = 0;
  int refused = 0;
};

Counts CountEvaluate(const std::string& message) {
  v1::EvaluateResponse response;
  const bool good = response.ParseFromString(message) && response.evaluation().health_size() > 0;
  return {good ? 1 : 0, 0};
}

Counts CountBatch(const std::string& message) {
  v1::EvaluateBatchResponse response;
  Counts counts;
  if (!response.ParseFromString(message)) return counts;
  for (const v1::BatchItem& item : response.items()) {
    counts.refused += item.has_error() ? 1 : 0;
    counts.evaluated += item.has_evaluation() && item.evaluation().health_size() > 0 ? 1 : 0;
  }
  return counts;
}

Counts CountColumns(const std::string& message) {
  v1::EvaluateColumnsResponse response;
  Counts counts;
  if (!response.ParseFromString(message)) return counts;
  counts.refused = response.errors_size();
  if (response.health_size() > 0) {
    counts.evaluated = response.health(0).states_size() - counts.refused;
  }
  return counts;
}

Counts Count(const std::string& method, const std::string& message) {
  if (method.ends_with("/EvaluateBatch")) return CountBatch(message);
  if (method.ends_with("/EvaluateColumns")) return CountColumns(message);
  return CountEvaluate(message);
}

int Run(const std::string& server, const std::string& method, const std::string& file) {
  const auto request = ReadRequestFile(file);
  if (!request.ok()) {
    std::fprintf(stderr, "%s\n", request.status().ToString().c_str());
    return 2;
  }
  const RawAnswer answer = RawClient(server).Call(method, *request);
  const Counts counts = Count(method, answer.message);
  const std::string_view code = StatusCodeName(answer.status.error_code());
  std::printf("%.*s %zu %d %d\n", static_cast<int>(code.size()), code.data(), answer.message.size(),
              counts.evaluated, counts.refused);
  if (answer.status.ok()) return 0;
  std::fprintf(stderr, "%s\n", answer.status.error_message().c_str());
  return 1;
}

}  // namespace
}  // namespace bellwether::bench

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: bellwether_bench_ask SERVER METHOD FILE   (see scripts/bench)\n", stderr);
    return 2;
  }
  return bellwether::bench::Run(argv[1], argv[2], argv[3]);
}
