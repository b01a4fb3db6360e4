// Signs that an expression was left unquoted. Each check must stay silent about ordinary texts:
// `n/a`, `50%`, `the users' plan # a note`.
//
// Tested by tests/engine/yaml/yaml_test.cc.
#include "engine/yaml/surprise.h"

#include <cctype>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/base/suggest.h"

namespace bellwether::yaml {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

bool HoldsOperator(std::string_view text) {
  if (text.find_first_of("()[]{}<>=&|!\"") != std::string_view::npos) return true;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    const bool sign = std::string_view("+-*/%?").find(text[i]) != std::string_view::npos;
    if (sign && IsBlank(text[i - 1]) && IsBlank(text[i + 1])) return true;
  }
  return false;
}

// Whether a quote or a bracket of `text` is never closed. An apostrophe after a letter is one of
// ordinary writing.
bool IsOpenEnded(std::string_view text) {
  int depth = 0;
  char quote = '\0';
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"' || (c == '\'' && (i == 0 || !IsWordCharacter(text[i - 1])))) {
      quote = c;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      --depth;
    }
  }
  return quote != '\0' || depth > 0;
}

}  // namespace

bool CheckFlowKey(const Node& key, DiagnosticSink& sink) {
  if (HoldsOperator(key.text)) {
    sink.Error("unquoted-expression", key.span,
               absl::StrCat("inside { } this is read as a key of its own: ", Quoted(key.text)),
               "quote the expression: a comma ends an unquoted text inside { }");
    return false;
  }
  if (const size_t colon = key.text.find(':'); colon != std::string::npos) {
    sink.Error("missing-blank", key.span, absl::StrCat("no blank after `:` in ", Quoted(key.text)),
               absl::StrCat("write ", Quoted(absl::StrCat(key.text.substr(0, colon), ": ",
                                                          key.text.substr(colon + 1)))));
    return false;
  }
  return true;
}

void CheckNotCutByComment(const Node& scalar, const TextPlaces& places, size_t end,
                          DiagnosticSink& sink) {
  size_t next = end;
  while (IsBlank(places.At(next))) ++next;
  if (next == end || places.At(next) != '#' || !IsOpenEnded(scalar.text)) return;
  sink.Error("cut-by-comment", places.SpanAt(next),
             absl::StrCat("` #` begins a comment and cuts the text to ", Quoted(scalar.text)),
             "quote the expression");
}

void ReportTag(std::string_view text, const Span& at, DiagnosticSink& sink) {
  sink.Error("yaml-tag", at, absl::StrCat("YAML reads ", Quoted(text), " as a tag, not as text"),
             "quote the expression: \"!...\"");
}

size_t FindTagBefore(const TextPlaces& places, size_t offset) {
  const std::string_view text = places.text();
  size_t start = offset == 0 ? 0 : text.rfind('\n', offset - 1);
  start = start == std::string_view::npos ? 0 : start;
  for (size_t i = start; i < offset; ++i) {
    if (text[i] != '!' || i < 2 || !IsBlank(text[i - 1])) continue;
    if (std::string_view(":-,{[").find(text[i - 2]) != std::string_view::npos) return i;
  }
  return std::string_view::npos;
}

}  // namespace bellwether::yaml
