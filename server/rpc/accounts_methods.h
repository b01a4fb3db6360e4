// The methods of bellwether.v1.AccountsService on the completion queues.
//
// Lives as long as the server, and `options` longer. Its workers wait for a database, so they are
// others than those that compute.
#ifndef BELLWETHER_SERVER_RPC_ACCOUNTS_METHODS_H_
#define BELLWETHER_SERVER_RPC_ACCOUNTS_METHODS_H_

#include "bellwether/v1/accounts.grpc.pb.h"
#include "server/base/work_queue.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/method_table.h"
#include "server/rpc/reception.h"
#include "server/rpc/upload_call.h"
#include "server/settings/options.h"

namespace bellwether {

class AccountsMethods {
 public:
  AccountsMethods(const ServerOptions& options, AccountsHandlers handlers, Reception& reception,
                  Logger& log);

  grpc::Service& service() { return methods_.service(); }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const;
  const WorkQueue& workers() const { return workers_; }
  // For other services that wait for the database.
  const WorkerEnvironment& environment() const { return environment_; }
  // Tells what runs and what waits to end, and returns when it has.
  void StopWorkers() { workers_.Stop(); }

 private:
  using Accounts = v1::AccountsService;
  using Methods =
      MethodTable<Accounts, Accounts::WithRawMethod_PutRecords, Accounts::WithRawMethod_GetAccount,
                  Accounts::WithRawMethod_ListAccounts, Accounts::WithRawMethod_EvaluateAccount,
                  Accounts::WithRawMethod_DeleteAccount, Accounts::WithRawMethod_GetHistory,
                  Accounts::WithRawMethod_StreamPutRecords, Accounts::WithRawMethod_ExportRecords>;

  WorkQueue workers_;
  const WorkerEnvironment environment_;
  Methods methods_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ACCOUNTS_METHODS_H_
