// What is wrong with a message as a whole is said on the polling thread; reading its items and
// keeping them is work.
//
// Tested by tests/server/transfer_handlers_test.cc.
#include "server/rpc/transfer_handlers.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "protos/wire/records.h"
#include "server/rpc/export_pages.h"
#include "server/rpc/record_putting.h"
#include "server/rpc/status_map.h"
#include "server/rpc/transfer_messages.h"
#include "server/store/transfer_store.h"

namespace bellwether {
namespace {

constexpr int kMostItems = 10'000;  // of one message

struct ItemPages {
  static constexpr char kWhat[] = "items", kTold[] = "accounts exported";
  using Response = v1::ExportAllResponse;
  using Export = store::TransferExport;
  static auto Begin(store::Store& store, const std::string& tenant) {
    return store.transfer().Begin(tenant);
  }
  static absl::Status Add(const store::TransferItem& item, Response& response) {
    return ItemToProto(item, *response.add_items());
  }
};

v1::TransferOutcome OutcomeToProto(store::TransferOutcome outcome) {
  switch (outcome) {
    case store::TransferOutcome::kStored:
      return v1::TRANSFER_OUTCOME_STORED;
    case store::TransferOutcome::kAlreadyThere:
      return v1::TRANSFER_OUTCOME_ALREADY_THERE;
    case store::TransferOutcome::kConflict:
      return v1::TRANSFER_OUTCOME_CONFLICT;
    case store::TransferOutcome::kOutOfOrder:
      return v1::TRANSFER_OUTCOME_OUT_OF_ORDER;
    case store::TransferOutcome::kUnknownAccount:
      return v1::TRANSFER_OUTCOME_UNKNOWN_ACCOUNT;
  }
  return v1::TRANSFER_OUTCOME_UNSPECIFIED;
}

class ImportUpload final : public Upload<v1::ImportAllRequest, v1::ImportAllResponse> {
 public:
  explicit ImportUpload(const AccountsEnvironment& environment) : environment_(environment) {}

  grpc::Status Take(CallContext& call, const v1::ImportAllRequest& request) override {
    if (request.items_size() > kMostItems) {
      return LimitExceeded(
          "max_message_items", kMostItems,
          absl::StrCat("there are ", request.items_size(), " items in one message; at most ",
                       kMostItems, " (max_message_items)"));
    }
    if (request.items().empty()) {
      return InvalidFields({{"items", "MISSING_FIELD", "there are no items; send at least one"}});
    }
    // A stream lives long: what a message changes is changed when the message came.
    asked_ = StoreRequest(call, "", absl::Now());
    items_ = request.items();
    return grpc::Status::OK;
  }

  LongWork<v1::ImportAllResponse> WorkOfMessage() override {
    return [this](const Stop&, const AnswerSink<v1::ImportAllResponse>& answer) {
      v1::ImportAllResponse response;
      const grpc::Status status = Keep(response);
      items_.Clear();
      if (status.ok()) answer(response);
      return status;
    };
  }

  // Every message was answered: there is nothing left to do.
  grpc::Status Finish(CallContext&, LongWork<v1::ImportAllResponse>&) override {
    environment_.scoring.log.Info("accounts imported", {{"items", stored_}, {"by", asked_.by}});
    return grpc::Status::OK;
  }

 private:
  grpc::Status Keep(v1::ImportAllResponse& response) {
    std::vector<store::TransferItem> good;
    std::vector<int> positions;  // of the good ones in the message
    for (int i = 0; i < items_.size(); ++i) {
      std::vector<Violation> violations;
      auto item = ItemFromProto(items_.Get(i), environment_.scoring.limits, violations);
      v1::TransferResult& result = *response.add_results();
      if (violations.empty()) {
        good.push_back(std::move(item));
        positions.push_back(i);
      } else {
        ++not_taken_;
        result.set_outcome(v1::TRANSFER_OUTCOME_REFUSED);
        wire::ProblemsToProto(violations, *result.mutable_problems());
      }
    }
    if (!good.empty()) {
      const auto outcomes = environment_.store.transfer().Import(asked_, good, &EventWithTask);
      if (!outcomes.ok()) return StoreFailed(environment_.scoring.log, outcomes.status());
      for (size_t i = 0; i < good.size(); ++i) {
        Count((*outcomes)[i]);
        response.mutable_results(positions[i])->set_outcome(OutcomeToProto((*outcomes)[i]));
      }
      TellChanged(good, *outcomes);
    }
    response.set_stored(stored_);
    response.set_already_there(there_);
    response.set_not_taken(not_taken_);
    return grpc::Status::OK;
  }

  void Count(store::TransferOutcome outcome) {
    auto& count = outcome == store::TransferOutcome::kStored         ? stored_
                  : outcome == store::TransferOutcome::kAlreadyThere ? there_
                                                                     : not_taken_;
    ++count;
  }

  // They are evaluated as they stand now, by the pack of this server.
  void TellChanged(const std::vector<store::TransferItem>& items,
                   const std::vector<store::TransferOutcome>& outcomes) const {
    std::vector<std::string> changed;
    for (size_t i = 0; i < items.size(); ++i) {
      if (outcomes[i] != store::TransferOutcome::kStored) continue;
      const std::string& account = AccountOf(items[i]);
      if (!account.empty()) changed.push_back(account);
    }
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    environment_.TellChanged(asked_.tenant, changed);
  }

  const AccountsEnvironment environment_;
  // Of the message at hand: the polling thread writes it, and reads the next one when a worker has
  // done this one.
  store::Request asked_;
  google::protobuf::RepeatedPtrField<v1::TransferItem> items_;
  int64_t stored_ = 0, there_ = 0, not_taken_ = 0;
};

}  // namespace

grpc::Status ExportAll(const AccountsEnvironment& environment, CallContext& call,
                       const v1::ExportAllRequest&,
                       std::unique_ptr<Pages<v1::ExportAllResponse>>& pages) {
  pages = MakeExportPages<ItemPages>(environment, call);
  return grpc::Status::OK;
}

std::unique_ptr<Upload<v1::ImportAllRequest, v1::ImportAllResponse>> MakeImport(
    const AccountsEnvironment& environment) {
  return std::make_unique<ImportUpload>(environment);
}

TransferHandlers MakeTransferHandlers(const AccountsEnvironment& environment) {
  return {[environment](CallContext& call, const v1::ExportAllRequest& request,
                        std::unique_ptr<Pages<v1::ExportAllResponse>>& pages) {
            return ExportAll(environment, call, request, pages);
          },
          [environment] { return MakeImport(environment); }};
}

}  // namespace bellwether
