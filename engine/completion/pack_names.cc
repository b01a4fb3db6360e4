// Tested by tests/engine/completion/completion_test.cc.
#include "engine/completion/pack_names.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/accounts/account_fields.h"
#include "engine/base/limits.h"
#include "engine/base/string_bridge.h"
#include "engine/ruleset/vocabulary.h"
#include "engine/schema/record_kinds.h"
#include "engine/yaml/yaml.h"

namespace bellwether::completion {
namespace {

using document::NamedList;
using document::Notes;

void Add(Names& names, std::string_view name, std::string_view about) {
  const bool known = std::any_of(names.begin(), names.end(),
                                 [name](const Name& other) { return other.name == name; });
  if (!known) names.push_back({std::string(name), std::string(about), {}});
}

// In the pack's own language, which is the first of its texts.
std::string About(const Notes& notes) {
  return notes.description.present() ? notes.description.entries.front().text : "";
}

template <typename Element>
void AddAll(Names& names, const NamedList<Element>& list) {
  for (const auto& entry : list) Add(names, entry.name, About(entry.value.notes));
}

// "ratio. Active users of all licensed users": what a name is worth is asked first.
template <typename Element>
void AddTyped(Names& names, const NamedList<Element>& list) {
  for (const auto& entry : list) {
    const std::string about = About(entry.value.notes);
    const std::string_view type = Word(entry.value.type.value);
    Add(names, entry.name,
        about.empty() ? std::string(type) : absl::StrCat(ToAbsl(type), ". ", about));
  }
}

void AddSignals(const document::Document& pack, Names& names) {
  AddTyped(names, pack.signals);
  for (Name& name : names) {
    for (const auto& word : document::Find(pack.signals, name.name)->value.values) {
      name.words.push_back(word.name);
    }
  }
}

void AddFacts(const document::Document& pack, PackNames& names) {
  AddSignals(pack, names[NameKind::kSignal]);
  names[NameKind::kFact] = names[NameKind::kSignal];
  AddTyped(names[NameKind::kFact], pack.derived);
  for (const BuiltinFactInfo& fact : kBuiltinFacts) {
    Add(names[NameKind::kFact], fact.name,
        absl::StrCat(ToAbsl(fact.unit), ". ", ToAbsl(fact.description)));
  }
}

void AddDates(PackNames& names) {
  Add(names[NameKind::kStart], "start", "The day on which the onboarding starts");
  for (const EventFieldInfo& event : kEventFields) {
    const std::string_view about = kEventFieldAbouts[static_cast<size_t>(event.field)];
    Add(names[NameKind::kEventDate], event.name, about);
    Add(names[NameKind::kStart], event.name, about);
  }
}

void AddComponents(Names& names, const NamedList<document::Component>& components) {
  AddAll(names, components);
  for (const auto& entry : components) AddComponents(names, entry.value.components);
}

void AddHealth(const document::Document& pack, PackNames& names) {
  AddAll(names[NameKind::kModel], pack.health);
  for (const auto& model : pack.health) {
    AddAll(names[NameKind::kBand], model.value.bands);
    AddComponents(names[NameKind::kComponent], model.value.components);
  }
}

void AddBenchmarks(const document::Document& pack, PackNames& names) {
  AddAll(names[NameKind::kBenchmark], pack.benchmarks);
  AddAll(names[NameKind::kMetric], pack.portfolio);
  for (const auto& benchmark : pack.benchmarks) {
    AddAll(names[NameKind::kSet], benchmark.value.sets);
  }
  for (const auto& metric : pack.portfolio) AddAll(names[NameKind::kSet], metric.value.sets);
}

template <typename Rated>
void AddTiers(Names& tiers, const NamedList<Rated>& rated) {
  for (const auto& one : rated) {
    AddAll(tiers, one.value.tiers);
    for (const auto& set : one.value.sets) AddAll(tiers, set.value.tiers);
  }
}

void AddReasons(Names& people, const NamedList<document::Reason>& reasons) {
  for (const auto& reason : reasons) AddAll(people, reason.value.notify);
}

// People are not declared: those that are named once are offered again.
void AddPeople(const document::Document& pack, Names& people) {
  for (const auto& playbook : pack.playbooks) {
    for (const document::PlaybookStep& step : playbook.value.steps) {
      if (step.owner.present()) Add(people, step.owner.value, "");
    }
  }
  for (const auto& flag : pack.flags) AddAll(people, flag.value.notify);
  for (const auto& alert : pack.alerts) {
    AddAll(people, alert.value.route);
    AddAll(people, alert.value.escalate_to);
  }
  AddReasons(people, pack.extension.escalate);
  AddReasons(people, pack.extension.extend);
  AddReasons(people, pack.extension.root_cause);
}

// A playbook that says nothing of itself is told by its steps.
void AddPlaybooks(const document::Document& pack, Names& playbooks) {
  for (const auto& [name, span, playbook] : pack.playbooks) {
    std::string about = About(playbook.notes);
    for (const document::PlaybookStep& step : playbook.steps) {
      if (playbook.notes.description.present() || !step.action.present()) break;
      absl::StrAppend(&about, about.empty() ? "" : "; ", step.action.entries.front().text);
    }
    Add(playbooks, name, about);
  }
}

void AddAttributes(const document::Document& pack, Names& attributes) {
  for (const TextFieldInfo& field : kTextFields) {
    if (field.name != "id" && field.name != "time_zone") Add(attributes, field.name, field.about);
  }
  for (const std::string_view word : records::kBookWords) Add(attributes, word, "");
  AddAll(attributes, pack.groupings);
}

}  // namespace

std::string_view WordOf(NameKind kind) {
  static constexpr std::string_view kWords[] = {
      "attribute", "band",       "benchmark",   "cadence",    "component", "dashboard",
      "dimension", "event_date", "fact",        "fixture",    "flag",      "gate",
      "grouped",   "metric",     "milestone",   "model",      "person",    "phase",
      "playbook",  "records",    "requirement", "root_cause", "segment",   "set",
      "severity",  "signal",     "stage",       "start",      "tier"};
  return kWords[static_cast<size_t>(kind)];
}

PackNames NamesOf(const document::Document& pack) {
  PackNames names;
  AddFacts(pack, names);
  AddDates(names);
  AddHealth(pack, names);
  AddBenchmarks(pack, names);
  AddPeople(pack, names[NameKind::kPerson]);
  AddAttributes(pack, names[NameKind::kAttribute]);
  for (const NameKind kind : {NameKind::kSignal, NameKind::kAttribute, NameKind::kStart}) {
    for (const Name& name : names[kind]) Add(names[NameKind::kGrouped], name.name, name.about);
  }
  AddAll(names[NameKind::kSegment], pack.segments);
  AddAll(names[NameKind::kCadence], pack.cadences);
  AddAll(names[NameKind::kStage], pack.stages);
  AddAll(names[NameKind::kSeverity], pack.severities);
  AddAll(names[NameKind::kMilestone], pack.milestones.order);
  AddAll(names[NameKind::kDimension], pack.graduation.dimensions);
  AddTiers(names[NameKind::kTier], pack.benchmarks);
  AddTiers(names[NameKind::kTier], pack.portfolio);
  Add(names[NameKind::kDimension], "organisation", "No dimension: a gate of the whole account");
  AddAll(names[NameKind::kGate], pack.graduation.gates);
  AddAll(names[NameKind::kRequirement], pack.graduation.requirements);
  AddAll(names[NameKind::kRootCause], pack.extension.root_cause);
  AddAll(names[NameKind::kPhase], pack.programme.phases);
  AddAll(names[NameKind::kFlag], pack.flags);
  AddPlaybooks(pack, names[NameKind::kPlaybook]);
  AddAll(names[NameKind::kDashboard], pack.dashboards);
  for (const records::KindInfo& kind : records::Kinds()) {
    Add(names[NameKind::kRecordKind], kind.name, kind.about);
  }
  return names;
}

Names FixturesIn(const Sources& tests) {
  Names names;
  for (uint32_t file = 0; file < tests.files().size(); ++file) {
    DiagnosticSink unsaid;  // the loader of tests says what is wrong with them
    const Node root = ParseYaml(tests, file, Limits{}, unsaid);
    const Node* fixtures = root.Find("fixtures");
    if (fixtures == nullptr) continue;
    for (const Entry& entry : fixtures->entries) Add(names, entry.key, tests.name(file));
  }
  return names;
}

}  // namespace bellwether::completion
