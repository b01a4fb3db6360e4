// Tested by tests/server/accounts_handlers_test.cc.
#include "server/rpc/accounts_handlers.h"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "protos/wire/records.h"
#include "protos/wire/time_to_proto.h"
#include "server/accounts/stored_account.h"
#include "server/rpc/known_account.h"
#include "server/rpc/page_token.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr int kMostRecords =
    1'000;  // of one request: what a worker writes in a fraction of a second
constexpr size_t kMostRequestIdBytes = 128;

void CheckRequestId(const std::string& id, std::vector<Violation>& violations) {
  if (id.size() <= kMostRequestIdBytes) return;
  violations.push_back(
      {"request_id", "TOO_LONG",
       absl::StrCat("it has ", id.size(), " bytes; at most ", kMostRequestIdBytes)});
}

store::Request RequestOf(const CallContext& call, const std::string& request_id) {
  return {call.origin.caller->tenant, request_id, call.received};
}

// The records of a request: those that are good, for the store, and a result for each.
struct SortedRecords {
  std::vector<store::StoredRecord> good;
  std::vector<int> positions;  // of the good ones in the request
};

SortedRecords SortRecords(const v1::PutRecordsRequest& request, const Limits& limits,
                          v1::PutRecordsResponse& response) {
  SortedRecords sorted;
  for (int i = 0; i < request.records_size(); ++i) {
    const records::ReadRecord read = wire::RecordFromProto(request.records(i), limits);
    v1::PutRecordResult& result = *response.add_results();
    if (read.ok()) {
      sorted.good.push_back(StoredOf(read.record));
      sorted.positions.push_back(i);
    } else {
      result.set_outcome(v1::RECORD_OUTCOME_REFUSED);
      wire::ProblemsToProto(read.violations, *result.mutable_problems());
    }
  }
  return sorted;
}

v1::RecordOutcome OutcomeToProto(store::PutOutcome outcome) {
  switch (outcome) {
    case store::PutOutcome::kStored:
      return v1::RECORD_OUTCOME_STORED;
    case store::PutOutcome::kAlreadyThere:
      return v1::RECORD_OUTCOME_ALREADY_THERE;
    case store::PutOutcome::kConflict:
      return v1::RECORD_OUTCOME_CONFLICT;
  }
  return v1::RECORD_OUTCOME_UNSPECIFIED;
}

// Tells of the accounts whose records are new.
void TellObserver(BookObserver& observer, const std::string& tenant,
                  const std::vector<store::StoredRecord>& records,
                  const std::vector<store::PutOutcome>& outcomes) {
  std::set<std::string> changed;
  for (size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i] == store::PutOutcome::kStored) changed.insert(records[i].account);
  }
  if (!changed.empty()) {
    observer.Changed(tenant, std::vector<std::string>(changed.begin(), changed.end()));
  }
}

grpc::Status Put(Logger& log, store::Store& store, BookObserver* observer,
                 const store::Request& asked, const v1::PutRecordsRequest& request,
                 const Limits& limits, const AnswerSink<v1::PutRecordsResponse>& answer) {
  v1::PutRecordsResponse response;
  const SortedRecords sorted = SortRecords(request, limits, response);
  const auto outcomes = store.PutRecords(asked, sorted.good);
  if (!outcomes.ok()) return StoreFailed(log, outcomes.status());
  int stored = 0;
  for (size_t i = 0; i < outcomes->size(); ++i) {
    response.mutable_results(sorted.positions[i])->set_outcome(OutcomeToProto((*outcomes)[i]));
    stored += (*outcomes)[i] == store::PutOutcome::kStored ? 1 : 0;
  }
  response.set_stored(stored);
  if (observer != nullptr) TellObserver(*observer, asked.tenant, sorted.good, *outcomes);
  answer(response);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status PutRecords(const AccountsEnvironment& environment, CallContext& call,
                        const v1::PutRecordsRequest& request,
                        LongWork<v1::PutRecordsResponse>& work) {
  if (request.records_size() > kMostRecords) {
    return LimitExceeded(
        "max_message_records", kMostRecords,
        absl::StrCat("there are ", request.records_size(), " records in one message; at most ",
                     kMostRecords, " (max_message_records)"));
  }
  std::vector<Violation> violations;
  if (request.records().empty()) {
    violations.push_back({"records", "MISSING_FIELD", "there are no records; send at least one"});
  }
  CheckRequestId(request.request_id(), violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [&store = environment.store, &log = environment.scoring.log,
          observer = environment.observer, asked = RequestOf(call, request.request_id()), request,
          limits = environment.scoring.limits](const Stop&,
                                               const AnswerSink<v1::PutRecordsResponse>& answer) {
    return Put(log, store, observer, asked, request, limits, answer);
  };
  return grpc::Status::OK;
}

grpc::Status ListAccounts(const AccountsEnvironment& environment, CallContext& call,
                          const v1::ListAccountsRequest& request,
                          LongWork<v1::ListAccountsResponse>& work) {
  std::vector<Violation> violations;
  const std::string& tenant = call.origin.caller->tenant;
  const std::string scope = absl::StrCat(ScopeOf(request), tenant);
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [&store = environment.store, &log = environment.scoring.log, tenant, after = start->after,
          scope, size](const Stop&, const AnswerSink<v1::ListAccountsResponse>& answer) {
    const auto page = store.ListAccounts(tenant, after, size);
    if (!page.ok()) return StoreFailed(log, page.status());
    v1::ListAccountsResponse response;
    for (const store::AccountSummary& one : page->accounts) {
      v1::StoredAccount& account = *response.add_accounts();
      account.set_account_id(one.account);
      account.set_records(static_cast<int64_t>(one.records));
      wire::TimeToProto(one.changed_at, *account.mutable_changed_at());
    }
    if (page->more) {
      response.set_next_page_token(MakePageToken({0, "", page->accounts.back().account}, scope));
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
  work = [&store = environment.store, &log = environment.scoring.log,
          asked = RequestOf(call, request.request_id()), by = call.origin.caller->name,
          account = request.account_id()](const Stop&,
                                          const AnswerSink<v1::DeleteAccountResponse>& answer) {
    const auto erased = store.Erase(asked, account);
    if (!erased.ok()) return StoreFailed(log, erased.status());
    log.Info("account erased", {{"records", *erased}, {"by", by}, {"request_id", asked.id}});
    v1::DeleteAccountResponse response;
    response.set_records(static_cast<int64_t>(*erased));
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

AccountsHandlers MakeAccountsHandlers(const AccountsEnvironment& environment) {
  return {ServeLong(environment, &PutRecords),    ServeLong(environment, &GetAccount),
          ServeLong(environment, &ListAccounts),  ServeLong(environment, &EvaluateAccount),
          ServeLong(environment, &DeleteAccount), ServeLong(environment, &GetHistory)};
}

}  // namespace bellwether
