// Paths -> what an evaluation has to find out for them. Thread-safe: no state.
#ifndef BELLWETHER_ENGINE_PATHS_WANTED_H_
#define BELLWETHER_ENGINE_PATHS_WANTED_H_

#include "engine/evaluate/evaluate.h"
#include "engine/paths/path.h"

namespace bellwether {

// What must be evaluated for the path to be read.
Wanted WantedBy(const Path& path);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHS_WANTED_H_
