// What numbers of an evaluation may be, whatever the pack and the facts.
#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/fuzz/properties.h"
#include "tests/fuzz/require.h"

namespace bellwether::fuzz {
namespace {

constexpr double kNear = 1e-9;

bool Within(double value, double low, double high) {
  return std::isfinite(value) && value >= low - kNear && value <= high + kNear;
}

void RequireWithin(double value, double low, double high, std::string_view property,
                   const std::string& name) {
  Require(Within(value, low, high), property,
          absl::StrCat(name, " is ", value, ", not from ", low, " to ", high));
}

void RequireComponents(const Plan& plan, const Evaluation& evaluation) {
  Require(evaluation.components.size() == plan.components.size(), "every component has a result");
  for (size_t i = 0; i < plan.components.size(); ++i) {
    const ComponentResult& result = evaluation.components[i];
    const std::string& name = plan.component_notes[i].name;
    if (result.has_score) RequireWithin(result.score, 0, 100, "a component's score", name);
    RequireWithin(result.coverage, 0, 1, "a component's coverage", name);
    RequireWithin(result.low, 0, 100, "a component's lower bound", name);
    RequireWithin(result.high, result.low, 100, "a component's upper bound", name);
    RequireWithin(result.decay, 0, 1, "a component's decay", name);
    RequireWithin(result.share, 0, 1, "a component's share", name);
    RequireWithin(result.contribution, 0, 100, "a component's contribution", name);
  }
}

// Contributions of the leaves sum to the raw score.
void RequireSum(const Plan& plan, const Evaluation& evaluation, size_t model) {
  const Range& components = plan.models[model].components;
  double sum = 0;
  for (uint32_t i = components.first; i < components.end(); ++i) {
    if (plan.components[i].curve == ruleset::CurveKind::kGroup) continue;
    sum += evaluation.components[i].contribution;
  }
  RequireWithin(sum, evaluation.models[model].raw, evaluation.models[model].raw,
                "contributions sum to the raw score", plan.model_notes[model].name);
}

void RequireModel(const Plan& plan, const Evaluation& evaluation, size_t model) {
  const ModelResult& result = evaluation.models[model];
  const std::string& name = plan.model_notes[model].name;
  RequireWithin(result.coverage, 0, 1, "a model's coverage", name);
  RequireWithin(result.low, 0, 100, "a model's lower bound", name);
  RequireWithin(result.high, result.low, 100, "a model's upper bound", name);
  if (result.has_raw) RequireWithin(result.raw, 0, 100, "a raw score", name);
  if (!result.has_score()) return;
  if (result.has_raw) RequireSum(plan, evaluation, model);
  RequireWithin(result.effective, result.low, result.high, "a score is within its bounds", name);
  RequireWithin(result.displayed, 0, 100, "a displayed score", name);
  Require(result.band < plan.models[model].bands.count, "a band is one of the model's", name);
}

void RequireBenchmark(const Plan& plan, const Evaluation& evaluation, size_t benchmark) {
  const BenchmarkResult& result = evaluation.benchmarks[benchmark];
  if (result.state != BenchmarkState::kTiered) return;
  const std::string& name = plan.benchmark_notes[benchmark].name;
  Require(std::isfinite(result.value), "a value that has a tier is a number", name);
  Require(result.set < plan.sets.size(), "a tier is of a set", name);
  Require(result.tier < plan.sets[result.set].tiers.count, "a tier is one of the set's", name);
}

void RequireGraduation(const Plan& plan, const GraduationResult& graduation) {
  for (size_t i = 0; i < graduation.dimensions.size(); ++i) {
    const DimensionResult& dimension = graduation.dimensions[i];
    const std::string& name = plan.outcome_notes.dimensions[i].name;
    RequireWithin(dimension.coverage, 0, 1, "a dimension's coverage", name);
    RequireWithin(dimension.share, 0, 1, "a dimension's share", name);
    if (dimension.has_computed) {
      RequireWithin(dimension.computed, 0, 10, "a computed dimension", name);
    }
    if (dimension.state != DimensionState::kScored) continue;
    RequireWithin(dimension.score, 0, 10, "a dimension's score", name);
    RequireWithin(dimension.weighted, 0, 10, "a dimension's part of the total", name);
  }
  if (graduation.state != OutcomeState::kAnswered) return;
  RequireWithin(graduation.raw, 0, 10, "the total of graduation", "raw");
  RequireWithin(graduation.total, 0, 10, "the total of graduation", "displayed");
}

void RequireExtension(const ExtensionResult& extension) {
  if (extension.state != OutcomeState::kAnswered) return;
  Require(extension.days_left >= 0, "days of the budget are not negative");
  Require(extension.days_granted >= 0 && extension.days_granted <= extension.days_left,
          "no more days are granted than are left",
          absl::StrCat(extension.days_granted, " of ", extension.days_left));
  if (!extension.has_target) return;
  Require(extension.new_target - extension.current_target == extension.days_granted,
          "the new target is what was granted after the current one");
}

void RequireForecast(const Facts& facts, const Forecast& forecast) {
  if (!forecast.available) return;
  Require(forecast.earliest <= forecast.latest, "a forecast's earliest is before its latest");
  Require(forecast.earliest >= absl::ToCivilDay(facts.as_of, facts.zone),
          "a forecast is not in the past");
}

// S9: what is not finite is missing wherever it would be read.
void RequireFiniteFacts(const Plan& plan, const Evaluation& evaluation) {
  for (size_t slot = 0; slot < plan.slots.size(); ++slot) {
    const expression::Value& value = evaluation.values[slot];
    if (value.kind != expression::Kind::kDouble) continue;
    Require(std::isfinite(value.number), "a fact that is there is finite", plan.slots[slot].name);
  }
}

}  // namespace

void RequireWithinLimits(const Plan& plan, const Facts& facts, const Evaluation& evaluation) {
  RequireComponents(plan, evaluation);
  for (size_t i = 0; i < plan.models.size(); ++i) RequireModel(plan, evaluation, i);
  for (size_t i = 0; i < plan.benchmarks.size(); ++i) RequireBenchmark(plan, evaluation, i);
  RequireGraduation(plan, evaluation.graduation);
  RequireExtension(evaluation.extension);
  RequireForecast(facts, evaluation.forecast);
  RequireFiniteFacts(plan, evaluation);
}

}  // namespace bellwether::fuzz
