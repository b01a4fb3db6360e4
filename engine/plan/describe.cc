// Tested by tests/golden/plan and tests/golden/explain.
#include "engine/plan/describe.h"

#include "absl/strings/str_cat.h"
#include "engine/base/number.h"

namespace bellwether {
namespace {

using ruleset::BoundKind;
using ruleset::BoundTest;
using ruleset::CurveKind;

std::string DescribeStep(const PlanStep& step) {
  const std::string bound = step.test == BoundTest::kElse ? "" : FormatNumber(step.bound);
  return absl::StrCat(SignOf(step.test), bound, ":", FormatNumber(step.points));
}

std::string DescribePoints(const Plan& plan, const Range& range) {
  std::string text = "points";
  for (uint32_t i = range.first; i < range.end(); ++i) {
    const auto& point = plan.points[i];
    absl::StrAppend(&text, " ", FormatNumber(point.x), ":", FormatNumber(point.y));
  }
  return text;
}

std::string DescribeSteps(const Plan& plan, const Range& range) {
  std::string text = "steps";
  for (uint32_t i = range.first; i < range.end(); ++i) {
    absl::StrAppend(&text, " ", DescribeStep(plan.steps[i]));
  }
  return text;
}

std::string DescribeMap(const Plan& plan, const PlanComponent& component) {
  const auto& slot = plan.slots[component.slot];
  std::string text = "map";
  for (uint32_t i = 0; i < component.range.count; ++i) {
    const PlanMapEntry& entry = plan.map_entries[component.range.first + i];
    const std::string word = !slot.words.empty() ? slot.words[i] : i == 0 ? "false" : "true";
    if (entry.mapped) absl::StrAppend(&text, " ", word, ":", FormatNumber(entry.points));
  }
  return text;
}

// Sign of a bound seen from the better tier, and from the worse.
const char* Sign(bool lower_is_better, BoundKind kind, bool better_side) {
  const bool strict = kind != BoundKind::kInclusive;
  if (better_side) return lower_is_better ? (strict ? "< " : "<= ") : (strict ? "> " : ">= ");
  return lower_is_better ? (strict ? ">= " : "> ") : (strict ? "<= " : "< ");
}

}  // namespace

const char* SignOf(BoundTest test) {
  switch (test) {
    case BoundTest::kAtMost:
      return "<=";
    case BoundTest::kBelow:
      return "<";
    case BoundTest::kAtLeast:
      return ">=";
    case BoundTest::kAbove:
      return ">";
    case BoundTest::kIs:
      return "is";
    case BoundTest::kElse:
      break;
  }
  return "else";
}

std::string DescribeCurve(const Plan& plan, const PlanComponent& component) {
  switch (component.curve) {
    case CurveKind::kGroup:
      return "weighted mean";
    case CurveKind::kGiven:
      return component.scale == 1 ? "given"
                                  : absl::StrCat("given × ", FormatNumber(component.scale));
    case CurveKind::kLinear:
      return absl::StrCat("linear ", FormatNumber(component.from), " to ",
                          FormatNumber(component.to));
    case CurveKind::kPoints:
      return DescribePoints(plan, component.range);
    case CurveKind::kSteps:
      return DescribeSteps(plan, component.range);
    case CurveKind::kMap:
      return DescribeMap(plan, component);
    case CurveKind::kBenchmark:
      return "tier points";
    case CurveKind::kBaseline:
      return absl::StrCat("baseline, grace ", FormatNumber(component.grace));
    case CurveKind::kFormula:
      break;
  }
  return "formula";
}

std::string DescribeInput(const Plan& plan, uint32_t component) {
  const PlanComponent& flat = plan.components[component];
  if (flat.slot != kNoIndex) return plan.slots[flat.slot].name;
  if (flat.benchmark != kNoIndex) return plan.slots[plan.benchmarks[flat.benchmark].value].name;
  return plan.component_notes[component].formula;
}

std::string DescribeBound(const Plan& plan, const PlanBenchmark& benchmark, uint32_t row,
                          uint32_t tier) {
  const Range& bounds = plan.rows[row].bounds;
  if (bounds.count == 0) return "any value";
  const bool last = tier >= bounds.count;
  const PlanBound& bound = plan.bounds[bounds.first + (last ? bounds.count - 1 : tier)];
  return absl::StrCat(Sign(benchmark.lower_is_better, bound.kind, !last),
                      FormatNumber(bound.value));
}

std::string DescribeRow(const Plan& plan, const PlanBenchmark& benchmark, uint32_t row) {
  const uint32_t key = plan.rows[row].key;
  if (key == kNoIndex) return "default";
  return benchmark.by_cadence ? plan.cadences[key] : plan.segments[key];
}

std::string DescribeMissing(const ruleset::Missing& missing) {
  switch (missing.policy) {
    case ruleset::Missing::Policy::kExclude:
      return "exclude";
    case ruleset::Missing::Policy::kNeutral:
      return "neutral";
    case ruleset::Missing::Policy::kWorst:
      return "worst";
    case ruleset::Missing::Policy::kError:
      return "error";
    case ruleset::Missing::Policy::kValue:
      break;
  }
  return absl::StrCat("value ", FormatNumber(missing.value));
}

std::string DescribeLocation(const Plan& plan, const ruleset::Location& location) {
  if (!location.known() || location.file >= plan.files.size()) return "";
  return absl::StrCat(plan.files[location.file], ":", location.line);
}

}  // namespace bellwether
