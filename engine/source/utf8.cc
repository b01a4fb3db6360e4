// The table of well-formed byte sequences of the Unicode standard, as comparisons.
//
// Tested by tests/engine/source/utf8_test.cc.
#include "engine/source/utf8.h"

#include <algorithm>
#include <cstdint>

namespace bellwether {
namespace {

bool IsBetween(unsigned char byte, unsigned char low, unsigned char high) {
  return byte >= low && byte <= high;
}

// Length of the well-formed character at the start of `text`, or 0.
size_t CharacterLength(std::string_view text) {
  const auto byte = [text](size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
  };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  if (IsBetween(first, 0xC2, 0xDF)) return IsBetween(byte(1), 0x80, 0xBF) ? 2 : 0;
  if (IsBetween(first, 0xE0, 0xEF)) {
    const unsigned char low = first == 0xE0 ? 0xA0 : 0x80;   // shorter forms exist below
    const unsigned char high = first == 0xED ? 0x9F : 0xBF;  // surrogates above
    return IsBetween(byte(1), low, high) && IsBetween(byte(2), 0x80, 0xBF) ? 3 : 0;
  }
  if (IsBetween(first, 0xF0, 0xF4)) {
    const unsigned char low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xF4 ? 0x8F : 0xBF;  // U+10FFFF is the last
    return IsBetween(byte(1), low, high) && IsBetween(byte(2), 0x80, 0xBF) &&
                   IsBetween(byte(3), 0x80, 0xBF)
               ? 4
               : 0;
  }
  return 0;
}

// The controls of ASCII, and those that Unicode has from U+0080 to U+009F.
bool IsControl(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character[0]);
  if (byte < 0x80) return (byte < 0x20 && byte != '\t') || byte == 0x7F;
  return byte == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
}

}  // namespace

size_t FirstInvalidUtf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t length = CharacterLength(text.substr(i, 4));
    if (length == 0) return i;
    i += length;
  }
  return kAllValid;
}

std::string Printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const size_t length = CharacterLength(text);
    const std::string_view character = text.substr(0, std::max<size_t>(length, 1));
    const bool shown = length > 0 && !IsControl(character);
    shown ? result.append(character) : result.append(character.size(), '?');
    text.remove_prefix(character.size());
  }
  return result;
}

}  // namespace bellwether
