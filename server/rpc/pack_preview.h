// PreviewPack: a client's stream of accounts becomes the impact of a pack.
#ifndef BELLWETHER_SERVER_RPC_PACK_PREVIEW_H_
#define BELLWETHER_SERVER_RPC_PACK_PREVIEW_H_

#include <memory>

#include "bellwether/v1/rules.pb.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/rules_handlers.h"

namespace bellwether {

// Accounts of one message: some milliseconds of work, after which the stop is looked at at the
// latest, and the next call has its turn.
inline constexpr int kMostPreviewAccounts = 1'000;

// `environment` is copied.
std::unique_ptr<Upload<v1::PreviewPackRequest, v1::PreviewPackResponse>> MakePackPreview(
    const RulesEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PACK_PREVIEW_H_
