// ExportRecords: everything that is kept of a tenant, line by line.
#ifndef BELLWETHER_SERVER_RPC_RECORD_EXPORT_H_
#define BELLWETHER_SERVER_RPC_RECORD_EXPORT_H_

#include <memory>

#include "bellwether/v1/accounts.pb.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/paged_handler.h"

namespace bellwether {

grpc::Status ExportRecords(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ExportRecordsRequest& request,
                           std::unique_ptr<Pages<v1::ExportRecordsResponse>>& pages);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RECORD_EXPORT_H_
