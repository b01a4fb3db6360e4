// Tested by tests/engine/format/format_test.cc.
#include "engine/format/scalar_end.h"

#include <algorithm>

namespace bellwether::format {
namespace {

// Where a plain text ends that runs on from `from`, at least one character later.
size_t EndOfPlainLine(std::string_view text, size_t from, bool flow) {
  size_t end = from;
  for (size_t i = from; i < text.size() && text[i] != '\n'; ++i) {
    if (i > from && (IsColon(text, i, flow) || (text[i] == '#' && IsBlank(text[i - 1])))) break;
    if (i > from && flow && IsOneOf(text[i], kFlowIndicators)) break;
    if (!IsBlank(text[i])) end = i + 1;
  }
  return std::max(end, from + 1);
}

// Where a plain text that ended at `end` goes on in a later line, or `end`.
size_t NextPlainLine(std::string_view text, size_t end, bool flow, const Levels& levels) {
  size_t next = text.find_first_not_of(" \t", end);
  if (CharacterAt(text, next) != '\n') return end;
  next = text.find_first_not_of(" \t\n", next);
  if (next == std::string_view::npos || text[next] == '#') return end;
  if (flow) return IsOneOf(text[next], kFlowIndicators) || IsColon(text, next, flow) ? end : next;
  const size_t column = next - text.rfind('\n', next) - 1;
  const bool inside = levels.IsInside(static_cast<uint32_t>(column));
  return inside && !(column == 0 && IsMarker(text, next)) ? next : end;
}

}  // namespace

bool IsColon(std::string_view text, size_t offset, bool flow) {
  if (CharacterAt(text, offset) != ':') return false;
  const char next = CharacterAt(text, offset + 1);
  return EndsWord(next) || (flow && IsOneOf(next, kFlowIndicators));
}

bool IsMarker(std::string_view text, size_t offset) {
  const std::string_view mark = text.substr(offset, 3);
  return (mark == "---" || mark == "...") && EndsWord(CharacterAt(text, offset + 3));
}

size_t EndOfQuoted(std::string_view text, size_t at) {
  const char quote = text[at];
  for (size_t i = at + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote == '"' || CharacterAt(text, i + 1) != quote) return i + 1;
      ++i;
    }
  }
  return text.size();
}

size_t EndOfPlain(std::string_view text, size_t at, bool flow, const Levels& levels) {
  size_t end = EndOfPlainLine(text, at, flow);
  while (true) {
    const size_t next = NextPlainLine(text, end, flow, levels);
    if (next == end) return end;
    end = EndOfPlainLine(text, next, flow);
  }
}

}  // namespace bellwether::format
