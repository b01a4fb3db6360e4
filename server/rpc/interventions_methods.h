// The methods of bellwether.v1.InterventionsService on the completion queues.
//
// Lives as long as the server. Its calls wait for the database on threads that are not its own.
#ifndef BELLWETHER_SERVER_RPC_INTERVENTIONS_METHODS_H_
#define BELLWETHER_SERVER_RPC_INTERVENTIONS_METHODS_H_

#include "bellwether/v1/interventions.grpc.pb.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/interventions_handlers.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"

namespace bellwether {

class InterventionsMethods {
 public:
  // `environment` outlives it.
  InterventionsMethods(const ServerOptions& options, InterventionsHandlers handlers,
                       Reception& reception, const WorkerEnvironment& environment);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }

 private:
  using Interventions = v1::InterventionsService;
  using Methods = MethodTable<Interventions, Interventions::WithRawMethod_GetInterventionEffects,
                              Interventions::WithRawMethod_ListInterventions>;

  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_INTERVENTIONS_METHODS_H_
