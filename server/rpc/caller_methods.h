// The method of bellwether.v1.CallerService on the completion queues.
//
// Lives as long as the server.
#ifndef BELLWETHER_SERVER_RPC_CALLER_METHODS_H_
#define BELLWETHER_SERVER_RPC_CALLER_METHODS_H_

#include "bellwether/v1/caller.grpc.pb.h"
#include "server/rpc/caller_handlers.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"

namespace bellwether {

class CallerMethods {
 public:
  CallerMethods(const ServerOptions& options, CallerHandlers handlers, Reception& reception);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }

 private:
  using Methods = MethodTable<v1::CallerService, v1::CallerService::WithRawMethod_GetCaller>;

  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_CALLER_METHODS_H_
