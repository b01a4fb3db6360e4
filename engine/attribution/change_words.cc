// Tested by tests/engine/attribution/change_words_test.cc.
#include "engine/attribution/change_words.h"

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

const ComponentResult& ResultOf(const SeenComponent& seen) {
  return seen.stop.evaluation->components[seen.component];
}

// Whether the component itself is what it was; its share of the whole is another matter, and the
// score of a group is that of its children.
bool IsSame(const SeenComponent& from, const SeenComponent& to) {
  if (from.component == kNoIndex || to.component == kNoIndex) return false;
  const bool groups = IsGroup(from) && IsGroup(to);
  if (groups && ResultOf(from).has_score && ResultOf(to).has_score) return true;
  const ComponentResult& before = ResultOf(from);
  const ComponentResult& after = ResultOf(to);
  return before.state == after.state && before.has_score == after.has_score &&
         before.score == after.score && before.flipped == after.flipped;
}

std::string ScoreText(const SeenComponent& seen) {
  if (seen.component == kNoIndex || !ResultOf(seen).has_score) return "none";
  return FormatNumber(RoundForDisplay(ResultOf(seen).score, 2));
}

}  // namespace

bool IsGroup(const SeenComponent& seen) {
  return seen.component != kNoIndex &&
         seen.plan().components[seen.component].curve == ruleset::CurveKind::kGroup;
}

std::vector<std::string> ChangesOf(const SeenComponent& from, const SeenComponent& to) {
  std::vector<std::string> changes;
  AddPackChanges(from, to, changes);
  if (IsSame(from, to)) return changes;
  AddFactChanges(from, to, changes);
  if (changes.empty()) {
    changes.push_back(absl::StrCat("sub-score ", ScoreText(from), " → ", ScoreText(to)));
  }
  return changes;
}

}  // namespace bellwether
