// The methods of bellwether.v1.AccountsService on the completion queues.
//
// Lives as long as the server. Its workers wait for a database, so they are others than those that
// compute.
#ifndef BELLWETHER_SERVER_RPC_ACCOUNTS_METHODS_H_
#define BELLWETHER_SERVER_RPC_ACCOUNTS_METHODS_H_

#include "bellwether/v1/accounts.grpc.pb.h"
#include "server/base/work_queue.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/completion_loop.h"
#include "server/rpc/long_call.h"
#include "server/rpc/reception.h"
#include "server/settings/options.h"

namespace bellwether {

class AccountsMethods {
 public:
  AccountsMethods(const ServerOptions& options, AccountsHandlers handlers, Reception& reception,
                  Logger& log);

  grpc::Service& service() { return service_; }
  // On the loop's thread.
  void ArmAll(CompletionLoop& loop) const;
  const WorkQueue& workers() const { return workers_; }
  // Tells what runs and what waits to end, and returns when it has.
  void StopWorkers() { workers_.Stop(); }

 private:
  using Accounts = v1::AccountsService;
  using Service = Accounts::WithRawMethod_PutRecords<
      Accounts::WithRawMethod_GetAccount<Accounts::WithRawMethod_ListAccounts<
          Accounts::WithRawMethod_EvaluateAccount<Accounts::WithRawMethod_DeleteAccount<
              Accounts::WithRawMethod_GetHistory<Accounts::Service>>>>>>;
  template <typename Request, typename Response>
  using Long = LongMethod<Service, Request, Response, Answers::kOne>;

  Service service_;
  WorkQueue workers_;
  const WorkerEnvironment environment_;
  Long<v1::PutRecordsRequest, v1::PutRecordsResponse> put_records_;
  Long<v1::GetAccountRequest, v1::GetAccountResponse> get_account_;
  Long<v1::ListAccountsRequest, v1::ListAccountsResponse> list_accounts_;
  Long<v1::EvaluateAccountRequest, v1::EvaluateAccountResponse> evaluate_account_;
  Long<v1::DeleteAccountRequest, v1::DeleteAccountResponse> delete_account_;
  Long<v1::GetHistoryRequest, v1::GetHistoryResponse> get_history_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ACCOUNTS_METHODS_H_
