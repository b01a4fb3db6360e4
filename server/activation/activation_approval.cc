// Activations that wait for more people than one: begun, looked for, approved.
//
// Tested by tests/server/activations_test.cc.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/suggest.h"
#include "protos/wire/time_to_proto.h"
#include "server/activation/activation_words.h"
#include "server/activation/activations.h"

namespace bellwether {
namespace {

using Reason = Refusal::Reason;

Refusal OwnApproval(const std::string& caller) {
  return {Reason::kOwnApproval, absl::StrCat(Quoted(caller),
                                             " wanted this activation already; another caller must "
                                             "approve it")};
}

}  // namespace

std::optional<Refusal> Activations::BeginPending(v1::Activation& activation) const {
  const std::vector<v1::Activation> waiting = Pending();
  for (const v1::Activation& one : waiting) {
    if (one.label() != activation.label() || one.to().digest() != activation.to().digest()) {
      continue;
    }
    return Refusal{Reason::kPendingAlready,
                   absl::StrCat(Short(one.to()), " waits for approval already, as ",
                                one.pending_id(), ", by ", Quoted(one.requested_by()),
                                "; another caller approves it with ApproveActivation"),
                   one.pending_id()};
  }
  if (waiting.size() >= kMostPending) {
    return Refusal{Reason::kTooManyPending,
                   absl::StrCat(kMostPending,
                                " activations wait for approval; approve one, or let "
                                "one expire")};
  }
  activation.set_outcome(v1::ACTIVATION_OUTCOME_PENDING);
  activation.set_approvals_missing(static_cast<int32_t>(settings_.approvals - 1));
  wire::TimeToProto(settings_.now() + absl::Hours(kPendingHours), *activation.mutable_expires_at());
  return std::nullopt;
}

std::optional<Refusal> Activations::CheckPending(const ChangeRequest& request,
                                                 const std::string& id,
                                                 v1::Activation& pending) const {
  std::vector<std::string> ids;
  for (const v1::Activation& one : Pending()) {
    if (one.pending_id() == id) pending = one;
    ids.push_back(one.pending_id());
  }
  if (pending.pending_id().empty()) {
    return Refusal{Reason::kUnknownPending,
                   absl::StrCat("no activation ", Quoted(id), " waits for approval",
                                ids.empty() ? ""
                                            : absl::StrCat("; ", absl::StrJoin(ids, ", "),
                                                           ids.size() == 1 ? " does" : " do"),
                                ": it was approved, has expired, or another pack was activated "
                                "since"),
                   absl::StrJoin(ids, ", ")};
  }
  if (pending.requested_by() == request.caller) return OwnApproval(request.caller);
  for (const v1::ActivationApproval& approval : pending.approvals()) {
    if (approval.by() == request.caller) return OwnApproval(request.caller);
  }
  return std::nullopt;
}

ChangeAnswer Activations::Approve(const ChangeRequest& asked, const std::string& pending_id,
                                  const Stop& stop) {
  ChangeRequest request = asked;
  if (auto refusal = CheckCall(request)) {
    return TellRefused(request, ChangeAnswer::Refused(*std::move(refusal)));
  }
  if (auto before = AnsweredBefore(request)) return *std::move(before);
  v1::Activation pending;
  std::optional<Refusal> refusal = CheckPending(request, pending_id, pending);
  if (refusal) return TellRefused(request, ChangeAnswer::Refused(*std::move(refusal)));
  request.label = LabelNamed(pending.label()).value_or(PackLabel::kActive);
  Change change;
  std::vector<PackProblem> warnings;
  AskedChange pack;
  pack.digest = pending.to().digest();
  refusal = Try(pack, request.label, stop, change, warnings);
  if (refusal) return TellRefused(request, ChangeAnswer::Refused(*std::move(refusal)));
  return TellRefused(request, ConcludeApproval(request, pending_id, std::move(change)));
}

ChangeAnswer Activations::ConcludeApproval(const ChangeRequest& request, const std::string& id,
                                           Change change) {
  MutexLock commit(commit_mutex_);
  if (auto before = AnsweredBefore(request)) return *std::move(before);
  v1::Activation pending;
  if (auto refusal = CheckPending(request, id, pending)) {
    return ChangeAnswer::Refused(*std::move(refusal));
  }
  v1::Activation& activation = *change.record.mutable_activation();
  const int32_t held = activation.tests_held();
  activation = pending;
  activation.set_tests_held(held);
  v1::ActivationApproval& approval = *activation.add_approvals();
  approval.set_by(request.caller);
  approval.set_reason(request.reason);
  wire::TimeToProto(settings_.now(), *approval.mutable_approved_at());
  *activation.mutable_recorded_at() = approval.approved_at();
  activation.set_approvals_missing(pending.approvals_missing() - 1);
  if (activation.approvals_missing() <= 0) {
    activation.set_outcome(v1::ACTIVATION_OUTCOME_ACTIVATED);
    activation.clear_expires_at();
  }
  change.record.set_caller(request.caller);
  change.record.set_request_id(request.request_id);
  change.record.set_fingerprint(request.fingerprint);
  if (request.validate_only) {
    activation.set_outcome(v1::ACTIVATION_OUTCOME_VALIDATED);
    activation.clear_id();
    return {std::nullopt, activation, {}, false};
  }
  activation.set_id(NextId());
  if (auto refusal = Commit(change)) return ChangeAnswer::Refused(*std::move(refusal));
  return {std::nullopt, activation, {}, false};
}

}  // namespace bellwether
