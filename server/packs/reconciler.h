// Makes what is published follow what a source holds: read, compile, run the pack's own tests,
// publish in one step; otherwise keep the last good one and say why.
//
//   Reconciler reconciler({PackLabel::kActive}, PackSource("rules/saas"), store, log);
//   reconciler.ReadAgain();
//   if (reconciler.HasNews()) reconciler.Attempt();
//   reconciler.status().Get().broken_since ...
//
// Nothing here waits or watches (pack_watcher.h does), so that tests go step by step. One thread at
// a time calls it; `status` is for any thread. Store and log outlive it.
#ifndef BELLWETHER_SERVER_PACKS_RECONCILER_H_
#define BELLWETHER_SERVER_PACKS_RECONCILER_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "engine/base/stop.h"
#include "rules/reader/pack_source.h"
#include "server/packs/activation_tests.h"
#include "server/packs/load_pack.h"
#include "server/packs/pack_state.h"
#include "server/packs/snapshot_store.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class Reconciler {
 public:
  struct Settings {
    PackLabel label = PackLabel::kActive;
    ActivationTests tests = ActivationTests::kRequire;
    Limits limits = {};
    document::Overrides numbers = {};  // of the deployment, in place of the pack's constants
    std::function<absl::Time()> now = &absl::Now;
    // In place of the store's own Publish; returns what may be destroyed. Null: the store's.
    std::function<SnapshotPointer(SnapshotPointer next, PackLabel label)> publish = nullptr;
    // After each attempt, when `status` says what came of it. May be null.
    std::function<void()> on_attempt = nullptr;
  };

  Reconciler(Settings settings, PackSource source, SnapshotStore& store, Logger& log);

  // Reads what the source holds now. True when it is not what was read the last time. `stop`: what
  // was read is not wanted any more.
  bool ReadAgain(const Stop& stop = Stop());
  // Whether what was read last was not yet attempted.
  bool HasNews() const;
  // Builds, tests and publishes what was read last. True when it is published now. An attempt that
  // `stop` broke off was none: nobody is told, and what was read is still news.
  bool Attempt(const Stop& stop = Stop());
  // The first look, at the start: as the three above, but what is wrong is for a person on a
  // terminal and not for the log. Warnings come with a success, too.
  bool Load(std::string& report);

  // Snapshots that no label names any more are destroyed once no call has them pinned.
  void ReleaseRetired();
  bool has_retired() const { return !retired_.empty(); }

  const PackSource& source() const { return source_; }
  const PackStatus& status() const { return status_; }

 private:
  using Read = std::optional<absl::StatusOr<PackContents>>;
  static bool IsSame(const Read& a, const Read& b);

  // What an attempt came to, before anybody is told.
  struct Attempted {
    ReloadOutcome outcome = ReloadOutcome::kUnreadable;
    LoadedPack pack;
    size_t tests = 0;  // that held
  };
  // Builds what was seen last, and publishes it where it may be.
  Attempted Reconcile(const Stop& stop);
  Attempted Build(const Stop& stop) const;
  ReloadOutcome OutcomeOf(const LoadedPack& pack) const;
  void Publish(const Attempted& attempted);
  void Record(const Attempted& attempted);
  void Tell(const Attempted& attempted, absl::Duration took);

  const Settings settings_;
  PackSource source_;
  SnapshotStore& store_;
  Logger& log_;
  Read seen_, attempted_;
  PackState state_;
  PackStatus status_;
  std::vector<SnapshotPointer> retired_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_RECONCILER_H_
