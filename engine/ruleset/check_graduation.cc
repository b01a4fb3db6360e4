// Graduation: dimensions with their criteria, gates, requirements, usage thresholds (S21, S22).
//
// Tested by tests/golden/ruleset and rules/saas.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/ruleset/check_curve.h"
#include "engine/ruleset/checker.h"

namespace bellwether::ruleset {
namespace {

// Gates of no dimension belong to the organisation (S22).
constexpr std::string_view kOrganisation = "organisation";

Criterion CheckCriterion(Checker& checker, const document::Named<document::Criterion>& entry,
                         const std::string& dimension) {
  const document::Criterion& written = entry.value;
  CheckPlainName(checker, "criterion", entry.name, entry.span);
  Criterion criterion;
  criterion.met_at = written.met_at.value_or(100);
  Component& component = criterion.component;
  component.name = entry.name;
  component.path = absl::StrCat(dimension, ".", entry.name);
  component.location = entry.span;
  component.weight = written.weight.value;
  component.segment_weights.assign(checker.rules.segments.size(), component.weight);
  component.invert = written.invert.value_or(false);
  component.notes = ToNotes(written.notes);
  component.curve = CheckCurve(checker, written.curve, Stage::kGraduation);
  CheckLeafPolicy(checker, written.missing, component);
  return criterion;
}

void CheckDimension(Checker& checker, const document::Named<document::Dimension>& entry,
                    Graduation& graduation) {
  const document::Dimension& written = entry.value;
  CheckPlainName(checker, "dimension", entry.name, entry.span);
  if (entry.name == kOrganisation) {
    checker.sink.Error("bad-name", entry.span, "`organisation` cannot name a dimension",
                       "it stands for gates that belong to none");
  }
  Dimension dimension;
  dimension.name = entry.name;
  dimension.weight = written.weight.value;
  dimension.min_coverage =
      written.min_coverage.value_or(checker.document.graduation.min_coverage.value_or(1));
  dimension.notes = ToNotes(written.notes);
  dimension.location = entry.span;
  double sum = 0;
  for (const auto& criterion : written.criteria) {
    dimension.criteria.push_back(CheckCriterion(checker, criterion, entry.name));
    sum += dimension.criteria.back().component.weight;
  }
  if (!written.criteria.empty() && sum <= 0) {
    checker.sink.Error("weight-sum", entry.span, "all weights of the criteria are 0",
                       "give at least one criterion a weight above 0");
  }
  std::sort(
      dimension.criteria.begin(), dimension.criteria.end(),
      [](const Criterion& a, const Criterion& b) { return a.component.name < b.component.name; });
  dimension.slot = AddOutcome(checker, absl::StrCat("graduation.dimension.", entry.name),
                              expression::Type::kDouble, Stage::kGraduation);
  graduation.dimensions.push_back(std::move(dimension));
}

void CheckGate(Checker& checker, const document::Named<document::Gate>& entry,
               Graduation& graduation) {
  const document::Gate& written = entry.value;
  Gate gate;
  gate.name = entry.name;
  gate.location = entry.span;
  gate.notes = ToNotes(written.notes);
  gate.reason = ToText(written.reason);
  gate.effective = CheckEffective(checker, written.effective);
  gate.unknown_blocks =
      written.unknown.value_or(document::UnknownGate::kBlock) == document::UnknownGate::kBlock;
  gate.when = checker.CheckCondition(written.when, Stage::kGraduation);
  checker.texts.push_back({&written.reason,
                           {{graduation.applies_when, true}, {gate.when, true}},
                           {},
                           absl::StrCat("graduation.gates.", entry.name, ".reason")});
  if (written.dimension.present() && written.dimension.value != kOrganisation) {
    std::vector<std::string> known = NamesOf(checker.document.graduation.dimensions);
    known.emplace_back(kOrganisation);
    gate.dimension =
        checker.Resolve("dimension", written.dimension.value, written.dimension.span, known);
  }
  graduation.gates.push_back(std::move(gate));
}

void CheckTotals(Checker& checker, const document::Graduation& written, Graduation& graduation) {
  graduation.precision = static_cast<int>(written.precision.value_or(1));
  graduation.ready = written.thresholds.ready.value;
  graduation.close = written.thresholds.close.value;
  graduation.require_each_dimension = written.require_each_dimension.value_or(0);
  if (written.thresholds.close.present() && graduation.close > graduation.ready) {
    checker.sink.Error("out-of-range", written.thresholds.close.span,
                       "`close` must not be above `ready`");
  }
  double sum = 0;
  for (const Dimension& dimension : graduation.dimensions) sum += dimension.weight;
  if (sum <= 0 && !graduation.dimensions.empty()) {
    checker.sink.Error("weight-sum", written.span, "all weights of the dimensions are 0",
                       "give at least one dimension a weight above 0");
  }
}

UsageThreshold CheckThreshold(Checker& checker, const document::UsageThreshold& written) {
  UsageThreshold threshold;
  threshold.location = written.span;
  const auto slot = checker.ResolveSlot(written.of, Stage::kCounts);
  const auto take = [&](const document::Located<double>& bound, BoundTest test) {
    if (!bound.present()) return;
    threshold.test = test;
    threshold.bound = bound.value;
  };
  take(written.at_least, BoundTest::kAtLeast);
  take(written.above, BoundTest::kAbove);
  take(written.at_most, BoundTest::kAtMost);
  take(written.below, BoundTest::kBelow);
  if (written.is.present()) {
    threshold.test = BoundTest::kIs;
    threshold.bound = written.is.value ? 1 : 0;
  }
  if (!slot) return threshold;
  threshold.slot = *slot;
  const expression::Type wanted =
      threshold.test == BoundTest::kIs ? expression::Type::kBool : expression::Type::kDouble;
  if (checker.names.slot(*slot).type != wanted) {
    checker.sink.Error("type-mismatch", written.of.span,
                       absl::StrCat("`", written.of.value, "` does not fit this test"),
                       "numbers take at_least, above, at_most or below; bools take is");
  }
  return threshold;
}

}  // namespace

void CheckUsageThresholds(Checker& checker) {
  auto& by_cadence = checker.rules.graduation.usage_thresholds;
  by_cadence.resize(checker.rules.cadences.size());
  for (const auto& entry : checker.document.graduation.usage_thresholds) {
    const auto cadence =
        checker.ResolveWord("cadence", "cadences", entry.name, entry.span, checker.rules.cadences);
    for (const document::UsageThreshold& written : entry.value) {
      const UsageThreshold threshold = CheckThreshold(checker, written);
      if (cadence) by_cadence[*cadence].push_back(threshold);
    }
  }
}

void CheckGraduation(Checker& checker) {
  const document::Graduation& written = checker.document.graduation;
  if (!written.present()) return;
  Graduation& graduation = checker.rules.graduation;
  graduation.defined = true;
  graduation.location = written.span;
  graduation.notes = ToNotes(written.notes);
  graduation.applies_when = checker.CheckCondition(written.applies_when, Stage::kGraduation);
  for (const auto& entry : written.dimensions) CheckDimension(checker, entry, graduation);
  for (const auto& entry : written.gates) CheckGate(checker, entry, graduation);
  for (const auto& entry : written.requirements) {
    graduation.requirements.push_back(
        {entry.name, checker.CheckCondition(entry.value.when, Stage::kGraduation),
         ToText(entry.value.reason), ToNotes(entry.value.notes), entry.span});
    checker.texts.push_back(
        {&entry.value.reason,
         {{graduation.applies_when, true}, {graduation.requirements.back().when, false}},
         {},
         absl::StrCat("graduation.requires.", entry.name, ".reason")});
  }
  CheckTotals(checker, written, graduation);
  using expression::Type;
  graduation.total_slot =
      AddOutcome(checker, "graduation.total", Type::kDouble, Stage::kGraduation);
  graduation.readiness_slot = AddOutcome(checker, "graduation.readiness", Type::kString,
                                         Stage::kGraduation, {"NOT_READY", "CLOSE", "READY"});
  graduation.decision_slot = AddOutcome(checker, "graduation.decision", Type::kString,
                                        Stage::kGraduation, {"NOT_YET", "GRADUATE"});
}

}  // namespace bellwether::ruleset
