// The thread that keeps one pack up to date: waits for a change, lets it settle, has it reconciled.
//
//   PackWatcher watcher(reconciler, {}, log);
//   watcher.Start([](bool usable) { ... });   // told when the source was broken for too long
//   watcher.LookNow();                        // any thread: look, whatever is seen
//   watcher.Stop();
//
// It runs at a lower priority than the threads that answer calls: a pack may wait, a caller may
// not.
#ifndef BELLWETHER_SERVER_PACKS_PACK_WATCHER_H_
#define BELLWETHER_SERVER_PACKS_PACK_WATCHER_H_

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "absl/time/time.h"
#include "server/base/folder_events.h"
#include "server/base/steady_time.h"
#include "server/packs/reconciler.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class PackWatcher {
 public:
  struct Settings {
    bool follows = true;  // else it looks only when it is told to
    absl::Duration poll_interval = absl::Seconds(10);
    // The source may be broken for that long before it is said; zero: for ever.
    absl::Duration max_broken = absl::ZeroDuration();
    std::string thread_name = "reload";
  };

  // Reconciler and log outlive it.
  PackWatcher(Reconciler& reconciler, Settings settings, Logger& log);
  ~PackWatcher() { Stop(); }
  PackWatcher(const PackWatcher&) = delete;
  PackWatcher& operator=(const PackWatcher&) = delete;

  // `on_usable` is called on the watcher's thread: false when the source has been broken for longer
  // than max_broken, true when it is mended. Once.
  void Start(std::function<void(bool usable)> on_usable = nullptr);
  void LookNow();
  // Waits for an attempt that is being made.
  void Stop();

 private:
  void Run();
  void Watch();
  void Look();
  // True when it is time to look.
  bool Await();
  absl::Duration Patience() const;
  // Looks whether the source has been broken for too long.
  void JudgeSource();
  void NoteBroken();

  Reconciler& reconciler_;
  const Settings settings_;
  Logger& log_;
  std::function<void(bool)> on_usable_;
  FolderEvents events_;
  std::atomic<bool> stopping_{false}, asked_{false};
  bool told_incomplete_ = false;
  bool usable_ = true;
  SteadyTime next_poll_ = SteadyTime::InfinitePast();
  std::optional<SteadyTime> broken_since_;  // by the clock that does not jump
  std::thread thread_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_PACK_WATCHER_H_
