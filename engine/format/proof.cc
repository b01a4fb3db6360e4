// Nothing here looks at how the layout works: a mistake there, or in the scanner, ends in a file
// that is left alone.
//
// Tested by tests/engine/format/proof_test.cc.
#include "engine/format/proof.h"

#include <algorithm>

#include "engine/format/scanner.h"
#include "engine/source/diagnostic.h"
#include "engine/source/source.h"
#include "engine/yaml/yaml.h"

namespace bellwether::format {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Whether nothing but blanks tells the two apart.
bool SameInk(std::string_view a, std::string_view b) {
  size_t i = 0, j = 0;
  while (true) {
    while (i < a.size() && IsBlank(a[i])) ++i;
    while (j < b.size() && IsBlank(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

Span PlaceOf(const Token& token) { return {0, token.line, token.column + 1, 1}; }

// The first piece of `before` that `after` does not have in its place.
const Token* FirstLost(const std::vector<Token>& before, const std::vector<Token>& after) {
  for (size_t i = 0; i < before.size(); ++i) {
    const bool same = i < after.size() && before[i].kind == after[i].kind &&
                      SameInk(before[i].text, after[i].text);
    if (!same) return &before[i];
  }
  return after.size() > before.size() && !before.empty() ? &before.back() : nullptr;
}

// The first value of `a` that is another one in `b`.
const Node* FirstChanged(const Node& a, const Node& b) {
  const bool same = a.kind == b.kind && a.text == b.text && a.quoted == b.quoted &&
                    a.items.size() == b.items.size() && a.entries.size() == b.entries.size();
  if (!same) return &a;
  for (size_t i = 0; i < a.items.size(); ++i) {
    if (const Node* changed = FirstChanged(a.items[i], b.items[i])) return changed;
  }
  for (size_t i = 0; i < a.entries.size(); ++i) {
    if (a.entries[i].key != b.entries[i].key) return &a;
    if (const Node* changed = FirstChanged(a.entries[i].value, b.entries[i].value)) return changed;
  }
  return nullptr;
}

}  // namespace

std::optional<Loss> FindLoss(std::string_view before, const std::vector<Token>& tokens,
                             const Node& tree, const std::string& after, const Limits& limits) {
  if (!SameInk(before, after)) return Loss{{0, 1, 1, 1}, "some of its text"};
  const Scanned scanned = Scan(after);
  if (const Token* lost = FirstLost(tokens, scanned.tokens)) {
    return Loss{PlaceOf(*lost), lost->is(Token::Kind::kComment) ? "this comment" : "this"};
  }
  const Sources sources(std::vector<SourceFile>{{"formatted", after}});
  DiagnosticSink sink;
  const Node read = ParseYaml(sources, 0, limits, sink);
  if (sink.has_errors()) return Loss{{0, 1, 1, 1}, "what makes it YAML"};
  if (const Node* changed = FirstChanged(tree, read)) return Loss{changed->span, "this value"};
  return std::nullopt;
}

}  // namespace bellwether::format
