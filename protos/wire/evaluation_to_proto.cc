// Answers -> messages. NONE carries states, scores and what is missing; SUMMARY adds the component
// tree with its arithmetic; FULL adds values, curves, texts and places.
//
// Tested by tests/protos/wire/evaluation_to_proto_test.cc.
#include <algorithm>
#include <string>

#include "engine/explain/confidence.h"
#include "engine/explain/explanation.h"
#include "engine/plan/describe.h"
#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

static_assert(static_cast<int>(ModelState::kNotEvaluated) + 1 == v1::HEALTH_STATE_NOT_EVALUATED);
static_assert(static_cast<int>(BenchmarkState::kNotEvaluated) + 1 ==
              v1::BENCHMARK_STATE_NOT_EVALUATED);
static_assert(static_cast<int>(LimitState::kExpired) + 1 == v1::ADJUSTMENT_STATE_EXPIRED);
static_assert(static_cast<int>(AdjustmentKind::kOverrideFloor) + 1 ==
              v1::ADJUSTMENT_KIND_OVERRIDE_FLOOR);
static_assert(static_cast<int>(Ternary::kUnknown) + 1 == v1::TERNARY_UNKNOWN);

void AdjustmentToProto(const AdjustmentLine& line, bool full, v1::Adjustment& message) {
  message.set_kind(AfterUnspecified<v1::AdjustmentKind>(line.kind));
  message.set_state(AfterUnspecified<v1::AdjustmentState>(line.state));
  message.set_value(line.value);
  message.set_effect(line.effect);
  message.set_reason(line.reason);
  message.set_author(line.author);
  if (line.expires_at) MomentToProto(*line.expires_at, *message.mutable_expires_at());
  AddMissing(line.missing, message);
  if (full) SetPlace(line.place, message);
}

// Below FULL only what moved a score, a bound, or somebody's decision.
bool Matters(const AdjustmentLine& line) {
  return line.state == LimitState::kHolds || line.state == LimitState::kUnknown ||
         line.state == LimitState::kExpired;
}

void ScoreToProto(const Plan& plan, const PlanModel& model, const ModelResult& result,
                  v1::HealthScore& message) {
  message.set_value(result.displayed);
  message.set_precision(model.precision);
  message.set_rounded_down(model.rounding == Rounding::kDown);
  message.set_raw(result.has_raw ? result.raw : result.effective);
  message.set_effective(result.effective);
  message.set_band(plan.band_notes[model.bands.first + result.band].name);
  message.set_certain(result.certain);
  message.set_held_by_hysteresis(result.held_by_hysteresis);
  if (model.intervene_below) {
    message.set_intervene(AfterUnspecified<v1::Ternary>(result.intervene));
  }
}

// What people call the band, and what it means.
void ExplainBandTo(const Plan& plan, const PlanModel& model, const ModelResult& result,
                   const AnswerOptions& options, v1::HealthScore& message) {
  if (!AtLeast(options, v1::EXPLANATION_LEVEL_SUMMARY)) return;
  const PlanNote& band = plan.band_notes[model.bands.first + result.band];
  message.set_band_title(
      std::string(plan.titles.In(ruleset::TitleKind::kBand, band.name, options.language)));
  if (!AtLeast(options, v1::EXPLANATION_LEVEL_FULL)) return;
  message.set_band_description(std::string(band.notes.description.In(options.language)));
}

// What people call what the account belongs to.
void TitlesToProto(const Plan& plan, const AnswerOptions& options, v1::Evaluation& message) {
  if (!AtLeast(options, v1::EXPLANATION_LEVEL_SUMMARY)) return;
  const auto title = [&](ruleset::TitleKind kind, const std::string& name) {
    return std::string(plan.titles.In(kind, name, options.language));
  };
  message.set_segment_title(title(ruleset::TitleKind::kSegment, message.segment()));
  message.set_stage_title(title(ruleset::TitleKind::kStage, message.stage()));
}

// Inputs of the model's leaves that have no observed value.
void InsufficientToProto(const Plan& plan, const Evaluation& evaluation, uint32_t model,
                         v1::InsufficientData& message) {
  message.set_min_coverage(plan.models[model].min_coverage);
  for (const uint32_t slot : MissingAnswers(plan, evaluation, model)) {
    message.add_missing(plan.slots[slot].name);
  }
}

// How sure the band is: numbers at every level, the sentence from SUMMARY on.
void ConfidenceToProto(const Plan& plan, const Evaluation& evaluation, uint32_t model,
                       const AnswerOptions& options, v1::HealthResult& message) {
  if (const auto span = PossibleBandSpan(plan, evaluation, model)) {
    const uint32_t first = plan.models[model].bands.first;
    for (uint32_t b = span->best; b <= span->worst; ++b) {
      message.add_possible_bands(plan.band_notes[first + b].name);
    }
  }
  message.set_missing_answers(static_cast<int>(MissingAnswers(plan, evaluation, model).size()));
  if (!AtLeast(options, v1::EXPLANATION_LEVEL_SUMMARY)) return;
  message.set_confidence(
      BandConfidence(GroundOf(plan, evaluation, model, options.language), options.language));
}

// The component tree from SUMMARY on, and every line beside it that moved a score.
void ExplainHealthTo(const Plan& plan, const Facts& facts, const Evaluation& evaluation,
                     uint32_t index, const AnswerOptions& options, v1::HealthResult& message) {
  const bool full = AtLeast(options, v1::EXPLANATION_LEVEL_FULL);
  const bool lists_components =
      AtLeast(options, v1::EXPLANATION_LEVEL_SUMMARY) &&
      options.Wants({v1::Evaluation::kHealthFieldNumber, v1::HealthResult::kComponentsFieldNumber});
  const ModelExplanation explanation =
      lists_components ? ExplainModel(plan, facts, evaluation, index, options.language)
                       : ExplainAdjustments(plan, facts, evaluation, index, options.language);
  for (const ComponentLine& line : explanation.components) {
    ComponentToProto(line, full, *message.add_components());
  }
  for (const AdjustmentLine& line : explanation.adjustments) {
    if (full || Matters(line)) AdjustmentToProto(line, full, *message.add_adjustments());
  }
}

// The states of a benchmark; SUMMARY adds the bound that decided and the way to the next tier.
void BenchmarkToProto(const Plan& plan, const Evaluation& evaluation, uint32_t index,
                      v1::BenchmarkResult& message) {
  const BenchmarkResult& rated = evaluation.benchmarks[index];
  message.set_name(plan.benchmark_notes[index].name);
  message.set_state(AfterUnspecified<v1::BenchmarkState>(rated.state));
  message.set_missing_reason(ToProto(rated.reason));
  if (rated.state != BenchmarkState::kTiered) return;
  const PlanTier& tier = plan.tiers[plan.sets[rated.set].tiers.first + rated.tier];
  message.set_tier(tier.name);
  message.set_value(rated.value);
  if (tier.points) message.set_points(*tier.points);
}

void ExplainBenchmarkTo(const BenchmarkLine& line, bool full, v1::BenchmarkResult& message) {
  if (line.use) {
    message.set_set(line.use->set);
    message.set_row(line.use->row);
    message.set_bound(line.use->bound);
  }
  if (line.distance_to_better) message.set_distance_to_better(*line.distance_to_better);
  message.set_better_tier(line.better_tier);
  if (!full) return;
  SetPlace(line.place, message);
  message.set_source(line.source);
}

// Whether an answer lists the signal as missing: where everything is asked for, even one that the
// pack declares and never reads.
bool IsNamed(const Plan& plan, const Facts& facts, Stages asked, uint32_t slot) {
  const MissingReason reason = facts.reasons[slot];
  if (reason == MissingReason::kNone || reason == MissingReason::kNotApplicable) return false;
  return asked == Stages::All() || plan.reach.stages[slot].Meets(asked);
}

void BenchmarksToProto(const Plan& plan, const Evaluation& evaluation, const AnswerOptions& options,
                       v1::Evaluation& message) {
  const bool summary = AtLeast(options, v1::EXPLANATION_LEVEL_SUMMARY);
  const bool full = AtLeast(options, v1::EXPLANATION_LEVEL_FULL);
  for (uint32_t i = 0; i < plan.benchmarks.size(); ++i) {
    v1::BenchmarkResult& benchmark = *message.add_benchmarks();
    BenchmarkToProto(plan, evaluation, i, benchmark);
    if (summary) ExplainBenchmarkTo(ExplainBenchmark(plan, evaluation, i), full, benchmark);
  }
}

void DerivedToProto(const Plan& plan, const Evaluation& evaluation, v1::Evaluation& message) {
  for (const uint32_t slot : plan.shown_facts) {
    v1::DerivedFact& fact = *message.add_derived();
    fact.set_name(plan.slots[slot].name);
    SetValue(ToFactValue(evaluation.values[slot]), fact);
    fact.set_missing_reason(ToProto(evaluation.reasons[slot]));
  }
}

}  // namespace

void PackInfoToProto(const Plan& plan, v1::PackInfo& message) {
  message.set_name(plan.name);
  message.set_version(plan.version);
  message.set_digest(plan.digest);
}

void CountsToProto(const Plan& plan, const Facts& facts, Stages asked, v1::DataQuality& message) {
  message.set_missing_count(static_cast<int32_t>(std::count_if(
      plan.signals.begin(), plan.signals.end(),
      [&](const ruleset::Signal& signal) { return IsNamed(plan, facts, asked, signal.slot); })));
  message.set_stale_count(static_cast<int32_t>(facts.stale_slots.size()));
}

void DataQualityToProto(const Plan& pack, const Facts& facts, Stages asked,
                        v1::DataQuality& message) {
  const Plan& plan = PlanInForce(pack, facts);
  CountsToProto(plan, facts, asked, message);
  for (const auto& signal : plan.signals) {
    if (!IsNamed(plan, facts, asked, signal.slot)) continue;
    v1::MissingInput& added = *message.add_missing();
    added.set_name(plan.slots[signal.slot].name);
    added.set_reason(ToProto(facts.reasons[signal.slot]));
  }
  for (const uint32_t slot : facts.stale_slots) message.add_stale(plan.slots[slot].name);
  if (facts.oldest_age_days) message.set_oldest_input_age_days(*facts.oldest_age_days);
  for (const std::string& path : facts.ignored_future) message.add_ignored_future(path);
  for (const std::string& name : facts.unknown_signals) message.add_unknown_signals(name);
  for (const std::string& key : facts.unplanned_milestones) message.add_unplanned_milestones(key);
  for (const std::string& warning : facts.warnings) message.add_warnings(warning);
}

void HealthToProto(const Plan& pack, const Facts& facts, const Evaluation& evaluation,
                   uint32_t index, const AnswerOptions& options, v1::HealthResult& message) {
  const Plan& plan = PlanInForce(pack, facts);
  const PlanModel& model = plan.models[index];
  const ModelResult& result = evaluation.models[index];
  message.set_model(plan.model_notes[index].name);
  message.set_primary(index == evaluation.primary);
  message.set_state(AfterUnspecified<v1::HealthState>(result.state));
  AddCauses(plan, evaluation, model.applies_when, result.causes, message);
  if (AtLeast(options, v1::EXPLANATION_LEVEL_FULL)) {
    SetPlace(PlaceOf(plan, plan.model_notes[index].location), message);
    message.set_description(
        std::string(plan.model_notes[index].notes.description.In(options.language)));
  }
  if (result.state == ModelState::kNotApplicable) return;
  ConfidenceToProto(plan, evaluation, index, options, message);
  if (result.state == ModelState::kNotEvaluated) return;
  if (result.has_score()) ScoreToProto(plan, model, result, *message.mutable_score());
  if (result.has_score()) ExplainBandTo(plan, model, result, options, *message.mutable_score());
  if (result.state == ModelState::kInsufficientData) {
    InsufficientToProto(plan, evaluation, index, *message.mutable_insufficient());
  }
  message.set_coverage(result.coverage);
  message.mutable_bounds()->set_low(result.low);
  message.mutable_bounds()->set_high(result.high);
  const size_t row = index * (plan.segments.size() + 1) + facts.segment_row();
  message.set_segment_weights(plan.segment_has_weights[row]);
  const bool adjusted = model.limits.count > 0 || !facts.overrides.empty();
  if (adjusted || AtLeast(options, v1::EXPLANATION_LEVEL_SUMMARY)) {
    ExplainHealthTo(plan, facts, evaluation, index, options, message);
  }
}

void GroundToProto(const Plan& plan, const Facts& facts, bool names_ground,
                   v1::Evaluation& message) {
  message.set_account_id(facts.account_id);
  if (names_ground) {
    PackInfoToProto(plan, *message.mutable_pack());
    TimeToProto(facts.as_of, *message.mutable_as_of());
  }
  if (facts.segment >= 0) message.set_segment(plan.segments[static_cast<size_t>(facts.segment)]);
  if (facts.stage >= 0) message.set_stage(plan.stages[static_cast<size_t>(facts.stage)]);
}

void EvaluationToProto(const Plan& pack, const Facts& facts, const Evaluation& evaluation,
                       const AnswerOptions& options, v1::Evaluation& message) {
  const Plan& plan = PlanInForce(pack, facts);
  GroundToProto(plan, facts, options.names_ground, message);
  TitlesToProto(plan, options, message);
  if (options.Wants({v1::Evaluation::kHealthFieldNumber})) {
    for (uint32_t i = 0; i < plan.models.size(); ++i) {
      HealthToProto(plan, facts, evaluation, i, options, *message.add_health());
    }
  }
  if (options.Wants({v1::Evaluation::kBenchmarksFieldNumber})) {
    BenchmarksToProto(plan, evaluation, options, message);
  }
  if (options.Wants({v1::Evaluation::kDataFieldNumber})) {
    DataQualityToProto(plan, facts, AskedParts(options), *message.mutable_data());
  }
  OutcomesToProto(plan, facts, evaluation, options, message);
  if (AtLeast(options, v1::EXPLANATION_LEVEL_FULL) &&
      options.Wants({v1::Evaluation::kDerivedFieldNumber})) {
    DerivedToProto(plan, evaluation, message);
  }
}

}  // namespace bellwether::wire
