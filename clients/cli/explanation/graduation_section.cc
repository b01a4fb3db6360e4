// The decision first; then what each dimension adds to the total; then what stands in the way, in
// the order in which it is worked on: criteria, gates, requirements.
//
// Tested by tests/clients/explanation_text_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "clients/cli/explanation/dimension_table.h"
#include "clients/cli/explanation/explanation_layout.h"
#include "clients/cli/terminal/display_text.h"
#include "clients/cli/words/evaluation_words.h"
#include "clients/cli/words/outcome_words.h"
#include "engine/base/number.h"

namespace bellwether::cli {
namespace {

std::string Points(double points) { return FormatNumber(RoundForDisplay(points, 1)); }

// "82.9 points, 17.1 short of 100".
std::string ShortWords(const v1::Criterion& criterion) {
  std::string points = Points(criterion.component().score()) + " points";
  if (!criterion.has_points_short()) return points;
  return absl::StrCat(points, ", ", Points(criterion.points_short()), " short of ",
                      Points(criterion.met_at()));
}

// "core_feature_adoption_ratio = 0.58"; what is needed when there is no value.
std::string InputWords(const v1::Component& component) {
  if (component.input().empty()) return "";
  const std::string value = ValueWords(component.value());
  if (!value.empty()) return absl::StrCat(component.input(), " = ", value);
  const std::string reason = MissingWords(component.missing_reason());
  return absl::StrCat("needs ", component.input(), reason.empty() ? "" : " (" + reason + ")");
}

Entry CriterionEntry(const v1::Criterion& criterion) {
  const v1::Component& component = criterion.component();
  const bool unmet = criterion.state() == v1::CRITERION_STATE_UNMET;
  Entry entry;
  entry.mark = unmet ? "unmet" : "unknown";
  entry.tone = unmet ? Tone::kBad : Tone::kMiddling;
  entry.name = component.name();
  entry.words = Parts({component.description(), unmet ? ShortWords(criterion) : ""});
  entry.location = LocationWords(component.location());
  entry.details =
      Parts({InputWords(component),
             criterion.evidence().empty() ? "" : "shown by: " + NamesWords(criterion.evidence()),
             criterion.watch().empty() ? "" : "watch: " + NamesWords(criterion.watch())});
  return entry;
}

// A dimension of which nothing is known takes a line: what shows each criterion is for whoever asks
// for the section.
bool AllUnknown(const std::vector<Entry>& entries) {
  return entries.size() > 1 && std::all_of(entries.begin(), entries.end(), [](const Entry& entry) {
           return entry.mark == "unknown";
         });
}

std::string EntryNames(const std::vector<Entry>& entries) {
  std::vector<std::string> names;
  for (const Entry& entry : entries) names.push_back(entry.name);
  return absl::StrJoin(names, ", ");
}

void OpenCriteria(const v1::GraduationResult& graduation, const ExplanationOptions& options,
                  SectionText& section) {
  for (const auto& dimension : graduation.dimensions()) {
    std::vector<Entry> entries;
    for (const auto state : {v1::CRITERION_STATE_UNMET, v1::CRITERION_STATE_UNKNOWN}) {
      for (const auto& criterion : dimension.criteria()) {
        if (criterion.state() == state) entries.push_back(CriterionEntry(criterion));
      }
    }
    if (entries.empty()) continue;
    section.Subtitle(Parts({dimension.name(), dimension.description()}));
    if (AllUnknown(entries) && !options.sections.Chosen()) {
      section.Labelled(absl::StrCat("all ", entries.size(), " unknown"), EntryNames(entries));
      continue;
    }
    if (!dimension.watch().empty()) section.Labelled("watch", NamesWords(dimension.watch()));
    section.Entries(entries);
  }
}

// "The integration does not work", and what is missing to say whether it does.
Entry RuleEntry(const v1::Rule& rule, bool decided) {
  Entry entry;
  entry.name = rule.name();
  entry.location = LocationWords(rule.location());
  entry.words = rule.reason();
  entry.details = decided ? ReadWords(rule) : "needs " + MissingWords(rule.missing());
  return entry;
}

void OpenGates(const v1::GraduationResult& graduation, const ExplanationOptions& options,
               SectionText& section) {
  std::vector<Entry> entries;
  std::vector<Entry> unknown;
  for (const auto state : {v1::GATE_STATE_BLOCKED, v1::GATE_STATE_NEEDS_EVIDENCE}) {
    for (const auto& gate : graduation.gates()) {
      if (gate.state() != state) continue;
      const bool blocked = state == v1::GATE_STATE_BLOCKED;
      std::vector<Entry>& list = blocked || options.sections.Chosen() ? entries : unknown;
      Entry& entry = list.emplace_back(RuleEntry(gate.rule(), blocked));
      entry.mark = blocked ? "blocks" : "not ruled out";
      entry.tone = blocked ? Tone::kBad : Tone::kMiddling;
    }
  }
  if (entries.empty() && unknown.empty()) return;
  section.Subtitle("Gates: they can prevent graduation, whatever the total");
  section.Entries(entries);
  if (!unknown.empty()) section.Labelled("not ruled out", EntryNames(unknown), Tone::kMiddling);
}

void OpenRequirements(const v1::GraduationResult& graduation, SectionText& section) {
  std::vector<Entry> entries;
  for (const auto state : {v1::REQUIREMENT_STATE_UNMET, v1::REQUIREMENT_STATE_NEEDS_EVIDENCE,
                           v1::REQUIREMENT_STATE_MET}) {
    for (const auto& requirement : graduation.requirements()) {
      if (requirement.state() != state) continue;
      const bool decided = state != v1::REQUIREMENT_STATE_NEEDS_EVIDENCE;
      Entry& entry = entries.emplace_back(RuleEntry(requirement.rule(), decided));
      entry.mark = state == v1::REQUIREMENT_STATE_MET     ? "met"
                   : state == v1::REQUIREMENT_STATE_UNMET ? "unmet"
                                                          : "unknown";
      entry.tone = state == v1::REQUIREMENT_STATE_MET     ? Tone::kGood
                   : state == v1::REQUIREMENT_STATE_UNMET ? Tone::kBad
                                                          : Tone::kMiddling;
    }
  }
  if (entries.empty()) return;
  section.Subtitle("Required");
  section.Entries(entries);
}

std::string Summary(const v1::GraduationResult& graduation) {
  std::string words = GraduationWords(graduation);
  if (graduation.state() != v1::OUTCOME_STATE_INSUFFICIENT_DATA) return words;
  return words + ", NOT_YET";
}

// What is known to be unmet. Evidence that is missing stands further below, where it belongs.
void Conditions(const v1::GraduationResult& graduation, SectionText& section) {
  const bool graduates = graduation.decision() == v1::GRADUATION_DECISION_GRADUATE;
  if (graduation.conditions().empty()) {
    section.Line(graduates ? "Nothing stands in the way of graduation."
                           : "Nothing is known to be unmet; what is not known stands below.");
    return;
  }
  section.Line("To be met before graduation:");
  std::vector<Entry> entries;
  for (const std::string& condition : graduation.conditions()) {
    Entry& entry = entries.emplace_back();
    entry.mark = "-";
    entry.words = condition;
  }
  section.Entries(entries);
}

}  // namespace

std::string GraduationSection(const v1::Evaluation& evaluation, const ExplanationOptions& options) {
  const v1::GraduationResult& graduation = evaluation.graduation();
  SectionText section(options);
  switch (graduation.state()) {
    case v1::OUTCOME_STATE_UNSPECIFIED:
    case v1::OUTCOME_STATE_NOT_DEFINED:
      return "";
    case v1::OUTCOME_STATE_NOT_APPLICABLE:
    case v1::OUTCOME_STATE_ALREADY_GRADUATED:
      section.Title({"Graduation", StateWords(graduation.state()), Tone::kQuiet, ""});
      return section.Take();
    case v1::OUTCOME_STATE_NOT_EVALUATED:
      section.Title({"Graduation", StateWords(graduation.state()), Tone::kMiddling, ""});
      section.Line("whether it applies depends on: " + MissingWords(graduation.missing()),
                   Tone::kMiddling);
      return section.Take();
    default:
      break;
  }
  section.Title({"Graduation", Summary(graduation),
                 graduation.has_total() ? GraduationTone(graduation) : Tone::kMiddling,
                 LocationWords(graduation.location())});
  Conditions(graduation, section);
  section.Raw("");
  DimensionTable(graduation, section, options);
  OpenCriteria(graduation, options, section);
  OpenGates(graduation, options, section);
  OpenRequirements(graduation, section);
  if (!graduation.warnings().empty()) section.Raw("");
  for (const std::string& warning : graduation.warnings()) {
    section.Labelled("warning", warning, Tone::kMiddling);
  }
  return section.Take();
}

}  // namespace bellwether::cli
