// Names put into schemas. Internal to engine/completion.
#ifndef BELLWETHER_ENGINE_COMPLETION_SUGGESTIONS_H_
#define BELLWETHER_ENGINE_COMPLETION_SUGGESTIONS_H_

#include <span>
#include <string_view>

#include "engine/completion/pack_names.h"
#include "engine/schema/schema.h"

namespace bellwether::completion {

// Where names of a pack may stand.
struct NamePlace {
  enum class Where { kValue, kKeys };

  std::string_view definition;  // of the schema; "" is the file itself
  std::string_view key;         // of that mapping; `a/b` of the mapping, or the items, below `a`;
                                // "": the mapping itself
  NameKind kind;
  Where where = Where::kValue;  // the key's value, or each item of it; or the keys below it
};

// Every place must be one of the schema; tests see to it. A kind without names leaves its places
// as they are.
void Suggest(std::span<const NamePlace> places, const PackNames& names, SchemaDocument& schema);

}  // namespace bellwether::completion

#endif  // BELLWETHER_ENGINE_COMPLETION_SUGGESTIONS_H_
