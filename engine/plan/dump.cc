// A table of sections; each is written by a function of its own.
//
// Tested by tests/engine/plan/dump_test.cc and tests/golden/plan.
#include "engine/plan/dump.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/base/string_bridge.h"
#include "engine/plan/describe.h"
#include "engine/plan/dump_writer.h"

namespace bellwether {
namespace {

struct Section {
  const char* name;
  void (*write)(DumpWriter&);
};
constexpr Section kSections[] = {
    {"pack", DumpPack},
    {"constants", DumpConstants},
    {"names", DumpNames},
    {"signals", DumpSignals},
    {"derived", DumpDerived},
    {"milestones", DumpMilestones},
    {"benchmarks", DumpBenchmarks},
    {"health", DumpHealth},
    {"flags", DumpFlags},
    {"graduation", DumpGraduation},
    {"extension", DumpExtension},
    {"programme", DumpProgramme},
    {"playbooks", DumpPlaybooks},
    {"alerts", DumpAlerts},
    {"portfolio", DumpPortfolio},
    {"drivers", DumpDrivers},
    {"experiments", DumpExperiments},
    {"dashboards", DumpDashboards},
    {"groupings", DumpGroupings},
    {"titles", DumpTitles},
    {"programs", DumpPrograms},
};

const char* OriginName(ruleset::SlotOrigin origin) {
  switch (origin) {
    case ruleset::SlotOrigin::kField:
      return "account field";
    case ruleset::SlotOrigin::kEvent:
      return "event date";
    case ruleset::SlotOrigin::kBuiltinFact:
      return "built-in fact";
    case ruleset::SlotOrigin::kSignal:
      return "signal";
    case ruleset::SlotOrigin::kDerived:
      return "derived fact";
    case ruleset::SlotOrigin::kOutcome:
      break;
  }
  return "outcome";
}

}  // namespace

void DumpWriter::Heading(std::string_view words) {
  absl::StrAppend(&text_, text_.empty() ? "" : "\n", ToAbsl(words), "\n",
                  std::string(words.size(), '='), "\n");
}

void DumpWriter::Title(const std::string& words, const ruleset::Location& location) {
  const std::string place = PlaceOf(location);
  absl::StrAppend(&text_, "\n", words, place.empty() ? "" : "  " + place, "\n");
}

void DumpWriter::Line(const std::string& words) { absl::StrAppend(&text_, "  ", words, "\n"); }

void DumpWriter::Labelled(const std::string& label, const std::string& words) {
  constexpr size_t kLabelWidth = 18;
  if (words.empty()) return;
  const size_t blanks = std::max(kLabelWidth, label.size() + 2) - label.size();
  Line(absl::StrCat(label, std::string(blanks, ' '), words));
}

void DumpWriter::Table(const TextTable& table) { table.AppendTo(text_, 2); }

std::string DumpWriter::Condition(uint32_t program) const {
  if (program == kNoIndex) return "";
  return absl::StrCat("#", program, "  ", plan_.program_texts[program]);
}

std::string DumpWriter::SlotName(uint32_t slot) const {
  return slot == kNoIndex ? "" : plan_.slots[slot].name;
}

std::string DumpWriter::PlaceOf(const ruleset::Location& location) const {
  return DescribeLocation(plan_, location);
}

std::string DumpWriter::PlaybookName(uint32_t playbook) const {
  return playbook == kNoIndex ? "" : plan_.playbooks[playbook].name;
}

void DumpPack(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  writer.Heading(absl::StrCat("Pack ", plan.name, " ", plan.version));
  writer.Labelled("digest", plan.digest);
  writer.Labelled("time zone", plan.time_zone.name());
  writer.Labelled("segments", absl::StrJoin(plan.segments, ", "));
  writer.Labelled("cadences", absl::StrJoin(plan.cadences, ", "));
  writer.Labelled("stages", absl::StrJoin(plan.stages, ", "));
  writer.Labelled("severities", absl::StrJoin(plan.severities, ", "));
  writer.Labelled("benchmark sets", absl::StrJoin(plan.set_names, ", "));
  writer.Labelled("set in force", plan.benchmark_set);
  std::string start = plan.start.stated ? writer.SlotName(plan.start.default_slot) : "";
  for (size_t s = 0; plan.start.stated && s < plan.segments.size(); ++s) {
    const uint32_t slot = *plan.start.SlotIn(static_cast<int32_t>(s));
    if (slot == plan.start.default_slot) continue;
    absl::StrAppend(&start, " · ", plan.segments[s], ": ", writer.SlotName(slot));
  }
  writer.Labelled("onboarding from", start);
  writer.Labelled("files", absl::StrJoin(plan.files, ", "));
}

void DumpNames(DumpWriter& writer) {
  const Plan& plan = writer.plan();
  writer.Heading("Names that expressions read");
  TextTable table({"slot", "name", "type", "comes from", "values"}, {0});
  for (size_t i = 0; i < plan.slots.size(); ++i) {
    const ruleset::Slot& slot = plan.slots[i];
    table.Add({absl::StrCat(i), slot.name, expression::TypeName(slot.type), OriginName(slot.origin),
               absl::StrJoin(slot.words, ", ")});
  }
  writer.Table(table);
}

const std::vector<std::string>& DumpSections() {
  static const auto* const kNames = [] {
    auto* names = new std::vector<std::string>();
    for (const Section& section : kSections) names->emplace_back(section.name);
    return names;
  }();
  return *kNames;
}

std::string Dump(const Plan& plan, const DumpOptions& options) {
  std::vector<std::string> wanted = options.sections;
  if (wanted.empty() && !options.model.empty()) wanted = {"health", "programs"};
  DumpWriter writer(plan, options.model);
  for (const Section& section : kSections) {
    const bool shown =
        wanted.empty() || std::find(wanted.begin(), wanted.end(), section.name) != wanted.end();
    if (shown) section.write(writer);
  }
  return writer.Take();
}

}  // namespace bellwether
