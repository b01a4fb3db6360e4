// Tested by tests/engine/attribution/attribution_test.cc.
#include "engine/attribution/behind_raw.h"

#include <cmath>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

// A floor or cap of one side.
struct SeenLimit {
  const ComparedAccount* side = nullptr;
  uint32_t index = kNoIndex;

  bool known() const { return side != nullptr; }
  const PlanLimit& limit() const { return side->plan.limits[index]; }
  const LimitResult& result() const { return side->evaluation.limits[index]; }
  bool holds() const { return known() && result().state == LimitState::kHolds; }
  double effect() const { return known() ? result().effect : 0; }
  Place place() const {
    return known() ? PlaceOf(side->plan, side->plan.limit_notes[index].location) : Place();
  }
  std::string text() const {
    return absl::StrCat(limit().cap ? "at most " : "at least ", FormatNumber(limit().value));
  }
};

// Limits of two packs are the same one by what they are and by their reason; of several with one
// reason the first belongs to the first.
using LimitKey = std::tuple<bool, std::string, size_t>;
using LimitPairs = std::map<LimitKey, std::pair<SeenLimit, SeenLimit>>;

void AddLimits(const ComparedAccount& side, uint32_t model,
               SeenLimit std::pair<SeenLimit, SeenLimit>::*place, LimitPairs& pairs) {
  std::map<std::pair<bool, std::string>, size_t> counts;
  const Range& limits = side.plan.models[model].limits;
  for (uint32_t i = limits.first; i < limits.end(); ++i) {
    const bool cap = side.plan.limits[i].cap;
    const std::string& reason = side.plan.limit_notes[i].name;
    pairs[{cap, reason, counts[{cap, reason}]++}].*place = {&side, i};
  }
}

std::string LimitWords(const SeenLimit& before, const SeenLimit& after) {
  if (!before.holds()) {
    return absl::StrCat(before.known() ? "now holds: " : "new in the pack, holds: ", after.text());
  }
  if (!after.known()) return absl::StrCat("no longer in the pack: ", before.text());
  if (!after.holds()) return absl::StrCat("no longer holds: ", before.text());
  if (before.text() != after.text()) return absl::StrCat(before.text(), " → ", after.text());
  return absl::StrCat("still ", after.text(), ": moves the score by ",
                      FormatFixed(std::fabs(after.effect()), 1), " points, before by ",
                      FormatFixed(std::fabs(before.effect()), 1));
}

void AddLimitLines(const LimitPairs& pairs, std::vector<ChangeLine>& lines) {
  for (const auto& [key, pair] : pairs) {
    const auto& [before, after] = pair;
    const double points = after.effect() - before.effect();
    if (points == 0) continue;
    ChangeLine line;
    line.kind = ChangeKind::kCaps;
    line.name = std::get<std::string>(key);
    line.points = points;
    line.changes.push_back(LimitWords(before, after));
    line.before = before.place();
    line.after = after.place();
    lines.push_back(std::move(line));
  }
}

// The overrides of a model that are in force, and what they do together.
struct SeenOverride {
  double effect = 0;
  std::string words;  // "set to 40 by ann: renewal at risk"; "" for none
};

SeenOverride OverrideOf(const ComparedAccount& side, uint32_t model) {
  SeenOverride seen;
  for (size_t i = 0; i < side.facts.overrides.size(); ++i) {
    const BoundOverride& bound = side.facts.overrides[i];
    if (bound.model != model || bound.expired) continue;
    const OverrideInput& input = *bound.input;
    const char* kind = input.kind == OverrideInput::Kind::kSet   ? "set to "
                       : input.kind == OverrideInput::Kind::kCap ? "at most "
                                                                 : "at least ";
    seen.effect += side.evaluation.overrides[i].effect;
    seen.words =
        absl::StrCat(kind, FormatNumber(input.value), " by ", input.author, ": ", input.reason);
  }
  return seen;
}

std::string OverrideWords(const SeenOverride& before, const SeenOverride& after) {
  if (before.words.empty()) return after.words;
  if (after.words.empty()) return absl::StrCat("no longer ", before.words);
  return before.words == after.words ? absl::StrCat("still ", after.words)
                                     : absl::StrCat(before.words, " → ", after.words);
}

void AddOverrideLine(const SeenOverride& before, const SeenOverride& after,
                     std::vector<ChangeLine>& lines) {
  const double points = after.effect - before.effect;
  if (points == 0) return;
  ChangeLine line;
  line.kind = ChangeKind::kOverride;
  line.points = points;
  line.changes.push_back(OverrideWords(before, after));
  lines.push_back(std::move(line));
}

void AddRoundingLine(const ModelResult& before, const ModelResult& after,
                     std::vector<ChangeLine>& lines) {
  ChangeLine line;
  line.kind = ChangeKind::kRounding;
  line.points = (after.displayed - after.effective) - (before.displayed - before.effective);
  if (line.points != 0) lines.push_back(std::move(line));
}

}  // namespace

std::vector<ChangeLine> ChangesBehindRaw(const ComparedAccount& before, uint32_t before_model,
                                         const ComparedAccount& after, uint32_t after_model) {
  std::vector<ChangeLine> lines;
  LimitPairs pairs;
  AddLimits(before, before_model, &std::pair<SeenLimit, SeenLimit>::first, pairs);
  AddLimits(after, after_model, &std::pair<SeenLimit, SeenLimit>::second, pairs);
  AddLimitLines(pairs, lines);
  AddOverrideLine(OverrideOf(before, before_model), OverrideOf(after, after_model), lines);
  AddRoundingLine(before.evaluation.models[before_model], after.evaluation.models[after_model],
                  lines);
  return lines;
}

}  // namespace bellwether
