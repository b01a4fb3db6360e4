// Collecting is cheap and printing is careful: what a diagnostic shows of a file is safe for any
// terminal and valid UTF-8, whatever the file holds, and never longer than a screen is wide.
//
// Tested by tests/engine/source/diagnostic_test.cc.
#include "engine/source/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/source/utf8.h"

namespace bellwether {
namespace {

// Nobody reads more; a broken file of megabytes must not fill the memory with sentences.
constexpr size_t kMostKept = 10'000;
constexpr size_t kMostShown = 110;   // bytes of a source line
constexpr size_t kShownBefore = 70;  // of them before the caret, in a longer line

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// What stands before the caret: a blank for each character, tabs kept, so that the caret stands
// under its character at any tab width.
std::string Padding(std::string_view before) {
  std::string result;
  for (const char c : before) {
    if (!IsContinuation(c)) result.push_back(c == '\t' ? '\t' : ' ');
  }
  return result;
}

size_t CountCharacters(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !IsContinuation(c); }));
}

// The line in the order in which it is read: a `?` stands for each byte of what would turn it.
std::string Unturned(std::string text) {
  for (size_t at = FirstTurn(text); at != kNoneTurns; at = FirstTurn(text)) {
    text.replace(at, TurnLength(std::string_view(text).substr(at)),
                 TurnLength(std::string_view(text).substr(at)), '?');
  }
  return text;
}

// A line cut to what fits, and where the caret is in it.
struct Excerpt {
  std::string_view text;
  size_t caret = 0;
  bool cut_before = false;
  bool cut_after = false;
};

Excerpt Cut(std::string_view line, size_t caret) {
  Excerpt excerpt{line, std::min(caret, line.size())};
  if (line.size() <= kMostShown) return excerpt;
  size_t start = excerpt.caret > kShownBefore ? excerpt.caret - kShownBefore : 0;
  while (start < line.size() && IsContinuation(line[start])) ++start;
  size_t end = std::min(line.size(), start + kMostShown);
  while (end > start && end < line.size() && IsContinuation(line[end])) --end;
  return {line.substr(start, end - start), excerpt.caret - start, start > 0, end < line.size()};
}

std::string RenderExcerpt(const Span& span, std::string_view line) {
  const Excerpt excerpt = Cut(line, span.column > 0 ? span.column - 1 : 0);
  const std::string number = absl::StrCat(span.line);
  const std::string shown = Unturned(Printable(excerpt.text));
  // Both keep the number of bytes, so offsets up to the caret still hold.
  const std::string_view before = std::string_view(shown).substr(0, excerpt.caret);
  const std::string_view under = std::string_view(shown).substr(before.size(), span.length);
  const size_t width = std::max<size_t>(1, CountCharacters(under));
  return absl::StrCat("  ", number, " | ", excerpt.cut_before ? "…" : "", shown,
                      excerpt.cut_after ? "…" : "", "\n  ", std::string(number.size(), ' '), " | ",
                      excerpt.cut_before ? " " : "", Padding(before), "^",
                      std::string(width - 1, '~'), "\n");
}

const char* SeverityName(Severity severity) {
  return severity == Severity::kError ? "error" : "warning";
}

auto Place(const Diagnostic& diagnostic) {
  return std::tie(diagnostic.span.file, diagnostic.span.line, diagnostic.span.column);
}

bool SameDiagnostic(const Diagnostic& a, const Diagnostic& b) {
  return a.severity == b.severity && a.code == b.code && a.span == b.span &&
         a.message == b.message && a.hint == b.hint;
}

}  // namespace

void DiagnosticSink::Error(std::string code, const Span& at, std::string message,
                           std::string hint) {
  Add({Severity::kError, std::move(code), at, std::move(message), std::move(hint)});
}

void DiagnosticSink::Warning(std::string code, const Span& at, std::string message,
                             std::string hint) {
  Add({Severity::kWarning, std::move(code), at, std::move(message), std::move(hint)});
}

void DiagnosticSink::Add(Diagnostic diagnostic) {
  const bool error = diagnostic.severity == Severity::kError;
  if (error) ++errors_;
  // The first error is always kept, so that the list alone says whether there was one.
  if (list_.size() < kMostKept || (error && errors_ == 1)) list_.push_back(std::move(diagnostic));
}

std::vector<Diagnostic> DiagnosticSink::Take() {
  std::vector<Diagnostic> taken = std::exchange(list_, {});
  errors_ = 0;
  std::stable_sort(taken.begin(), taken.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return Place(a) < Place(b); });
  taken.erase(std::unique(taken.begin(), taken.end(), SameDiagnostic), taken.end());
  return taken;
}

bool HasErrors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError;
  });
}

std::string RenderLine(const Diagnostic& diagnostic, const Sources& sources) {
  const std::string place = sources.Describe(diagnostic.span);
  return absl::StrCat(place, place.empty() ? "" : ": ", SeverityName(diagnostic.severity), ": ",
                      Unturned(Printable(diagnostic.message)), " [", diagnostic.code, "]");
}

std::string Render(const Diagnostic& diagnostic, const Sources& sources) {
  std::string text = absl::StrCat(RenderLine(diagnostic, sources), "\n");
  const std::string_view line = sources.line(diagnostic.span.file, diagnostic.span.line);
  if (!line.empty()) text += RenderExcerpt(diagnostic.span, line);
  if (diagnostic.span.merged()) {
    absl::StrAppend(&text, "  merged in by `<<` at ", sources.Describe(MergePlace(diagnostic.span)),
                    "\n");
  }
  if (!diagnostic.hint.empty()) {
    text += absl::StrCat("  ", Printable(diagnostic.hint), "\n");
  }
  return text;
}

std::string RenderAll(const std::vector<Diagnostic>& diagnostics, const Sources& sources,
                      size_t most) {
  std::string text;
  const size_t shown = std::min(most, diagnostics.size());
  for (size_t i = 0; i < shown; ++i) text += Render(diagnostics[i], sources);
  if (shown < diagnostics.size()) {
    text += absl::StrCat("and ", diagnostics.size() - shown, " more\n");
  }
  return text;
}

}  // namespace bellwether
