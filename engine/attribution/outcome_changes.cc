// Outcomes are read by their paths, so that they are named and spelled as everywhere else.
//
// Tested by tests/engine/attribution/outcome_changes_test.cc.
#include "engine/attribution/outcome_changes.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"

namespace bellwether {
namespace {

using Notes = std::vector<PlanNote>;

// The text at a path; "" where the pack has no such thing, or there is no value.
std::string TextAt(const ComparedAccount& side, const std::string& path) {
  const ResolvedPath resolved = ResolvePath(side.plan, path);
  if (resolved.path.form == nullptr) return "";
  return ValueText(Observe({side.plan, side.account, side.facts, side.evaluation}, resolved.path),
                   ", ");
}

const PlanNote* NoteNamed(const Notes& notes, const std::string& name) {
  const auto found = std::find_if(notes.begin(), notes.end(),
                                  [&](const PlanNote& note) { return note.name == name; });
  return found == notes.end() ? nullptr : &*found;
}

class OutcomeComparison {
 public:
  OutcomeComparison(const ComparedAccount& before, const ComparedAccount& after,
                    std::string_view language)
      : before_(before), after_(after), language_(language) {}

  std::vector<OutcomeChange> Run() {
    Rules("flag.", before_.plan.outcome_notes.flags, after_.plan.outcome_notes.flags, "clear");
    Decision("graduation.", {"readiness", "decision"}, before_.plan.outcome_notes.graduation,
             after_.plan.outcome_notes.graduation);
    Rules("gate.", before_.plan.outcome_notes.gates, after_.plan.outcome_notes.gates, "clear");
    Decision("extension.", {"decision", "basis", "new_target"},
             before_.plan.outcome_notes.extension, after_.plan.outcome_notes.extension);
    Tiers();
    return std::move(changes_);
  }

 private:
  static Place In(const ComparedAccount& side, const ruleset::Location& location) {
    return PlaceOf(side.plan, location);
  }

  void Add(const std::string& path, std::string before, std::string after, Place place) {
    if (before == after) return;
    OutcomeChange change;
    change.path = path;
    change.before = std::move(before);
    change.after = std::move(after);
    change.place = std::move(place);
    changes_.push_back(std::move(change));
  }

  // `quiet`: the state that says nothing, in which a rule may come and go.
  void Rules(const char* prefix, const Notes& before, const Notes& after, const char* quiet) {
    for (const PlanNote& note : after) {
      Rule(absl::StrCat(prefix, note.name), quiet, In(after_, note.location), after_);
    }
    for (const PlanNote& note : before) {
      if (NoteNamed(after, note.name) != nullptr) continue;
      Rule(absl::StrCat(prefix, note.name), quiet, In(before_, note.location), before_);
    }
  }

  void Rule(const std::string& path, std::string_view quiet, Place place,
            const ComparedAccount& side) {
    std::string before = TextAt(before_, path);
    std::string after = TextAt(after_, path);
    if ((before.empty() && after == quiet) || (after.empty() && before == quiet)) return;
    const size_t count = changes_.size();
    Add(path, std::move(before), std::move(after), std::move(place));
    if (changes_.size() > count) changes_.back().reason = ReasonAt(side, path + ".reason");
  }

  std::string ReasonAt(const ComparedAccount& side, const std::string& path) const {
    std::string text;
    if (!language_.empty()) text = TextAt(side, absl::StrCat(path, ".", language_));
    return text.empty() ? TextAt(side, path) : text;
  }

  void Decision(const std::string& prefix, std::initializer_list<const char*> parts,
                const ruleset::Location& before, const ruleset::Location& after) {
    const Place place = after.known() ? In(after_, after) : In(before_, before);
    for (const char* part : parts) {
      const std::string path = prefix + part;
      Add(path, TextAt(before_, path), TextAt(after_, path), place);
    }
  }

  void Tiers() {
    for (const PlanNote& note : after_.plan.benchmark_notes) {
      const std::string path = absl::StrCat("benchmark.", note.name, ".tier");
      if (NoteNamed(before_.plan.benchmark_notes, note.name) == nullptr) continue;
      Add(path, TextAt(before_, path), TextAt(after_, path), In(after_, note.location));
    }
  }

  const ComparedAccount& before_;
  const ComparedAccount& after_;
  const std::string language_;
  std::vector<OutcomeChange> changes_;
};

}  // namespace

std::vector<OutcomeChange> OutcomeChanges(const ComparedAccount& before,
                                          const ComparedAccount& after, std::string_view language) {
  return OutcomeComparison(before, after, language).Run();
}

}  // namespace bellwether
