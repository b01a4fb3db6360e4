// Tested by tests/engine/paths/paths_test.cc.
#include "engine/paths/names.h"

#include <algorithm>
#include <cassert>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "engine/base/string_bridge.h"
#include "engine/paths/readers.h"

namespace bellwether {
namespace paths {
namespace {

using NameList = std::vector<std::string>;

NameList NamesOf(const std::vector<PlanNote>& notes) {
  NameList names;
  for (const PlanNote& note : notes) names.push_back(note.name);
  return names;
}

std::string LastPart(const std::string& name) { return name.substr(name.rfind('.') + 1); }

void AddNew(const std::string& name, NameList& names) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void AddBands(const Plan& plan, const PlanModel& model, NameList& names) {
  for (uint32_t i = model.bands.first; i < model.bands.end(); ++i) {
    AddNew(plan.band_notes[i].name, names);
  }
}

}  // namespace

NameList ModelNames(const Plan& plan, const Path&) { return NamesOf(plan.model_notes); }
NameList SegmentNames(const Plan& plan, const Path&) { return plan.segments; }
NameList StageNames(const Plan& plan, const Path&) { return plan.stages; }
NameList CadenceNames(const Plan& plan, const Path&) { return plan.cadences; }
NameList SeverityNames(const Plan& plan, const Path&) { return plan.severities; }
NameList FlagNames(const Plan& plan, const Path&) { return NamesOf(plan.outcome_notes.flags); }
NameList GateNames(const Plan& plan, const Path&) { return NamesOf(plan.outcome_notes.gates); }
NameList RootCauseNames(const Plan& plan, const Path&) {
  return NamesOf(plan.outcome_notes.root_cause);
}
NameList TierNames(const Plan& plan, const Path& path) {
  return TiersOf(plan, plan.benchmarks[path.index]);
}

NameList SignalNames(const Plan& plan, const Path&) {
  NameList names;
  for (const auto& signal : plan.signals) names.push_back(plan.slots[signal.slot].name);
  return names;
}

// Of the primary model, whichever that is: those of all models.
NameList BandNames(const Plan& plan, const Path& path) {
  NameList names;
  if (path.index != kNoIndex) {
    AddBands(plan, plan.models[path.index], names);
    return names;
  }
  for (const PlanModel& model : plan.models) AddBands(plan, model, names);
  return names;
}

NameList CriterionNames(const Plan& plan, const Path&) {
  NameList names;
  for (size_t d = 0; d < plan.graduation.dimensions.size(); ++d) {
    const Range& criteria = plan.graduation.dimensions[d].criteria;
    for (uint32_t i = criteria.first; i < criteria.end(); ++i) {
      names.push_back(absl::StrCat(plan.outcome_notes.dimensions[d].name, ".",
                                   LastPart(plan.component_notes[i].name)));
    }
  }
  return names;
}

NameList ReasonNames(const Plan& plan, const Path&) {
  NameList names = NamesOf(plan.outcome_notes.escalate);
  for (const PlanNote& note : plan.outcome_notes.extend) names.push_back(note.name);
  return names;
}

NameList FactWords(const Plan& plan, const Path& path) {
  if (plan.slots[path.index].type == expression::Type::kBool) return {"true", "false"};
  return plan.slots[path.index].words;
}

}  // namespace paths

namespace {

using paths::NamesOf;
using NameList = std::vector<std::string>;

template <std::vector<PlanNote> PlanOutcomeNotes::*kNotes>
NameList Outcomes(const Plan& plan, const Path&) {
  return NamesOf(plan.outcome_notes.*kNotes);
}

NameList BenchmarkNames(const Plan& plan, const Path&) { return NamesOf(plan.benchmark_notes); }

NameList ComponentNames(const Plan& plan, const Path& path) {
  const Range& range = plan.models[path.index].components;
  NameList names;
  for (uint32_t i = range.first; i < range.end(); ++i) {
    names.push_back(plan.component_notes[i].name);
  }
  return names;
}

NameList CriteriaBelow(const Plan& plan, const Path& path) {
  const Range& range = plan.graduation.dimensions[path.index].criteria;
  NameList names;
  for (uint32_t i = range.first; i < range.end(); ++i) {
    names.push_back(paths::LastPart(plan.component_notes[i].name));
  }
  return names;
}

// Outcomes of rules have paths of their own.
NameList FactNames(const Plan& plan, const Path&) {
  NameList names;
  for (const ruleset::Slot& slot : plan.slots) {
    if (slot.origin != ruleset::SlotOrigin::kOutcome) names.push_back(slot.name);
  }
  return names;
}

NameList LanguageNames(const Plan& plan, const Path&) { return LanguagesOf(plan); }

void SetIndex(const Plan&, uint32_t position, const std::string&, Path& path) {
  path.index = position;
}
void SetComponent(const Plan& plan, uint32_t position, const std::string&, Path& path) {
  path.part = plan.models[path.index].components.first + position;
}
void SetCriterion(const Plan& plan, uint32_t position, const std::string&, Path& path) {
  path.part = plan.graduation.dimensions[path.index].criteria.first + position;
}
void SetFact(const Plan& plan, uint32_t, const std::string& name, Path& path) {
  path.index = plan.FindSlot(name);
}
void SetLanguage(const Plan&, uint32_t, const std::string& name, Path& path) {
  path.language = name;
}

constexpr NameKind kKinds[] = {
    {"", "<model>", "model", paths::ModelNames, SetIndex},
    {"", "<component>", "component", ComponentNames, SetComponent},
    {"", "<benchmark>", "benchmark", BenchmarkNames, SetIndex},
    {"", "<flag>", "flag", paths::FlagNames, SetIndex},
    {"", "<severity>", "severity", paths::SeverityNames, SetIndex},
    {"", "<dimension>", "dimension", Outcomes<&PlanOutcomeNotes::dimensions>, SetIndex},
    {"", "<criterion>", "criterion", CriteriaBelow, SetCriterion},
    {"", "<gate>", "gate", paths::GateNames, SetIndex},
    {"", "<requirement>", "requirement", Outcomes<&PlanOutcomeNotes::requirements>, SetIndex},
    {"escalate", "<reason>", "reason", Outcomes<&PlanOutcomeNotes::escalate>, SetIndex},
    {"extend", "<reason>", "reason", Outcomes<&PlanOutcomeNotes::extend>, SetIndex},
    {"", "<cause>", "cause", paths::RootCauseNames, SetIndex},
    {"", "<phase>", "phase", Outcomes<&PlanOutcomeNotes::phases>, SetIndex},
    {"", "<win>", "win", Outcomes<&PlanOutcomeNotes::early_wins>, SetIndex},
    {"", "<fact>", "signal, field or derived fact", FactNames, SetFact},
    {"", "<language>", "text in the language", LanguageNames, SetLanguage},
};

}  // namespace

const NameKind& KindOf(std::string_view head, std::string_view placeholder) {
  const auto* const found =
      std::find_if(std::begin(kKinds), std::end(kKinds), [&](const NameKind& kind) {
        return kind.placeholder == placeholder && (kind.head.empty() || kind.head == head);
      });
  assert(found != std::end(kKinds));
  return *found;
}

std::vector<std::string> LanguagesOf(const Plan& plan) {
  NameList languages;
  const auto add = [&languages](const ruleset::Text& text) {
    for (const auto& [language, words] : text.entries) {
      if (!language.empty()) paths::AddNew(language, languages);
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
  NameList names;
  for (uint32_t s = benchmark.sets.first; s < benchmark.sets.end(); ++s) {
    const Range& tiers = plan.sets[s].tiers;
    for (uint32_t t = tiers.first; t < tiers.end(); ++t) {
      paths::AddNew(plan.tiers[t].name, names);
    }
  }
  return names;
}

std::vector<std::string> WordsOf(const Plan& plan, const Path& path) {
  const PathForm& form = *path.form;
  if (form.words.names != nullptr) return form.words.names(plan, path);
  if (form.type == PathType::kDate) return {};
  NameList words = absl::StrSplit(ToAbsl(form.words.text), ' ', absl::SkipEmpty());
  if (form.type == PathType::kTruth) words.insert(words.end(), {"true", "false"});
  return words;
}

}  // namespace bellwether
