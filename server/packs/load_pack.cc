// Tested by tests/server/load_pack_test.cc.
#include "server/packs/load_pack.h"

#include <utility>

#include "absl/status/statusor.h"
#include "engine/base/string_bridge.h"
#include "engine/bellwether.h"
#include "server/packs/pack_problems.h"

namespace bellwether {

LoadedPack LoadPack(const std::string& path, const Limits& limits, absl::Time now) {
  const absl::StatusOr<PackContents> contents = PackSource(path, limits).Read();
  return contents.ok() ? BuildPack(*contents, path, limits, now)
                       : UnreadablePack(contents.status());
}

LoadedPack UnreadablePack(const absl::Status& reason) {
  LoadedPack loaded;
  loaded.problems = {{true, "", std::string(ToStd(reason.message()))}};
  loaded.report = TextOf(loaded.problems);
  return loaded;
}

LoadedPack BuildPack(const PackContents& contents, const std::string& source, const Limits& limits,
                     absl::Time now, const document::Overrides& numbers) {
  LoadedPack loaded;
  Staged<std::shared_ptr<const Plan>> plan = Load(contents.rules, limits, numbers);
  loaded.report = RenderAll(plan.diagnostics, contents.rules, limits.max_diagnostics);
  loaded.problems = ProblemsOf(plan.diagnostics, contents.rules);
  for (const PackProblem& problem : loaded.problems) loaded.warnings += problem.is_error ? 0 : 1;
  if (plan.value != nullptr) {
    Snapshot snapshot{std::move(plan.value), now, source, contents.revision};
    snapshot.contents = std::make_shared<const PackContents>(contents);
    loaded.snapshot = std::make_shared<const Snapshot>(std::move(snapshot));
  }
  return loaded;
}

}  // namespace bellwether
