// A path's text -> the path, its names looked up in a plan. Thread-safe: no state.
#ifndef BELLWETHER_ENGINE_PATHS_RESOLVE_H_
#define BELLWETHER_ENGINE_PATHS_RESOLVE_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/paths/path.h"

namespace bellwether {

struct ResolvedPath {
  Path path;  // form is null when the path is wrong
  std::string message;
  std::string hint;
};

// One path, as tests of packs write it. `primary` in the place of a health model means the model
// that answers for the account.
ResolvedPath ResolvePath(const Plan& plan, std::string_view text);

struct ExpandedPath {
  std::vector<Path> paths;  // none when the text is wrong
  std::string message;
  std::string hint;
};

// The same for outputs, which may write `*` for every name that can stand in a place, in the order
// of the pack (health.*.band), and a fact without `fact.` (mood) when no path is called so. Facts
// that are series are left out of fact.*, and are an error by name: an output has no place for one.
ExpandedPath ExpandPath(const Plan& plan, std::string_view text);

// The form's type; of a fact, what it is declared as: kNumber, kTruth, kName for texts and enums,
// kDate for events, and kFact for a series.
PathType TypeOf(const Plan& plan, const Path& path);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHS_RESOLVE_H_
