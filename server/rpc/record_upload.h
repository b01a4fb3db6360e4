// StreamPutRecords: batches of records, each kept and answered before the next one is read.
#ifndef BELLWETHER_SERVER_RPC_RECORD_UPLOAD_H_
#define BELLWETHER_SERVER_RPC_RECORD_UPLOAD_H_

#include <memory>

#include "bellwether/v1/accounts.pb.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/long_handler.h"

namespace bellwether {

// `environment` is copied.
std::unique_ptr<Upload<v1::StreamPutRecordsRequest, v1::StreamPutRecordsResponse>> MakeRecordUpload(
    const AccountsEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RECORD_UPLOAD_H_
