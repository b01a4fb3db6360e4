// Tested by tests/server/record_export_test.cc.
#include "server/rpc/record_export.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/rpc/status_map.h"
#include "server/store/record_export_store.h"

namespace bellwether {
namespace {

using Response = v1::ExportRecordsResponse;

class ExportPages final : public Pages<Response> {
 public:
  ExportPages(Logger& log, store::Store& store, std::string tenant, std::string by)
      : log_(log), store_(store), tenant_(std::move(tenant)), by_(std::move(by)) {}

  grpc::Status Next(const Stop&, const AnswerSink<Response>& answer) override {
    if (records_ == nullptr) {
      const grpc::Status begun = Begin();
      if (!begun.ok()) return begun;
    }
    auto lines = records_->Next();
    if (!lines.ok()) return StoreFailed(log_, lines.status());
    if (lines->empty()) {
      over_ = true;
      log_.Info("records exported", {{"records", count_}, {"by", by_}});
      return grpc::Status::OK;
    }
    count_ += lines->size();
    Response response;
    for (std::string& line : *lines) *response.add_lines() = std::move(line);
    answer(response);
    return grpc::Status::OK;
  }

  bool is_over() const override { return over_; }

 private:
  grpc::Status Begin() {
    auto begun = store_.exports().Begin(tenant_);
    if (absl::IsFailedPrecondition(begun.status())) {
      return LimitExceeded("max_exports", store::kMostExports,
                           absl::StrCat(store::kMostExports,
                                        " exports run already (max_exports); try again when one "
                                        "has ended"));
    }
    if (!begun.ok()) return StoreFailed(log_, begun.status());
    records_ = *std::move(begun);
    return grpc::Status::OK;
  }

  Logger& log_;
  store::Store& store_;
  const std::string tenant_, by_;
  std::unique_ptr<store::RecordExport> records_;
  uint64_t count_ = 0;
  bool over_ = false;
};

}  // namespace

grpc::Status ExportRecords(const AccountsEnvironment& environment, CallContext& call,
                           const v1::ExportRecordsRequest&,
                           std::unique_ptr<Pages<Response>>& pages) {
  pages = std::make_unique<ExportPages>(environment.scoring.log, environment.store,
                                        call.origin.caller->tenant, call.origin.caller->name);
  return grpc::Status::OK;
}

}  // namespace bellwether
