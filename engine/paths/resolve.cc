// A path is matched with the patterns part by part; then the names in it are looked up from the
// left, each among the names that can stand there.
//
// Tested by tests/engine/paths/paths_test.cc.
#include "engine/paths/resolve.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/paths/forms.h"
#include "engine/paths/names.h"

namespace bellwether {
namespace {

using Parts = std::vector<std::string>;

constexpr std::string_view kAnyComponent = "<component>";  // one or more parts
constexpr std::string_view kEveryName = "*";

Parts Split(std::string_view text) { return absl::StrSplit(ToAbsl(text), '.'); }

bool IsName(std::string_view part) { return part.starts_with('<'); }

// What each form is made of, in their order.
const std::vector<Parts>& Patterns() {
  static const auto& patterns = *new std::vector<Parts>([] {
    std::vector<Parts> all;
    for (const PathForm& form : PathForms()) all.push_back(Split(form.pattern));
    return all;
  }());
  return patterns;
}

// A part of a pattern, and what stands there in the text.
using Matched = std::vector<std::pair<std::string, std::string>>;

bool Matches(const Parts& pattern, const Parts& parts, Matched& matched) {
  // Most patterns differ in their first word.
  if (!IsName(pattern.front()) && pattern.front() != parts.front()) return false;
  const bool nested = std::find(pattern.begin(), pattern.end(), kAnyComponent) != pattern.end();
  if (nested ? parts.size() < pattern.size() : parts.size() != pattern.size()) return false;
  matched.clear();
  const size_t extra = parts.size() - pattern.size();
  auto at = parts.begin();
  for (const std::string& part : pattern) {
    if (!IsName(part) && part != *at) return false;
    const auto end = at + static_cast<std::ptrdiff_t>(part == kAnyComponent ? extra + 1 : 1);
    matched.emplace_back(part, absl::StrJoin(at, end, "."));
    at = end;
  }
  return true;
}

// What the path may have been meant to be: a pattern with the path's own names in it.
std::string HintFor(const Parts& parts, const std::string& text) {
  std::set<std::string> heads;
  Parts candidates, patterns;
  for (const PathForm& form : PathForms()) {
    Parts pattern = Split(form.pattern);
    heads.insert(pattern.front());
    if (pattern.front() != parts.front()) continue;
    patterns.emplace_back(form.pattern);
    if (pattern.size() != parts.size()) continue;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (IsName(pattern[i])) pattern[i] = parts[i];
    }
    candidates.push_back(absl::StrJoin(pattern, "."));
  }
  if (patterns.empty()) {
    const Parts known(heads.begin(), heads.end());
    const std::string closest = ClosestName(parts.front(), known);
    return closest.empty() ? absl::StrCat("paths begin with ", absl::StrJoin(known, ", "))
                           : DidYouMean(parts.front(), known);
  }
  const std::string closest = ClosestName(text, candidates);
  if (!closest.empty()) return absl::StrCat("did you mean `", closest, "`?");
  return absl::StrCat("paths here: ", absl::StrJoin(patterns, ", "));
}

// Looks the names of one matched text up, and follows every one of a `*`.
class NameFinder {
 public:
  NameFinder(const Plan& plan, const Matched& matched, bool expands, ExpandedPath& result)
      : plan_(plan), matched_(matched), expands_(expands), result_(result) {}

  void Find(const Path& start) { FindFrom(0, "", start); }

 private:
  void FindFrom(size_t place, const std::string& text, Path path) {
    if (!result_.message.empty()) return;
    if (place == matched_.size()) {
      path.text = text;
      result_.paths.push_back(std::move(path));
      return;
    }
    const auto& [part, word] = matched_[place];
    const auto go_on = [&](const std::string& name, const Path& with) {
      FindFrom(place + 1, absl::StrCat(text, text.empty() ? "" : ".", name), with);
    };
    const bool primary =
        part == "<model>" && word == kPrimaryModel && matched_.front().first == "health";
    if (!IsName(part) || primary) return go_on(word, path);
    const NameKind& kind = KindOf(matched_.front().first, part);
    const Parts names = kind.names(plan_, path);
    const bool every = expands_ && word == kEveryName;
    const size_t before = result_.paths.size();
    for (uint32_t i = 0; i < names.size(); ++i) {
      if (!every && names[i] != word) continue;
      Path with = path;
      kind.set(plan_, i, names[i], with);
      go_on(names[i], with);
      if (!every) return;
    }
    if (result_.paths.size() > before || !result_.message.empty()) return;
    Unknown(std::string(kind.what), word, names, every);
  }

  void Unknown(const std::string& what, const std::string& name, const Parts& names, bool every) {
    result_.paths.clear();
    result_.message = every ? absl::StrCat("the pack has no ", what)
                            : absl::StrCat("the pack has no ", what, " ", Quoted(name));
    result_.hint = DidYouMean(name, names);
  }

  const Plan& plan_;
  const Matched& matched_;
  const bool expands_;
  ExpandedPath& result_;
};

ExpandedPath Find(const Plan& plan, std::string_view text, bool expands) {
  ExpandedPath result;
  const Parts parts = Split(text);
  Matched matched;
  for (size_t i = 0; i < Patterns().size(); ++i) {
    if (!Matches(Patterns()[i], parts, matched)) continue;
    Path start;
    start.form = &PathForms()[i];
    NameFinder(plan, matched, expands, result).Find(start);
    return result;
  }
  result.message = absl::StrCat("unknown path ", Quoted(text));
  result.hint = HintFor(parts, std::string(text));
  return result;
}

bool IsSeries(const Plan& plan, const Path& path) {
  return path.form->type == PathType::kFact && TypeOf(plan, path) == PathType::kFact;
}

// Among the names of facts too, since they need no `fact.`.
std::string ClosestFact(const Plan& plan, std::string_view text) {
  const Parts names = KindOf("fact", "<fact>").names(plan, {});
  const std::string closest = ClosestName(text, names);
  return closest.empty() ? "" : absl::StrCat("did you mean `", closest, "`?");
}

}  // namespace

ResolvedPath ResolvePath(const Plan& plan, std::string_view text) {
  ExpandedPath found = Find(plan, text, false);
  ResolvedPath result{{}, std::move(found.message), std::move(found.hint)};
  if (found.paths.empty()) {
    result.path.text = std::string(text);
  } else {
    result.path = std::move(found.paths.front());
  }
  return result;
}

ExpandedPath ExpandPath(const Plan& plan, std::string_view text) {
  ExpandedPath result = Find(plan, text, true);
  const uint32_t slot = plan.FindSlot(text);
  const bool is_fact = slot != kNoIndex && plan.slots[slot].origin != ruleset::SlotOrigin::kOutcome;
  if (result.paths.empty() && is_fact) {
    result = Find(plan, absl::StrCat("fact.", ToAbsl(text)), true);
    if (!result.paths.empty()) result.paths.front().text = std::string(text);
  } else if (result.paths.empty() && text.find('.') == std::string_view::npos) {
    const std::string fact = ClosestFact(plan, text);
    if (!fact.empty()) result.hint = fact;
  }
  const size_t all = result.paths.size();
  std::erase_if(result.paths, [&](const Path& path) { return IsSeries(plan, path); });
  if (all == 1 && result.paths.empty()) {
    result.message = absl::StrCat(Quoted(text), " is a series");
    result.hint = "name a derived fact, or a component that reads it";
  }
  return result;
}

PathType TypeOf(const Plan& plan, const Path& path) {
  if (path.form->type != PathType::kFact) return path.form->type;
  switch (plan.slots[path.index].type) {
    case expression::Type::kBool:
      return PathType::kTruth;
    case expression::Type::kString:
      return PathType::kName;
    case expression::Type::kTimestamp:
      return PathType::kDate;
    case expression::Type::kSeries:
      return PathType::kFact;
    default:
      return PathType::kNumber;
  }
}

}  // namespace bellwether
