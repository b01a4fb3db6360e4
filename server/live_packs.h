// Every pack that the options name, loaded at the start and kept up to date while the server runs.
//
//   LivePacks packs(options, {}, log);
//   std::string report;
//   if (!packs.Load(report)) ...                 // one cannot be used: the report says why
//   packs.Follow([](bool usable) { ... });       // from now on changes are followed
//   packs.store().Pin(); packs.States(); packs.shadow();   // any thread
//   packs.activations(); packs.feed();                     // likewise: changes by calls
//   packs.Stop();
//
// Each pack has a source, a reconciler and a thread of its own ("reload-active", ...), so that one
// that is slow to read holds up no other. Load, Follow and Stop are called by one thread.
#ifndef BELLWETHER_SERVER_LIVE_PACKS_H_
#define BELLWETHER_SERVER_LIVE_PACKS_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/activation/activations.h"
#include "server/packs/pack_feed.h"
#include "server/packs/pack_state.h"
#include "server/packs/pack_watcher.h"
#include "server/packs/reconciler.h"
#include "server/packs/shadow_trial.h"
#include "server/packs/snapshot_store.h"
#include "server/settings/options.h"
#include "server/telemetry/logger.h"

namespace bellwether {

class LivePacks {
 public:
  // What files beside the options say.
  struct Given {
    std::shared_ptr<const TrustedKeys> trusted;  // null: packs of any source are
    document::Overrides numbers;                 // in place of the constants of every pack
  };
  // `log` outlives it.
  LivePacks(const ServerOptions& options, Given given, Logger& log);

  // Reads, compiles and tests all packs, and publishes those that may be. False when one may not.
  // What people should read, warnings included, is added to `report`.
  bool Load(std::string& report);
  // `on_usable`: as PackWatcher has it, of the active pack; called on another thread.
  void Follow(std::function<void(bool usable)> on_usable);
  // Looks at every source, whether it is followed or not.
  void LookNow();
  void Stop();

  const SnapshotStore& store() const { return store_; }
  // Its Open, if there is a state folder, comes before Load.
  Activations& activations() { return activations_; }
  PackFeed& feed() { return feed_; }
  ShadowTrial* shadow() { return shadow_.get(); }  // null: there is none
  const ShadowTrial* shadow() const { return shadow_.get(); }
  std::vector<PackState> States() const;  // one for each source, the active pack first

 private:
  struct Kept {
    Kept(Reconciler::Settings settings, PackSource source, PackWatcher::Settings watched,
         SnapshotStore& store, Logger& log)
        : reconciler(std::move(settings), std::move(source), store, log),
          watcher(reconciler, std::move(watched), log) {}
    Reconciler reconciler;
    PackWatcher watcher;
  };
  void Keep(PackLabel label, const std::string& place);

  const ServerOptions options_;
  const Given given_;
  Logger& log_;
  SnapshotStore store_;
  PackFeed feed_;
  Activations activations_;
  std::vector<std::unique_ptr<Kept>> kept_;
  std::unique_ptr<ShadowTrial> shadow_;
};

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_LIVE_PACKS_H_
