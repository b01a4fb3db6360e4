// The names that stand in paths, and what a path may hold. Thread-safe: no state.
#ifndef BELLWETHER_ENGINE_PATHS_NAMES_H_
#define BELLWETHER_ENGINE_PATHS_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/paths/path.h"

namespace bellwether {

// What a path may hold in this plan: its words, or names of the pack; empty for numbers, dates and
// free texts.
std::vector<std::string> WordsOf(const Plan& plan, const Path& path);

// Names of the tiers of a benchmark, in all of its sets.
std::vector<std::string> TiersOf(const Plan& plan, const PlanBenchmark& benchmark);

// Languages of the texts that paths lead to, in order of first appearance.
std::vector<std::string> LanguagesOf(const Plan& plan);

// The model that means the primary one, whichever that is, and cannot name another.
inline constexpr std::string_view kPrimaryModel = "primary";

// What may stand in the place of one <> of a pattern.
struct NameKind {
  std::string_view head;  // the pattern's first part; "": any
  std::string_view placeholder;
  std::string_view what;  // in messages: "the pack has no flag `x`"
  // The names, in the pack's order. Names to the left of the place are in `path` already.
  std::vector<std::string> (*names)(const Plan& plan, const Path& path);
  void (*set)(const Plan& plan, uint32_t position, const std::string& name, Path& path);
};

// The kind of a placeholder of a pattern of the table.
const NameKind& KindOf(std::string_view head, std::string_view placeholder);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHS_NAMES_H_
