// Tested by tests/server/accounts_handlers_test.cc and record_upload_test.cc.
#include "server/rpc/record_putting.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "protos/wire/records.h"
#include "server/accounts/stored_account.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr int kMostRecords =
    1'000;  // of one request: what a worker writes in a fraction of a second
constexpr size_t kMostRequestIdBytes = 128;

// The records of a request: those that are good, for the store, and a result for each.
struct SortedRecords {
  std::vector<store::StoredRecord> good;
  std::vector<int> positions;  // of the good ones in the request
};

SortedRecords SortRecords(const PutBatch& records, const Limits& limits, PutResults& results) {
  SortedRecords sorted;
  for (int i = 0; i < records.size(); ++i) {
    records::ReadRecord read = wire::RecordFromProto(records.Get(i), limits);
    CheckKept(read.record.id, "id", read.violations);
    CheckKept(read.record.account, "account", read.violations);
    v1::PutRecordResult& result = *results.Add();
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

}  // namespace

void CheckRequestId(const std::string& id, std::vector<Violation>& violations) {
  CheckKept(id, "request_id", violations);
  if (id.size() <= kMostRequestIdBytes) return;
  violations.push_back(
      {"request_id", "TOO_LONG",
       absl::StrCat("it has ", id.size(), " bytes; at most ", kMostRequestIdBytes)});
}

store::Request StoreRequest(const CallContext& call, const std::string& request_id,
                            absl::Time now) {
  return {call.origin.caller->tenant, request_id, now, call.origin.caller->name};
}

grpc::Status CheckBatch(const PutBatch& records, const std::string& request_id) {
  if (records.size() > kMostRecords) {
    return LimitExceeded(
        "max_message_records", kMostRecords,
        absl::StrCat("there are ", records.size(), " records in one message; at most ",
                     kMostRecords, " (max_message_records)"));
  }
  std::vector<Violation> violations;
  if (records.empty()) {
    violations.push_back({"records", "MISSING_FIELD", "there are no records; send at least one"});
  }
  CheckRequestId(request_id, violations);
  return violations.empty() ? grpc::Status::OK : InvalidFields(violations);
}

grpc::Status KeepRecords(const AccountsEnvironment& environment, const store::Request& asked,
                         const PutBatch& records, PutResults& results, int32_t& stored) {
  const SortedRecords sorted = SortRecords(records, environment.scoring.limits, results);
  const auto outcomes = environment.store.PutRecords(asked, sorted.good);
  if (!outcomes.ok()) return StoreFailed(environment.scoring.log, outcomes.status());
  std::vector<std::string> changed;
  stored = 0;
  for (size_t i = 0; i < outcomes->size(); ++i) {
    results.Mutable(sorted.positions[i])->set_outcome(OutcomeToProto((*outcomes)[i]));
    if ((*outcomes)[i] != store::PutOutcome::kStored) continue;
    ++stored;
    changed.push_back(sorted.good[i].account);
  }
  std::sort(changed.begin(), changed.end());
  changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
  environment.TellChanged(asked.tenant, changed);
  return grpc::Status::OK;
}

}  // namespace bellwether
