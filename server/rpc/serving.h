// A service's plain functions with their environment, and with what every call gets.
//
//   handlers.get_pack = Serve(environment, &GetPack);
//   handlers.check_pack = ServeLong(environment, &CheckPack);
//
// `environment` is copied; what it refers to outlives the handlers.
#ifndef BELLWETHER_SERVER_RPC_SERVING_H_
#define BELLWETHER_SERVER_RPC_SERVING_H_

#include <utility>

#include "server/rpc/handler.h"
#include "server/rpc/long_handler.h"

namespace bellwether {

// Deadline and guard are those of the call, which a worker answers (worker_call.h).
template <typename Environment, typename Request, typename Response>
Handler<Request, Response> ServeMany(const Environment& environment,
                                     grpc::Status (*answer)(const Environment&, CallContext&,
                                                            const Request&, Response&)) {
  return [environment, answer](CallContext& call, const Request& request, Response& response) {
    return answer(environment, call, request, response);
  };
}

// A look at the deadline, and a guard.
template <typename Environment, typename Request, typename Response>
Handler<Request, Response> Serve(const Environment& environment,
                                 grpc::Status (*answer)(const Environment&, CallContext&,
                                                        const Request&, Response&)) {
  return InTime(Guarded(environment.log, ServeMany(environment, answer)));
}

// Deadline and guard of work are those of the call (worker_call.h).
template <typename Environment, typename Request, typename Response>
LongHandler<Request, Response> ServeLong(const Environment& environment,
                                         grpc::Status (*prepare)(const Environment&, CallContext&,
                                                                 const Request&,
                                                                 LongWork<Response>&)) {
  return
      [environment, prepare](CallContext& call, const Request& request, LongWork<Response>& work) {
        return prepare(environment, call, request, work);
      };
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_SERVING_H_
