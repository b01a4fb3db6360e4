// Health models: bands, component trees, weights per segment, caps and floors.
//
// Tested by tests/engine/ruleset/check_test.cc.
#include <algorithm>
#include <map>

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "engine/base/suggest.h"
#include "engine/ruleset/check_curve.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

// Sums of weights times scores stay far from the end of a double.
constexpr double kMostWeight = 1e15;
constexpr int64_t kMostPriority = 1'000'000;

// Checks one model; the pieces share its segments' weights.
class ModelChecker {
 public:
  ModelChecker(Checker& checker, const document::Named<document::HealthModel>& entry)
      : checker_(checker), written_(entry.value), at_(entry.span) {
    model_.name = entry.name;
    model_.location = entry.span;
  }

  HealthModel Check() {
    model_.notes = ToNotes(written_.notes);
    model_.applies_when = checker_.CheckCondition(written_.applies_when, Stage::kHealth);
    CheckPriority();
    model_.precision = static_cast<int>(
        written_.precision.value_or(checker_.document.defaults.precision.value_or(0)));
    model_.rounding = written_.rounding.value_or(Rounding::kHalfAway);
    model_.hysteresis = written_.hysteresis.value_or(0);
    model_.min_coverage = written_.min_coverage.value_or(0.5);
    if (written_.intervene_below.present()) model_.intervene_below = written_.intervene_below.value;
    CheckBands();
    CollectSegmentWeights();
    model_.components = CheckComponents(written_.components, "");
    ReportUnusedSegmentWeights();
    CheckSums(model_.components, at_);
    CheckLimits();
    return std::move(model_);
  }

 private:
  void CheckPriority() {
    const int64_t priority = written_.priority.value_or(0);
    if (priority >= -kMostPriority && priority <= kMostPriority) {
      model_.priority = static_cast<int>(priority);
      return;
    }
    checker_.sink.Error("out-of-range", written_.priority.span,
                        absl::StrCat("`priority` must be between ", -kMostPriority, " and ",
                                     kMostPriority, ", not ", priority));
  }

  void CheckBands() {
    double above = 101;
    for (const auto& band : written_.bands) {
      const double from = band.value.from.value;
      model_.bands.push_back({band.name, from, ToNotes(band.value.notes)});
      if (!band.value.from.present()) continue;  // reported where it was read
      if (from >= above) {
        checker_.sink.Error("band-order", band.span,
                            absl::StrCat("band `", band.name, "` begins at ", FormatNumber(from),
                                         ", not below the band before it"),
                            "list bands best first, each with the score at which it begins");
      }
      above = from;
    }
    if (model_.bands.empty()) {
      checker_.sink.Error("missing-key", at_,
                          absl::StrCat("model `", model_.name, "` has no bands"),
                          "add `bands: [{green: 80}, {yellow: 50}, {red: 0}]`");
    } else if (model_.bands.back().from != 0) {
      checker_.sink.Error("band-gap", written_.bands.back().span,
                          absl::StrCat("scores below ", FormatNumber(model_.bands.back().from),
                                       " belong to no band"),
                          "the last band must begin at 0");
    }
  }

  void CollectSegmentWeights() {
    model_.segment_has_weights.assign(checker_.rules.segments.size(), false);
    for (const auto& entry : written_.segments) {
      const auto segment = checker_.ResolveWord("segment", "segments", entry.name, entry.span,
                                                checker_.rules.segments);
      if (!segment) continue;
      model_.segment_has_weights[*segment] = true;
      for (const auto& weight : entry.value.weights) {
        if (!weight.value.present()) continue;  // reported where it was read
        segment_weights_[{*segment, weight.name}] = {weight.value.value, weight.span, false};
      }
    }
  }

  void ReportUnusedSegmentWeights() {
    for (const auto& [key, weight] : segment_weights_) {
      if (weight.used) continue;
      checker_.sink.Error(
          "unknown-name", weight.at,
          absl::StrCat("model `", model_.name, "` has no component ", Quoted(key.second)),
          DidYouMean(key.second, paths_));
    }
  }

  std::vector<Component> CheckComponents(const document::NamedList<document::Component>& list,
                                         const std::string& prefix) {
    std::vector<Component> components;
    for (const auto& entry : list) components.push_back(CheckComponent(entry, prefix));
    std::sort(components.begin(), components.end(),
              [](const Component& a, const Component& b) { return a.name < b.name; });
    return components;
  }

  Component CheckComponent(const document::Named<document::Component>& entry,
                           const std::string& prefix) {
    const document::Component& written = entry.value;
    CheckPlainName(checker_, "component", entry.name, entry.span);
    Component component;
    component.name = entry.name;
    component.path = absl::StrCat(prefix, entry.name);
    component.location = entry.span;
    component.weight = written.weight.value;
    component.invert = written.invert.value_or(false);
    component.notes = ToNotes(written.notes);
    component.curve = CheckCurve(checker_, written.curve, Stage::kHealth);
    paths_.push_back(component.path);
    ApplySegmentWeights(component);
    CheckPolicy(written, component);
    component.components = CheckComponents(written.components, absl::StrCat(component.path, "."));
    return component;
  }

  void ApplySegmentWeights(Component& component) {
    component.segment_weights.assign(checker_.rules.segments.size(), component.weight);
    for (uint32_t s = 0; s < component.segment_weights.size(); ++s) {
      const auto stated = segment_weights_.find({s, component.path});
      if (stated == segment_weights_.end()) continue;
      component.segment_weights[s] = stated->second.value;
      stated->second.used = true;
    }
  }

  void CheckPolicy(const document::Component& written, Component& component) {
    if (component.curve.kind != CurveKind::kGroup) {
      return CheckLeafPolicy(checker_, written.missing, component);
    }
    if (!written.missing.present() || !written.group()) return;
    checker_.sink.Error("type-mismatch", written.missing.span,
                        "a group has no `missing`: its children have",
                        "put `missing` at the components that read values");
  }

  // Sums of siblings, base weights and every segment's.
  void CheckSums(const std::vector<Component>& siblings, const Span& at) {
    if (siblings.empty()) return;
    double sum = 0;
    for (const Component& component : siblings) {
      sum += component.weight;
      CheckSums(component.components, component.location);
    }
    CheckSum(sum, at, "");
    for (uint32_t s = 0; s < checker_.rules.segments.size(); ++s) {
      double segment_sum = 0;
      for (const Component& component : siblings) segment_sum += component.segment_weights[s];
      if (segment_sum != sum) {
        CheckSum(segment_sum, at, absl::StrCat(" for segment `", checker_.rules.segments[s], "`"));
      }
    }
  }

  void CheckSum(double sum, const Span& at, const std::string& where) {
    if (sum > 0 && sum <= kMostWeight) return;
    if (sum > 0) {
      checker_.sink.Error("weight-sum", at,
                          absl::StrCat("weights sum to ", FormatNumber(sum), where, ", at most ",
                                       FormatNumber(kMostWeight), " is allowed"),
                          "weights are relative: divide all of them by the same number");
      return;
    }
    checker_.sink.Error("weight-sum", at, absl::StrCat("all weights are 0", where),
                        "give at least one component a weight above 0");
  }

  void CheckLimits() {
    for (const document::Floor& floor : written_.floors) {
      AddLimit(false, floor.at_least.value, floor.when, floor.reason, floor.effective, floor.notes,
               floor.span);
    }
    for (const document::Cap& cap : written_.caps) {
      AddLimit(true, cap.at_most.value, cap.when, cap.reason, cap.effective, cap.notes, cap.span);
    }
  }

  void AddLimit(bool cap, double value, const document::ExpressionText& when,
                const document::Text& reason, const document::Effective& effective,
                const document::Notes& notes, const Span& at) {
    Limit limit;
    limit.effective = CheckEffective(checker_, effective);
    limit.cap = cap;
    limit.value = value;
    limit.when = checker_.CheckCondition(when, Stage::kHealth);
    limit.reason = ToText(reason);
    checker_.texts.push_back({&reason,
                              {{model_.applies_when, true}, {limit.when, true}},
                              {},
                              absl::StrCat("health.", model_.name, cap ? ".caps" : ".floors")});
    limit.notes = ToNotes(notes);
    limit.location = at;
    model_.limits.push_back(std::move(limit));
  }

  struct SegmentWeight {
    double value = 0;
    Span at;
    bool used = false;
  };

  Checker& checker_;
  const document::HealthModel& written_;
  const Span at_;
  HealthModel model_;
  std::map<std::pair<uint32_t, std::string>, SegmentWeight> segment_weights_;
  std::vector<std::string> paths_;
};

// Equal priorities leave it open which model answers for an account that both apply to (S19).
void CheckPriorities(Checker& checker) {
  std::map<int, const HealthModel*> by_priority;
  for (const HealthModel& model : checker.rules.health) {
    const auto [first, is_new] = by_priority.emplace(model.priority, &model);
    if (is_new) continue;
    checker.sink.Error("equal-priority", model.location,
                       absl::StrCat("model `", model.name, "` has the same priority ",
                                    model.priority, " as `", first->second->name, "`"),
                       "give each model its own `priority`: the highest that applies is primary");
  }
}

// Variables that later stages read (S14).
void AddOutcomes(Checker& checker, HealthModel& model) {
  std::vector<std::string> bands;
  for (const Band& band : model.bands) bands.push_back(band.name);
  const std::string prefix = absl::StrCat("health.", model.name);
  model.score_slot =
      AddOutcome(checker, prefix + ".score", expression::Type::kDouble, Stage::kHealth);
  model.band_slot =
      AddOutcome(checker, prefix + ".band", expression::Type::kString, Stage::kHealth, bands);
}

void AddPrimaryOutcomes(Checker& checker) {
  std::vector<std::string> bands;
  for (const HealthModel& model : checker.rules.health) {
    for (const Band& band : model.bands) {
      if (std::find(bands.begin(), bands.end(), band.name) == bands.end()) {
        bands.push_back(band.name);
      }
    }
  }
  checker.rules.primary_score_slot =
      AddOutcome(checker, "health.primary.score", expression::Type::kDouble, Stage::kHealth);
  checker.rules.primary_band_slot =
      AddOutcome(checker, "health.primary.band", expression::Type::kString, Stage::kHealth, bands);
}

}  // namespace

void CheckHealth(Checker& checker) {
  for (const auto& entry : checker.document.health) {
    CheckPlainName(checker, "health model", entry.name, entry.span);
    if (entry.name == "primary") {
      checker.sink.Error("bad-name", entry.span, "`primary` cannot name a health model",
                         "`health.primary.*` means the model that answers for the account");
    }
    HealthModel model = ModelChecker(checker, entry).Check();
    AddOutcomes(checker, model);
    checker.rules.health.push_back(std::move(model));
  }
  CheckPriorities(checker);
  AddPrimaryOutcomes(checker);
}

}  // namespace bellwether::ruleset
