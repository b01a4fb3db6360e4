// Pieces of YAML in the places that the style gives them. Internal to engine/format.
#ifndef BELLWETHER_ENGINE_FORMAT_LAYOUT_H_
#define BELLWETHER_ENGINE_FORMAT_LAYOUT_H_

#include <string>
#include <vector>

#include "engine/format/token.h"

namespace bellwether::format {

// Each piece as it is, in its order. Lines that a person broke stay broken; one that is too long
// is broken between brackets (format.h has the rules). `last_line_ends`: whether a newline closes
// the text that was scanned; the last line of a block text means something else without it.
std::string LayOut(const std::vector<Token>& tokens, bool last_line_ends);

}  // namespace bellwether::format

#endif  // BELLWETHER_ENGINE_FORMAT_LAYOUT_H_
