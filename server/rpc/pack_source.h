// Packs that a request names or brings.
//
//   AskedPack asked;
//   grpc::Status status = ReadPackSource(packs, caller, request.to(), "to", limits, asked,
//   violations);
//   ...                                          // on a worker
//   const LoadedSide side = LoadSide(asked, limits);
//   if (side.plan == nullptr) ...                // side.diagnostics say why
//
// Thread-safe: no state.
#ifndef BELLWETHER_SERVER_RPC_PACK_SOURCE_H_
#define BELLWETHER_SERVER_RPC_PACK_SOURCE_H_

#include <memory>
#include <string>
#include <vector>

#include "bellwether/v1/packs.pb.h"
#include "engine/base/limits.h"
#include "engine/bellwether.h"
#include "grpcpp/support/status.h"
#include "server/packs/snapshot_store.h"
#include "server/rpc/account_evaluation.h"

namespace bellwether {

// A pack that the server has, or files of one that it has not.
struct AskedPack {
  SnapshotPointer snapshot;  // null: `files`
  v1::PackFiles files;
};

// What is wrong with files as a request: names and sizes. Paths begin with `path`. An error: too
// many, or too large.
grpc::Status CheckPackFiles(const v1::PackFiles& files, const std::string& path,
                            const Limits& limits, std::vector<Violation>& violations);

// On the polling thread: quick. Without a source it is the active pack. An error: no such pack, or
// files beyond a limit.
grpc::Status ReadPackSource(const SnapshotStore& packs, const Caller& caller,
                            const v1::PackSource& source, const std::string& path,
                            const Limits& limits, AskedPack& asked,
                            std::vector<Violation>& violations);

struct LoadedSide {
  std::shared_ptr<const Plan> plan;     // null exactly when a diagnostic is an error
  std::vector<Diagnostic> diagnostics;  // of files
  Sources sources;                      // likewise
};
// On a worker: files are parsed, checked and compiled.
LoadedSide LoadSide(const AskedPack& asked, const Limits& limits);

// The errors of a side as problems of the request at `path`.
void AddPackProblems(const LoadedSide& side, const std::string& path,
                     std::vector<Violation>& violations);

}  // namespace bellwether

#endif  // BELLWETHER_SERVER_RPC_PACK_SOURCE_H_
