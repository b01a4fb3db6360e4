// Each message is work: packs are loaded with the first one, accounts evaluated with all of them.
// Of the accounts nothing is kept but the tally, whose size does not depend on their number.
//
// Tested by tests/server/pack_preview_test.cc and rules_calls_test.cc.
#include "server/rpc/pack_preview.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/impact/comparer.h"
#include "engine/impact/tally.h"
#include "protos/wire/impact.h"
#include "protos/wire/packs.h"
#include "protos/wire/quantities.h"
#include "protos/wire/wire.h"
#include "server/rpc/analysis_request.h"
#include "server/rpc/pack_source.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr size_t kUsualTop = 10;

using Response = v1::PreviewPackResponse;

// Both packs, and what was counted under them so far.
struct Preview {
  Preview(std::shared_ptr<const Plan> from_plan, std::shared_ptr<const Plan> to_plan,
          const BindOptions& bind, const Limits& limits, size_t top)
      : from(std::move(from_plan)),
        to(std::move(to_plan)),
        pair(*from, *to),
        comparer(pair, bind, limits),
        tally(pair, top) {}

  const std::shared_ptr<const Plan> from, to;
  const impact::PackPair pair;
  impact::Comparer comparer;
  impact::Tally tally;
};

class PackPreview : public Upload<v1::PreviewPackRequest, Response> {
 public:
  explicit PackPreview(const RulesEnvironment& environment) : environment_(environment) {}

  grpc::Status Take(CallContext& call, const v1::PreviewPackRequest& request) override {
    const grpc::Status status = begun_ ? GoOn(request) : Begin(call, request);
    begun_ = true;
    return status.ok() ? TakeAccounts(request) : status;
  }

  LongWork<Response> WorkOfMessage() override {
    return [this](const Stop& stop, const AnswerSink<Response>& answer) {
      grpc::Status status = grpc::Status::OK;
      if (!preview_) status = LoadPacks(stop, answer);
      if (status.ok() && preview_) Compare(stop, answer);
      return status;
    };
  }

  bool is_over() const override { return over_; }

  grpc::Status Finish(CallContext&, LongWork<Response>& work) override {
    if (!begun_) {
      return InvalidFields({{"to", "MISSING_FIELD",
                             "the stream ended before its first message; send the pack as it is "
                             "to be, then accounts"}});
    }
    work = [this](const Stop& stop, const AnswerSink<Response>& answer) {
      if (!stop.requested()) Conclude(answer);
      return grpc::Status::OK;
    };
    return grpc::Status::OK;
  }

 private:
  grpc::Status Begin(const CallContext& call, const v1::PreviewPackRequest& request) {
    std::vector<Violation> violations;
    grpc::Status status = ReadSource(call, request.from(), "from", from_, violations);
    if (status.ok() && request.to().source_case() != v1::PackSource::SOURCE_NOT_SET) {
      status = ReadSource(call, request.to(), "to", to_, violations);
    } else if (status.ok()) {
      violations.push_back({"to", "MISSING_FIELD",
                            "there is no new pack; send its files, or the digest of one that the "
                            "server has"});
    }
    if (!status.ok()) return status;
    bind_ = ReadAnalysisOptions(request.options(), call.received, violations);
    if (!request.options().pack().empty()) {
      violations.push_back(
          {"options.pack", "NOT_ALLOWED", "there are two packs; name them in `from` and `to`"});
    }
    if (request.has_top() && (request.top() < 0 || request.top() > kMostPreviewTop)) {
      violations.push_back(
          {"top", "OUT_OF_RANGE",
           absl::StrCat(request.top(), " is not between 0 and ", kMostPreviewTop)});
    }
    if (request.has_top()) top_ = static_cast<size_t>(std::max(0, request.top()));
    return violations.empty() ? grpc::Status::OK : InvalidFields(violations);
  }

  grpc::Status ReadSource(const CallContext& call, const v1::PackSource& source,
                          const std::string& path, AskedPack& asked,
                          std::vector<Violation>& violations) const {
    return ReadPackSource(environment_.packs, *call.origin.caller, source, path,
                          environment_.limits, asked, violations);
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

  // Packs, once. One that does not load ends the call with everything that is wrong with both.
  grpc::Status LoadPacks(const Stop& stop, const AnswerSink<Response>& answer) {
    const LoadedSide from = LoadSide(from_, environment_.limits);
    if (stop.requested()) return grpc::Status::OK;
    const LoadedSide to = LoadSide(to_, environment_.limits);
    from_ = {};
    to_ = {};
    Response response;
    if (from.plan == nullptr || to.plan == nullptr) {
      over_ = true;
      AddProblems(from, *response.mutable_problems()->mutable_from());
      AddProblems(to, *response.mutable_problems()->mutable_to());
      answer(response);
      return grpc::Status::OK;
    }
    std::vector<Violation> violations;
    for (const Plan* plan : {from.plan.get(), to.plan.get()}) {
      if (violations.empty()) violations = CheckBindOptions(*plan, bind_, environment_.limits);
    }
    for (Violation& violation : violations) violation.path = "options." + violation.path;
    if (!violations.empty()) return InvalidFields(violations);
    preview_.emplace(from.plan, to.plan, bind_, environment_.limits, top_);
    WriteGround(*response.mutable_head());
    answer(response);
    return grpc::Status::OK;
  }

  static void AddProblems(const LoadedSide& side,
                          google::protobuf::RepeatedPtrField<v1::PackDiagnostic>& messages) {
    for (const Diagnostic& diagnostic : side.diagnostics) {
      wire::DiagnosticToProto(diagnostic, side.sources, *messages.Add());
    }
  }

  template <typename Message>
  void WriteGround(Message& message) const {
    wire::PackInfoToProto(*preview_->from, *message.mutable_from());
    wire::PackInfoToProto(*preview_->to, *message.mutable_to());
    wire::MomentToProto(bind_.as_of, *message.mutable_as_of());
  }

  void Compare(const Stop& stop, const AnswerSink<Response>& answer) {
    Response response;
    v1::PreviewProgress& progress = *response.mutable_progress();
    for (const v1::Account& account : accounts_) {
      if (environment_.at_step) environment_.at_step();
      if (stop.requested()) return;
      Compare(account, progress);
      ++done_;
    }
    accounts_.Clear();
    progress.set_accounts(wire::CountToProto(done_));
    answer(response);
  }

  void Compare(const v1::Account& message, v1::PreviewProgress& progress) {
    std::vector<Violation> violations;
    wire::AccountFromProto(message, account_, violations);
    const bool compared = preview_->comparer.Compare(account_, change_);
    impact::Refusal refusal = preview_->comparer.refusal();
    if (compared && violations.empty()) return preview_->tally.Add(change_);
    for (auto* side : {&refusal.from, &refusal.to}) {
      side->insert(side->begin(), violations.begin(), violations.end());
    }
    preview_->tally.Refuse(refusal);
    v1::RefusedAccount& refused = *progress.add_refused();
    refused.set_index(wire::CountToProto(done_));
    refused.set_account_id(message.id());
    ErrorToProto(InvalidRequest(refusal.Together(), environment_.limits), *refused.mutable_error());
  }

  void Conclude(const AnswerSink<Response>& answer) {
    Response response;
    v1::Impact& message = *response.mutable_impact();
    const impact::Impact impact = preview_->tally.Finish();
    wire::ImpactToProto(preview_->pair.names(), impact, message);
    WriteGround(message);
    answer(response);
  }

  const RulesEnvironment environment_;
  bool begun_ = false;
  bool over_ = false;  // a pack does not load, which was answered
  AskedPack from_, to_;
  BindOptions bind_;
  size_t top_ = kUsualTop;
  google::protobuf::RepeatedPtrField<v1::Account> accounts_;  // of the message at hand
  uint64_t taken_ = 0;
  uint64_t done_ = 0;
  std::optional<Preview> preview_;
  Account account_;
  impact::AccountChange change_;
};

}  // namespace

std::unique_ptr<Upload<v1::PreviewPackRequest, Response>> MakePackPreview(
    const RulesEnvironment& environment) {
  return std::make_unique<PackPreview>(environment);
}

}  // namespace bellwether
