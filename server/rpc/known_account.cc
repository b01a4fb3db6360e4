// Tested by tests/server/accounts_handlers_test.cc.
#include "server/rpc/known_account.h"

#include "server/accounts/account_decisions.h"
#include "server/accounts/stored_account.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/fact_origins.h"
#include "server/rpc/status_map.h"

namespace bellwether {

grpc::Status ReadKnownAccount(Logger& log, store::Store& store, const std::string& tenant,
                              const std::string& account, const Plan& plan, const Moment& as_of,
                              const Limits& limits, KnownAccount& known) {
  const auto records = store.RecordsOf(tenant, account, KnownUntil(as_of));
  if (!records.ok()) return StoreFailed(log, records.status());
  const auto stored = StoredAccount::Of(*records, account, plan.time_zone, limits);
  if (!stored.ok()) return StoreFailed(log, stored.status());
  known.records = stored->CountKnown(as_of);
  if (known.records == 0) return UnknownAccount(account);
  const auto decisions = store.decisions().DecisionsOf(tenant, account, KnownUntil(as_of));
  if (!decisions.ok()) return StoreFailed(log, decisions.status());
  known.facts = FactsAt(*stored, *decisions, plan, as_of);
  if (known.asks_origins) known.origins = OriginsOf(*stored, *decisions, known.facts, as_of);
  return grpc::Status::OK;
}

grpc::Status EvaluateKnown(const ScoringEnvironment& environment, const SnapshotPointer& snapshot,
                           const v1::Account& account, BindOptions options,
                           const wire::AnswerOptions& view, CallContext& call,
                           v1::Evaluation& message) {
  const Plan& plan = *snapshot->plan;
  options.report_unknown_signals = true;
  grpc::Status status = BindAccount(environment, plan, account, options, call.workspace);
  if (status.ok()) status = EvaluateFacts(environment, snapshot, view, call);
  if (!status.ok()) return status;
  AskQuestions(environment, plan, options, view, call.workspace);
  AnswerEvaluation(plan, call.workspace, view, message);
  return status;
}

}  // namespace bellwether
