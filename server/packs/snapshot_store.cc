// Tested by tests/server/snapshot_store_test.cc.
#include "server/packs/snapshot_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "server/packs/canary_share.h"

namespace bellwether {

std::string_view NameOf(PackLabel label) {
  constexpr std::string_view kNames[] = {"active", "previous", "canary", "shadow"};
  return kNames[static_cast<size_t>(label)];
}

std::optional<PackLabel> LabelNamed(std::string_view name) {
  for (const PackLabel label : kPackLabels) {
    if (name == NameOf(label)) return label;
  }
  return std::nullopt;
}

std::string DescribePack(const Plan& plan) {
  return absl::StrCat(plan.name, " ", plan.version, " (", plan.digest.substr(0, kShortDigestDigits),
                      ")");
}

bool NamesPack(std::string_view asked, const Plan& plan) {
  return asked.size() >= kShortDigestDigits && asked.size() <= plan.digest.size() &&
         std::string_view(plan.digest).substr(0, asked.size()) == asked;
}

SnapshotPointer SnapshotStore::PinFor(std::string_view account_id) const {
  SnapshotPointer active, canary;
  double share = 0;
  {
    MutexLock lock(mutex_);
    active = packs_[static_cast<size_t>(PackLabel::kActive)];
    canary = packs_[static_cast<size_t>(PackLabel::kCanary)];
    share = canary_share_;
  }
  if (canary == nullptr || !IsInShare(canary->plan->digest, account_id, share)) return active;
  return canary;
}

SnapshotPointer SnapshotStore::Find(std::string_view asked) const {
  MutexLock lock(mutex_);
  for (const PackLabel label : kPackLabels) {
    const SnapshotPointer& snapshot = packs_[static_cast<size_t>(label)];
    if (snapshot == nullptr) continue;
    if (asked == NameOf(label) || NamesPack(asked, *snapshot->plan)) return snapshot;
  }
  return nullptr;
}

std::vector<LabelledPack> SnapshotStore::All() const {
  std::vector<LabelledPack> packs;
  MutexLock lock(mutex_);
  for (const PackLabel label : kPackLabels) {
    const SnapshotPointer& snapshot = packs_[static_cast<size_t>(label)];
    if (snapshot != nullptr) packs.push_back({label, snapshot});
  }
  return packs;
}

SnapshotPointer SnapshotStore::Publish(SnapshotPointer next, PackLabel label) {
  MutexLock lock(mutex_);
  SnapshotPointer& place = packs_[static_cast<size_t>(label)];
  const bool moves_on = label == PackLabel::kActive && place != nullptr && next != nullptr &&
                        place->plan->digest != next->plan->digest;
  place.swap(next);
  if (moves_on) packs_[static_cast<size_t>(PackLabel::kPrevious)].swap(next);
  return next;
}

void SnapshotStore::SetCanaryShare(double share) {
  MutexLock lock(mutex_);
  canary_share_ = share;
}

std::string DescribeAvailable(const SnapshotStore& packs) {
  const std::vector<LabelledPack> all = packs.All();
  if (all.size() == 1) return all.front().snapshot->plan->digest;
  std::string text;
  for (const LabelledPack& pack : all) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", pack.snapshot->plan->digest, " (",
                    ToAbsl(NameOf(pack.label)), ")");
  }
  return text;
}

}  // namespace bellwether
