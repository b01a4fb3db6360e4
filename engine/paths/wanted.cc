// Tested by tests/property/wanted_paths_test.cc.
#include "engine/paths/wanted.h"

#include <string_view>
#include <utility>

#include "engine/paths/readers.h"

namespace bellwether {
namespace {

constexpr std::pair<std::string_view, Stages> kStagesOfWord[] = {
    {"id", {}},
    {"segment", {}},
    {"stage", {}},
    {"cadence", {}},
    {"csm", {}},
    {"acv", {}},
    {"seats", {}},
    {"as_of", {}},
    {"missing", {}},
    {"stale", {}},
    {"pack", {}},
    {"fact", {}},
    {"early_win", {}},  // counted among the facts
    {"benchmark", {Stage::kBenchmarks}},
    {"health", {Stage::kHealth}},
    {"component", {Stage::kHealth}},
    {"flag", {Stage::kFlags}},
    {"flags", {Stage::kFlags}},
    {"graduation", {Stage::kGraduation}},
    {"criterion", {Stage::kGraduation}},
    {"gate", {Stage::kGraduation}},
    {"requirement", {Stage::kGraduation}},
    {"extension", {Stage::kExtension}},
    {"escalate", {Stage::kExtension}},
    {"extend", {Stage::kExtension}},
    {"root_cause", {Stage::kExtension}},
    {"forecast", {Stage::kForecast}},
    {"phase", {Stage::kProgramme}},
    {"enablement", {Stage::kProgramme}},
    {"review", {Stage::kProgramme}},
    {"week", {Stage::kProgramme}},
};

// Texts of the pack may name any outcome. All stages, too, for a word that nobody has placed.
Stages StagesOf(const PathForm& form) {
  const std::string_view word = form.pattern.substr(0, form.pattern.find('.'));
  for (const auto& [known, stages] : kStagesOfWord) {
    if (known != word) continue;
    return form.type == PathType::kText && !stages.none() ? Stages::All() : stages;
  }
  return Stages::All();
}

}  // namespace

Wanted WantedBy(const Path& path) {
  const bool contributes = path.form->read == paths::ReadComponentShare ||
                           path.form->read == paths::ReadComponentContribution;
  return {contributes ? Arithmetic::kContributions : Arithmetic::kOutcomes, StagesOf(*path.form)};
}

}  // namespace bellwether
