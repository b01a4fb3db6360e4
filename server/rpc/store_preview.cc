// Accounts are read page by page, each with its records and decisions once, and told to both packs:
// what follows from records is each pack's own business.
//
// Tested by tests/server/store_preview_test.cc.
#include "server/rpc/store_preview.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "protos/wire/quantities.h"
#include "server/accounts/account_decisions.h"
#include "server/accounts/stored_account.h"
#include "server/rpc/pack_comparison.h"
#include "server/rpc/status_map.h"
#include "server/store/account_list_store.h"
#include "server/store/decision_store.h"
#include "server/store/store.h"

namespace bellwether {
namespace {

using StoreImpact = v1::PreviewPackOnStoreResponse;

// Of a page, after which the caller is told how far it is.
constexpr uint32_t kAccountsOfPage = 100;

// A page of accounts is a piece: between two, others have their turn on the thread, and it is seen
// whether the caller may still call.
class StorePreview final : public Pages<StoreImpact> {
 public:
  StorePreview(const RulesEnvironment& environment, std::string tenant)
      : environment_(environment),
        store_(*environment.store),
        tenant_(std::move(tenant)),
        comparison_(environment) {}
  // However it ends.
  ~StorePreview() override {
    if (unreadable_ == 0) return;
    environment_.log.Warning("accounts of a preview cannot be read",
                             {{"accounts", unreadable_}, {"first_reason", first_reason_}});
  }

  PackComparison& comparison() { return comparison_; }

  grpc::Status Next(const Stop& stop, const AnswerSink<StoreImpact>& answer) override {
    if (comparison_.is_loaded()) return more_ ? CompareNext(stop, answer) : Conclude(answer);
    const grpc::Status status = comparison_.Load(stop, answer);
    over_ = !comparison_.is_loaded();
    return status;
  }

  bool is_over() const override { return over_; }

 private:
  grpc::Status CompareNext(const Stop& stop, const AnswerSink<StoreImpact>& answer) {
    store::AccountListing listing;
    listing.after = after_;
    listing.most = kAccountsOfPage;
    const auto page = store_.account_list().Find(tenant_, listing);
    if (!page.ok()) return StoreFailed(environment_.log, page.status());
    more_ = page->more && !page->accounts.empty();
    if (more_) after_ = page->accounts.back();
    return ComparePage(*page, stop, answer);
  }

  grpc::Status Conclude(const AnswerSink<StoreImpact>& answer) {
    StoreImpact response;
    comparison_.Conclude(*response.mutable_impact());
    answer(response);
    over_ = true;
    return grpc::Status::OK;
  }

  grpc::Status ComparePage(const store::AccountPage& page, const Stop& stop,
                           const AnswerSink<StoreImpact>& answer) {
    StoreImpact response;
    v1::PreviewProgress& progress = *response.mutable_progress();
    for (const store::AccountSummary& account : page.accounts) {
      if (environment_.at_step) environment_.at_step();
      if (stop.requested()) return grpc::Status::OK;
      if (++walked_ > environment_.max_preview_accounts) return TooMany();
      const grpc::Status status = Compare(account.account, progress);
      if (!status.ok()) return status;
    }
    progress.set_accounts(wire::CountToProto(comparison_.count()));
    answer(response);
    return grpc::Status::OK;
  }

  // Not OK: the store cannot be asked. An account of which a record cannot be read is one that both
  // packs refuse.
  grpc::Status Compare(const std::string& account, v1::PreviewProgress& progress) {
    const absl::Time until = KnownUntil(comparison_.as_of());
    const auto records = store_.RecordsOf(tenant_, account, until);
    if (!records.ok()) return StoreFailed(environment_.log, records.status());
    const auto decisions = store_.decisions().DecisionsOf(tenant_, account, until);
    if (!decisions.ok()) return StoreFailed(environment_.log, decisions.status());
    const auto read = ReadStored(records->records, environment_.limits);
    if (!read.ok()) {
      if (unreadable_++ == 0) first_reason_ = ToStd(read.status().message());
      comparison_.Refuse(account, StoreFailure(read.status()), progress);
      return grpc::Status::OK;
    }
    const absl::TimeZone zone = comparison_.to().time_zone;
    const StoredAccount stored = StoredAccount::Of(*read, records->kinds, account, zone);
    if (stored.CountKnown(comparison_.as_of()) == 0) return grpc::Status::OK;
    const Account to = FactsAt(stored, *decisions, comparison_.to(), comparison_.as_of());
    const Account from = comparison_.from().time_zone == zone
                             ? FactsAt(stored, *decisions, comparison_.from(), comparison_.as_of())
                             : FactsAt(StoredAccount::Of(*read, records->kinds, account,
                                                         comparison_.from().time_zone),
                                       *decisions, comparison_.from(), comparison_.as_of());
    comparison_.Compare({account, &from, &to, {}}, progress);
    return grpc::Status::OK;
  }

  grpc::Status TooMany() const {
    const uint32_t most = environment_.max_preview_accounts;
    return LimitExceeded("max_preview_accounts", most,
                         absl::StrCat("the server keeps more than ", most,
                                      " accounts (max_preview_accounts); have the limit raised"));
  }

  const RulesEnvironment environment_;
  store::Store& store_;
  const std::string tenant_;
  PackComparison comparison_;
  std::optional<store::AccountSummary> after_;  // the last one of the page before
  uint64_t walked_ = 0;                         // accounts of the store, known or not at that time
  uint64_t unreadable_ = 0;                     // of these
  std::string first_reason_;
  bool more_ = true;
  bool over_ = false;
};

}  // namespace

grpc::Status PreviewPackOnStore(const RulesEnvironment& environment, CallContext& call,
                                const v1::PreviewPackOnStoreRequest& request,
                                std::unique_ptr<Pages<StoreImpact>>& pages) {
  if (environment.store == nullptr) {
    return ErrorWithInfo(grpc::StatusCode::FAILED_PRECONDITION, "NO_STORE",
                         "this server keeps no accounts; start it with --store, or send them to "
                         "PreviewPack");
  }
  auto preview = std::make_unique<StorePreview>(environment, call.origin.caller->tenant);
  std::optional<int32_t> top;
  if (request.has_top()) top = request.top();
  const grpc::Status status =
      preview->comparison().Ask(call, {request.from(), request.to(), request.options(), top});
  if (!status.ok()) return status;
  preview->comparison().AllowUnknownSignals();
  pages = std::move(preview);
  return grpc::Status::OK;
}

}  // namespace bellwether
