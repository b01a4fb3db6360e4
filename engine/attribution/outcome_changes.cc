// Outcomes are read by their paths, so that they are named and spelled as everywhere else.
//
// Tested by tests/engine/attribution/outcome_changes_test.cc.
#include "engine/attribution/outcome_changes.h"

#include <algorithm>
#include <cassert>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "engine/paths/forms.h"
#include "engine/paths/observe.h"
#include "engine/paths/resolve.h"

namespace bellwether {
namespace {

using Notes = std::vector<PlanNote>;

// The state that says nothing, in which a rule may come and go.
constexpr std::string_view kQuiet = "clear";

std::string TextOf(const ComparedAccount& side, const Path& path) {
  return ValueText(Observe({side.plan, side.account, side.facts, side.evaluation}, path), ", ");
}

// The text at a path; "" where the pack has no such thing, or there is no value.
std::string TextAt(const ComparedAccount& side, const std::string& path) {
  const ResolvedPath resolved = ResolvePath(side.plan, path);
  return resolved.path.form == nullptr ? "" : TextOf(side, resolved.path);
}

const PathForm& FormOf(std::string_view pattern) {
  const auto forms = PathForms();
  const auto found = std::find_if(forms.begin(), forms.end(),
                                  [&](const PathForm& form) { return form.pattern == pattern; });
  assert(found != forms.end());
  return *found;
}

// The same of a form that names one thing at most, by its position among those of its kind: most
// of what is compared says what it said before, and its name need not be looked for in the plan.
std::string TextAt(const ComparedAccount& side, const PathForm& form, uint32_t index) {
  if (index == kNoIndex) return "";
  Path path;
  path.form = &form;
  path.index = index;
  return TextOf(side, path);
}

// kNoIndex: there is none of that name.
uint32_t IndexNamed(const Notes& notes, const std::string& name) {
  const auto found = std::find_if(notes.begin(), notes.end(),
                                  [&](const PlanNote& note) { return note.name == name; });
  return found == notes.end() ? kNoIndex : static_cast<uint32_t>(found - notes.begin());
}

class OutcomeComparison {
 public:
  OutcomeComparison(const ComparedAccount& before, const ComparedAccount& after,
                    std::string_view language)
      : before_(before), after_(after), language_(language) {}

  std::vector<OutcomeChange> Run() {
    Rules("flag.", FormOf("flag.<flag>"), &PlanOutcomeNotes::flags);
    Decision("graduation.", {"readiness", "decision"}, before_.plan.outcome_notes.graduation,
             after_.plan.outcome_notes.graduation);
    Rules("gate.", FormOf("gate.<gate>"), &PlanOutcomeNotes::gates);
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

  // Rules of a kind, by name, of both packs.
  void Rules(const char* prefix, const PathForm& form, Notes PlanOutcomeNotes::*kind) {
    const Notes& before = before_.plan.outcome_notes.*kind;
    const Notes& after = after_.plan.outcome_notes.*kind;
    for (uint32_t i = 0; i < after.size(); ++i) {
      Rule(prefix, form, IndexNamed(before, after[i].name), i, after[i], after_);
    }
    for (uint32_t i = 0; i < before.size(); ++i) {
      if (IndexNamed(after, before[i].name) != kNoIndex) continue;
      Rule(prefix, form, i, kNoIndex, before[i], before_);
    }
  }

  // `note`: of the side that has it.
  void Rule(const char* prefix, const PathForm& form, uint32_t index_before, uint32_t index_after,
            const PlanNote& note, const ComparedAccount& side) {
    std::string before = TextAt(before_, form, index_before);
    std::string after = TextAt(after_, form, index_after);
    if (before == after) return;
    if ((before.empty() && after == kQuiet) || (after.empty() && before == kQuiet)) return;
    const std::string path = absl::StrCat(prefix, note.name);
    Add(path, std::move(before), std::move(after), In(side, note.location));
    changes_.back().reason = ReasonAt(side, path + ".reason");
  }

  std::string ReasonAt(const ComparedAccount& side, const std::string& path) const {
    std::string text;
    if (!language_.empty()) text = TextAt(side, absl::StrCat(path, ".", language_));
    return text.empty() ? TextAt(side, path) : text;
  }

  void Decision(const std::string& prefix, std::initializer_list<const char*> parts,
                const ruleset::Location& before, const ruleset::Location& after) {
    const ruleset::Location& location = after.known() ? after : before;
    const ComparedAccount& side = after.known() ? after_ : before_;
    for (const char* part : parts) {
      const std::string path = prefix + part;
      const PathForm& form = FormOf(path);
      Add(path, TextAt(before_, form, 0), TextAt(after_, form, 0), In(side, location));
    }
  }

  void Tiers() {
    const PathForm& form = FormOf("benchmark.<benchmark>.tier");
    const Notes& notes = after_.plan.benchmark_notes;
    for (uint32_t i = 0; i < notes.size(); ++i) {
      const uint32_t before = IndexNamed(before_.plan.benchmark_notes, notes[i].name);
      if (before == kNoIndex) continue;
      Add(absl::StrCat("benchmark.", notes[i].name, ".tier"), TextAt(before_, form, before),
          TextAt(after_, form, i), In(after_, notes[i].location));
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
