// The rule packs that answer: published whole, pinned by each call, never changed in place.
//
//   std::shared_ptr<const Snapshot> snapshot = packs.Pin();      // any thread; tens of nanoseconds
//   if (snapshot == nullptr) ...                                 // nothing is published yet
//
// A call keeps the snapshot that it pinned until it has answered, so that publishing another one
// in between cannot mix two packs in one answer.
#ifndef BELLWETHER_SERVER_PACKS_SNAPSHOT_STORE_H_
#define BELLWETHER_SERVER_PACKS_SNAPSHOT_STORE_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "engine/bellwether.h"
#include "server/base/mutex.h"

namespace bellwether {

// One pack as it was loaded. Immutable.
struct Snapshot {
  std::shared_ptr<const Plan> plan;  // never null
  absl::Time loaded_at;
  std::string source;  // folder or file that it was read from
};

// The fewest digits by which a request may name a pack.
inline constexpr size_t kShortDigestDigits = 8;

// "saas 1.0.0 (1a2b3c4d)".
std::string DescribePack(const Plan& plan);

// Whether `asked` names the plan: its digest, or at least the first kShortDigestDigits of it.
bool NamesPack(std::string_view asked, const Plan& plan);

class SnapshotStore {
 public:
  // The active pack; null before the first Publish. Any thread.
  std::shared_ptr<const Snapshot> Pin() const {
    MutexLock lock(mutex_);
    return active_;
  }

  // Makes `next` the active pack. The one before is released outside the lock, here or by the
  // last call that has it pinned.
  void Publish(std::shared_ptr<const Snapshot> next) {
    {
      MutexLock lock(mutex_);
      active_.swap(next);
    }
  }

 private:
  mutable Mutex mutex_;
  std::shared_ptr<const Snapshot> active_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_SNAPSHOT_STORE_H_
