// CEL's escapes name code points, not bytes: \xff is U+00FF, two bytes of UTF-8.
// Tested by tests/engine/expression/parse_test.cc.
#include "engine/expression/string_literal.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace bellwether::expression {
namespace {

constexpr uint32_t kLargestCodePoint = 0x10FFFF;

struct SimpleEscape {
  char letter;
  char means;
};
constexpr std::array<SimpleEscape, 12> kSimpleEscapes = {{{'a', '\a'},
                                                          {'b', '\b'},
                                                          {'f', '\f'},
                                                          {'n', '\n'},
                                                          {'r', '\r'},
                                                          {'t', '\t'},
                                                          {'v', '\v'},
                                                          {'\\', '\\'},
                                                          {'?', '?'},
                                                          {'"', '"'},
                                                          {'\'', '\''},
                                                          {'`', '`'}}};

int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

// All of `digits` in `base`; nothing when one is not a digit of it or some are missing.
std::optional<uint32_t> ParseDigits(std::string_view digits, size_t count, uint32_t base) {
  if (digits.size() < count) return std::nullopt;
  uint32_t value = 0;
  for (const char c : digits.substr(0, count)) {
    const auto digit = static_cast<uint32_t>(DigitValue(c));
    if (digit >= base) return std::nullopt;
    value = value * base + digit;
  }
  return value;
}

bool IsCodePoint(uint32_t value) {
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  return value <= kLargestCodePoint && !surrogate;
}

void AppendUtf8(uint32_t code, std::string& text) {
  const auto append = [&text](uint32_t byte) { text.push_back(static_cast<char>(byte)); };
  if (code < 0x80) {
    append(code);
  } else if (code < 0x800) {
    append(0xC0 | (code >> 6));
    append(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    append(0xE0 | (code >> 12));
    append(0x80 | ((code >> 6) & 0x3F));
    append(0x80 | (code & 0x3F));
  } else {
    append(0xF0 | (code >> 18));
    append(0x80 | ((code >> 12) & 0x3F));
    append(0x80 | ((code >> 6) & 0x3F));
    append(0x80 | (code & 0x3F));
  }
}

// How a numbered escape is written: what stands before the digits, how many there are.
struct Numbered {
  size_t prefix;
  size_t digits;
  uint32_t base;
};

std::optional<Numbered> FindNumbered(char letter) {
  if (letter == 'x' || letter == 'X') return Numbered{2, 2, 16};
  if (letter == 'u') return Numbered{2, 4, 16};
  if (letter == 'U') return Numbered{2, 8, 16};
  if (letter >= '0' && letter <= '3') return Numbered{1, 3, 8};
  return std::nullopt;
}

// Reads the escape at the start of `rest`; gives its length, 0 when it means nothing.
size_t ReadEscape(std::string_view rest, std::string& text) {
  if (rest.size() < 2) return 0;
  for (const SimpleEscape& escape : kSimpleEscapes) {
    if (escape.letter != rest[1]) continue;
    text.push_back(escape.means);
    return 2;
  }
  const std::optional<Numbered> form = FindNumbered(rest[1]);
  if (!form) return 0;
  const auto code = ParseDigits(rest.substr(form->prefix), form->digits, form->base);
  if (!code || !IsCodePoint(*code)) return 0;
  AppendUtf8(*code, text);
  return form->prefix + form->digits;
}

}  // namespace

BadEscape Unescape(std::string_view body, std::string& text) {
  text.reserve(body.size());
  size_t at = 0;
  while (at < body.size()) {
    if (body[at] != '\\') {
      text.push_back(body[at++]);
      continue;
    }
    const size_t length = ReadEscape(body.substr(at), text);
    if (length == 0) return {at, std::min<size_t>(2, body.size() - at)};
    at += length;
  }
  return {};
}

std::string QuoteString(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted.push_back('\\');
      quoted.push_back(c);
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      absl::StrAppendFormat(&quoted, "\\x%02x", static_cast<unsigned>(c));
    } else {
      quoted.push_back(c);
    }
  }
  quoted.push_back('"');
  return quoted;
}

}  // namespace bellwether::expression
