// Pages of what leaves a store: begun when the first one is asked for, on a worker, and told of in
// the log when all have left.
//
//   struct RecordPages {
//     static constexpr char kWhat[] = "records", kTold[] = "records exported";   // for the log
//     using Response = v1::ExportRecordsResponse;
//     using Export = store::RecordExport;   // its Next() has nothing once it is over
//     static absl::StatusOr<std::unique_ptr<Export>> Begin(store::Store&, const std::string&
//     tenant);
//     static void Add(Item& item, Response& response);   // or a status: not OK ends the export
//   };
//   pages = MakeExportPages<RecordPages>(environment, call);
#ifndef BELLWETHER_SERVER_RPC_EXPORT_PAGES_H_
#define BELLWETHER_SERVER_RPC_EXPORT_PAGES_H_

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/paged_handler.h"
#include "server/rpc/status_map.h"
#include "server/store/record_export_store.h"

namespace bellwether {

template <typename Kind>
class ExportPages final : public Pages<typename Kind::Response> {
 public:
  using Response = typename Kind::Response;

  ExportPages(Logger& log, store::Store& store, std::string tenant, std::string by)
      : log_(log), store_(store), tenant_(std::move(tenant)), by_(std::move(by)) {}

  grpc::Status Next(const Stop&, const AnswerSink<Response>& answer) override {
    if (export_ == nullptr) {
      const grpc::Status begun = Begin();
      if (!begun.ok()) return begun;
    }
    auto page = export_->Next();
    if (!page.ok()) return StoreFailed(log_, page.status());
    if (page->empty()) {
      over_ = true;
      log_.Info(Kind::kTold, {{Kind::kWhat, count_}, {"by", by_}});
      return grpc::Status::OK;
    }
    count_ += page->size();
    Response response;
    for (auto& item : *page) {
      if constexpr (std::is_void_v<decltype(Kind::Add(item, response))>) {
        Kind::Add(item, response);
      } else if (const absl::Status added = Kind::Add(item, response); !added.ok()) {
        return StoreFailed(log_, added);
      }
    }
    answer(response);
    return grpc::Status::OK;
  }

  bool is_over() const override { return over_; }

 private:
  grpc::Status Begin() {
    auto begun = Kind::Begin(store_, tenant_);
    if (absl::IsFailedPrecondition(begun.status())) {
      return LimitExceeded("max_exports", store::kMostExports,
                           absl::StrCat(store::kMostExports,
                                        " exports run already (max_exports); try again when one "
                                        "has ended"));
    }
    if (!begun.ok()) return StoreFailed(log_, begun.status());
    export_ = *std::move(begun);
    return grpc::Status::OK;
  }

  Logger& log_;
  store::Store& store_;
  const std::string tenant_, by_;
  std::unique_ptr<typename Kind::Export> export_;
  uint64_t count_ = 0;
  bool over_ = false;
};

template <typename Kind>
std::unique_ptr<Pages<typename Kind::Response>> MakeExportPages(
    const AccountsEnvironment& environment, const CallContext& call) {
  return std::make_unique<ExportPages<Kind>>(environment.scoring.log, environment.store,
                                             call.origin.caller->tenant, call.origin.caller->name);
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_EXPORT_PAGES_H_
