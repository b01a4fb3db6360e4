// What a server's error says, taken apart: google.rpc.Status and its details -> status, violations.
//
// A call that fails carries one; so does an item of a batch, a stream or columns. Thread-safe: no
// state. A detail that is unknown or cannot be parsed is passed over: the status remains.
#ifndef BELLWETHER_CLIENTS_CPP_STATUS_H_
#define BELLWETHER_CLIENTS_CPP_STATUS_H_

#include <vector>

#include "absl/status/status.h"
#include "engine/facts/account.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace bellwether {

// Same code, same message.
absl::Status ToAbslStatus(const grpc::Status& status);
absl::Status ToAbslStatus(const google::rpc::Status& status);

// The violations of google.rpc.BadRequest and google.rpc.PreconditionFailure in the order given.
// Paths are those of the account and of the options, as the engine spells them: without the leading
// "account." or "options." of the request.
std::vector<Violation> ViolationsOf(const grpc::Status& status);
std::vector<Violation> ViolationsOf(const google::rpc::Status& status);

}  // namespace bellwether

#endif  // BELLWETHER_CLIENTS_CPP_STATUS_H_
