// Benchmarks, models and components of the engine's answer.
#include "absl/strings/str_cat.h"
#include "engine/base/number.h"
#include "tests/oracle/engine_transcript.h"

namespace bellwether::oracle {
namespace {

void SayBenchmark(const Plan& plan, uint32_t index, const BenchmarkResult& rated,
                  Transcript& answer) {
  constexpr const char* kStates[] = {"TIERED",        "MISSING",        "NOT_YET",
                                     "NOT_AVAILABLE", "NOT_APPLICABLE", "NOT_EVALUATED"};
  const std::string& name = plan.benchmark_notes[index].name;
  const PlanBenchmark& benchmark = plan.benchmarks[index];
  answer.State("benchmark", name, "state", WordOf(kStates, rated.state));
  answer.State("benchmark", name, "reason", ReasonWord(rated.reason));
  answer.Without("benchmark", name, NamesOf(plan, benchmark.applies_when, rated.causes));
  if (rated.state != BenchmarkState::kTiered) return;
  const PlanBenchmarkSet& set = plan.sets[rated.set];
  const uint32_t key = plan.rows[rated.row].key;
  answer.Number("benchmark", name, "value", rated.value);
  answer.Say("benchmark", name, "set", plan.set_names[set.name]);
  answer.Say("benchmark", name, "tier", plan.tiers[set.tiers.first + rated.tier].name);
  const auto& words = benchmark.by_cadence ? plan.cadences : plan.segments;
  answer.Say("benchmark", name, "row", key == kNoIndex ? "default" : words[key]);
  answer.YesNo("benchmark", name, "so far", rated.so_far);
}

const char* CurveWord(ruleset::CurveKind kind) {
  constexpr const char* kKinds[] = {"GROUP", "GIVEN",     "LINEAR",   "POINTS", "STEPS",
                                    "MAP",   "BENCHMARK", "BASELINE", "FORMULA"};
  return WordOf(kKinds, kind);
}

// `accounted`: shares and contributions mean something.
void SayComponent(const Plan& plan, uint32_t index, const Evaluation& evaluation,
                  const std::string& root, bool accounted, Transcript& answer) {
  constexpr const char* kStates[] = {"OBSERVED", "IMPUTED", "ABSENT", "NOT_APPLICABLE",
                                     "ZERO_WEIGHT"};
  const PlanComponent& component = plan.components[index];
  const ComponentResult& scored = evaluation.components[index];
  const std::string name = absl::StrCat(root, ".", plan.component_notes[index].name);
  const std::string state = WordOf(kStates, scored.state);
  const uint32_t asked = component.benchmark == kNoIndex
                             ? component.program
                             : plan.benchmarks[component.benchmark].applies_when;
  answer.State("component", name, "state", state);
  answer.State("component", name, "curve", absl::StrCat(CurveWord(component.curve), " ", state));
  answer.State("component", name, "reason", ReasonWord(scored.reason));
  answer.Without("component", name, NamesOf(plan, asked, scored.causes));
  if (scored.has_score) answer.Number("component", name, "score", scored.score);
  answer.Number("component", name, "decay", scored.decay);
  answer.Number("component", name, "coverage", scored.coverage);
  answer.Number("component", name, "low", scored.low);
  answer.Number("component", name, "high", scored.high);
  if (!accounted) return;
  answer.Number("component", name, "share", scored.share);
  answer.Number("component", name, "contribution", scored.contribution);
}

void SayLimits(const Plan& plan, uint32_t index, const Evaluation& evaluation, Transcript& answer) {
  constexpr const char* kAnswers[] = {"TRUE", "FALSE", "UNKNOWN", "NOT_APPLICABLE", "EXPIRED"};
  const PlanModel& model = plan.models[index];
  for (uint32_t i = 0; i < model.limits.count; ++i) {
    const PlanLimit& limit = plan.limits[model.limits.first + i];
    const LimitResult& applied = evaluation.limits[model.limits.first + i];
    const std::string name = absl::StrCat(plan.model_notes[index].name, ".", i);
    answer.State("limit", name, "answer", WordOf(kAnswers, applied.state));
    answer.State("limit", name, "kind", limit.cap ? "CAP" : "FLOOR");
    answer.Without("limit", name, NamesOf(plan, limit.program, applied.causes));
    answer.Number("limit", name, "effect", applied.effect);
  }
}

void SayOverrides(const Facts& facts, uint32_t model, const Evaluation& evaluation,
                  Transcript& answer) {
  constexpr const char* kKinds[] = {"SET", "CAP", "FLOOR"};
  for (size_t i = 0; i < facts.overrides.size(); ++i) {
    if (facts.overrides[i].model != model) continue;
    const LimitResult& applied = evaluation.overrides[i];
    const bool holds = applied.state == LimitState::kHolds;
    const std::string name = absl::StrCat(i);
    answer.State("override", name, "state", holds ? "HOLDS" : "EXPIRED");
    answer.Number("override", name, "effect", applied.effect);
    if (!holds) continue;
    answer.State("override", "live", "kind", WordOf(kKinds, facts.overrides[i].input->kind));
  }
}

void SayBand(const Plan& plan, uint32_t index, const ModelResult& result, Transcript& answer) {
  constexpr const char* kTernary[] = {"FALSE", "TRUE", "UNKNOWN"};
  const PlanModel& model = plan.models[index];
  const std::string& name = plan.model_notes[index].name;
  answer.Number("model", name, "effective", result.effective);
  answer.Number("model", name, "displayed", result.displayed);
  answer.State("model", name, "rounding", model.rounding == Rounding::kDown ? "DOWN" : "HALF_AWAY");
  answer.YesNo("model", name, "rounded to nearest",
               result.displayed == RoundForDisplay(result.effective, model.precision));
  answer.Say("model", name, "band", plan.band_notes[model.bands.first + result.band].name);
  answer.YesNo("model", name, "held by hysteresis", result.held_by_hysteresis);
  answer.YesNo("model", name, "certain", result.certain);
  if (model.intervene_below) {
    answer.State("model", name, "intervene", WordOf(kTernary, result.intervene));
  }
}

void SayModel(const Plan& plan, uint32_t index, const Facts& facts, const Evaluation& evaluation,
              Transcript& answer) {
  constexpr const char* kStates[] = {"SCORED", "INSUFFICIENT_DATA", "OVERRIDDEN", "NOT_APPLICABLE",
                                     "NOT_EVALUATED"};
  const PlanModel& model = plan.models[index];
  const ModelResult& result = evaluation.models[index];
  const std::string& name = plan.model_notes[index].name;
  answer.State("model", name, "state", WordOf(kStates, result.state));
  answer.Without("model", name, NamesOf(plan, model.applies_when, result.causes));
  if (result.state == ModelState::kNotApplicable || result.state == ModelState::kNotEvaluated) {
    return;
  }
  answer.Number("model", name, "coverage", result.coverage);
  answer.Number("model", name, "low", result.low);
  answer.Number("model", name, "high", result.high);
  if (result.has_raw) answer.Number("model", name, "raw", result.raw);
  if (result.has_score()) SayBand(plan, index, result, answer);
  SayLimits(plan, index, evaluation, answer);
  SayOverrides(facts, index, evaluation, answer);
  for (uint32_t i = model.components.first; i < model.components.end(); ++i) {
    SayComponent(plan, i, evaluation, name, result.has_raw && result.has_score(), answer);
  }
}

void SayCriteria(const Plan& plan, const Evaluation& evaluation, Transcript& answer) {
  const GraduationResult& graduation = evaluation.graduation;
  const bool assessed = graduation.state == OutcomeState::kAnswered ||
                        graduation.state == OutcomeState::kInsufficientData;
  if (!assessed) return;
  for (size_t d = 0; d < plan.graduation.dimensions.size(); ++d) {
    const Range& criteria = plan.graduation.dimensions[d].criteria;
    for (uint32_t c = criteria.first; c < criteria.end(); ++c) {
      SayComponent(plan, c, evaluation, "graduation", graduation.dimensions[d].has_computed,
                   answer);
    }
  }
}

}  // namespace

void SayScores(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
               Transcript& answer) {
  for (uint32_t i = 0; i < plan.benchmarks.size(); ++i) {
    SayBenchmark(plan, i, evaluation.benchmarks[i], answer);
  }
  for (uint32_t i = 0; i < plan.models.size(); ++i) SayModel(plan, i, facts, evaluation, answer);
  const uint32_t primary = evaluation.primary;
  answer.Say("answer", "", "primary",
             primary == kNoIndex ? "none" : plan.model_notes[primary].name);
  SayCriteria(plan, evaluation, answer);
}

}  // namespace bellwether::oracle
