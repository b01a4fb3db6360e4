// DecisionsService.ExportEntries and ImportEntries: what people decided, from one store to another.
#ifndef BELLWETHER_SERVER_RPC_ENTRY_TRANSFER_H_
#define BELLWETHER_SERVER_RPC_ENTRY_TRANSFER_H_

#include <memory>

#include "bellwether/v1/decisions.pb.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/paged_handler.h"

namespace bellwether {

grpc::Status ExportEntries(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ExportEntriesRequest& request,
                           std::unique_ptr<Pages<v1::ExportEntriesResponse>>& pages);
grpc::Status ImportEntries(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ImportEntriesRequest& request,
                           LongWork<v1::ImportEntriesResponse>& work);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ENTRY_TRANSFER_H_
