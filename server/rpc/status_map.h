// Every error that a call can end with: its code, its message and its google.rpc details. One
// function for each situation of docs/server.md, so that the same situation always looks the same.
//
// Messages say what to do next and never echo more than 100 characters of input.
#ifndef BELLWETHER_SERVER_RPC_STATUS_MAP_H_
#define BELLWETHER_SERVER_RPC_STATUS_MAP_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/limits.h"
#include "engine/facts/account.h"
#include "grpcpp/support/status.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// INVALID_ARGUMENT with one BadRequest violation for each problem; when a problem is that a limit
// of `limits` is exceeded, RESOURCE_EXHAUSTED, and ErrorInfo has that limit's name and value.
// Fields are paths of the request: "account.signals.mood", "options.as_of", "model". Details
// travel in trailers, of which clients accept some 8 KiB: problems beyond that are counted.
grpc::Status InvalidRequest(const std::vector<Violation>& violations, const Limits& limits);

// FAILED_PRECONDITION with one PreconditionFailure violation for each value that the pack requires
// and the account does not have.
grpc::Status MissingRequired(const std::vector<Violation>& violations);

// NOT_FOUND; ErrorInfo says what is available.
grpc::Status UnknownPack(std::string_view asked, std::string_view available_digest);

// UNAVAILABLE with RetryInfo.
grpc::Status NoPackYet();

// RESOURCE_EXHAUSTED; ErrorInfo has the limit's name and value.
grpc::Status LimitExceeded(std::string_view limit, uint64_t value, std::string_view message);

// DEADLINE_EXCEEDED.
grpc::Status DeadlinePassed();

// INTERNAL with an id that is also in the log. `reason` is for the log alone.
grpc::Status InternalError(Logger& log, std::string_view method, std::string_view reason);

// "INVALID_ARGUMENT".
std::string_view StatusCodeName(grpc::StatusCode code);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_STATUS_MAP_H_
