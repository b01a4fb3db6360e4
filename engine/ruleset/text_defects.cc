// Tested by tests/engine/ruleset/text_defects_test.cc.
#include "engine/ruleset/text_defects.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"

namespace bellwether::ruleset {
namespace {

constexpr std::string_view kBlanks = " \t";
constexpr std::string_view kAnyBlanks = " \t\r\n";
constexpr std::string_view kStops = ".,;:!?";
constexpr std::string_view kFrenchStops = ".,";  // the others follow a blank there
constexpr std::string_view kSeparators = ".,;:!?)]";
constexpr std::string_view kUnfinished = ":,;([-";

bool IsOneOf(std::string_view set, char c) { return set.find(c) != std::string_view::npos; }

std::string Quote(std::string_view text) { return absl::StrCat("`", ToAbsl(text), "`"); }

std::string_view Trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(kAnyBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kAnyBlanks) + 1 - first);
}

// `..` where it is no ellipsis.
bool IsDoubledStop(std::string_view text, size_t at) {
  if (text[at] != '.' || at + 1 >= text.size() || text[at + 1] != '.') return false;
  const bool before = at > 0 && text[at - 1] == '.';
  const bool after = at + 2 < text.size() && text[at + 2] == '.';
  return !before && !after;
}

// Two marks of which the first promises something: `:.`, `,;`, `(,`, `()`.
bool IsEmptyPromise(char first, char next) {
  if (first == '(' || first == '[') return next == ')' || next == ']' || IsOneOf(kStops, next);
  return IsOneOf(":,;", first) && (IsOneOf(kStops, next) || next == ')');
}

std::string DefectAt(std::string_view text, size_t at, std::string_view stops) {
  const char c = text[at];
  if (IsDoubledStop(text, at)) return "has `..`";
  const size_t next = text.find_first_not_of(kBlanks, at + 1);
  if (next == std::string_view::npos) return "";
  if (IsEmptyPromise(c, text[next]))
    return absl::StrCat("has ", Quote(text.substr(at, next + 1 - at)));
  if (!IsOneOf(kBlanks, c)) return "";
  if (IsOneOf(stops, text[next]) && !text.substr(next).starts_with("...")) {
    return absl::StrCat("has a blank before ", Quote(text.substr(next, 1)));
  }
  const bool indents = at == 0 || IsOneOf(kAnyBlanks, text[at - 1]);
  return next > at + 1 && !indents ? "has two blanks in a row" : "";
}

// Bytes to each side of a defect that are shown.
constexpr size_t kAround = 40;

}  // namespace

TextDefect FindDefect(std::string_view text, std::string_view language) {
  const std::string_view words = Trimmed(text);
  if (words.empty()) return {"is empty", 0};
  const auto first = static_cast<size_t>(words.data() - text.data());
  const size_t last = first + words.size() - 1;
  if (IsOneOf(kBlanks, text.front())) return {"begins with a blank", 0};
  if (IsOneOf(kBlanks, text.back())) return {"ends with a blank", last};
  if (IsOneOf(kSeparators, words.front()) && !words.starts_with("...")) {
    return {absl::StrCat("begins with ", Quote(words.substr(0, 1))), first};
  }
  const bool french = language == "fr" || language.starts_with("fr-");
  for (size_t at = 0; at < words.size(); ++at) {
    std::string defect = DefectAt(words, at, french ? kFrenchStops : kStops);
    if (!defect.empty()) return {std::move(defect), first + at};
  }
  if (IsOneOf(kUnfinished, words.back())) {
    return {absl::StrCat("ends with ", Quote(words.substr(words.size() - 1))), last};
  }
  return {};
}

std::string Excerpt(std::string_view text, size_t at) {
  size_t begin = 0;
  if (at > kAround) {
    const size_t blank = text.rfind(' ', at - kAround);
    if (blank != std::string_view::npos) begin = blank + 1;
  }
  const size_t end = std::min(text.find(' ', at + kAround), text.size());
  return absl::StrCat(begin > 0 ? "... " : "", ToAbsl(text.substr(begin, end - begin)),
                      end < text.size() ? " ..." : "");
}

}  // namespace bellwether::ruleset
