// Columns: what is wrong with the request is said at once and refuses it; from then on each row is
// bound, evaluated and appended, and what is wrong with a row refuses that row.
//
// Tested by tests/server/columns_handler_test.cc.
#include <iterator>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "engine/facts/columns.h"
#include "protos/wire/columns.h"
#include "protos/wire/wire.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/scoring_handlers.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

grpc::Status CheckLimit(const char* limit, uint32_t most, int size, const char* things) {
  if (static_cast<uint32_t>(size) <= most) return grpc::Status::OK;
  return LimitExceeded(limit, most,
                       absl::StrCat(size, " ", things, "; at most ", most,
                                    " are allowed in one call (", limit, ")"));
}

grpc::Status CheckSize(const Limits& limits, const v1::AccountColumns& accounts) {
  for (const auto& [limit, most, size, things] :
       {std::tuple("max_column_accounts", limits.max_column_accounts, accounts.ids_size(),
                   "accounts"),
        std::tuple("max_columns", limits.max_columns, accounts.signals_size(), "signals"),
        std::tuple("max_account_milestones", limits.max_account_milestones,
                   accounts.milestones_size(), "milestones"),
        std::tuple("max_columns", limits.max_columns, accounts.dimension_scores_size(),
                   "dimension scores"),
        std::tuple("max_columns", limits.max_columns, accounts.previous_bands_size(),
                   "previous bands")}) {
    grpc::Status status = CheckLimit(limit, most, size, things);
    if (!status.ok()) return status;
  }
  return grpc::Status::OK;
}

// Columns carry results, and no lines that explain them.
void CheckExplanation(const v1::EvaluationOptions& options, std::vector<Violation>& violations) {
  if (!v1::ExplanationLevel_IsValid(options.explanation()) ||
      options.explanation() <= v1::EXPLANATION_LEVEL_NONE) {
    return;
  }
  violations.push_back({"options.explanation", "NOT_ALLOWED",
                        "columns carry no explanation; ask for EXPLANATION_LEVEL_NONE, or send the "
                        "accounts by EvaluateBatch"});
}

void CheckAccounts(const Plan& plan, const v1::EvaluateColumnsRequest& request,
                   const AccountColumns& columns, const BindOptions& options,
                   std::vector<Violation>& violations) {
  if (!request.has_accounts()) {
    violations.push_back(
        {"accounts", "MISSING_FIELD", "the request has no accounts; give at least their ids"});
  }
  std::vector<Violation> more = CheckColumns(plan, columns, options);
  std::move(more.begin(), more.end(), std::back_inserter(violations));
}

// One row: its cells in the answer, or its error.
void AnswerRow(const ScoringEnvironment& environment, CallContext& call, const AnswerGround& ground,
               size_t row, ColumnBinder& binder, wire::ColumnsWriter& writer,
               v1::EvaluateColumnsResponse& response) {
  Workspace& work = call.workspace;
  work.violations.clear();
  binder.BindRow(row, work.facts, work.violations);
  const grpc::Status status = work.violations.empty()
                                  ? EvaluateFacts(environment, ground.snapshot, ground.answer, call)
                                  : InvalidRequest(work.violations, environment.limits);
  if (status.ok()) {
    ShareAnswer(environment, call, ground);
    return writer.Add(row, work.facts, work.evaluation);
  }
  v1::RowError& error = *response.add_errors();
  error.set_row(static_cast<int32_t>(row));
  ErrorToProto(status, *error.mutable_status());
}

}  // namespace

grpc::Status EvaluateColumns(const ScoringEnvironment& environment, CallContext& call,
                             const v1::EvaluateColumnsRequest& request,
                             v1::EvaluateColumnsResponse& response) {
  SnapshotPointer snapshot;
  grpc::Status status =
      PinPack(environment.packs, *call.origin.caller, request.options().pack(), snapshot);
  if (status.ok()) status = CheckSize(environment.limits, request.accounts());
  if (!status.ok()) return status;
  const Plan& plan = *snapshot->plan;
  std::vector<Violation>& violations = call.workspace.violations;
  const BindOptions options =
      CheckOptions(environment, plan, request.options(), wire::AnswerCall::kColumns, call);
  const auto answer = wire::AnswerOptionsFromProto(request.options(), wire::AnswerCall::kColumns);
  CheckExplanation(request.options(), violations);
  const auto wanted = wire::WantedColumns::FromProto(request.outcomes(), violations);
  const AccountColumns columns = wire::ColumnsFromProto(request.accounts());
  CheckAccounts(plan, request, columns, options, violations);
  if (!violations.empty()) return InvalidRequest(violations, environment.limits);

  ColumnBinder binder(plan, columns, options, environment.limits);
  wire::ColumnsWriter writer(plan, wanted, columns.rows(), options.as_of.At(plan.time_zone),
                             response);
  const AnswerGround ground{request.options().pack(), snapshot, options, answer,
                            /*of_many=*/true,         &binder};
  for (size_t row = 0; row < columns.rows(); ++row) {
    if (call.IsOver()) return DeadlinePassed(row, columns.rows());
    AnswerRow(environment, call, ground, row, binder, writer, response);
  }
  writer.Finish();
  *response.mutable_unknown_signals() = {binder.unknown_signals().begin(),
                                         binder.unknown_signals().end()};
  return grpc::Status::OK;
}

}  // namespace bellwether
