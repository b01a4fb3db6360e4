// bellwether.v1.TransferService as plain functions: everything that is kept of a tenant out of a
// store, page by page, and into one, message by message.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_TRANSFER_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_TRANSFER_HANDLERS_H_

#include <memory>

#include "bellwether/v1/transfer.pb.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/paged_handler.h"

namespace bellwether {

grpc::Status ExportAll(const AccountsEnvironment& environment, CallContext& call,
                       const v1::ExportAllRequest& request,
                       std::unique_ptr<Pages<v1::ExportAllResponse>>& pages);
// `environment` is copied.
std::unique_ptr<Upload<v1::ImportAllRequest, v1::ImportAllResponse>> MakeImport(
    const AccountsEnvironment& environment);

// The service's methods, ready to be served.
struct TransferHandlers {
  PagedHandler<v1::ExportAllRequest, v1::ExportAllResponse> export_all;
  UploadHandler<v1::ImportAllRequest, v1::ImportAllResponse> import_all;
};

// `environment` is copied; what it refers to outlives the handlers.
TransferHandlers MakeTransferHandlers(const AccountsEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_TRANSFER_HANDLERS_H_
