// Tested by tests/server/load_pack_test.cc.
#include "server/packs/load_pack.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "engine/bellwether.h"
#include "rules/reader/overrides.h"
#include "rules/reader/pack_folder.h"

namespace bellwether {

LoadedPack LoadPack(const std::string& path, const Limits& limits, absl::Time now,
                    const PackNumbers& numbers) {
  LoadedPack loaded;
  const absl::StatusOr<document::Overrides> overrides = ReadOverrides(numbers.set, numbers.values);
  if (!overrides.ok()) {
    loaded.report = absl::StrCat("error: ", overrides.status().message(), "\n");
    return loaded;
  }
  const absl::StatusOr<Sources> sources = ReadPackFolder(path, limits);
  if (!sources.ok()) {
    loaded.report = absl::StrCat("error: ", sources.status().message(), "\n");
    return loaded;
  }
  Staged<std::shared_ptr<const Plan>> plan = Load(*sources, limits, *overrides);
  loaded.report = RenderAll(plan.diagnostics, *sources, limits.max_diagnostics);
  for (const Diagnostic& diagnostic : plan.diagnostics) {
    if (diagnostic.severity == Severity::kWarning) ++loaded.warnings;
  }
  if (plan.value != nullptr) {
    loaded.snapshot = std::make_shared<const Snapshot>(Snapshot{std::move(plan.value), now, path});
  }
  return loaded;
}

}  // namespace bellwether
