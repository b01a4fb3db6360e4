// The methods of bellwether.v1.TransferService on the completion queues.
//
// Lives as long as the server. Its calls wait for the database on threads that are not its own.
#ifndef BELLWETHER_SERVER_RPC_TRANSFER_METHODS_H_
#define BELLWETHER_SERVER_RPC_TRANSFER_METHODS_H_

#include "bellwether/v1/transfer.grpc.pb.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/rpc/transfer_handlers.h"
#include "server/settings/options.h"

namespace bellwether {

class TransferMethods {
 public:
  // `environment` outlives it.
  TransferMethods(const ServerOptions& options, TransferHandlers handlers, Reception& reception,
                  const WorkerEnvironment& environment);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }

 private:
  using Transfer = v1::TransferService;
  using Methods =
      MethodTable<Transfer, Transfer::WithRawMethod_ExportAll, Transfer::WithRawMethod_ImportAll>;

  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_TRANSFER_METHODS_H_
