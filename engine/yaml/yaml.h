// YAML text to a tree of nodes with places: the only door to the YAML library.
//
// A strict, small YAML: one document; keys are unique texts; no tags; aliases and merge keys
// within bounds. Everything that YAML would quietly read as something else than it looks like is
// an error that says what to write instead: duplicate keys, tabs, `when: !has(x)`,
// `{when: max(a, b) > 3}`, a condition cut at ` #` (S29).
//
//   DiagnosticSink sink;
//   const Node root = ParseYaml(sources, 0, Limits{}, sink);
//   if (sink.has_errors()) ...
//
// Never throws. Stateless: any number of threads.
#ifndef BELLWETHER_ENGINE_YAML_YAML_H_
#define BELLWETHER_ENGINE_YAML_YAML_H_

#include <cstdint>

#include "engine/base/limits.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/yaml/node.h"

namespace bellwether {

// Reads file number `file` of `sources`. An empty file is a null. All mistakes go to `sink`. After
// a mistake of syntax the rest of the file cannot be understood: the tree then holds the entries
// of the outermost mapping that were complete, so that their own mistakes can be reported too.
Node ParseYaml(const Sources& sources, uint32_t file, const Limits& limits, DiagnosticSink& sink);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_YAML_YAML_H_
