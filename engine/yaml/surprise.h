// Plain YAML that reads as something else than it looks like (S29). Internal to engine/yaml.
#ifndef BELLWETHER_ENGINE_YAML_SURPRISE_H_
#define BELLWETHER_ENGINE_YAML_SURPRISE_H_

#include <cstddef>
#include <string_view>

#include "engine/source/diagnostic.h"
#include "engine/yaml/node.h"
#include "engine/yaml/text_place.h"

namespace bellwether::yaml {

// `key` is an unquoted key inside `{ }`. False, with an error, when it is a piece of an expression
// (`{when: max(a, b) > 3}` has the key `b) > 3`) or hides a missing blank (`{a:1}`).
bool CheckFlowKey(const Node& key, DiagnosticSink& sink);

// `scalar` is unquoted and ends at `end`. An error when a comment follows and the text lacks a
// closing quote or bracket: the comment was meant to be text.
void CheckNotCutByComment(const Node& scalar, const TextPlaces& places, size_t end,
                          DiagnosticSink& sink);

// `text` stands unquoted and begins with `!`, as in `when: !has(x)`.
void ReportTag(std::string_view text, const Span& at, DiagnosticSink& sink);

// Offset of a value that begins with `!` in the line of `offset` and before it; npos: none.
size_t FindTagBefore(const TextPlaces& places, size_t offset);

}  // namespace bellwether::yaml

#endif  // BELLWETHER_ENGINE_YAML_SURPRISE_H_
