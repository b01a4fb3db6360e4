// A path is matched with the patterns part by part; then the names in it are looked up, each among
// the names that can stand there.
//
// Tested by tests/engine/testing/paths_test.cc.
#include "engine/testing/paths.h"

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/base/suggest.h"
#include "engine/plan/plan.h"

namespace bellwether {
namespace {

using Parts = std::vector<std::string>;

constexpr std::string_view kAnyComponent = "<component>";  // one or more parts

Parts Split(std::string_view text) { return absl::StrSplit(ToAbsl(text), '.'); }

bool IsName(std::string_view part) { return part.starts_with('<'); }

std::string LastPart(const std::string& name) { return name.substr(name.rfind('.') + 1); }

// The names that fill the <> of a pattern: pairs of pattern part and text.
using Filled = std::vector<std::pair<std::string, std::string>>;

bool Matches(const Parts& pattern, const Parts& parts, Filled& filled) {
  filled.clear();
  const bool nested = std::find(pattern.begin(), pattern.end(), kAnyComponent) != pattern.end();
  if (nested ? parts.size() < pattern.size() : parts.size() != pattern.size()) return false;
  const size_t extra = parts.size() - pattern.size();
  size_t at = 0;
  for (const std::string& part : pattern) {
    const size_t taken = part == kAnyComponent ? extra + 1 : 1;
    const std::string text =
        absl::StrJoin(parts.begin() + static_cast<std::ptrdiff_t>(at),
                      parts.begin() + static_cast<std::ptrdiff_t>(at + taken), ".");
    if (IsName(part)) {
      filled.emplace_back(part, text);
    } else if (part != text) {
      return false;
    }
    at += taken;
  }
  return true;
}

std::vector<std::string> NamesOf(const std::vector<PlanNote>& notes) {
  std::vector<std::string> names;
  for (const PlanNote& note : notes) names.push_back(note.name);
  return names;
}

class NameFinder {
 public:
  NameFinder(const Plan& plan, ResolvedPath& result) : plan_(plan), result_(result) {}

  bool Find(const Filled& filled) {
    return std::all_of(filled.begin(), filled.end(),
                       [this](const auto& name) { return FindOne(name.first, name.second); });
  }

 private:
  bool FindOne(const std::string& placeholder, const std::string& name) {
    Path& path = result_.path;
    if (placeholder == kAnyComponent) {
      return FindPart(plan_.models[path.index].components, name, "component");
    }
    if (placeholder == "<criterion>") {
      return FindPart(plan_.graduation.dimensions[path.index].criteria, name, "criterion");
    }
    if (placeholder == "<fact>") return FindFact(name);
    if (placeholder == "<language>") return FindLanguage(name);
    const std::vector<std::string> names = NamesOf(NotesFor(placeholder));
    const auto found = std::find(names.begin(), names.end(), name);
    path.index = static_cast<uint32_t>(found - names.begin());
    return found != names.end() ||
           Unknown(placeholder.substr(1, placeholder.size() - 2), name, names);
  }

  const std::vector<PlanNote>& NotesFor(const std::string& placeholder) const {
    const PlanOutcomeNotes& notes = plan_.outcome_notes;
    if (placeholder == "<model>") return plan_.model_notes;
    if (placeholder == "<benchmark>") return plan_.benchmark_notes;
    if (placeholder == "<flag>") return notes.flags;
    if (placeholder == "<dimension>") return notes.dimensions;
    if (placeholder == "<gate>") return notes.gates;
    if (placeholder == "<requirement>") return notes.requirements;
    if (placeholder == "<cause>") return notes.root_cause;
    if (placeholder == "<phase>") return notes.phases;
    if (placeholder == "<win>") return notes.early_wins;
    const PathKind kind = result_.path.form->kind;
    const bool escalates = kind == PathKind::kEscalate || kind == PathKind::kEscalateReason;
    return escalates ? notes.escalate : notes.extend;
  }

  bool FindPart(const Range& range, const std::string& name, const std::string& what) {
    std::vector<std::string> names;
    for (uint32_t i = range.first; i < range.end(); ++i) {
      const std::string& full = plan_.component_notes[i].name;
      names.push_back(what == "criterion" ? LastPart(full) : full);
      if (names.back() != name) continue;
      result_.path.part = i;
      return true;
    }
    return Unknown(what, name, names);
  }

  bool FindFact(const std::string& name) {
    std::vector<std::string> names;
    for (uint32_t i = 0; i < plan_.slots.size(); ++i) {
      if (plan_.slots[i].origin == ruleset::SlotOrigin::kOutcome) continue;
      names.push_back(plan_.slots[i].name);
      if (names.back() != name) continue;
      result_.path.index = i;
      return true;
    }
    return Unknown("signal, field or derived fact", name, names);
  }

  bool FindLanguage(const std::string& name) {
    const std::vector<std::string> languages = LanguagesOf(plan_);
    result_.path.language = name;
    return std::find(languages.begin(), languages.end(), name) != languages.end() ||
           Unknown("text in the language", name, languages);
  }

  bool Unknown(const std::string& what, const std::string& name,
               const std::vector<std::string>& names) {
    result_.message = absl::StrCat("the pack has no ", what, " ", Quoted(name));
    result_.hint = DidYouMean(name, names);
    return false;
  }

  const Plan& plan_;
  ResolvedPath& result_;
};

// What the path may have been meant to be: a pattern with the path's own names in it.
std::string HintFor(const Parts& parts, const std::string& text) {
  std::set<std::string> heads;
  std::vector<std::string> candidates, patterns;
  for (const PathForm& form : kPathForms) {
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
    const std::vector<std::string> known(heads.begin(), heads.end());
    const std::string closest = ClosestName(parts.front(), known);
    return closest.empty() ? absl::StrCat("paths begin with ", absl::StrJoin(known, ", "))
                           : DidYouMean(parts.front(), known);
  }
  const std::string closest = ClosestName(text, candidates);
  if (!closest.empty()) return absl::StrCat("did you mean `", closest, "`?");
  return absl::StrCat("paths here: ", absl::StrJoin(patterns, ", "));
}

}  // namespace

ResolvedPath ResolvePath(const Plan& plan, std::string_view text) {
  ResolvedPath result;
  result.path.text = std::string(text);
  const Parts parts = Split(text);
  Filled filled;
  for (const PathForm& form : kPathForms) {
    if (!Matches(Split(form.pattern), parts, filled)) continue;
    result.path.form = &form;
    if (!NameFinder(plan, result).Find(filled)) result.path.form = nullptr;
    return result;
  }
  result.message = absl::StrCat("unknown path ", Quoted(text));
  result.hint = HintFor(parts, result.path.text);
  return result;
}

namespace {

std::vector<std::string> BandsOf(const Plan& plan, const Path& path) {
  const Range& bands = plan.models[path.index].bands;
  std::vector<std::string> names;
  for (uint32_t i = bands.first; i < bands.end(); ++i) names.push_back(plan.band_notes[i].name);
  return names;
}

std::vector<std::string> CriteriaOf(const Plan& plan) {
  std::vector<std::string> names;
  for (size_t d = 0; d < plan.graduation.dimensions.size(); ++d) {
    const Range& criteria = plan.graduation.dimensions[d].criteria;
    for (uint32_t i = criteria.first; i < criteria.end(); ++i) {
      names.push_back(absl::StrCat(plan.outcome_notes.dimensions[d].name, ".",
                                   LastPart(plan.component_notes[i].name)));
    }
  }
  return names;
}

std::vector<std::string> ReasonsOf(const Plan& plan) {
  std::vector<std::string> names = NamesOf(plan.outcome_notes.escalate);
  for (const PlanNote& note : plan.outcome_notes.extend) names.push_back(note.name);
  return names;
}

}  // namespace

std::vector<std::string> LanguagesOf(const Plan& plan) {
  std::vector<std::string> languages;
  const auto add = [&languages](const ruleset::Text& text) {
    for (const auto& [language, words] : text.entries) {
      const bool known = std::find(languages.begin(), languages.end(), language) != languages.end();
      if (!language.empty() && !known) languages.push_back(language);
    }
  };
  const PlanOutcomeNotes& notes = plan.outcome_notes;
  for (const auto* list : {&notes.flags, &notes.gates, &notes.requirements, &notes.escalate,
                           &notes.extend, &notes.root_cause}) {
    for (const PlanNote& note : *list) {
      add(note.text);
      add(note.notes.description);
    }
  }
  for (const auto* response : {&notes.graduate, &notes.proceed, &notes.extend_response,
                               &notes.escalate_response, &notes.recover}) {
    add(response->message);
    add(response->check_in);
  }
  return languages;
}

std::vector<std::string> TiersOf(const Plan& plan, const PlanBenchmark& benchmark) {
  std::vector<std::string> names;
  for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) {
    const Range& tiers = plan.sets[s].tiers;
    for (uint32_t t = tiers.first; t < tiers.end(); ++t) {
      const std::string& name = plan.tiers[t].name;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

std::vector<std::string> WordsOf(const Plan& plan, const Path& path) {
  switch (path.form->kind) {
    case PathKind::kPrimary:
      return NamesOf(plan.model_notes);
    case PathKind::kModelBand:
      return BandsOf(plan, path);
    case PathKind::kBenchmarkTier:
      return TiersOf(plan, plan.benchmarks[path.index]);
    case PathKind::kFlagSeverity:
      return plan.severities;
    case PathKind::kFlagsRaised:
    case PathKind::kFlagsNotEvaluated:
      return NamesOf(plan.outcome_notes.flags);
    case PathKind::kGraduationBlocked:
      return NamesOf(plan.outcome_notes.gates);
    case PathKind::kGraduationUnmet:
      return CriteriaOf(plan);
    case PathKind::kExtensionRootCause:
      return NamesOf(plan.outcome_notes.root_cause);
    case PathKind::kExtensionReasons:
      return ReasonsOf(plan);
    case PathKind::kFact:
      if (plan.slots[path.index].type == expression::Type::kBool) return {"true", "false"};
      return plan.slots[path.index].words;
    default:
      break;
  }
  std::vector<std::string> words = absl::StrSplit(ToAbsl(path.form->words), ' ', absl::SkipEmpty());
  if (path.form->type == PathType::kTruth) words.insert(words.end(), {"true", "false"});
  return words;
}

}  // namespace bellwether
