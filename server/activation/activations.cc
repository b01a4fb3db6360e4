// A change is tried without any lock, and concluded under one: what was found in between is looked
// at again there. The record is stored before anything is published, so that what was acknowledged
// is never lost, and what answers is never more than what was stored.
//
// Tested by tests/server/activations_test.cc and tests/server/activation_crash_test.cc.
#include "server/activation/activations.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "protos/wire/time_to_proto.h"
#include "server/activation/activation_words.h"
#include "server/activation/state_names.h"

namespace bellwether {
namespace {

using Reason = Refusal::Reason;

size_t At(PackLabel label) { return static_cast<size_t>(label); }

Refusal NotStored(const absl::Status& status) {
  const bool full = absl::IsResourceExhausted(status);
  return {full ? Reason::kDiskFull : Reason::kNotStored,
          absl::StrCat("nothing was changed, since the change cannot be stored: ", status.message(),
                       full ? "; make room there and ask again" : "; mend that and ask again")};
}

// "ben, cid"
std::string ApproversOf(const v1::Activation& activation) {
  return absl::StrJoin(activation.approvals(), ", ",
                       [](std::string* names, const v1::ActivationApproval& approval) {
                         absl::StrAppend(names, approval.by());
                       });
}

}  // namespace

std::optional<Refusal> Activations::CheckCall(const ChangeRequest& request) const {
  if (folder_ == nullptr) {
    return Refusal{Reason::kNoState,
                   "this server takes no changes, since it could not keep them; start it with "
                   "--state FOLDER"};
  }
  if (settings_.approvals > 1 && request.caller.empty()) {
    return Refusal{Reason::kNoName,
                   "activations must be approved here, and this caller has no name to tell it "
                   "from others"};
  }
  if (SourceOf(request.label) != nullptr) return std::nullopt;
  return Refusal{Reason::kNoSource,
                 absl::StrCat("this server has no ", ToAbsl(NameOf(request.label)),
                              " pack; start it with --", ToAbsl(NameOf(request.label)), " PACK")};
}

std::optional<ChangeAnswer> Activations::AnsweredBefore(const ChangeRequest& request) const {
  if (request.request_id.empty()) return std::nullopt;
  const int64_t oldest = absl::ToUnixSeconds(settings_.now() - absl::Hours(kRepeatHours));
  MutexLock lock(mutex_);
  for (auto record = records_.rbegin(); record != records_.rend(); ++record) {
    if (record->activation().recorded_at().seconds() < oldest) break;
    if (record->request_id() != request.request_id || record->caller() != request.caller) continue;
    if (record->fingerprint() == request.fingerprint) {
      return ChangeAnswer{std::nullopt, record->activation(), {}, true};
    }
    return ChangeAnswer::Refused(
        {Reason::kOtherRequest,
         absl::StrCat("request_id ", Quoted(request.request_id), " was another request's within ",
                      kRepeatHours, " hours; give a new one")});
  }
  return std::nullopt;
}

std::optional<Refusal> Activations::CheckExpected(const ChangeRequest& request) const {
  if (request.expected_digest.empty()) return std::nullopt;
  const SnapshotPointer now = store_.Pin(request.label);
  if (now != nullptr && NamesPack(request.expected_digest, *now->plan)) return std::nullopt;
  return Refusal{
      Reason::kOtherPack,
      absl::StrCat("another pack stands under ", ToAbsl(NameOf(request.label)),
                   " than was expected: ", now == nullptr ? "none" : DescribePack(*now->plan),
                   "; look at it and ask again"),
      now == nullptr ? "" : now->plan->digest};
}

ChangeAnswer Activations::Put(const ChangeRequest& request, const AskedChange& asked,
                              bool is_rollback, const Stop& stop) {
  if (auto refusal = CheckCall(request)) return ChangeAnswer::Refused(*std::move(refusal));
  if (auto before = AnsweredBefore(request)) return *std::move(before);
  if (auto refusal = CheckExpected(request)) return ChangeAnswer::Refused(*std::move(refusal));
  Change change;
  std::vector<PackProblem> warnings;
  if (auto refusal = Try(asked, request.label, stop, change, warnings)) {
    return ChangeAnswer::Refused(*std::move(refusal));
  }
  v1::Activation& activation = *change.record.mutable_activation();
  activation.set_is_rollback(is_rollback);
  activation.set_requested_by(request.caller);
  activation.set_reason(request.reason);
  activation.set_request_id(request.request_id);
  ChangeAnswer answer = Conclude(request, std::move(change));
  if (!answer.refusal && !answer.is_repeated) answer.warnings = std::move(warnings);
  return answer;
}

ChangeAnswer Activations::Activate(const ChangeRequest& request, const AskedChange& asked,
                                   const Stop& stop) {
  return TellRefused(request, Put(request, asked, false, stop));
}

ChangeAnswer Activations::RollBack(const ChangeRequest& request, const std::string& digest,
                                   const Stop& stop) {
  AskedChange asked;
  asked.digest = digest;
  if (digest.empty() && folder_ != nullptr) {
    if (auto before = AnsweredBefore(request)) return *std::move(before);
    const SnapshotPointer back = request.label == PackLabel::kActive
                                     ? store_.Pin(PackLabel::kPrevious)
                                 : IsOverridden(request.label) ? SourceOf(request.label)
                                                               : nullptr;
    if (back == nullptr && SourceOf(request.label) != nullptr) {
      return TellRefused(
          request, ChangeAnswer::Refused(
                       {Reason::kNothingBefore,
                        absl::StrCat("no other pack stood under ", ToAbsl(NameOf(request.label)),
                                     " before; name one of ListPacks by its digest")}));
    }
    if (back != nullptr) asked.digest = back->plan->digest;
  }
  return TellRefused(request, Put(request, asked, true, stop));
}

// Under the lock: nothing can change between the looks and the change.
ChangeAnswer Activations::Conclude(const ChangeRequest& request, Change change) {
  MutexLock commit(commit_mutex_);
  if (auto before = AnsweredBefore(request)) return *std::move(before);
  if (auto refusal = CheckExpected(request)) return ChangeAnswer::Refused(*std::move(refusal));
  v1::Activation& activation = *change.record.mutable_activation();
  const SnapshotPointer now = store_.Pin(request.label);
  if (now != nullptr) *activation.mutable_from() = InfoOf(*now->plan);
  activation.set_outcome(v1::ACTIVATION_OUTCOME_ACTIVATED);
  if (activation.from().digest() == activation.to().digest()) {
    activation.set_outcome(v1::ACTIVATION_OUTCOME_UNCHANGED);
  } else if (settings_.approvals > 1) {
    if (auto refusal = BeginPending(activation)) return ChangeAnswer::Refused(*refusal);
  }
  change.record.set_caller(request.caller);
  change.record.set_request_id(request.request_id);
  change.record.set_fingerprint(request.fingerprint);
  wire::TimeToProto(settings_.now(), *activation.mutable_recorded_at());
  if (request.validate_only) {
    if (activation.outcome() != v1::ACTIVATION_OUTCOME_UNCHANGED) {
      activation.set_outcome(v1::ACTIVATION_OUTCOME_VALIDATED);
    }
    return {std::nullopt, activation, {}, false};
  }
  activation.set_id(NextId());
  if (activation.outcome() == v1::ACTIVATION_OUTCOME_PENDING) {
    activation.set_pending_id(activation.id());
  }
  if (auto refusal = Commit(change)) return ChangeAnswer::Refused(*std::move(refusal));
  return {std::nullopt, activation, {}, false};
}

std::optional<Refusal> Activations::Commit(Change& change) {
  const v1::Activation& activation = change.record.activation();
  const PackLabel label = LabelNamed(activation.label()).value_or(PackLabel::kActive);
  const std::string& digest = activation.to().digest();
  const bool is_new =
      activation.outcome() != v1::ACTIVATION_OUTCOME_UNCHANGED && !StoredDigest(digest).has_value();
  if (is_new) {
    const absl::Status stored = folder_->Write(StoredName(digest), change.bundle);
    if (!stored.ok()) {
      (void)folder_->Remove(StoredName(digest));
      return NotStored(stored);
    }
  }
  const SnapshotPointer source = SourceOf(label);
  if (source != nullptr) change.record.set_over_digest(source->plan->digest);
  if (const absl::Status stored = Store(change.record); !stored.ok()) {
    if (is_new) (void)folder_->Remove(StoredName(digest));
    return NotStored(stored);
  }
  // What the source holds anyway keeps its name and revision.
  if (source != nullptr && source->plan->digest == digest) change.snapshot = source;
  const bool answers = activation.outcome() == v1::ACTIVATION_OUTCOME_ACTIVATED;
  {
    MutexLock lock(mutex_);
    if (is_new) stored_.push_back(digest);
    (void)Fold(change.record);
    if (answers) retired_.push_back(Publish(change.snapshot, label));
  }
  RemoveOldPacks();
  Tell(activation);
  feed_.Changed();
  return std::nullopt;
}

absl::Status Activations::Store(const server::ActivationRecord& record) {
  if (is_damaged_) {
    return absl::UnavailableError(
        absl::StrCat(folder_->path(), " may not hold what this server wrote there; start it anew"));
  }
  std::string text = WithRecord(log_text_, record);
  absl::Status stored = folder_->Write(kLogName, text);
  if (stored.ok()) {
    log_text_ = std::move(text);
  } else {
    TakeBackLog();
  }
  return stored;
}

// The last step of a write may fail when the new file is in its place already.
void Activations::TakeBackLog() {
  const auto found = folder_->Read(kLogName);
  if (found.ok() && found->value_or("") == log_text_) return;
  if (folder_->Write(kLogName, log_text_).ok()) return;
  is_damaged_ = true;
  log_.Error("the state folder may hold a change that was refused; no more are taken",
             {{"folder", folder_->path()}});
}

SnapshotPointer Activations::Publish(const SnapshotPointer& snapshot, PackLabel label) {
  const SnapshotPointer now = store_.Pin(label);
  Snapshot next = *snapshot;
  if (now != nullptr) {
    const bool is_same = now->plan->digest == next.plan->digest;
    next.generation = now->generation + (is_same ? 0 : 1);
  }
  return store_.Publish(std::make_shared<const Snapshot>(std::move(next)), label);
}

SnapshotPointer Activations::PublishFromSource(SnapshotPointer next, PackLabel label) {
  MutexLock commit(commit_mutex_);
  std::erase_if(retired_,
                [](const SnapshotPointer& one) { return one == nullptr || one.use_count() == 1; });
  {
    MutexLock lock(mutex_);
    sources_[At(label)] = next;
  }
  const std::optional<Hold> hold = HoldOf(label);
  if (hold.has_value() && is_restored_) {
    if (hold->over_digest == next->plan->digest) return nullptr;
    GiveBack(label, *hold, *next->plan);
  }
  return Publish(next, label);
}

// The source has another pack than when the call was made: it is the newer word.
void Activations::GiveBack(PackLabel label, const Hold& hold, const Plan& plan) {
  server::ActivationRecord record;
  v1::Activation& activation = *record.mutable_activation();
  activation.set_id(NextId());
  activation.set_outcome(v1::ACTIVATION_OUTCOME_SOURCE_CHANGED);
  activation.set_label(std::string(NameOf(label)));
  *activation.mutable_from() = hold.activation.to();
  *activation.mutable_to() = InfoOf(plan);
  wire::TimeToProto(settings_.now(), *activation.mutable_recorded_at());
  const absl::Status stored = Store(record);
  MutexLock lock(mutex_);
  if (stored.ok()) {
    (void)Fold(record);
    Tell(activation);
    return;
  }
  // A restart finds the same: the source holds another pack than the record says.
  SetHold(label, std::nullopt);
  log_.Warning("a change of the source cannot be recorded",
               {{"label", NameOf(label)}, {"reason", ToStd(stored.message())}});
}

void Activations::RemoveOldPacks() {
  std::vector<std::string> kept;
  {
    MutexLock lock(mutex_);
    for (const auto& hold : holds_) {
      if (hold.has_value()) kept.push_back(hold->activation.to().digest());
    }
    for (const v1::Activation& one : pending_) kept.push_back(one.to().digest());
  }
  if (const SnapshotPointer previous = store_.Pin(PackLabel::kPrevious)) {
    kept.push_back(previous->plan->digest);
  }
  for (const v1::PackInfo& pack : Stored()) {
    if (kept.size() < kMostStoredPacks) kept.push_back(pack.digest());
  }
  for (const std::string& name : folder_->Names(kStoredFolder)) {
    const std::string digest = DigestOfStored(name);
    if (std::find(kept.begin(), kept.end(), digest) != kept.end()) continue;
    const absl::Status removed = folder_->Remove(StoredName(digest));
    if (!removed.ok()) {
      log_.Warning("an old pack cannot be removed", {{"reason", ToStd(removed.message())}});
    }
    MutexLock lock(mutex_);
    std::erase(stored_, digest);
  }
}

void Activations::Tell(const v1::Activation& activation) {
  const std::string_view event =
      activation.outcome() == v1::ACTIVATION_OUTCOME_ACTIVATED        ? "pack activated"
      : activation.outcome() == v1::ACTIVATION_OUTCOME_PENDING        ? "pack waits for approval"
      : activation.outcome() == v1::ACTIVATION_OUTCOME_SOURCE_CHANGED ? "source took its label back"
                                                                      : "pack stood there already";
  log_.Info(event, {{"label", activation.label()},
                    {"id", activation.id()},
                    {"from", activation.has_from() ? Short(activation.from()) : "none"},
                    {"to", Short(activation.to())},
                    {"rollback", activation.is_rollback()},
                    {"by", activation.requested_by()},
                    {"approved_by", ApproversOf(activation)},
                    {"pending_id", activation.pending_id()},
                    {"reason", Quoted(activation.reason())},
                    {"request_id", activation.request_id().substr(0, 100)}});
}

ChangeAnswer Activations::TellRefused(const ChangeRequest& request, ChangeAnswer answer) {
  if (answer.refusal.has_value()) {
    log_.Warning("change of a pack refused", {{"label", NameOf(request.label)},
                                              {"by", request.caller},
                                              {"reason", Quoted(request.reason)},
                                              {"request_id", request.request_id.substr(0, 100)},
                                              {"message", answer.refusal->message},
                                              {"problems", answer.refusal->problems.size()}});
  }
  return answer;
}

}  // namespace bellwether
