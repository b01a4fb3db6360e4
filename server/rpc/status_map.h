// Every error that a call can end with: its code, its message and its google.rpc details. One
// function for each situation of docs/server.md, so that the same situation always looks the same.
//
// Messages say what to do next and never echo more than 100 characters of input.
#ifndef BELLWETHER_SERVER_RPC_STATUS_MAP_H_
#define BELLWETHER_SERVER_RPC_STATUS_MAP_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "engine/base/limits.h"
#include "engine/facts/account.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"
#include "server/access/caller.h"
#include "server/rpc/call_origin.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// INVALID_ARGUMENT with one BadRequest violation for each problem; when a problem is that a limit
// of `limits` is exceeded, RESOURCE_EXHAUSTED, and ErrorInfo has that limit's name and value.
// Fields are paths of the request: "account.signals.mood", "options.as_of", "model". Details
// travel in trailers, of which clients accept some 8 KiB: problems beyond that are counted.
grpc::Status InvalidRequest(const std::vector<Violation>& violations, const Limits& limits);

// The same for requests that are about no account: fields stand as the violations have them.
grpc::Status InvalidFields(const std::vector<Violation>& violations);

// FAILED_PRECONDITION with one PreconditionFailure violation for each value that the pack requires
// and the account does not have.
grpc::Status MissingRequired(const std::vector<Violation>& violations);

// The same for requests whose accounts stand elsewhere: subjects are as the violations have them.
grpc::Status MissingFields(const std::vector<Violation>& violations);

// NOT_FOUND; ErrorInfo says what is available.
grpc::Status UnknownPack(std::string_view asked, std::string_view available);

// NOT_FOUND; ErrorInfo says what is available, apart by commas, as far as it fits.
grpc::Status UnknownBook(std::string_view asked, const std::vector<std::string>& available);

// UNAVAILABLE with RetryInfo: the book of the store is not made yet. `problem`: why it is not; "":
// it is being made.
grpc::Status BookNotMade(std::string_view book, std::string_view problem);

// FAILED_PRECONDITION: a client may not replace or delete the book, or load any; ErrorInfo has the
// reason.
grpc::Status BookIsNotYours(std::string_view book, std::string_view reason,
                            std::string_view message);

// A code with google.rpc.ErrorInfo: its reason, and under `name`, if there is one, a value.
grpc::Status ErrorWithInfo(grpc::StatusCode code, std::string_view reason, std::string_view message,
                           std::string_view name = "", std::string_view value = "");

// PERMISSION_DENIED; ErrorInfo has what is needed and what the caller has.
grpc::Status RoleMissing(std::string_view method, Role needed, const Caller& caller);

// PERMISSION_DENIED: a caller of a tenant that has a pack asks for another one; it is not said
// which there are.
grpc::Status PackOfOthers(const Caller& caller);

// UNAVAILABLE: the pack of the caller's tenant is not here.
grpc::Status TenantHasNoPack(const Caller& caller);

// Of who the caller is: the same code and words, with ErrorInfo.
grpc::Status NotIdentified(const absl::Status& why);

// UNAVAILABLE with RetryInfo: the credentials of an open stream say somebody else by now.
grpc::Status CallerChanged();

// NOT_FOUND: nothing was known of the account then.
grpc::Status UnknownAccount(std::string_view account);

// What a store could not do, for a caller: what only operators should read goes to the log alone.
grpc::Status StoreFailed(Logger& log, const absl::Status& status);
// The same where whoever calls has the log say it.
grpc::Status StoreFailure(const absl::Status& status);

// UNAVAILABLE with RetryInfo.
grpc::Status NoPackYet();

// RESOURCE_EXHAUSTED; ErrorInfo has the limit's name and value.
grpc::Status LimitExceeded(std::string_view limit, uint64_t value, std::string_view message);

// INTERNAL, as gRPC itself says: the bytes are no message of the method, or a text is not UTF-8.
grpc::Status NoMessage();

// RESOURCE_EXHAUSTED: `most` calls are in flight.
grpc::Status TooManyCalls(uint32_t most);

// RESOURCE_EXHAUSTED: the call would be answered too late.
grpc::Status TooLongALine();

// RESOURCE_EXHAUSTED: `most` calls wait for a worker, as `limit` allows.
grpc::Status TooManyWaiting(std::string_view limit, uint32_t most);

// CANCELLED: nobody waits for the answer.
grpc::Status CallerLeft();

// RESOURCE_EXHAUSTED: an answer is larger than `most` bytes.
grpc::Status ResponseTooLarge(uint64_t most);

// DEADLINE_EXCEEDED.
grpc::Status DeadlinePassed();
// The same, when `evaluated` of `accounts` were done by then.
grpc::Status DeadlinePassed(size_t evaluated, size_t accounts);

// UNAVAILABLE with RetryInfo: the server ends its streams because it stops.
grpc::Status Draining();

// INTERNAL with an id that is also in the log, in one line with the ids of the call. `reason` is
// for the log alone.
grpc::Status InternalError(Logger& log, std::string_view method, std::string_view reason,
                           const CallOrigin& origin = NoOrigin());

// The same error as a message, for calls in which one account's error is an answer among others:
// code, message and details as the call would have ended with.
void ErrorToProto(const grpc::Status& error, google::rpc::Status& message);

// "INVALID_ARGUMENT".
std::string_view StatusCodeName(grpc::StatusCode code);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_STATUS_MAP_H_
