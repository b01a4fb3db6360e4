// Tested by tests/engine/format/format_test.cc.
#include "engine/format/line_break.h"

#include <optional>

namespace bellwether::format {
namespace {

using Kind = Token::Kind;

int DepthChange(const Token& token) {
  return token.is(Kind::kOpen) ? 1 : token.is(Kind::kClose) ? -1 : 0;
}

// Of the pieces from `first` on, if they are one value that ends with the line; wider than any line
// if not.
uint32_t WidthOfValue(const std::vector<Token>& tokens, size_t first, size_t last) {
  uint32_t width = 0;
  int depth = 0;
  for (size_t i = first; i < last && width <= kWidth; ++i) {
    if (tokens[i].is(Kind::kComment)) break;
    if (!tokens[i].one_line()) return kWidth + 1;
    width += (i > first ? Gap(tokens[i - 1], tokens[i]) : 0) + WidthOf(tokens[i].text);
    depth += DepthChange(tokens[i]);
  }
  return depth == 0 ? width : kWidth + 1;
}

// The value of the line's key, if it is in brackets and fits into a line.
std::optional<size_t> ValueForNextLine(const std::vector<Token>& tokens, size_t first,
                                       size_t last) {
  size_t value = first;
  while (value < last && !tokens[value].is(Kind::kColon) && !tokens[value].flow) ++value;
  ++value;
  const size_t open = value + (value < last && tokens[value].is(Kind::kAnchor) ? 1 : 0);
  if (open >= last || !tokens[open].is(Kind::kOpen)) return std::nullopt;
  if (tokens[value - 1].flow) return std::nullopt;
  const uint32_t width = WidthOfValue(tokens, value, last);
  if (kIndent * tokens[open].depth + width > kWidth) return std::nullopt;
  return value;
}

}  // namespace

uint32_t Gap(const Token& left, const Token& right) {
  if (right.is(Kind::kColon)) return left.is(Kind::kAlias) ? 1 : 0;  // a name may end in `:`
  if (left.is(Kind::kOpen)) return 0;
  if (right.is(Kind::kClose) || right.is(Kind::kComma)) return left.is(Kind::kColon) ? 1 : 0;
  return 1;
}

size_t EndOfLine(const std::vector<Token>& tokens, size_t first, size_t last, uint32_t indent) {
  uint32_t column = indent;
  int depth = 0;
  int least = 0;
  std::optional<size_t> comma;
  for (size_t i = first; i < last; ++i) {
    const Token& token = tokens[i];
    if (token.is(Kind::kComment) || !token.one_line()) return last;
    column += (i > first ? Gap(tokens[i - 1], token) : 0) + WidthOf(token.text);
    depth += DepthChange(token);
    const bool beyond = column > kWidth;
    if (beyond && comma) break;
    if (!token.is(Kind::kComma) || i + 1 == last || tokens[i + 1].is(Kind::kComment)) continue;
    if (comma && depth > least) continue;
    comma = i + 1;
    least = depth;
    if (beyond) break;
  }
  if (column <= kWidth) return last;
  if (const auto value = ValueForNextLine(tokens, first, last)) return *value;
  return comma.value_or(last);
}

}  // namespace bellwether::format
