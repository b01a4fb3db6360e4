// A pack in all of its settings.
//
// Tested by tests/engine/ruleset/constants_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/base/digest.h"
#include "engine/base/string_bridge.h"
#include "engine/document/document.h"
#include "engine/document/variant_sink.h"
#include "engine/ruleset/ruleset.h"

namespace bellwether::ruleset {
namespace {

std::string DayText(const std::optional<int32_t>& day) { return day ? absl::StrCat(*day) : ""; }

// The digest of a pack: that of its only rule set, or one over all with their settings (S28).
std::string DigestOf(const std::vector<document::Document>& documents,
                     const std::vector<RuleSet>& variants) {
  if (variants.size() == 1) return variants.front().digest;
  std::string text;
  for (size_t i = 0; i < variants.size(); ++i) {
    const document::Setting& setting = documents[i].setting;
    absl::StrAppend(&text, DayText(setting.from), " ", DayText(setting.until), " ",
                    variants[i].digest, " ", setting.segment, "\n");
  }
  return Sha256Hex(text);
}

bool SameSlots(const RuleSet& one, const RuleSet& other) {
  return std::equal(one.slots.begin(), one.slots.end(), other.slots.begin(), other.slots.end(),
                    [](const Slot& a, const Slot& b) {
                      return a.name == b.name && a.type == b.type && a.words == b.words;
                    });
}

template <typename List>
bool SameNames(const List& one, const List& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const auto& a, const auto& b) { return a.name == b.name; });
}

bool SameComponents(const std::vector<Component>& one, const std::vector<Component>& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const Component& a, const Component& b) {
                      return a.path == b.path && SameComponents(a.components, b.components);
                    });
}

bool SameModels(const RuleSet& one, const RuleSet& other) {
  return std::equal(one.health.begin(), one.health.end(), other.health.begin(), other.health.end(),
                    [](const HealthModel& a, const HealthModel& b) {
                      return a.name == b.name && SameNames(a.bands, b.bands) &&
                             a.limits.size() == b.limits.size() &&
                             SameComponents(a.components, b.components);
                    });
}

// What an account's facts and an answer's places are counted by. Numbers cannot change it; this
// holds whatever later becomes a number.
bool SameShape(const RuleSet& one, const RuleSet& other) {
  const Graduation& left = one.graduation;
  const Graduation& right = other.graduation;
  return SameSlots(one, other) && one.set_names == other.set_names &&
         SameNames(one.benchmarks, other.benchmarks) && SameModels(one, other) &&
         SameNames(one.flags, other.flags) && SameNames(left.dimensions, right.dimensions) &&
         SameNames(left.gates, right.gates) && SameNames(left.requirements, right.requirements) &&
         SameNames(one.extension.escalate, other.extension.escalate) &&
         SameNames(one.extension.extend, other.extension.extend) &&
         SameNames(one.extension.root_cause, other.extension.root_cause) &&
         SameNames(one.programme.phases, other.programme.phases);
}

// What columns of answers say once for all accounts.
void CheckSameInColumns(const RuleSet& base, const RuleSet& variant, DiagnosticSink& sink) {
  const auto tell = [&](const Location& at, std::string_view key) {
    sink.Error(
        "variants-differ", at,
        absl::StrCat("`", ToAbsl(key), "` is not the same for ", variant.setting.description),
        "it holds for all accounts alike: columns of answers say it once");
  };
  for (size_t i = 0; i < base.health.size(); ++i) {
    const HealthModel& model = variant.health[i];
    if (model.precision != base.health[i].precision) tell(model.location, "precision");
    if (model.min_coverage != base.health[i].min_coverage) tell(model.location, "min_coverage");
  }
  if (variant.graduation.precision != base.graduation.precision) {
    tell(variant.graduation.location, "precision");
  }
}

}  // namespace

Staged<std::vector<RuleSet>> CheckVariants(const std::vector<document::Document>& documents,
                                           const Sources& sources, const Limits& limits) {
  Staged<std::vector<RuleSet>> checked;
  document::VariantSink sink;
  for (const document::Document& document : documents) {
    Staged<RuleSet> one = Check(document, sources, limits);
    const bool fits = checked.value.empty() || !one.ok() || sink.base().has_errors() ||
                      SameShape(checked.value.front(), one.value);
    sink.Add(document.setting, std::move(one.diagnostics));
    if (!fits) {
      sink.base().Error(
          "variants-differ", {},
          absl::StrCat("the rules have other names for ", document.setting.Describe()),
          "dates and segments may change numbers alone");
    }
    const bool compared = fits && !checked.value.empty() && !sink.base().has_errors();
    if (compared) CheckSameInColumns(checked.value.front(), one.value, sink.base());
    checked.value.push_back(std::move(one.value));
  }
  const std::string digest = DigestOf(documents, checked.value);
  for (RuleSet& rules : checked.value) rules.digest = digest;
  checked.diagnostics = sink.Take();
  return checked;
}

}  // namespace bellwether::ruleset
