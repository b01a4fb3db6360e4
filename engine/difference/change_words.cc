// A path reads like a sentence when the thing that it is about stands first, then what of it: the
// table says how sections of a pack call their things.
//
// Tested by tests/engine/difference/change_words_test.cc.
#include <array>
#include <span>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/difference/difference.h"

namespace bellwether::difference {
namespace {

using Keys = std::span<const std::string>;

// Sections whose keys are names, by the keys that lead there, and what one of them is called.
struct Section {
  std::array<std::string_view, 2> keys;  // the second may be ""
  std::string_view noun;
};
constexpr Section kSections[] = {
    {{"constants", ""}, "constant"},
    {{"signals", ""}, "signal"},
    {{"derived", ""}, "derived fact"},
    {{"segments", ""}, "segment"},
    {{"cadences", ""}, "cadence"},
    {{"stages", ""}, "stage"},
    {{"severities", ""}, "severity"},
    {{"benchmarks", ""}, "benchmark"},
    {{"health", ""}, "health"},
    {{"flags", ""}, "flag"},
    {{"playbooks", ""}, "playbook"},
    {{"alerts", ""}, "alert"},
    {{"portfolio", ""}, "metric"},
    {{"experiments", ""}, "experiment"},
    {{"dashboards", ""}, "dashboard"},
    {{"groupings", ""}, "grouping"},
    {{"graduation", "dimensions"}, "dimension"},
    {{"graduation", "gates"}, "gate"},
    {{"graduation", "requirements"}, "requirement"},
    {{"extension", "escalate"}, "reason to escalate"},
    {{"extension", "extend"}, "reason to extend"},
    {{"extension", "root_cause"}, "root cause"},
    {{"milestones", "order"}, "milestone"},
};

// Takes the keys of a thing off the front: "health onboarding", "gate value". The first key where
// no section has a name for it.
std::string TakeThing(Keys& keys) {
  for (const Section& section : kSections) {
    const size_t depth = section.keys[1].empty() ? 1 : 2;
    if (keys.size() <= depth || keys[0] != section.keys[0]) continue;
    if (depth == 2 && keys[1] != section.keys[1]) continue;
    std::string thing = absl::StrCat(std::string(section.noun), " ", keys[depth]);
    keys = keys.subspan(depth + 1);
    return thing;
  }
  std::string thing = keys.front();
  keys = keys.subspan(1);
  return thing;
}

// Takes "segments S weights" out of the keys: the segment that a weight is for.
std::string TakeSegment(std::vector<std::string>& keys) {
  if (keys.size() < 3 || keys[0] != "segments" || keys[2] != "weights") return "";
  std::string segment = keys[1];
  keys.erase(keys.begin(), keys.begin() + 3);
  return segment;
}

// Of a constant: "value" -> "", "segments S" -> "for S".
std::string ConstantWords(const std::vector<std::string>& keys) {
  if (keys.size() == 2 && keys[0] == "segments") return absl::StrCat("for ", keys[1]);
  return keys.size() == 1 && keys[0] == "value" ? "" : absl::StrJoin(keys, ".");
}

// "components A components B weight" -> "weight of A.B"; "segments S weights A" -> "weight of A for
// S"; "components A" -> "component A".
std::string AttributeWords(std::vector<std::string> keys) {
  if (keys.empty()) return "";
  const std::string segment = TakeSegment(keys);
  const bool is_component = keys.size() > 1 && keys[keys.size() - 2] == "components";
  std::string attribute = "weight";
  if (segment.empty() && !is_component) {
    attribute = keys.back();
    keys.pop_back();
  }
  if (!keys.empty() && keys.back() == "effective") {
    keys.pop_back();
    attribute = absl::StrCat("in force ", attribute);
  }
  std::erase_if(keys,
                [](const std::string& key) { return key == "components" || key == "criteria"; });
  const std::string of = absl::StrJoin(keys, ".");
  if (!segment.empty()) return absl::StrCat("weight of ", of, " for ", segment);
  if (is_component) return absl::StrCat("component ", of);
  return of.empty() ? attribute : absl::StrCat(attribute, " of ", of);
}

// What is added or gone, where that is a value and not a whole thing.
std::string ValueWords(const std::string& text) {
  return text.empty() || text.front() == '{' ? "" : absl::StrCat(": ", text);
}

}  // namespace

std::string ChangeWords(const RuleChange& change) {
  Keys keys = change.keys;
  std::string subject = TakeThing(keys);
  const std::vector<std::string> below(keys.begin(), keys.end());
  const bool constant = change.keys.front() == "constants";
  const std::string attribute = constant ? ConstantWords(below) : AttributeWords(below);
  if (!attribute.empty()) absl::StrAppend(&subject, ": ", attribute);
  switch (change.kind) {
    case ChangeKind::kAdded:
      return absl::StrCat(subject, " is new", ValueWords(change.to));
    case ChangeKind::kRemoved:
      return absl::StrCat(subject, " is gone", ValueWords(change.from));
    case ChangeKind::kReordered:
      return absl::StrCat(subject, " is in another order: ", change.from, " → ", change.to);
    case ChangeKind::kChanged:
      return absl::StrCat(subject, " ", change.from, " → ", change.to);
  }
  return subject;
}

}  // namespace bellwether::difference
