// Where the characters of a scalar stand in its file, however it is written.
#ifndef BELLWETHER_TESTS_PIN_SOURCE_TEXT_H_
#define BELLWETHER_TESTS_PIN_SOURCE_TEXT_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/source/span.h"
#include "engine/yaml/node.h"

namespace bellwether::pin {

// Offset of a place in the text of its file.
size_t OffsetOf(std::string_view text, const Span& span);

// By character of node.text, its offset in `text`; blanks, which folding moves, have none that
// means anything. Fails the program when the scalar does not stand at its place.
std::vector<size_t> OffsetsOf(std::string_view text, const Node& node);

}  // namespace bellwether::pin

#endif  // BELLWETHER_TESTS_PIN_SOURCE_TEXT_H_
