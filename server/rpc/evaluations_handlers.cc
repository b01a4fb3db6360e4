// Tested by tests/server/evaluations_handlers_test.cc.
#include "server/rpc/evaluations_handlers.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "server/book/told_evaluation.h"
#include "server/rpc/known_account.h"
#include "server/rpc/page_token.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// Clients take messages of 4 MiB; what is kept takes more room than what is told of it.
constexpr size_t kMostPageBytes = 2u << 20;

// What the tokens of a watch belong to.
std::string WatchScope(const std::string& tenant) {
  return absl::StrCat("WatchEvaluations ", tenant);
}

class EvaluationWatch final : public Watch<v1::WatchEvaluationsResponse> {
 public:
  EvaluationWatch(std::shared_ptr<EvaluationReader::Reading> reading, std::string scope)
      : reading_(std::move(reading)), scope_(std::move(scope)) {}

  bool Next(v1::WatchEvaluationsResponse& response) override {
    auto batch = reading_->Take();
    if (!batch) return false;
    for (v1::StoredEvaluation& one : batch->evaluations) {
      *response.add_evaluations() = std::move(one);
    }
    response.set_cursor(MakePageToken({static_cast<uint64_t>(batch->cursor)}, scope_));
    return true;
  }

 private:
  const std::shared_ptr<EvaluationReader::Reading> reading_;
  const std::string scope_;
};

grpc::Status BeginWatch(const EvaluationsEnvironment& environment, CallContext& call,
                        const v1::WatchEvaluationsRequest& request,
                        std::unique_ptr<Watch<v1::WatchEvaluationsResponse>>& watch) {
  const std::string& tenant = call.origin.caller->tenant;
  const std::string scope = WatchScope(tenant);
  std::vector<Violation> violations;
  std::optional<int64_t> cursor;
  if (request.from_beginning()) cursor = 0;
  if (!request.cursor().empty()) {
    if (request.from_beginning()) {
      violations.push_back({"from_beginning", "CONTRADICTION",
                            "a watch goes on at a cursor or begins anew; give one of both"});
    }
    const auto start = ReadPageToken(request.cursor(), scope, violations);
    if (start) cursor = static_cast<int64_t>(start->offset);
  }
  if (!violations.empty()) {
    for (Violation& violation : violations) {
      if (violation.path != "page_token") continue;  // as a cursor is read
      violation = {"cursor", "BAD_CURSOR",
                   "this is no cursor of such a watch; leave it out to begin from now on, or ask "
                   "from_beginning"};
    }
    return InvalidFields(violations);
  }
  watch = std::make_unique<EvaluationWatch>(environment.reader.Open(tenant, cursor), scope);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status GetLatestEvaluation(const EvaluationsEnvironment& environment, CallContext& call,
                                 const v1::GetLatestEvaluationRequest& request,
                                 LongWork<v1::GetLatestEvaluationResponse>& work) {
  std::vector<Violation> violations;
  CheckAccountId(request.account_id(), violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, of = store::AccountName{call.origin.caller->tenant, request.account_id()}](
             const Stop&, const AnswerSink<v1::GetLatestEvaluationResponse>& answer) {
    const auto last = environment.store.evaluations().Last(of);
    if (!last.ok()) return StoreFailed(environment.log, last.status());
    if (!last->has_value()) return UnknownAccount(of.account);
    v1::GetLatestEvaluationResponse response;
    v1::StoredEvaluation& message = *response.mutable_evaluation();
    const absl::Status told = TellEvaluation(**last, message);
    if (!told.ok()) return StoreFailed(environment.log, told);
    const SnapshotPointer active = environment.pack_of(of.tenant);
    message.set_of_former_pack(active != nullptr && active->plan->digest != (*last)->pack_digest);
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

grpc::Status ListEvaluations(const EvaluationsEnvironment& environment, CallContext& call,
                             const v1::ListEvaluationsRequest& request,
                             LongWork<v1::ListEvaluationsResponse>& work) {
  std::vector<Violation> violations;
  CheckAccountId(request.account_id(), violations);
  const std::string& tenant = call.origin.caller->tenant;
  const std::string scope = absl::StrCat(ScopeOf(request), tenant);
  const uint32_t size = PageSize(request.page_size(), kUsualPage, kMostPage, violations);
  const auto start = ReadPageToken(request.page_token(), scope, violations);
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, of = store::AccountName{tenant, request.account_id()},
          before = static_cast<int64_t>(start->offset), scope,
          size](const Stop&, const AnswerSink<v1::ListEvaluationsResponse>& answer) {
    // One more says whether there are more.
    const auto found = environment.store.evaluations().Of(of, before, size + 1);
    if (!found.ok()) return StoreFailed(environment.log, found.status());
    if (found->empty() && before == 0) return UnknownAccount(of.account);
    v1::ListEvaluationsResponse response;
    size_t bytes = 0;
    for (const store::StoredEvaluation& one : *found) {
      if (response.evaluations_size() == static_cast<int>(size) || bytes > kMostPageBytes) {
        const int64_t last = response.evaluations(response.evaluations_size() - 1).sequence();
        response.set_next_page_token(MakePageToken({static_cast<uint64_t>(last)}, scope));
        break;
      }
      const absl::Status told = TellEvaluation(one, *response.add_evaluations());
      if (!told.ok()) return StoreFailed(environment.log, told);
      bytes += one.body.size();
    }
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

EvaluationsHandlers MakeEvaluationsHandlers(const EvaluationsEnvironment& environment) {
  return {ServeLong(environment, &GetLatestEvaluation),
          ServeLong(environment, &ListEvaluations),
          {[environment](CallContext& call, const v1::WatchEvaluationsRequest& request,
                         std::unique_ptr<Watch<v1::WatchEvaluationsResponse>>& watch) {
             return BeginWatch(environment, call, request, watch);
           },
           std::shared_ptr<PackFeed>(&environment.reader.feed(), [](PackFeed*) {})}};
}

}  // namespace bellwether
