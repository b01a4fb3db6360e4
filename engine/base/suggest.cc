// Tested by tests/engine/base/suggest_test.cc.
#include "engine/base/suggest.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/string_bridge.h"

namespace bellwether {
namespace {

constexpr size_t kLongestCompared = 100;  // a longer "name" is not a misspelling
constexpr size_t kFewNames = 8;
constexpr size_t kMostEchoed = 100;

// Damerau-Levenshtein distance, restricted form.
size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t substitution = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({previous[j] + 1, current[j - 1] + 1, substitution});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) current[j] = std::min(current[j], before[j - 2] + 1);
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

bool IsSeparator(char c) { return c == ' ' || c == '_' || c == '-'; }

// Lower case and without separators: what two spellings of one name have in common.
std::string Folded(std::string_view name) {
  std::string folded;
  for (const char c : name) {
    if (!IsSeparator(c)) folded.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
  }
  return folded;
}

// The words of a name in lower case, each with a blank before and after: " account id ".
std::string Words(std::string_view name) {
  std::string words = " ";
  for (const char c : name) {
    const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
    if (!IsSeparator(c)) {
      words.push_back(lower);
    } else if (words.back() != ' ') {
      words.push_back(' ');
    }
  }
  if (words.back() != ' ') words.push_back(' ');
  return words;
}

bool IsHeading(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) {
    return c == ' ' || absl::ascii_isupper(static_cast<unsigned char>(c));
  });
}

// The longest prefix of at most `size` bytes that does not cut a UTF-8 character.
std::string_view CutAtCharacter(std::string_view text, size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace

std::string SameWords(std::string_view heading, std::span<const std::string> known) {
  if (heading.empty() || heading.size() > kLongestCompared) return "";
  const std::string folded = Folded(heading);
  const std::string words = Words(heading);
  std::string_view longest;
  for (const std::string& name : known) {
    if (name.empty() || name.size() > heading.size()) continue;
    if (name != heading && Folded(name) == folded) return name;
    const bool among = IsHeading(heading) && words.find(Words(name)) != std::string::npos;
    if (among && name.size() > longest.size()) longest = name;
  }
  return std::string(longest);
}

std::string ClosestName(std::string_view unknown, std::span<const std::string> known) {
  if (unknown.size() > kLongestCompared) return "";
  if (std::find(known.begin(), known.end(), unknown) != known.end()) return std::string(unknown);
  if (std::string same = SameWords(unknown, known); !same.empty()) return same;
  const std::string folded = Folded(unknown);
  const size_t forgiven = std::max<size_t>(1, unknown.size() / 3);
  std::string_view best;
  size_t best_distance = forgiven + 1;
  for (const std::string& name : known) {
    if (name.size() > unknown.size() + forgiven) continue;
    const size_t distance = EditDistance(folded, Folded(name));
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return std::string(best);
}

namespace {

// Of `known`, other names that are as near as `closest`; at most one, since two are no proposal.
std::string AsNear(std::string_view unknown, const std::string& closest,
                   std::span<const std::string> known) {
  const std::string folded = Folded(unknown);
  const size_t distance = EditDistance(folded, Folded(closest));
  if (unknown.size() > kLongestCompared || closest == unknown || distance == 0) return "";
  for (const std::string& name : known) {
    if (name == closest || name.size() > unknown.size() + distance) continue;
    if (EditDistance(folded, Folded(name)) == distance) return name;
  }
  return "";
}

}  // namespace

std::string DidYouMean(std::string_view unknown, std::span<const std::string> known) {
  if (const std::string closest = ClosestName(unknown, known); !closest.empty()) {
    const std::string other = AsNear(unknown, closest, known);
    if (!other.empty()) return absl::StrCat("did you mean `", closest, "` or `", other, "`?");
    return absl::StrCat("did you mean `", closest, "`?");
  }
  if (known.empty() || known.size() > kFewNames) return "";
  return absl::StrCat("known: ", absl::StrJoin(known, ", "));
}

std::string Quoted(std::string_view input) {
  const std::string_view shown = CutAtCharacter(input, kMostEchoed);
  std::string result = "`";
  for (const char c : shown) {
    const auto byte = static_cast<unsigned char>(c);
    const bool control = byte < 0x20 || byte == 0x7F;
    if (control) {
      absl::StrAppend(&result, absl::CEscape(absl::string_view(&c, 1)));
    } else {
      result.push_back(c);
    }
  }
  return result + (shown.size() < input.size() ? "…`" : "`");
}

}  // namespace bellwether
