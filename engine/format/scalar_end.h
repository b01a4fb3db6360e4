// Where texts end, and the signs that end them. Internal to engine/format.
#ifndef BELLWETHER_ENGINE_FORMAT_SCALAR_END_H_
#define BELLWETHER_ENGINE_FORMAT_SCALAR_END_H_

#include <cstddef>
#include <string_view>

#include "engine/format/levels.h"

namespace bellwether::format {

// What ends a plain text between brackets.
inline constexpr std::string_view kFlowIndicators = ",[]{}";

// A zero beyond the end.
inline char CharacterAt(std::string_view text, size_t offset) {
  return offset < text.size() ? text[offset] : '\0';
}
inline bool IsBlank(char c) { return c == ' ' || c == '\t'; }
inline bool EndsWord(char c) { return IsBlank(c) || c == '\n' || c == '\0'; }
inline bool IsOneOf(char c, std::string_view characters) {
  return c != '\0' && characters.find(c) != std::string_view::npos;
}
// Whether a `:` stands there that makes a key of what is before it; `flow`: between brackets.
bool IsColon(std::string_view text, size_t offset, bool flow);
// --- or ...
bool IsMarker(std::string_view text, size_t offset);

// Behind the quote that closes the text which begins at `at` with one; of a text that is never
// closed, the end of the file.
size_t EndOfQuoted(std::string_view text, size_t at);
// Behind the last character of the plain text that begins at `at`, of whatever many lines.
size_t EndOfPlain(std::string_view text, size_t at, bool flow, const Levels& levels);

}  // namespace bellwether::format

#endif  // BELLWETHER_ENGINE_FORMAT_SCALAR_END_H_
