// Widths come from two small tables of code points rather than from the C library, whose answer
// depends on the locale.
//
// Tested by tests/clients/display_text_test.cc.
#include "clients/cli/terminal/display_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "engine/source/utf8.h"

namespace bellwether::cli {
namespace {

struct CodeRange {
  uint32_t first;
  uint32_t last;
};

constexpr std::array<CodeRange, 9> kNoColumns = {{
    {0x0300, 0x036F},  // combining diacritical marks
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x200B, 0x200F},  // zero-width spaces and marks of direction
    {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F},  // variation selectors
    {0xFE20, 0xFE2F},
}};

constexpr std::array<CodeRange, 12> kTwoColumns = {{
    {0x1100, 0x115F},  // Hangul
    {0x2E80, 0x303E},  // CJK
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60},    // full-width forms
    {0x1F300, 0x1FAFF},  // emoji
    {0x20000, 0x3FFFD},
}};

template <size_t kSize>
bool Contains(const std::array<CodeRange, kSize>& ranges, uint32_t code) {
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), code,
                       [](uint32_t value, const CodeRange& range) { return value < range.first; });
  return after != ranges.begin() && code <= std::prev(after)->last;
}

struct Character {
  uint32_t code = 0;
  size_t bytes = 1;
};

// The first character of a text that is not empty; a broken one counts as one byte.
Character First(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1 || bytes > text.size()) return {lead, 1};
  uint32_t code = lead & (0xFFU >> (bytes + 1));
  for (size_t i = 1; i < bytes; ++i) {
    code = (code << 6) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {code, bytes};
}

size_t Width(uint32_t code) {
  if (Contains(kNoColumns, code)) return 0;
  return Contains(kTwoColumns, code) ? 2 : 1;
}

bool IsControl(const Character& character) {
  return character.code < 0x20 || (character.code >= 0x7F && character.code < 0xA0);
}

}  // namespace

std::string Printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    std::string_view valid = text.substr(0, std::min(FirstInvalidUtf8(text), text.size()));
    text.remove_prefix(valid.size());
    while (!valid.empty()) {
      const Character character = First(valid);
      result.append(IsControl(character) ? "?" : valid.substr(0, character.bytes));
      valid.remove_prefix(character.bytes);
    }
    if (!text.empty()) {
      result.push_back('?');
      text.remove_prefix(1);
    }
  }
  return result;
}

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    const Character character = First(text);
    width += Width(character.code);
    text.remove_prefix(character.bytes);
  }
  return width;
}

std::string PadRight(std::string_view text, size_t width) {
  const size_t taken = DisplayWidth(text);
  return std::string(text).append(taken < width ? width - taken : 0, ' ');
}

std::string PadLeft(std::string_view text, size_t width) {
  const size_t taken = DisplayWidth(text);
  return std::string(taken < width ? width - taken : 0, ' ').append(text);
}

std::string Clip(std::string_view text, size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width == 0) return "";
  size_t taken = 0, bytes = 0;
  while (bytes < text.size()) {
    const Character character = First(text.substr(bytes));
    if (taken + Width(character.code) > width - 1) break;
    taken += Width(character.code);
    bytes += character.bytes;
  }
  return std::string(text.substr(0, bytes)) + "…";
}

std::vector<std::string> Wrap(std::string_view text, size_t width) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const size_t blank = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, blank);
    text.remove_prefix(std::min(blank + 1, text.size()));
    if (!line.empty() && DisplayWidth(line) + 1 + DisplayWidth(word) > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (!line.empty()) line.push_back(' ');
    line.append(word);
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string Thousands(uint64_t number) {
  std::string digits = std::to_string(number);
  for (size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string Parts(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!part.empty()) absl::StrAppend(&text, text.empty() ? "" : " · ", part);
  }
  return text;
}

}  // namespace bellwether::cli
