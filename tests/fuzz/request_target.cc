// Bytes as a request of the wire: read, bound, evaluated and answered by each known pack through
// the server's own functions.
#include <cstdint>

#include "bellwether/v1/scoring.pb.h"
#include "tests/fuzz/handler_bench.h"
#include "tests/fuzz/properties.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

void Run(const uint8_t* data, size_t size) {
  v1::EvaluateRequest request;
  if (!request.ParseFromArray(data, static_cast<int>(size))) return;  // refused by the transport
  for (HandlerBench& bench : HandlerBenches()) {
    v1::EvaluateResponse response;
    const grpc::Status status = Evaluate(bench.environment, bench.call, request, response);
    RequireAnswered(status, response);
    if (!status.ok()) continue;
    // What was not asked for, too.
    Require(bellwether::Evaluate(bench.plan(), bench.workspace.facts, bench.workspace.scratch,
                                 bench.workspace.evaluation)
                .ok(),
            "what is answered can be evaluated as a whole");
    RequireWithinLimits(bench.plan(), bench.workspace.facts, bench.workspace.evaluation);
  }
}

}  // namespace
}  // namespace bellwether::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bellwether::fuzz::Run(data, size);
  return 0;
}
