// A list of paths -> columns of an output. Thread-safe: no state.
#ifndef BELLWETHER_ENGINE_PATHS_SELECTION_H_
#define BELLWETHER_ENGINE_PATHS_SELECTION_H_

#include <string>
#include <string_view>
#include <vector>

#include "engine/paths/path.h"

namespace bellwether {

struct Column {
  Path path;  // its text is the column's name
  PathType type;
};

struct PathMistake {
  std::string message;
  std::string hint;  // may be empty
};

struct Selection {
  std::vector<Column> columns;        // in the order asked, each once
  std::vector<PathMistake> mistakes;  // with one, the columns are not all that was asked for
};

// "id, health.primary.score, health.*.band": paths apart by commas, as ExpandPath reads them. All
// mistakes at once. A column that is asked for twice stands where it was asked for first.
Selection ReadSelection(const Plan& plan, std::string_view list);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHS_SELECTION_H_
