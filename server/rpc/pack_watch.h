// WatchPacks: the state of all packs as it is, and again whenever it changes.
#ifndef BELLWETHER_SERVER_RPC_PACK_WATCH_H_
#define BELLWETHER_SERVER_RPC_PACK_WATCH_H_

#include "bellwether/v1/rules.pb.h"
#include "server/rpc/rules_handlers.h"
#include "server/rpc/watch_handler.h"

namespace bellwether {

// `environment` is copied; what it refers to outlives the handler and its watches.
WatchHandler<v1::WatchPacksRequest, v1::WatchPacksResponse> MakePackWatch(
    const RulesEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PACK_WATCH_H_
