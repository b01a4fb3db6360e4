// What is asked about one account of the store: it is read as it was known, and goes the way of an
// account that was sent.
//
// Tested by tests/server/accounts_handlers_test.cc.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/known_account.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// `what_if` in place of what is known of these signals, be it a value or a series.
void PutInPlace(const google::protobuf::RepeatedPtrField<v1::Signal>& what_if,
                v1::Account& account) {
  const auto is_replaced = [&](const auto& known) {
    return std::any_of(what_if.begin(), what_if.end(),
                       [&](const v1::Signal& signal) { return signal.name() == known.name(); });
  };
  auto& signals = *account.mutable_signals();
  signals.erase(std::remove_if(signals.begin(), signals.end(), is_replaced), signals.end());
  auto& series = *account.mutable_series();
  series.erase(std::remove_if(series.begin(), series.end(), is_replaced), series.end());
  signals.MergeFrom(what_if);
}

struct Asked {
  SnapshotPointer snapshot;
  v1::EvaluateAccountRequest request;
  std::string tenant;
  std::string method;
  absl::Time received;
};

grpc::Status ReadAndEvaluate(const AccountsEnvironment& environment, const Asked& asked,
                             const Stop& stop,
                             const AnswerSink<v1::EvaluateAccountResponse>& answer) {
  const auto workspace = std::make_unique<Workspace>();
  CallContext call{asked.method, asked.received, absl::InfiniteFuture(), *workspace, &stop};
  const v1::EvaluateAccountRequest& request = asked.request;
  const Plan& plan = *asked.snapshot->plan;
  const wire::AnswerOptions view =
      wire::AnswerOptionsFromProto(request.options(), wire::AnswerCall::kOne);
  const BindOptions options =
      CheckOptions(environment.scoring, plan, request.options(), wire::AnswerCall::kOne, call);
  if (!workspace->violations.empty()) {
    return InvalidRequest(workspace->violations, environment.scoring.limits);
  }
  KnownAccount known;
  grpc::Status status = ReadKnownAccount(environment.scoring.log, environment.store, asked.tenant,
                                         request.account_id(), plan, options.as_of,
                                         environment.scoring.limits, known);
  if (!status.ok()) return status;
  v1::Account account;
  wire::AccountToProto(known.facts, account);
  PutInPlace(request.what_if(), account);
  v1::EvaluateAccountResponse response;
  status = EvaluateKnown(environment.scoring, asked.snapshot, account, options, view, call,
                         *response.mutable_evaluation());
  if (!status.ok()) return status;
  answer(response);
  return grpc::Status::OK;
}

}  // namespace

grpc::Status EvaluateAccount(const AccountsEnvironment& environment, CallContext& call,
                             const v1::EvaluateAccountRequest& request,
                             LongWork<v1::EvaluateAccountResponse>& work) {
  auto asked = std::make_shared<Asked>();
  const grpc::Status status =
      PinPackFor(environment.scoring.packs, *call.origin.caller, request.options().pack(),
                 request.account_id(), asked->snapshot);
  if (!status.ok()) return status;
  std::vector<Violation> violations;
  CheckAccountId(request.account_id(), violations);
  if (!violations.empty()) return InvalidFields(violations);
  asked->request = request;
  asked->tenant = call.origin.caller->tenant;
  asked->method = std::string(call.method);
  asked->received = call.received;
  work = [environment, asked](const Stop& stop,
                              const AnswerSink<v1::EvaluateAccountResponse>& answer) {
    return ReadAndEvaluate(environment, *asked, stop, answer);
  };
  return grpc::Status::OK;
}

grpc::Status GetAccount(const AccountsEnvironment& environment, CallContext& call,
                        const v1::GetAccountRequest& request,
                        LongWork<v1::GetAccountResponse>& work) {
  SnapshotPointer snapshot;
  const grpc::Status pinned = PinPack(environment.scoring.packs, *call.origin.caller, "", snapshot);
  if (!pinned.ok()) return pinned;
  std::vector<Violation> violations;
  CheckAccountId(request.account_id(), violations);
  Moment as_of = Moment::Instant(call.received);
  if (request.has_as_of()) {
    as_of = wire::MomentFromProto(request.as_of(), "as_of", violations).value_or(as_of);
  }
  if (!violations.empty()) return InvalidFields(violations);
  work = [environment, snapshot, as_of, tenant = call.origin.caller->tenant,
          id = request.account_id()](const Stop&,
                                     const AnswerSink<v1::GetAccountResponse>& answer) {
    KnownAccount known;
    const grpc::Status status =
        ReadKnownAccount(environment.scoring.log, environment.store, tenant, id, *snapshot->plan,
                         as_of, environment.scoring.limits, known);
    if (!status.ok()) return status;
    v1::GetAccountResponse response;
    wire::AccountToProto(known.facts, *response.mutable_account());
    wire::TimeToProto(as_of.At(snapshot->plan->time_zone), *response.mutable_as_of());
    response.set_records(static_cast<int32_t>(known.records));
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
