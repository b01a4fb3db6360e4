// Changes of single places in files, shown as a patch that `patch -p1` and `git apply` take.
#ifndef BELLWETHER_ENGINE_SOURCE_EDITS_H_
#define BELLWETHER_ENGINE_SOURCE_EDITS_H_

#include <string>
#include <vector>

#include "engine/source/source.h"
#include "engine/source/span.h"

namespace bellwether {

struct Edit {
  Span at;           // known; what stands there, `length` bytes of one line, is replaced
  std::string text;  // without an end of line
};

// A unified diff with three lines around each change, files in the order of `sources`; "" without
// an edit. Edits may come in any order, and may not overlap. Pure.
std::string UnifiedDiff(const Sources& sources, std::vector<Edit> edits);

// The files that change, as they will be, in the order of `sources`; likewise. Every byte outside
// the edits stays.
std::vector<SourceFile> Edited(const Sources& sources, std::vector<Edit> edits);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SOURCE_EDITS_H_
