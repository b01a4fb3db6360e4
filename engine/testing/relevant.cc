// A rendering is a list of things, each a line with lines below it that are indented. A path wants
// some of the things, and perhaps only some of the lines below them.
//
// Tested by tests/engine/testing/run_test.cc.
#include "engine/testing/relevant.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "engine/base/string_bridge.h"
#include "engine/plan/plan.h"

namespace bellwether {
namespace {

// Beginnings of lines, each with a blank at its end: "model onboarding ".
struct Wanted {
  std::string thing;
  std::string below;  // "": all lines below it
};

std::string LastPart(const std::string& name) { return name.substr(name.rfind('.') + 1); }

Wanted WantedBy(const Plan& plan, const Path& path) {
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  const PathKind kind = path.form->kind;
  if (kind == PathKind::kPrimary) return {"model ", "score "};
  if (kind <= PathKind::kComponentMissing) {
    return {absl::StrCat("model ", plan.model_notes[path.index].name, " "), ""};
  }
  if (kind <= PathKind::kBenchmarkDistance) {
    return {absl::StrCat("benchmark ", plan.benchmark_notes[path.index].name, " "), ""};
  }
  if (kind <= PathKind::kFlagSeverity) {
    const std::string& severity = plan.severities[plan.flags[path.index].severity];
    return {absl::StrCat("flag ", severity, " ", notes.flags[path.index].name, " "), ""};
  }
  if (kind <= PathKind::kFlagsNotEvaluated) return {"flag ", ""};
  if (kind <= PathKind::kGraduationUnmet) return {"graduation ", ""};
  if (kind <= PathKind::kDimensionComputed) {
    return {"graduation ", absl::StrCat("dimension ", notes.dimensions[path.index].name, " ")};
  }
  if (kind <= PathKind::kCriterionPoints) {
    const std::string& name = plan.component_notes[path.part].name;
    return {"graduation ", absl::StrCat("criterion ", LastPart(name), " ")};
  }
  if (kind <= PathKind::kGateReason) {
    return {"graduation ", absl::StrCat("gate ", notes.gates[path.index].name, " ")};
  }
  if (kind <= PathKind::kRequirement) {
    return {"graduation ", absl::StrCat("requires ", notes.requirements[path.index].name, " ")};
  }
  if (kind <= PathKind::kExtensionReasons) return {"extension ", ""};
  if (kind <= PathKind::kEscalateReason) {
    return {"extension ", absl::StrCat("escalate ", notes.escalate[path.index].name, " ")};
  }
  if (kind <= PathKind::kExtendReason) {
    return {"extension ", absl::StrCat("extend ", notes.extend[path.index].name, " ")};
  }
  if (kind <= PathKind::kRootCause) {
    return {"extension ", absl::StrCat("root cause ", notes.root_cause[path.index].name, " ")};
  }
  if (kind <= PathKind::kForecastLatest) return {"forecast ", ""};
  if (kind <= PathKind::kWeek) return {"programme ", ""};
  return {absl::StrCat("fact ", plan.slots[path.index].name, " "), ""};
}

size_t IndentOf(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

class LineFilter {
 public:
  explicit LineFilter(std::vector<Wanted> wanted) : wanted_(std::move(wanted)) {}

  // Whether the next line is to be kept.
  bool Keeps(std::string_view line) {
    const size_t indent = IndentOf(line);
    const std::string_view text = line.substr(indent);
    if (indent == 0) {
      open_.clear();
      for (const Wanted& wanted : wanted_) {
        if (text.starts_with(wanted.thing)) open_.push_back(&wanted);
      }
      kept_below_ = kNowhere;
      return !open_.empty();
    }
    if (indent > kept_below_) return true;
    kept_below_ = kNowhere;
    for (const Wanted* wanted : open_) {
      if (wanted->below.empty()) return true;
      if (!text.starts_with(wanted->below)) continue;
      kept_below_ = indent;
      return true;
    }
    return false;
  }

 private:
  static constexpr size_t kNowhere = static_cast<size_t>(-1);
  std::vector<Wanted> wanted_;
  std::vector<const Wanted*> open_;  // of the thing that the lines stand below
  size_t kept_below_ = kNowhere;     // lines with more indentation belong to a kept one
};

}  // namespace

std::string RelevantLines(const Plan& plan, std::string_view rendered,
                          const std::vector<const Path*>& paths) {
  std::vector<Wanted> wanted;
  for (const Path* path : paths) wanted.push_back(WantedBy(plan, *path));
  LineFilter filter(std::move(wanted));
  std::string kept;
  for (const auto line : absl::StrSplit(ToAbsl(rendered), '\n', absl::SkipEmpty())) {
    if (kept.empty() || filter.Keeps(ToStd(line))) absl::StrAppend(&kept, line, "\n");
  }
  return kept;
}

}  // namespace bellwether
