// Tested by tests/server/decision_transfer_test.cc.
#include "server/rpc/entry_transfer.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/rpc/entry_messages.h"
#include "server/rpc/export_pages.h"
#include "server/rpc/status_map.h"
#include "server/store/entry_transfer_store.h"
#include "server/store/record_export_store.h"

namespace bellwether {
namespace {

constexpr int kMostEntries = 1'000;  // of one request
constexpr size_t kMostProblems = 100;

struct EntryPages {
  static constexpr char kWhat[] = "entries", kTold[] = "decisions exported";
  using Response = v1::ExportEntriesResponse;
  using Export = store::EntryExport;
  static auto Begin(store::Store& store, const std::string& tenant) {
    return store.entry_transfer().Begin(tenant);
  }
  static void Add(const store::AccountEntry& entry, Response& response) {
    EntryToProto(entry, *response.add_entries());
  }
};

v1::EntryOutcome OutcomeToProto(store::ImportOutcome outcome) {
  switch (outcome) {
    case store::ImportOutcome::kStored:
      return v1::ENTRY_OUTCOME_STORED;
    case store::ImportOutcome::kAlreadyThere:
      return v1::ENTRY_OUTCOME_ALREADY_THERE;
    case store::ImportOutcome::kConflict:
      return v1::ENTRY_OUTCOME_CONFLICT;
    case store::ImportOutcome::kOutOfOrder:
      return v1::ENTRY_OUTCOME_OUT_OF_ORDER;
    case store::ImportOutcome::kUnknownAccount:
      return v1::ENTRY_OUTCOME_UNKNOWN_ACCOUNT;
  }
  return v1::ENTRY_OUTCOME_UNSPECIFIED;
}

// What is wrong with an entry is said by its place.
std::vector<store::AccountEntry> ReadEntries(const v1::ImportEntriesRequest& request,
                                             std::vector<Violation>& violations) {
  std::vector<store::AccountEntry> entries;
  for (int i = 0; i < request.entries_size() && violations.size() < kMostProblems; ++i) {
    std::vector<Violation> its;
    entries.push_back(EntryFromProto(request.entries(i), its));
    for (Violation& violation : its) {
      violation.path = absl::StrCat("entries[", i, "].", violation.path);
      violations.push_back(std::move(violation));
    }
  }
  return entries;
}

// On a worker.
grpc::Status Import(const AccountsEnvironment& environment, const store::Request& request,
                    const std::vector<store::AccountEntry>& entries,
                    const AnswerSink<v1::ImportEntriesResponse>& answer) {
  const auto outcomes = environment.store.entry_transfer().Import(request, entries);
  if (!outcomes.ok()) return StoreFailed(environment.scoring.log, outcomes.status());
  v1::ImportEntriesResponse response;
  std::vector<std::string> changed;
  uint64_t stored = 0;
  for (size_t i = 0; i < outcomes->size(); ++i) {
    response.add_outcomes(OutcomeToProto((*outcomes)[i]));
    if ((*outcomes)[i] != store::ImportOutcome::kStored) continue;
    ++stored;
    if (changed.empty() || changed.back() != entries[i].account) {
      changed.push_back(entries[i].account);
    }
  }
  environment.TellChanged(request.tenant, changed);
  environment.scoring.log.Info("decisions imported", {{"entries", stored}, {"by", request.by}});
  answer(response);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status ExportEntries(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ExportEntriesRequest&,
                           std::unique_ptr<Pages<v1::ExportEntriesResponse>>& pages) {
  pages = MakeExportPages<EntryPages>(environment, call);
  return grpc::Status::OK;
}

grpc::Status ImportEntries(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ImportEntriesRequest& request,
                           LongWork<v1::ImportEntriesResponse>& work) {
  if (request.entries_size() > kMostEntries) {
    return LimitExceeded(
        "max_message_entries", kMostEntries,
        absl::StrCat("there are ", request.entries_size(), " entries in one message; at most ",
                     kMostEntries, " (max_message_entries)"));
  }
  std::vector<Violation> violations;
  if (request.entries().empty()) {
    violations.push_back({"entries", "MISSING_FIELD", "there are no entries; send at least one"});
  }
  std::vector<store::AccountEntry> entries = ReadEntries(request, violations);
  if (!violations.empty()) return InvalidFields(violations);
  const store::Request asked{call.origin.caller->tenant, "", call.received,
                             call.origin.caller->name};
  work = [environment, asked, entries = std::move(entries)](
             const Stop&, const AnswerSink<v1::ImportEntriesResponse>& answer) {
    return Import(environment, asked, entries, answer);
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
