// The table of well-formed byte sequences of the Unicode standard, as comparisons.
//
// Tested by tests/engine/source/utf8_test.cc.
#include "engine/source/utf8.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

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

// Each is one, or one in a row from the first to the last: the property has twelve characters.
struct Turns {
  uint32_t first;
  uint32_t last;
};
constexpr Turns kTurns[] = {{0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}};

// The code point of a character of two or three bytes at the start of `text`; 0 where there is
// none.
uint32_t ShortCodePoint(std::string_view text) {
  const auto bits = [text](size_t i) { return static_cast<unsigned char>(text[i]) & 0x3FU; };
  const size_t length = text.empty() ? 0 : CharacterLength(text);
  if (length == 2) return (static_cast<unsigned char>(text[0]) & 0x1FU) << 6 | bits(1);
  if (length != 3) return 0;
  return (static_cast<unsigned char>(text[0]) & 0x0FU) << 12 | bits(1) << 6 | bits(2);
}

}  // namespace

size_t TurnLength(std::string_view text) {
  const uint32_t code = ShortCodePoint(text);
  const bool turns = std::any_of(std::begin(kTurns), std::end(kTurns), [code](const Turns& one) {
    return one.first <= code && code <= one.last;
  });
  return turns ? CharacterLength(text) : 0;
}

size_t FirstTurn(std::string_view text) {
  // They begin with one of two bytes, which most files never have.
  constexpr std::string_view kLeads = "\xD8\xE2";
  for (size_t i = text.find_first_of(kLeads); i != std::string_view::npos;
       i = text.find_first_of(kLeads, i + 1)) {
    if (TurnLength(text.substr(i)) > 0) return i;
  }
  return kNoneTurns;
}

std::string NameOfTurn(std::string_view text) {
  const std::string code = absl::StrCat(absl::Hex(ShortCodePoint(text), absl::kZeroPad4));
  return "U+" + absl::AsciiStrToUpper(code);
}

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
