// Handlers are plain functions of a request; what every call needs is wrapped around them.
//
//   Handler<Request, Response> handler = InTime(Guarded(log, MyFunction));
#ifndef BELLWETHER_SERVER_RPC_HANDLER_H_
#define BELLWETHER_SERVER_RPC_HANDLER_H_

#include <exception>
#include <functional>
#include <utility>

#include "absl/time/clock.h"
#include "grpcpp/support/status.h"
#include "server/rpc/call_context.h"
#include "server/rpc/status_map.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// Called on a polling thread; must not block. `response` is empty before, and is sent when the
// status is OK.
template <typename Request, typename Response>
using Handler = std::function<grpc::Status(CallContext&, const Request&, Response&)>;

// A call whose deadline passed while it waited is not evaluated: nobody listens any more.
template <typename Request, typename Response>
Handler<Request, Response> InTime(Handler<Request, Response> next) {
  return [next = std::move(next)](CallContext& call, const Request& request, Response& response) {
    if (call.deadline <= absl::Now()) return DeadlinePassed();
    return next(call, request, response);
  };
}

// An exception is our bug: the caller gets an id, the log gets the id and the reason.
template <typename Request, typename Response>
Handler<Request, Response> Guarded(Logger& log, Handler<Request, Response> next) {
  return [&log, next = std::move(next)](CallContext& call, const Request& request,
                                        Response& response) {
    try {
      return next(call, request, response);
    } catch (const std::exception& error) {
      return InternalError(log, call.method, error.what(), call.origin);
    }
  };
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_HANDLER_H_
