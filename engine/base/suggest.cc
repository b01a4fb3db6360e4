// Tested by tests/engine/base/suggest_test.cc.
#include "engine/base/suggest.h"

#include <algorithm>
#include <vector>

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

// The longest prefix of at most `size` bytes that does not cut a UTF-8 character.
std::string_view CutAtCharacter(std::string_view text, size_t size) {
  if (text.size() <= size) return text;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  return text.substr(0, size);
}

}  // namespace

std::string ClosestName(std::string_view unknown, std::span<const std::string> known) {
  if (unknown.size() > kLongestCompared) return "";
  const size_t forgiven = std::max<size_t>(1, unknown.size() / 3);
  std::string_view best;
  size_t best_distance = forgiven + 1;
  for (const std::string& name : known) {
    if (name.size() > unknown.size() + forgiven) continue;
    const size_t distance = EditDistance(unknown, name);
    if (distance < best_distance) {
      best_distance = distance;
      best = name;
    }
  }
  return std::string(best);
}

std::string DidYouMean(std::string_view unknown, std::span<const std::string> known) {
  if (const std::string closest = ClosestName(unknown, known); !closest.empty()) {
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
