// Many accounts, one after the other in the workspace, from bytes to bytes (batch_frame.proto):
// what one leaves there is gone with the next. An account that cannot be read or evaluated becomes
// an answer with the error that Evaluate ends with.
//
// Tested by tests/server/batch_handlers_test.cc.
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/scoring_handlers.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

constexpr wire::AnswerCall kMany = wire::AnswerCall::kMany;

// What is the same for every account of a batch.
struct Batch {
  const SnapshotPointer& snapshot;
  const std::string& asked;  // by which name the caller wants the pack
  const Plan& plan;
  BindOptions options;
  wire::AnswerOptions answer;
  absl::Time as_of;  // in the pack's time zone
};

grpc::Status CheckSize(const ScoringEnvironment& environment,
                       const server::BatchRequestFrame& request) {
  const uint32_t most = environment.limits.max_batch_accounts;
  const auto size = static_cast<size_t>(request.accounts_size());
  if (size <= most) return grpc::Status::OK;
  return LimitExceeded("max_batch_accounts", most,
                       absl::StrCat(size, " accounts; at most ", most,
                                    " are allowed in one call (max_batch_accounts)"));
}

// The account in `bytes` as facts, or why it has none.
grpc::Status ReadItem(const ScoringEnvironment& environment, const Batch& batch,
                      const std::string& bytes, v1::Account& account, Workspace& work) {
  work.violations.clear();
  if (account.ParseFromString(bytes)) {
    return BindAccount(environment, batch.plan, account, batch.options, work);
  }
  return InvalidRequest(
      {{"account", "SYNTAX", "the bytes are no account; encode it as bellwether.v1.Account"}},
      environment.limits);
}

void AnswerItem(const ScoringEnvironment& environment, CallContext& call, const Batch& batch,
                v1::Account& account, const std::string& bytes, v1::BatchItem& item) {
  Workspace& work = call.workspace;
  grpc::Status status = ReadItem(environment, batch, bytes, account, work);
  if (status.ok()) status = EvaluateFacts(environment, batch.snapshot, batch.answer, call);
  if (!status.ok()) return ErrorToProto(status, *item.mutable_error());
  AskQuestions(environment, batch.plan, batch.options, batch.answer, work);
  ShareAnswer(environment, call,
              {batch.asked, batch.snapshot, batch.options, batch.answer, /*of_many=*/true});
  v1::Evaluation& evaluation = *item.mutable_evaluation();
  AnswerEvaluation(batch.plan, work, batch.answer, evaluation);
  // A date begins at another moment in the account's own time zone.
  const bool says_when = batch.answer.Wants({v1::Evaluation::kAsOfFieldNumber});
  if (says_when && work.facts.as_of != batch.as_of) {
    wire::TimeToProto(work.facts.as_of, *evaluation.mutable_as_of());
  }
}

}  // namespace

grpc::Status EvaluateBatch(const ScoringEnvironment& environment, CallContext& call,
                           const server::BatchRequestFrame& request,
                           server::BatchResponseFrame& response) {
  SnapshotPointer snapshot;
  grpc::Status status =
      PinPack(environment.packs, *call.origin.caller, request.options().pack(), snapshot);
  if (status.ok()) status = CheckSize(environment, request);
  if (!status.ok()) return status;
  const Plan& plan = *snapshot->plan;
  const BindOptions options = CheckOptions(environment, plan, request.options(), kMany, call);
  if (!call.workspace.violations.empty()) {
    return InvalidRequest(call.workspace.violations, environment.limits);
  }
  Batch batch{snapshot,
              request.options().pack(),
              plan,
              options,
              wire::AnswerOptionsFromProto(request.options(), kMany),
              options.as_of.At(plan.time_zone)};
  batch.answer.names_ground = false;

  wire::PackInfoToProto(plan, *response.mutable_pack());
  wire::TimeToProto(batch.as_of, *response.mutable_as_of());
  const int size = request.accounts_size();
  response.mutable_items()->Reserve(size);
  for (int i = 0; i < size; ++i) {
    if (call.IsOver()) {
      return DeadlinePassed(static_cast<size_t>(i), static_cast<size_t>(size));
    }
    CallMemory::Use memory(call.workspace.item_memory);
    auto* item = memory.Create<v1::BatchItem>();
    AnswerItem(environment, call, batch, *memory.Create<v1::Account>(), request.accounts(i), *item);
    item->SerializeToString(response.add_items());
  }
  return grpc::Status::OK;
}

grpc::Status StreamEvaluate(const ScoringEnvironment& environment, CallContext& call,
                            const v1::StreamEvaluateRequest& request,
                            v1::StreamEvaluateResponse& response) {
  const wire::AnswerOptions options = wire::AnswerOptionsFromProto(request.options(), kMany);
  SnapshotPointer snapshot;
  const grpc::Status status = EvaluateRequest(environment, call, request, options, snapshot);
  if (status.ok()) {
    AnswerEvaluation(*snapshot->plan, call.workspace, options, *response.mutable_evaluation());
  } else {
    ErrorToProto(status, *response.mutable_error());
  }
  return grpc::Status::OK;
}

}  // namespace bellwether
