// One text in several languages: each should show the same values. A placeholder that one of them
// lacks was forgotten in a translation, or added to one alone.
//
// Tested by tests/golden/ruleset/cases/texts.txt and rules/saas.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/ruleset/checker.h"
#include "engine/ruleset/text_template.h"

namespace bellwether::ruleset {
namespace {

using Placeholders = std::set<std::string, std::less<>>;

Placeholders PlaceholdersOf(const document::Text::Entry& entry) {
  Placeholders found;
  for (const TextPiece& piece : ParseText(entry.text).pieces) {
    if (piece.kind == TextPiece::Kind::kPlaceholder) found.emplace(piece.text);
  }
  return found;
}

// "`id` lacks {active}", or "" when it lacks none of `others`.
std::string Lacks(const std::string& language, const Placeholders& own,
                  const Placeholders& others) {
  Placeholders lacking;
  std::set_difference(others.begin(), others.end(), own.begin(), own.end(),
                      std::inserter(lacking, lacking.end()));
  if (lacking.empty()) return "";
  return absl::StrCat("`", language, "` lacks ", absl::StrJoin(lacking, ", "));
}

// Each language is held against the first, which stands in for those that are not there.
void CompareLanguages(const ShownText& shown, DiagnosticSink& sink) {
  const auto& entries = shown.text->entries;
  if (entries.size() < 2) return;
  const document::Text::Entry& first = entries.front();
  const Placeholders wanted = PlaceholdersOf(first);
  for (size_t i = 1; i < entries.size(); ++i) {
    const Placeholders own = PlaceholdersOf(entries[i]);
    const std::string here = Lacks(entries[i].language, own, wanted);
    const std::string there = Lacks(first.language, wanted, own);
    if (here.empty() && there.empty()) continue;
    sink.Warning("languages-differ", entries[i].span,
                 absl::StrCat("the texts of `", shown.name, "` show different values: ", here,
                              !here.empty() && !there.empty() ? ", " : "", there),
                 "let each language show the same, or drop the placeholder from all of them");
  }
}

}  // namespace

void CheckLanguages(Checker& checker) {
  if (checker.sink.has_errors()) return;  // a placeholder may be what is wrong
  for (const ShownText& shown : checker.texts) CompareLanguages(shown, checker.sink);
}

}  // namespace bellwether::ruleset
