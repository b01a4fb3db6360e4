// bellwether.v1.RulesService as plain functions: check the request, load and evaluate on a worker,
// convert. Nothing here knows of queues or threads, so tests call them directly.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_RULES_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_RULES_HANDLERS_H_

#include <cstdint>
#include <functional>

#include "bellwether/v1/rules.pb.h"
#include "engine/base/limits.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/handler.h"
#include "server/rpc/long_handler.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct RulesEnvironment {
  const SnapshotStore& packs;
  Limits limits;
  Logger& log;
  uint32_t max_preview_accounts = 1'000'000;  // of one stream
  std::function<void()> at_step;              // before each look at the stop, for tests
};

grpc::Status GetPack(const RulesEnvironment& environment, CallContext& call,
                     const v1::GetPackRequest& request, v1::GetPackResponse& response);
grpc::Status CheckPack(const RulesEnvironment& environment, CallContext& call,
                       const v1::CheckPackRequest& request, LongWork<v1::CheckPackResponse>& work);

// The service's methods, ready to be served.
struct RulesHandlers {
  Handler<v1::GetPackRequest, v1::GetPackResponse> get_pack;
  LongHandler<v1::CheckPackRequest, v1::CheckPackResponse> check_pack;
  UploadHandler<v1::PreviewPackRequest, v1::PreviewPackResponse> preview_pack;  // pack_preview.h
};

// The functions above with what every call gets: a look at the deadline, a guard, a log line.
// `environment` is copied; what it refers to outlives the handlers.
RulesHandlers MakeRulesHandlers(const RulesEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RULES_HANDLERS_H_
