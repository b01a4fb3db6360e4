// All that is kept of accounts as the messages that it leaves a server in, and back. Reads and
// writes JSON, which takes longer than a thread that polls may: for workers. Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_TRANSFER_MESSAGES_H_
#define BELLWETHER_SERVER_RPC_TRANSFER_MESSAGES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "bellwether/v1/transfer.pb.h"
#include "engine/base/limits.h"
#include "engine/facts/account.h"
#include "server/store/transfer_store.h"

namespace bellwether {

// Into an empty message. DATA_LOSS: what is kept cannot be read.
absl::Status ItemToProto(const store::TransferItem& item, v1::TransferItem& message);
// All that is wrong with it is added to `violations`, by the fields of the item; then it is of no
// use.
store::TransferItem ItemFromProto(const v1::TransferItem& message, const Limits& limits,
                                  std::vector<Violation>& violations);
// Of which account it is; "": of none.
const std::string& AccountOf(const store::TransferItem& item);

// The body of an event of an alert, about a task of another number.
std::string EventWithTask(const std::string& body, int64_t task);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_TRANSFER_MESSAGES_H_
