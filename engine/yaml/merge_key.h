// Merge keys: `<<: *ratio` lays the keys of one mapping into another. Internal to engine/yaml.
//
//   ratio: &ratio {type: ratio, missing: exclude}
//   logins: {<<: *ratio, type: count}     # type: count, missing: exclude
//
// A key that the mapping has of its own wins, wherever `<<` stands; in a list `<<: [*a, *b]` the
// earlier mapping wins (https://yaml.org/type/merge.html). Merged keys stand where `<<` stands.
#ifndef BELLWETHER_ENGINE_YAML_MERGE_KEY_H_
#define BELLWETHER_ENGINE_YAML_MERGE_KEY_H_

#include <cstddef>

#include "engine/source/diagnostic.h"
#include "engine/yaml/node.h"

namespace bellwether::yaml {

// The `<<` of one mapping.
struct MergeKey {
  Span at;           // of `<<`
  size_t place = 0;  // entries of the mapping before it
  Node value;
};

// Whether this key merges; in quotes it is a name like any other.
bool IsMergeKey(const Node& key);

// Lays the keys of `merge` into `mapping`, whose own entries are complete. Their places remain
// those where they are written, with `merge.at` beside (Span). An error for what is no mapping.
void LayIn(MergeKey merge, Node& mapping, DiagnosticSink& sink);

}  // namespace bellwether::yaml

#endif  // BELLWETHER_ENGINE_YAML_MERGE_KEY_H_
