// The method of bellwether.v1.AuditService on the completion queues.
//
// Lives as long as the server. Its calls wait for the database on threads that are not its own.
#ifndef BELLWETHER_SERVER_RPC_AUDIT_METHODS_H_
#define BELLWETHER_SERVER_RPC_AUDIT_METHODS_H_

#include "bellwether/v1/audit.grpc.pb.h"
#include "server/rpc/audit_handlers.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"

namespace bellwether {

class AuditMethods {
 public:
  // `environment` outlives it.
  AuditMethods(const ServerOptions& options, AuditHandlers handlers, Reception& reception,
               const WorkerEnvironment& environment);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }

 private:
  using Methods = MethodTable<v1::AuditService, v1::AuditService::WithRawMethod_ListAudit>;

  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_AUDIT_METHODS_H_
