// The rule packs that answer: published whole, pinned by each call, never changed in place.
//
//   SnapshotPointer snapshot = packs.Pin();      // any thread; tens of nanoseconds
//   if (snapshot == nullptr) ...                 // nothing is published yet
//
// A call keeps the snapshot that it pinned until it has answered, so that publishing another one
// in between cannot mix two packs in one answer.
//
// Several packs are there at once, each under a label: the active one; the previous one, which was
// active before; a canary, which answers for a share of the accounts; a shadow, which answers
// nobody.
#ifndef BELLWETHER_SERVER_PACKS_SNAPSHOT_STORE_H_
#define BELLWETHER_SERVER_PACKS_SNAPSHOT_STORE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "engine/bellwether.h"
#include "rules/reader/pack_contents.h"
#include "server/base/mutex.h"

namespace bellwether {

// One pack as it was loaded. Immutable.
struct Snapshot {
  std::shared_ptr<const Plan> plan;  // never null
  absl::Time loaded_at;
  std::string source;         // folder, file or other place that it was read from
  std::string revision = {};  // which one of a repository or bundle; "" for a folder
  // Counts the digests that were published under the label since the start, from 1.
  uint64_t generation = 1;
  // A canary or shadow: signals that it does not know are reported, not refused (S11).
  bool on_trial = false;
  // What it was made of; null where nobody kept it.
  std::shared_ptr<const PackContents> contents = nullptr;
};
using SnapshotPointer = std::shared_ptr<const Snapshot>;

enum class PackLabel : uint8_t { kActive, kPrevious, kCanary, kShadow };
inline constexpr std::array kPackLabels = {PackLabel::kActive, PackLabel::kPrevious,
                                           PackLabel::kCanary, PackLabel::kShadow};
std::string_view NameOf(PackLabel label);  // "active"
std::optional<PackLabel> LabelNamed(std::string_view name);

// The fewest digits by which a request may name a pack.
inline constexpr size_t kShortDigestDigits = 8;

// "saas 1.0.0 (1a2b3c4d)".
std::string DescribePack(const Plan& plan);

// Whether `asked` names the plan: its digest, or at least the first kShortDigestDigits of it.
bool NamesPack(std::string_view asked, const Plan& plan);

struct LabelledPack {
  PackLabel label;
  SnapshotPointer snapshot;  // never null
};

class SnapshotStore {
 public:
  // The active pack; null before the first Publish. Any thread, as all that follows.
  SnapshotPointer Pin() const { return Pin(PackLabel::kActive); }
  SnapshotPointer Pin(PackLabel label) const {
    MutexLock lock(mutex_);
    return packs_[static_cast<size_t>(label)];
  }
  // The canary, if there is one and the account belongs to its share; else the active pack.
  SnapshotPointer PinFor(std::string_view account_id) const;
  // The pack that a request names: by label ("previous"), or by digest as NamesPack says. Null when
  // there is none.
  SnapshotPointer Find(std::string_view asked) const;
  // Those that are there, in the order of kPackLabels.
  std::vector<LabelledPack> All() const;

  // Makes `next` the pack of that label; null: there is none. The active one becomes the previous
  // one, unless `next` says the same (S28). Returns what no label names any more: whoever releases
  // it last destroys it, which takes longer than a call may.
  SnapshotPointer Publish(SnapshotPointer next, PackLabel label = PackLabel::kActive);

  // 0 to 1: of the accounts, by id (canary_share.h).
  void SetCanaryShare(double share);

 private:
  mutable Mutex mutex_;
  std::array<SnapshotPointer, kPackLabels.size()> packs_ ABSL_GUARDED_BY(mutex_);
  double canary_share_ ABSL_GUARDED_BY(mutex_) = 0;
};

// What requests may ask for: "DIGEST" of the only pack, or "DIGEST (active), DIGEST (previous)".
std::string DescribeAvailable(const SnapshotStore& packs);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_SNAPSHOT_STORE_H_
