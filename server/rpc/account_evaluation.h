// The steps that an account goes through in every method: pin the pack, bind, evaluate. Each says
// what the call would end with; what it made stands in the workspace.
//
//   SnapshotPointer snapshot;
//   grpc::Status status = PinPackFor(environment.packs, options.pack(), account.id(), snapshot);
//   if (status.ok()) status = BindAccount(environment, *snapshot->plan, account, bound, work);
//   if (status.ok()) status = EvaluateFacts(environment, snapshot, answer, call);
#ifndef BELLWETHER_SERVER_RPC_ACCOUNT_EVALUATION_H_
#define BELLWETHER_SERVER_RPC_ACCOUNT_EVALUATION_H_

#include <string>

#include "bellwether/v1/account.pb.h"
#include "bellwether/v1/evaluation.pb.h"
#include "engine/facts/columns.h"
#include "engine/facts/facts.h"
#include "grpcpp/support/status.h"
#include "protos/wire/wire.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/call_context.h"
#include "server/rpc/scoring_handlers.h"

namespace bellwether {

// The pack that is `asked` for by digest or label; "" asks for whichever is active. Who belongs to
// a tenant that has a pack is answered by that one, and asks for no other.
grpc::Status PinPack(const SnapshotStore& packs, const Caller& caller, const std::string& asked,
                     SnapshotPointer& snapshot);
// The same for a call about one account: "" may give it the canary.
grpc::Status PinPackFor(const SnapshotStore& packs, const Caller& caller, const std::string& asked,
                        const std::string& account_id, SnapshotPointer& snapshot);

// OK unless the caller's tenant has a pack of its own: it sees no other, and changes none.
grpc::Status RefuseTenantWithPack(const Caller& caller);

// Options that hold for many accounts, checked once. Their problems are the first in the
// workspace; with any, no account is looked at.
BindOptions CheckOptions(const ScoringEnvironment& environment, const Plan& plan,
                         const v1::EvaluationOptions& message, wire::AnswerCall kind,
                         CallContext& call);

// Message -> facts of the plan in the workspace, or everything that is wrong with it, after the
// problems that `work.violations` holds already.
grpc::Status BindAccount(const ScoringEnvironment& environment, const Plan& plan,
                         const v1::Account& account, const BindOptions& options, Workspace& work);

// Facts of the workspace -> evaluation of the workspace: of what the answer holds, or all that
// columns may hold. It is counted for whoever asks what callers were told.
grpc::Status EvaluateFacts(const ScoringEnvironment& environment, const SnapshotPointer& snapshot,
                           const wire::AnswerOptions& answer, CallContext& call);

// What an answer stands on, beside the call and its evaluation.
struct AnswerGround {
  const std::string& asked;  // by which name the caller wants the pack
  const SnapshotPointer& snapshot;
  const BindOptions& options;
  const wire::AnswerOptions& answer;
  bool of_many = false;                  // the call is about many accounts
  const ColumnBinder* binder = nullptr;  // has the account, where it is a row of columns
};
// The account that was just evaluated is offered to the shadow, if there is one and the caller
// named no pack; and the observer, if there is one, is told what is answered about it.
void ShareAnswer(const ScoringEnvironment& environment, const CallContext& call,
                 const AnswerGround& ground);

// What to ask next about the account that was evaluated, where the answer wants it; else nothing.
void AskQuestions(const ScoringEnvironment& environment, const Plan& plan,
                  const BindOptions& options, const wire::AnswerOptions& answer, Workspace& work);

// Evaluation and questions of the workspace -> message.
void AnswerEvaluation(const Plan& plan, const Workspace& work, const wire::AnswerOptions& options,
                      v1::Evaluation& message);

// A request with one account and options of its own, from the pack to an evaluation. `answer`:
// those options, which are looked at here for the first time. `check` may still refuse what was
// evaluated, by plan and evaluation.
template <typename Request, typename Check>
grpc::Status EvaluateRequest(const ScoringEnvironment& environment, CallContext& call,
                             const Request& request, const wire::AnswerOptions& answer,
                             SnapshotPointer& snapshot, const Check& check);
template <typename Request>
grpc::Status EvaluateRequest(const ScoringEnvironment& environment, CallContext& call,
                             const Request& request, const wire::AnswerOptions& answer,
                             SnapshotPointer& snapshot) {
  return EvaluateRequest(environment, call, request, answer, snapshot,
                         [](const Plan&, const Evaluation&) { return grpc::Status::OK; });
}

// Details below.

// The request's options, or the problem that it has no account.
grpc::Status RefuseMissingAccount(const ScoringEnvironment& environment);
BindOptions ReadOptions(const v1::EvaluationOptions& message, wire::AnswerCall kind,
                        CallContext& call);

template <typename Request, typename Check>
grpc::Status EvaluateRequest(const ScoringEnvironment& environment, CallContext& call,
                             const Request& request, const wire::AnswerOptions& answer,
                             SnapshotPointer& snapshot, const Check& check) {
  grpc::Status status = PinPackFor(environment.packs, *call.origin.caller, request.options().pack(),
                                   request.account().id(), snapshot);
  if (!status.ok()) return status;
  if (!request.has_account()) return RefuseMissingAccount(environment);
  BindOptions options = ReadOptions(request.options(), answer.call, call);
  options.report_unknown_signals = options.report_unknown_signals || snapshot->on_trial;
  status = BindAccount(environment, *snapshot->plan, request.account(), options, call.workspace);
  if (status.ok()) status = EvaluateFacts(environment, snapshot, answer, call);
  if (status.ok()) status = check(*snapshot->plan, call.workspace.evaluation);
  if (!status.ok()) return status;
  AskQuestions(environment, *snapshot->plan, options, answer, call.workspace);
  ShareAnswer(environment, call, {request.options().pack(), snapshot, options, answer});
  return status;
}

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_ACCOUNT_EVALUATION_H_
