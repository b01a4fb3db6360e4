// PreviewPackOnStore: the impact of a pack on the accounts of the caller's tenant that a store
// keeps.
#ifndef BELLWETHER_SERVER_RPC_STORE_PREVIEW_H_
#define BELLWETHER_SERVER_RPC_STORE_PREVIEW_H_

#include <memory>

#include "bellwether/v1/rules.pb.h"
#include "grpcpp/support/status.h"
#include "server/rpc/paged_handler.h"
#include "server/rpc/rules_handlers.h"

namespace bellwether {

// On the polling thread; each of the pages asks the store, account by account.
grpc::Status PreviewPackOnStore(const RulesEnvironment& environment, CallContext& call,
                                const v1::PreviewPackOnStoreRequest& request,
                                std::unique_ptr<Pages<v1::PreviewPackOnStoreResponse>>& pages);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_STORE_PREVIEW_H_
