// The methods of bellwether.v1.DecisionsService on the completion queues.
//
// Lives as long as the server. Its calls wait for the database on threads that are not its own.
#ifndef BELLWETHER_SERVER_RPC_DECISIONS_METHODS_H_
#define BELLWETHER_SERVER_RPC_DECISIONS_METHODS_H_

#include "bellwether/v1/decisions.grpc.pb.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/decisions_handlers.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"

namespace bellwether {

class DecisionsMethods {
 public:
  // `environment` outlives it.
  DecisionsMethods(const ServerOptions& options, DecisionsHandlers handlers, Reception& reception,
                   const WorkerEnvironment& environment);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }

 private:
  using Decisions = v1::DecisionsService;
  using Methods =
      MethodTable<Decisions, Decisions::WithRawMethod_SetOverride,
                  Decisions::WithRawMethod_RemoveOverride, Decisions::WithRawMethod_ListOverrides,
                  Decisions::WithRawMethod_RecordDecision, Decisions::WithRawMethod_ListDecisions,
                  Decisions::WithRawMethod_ExportEntries, Decisions::WithRawMethod_ImportEntries>;

  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_DECISIONS_METHODS_H_
