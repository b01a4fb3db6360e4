// The methods of bellwether.v1.DeliveryService on the completion queues.
//
// Lives as long as the server. Its calls wait for the database on threads that are not its own.
#ifndef BELLWETHER_SERVER_RPC_DELIVERY_METHODS_H_
#define BELLWETHER_SERVER_RPC_DELIVERY_METHODS_H_

#include "bellwether/v1/delivery.grpc.pb.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/delivery_handlers.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"

namespace bellwether {

class DeliveryMethods {
 public:
  // `environment` outlives it.
  DeliveryMethods(const ServerOptions& options, DeliveryHandlers handlers, Reception& reception,
                  const WorkerEnvironment& environment);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }

 private:
  using Delivery = v1::DeliveryService;
  using Methods = MethodTable<Delivery, Delivery::WithRawMethod_ListMessages,
                              Delivery::WithRawMethod_ReplayMessage>;

  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_DELIVERY_METHODS_H_
