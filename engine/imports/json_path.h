// Dotted paths into a JSON value.
#ifndef BELLWETHER_ENGINE_IMPORTS_JSON_PATH_H_
#define BELLWETHER_ENGINE_IMPORTS_JSON_PATH_H_

#include <string_view>

#include "engine/yaml/node.h"

namespace bellwether::imports {

// `contacts.0.email`; a key that holds dots itself is found as well, the shortest one first. Null
// when there is no such thing.
const Node* FindPath(const Node& root, std::string_view path);

}  // namespace bellwether::imports

#endif  // BELLWETHER_ENGINE_IMPORTS_JSON_PATH_H_
