// Every path that there is, in one table. A new path is one line of it: pattern, type, words,
// meaning and the function that reads it (readers.h). Tests of packs, their schema for editors,
// columns, conditions and docs/paths.md follow from the table.
#ifndef BELLWETHER_ENGINE_PATHS_FORMS_H_
#define BELLWETHER_ENGINE_PATHS_FORMS_H_

#include <span>

#include "engine/paths/path.h"

namespace bellwether {

// By subject, and within a subject as they are shown to people. Lives as long as the program.
std::span<const PathForm> PathForms();

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_PATHS_FORMS_H_
