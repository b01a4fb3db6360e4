// What PutRecords and StreamPutRecords have in common: a batch of records is checked, kept, and
// each record has its outcome. Any number of threads.
#ifndef BELLWETHER_SERVER_RPC_RECORD_PUTTING_H_
#define BELLWETHER_SERVER_RPC_RECORD_PUTTING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "bellwether/v1/accounts.pb.h"
#include "engine/facts/account.h"
#include "grpcpp/support/status.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/call_context.h"
#include "server/store/store.h"

namespace bellwether {

using PutResults = google::protobuf::RepeatedPtrField<v1::PutRecordResult>;
using PutBatch = google::protobuf::RepeatedPtrField<v1::Record>;

void CheckRequestId(const std::string& id, std::vector<Violation>& violations);

// As the store has it; `now` is when it came.
store::Request StoreRequest(const CallContext& call, const std::string& request_id, absl::Time now);

// What is wrong with a batch as a whole. Quick: on the polling thread.
grpc::Status CheckBatch(const PutBatch& records, const std::string& request_id);

// Keeps the good ones, on a worker: durable when it is OK. `results` has one for each record then,
// and `stored` of them were new; the observer of the environment is told whose they are.
grpc::Status KeepRecords(const AccountsEnvironment& environment, const store::Request& asked,
                         const PutBatch& records, PutResults& results, int32_t& stored);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_RECORD_PUTTING_H_
