// Tested by tests/engine/expression/check_test.cc.
#include "engine/expression/mistakes.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

namespace bellwether::expression {

Range Join(const Range& first, const Range& last) {
  return {first.offset, std::max(first.end(), last.end()) - first.offset};
}

void Mistakes::Error(const char* code, const Range& at, std::string message, std::string hint) {
  ++errors_;
  sink_.Error(code, Place(at), WithPlace(at, std::move(message)), std::move(hint));
}

void Mistakes::Warning(const char* code, const Range& at, std::string message, std::string hint) {
  sink_.Warning(code, Place(at), WithPlace(at, std::move(message)), std::move(hint));
}

Span Mistakes::Place(const Range& at) const {
  Span span = text_.origin;
  if (!text_.verbatim || !span.known()) return span;
  span.column += at.offset;
  span.length = std::max<uint32_t>(1, at.length);
  return span;
}

std::string Mistakes::WithPlace(const Range& at, std::string message) const {
  if (text_.verbatim && text_.origin.known()) return message;
  return absl::StrCat(message, " (at character ", at.offset + 1, " of the expression)");
}

}  // namespace bellwether::expression
