// What the packs of a server tell a scrape: which are there, since when, how attempts to load them
// ended, and how a pack in the shadow differs. Any thread.
#ifndef BELLWETHER_SERVER_PACK_METRICS_H_
#define BELLWETHER_SERVER_PACK_METRICS_H_

#include "absl/time/time.h"
#include "server/live_packs.h"
#include "server/packs/pack_state.h"
#include "server/packs/shadow_trial.h"
#include "server/packs/snapshot_store.h"
#include "server/telemetry/exposition.h"

namespace bellwether {

void CollectPacks(const LivePacks& packs, absl::Time now, Exposition& exposition);

// Its parts.
void CollectPack(const LabelledPack& pack, Exposition& exposition);
void CollectState(const PackState& state, absl::Time now, Exposition& exposition);
void CollectDeltas(const ShadowDeltas& deltas, Exposition& exposition);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACK_METRICS_H_
