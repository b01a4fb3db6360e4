// bellwether.v1.AccountsService as plain functions: check the request on the polling thread, and
// leave what asks the store to a worker. Nothing here knows of queues or threads, so tests call
// them directly.
//
// Any number of threads may call them at once.
#ifndef BELLWETHER_SERVER_RPC_ACCOUNTS_HANDLERS_H_
#define BELLWETHER_SERVER_RPC_ACCOUNTS_HANDLERS_H_

#include <span>
#include <string>

#include "bellwether/v1/accounts.pb.h"
#include "grpcpp/support/status.h"
#include "server/book/book_observer.h"
#include "server/rpc/long_handler.h"
#include "server/rpc/paged_handler.h"
#include "server/rpc/scoring_handlers.h"
#include "server/store/store.h"

namespace bellwether {

// What the handlers work with; all of it outlives them.
struct AccountsEnvironment {
  ScoringEnvironment scoring;
  store::Store& store;
  BookObserver* observer = nullptr;  // null: nobody is told what was stored

  // After what changes the answer about these accounts became durable.
  void TellChanged(const std::string& tenant, std::span<const std::string> accounts) const {
    if (observer != nullptr && !accounts.empty()) observer->Changed(tenant, accounts);
  }
};

grpc::Status PutRecords(const AccountsEnvironment& environment, CallContext& call,
                        const v1::PutRecordsRequest& request,
                        LongWork<v1::PutRecordsResponse>& work);
// These two need the pack (known_account_handlers.cc).
grpc::Status GetAccount(const AccountsEnvironment& environment, CallContext& call,
                        const v1::GetAccountRequest& request,
                        LongWork<v1::GetAccountResponse>& work);
grpc::Status ListAccounts(const AccountsEnvironment& environment, CallContext& call,
                          const v1::ListAccountsRequest& request,
                          LongWork<v1::ListAccountsResponse>& work);
grpc::Status DeleteAccount(const AccountsEnvironment& environment, CallContext& call,
                           const v1::DeleteAccountRequest& request,
                           LongWork<v1::DeleteAccountResponse>& work);
grpc::Status EvaluateAccount(const AccountsEnvironment& environment, CallContext& call,
                             const v1::EvaluateAccountRequest& request,
                             LongWork<v1::EvaluateAccountResponse>& work);
// account_history_handler.cc
grpc::Status GetHistory(const AccountsEnvironment& environment, CallContext& call,
                        const v1::GetHistoryRequest& request,
                        LongWork<v1::GetHistoryResponse>& work);

// The service's methods, ready to be served.
struct AccountsHandlers {
  LongHandler<v1::PutRecordsRequest, v1::PutRecordsResponse> put_records;
  LongHandler<v1::GetAccountRequest, v1::GetAccountResponse> get_account;
  LongHandler<v1::ListAccountsRequest, v1::ListAccountsResponse> list_accounts;
  LongHandler<v1::EvaluateAccountRequest, v1::EvaluateAccountResponse> evaluate_account;
  LongHandler<v1::DeleteAccountRequest, v1::DeleteAccountResponse> delete_account;
  LongHandler<v1::GetHistoryRequest, v1::GetHistoryResponse> get_history;
  // record_upload.h, record_export.h
  UploadHandler<v1::StreamPutRecordsRequest, v1::StreamPutRecordsResponse> stream_put_records;
  PagedHandler<v1::ExportRecordsRequest, v1::ExportRecordsResponse> export_records;
};

// `environment` is copied; what it refers to outlives the handlers.
AccountsHandlers MakeAccountsHandlers(const AccountsEnvironment& environment);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ACCOUNTS_HANDLERS_H_
