// The server's handlers without a server: one bench for each known pack.
#ifndef BELLWETHER_TESTS_FUZZ_HANDLER_BENCH_H_
#define BELLWETHER_TESTS_FUZZ_HANDLER_BENCH_H_

#include <deque>

#include "google/protobuf/message.h"
#include "grpcpp/support/status.h"
#include "server/rpc/scoring_handlers.h"

namespace bellwether::fuzz {

// A pack that is published, and what a call works with.
struct HandlerBench {
  explicit HandlerBench(std::shared_ptr<const Plan> plan);
  HandlerBench(const HandlerBench&) = delete;
  HandlerBench& operator=(const HandlerBench&) = delete;

  const Plan& plan() const { return *packs.Pin()->plan; }

  Logger log;
  SnapshotStore packs;
  Workspace workspace;
  ScoringEnvironment environment;
  CallContext call;
};

std::deque<HandlerBench>& HandlerBenches();

// A good answer travels; a refusal is the caller's mistake, says why, and has details.
void RequireAnswered(const grpc::Status& status, const google::protobuf::Message& response);

}  // namespace bellwether::fuzz

#endif  // BELLWETHER_TESTS_FUZZ_HANDLER_BENCH_H_
