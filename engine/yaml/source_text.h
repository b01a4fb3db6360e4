// Where the characters of a scalar stand in its file, however it is written.
#ifndef BELLWETHER_ENGINE_YAML_SOURCE_TEXT_H_
#define BELLWETHER_ENGINE_YAML_SOURCE_TEXT_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/source/span.h"
#include "engine/yaml/node.h"

namespace bellwether {

// Offset of a place in the text of its file.
size_t OffsetOf(std::string_view text, const Span& span);

// By character of node.text, its offset in `text`; blanks, which folding moves, have none that
// means anything. Empty where escapes hide it.
std::vector<size_t> OffsetsOf(std::string_view text, const Node& node);

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_YAML_SOURCE_TEXT_H_
