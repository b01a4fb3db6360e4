// Something that is worked out once for each pack that answers, and asked for at every call.
//
//   PerPack<LoggedPaths> paths;
//   std::shared_ptr<const PerPack<LoggedPaths>::Made> made = paths.Of(snapshot);   // any thread
//   made->value ...
//   paths.Release();          // now and then, on a thread that nobody waits for
//
// What was made keeps its pack. That of a pack that answers no more goes with the next Release: to
// destroy a pack takes longer than a call may.
#ifndef BELLWETHER_SERVER_PACKS_PER_PACK_H_
#define BELLWETHER_SERVER_PACKS_PER_PACK_H_

#include <memory>
#include <utility>
#include <vector>

#include "server/base/mutex.h"
#include "server/packs/snapshot_store.h"

namespace bellwether {

template <typename Value>
class PerPack {
 public:
  struct Made {
    explicit Made(SnapshotPointer of) : snapshot(std::move(of)), value(*snapshot->plan) {}
    const SnapshotPointer snapshot;
    const Value value;
  };
  using MadePointer = std::shared_ptr<const Made>;

  MadePointer Of(const SnapshotPointer& snapshot) {
    if (MadePointer known = Find(snapshot)) return known;
    auto made = std::make_shared<const Made>(snapshot);
    MutexLock lock(mutex_);
    if (made_.size() >= kPackLabels.size()) {
      retired_.push_back(std::move(made_.front()));
      made_.erase(made_.begin());
    }
    made_.push_back(made);
    return made;
  }

  void Release() {
    std::vector<MadePointer> gone;  // destroyed after the lock is
    MutexLock lock(mutex_);
    gone.swap(retired_);
  }

 private:
  MadePointer Find(const SnapshotPointer& snapshot) {
    MutexLock lock(mutex_);
    for (const MadePointer& made : made_) {
      if (made->snapshot == snapshot) return made;
    }
    return nullptr;
  }

  Mutex mutex_;
  std::vector<MadePointer> made_ ABSL_GUARDED_BY(mutex_);  // the oldest first
  std::vector<MadePointer> retired_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_PER_PACK_H_
