// Tested by tests/server/evaluations_handlers_test.cc.
#include "server/rpc/evaluations_handlers.h"

#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"
#include "server/book/told_evaluation.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/page_token.h"
#include "server/rpc/serving.h"
#include "server/rpc/status_map.h"
#include "server/rpc/stored_page.h"
#include "server/rpc/stored_watch.h"

namespace bellwether {
namespace {

// Why there is nothing to tell of an account.
grpc::Status NothingOf(const EvaluationsEnvironment& environment, const store::AccountName& of) {
  const auto records = environment.store.evaluations().CountRecords(of);
  if (!records.ok()) return StoreFailed(environment.log, records.status());
  if (*records == 0) return UnknownAccount(of.account);
  return ErrorWithInfo(grpc::StatusCode::NOT_FOUND, "NOT_EVALUATED_YET",
                       absl::StrCat("the account ", Quoted(of.account),
                                    " is known, and not evaluated yet; ask again in a moment, or "
                                    "watch what is evaluated (WatchEvaluations, bellwether remote "
                                    "watch-evaluations)"));
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
    if (!last->has_value()) return NothingOf(environment, of);
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
    if (found->empty() && before == 0) return NothingOf(environment, of);
    v1::ListEvaluationsResponse response;
    auto next = FillPage(
        *found, size, scope,
        [&](const store::StoredEvaluation& one) {
          return TellEvaluation(one, *response.add_evaluations());
        },
        [](const store::StoredEvaluation& last) {
          return PageStart{static_cast<uint64_t>(last.sequence)};
        });
    if (!next.ok()) return StoreFailed(environment.log, next.status());
    response.set_next_page_token(*std::move(next));
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
             return BeginStoredWatch(
                 environment.reader, call, request,
                 [](v1::WatchEvaluationsResponse& response) { return response.add_evaluations(); },
                 watch);
           },
           std::shared_ptr<PackFeed>(&environment.reader.feed(), [](PackFeed*) {})}};
}

}  // namespace bellwether
