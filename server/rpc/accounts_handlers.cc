// Tested by tests/server/accounts_handlers_test.cc.
#include "server/rpc/accounts_handlers.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/number.h"
#include "protos/wire/time_to_proto.h"
#include "server/accounts/account_filter.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/account_health.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/page_token.h"
#include "server/rpc/record_export.h"
#include "server/rpc/record_putting.h"
#include "server/rpc/record_upload.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"
#include "server/store/account_list_store.h"

namespace bellwether {
namespace {

// The token of a page says where it begins: "CHANGED_AT RECORDS SCORE ACCOUNT" of the last entry of
// the page before; a score that is not there is "-".
std::string PlaceOf(const store::AccountSummary& last) {
  return absl::StrCat(absl::ToUnixMicros(last.changed_at), " ", last.records, " ",
                      last.score ? FormatNumber(*last.score) : "-", " ", last.account);
}

std::optional<store::AccountSummary> LastOf(const PageStart& start) {
  const std::vector<std::string> parts = absl::StrSplit(start.after, absl::MaxSplits(' ', 3));
  int64_t changed_at = 0;
  store::AccountSummary last;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &changed_at) ||
      !absl::SimpleAtoi(parts[1], &last.records)) {
    return std::nullopt;
  }
  last.changed_at = absl::FromUnixMicros(changed_at);
  last.score = ParseNumber(parts[2]);
  last.account = parts[3];
  return last;
}

void AccountToProto(const store::AccountSummary& one, v1::StoredAccount& account) {
  account.set_account_id(one.account);
  account.set_records(static_cast<int64_t>(one.records));
  wire::TimeToProto(one.changed_at, *account.mutable_changed_at());
  account.set_segment(one.segment);
  account.set_csm(one.csm);
  account.set_stage(one.stage);
}

// Nothing: it was not asked for.
std::optional<HealthAsked> ReadHealthAsked(const AccountsEnvironment& environment,
                                           const CallContext& call,
                                           const v1::ListAccountsRequest& request) {
  if (!request.with_health()) return std::nullopt;
  const Caller& caller = *call.origin.caller;
  SnapshotPointer active;
  const grpc::Status pinned = PinPack(environment.scoring.packs, caller, "", active);
  return HealthAsked{caller.tenant, pinned.ok() ? active->plan->digest : "", call.received};
}

}  // namespace

grpc::Status PutRecords(const AccountsEnvironment& environment, CallContext& call,
                        const v1::PutRecordsRequest& request,
                        LongWork<v1::PutRecordsResponse>& work) {
  const grpc::Status checked = CheckBatch(request.records(), request.request_id());
  if (!checked.ok()) return checked;
  work = [environment, asked = StoreRequest(call, request.request_id(), call.received),
          records = request.records()](const Stop&,
                                       const AnswerSink<v1::PutRecordsResponse>& answer) {
    v1::PutRecordsResponse response;
    int32_t stored = 0;
    const grpc::Status status =
        KeepRecords(environment, asked, records, *response.mutable_results(), stored);
    if (!status.ok()) return status;
    response.set_stored(stored);
    answer(response);
    return status;
  };
  return grpc::Status::OK;
}

grpc::Status ListAccounts(const AccountsEnvironment& environment, CallContext& call,
                          const v1::ListAccountsRequest& request,
                          LongWork<v1::ListAccountsResponse>& work) {
  std::vector<Violation> violations;
  const std::string& tenant = call.origin.caller->tenant;
  // Which form its tokens have is part of the scope: one of an older server is refused as such.
  const std::string scope = absl::StrCat("3 ", ScopeOf(request), tenant);
  store::AccountListing listing;
  listing.filter = ReadAccountFilter(request.filter(), violations);
  listing.order = ReadAccountOrder(request.order_by(), violations);
  listing.most = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  listing.after = LastOf(*start);
  work = [&store = environment.store, &log = environment.scoring.log, tenant, scope,
          listing = std::move(listing), health = ReadHealthAsked(environment, call, request)](
             const Stop&, const AnswerSink<v1::ListAccountsResponse>& answer) {
    const auto page = store.account_list().Find(tenant, listing);
    if (!page.ok()) return StoreFailed(log, page.status());
    v1::ListAccountsResponse response;
    for (const store::AccountSummary& one : page->accounts) {
      AccountToProto(one, *response.add_accounts());
    }
    const absl::Status told = health ? TellHealth(store, *health, response) : absl::OkStatus();
    if (!told.ok()) return StoreFailed(log, told);
    if (page->more) {
      response.set_next_page_token(MakePageToken({0, "", PlaceOf(page->accounts.back())}, scope));
    }
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

grpc::Status DeleteAccount(const AccountsEnvironment& environment, CallContext& call,
                           const v1::DeleteAccountRequest& request,
                           LongWork<v1::DeleteAccountResponse>& work) {
  std::vector<Violation> violations;
  CheckAccountId(request.account_id(), violations);
  CheckRequestId(request.request_id(), violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, &log = environment.scoring.log,
          asked = StoreRequest(call, request.request_id(), call.received),
          by = call.origin.caller->name, account = request.account_id()](
             const Stop&, const AnswerSink<v1::DeleteAccountResponse>& answer) {
    const auto erased = environment.store.Erase(asked, account);
    if (!erased.ok()) return StoreFailed(log, erased.status());
    // Others may be due because of it: alerts that were held back for its own.
    environment.TellChanged(asked.tenant, std::span(&account, 1));
    log.Info("account erased", {{"records", *erased}, {"by", by}, {"request_id", asked.id}});
    v1::DeleteAccountResponse response;
    response.set_records(static_cast<int64_t>(*erased));
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

AccountsHandlers MakeAccountsHandlers(const AccountsEnvironment& environment) {
  return {ServeLong(environment, &PutRecords),
          ServeLong(environment, &GetAccount),
          ServeLong(environment, &ListAccounts),
          ServeLong(environment, &EvaluateAccount),
          ServeLong(environment, &DeleteAccount),
          ServeLong(environment, &GetHistory),
          [environment] { return MakeRecordUpload(environment); },
          [environment](CallContext& call, const v1::ExportRecordsRequest& request,
                        std::unique_ptr<Pages<v1::ExportRecordsResponse>>& pages) {
            return ExportRecords(environment, call, request, pages);
          }};
}

}  // namespace bellwether
