// An object, of a JSON export or of a test, -> the cells of a row.
#ifndef BELLWETHER_ENGINE_IMPORTS_OBJECT_ROW_H_
#define BELLWETHER_ENGINE_IMPORTS_OBJECT_ROW_H_

#include <cstdint>
#include <vector>

#include "engine/accounts/violations.h"
#include "engine/imports/build.h"
#include "engine/imports/mapping.h"
#include "engine/yaml/node.h"

namespace bellwether::imports {

// What `source` reads of it; a column that it does not have is an empty cell, a list or an object
// in place of a value is a violation. `seen`, by column: set for those that it has.
ImportRow ReadObjectRow(const Node& object, uint32_t line, const Source& source,
                        std::vector<bool>& seen, Violations& violations);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_OBJECT_ROW_H_
