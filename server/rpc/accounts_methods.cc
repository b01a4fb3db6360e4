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
      methods_(options, reception) {
  using Service = Methods::Service;
  methods_.Long("PutRecords", Role::kAdmin, &Service::RequestPutRecords,
                std::move(handlers.put_records), environment_, kArmed);
  methods_.Long("GetAccount", Role::kRead, &Service::RequestGetAccount,
                std::move(handlers.get_account), environment_, kArmed);
  methods_.Long("ListAccounts", Role::kRead, &Service::RequestListAccounts,
                std::move(handlers.list_accounts), environment_, kArmed);
  methods_.Long("EvaluateAccount", Role::kScore, &Service::RequestEvaluateAccount,
                std::move(handlers.evaluate_account), environment_, kArmed);
  methods_.Long("DeleteAccount", Role::kAdmin, &Service::RequestDeleteAccount,
                std::move(handlers.delete_account), environment_, kArmed);
  methods_.Long("GetHistory", Role::kScore, &Service::RequestGetHistory,
                std::move(handlers.get_history), environment_, kArmed);
  methods_.Upload<Answers::kStream>("StreamPutRecords", Role::kAdmin,
                                    &Service::RequestStreamPutRecords,
                                    std::move(handlers.stream_put_records), environment_);
  methods_.Paged("ExportRecords", Role::kAdmin, &Service::RequestExportRecords,
                 std::move(handlers.export_records), environment_);
}

void AccountsMethods::ArmAll(CompletionLoop& loop) const { methods_.ArmAll(loop); }

}  // namespace bellwether
