// Folding and escapes change blanks and add backslashes, nothing else: the n-th character that is
// no blank is the same on both sides.
//
// Tested by tests/engine/mutation/mutations_test.cc and tests/engine/coverage/written_test.cc.
#include "engine/yaml/source_text.h"

namespace bellwether {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

}  // namespace

size_t OffsetOf(std::string_view text, const Span& span) {
  size_t offset = 0;
  for (uint32_t line = 1; line < span.line; ++line) offset = text.find('\n', offset) + 1;
  return offset + span.column - 1;
}

std::vector<size_t> OffsetsOf(std::string_view text, const Node& node) {
  size_t at = OffsetOf(text, node.span);
  const bool block = !node.verbatim && (text[at] == '>' || text[at] == '|');
  if (block) at = text.find('\n', at);
  std::vector<size_t> offsets;
  for (const char c : node.text) {
    offsets.push_back(at);
    if (IsBlank(c)) continue;
    while (at < text.size() && text[at] != c && (IsBlank(text[at]) || text[at] == '\\')) ++at;
    if (at >= text.size() || text[at] != c) return {};
    offsets.back() = at++;
  }
  return offsets;
}

}  // namespace bellwether
