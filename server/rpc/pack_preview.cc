// Each message is work: packs are loaded with the first one, accounts evaluated with all of them.
//
// Tested by tests/server/pack_preview_test.cc and rules_calls_test.cc.
#include "server/rpc/pack_preview.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "protos/wire/quantities.h"
#include "protos/wire/wire.h"
#include "server/rpc/pack_comparison.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

using Response = v1::PreviewPackResponse;

class PackPreview : public Upload<v1::PreviewPackRequest, Response> {
 public:
  explicit PackPreview(const RulesEnvironment& environment)
      : environment_(environment), comparison_(environment) {}

  grpc::Status Take(CallContext& call, const v1::PreviewPackRequest& request) override {
    const grpc::Status status = begun_ ? GoOn(request) : Begin(call, request);
    begun_ = true;
    return status.ok() ? TakeAccounts(request) : status;
  }

  LongWork<Response> WorkOfMessage() override {
    return [this](const Stop& stop, const AnswerSink<Response>& answer) {
      grpc::Status status = grpc::Status::OK;
      if (!comparison_.is_loaded()) status = comparison_.Load(stop, answer);
      if (status.ok() && comparison_.is_loaded()) Compare(stop, answer);
      return status;
    };
  }

  bool is_over() const override { return comparison_.has_problems(); }

  grpc::Status Finish(CallContext&, LongWork<Response>& work) override {
    if (!begun_) {
      return InvalidFields({{"to", "MISSING_FIELD",
                             "the stream ended before its first message; send the pack as it is "
                             "to be, then accounts"}});
    }
    work = [this](const Stop& stop, const AnswerSink<Response>& answer) {
      if (stop.requested()) return grpc::Status::OK;
      Response response;
      comparison_.Conclude(*response.mutable_impact());
      answer(response);
      return grpc::Status::OK;
    };
    return grpc::Status::OK;
  }

 private:
  grpc::Status Begin(const CallContext& call, const v1::PreviewPackRequest& request) {
    std::optional<int32_t> top;
    if (request.has_top()) top = request.top();
    return comparison_.Ask(call, {request.from(), request.to(), request.options(), top});
  }

  static grpc::Status GoOn(const v1::PreviewPackRequest& request) {
    std::vector<Violation> violations;
    for (const auto& [name, given] :
         {std::pair("from", request.has_from()), std::pair("to", request.has_to()),
          std::pair("options", request.has_options()), std::pair("top", request.has_top())}) {
      if (!given) continue;
      violations.push_back({name, "NOT_ALLOWED", "it belongs into the first message"});
    }
    return violations.empty() ? grpc::Status::OK : InvalidFields(violations);
  }

  grpc::Status TakeAccounts(const v1::PreviewPackRequest& request) {
    if (request.accounts_size() > kMostPreviewAccounts) {
      return LimitExceeded(
          "max_message_accounts", kMostPreviewAccounts,
          absl::StrCat(request.accounts_size(), " accounts in one message; at most ",
                       kMostPreviewAccounts, " (max_message_accounts)"));
    }
    taken_ += static_cast<uint64_t>(request.accounts_size());
    const uint32_t most = environment_.max_preview_accounts;
    if (taken_ > most) {
      return LimitExceeded("max_preview_accounts", most,
                           absl::StrCat("more than ", most,
                                        " accounts (max_preview_accounts); send fewer, or have the "
                                        "limit raised"));
    }
    accounts_ = request.accounts();
    return grpc::Status::OK;
  }

  void Compare(const Stop& stop, const AnswerSink<Response>& answer) {
    Response response;
    v1::PreviewProgress& progress = *response.mutable_progress();
    for (const v1::Account& account : accounts_) {
      if (environment_.at_step) environment_.at_step();
      if (stop.requested()) return;
      std::vector<Violation> violations;
      wire::AccountFromProto(account, account_, violations);
      comparison_.Compare({account.id(), &account_, &account_, std::move(violations)}, progress);
    }
    accounts_.Clear();
    progress.set_accounts(wire::CountToProto(comparison_.count()));
    answer(response);
  }

  const RulesEnvironment environment_;
  PackComparison comparison_;
  bool begun_ = false;
  google::protobuf::RepeatedPtrField<v1::Account> accounts_;  // of the message at hand
  uint64_t taken_ = 0;
  Account account_;
};

}  // namespace

std::unique_ptr<Upload<v1::PreviewPackRequest, Response>> MakePackPreview(
    const RulesEnvironment& environment) {
  return std::make_unique<PackPreview>(environment);
}

}  // namespace bellwether
