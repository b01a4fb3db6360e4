// bellwether.v1.CallerService as a plain function: who asks, as the call has come in.
//
// Any number of threads may call it at once.
#ifndef BELLWETHER_SERVER_RPC_CALLER_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_CALLER_HANDLERS_H_

#include "bellwether/v1/caller.pb.h"
#include "grpcpp/support/status.h"
#include "server/rpc/handler.h"
#include "server/telemetry/logger.h"

namespace bellwether {

struct CallerEnvironment {
  bool authenticates = false;  // callers are asked who they are
  Logger& log;                 // outlives the handlers
};

grpc::Status GetCaller(const CallerEnvironment& environment, CallContext& call,
                       const v1::GetCallerRequest& request, v1::GetCallerResponse& response);

// The service's methods, ready to be served.
struct CallerHandlers {
  Handler<v1::GetCallerRequest, v1::GetCallerResponse> get_caller;
};

// `environment` is copied.
CallerHandlers MakeCallerHandlers(const CallerEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALLER_HANDLERS_H_
