// Free keys: at the top of a file, a key that begins with `x-` belongs to whoever wrote it. Nothing
// reads it, so it is the place for anchors that other sections refer to.
//
//   x-common: &bands [{green: 80}, {red: 0}]
//   health: {fit: {bands: *bands, components: ...}}
//
// Below the top such a key is a key like any other.
#ifndef BELLWETHER_ENGINE_SCHEMA_FREE_KEYS_H_
#define BELLWETHER_ENGINE_SCHEMA_FREE_KEYS_H_

#include <string_view>

#include "engine/schema/schema.h"

namespace bellwether {

inline constexpr std::string_view kFreeKeyStart = "x-";

inline bool IsFreeKey(std::string_view key) { return key.starts_with(kFreeKeyStart); }

// What to do about a free key that stands below the top.
inline constexpr std::string_view kFreeKeyHint =
    "keys that begin with x- are free at the top of a file only";

// Lets `file`, the mapping at the top of a file, have free keys.
void AllowFreeKeys(Schema& file);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_SCHEMA_FREE_KEYS_H_
