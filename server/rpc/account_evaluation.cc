// Tested by tests/server/scoring_handlers_test.cc and tests/server/batch_handlers_test.cc.
#include "server/rpc/account_evaluation.h"

#include <iterator>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "engine/base/string_bridge.h"
#include "engine/evaluate/evaluate.h"
#include "engine/evaluate/required.h"
#include "protos/wire/wire.h"
#include "server/rpc/status_map.h"

namespace bellwether {

namespace {

// The tenant's own pack, by whichever name it was asked for.
grpc::Status PinTenantPack(const SnapshotStore& packs, const Caller& caller,
                           const std::string& asked, SnapshotPointer& snapshot) {
  SnapshotPointer own = packs.Find(caller.pack);
  if (own == nullptr) return TenantHasNoPack(caller);
  if (!asked.empty() && packs.Find(asked) != own) return PackOfOthers(caller);
  snapshot = std::move(own);
  return grpc::Status::OK;
}

void OfferToShadow(ShadowTrial& shadow, const AnswerGround& ground, const Account& account) {
  if (ground.binder == nullptr) return shadow.Offer(ground.snapshot, account, ground.options);
  shadow.Offer(ground.snapshot, *ground.binder, ground.options);
}

}  // namespace

grpc::Status PinPack(const SnapshotStore& packs, const Caller& caller, const std::string& asked,
                     SnapshotPointer& snapshot) {
  if (!caller.pack.empty()) return PinTenantPack(packs, caller, asked, snapshot);
  snapshot = asked.empty() ? packs.Pin() : packs.Find(asked);
  if (snapshot != nullptr) return grpc::Status::OK;
  if (packs.Pin() == nullptr) return NoPackYet();
  return UnknownPack(asked, DescribeAvailable(packs));
}

grpc::Status PinPackFor(const SnapshotStore& packs, const Caller& caller, const std::string& asked,
                        const std::string& account_id, SnapshotPointer& snapshot) {
  if (asked.empty() && caller.pack.empty()) snapshot = packs.PinFor(account_id);
  return snapshot != nullptr ? grpc::Status::OK : PinPack(packs, caller, asked, snapshot);
}

grpc::Status RefuseTenantWithPack(const Caller& caller) {
  return caller.pack.empty() ? grpc::Status::OK : PackOfOthers(caller);
}

void ShareAnswer(const ScoringEnvironment& environment, const CallContext& call,
                 const AnswerGround& ground) {
  const Workspace& work = call.workspace;
  if (environment.shadow != nullptr && ground.asked.empty()) {
    OfferToShadow(*environment.shadow, ground, work.account);
  }
  if (environment.observer == nullptr) return;
  environment.observer->Answered(
      {call.method, call.origin, call.received, ground.snapshot, ground.asked, ground.options,
       wire::WantedFor(ground.answer).stages, ground.of_many, work.facts, work.evaluation,
       ground.binder == nullptr ? &work.account : nullptr, ground.binder});
}

grpc::Status RefuseMissingAccount(const ScoringEnvironment& environment) {
  return InvalidRequest(
      {{"account", "MISSING_FIELD", "the request has no account; give at least its id"}},
      environment.limits);
}

BindOptions ReadOptions(const v1::EvaluationOptions& message, wire::AnswerCall kind,
                        CallContext& call) {
  std::vector<Violation>& violations = call.workspace.violations;
  violations.clear();
  return wire::OptionsFromProto(message, call.received, violations, kind);
}

BindOptions CheckOptions(const ScoringEnvironment& environment, const Plan& plan,
                         const v1::EvaluationOptions& message, wire::AnswerCall kind,
                         CallContext& call) {
  BindOptions options = ReadOptions(message, kind, call);
  std::vector<Violation> more = CheckBindOptions(plan, options, environment.limits);
  std::move(more.begin(), more.end(), std::back_inserter(call.workspace.violations));
  return options;
}

grpc::Status BindAccount(const ScoringEnvironment& environment, const Plan& plan,
                         const v1::Account& account, const BindOptions& options, Workspace& work) {
  wire::AccountFromProto(account, work.account, work.violations);
  std::vector<Violation> more = Bind(plan, work.account, options, environment.limits, work.facts);
  std::move(more.begin(), more.end(), std::back_inserter(work.violations));
  return work.violations.empty() ? grpc::Status::OK
                                 : InvalidRequest(work.violations, environment.limits);
}

grpc::Status EvaluateFacts(const ScoringEnvironment& environment, const SnapshotPointer& snapshot,
                           const wire::AnswerOptions& answer, CallContext& call) {
  const Plan& plan = *snapshot->plan;
  Workspace& work = call.workspace;
  const Wanted wanted = wire::WantedFor(answer);
  const bool counted = environment.outcomes != nullptr;
  const absl::Time begun = counted ? absl::Now() : absl::Time();
  const absl::Status status = Evaluate(plan, work.facts, work.scratch, work.evaluation, wanted);
  if (status.ok() && counted) {
    environment.outcomes->Evaluated(snapshot->plan, snapshot->on_trial, work.facts, work.evaluation,
                                    wanted.stages, absl::Now() - begun);
  }
  if (status.ok()) return grpc::Status::OK;
  if (status.code() != absl::StatusCode::kFailedPrecondition) {
    return InternalError(environment.log, call.method, ToStd(status.message()), call.origin);
  }
  return MissingRequired(RequiredViolations(plan, work.evaluation));
}

void AnswerEvaluation(const Plan& plan, const Workspace& work, const wire::AnswerOptions& options,
                      v1::Evaluation& message) {
  wire::AnswerToProto(plan, work.facts, work.evaluation, work.questions, options, message);
}

void AskQuestions(const ScoringEnvironment& environment, const Plan& plan,
                  const BindOptions& options, const wire::AnswerOptions& answer, Workspace& work) {
  if (!wire::WantsQuestions(answer)) return;
  work.questions =
      Ask(plan, work.account, options, environment.limits, work.facts, work.evaluation);
}

}  // namespace bellwether
