// A pack from its files to a snapshot that can be published.
#ifndef BELLWETHER_SERVER_PACKS_LOAD_PACK_H_
#define BELLWETHER_SERVER_PACKS_LOAD_PACK_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "engine/base/limits.h"
#include "rules/reader/pack_source.h"
#include "server/packs/pack_state.h"
#include "server/packs/snapshot_store.h"

namespace bellwether {

struct LoadedPack {
  SnapshotPointer snapshot;  // null when the pack cannot be used
  // What people should read: every diagnostic with its place, or why nothing could be read.
  // Warnings may come with a snapshot. Empty when there is nothing to say.
  std::string report;
  std::vector<PackProblem> problems;  // the same, as data
  size_t warnings = 0;
};

// Reads the pack at `path`, checks it and compiles it. `now` becomes loaded_at. Thread-safe.
LoadedPack LoadPack(const std::string& path, const Limits& limits, absl::Time now);

// The same of files that were read already. `source`: where; `numbers`: of the deployment, in place
// of the pack's constants.
LoadedPack BuildPack(const PackContents& contents, const std::string& source, const Limits& limits,
                     absl::Time now, const document::Overrides& numbers = {});

// Why there are no files.
LoadedPack UnreadablePack(const absl::Status& reason);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_PACKS_LOAD_PACK_H_
