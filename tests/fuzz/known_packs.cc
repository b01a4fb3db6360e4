#include "tests/fuzz/known_packs.h"

#include "rules/reader/pack_folder.h"
#include "tests/fuzz/require.h"
#include "tests/support/files.h"

namespace bellwether::fuzz {
namespace {

std::shared_ptr<const Plan> LoadPack(const std::string& path) {
  const auto sources = ReadPackFolder(testing_support::SourcePath(path));
  Require(sources.ok(), "the pack is found from the top of the repository", path);
  auto loaded = Load(*sources);
  Require(loaded.ok(), "the pack is good", RenderAll(loaded.diagnostics, *sources));
  return loaded.value;
}

}  // namespace

const std::vector<std::shared_ptr<const Plan>>& KnownPacks() {
  static const auto& packs = *new std::vector<std::shared_ptr<const Plan>>{
      LoadPack("tests/golden/plan/sample.yaml"), LoadPack("rules/saas")};
  return packs;
}

}  // namespace bellwether::fuzz
