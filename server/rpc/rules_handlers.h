// bellwether.v1.RulesService as plain functions: check the request, load and evaluate on a worker,
// convert. Nothing here knows of queues or threads, so tests call them directly.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_RULES_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_RULES_HANDLERS_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "bellwether/v1/rules.pb.h"
#include "engine/base/limits.h"
#include "server/activation/activations.h"
#include "server/packs/pack_feed.h"
#include "server/packs/pack_state.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/handler.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/paged_handler.h"
#include "server/rpc/watch_handler.h"
#include "server/telemetry/logger.h"

namespace bellwether {

namespace store {
class Store;
}  // namespace store

// What the handlers work with; all of it outlives them.
struct RulesEnvironment {
  const SnapshotStore& packs;
  Limits limits;
  Logger& log;
  uint32_t max_preview_accounts = 1'000'000;  // of one stream
  std::function<void()> at_step;              // before each look at the stop, for tests
  Activations* activations = nullptr;         // null: calls change nothing
  PackFeed* feed = nullptr;                   // null: nothing tells of changes
  std::function<std::vector<PackState>()> states = nullptr;  // of sources; null: none is known
  store::Store* store = nullptr;                             // null: no accounts are kept
};

grpc::Status CheckPack(const RulesEnvironment& environment, CallContext& call,
                       const v1::CheckPackRequest& request, LongWork<v1::CheckPackResponse>& work);

// The service's methods, ready to be served.
struct RulesHandlers {
  Handler<v1::GetPackRequest, v1::GetPackResponse> get_pack;                      // pack_listing.h
  LongHandler<v1::GetPackFilesRequest, v1::GetPackFilesResponse> get_pack_files;  // pack_files.h
  Handler<v1::ListPacksRequest, v1::ListPacksResponse> list_packs;                // pack_listing.h
  Handler<v1::ListActivationsRequest, v1::ListActivationsResponse> list_activations;  // likewise
  LongHandler<v1::CheckPackRequest, v1::CheckPackResponse> check_pack;
  UploadHandler<v1::PreviewPackRequest, v1::PreviewPackResponse> preview_pack;  // pack_preview.h
  // store_preview.h
  PagedHandler<v1::PreviewPackOnStoreRequest, v1::PreviewPackOnStoreResponse> preview_pack_on_store;
  // activation_handlers.h
  LongHandler<v1::ActivatePackRequest, v1::ActivatePackResponse> activate_pack;
  LongHandler<v1::RollbackPackRequest, v1::RollbackPackResponse> rollback_pack;
  LongHandler<v1::ApproveActivationRequest, v1::ApproveActivationResponse> approve_activation;
  WatchHandler<v1::WatchPacksRequest, v1::WatchPacksResponse> watch_packs;  // pack_watch.h
};

// The functions above with what every call gets: a look at the deadline, a guard, a log line.
// `environment` is copied; what it refers to outlives the handlers.
RulesHandlers MakeRulesHandlers(const RulesEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RULES_HANDLERS_H_
