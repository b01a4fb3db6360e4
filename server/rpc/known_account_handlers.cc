// What is asked about one account of the store: it is read as it was known, and goes the way of an
// account that was sent.
//
// Tested by tests/server/accounts_handlers_test.cc.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"
#include "server/rpc/account_evaluation.h"
#include "server/rpc/accounts_handlers.h"
#include "server/rpc/kept_texts.h"
#include "server/rpc/known_account.h"
#include "server/rpc/status_map.h"

namespace bellwether {
namespace {

// What entries of a list of an account are told apart by: their first field.
std::string FirstFieldOf(const google::protobuf::Message& entry) {
  return entry.GetReflection()->GetString(entry, entry.GetDescriptor()->FindFieldByNumber(1));
}

// Without what bears one of the names.
template <typename Entry>
void Drop(const std::set<std::string>& names, google::protobuf::RepeatedPtrField<Entry>& entries) {
  const auto is_named = [&](const google::protobuf::Message& entry) {
    return names.contains(FirstFieldOf(entry));
  };
  entries.erase(std::remove_if(entries.begin(), entries.end(), is_named), entries.end());
}

template <typename Entry>
void AddNames(const google::protobuf::RepeatedPtrField<Entry>& entries,
              std::set<std::string>& names) {
  for (const Entry& entry : entries) names.insert(FirstFieldOf(entry));
}

template <typename Entry>
void DropSame(const google::protobuf::RepeatedPtrField<Entry>& what_if,
              google::protobuf::RepeatedPtrField<Entry>& entries) {
  std::set<std::string> names;
  AddNames(what_if, names);
  Drop(names, entries);
}

// `what_if` in place of what is known of these facts; of a signal, be it a value or a series.
void PutInPlace(const v1::Account& what_if, v1::Account& account) {
  std::set<std::string> signals;
  AddNames(what_if.signals(), signals);
  AddNames(what_if.series(), signals);
  Drop(signals, *account.mutable_signals());
  Drop(signals, *account.mutable_series());
  DropSame(what_if.milestones(), *account.mutable_milestones());
  DropSame(what_if.dimension_scores(), *account.mutable_dimension_scores());
  DropSame(what_if.previous_bands(), *account.mutable_previous_bands());
  DropSame(what_if.overrides(), *account.mutable_overrides());
  // Dates would be mixed; days of extension are apart.
  std::vector<const google::protobuf::FieldDescriptor*> given;
  what_if.GetReflection()->ListFields(what_if, &given);
  for (const google::protobuf::FieldDescriptor* const field : given) {
    const bool is_date =
        !field->is_repeated() && field->message_type() == v1::EventDate::descriptor();
    if (is_date) account.GetReflection()->ClearField(&account, field);
  }
  account.MergeFrom(what_if);
}

// All that is supposed in place of what is known.
v1::Account WhatIfOf(const v1::EvaluateAccountRequest& request) {
  v1::Account what_if = request.what_if_facts();
  DropSame(request.what_if(), *what_if.mutable_signals());
  what_if.mutable_signals()->MergeFrom(request.what_if());
  return what_if;
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
  PutInPlace(WhatIfOf(request), account);
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
  const std::string& supposed = request.what_if_facts().id();
  if (!supposed.empty() && supposed != request.account_id()) {
    violations.push_back({"what_if_facts.id", "NOT_ALLOWED",
                          "it is another account's; leave it out, or ask about that one"});
  }
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
    known.asks_origins = true;
    const grpc::Status status =
        ReadKnownAccount(environment.scoring.log, environment.store, tenant, id, *snapshot->plan,
                         as_of, environment.scoring.limits, known);
    if (!status.ok()) return status;
    v1::GetAccountResponse response;
    wire::AccountToProto(known.facts, *response.mutable_account());
    wire::TimeToProto(as_of.At(snapshot->plan->time_zone), *response.mutable_as_of());
    response.set_records(static_cast<int32_t>(known.records));
    response.mutable_origins()->Assign(known.origins.begin(), known.origins.end());
    answer(response);
    return grpc::Status::OK;
  };
  return grpc::Status::OK;
}

}  // namespace bellwether
