// The state that the records come to: read at the start, and told to whoever looks.
//
// Tested by tests/server/activations_test.cc and tests/server/activation_crash_test.cc.
#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "rules/reader/pack_bundle.h"
#include "server/activation/activations.h"
#include "server/activation/state_names.h"

namespace bellwether {
namespace {

size_t At(PackLabel label) { return static_cast<size_t>(label); }

// What helps with every damage.
std::string Remedy(const StateFolder& folder) {
  return absl::StrCat("restore it from a backup, or move the folder ", folder.path(),
                      " away: then the packs that the options name answer, and nothing that was "
                      "activated by a call");
}

}  // namespace

Activations::Activations(Settings settings, SnapshotStore& store, PackFeed& feed, Logger& log)
    : settings_(std::move(settings)), store_(store), feed_(feed), log_(log) {}

absl::Status Activations::Open(std::unique_ptr<StateFolder> folder) {
  const auto text = folder->Read(kLogName);
  if (!text.ok()) return text.status();
  const absl::StatusOr<ActivationRecords> records = ReadRecords(text->value_or(""));
  if (!records.ok()) {
    return absl::DataLossError(absl::StrCat(folder->PathOf(kLogName), ": ",
                                            records.status().message(), "; ", Remedy(*folder)));
  }
  MutexLock commit(commit_mutex_);
  log_text_ = text->value_or("");
  MutexLock lock(mutex_);
  for (const server::ActivationRecord& record : *records) {
    if (const absl::Status folded = Fold(record); !folded.ok()) {
      return absl::DataLossError(
          absl::StrCat(folder->PathOf(kLogName), ": ", folded.message(), "; ", Remedy(*folder)));
    }
  }
  for (const std::string& name : folder->Names(kStoredFolder)) {
    stored_.push_back(DigestOfStored(name));
  }
  folder_ = std::move(folder);
  return absl::OkStatus();
}

absl::Status Activations::Fold(const server::ActivationRecord& record) {
  const v1::Activation& activation = record.activation();
  const std::optional<PackLabel> label = LabelNamed(activation.label());
  if (!label.has_value()) {
    return absl::DataLossError(absl::StrCat("record ", activation.id(), " has no label"));
  }
  records_.push_back(record);
  switch (activation.outcome()) {
    case v1::ACTIVATION_OUTCOME_PENDING:
    case v1::ACTIVATION_OUTCOME_ACTIVATED:
      SetPending(activation);
      break;
    default:
      break;
  }
  if (activation.outcome() == v1::ACTIVATION_OUTCOME_ACTIVATED) {
    const bool is_back = activation.to().digest() == record.over_digest();
    SetHold(*label,
            is_back ? std::nullopt : std::optional<Hold>(Hold{activation, record.over_digest()}));
  } else if (activation.outcome() == v1::ACTIVATION_OUTCOME_SOURCE_CHANGED) {
    SetHold(*label, std::nullopt);
  }
  return absl::OkStatus();
}

void Activations::SetPending(const v1::Activation& activation) {
  std::erase_if(pending_, [&](const v1::Activation& one) {
    return one.pending_id() == activation.pending_id();
  });
  if (activation.outcome() == v1::ACTIVATION_OUTCOME_PENDING) pending_.push_back(activation);
}

void Activations::SetHold(PackLabel label, std::optional<Hold> hold) {
  std::optional<Hold>& held = holds_[At(label)];
  if (label == PackLabel::kActive) {
    before_ = held.has_value() ? std::optional<v1::Activation>(held->activation) : std::nullopt;
  }
  held = std::move(hold);
}

bool Activations::Restore(std::string& report) {
  MutexLock commit(commit_mutex_);
  is_restored_ = true;
  if (folder_ == nullptr) return true;
  bool good = true;
  for (const PackLabel label : kPackLabels) good = RestoreLabel(label, report) && good;
  for (const v1::Activation& pending : Pending()) {
    const std::string name = StoredName(pending.to().digest());
    if (folder_->Has(name)) continue;
    absl::StrAppend(&report, "error: ", folder_->PathOf(name), ", which waits for approval as ",
                    pending.pending_id(), ", is gone; ", Remedy(*folder_), "\n");
    good = false;
  }
  return good;
}

bool Activations::RestoreLabel(PackLabel label, std::string& report) {
  const std::optional<Hold> hold = HoldOf(label);
  const SnapshotPointer source = SourceOf(label);
  if (!hold.has_value()) return true;
  if (source == nullptr) {
    log_.Warning("a pack was activated under a label that has no source now",
                 {{"label", NameOf(label)}, {"id", hold->activation.id()}});
    return true;
  }
  if (source->plan->digest != hold->over_digest) {
    GiveBack(label, *hold, *source->plan);
    return true;
  }
  const SnapshotPointer held = LoadStored(hold->activation, hold->activation.to(), label, report);
  if (held == nullptr) return false;
  if (label == PackLabel::kActive) RestorePrevious(hold->activation);
  Publish(held, label);
  Tell(hold->activation);
  return true;
}

// What the activation replaced, where it was not what the source holds, which is there already.
void Activations::RestorePrevious(const v1::Activation& activation) {
  if (!StoredDigest(activation.from().digest()).has_value()) return;
  std::string why;
  const SnapshotPointer previous =
      LoadStored(activation, activation.from(), PackLabel::kActive, why);
  if (previous != nullptr) {
    Publish(previous, PackLabel::kActive);
  } else {
    log_.Warning("the previous pack cannot be loaded", {{"reason", why}});
  }
}

SnapshotPointer Activations::LoadStored(const v1::Activation& activation, const v1::PackInfo& pack,
                                        PackLabel label, std::string& report) const {
  const std::string name = StoredName(pack.digest());
  const auto fail = [&](std::string_view why) {
    absl::StrAppend(&report, "error: ", folder_->PathOf(name), ", put under ", activation.label(),
                    " by ", activation.id(), ", cannot be used: ", ToAbsl(why), "; ",
                    Remedy(*folder_), "\n");
    return nullptr;
  };
  const auto bytes = folder_->Read(name);
  if (!bytes.ok()) return fail(ToStd(bytes.status().message()));
  if (!bytes->has_value()) return fail("it is gone");
  PackContents contents;
  if (const auto refusal = ReadBundle(**bytes, contents)) return fail(refusal->message);
  LoadedPack loaded =
      BuildPack(contents, "upload", settings_.gate.limits, settings_.now(), settings_.gate.numbers);
  if (loaded.snapshot == nullptr) {
    report += loaded.report;
    return fail("it has errors");
  }
  if (loaded.snapshot->plan->digest != pack.digest()) {
    return fail(absl::StrCat("its digest is ", loaded.snapshot->plan->digest,
                             " now; other numbers (--set, --values) or another version of the "
                             "server make it another pack"));
  }
  Snapshot snapshot = *loaded.snapshot;
  snapshot.on_trial = label != PackLabel::kActive;
  return std::make_shared<const Snapshot>(std::move(snapshot));
}

SnapshotPointer Activations::SourceOf(PackLabel label) const {
  MutexLock lock(mutex_);
  return sources_[At(label)];
}

std::optional<Activations::Hold> Activations::HoldOf(PackLabel label) const {
  MutexLock lock(mutex_);
  return holds_[At(label)];
}

std::optional<std::string> Activations::StoredDigest(std::string_view asked) const {
  if (asked.size() < kShortDigestDigits) return std::nullopt;
  MutexLock lock(mutex_);
  for (const std::string& digest : stored_) {
    if (std::string_view(digest).starts_with(asked)) return digest;
  }
  return std::nullopt;
}

std::string Activations::Available() const {
  std::string text = DescribeAvailable(store_);
  for (const v1::PackInfo& pack : Stored()) {
    if (store_.Find(pack.digest()) == nullptr) absl::StrAppend(&text, ", ", pack.digest());
  }
  return text;
}

std::string Activations::NextId() const {
  MutexLock lock(mutex_);
  return absl::StrCat("a", records_.size() + 1);
}

std::optional<v1::Activation> Activations::CallOf(PackLabel label, std::string_view digest) const {
  MutexLock lock(mutex_);
  std::optional<v1::Activation> call;
  if (label == PackLabel::kPrevious) {
    call = before_;
  } else if (holds_[At(label)].has_value()) {
    call = holds_[At(label)]->activation;
  }
  return call.has_value() && call->to().digest() == digest ? call : std::nullopt;
}

bool Activations::IsOverridden(PackLabel label) const { return HoldOf(label).has_value(); }

std::vector<v1::Activation> Activations::Recorded() const {
  std::vector<v1::Activation> recorded;
  MutexLock lock(mutex_);
  for (const server::ActivationRecord& record : records_) recorded.push_back(record.activation());
  return recorded;
}

bool Activations::CanApprove(const v1::Activation& pending) const {
  if (absl::ToUnixSeconds(settings_.now()) >= pending.expires_at().seconds()) return false;
  const auto label = LabelNamed(pending.label());
  const SnapshotPointer now = label.has_value() ? store_.Pin(*label) : nullptr;
  return now != nullptr && now->plan->digest == pending.from().digest();
}

std::vector<v1::Activation> Activations::Pending() const {
  std::vector<v1::Activation> pending;
  MutexLock lock(mutex_);
  for (const v1::Activation& one : pending_) {
    if (CanApprove(one)) pending.push_back(one);
  }
  return pending;
}

std::vector<v1::PackInfo> Activations::Stored() const {
  std::vector<v1::PackInfo> packs;
  std::set<std::string> seen;
  MutexLock lock(mutex_);
  for (auto record = records_.rbegin(); record != records_.rend(); ++record) {
    for (const v1::PackInfo* pack : {&record->activation().to(), &record->activation().from()}) {
      const bool is_stored =
          std::find(stored_.begin(), stored_.end(), pack->digest()) != stored_.end();
      if (is_stored && seen.insert(pack->digest()).second) packs.push_back(*pack);
    }
  }
  return packs;
}

}  // namespace bellwether
