// Tells whoever watches that something about the packs has changed: what answers, what a source
// holds, what waits for approval.
//
//   PackFeed feed;
//   feed.Add(listener);        // its OnChange() is called at every change, until Remove
//   feed.Changed();            // any thread, after the change
//   feed.Close();              // nobody is called any more
//
// Thread-safe. It says that something changed and not what: a listener looks at the newest state.
#ifndef BELLWETHER_SERVER_PACKS_PACK_FEED_H_
#define BELLWETHER_SERVER_PACKS_PACK_FEED_H_

#include <cstdint>
#include <unordered_set>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/base/mutex.h"

namespace bellwether {

class PackFeed {
 public:
  class Listener {
   public:
    virtual ~Listener() = default;
    // Any thread; must be quick, and must not call the feed.
    virtual void OnChange() = 0;
  };

  // Tells this server from the one before.
  int64_t started() const { return started_; }
  // Changes since the start, and 1.
  uint64_t generation() const {
    MutexLock lock(mutex_);
    return generation_;
  }

  void Changed() {
    MutexLock lock(mutex_);
    ++generation_;
    for (Listener* listener : listeners_) listener->OnChange();
  }
  // False, and it is not added, after Close.
  bool Add(Listener& listener) {
    MutexLock lock(mutex_);
    if (!closed_) listeners_.insert(&listener);
    return !closed_;
  }
  // It is not called any more when this returns.
  void Remove(Listener& listener) {
    MutexLock lock(mutex_);
    listeners_.erase(&listener);
  }
  size_t listeners() const {
    MutexLock lock(mutex_);
    return listeners_.size();
  }
  void Close() {
    MutexLock lock(mutex_);
    closed_ = true;
    listeners_.clear();
  }

 private:
  const int64_t started_ = absl::ToUnixMicros(absl::Now());
  mutable Mutex mutex_;
  uint64_t generation_ ABSL_GUARDED_BY(mutex_) = 1;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
  std::unordered_set<Listener*> listeners_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_PACK_FEED_H_
