// A pack from disk to a snapshot that can be published.
#ifndef BELLWETHER_SERVER_PACKS_LOAD_PACK_H_
#define BELLWETHER_SERVER_PACKS_LOAD_PACK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "server/packs/snapshot_store.h"

namespace bellwether {

// Numbers of the deployment in place of the pack's constants (rules/reader/overrides.h).
struct PackNumbers {
  std::vector<std::string> set;
  std::string values;  // a file; "": none
};

struct LoadedPack {
  std::shared_ptr<const Snapshot> snapshot;  // null when the pack cannot be used
  // What people should read: every diagnostic with its place, or why nothing could be read.
  // Warnings may come with a snapshot. Empty when there is nothing to say.
  std::string report;
  size_t warnings = 0;
};

// Reads the folder or file `path`, checks it and compiles it. `now` becomes loaded_at. Thread-safe.
LoadedPack LoadPack(const std::string& path, const Limits& limits, absl::Time now,
                    const PackNumbers& numbers = {});

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_LOAD_PACK_H_
