// Tested by tests/engine/lint/fixes_test.cc.
#include "engine/lint/fixes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/yaml/source_text.h"

namespace bellwether::lint {
namespace {

constexpr std::string_view kHintBegin = "did you mean `";
constexpr std::string_view kHintEnd = "`?";

bool IsOneOf(const std::string& code, std::initializer_list<std::string_view> codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

// The one word that a hint proposes; "" where it proposes two, or says something else.
std::string_view ProposedBy(std::string_view hint) {
  if (!hint.starts_with(kHintBegin) || !hint.ends_with(kHintEnd)) return "";
  hint.remove_prefix(kHintBegin.size());
  hint.remove_suffix(kHintEnd.size());
  return hint.find('`') == std::string_view::npos ? hint : "";
}

// What stands at a place that was not merged in from elsewhere.
std::string_view TextAt(const Sources& sources, const Span& at) {
  const std::string_view line = sources.line(at.file, at.line);
  if (!at.known() || at.merged() || at.column == 0 || at.column - 1 > line.size()) return "";
  return line.substr(at.column - 1, at.length);
}

// A misspelt word. The message must quote the very word that stands there: then nothing else is
// meant by the place.
std::optional<Edit> Respelt(const Diagnostic& found, const Sources& sources) {
  if (!IsOneOf(found.code, {"unknown-key", "unknown-name", "unknown-value", "unknown-function"})) {
    return std::nullopt;
  }
  const std::string_view right = ProposedBy(found.hint);
  std::string_view wrong = TextAt(sources, found.span);
  Span at = found.span;
  const bool quoted = wrong.size() > 2 && (wrong.front() == '"' || wrong.front() == '\'') &&
                      wrong.back() == wrong.front();
  if (quoted) {
    wrong = wrong.substr(1, wrong.size() - 2);
    ++at.column;
    at.length -= 2;
  }
  const bool same = found.message.find(absl::StrCat("`", ToAbsl(wrong), "`")) != std::string::npos;
  if (right.empty() || wrong.empty() || !same) return std::nullopt;
  return Edit{at, std::string(right)};
}

// The column at which the value of `key: value` begins, if that is all that the line holds.
std::optional<size_t> ValueOf(std::string_view line) {
  size_t at = line.find_first_not_of(' ');
  if (at != std::string_view::npos && line.substr(at).starts_with("- ")) at += 2;
  const size_t colon = line.find(": ", at == std::string_view::npos ? line.size() : at);
  if (colon == std::string_view::npos) return std::nullopt;
  const std::string_view key = line.substr(at, colon - at);
  if (key.find_first_of(" {}[]\"'#,") != std::string_view::npos) return std::nullopt;
  const size_t value = line.find_first_not_of(' ', colon + 1);
  return value == std::string_view::npos ? std::nullopt : std::optional(value);
}

// Quotes around the whole value of a line of its own.
std::optional<Edit> QuotedValue(const Diagnostic& found, const Sources& sources) {
  if (!IsOneOf(found.code, {"yaml-tag", "cut-by-comment"}) || found.span.merged()) {
    return std::nullopt;
  }
  const std::string_view line = sources.line(found.span.file, found.span.line);
  const auto begin = ValueOf(line);
  if (!begin) return std::nullopt;
  std::string_view value = line.substr(*begin);
  while (!value.empty() && (value.back() == ' ' || value.back() == '\r')) value.remove_suffix(1);
  const bool comment = found.code == "yaml-tag" && value.find(" #") != std::string_view::npos;
  if (value.empty() || comment || value.find('\'') != std::string_view::npos) return std::nullopt;
  const Span at = {found.span.file, found.span.line, static_cast<uint32_t>(*begin + 1),
                   static_cast<uint32_t>(value.size())};
  return Edit{at, absl::StrCat("'", ToAbsl(value), "'")};
}

Sources Changed(const Sources& sources, const Edit& edit) {
  std::vector<SourceFile> files = sources.files();
  std::string& text = files[edit.at.file].text;
  text.replace(OffsetOf(text, edit.at), edit.at.length, edit.text);
  return Sources(std::move(files));
}

size_t ErrorsOfLine(const std::vector<Diagnostic>& found, const Span& at) {
  return static_cast<size_t>(std::count_if(found.begin(), found.end(), [&at](const auto& other) {
    return other.severity == Severity::kError && other.span.file == at.file &&
           other.span.line == at.line;
  }));
}

// Whether the finding goes, and its line is no worse for it.
bool Mends(const Edit& edit, const Diagnostic& mended, const std::vector<Diagnostic>& before,
           const std::vector<Diagnostic>& after) {
  const bool stays = std::any_of(after.begin(), after.end(), [&mended](const Diagnostic& found) {
    return found.code == mended.code && found.message == mended.message &&
           found.span.line == mended.span.line && found.span.file == mended.span.file;
  });
  return !stays && ErrorsOfLine(after, edit.at) < ErrorsOfLine(before, edit.at);
}

bool Overlap(const Edit& a, const Edit& b) {
  return a.at.file == b.at.file && a.at.line == b.at.line &&
         a.at.column < b.at.column + b.at.length && b.at.column < a.at.column + a.at.length;
}

}  // namespace

std::vector<Edit> SafeFixes(const std::vector<Diagnostic>& found, const Sources& sources,
                            const Finder& finder) {
  std::vector<Edit> edits;
  for (const Diagnostic& diagnostic : found) {
    if (diagnostic.severity != Severity::kError) continue;
    std::optional<Edit> edit = Respelt(diagnostic, sources);
    if (!edit) edit = QuotedValue(diagnostic, sources);
    if (!edit) continue;
    const bool taken = std::any_of(edits.begin(), edits.end(),
                                   [&edit](const Edit& other) { return Overlap(*edit, other); });
    if (taken || !Mends(*edit, diagnostic, found, finder(Changed(sources, *edit)))) continue;
    edits.push_back(*std::move(edit));
  }
  return edits;
}

}  // namespace bellwether::lint
