#include "tests/rules/packs.h"

#include <gtest/gtest.h>

#include <map>

#include "rules/reader/pack_folder.h"
#include "tests/support/files.h"

namespace bellwether {
namespace {

testing_support::PlanPointer Read(const std::string& folder) {
  const auto sources = ReadPackFolder(testing_support::SourcePath(folder));
  if (!sources.ok()) {
    ADD_FAILURE() << sources.status();
    return std::make_shared<const Plan>();
  }
  const auto loaded = Load(*sources);
  EXPECT_TRUE(loaded.diagnostics.empty()) << RenderAll(loaded.diagnostics, *sources);
  return loaded.value != nullptr ? loaded.value : std::make_shared<const Plan>();
}

}  // namespace

const testing_support::PlanPointer& PackAt(const std::string& folder) {
  static auto* const packs = new std::map<std::string, testing_support::PlanPointer>();
  const auto [entry, is_new] = packs->emplace(folder, nullptr);
  if (is_new) entry->second = Read(folder);
  return entry->second;
}

}  // namespace bellwether
