// Tested by tests/server/accounts_calls_test.cc.
#include "server/rpc/accounts_methods.h"

#include <utility>

namespace bellwether {
namespace {

// Each that is taken arms the next one.
constexpr uint32_t kArmed = 16;

}  // namespace

AccountsMethods::AccountsMethods(const ServerOptions& options, AccountsHandlers handlers,
                                 Reception& reception, Logger& log)
    : workers_(options.store_threads, options.max_store_waiting, "store"),
      environment_{workers_, reception, log, options.max_response_bytes, "max_store_waiting"},
      put_records_{reception.Method("bellwether.v1.AccountsService/PutRecords", Role::kAdmin),
                   {service_, &Service::RequestPutRecords},
                   std::move(handlers.put_records),
                   environment_,
                   kArmed},
      get_account_{reception.Method("bellwether.v1.AccountsService/GetAccount", Role::kRead),
                   {service_, &Service::RequestGetAccount},
                   std::move(handlers.get_account),
                   environment_,
                   kArmed},
      list_accounts_{reception.Method("bellwether.v1.AccountsService/ListAccounts", Role::kRead),
                     {service_, &Service::RequestListAccounts},
                     std::move(handlers.list_accounts),
                     environment_,
                     kArmed},
      evaluate_account_{
          reception.Method("bellwether.v1.AccountsService/EvaluateAccount", Role::kScore),
          {service_, &Service::RequestEvaluateAccount},
          std::move(handlers.evaluate_account),
          environment_,
          kArmed},
      delete_account_{reception.Method("bellwether.v1.AccountsService/DeleteAccount", Role::kAdmin),
                      {service_, &Service::RequestDeleteAccount},
                      std::move(handlers.delete_account),
                      environment_,
                      kArmed},
      get_history_{reception.Method("bellwether.v1.AccountsService/GetHistory", Role::kScore),
                   {service_, &Service::RequestGetHistory},
                   std::move(handlers.get_history),
                   environment_,
                   kArmed},
      stream_put_records_{
          reception.Method("bellwether.v1.AccountsService/StreamPutRecords", Role::kAdmin),
          service_,
          &Service::RequestStreamPutRecords,
          std::move(handlers.stream_put_records),
          environment_,
          kArmedLongCalls},
      export_records_{reception.Method("bellwether.v1.AccountsService/ExportRecords", Role::kAdmin),
                      {service_, &Service::RequestExportRecords},
                      std::move(handlers.export_records),
                      environment_,
                      kArmedLongCalls} {}

void AccountsMethods::ArmAll(CompletionLoop& loop) const {
  decltype(put_records_)::Call::ArmAll(put_records_, loop);
  decltype(get_account_)::Call::ArmAll(get_account_, loop);
  decltype(list_accounts_)::Call::ArmAll(list_accounts_, loop);
  decltype(evaluate_account_)::Call::ArmAll(evaluate_account_, loop);
  decltype(delete_account_)::Call::ArmAll(delete_account_, loop);
  decltype(get_history_)::Call::ArmAll(get_history_, loop);
  decltype(stream_put_records_)::Call::ArmAll(stream_put_records_, loop);
  decltype(export_records_)::Call::ArmAll(export_records_, loop);
}

}  // namespace bellwether
