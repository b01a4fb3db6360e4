// bellwether.v1.AuditService as a plain function: what is wrong with a request is said on the
// polling thread, the store is asked by a worker.
//
// Any number of threads may call it at once.
#ifndef BELLWETHER_SERVER_RPC_AUDIT_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_AUDIT_HANDLERS_H_

#include "bellwether/v1/audit.pb.h"
#include "grpcpp/support/status.h"
#include "server/rpc/long_handler.h"
#include "server/store/store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct AuditEnvironment {
  store::Store& store;
  Logger& log;
};

grpc::Status ListAudit(const AuditEnvironment& environment, CallContext& call,
                       const v1::ListAuditRequest& request, LongWork<v1::ListAuditResponse>& work);

// The service's methods, ready to be served.
struct AuditHandlers {
  LongHandler<v1::ListAuditRequest, v1::ListAuditResponse> list_audit;
};

// `environment` is copied; what it refers to outlives the handlers.
AuditHandlers MakeAuditHandlers(const AuditEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_AUDIT_HANDLERS_H_
