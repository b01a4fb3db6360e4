// Tested by tests/protos/wire/comparison_test.cc and tests/clients/remote_rules_test.py.
#include "protos/wire/comparison.h"
#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

static_assert(static_cast<int>(ChangeKind::kRounding) + 1 == v1::CHANGE_KIND_ROUNDING);
static_assert(static_cast<int>(ModelState::kNotEvaluated) + 1 == v1::HEALTH_STATE_NOT_EVALUATED);

// `counts`: its points and kind mean something.
void LineToProto(const ChangeLine& line, bool counts, v1::ChangeLine& message) {
  if (counts) message.set_kind(AfterUnspecified<v1::ChangeKind>(line.kind));
  if (counts) message.set_points(line.points);
  message.set_name(line.name);
  for (const std::string& change : line.changes) message.add_changes(change);
  if (line.before.line > 0) PlaceToProto(line.before, *message.mutable_location_before());
  if (line.after.line > 0) PlaceToProto(line.after, *message.mutable_location_after());
}

void SetBand(const Plan& plan, const std::string& model, const std::string& band,
             v1::ScoreEnd& message) {
  message.set_band(band);
  for (size_t i = 0; i < plan.models.size(); ++i) {
    if (plan.model_notes[i].name != model) continue;
    const Range bands = plan.models[i].bands;
    message.set_band_count(static_cast<int32_t>(bands.count));
    for (uint32_t b = bands.first; b < bands.end(); ++b) {
      if (plan.band_notes[b].name != band) continue;
      message.set_band_rank(static_cast<int32_t>(b - bands.first));
    }
  }
}

void EndToProto(const Plan& plan, const std::string& model, const ScoreEnd& end,
                v1::ScoreEnd& message) {
  message.set_state(v1::HEALTH_STATE_NOT_DEFINED);
  if (!end.defined) return;
  message.set_state(AfterUnspecified<v1::HealthState>(end.state));
  message.set_primary(end.primary);
  message.set_coverage(end.coverage);
  message.set_precision(end.precision);
  SetPlace(end.place, message);
  if (!end.score) return;
  message.set_score(*end.score);
  SetBand(plan, model, end.band, message);
}

void SideToProto(const ComparedAccount& side, const std::string& primary,
                 v1::ComparedEvaluation& message) {
  PackInfoToProto(side.plan, *message.mutable_pack());
  MomentToProto(side.options.as_of, *message.mutable_as_of());
  message.set_primary_model(primary);
}

void OutcomeToProto(const OutcomeChange& change, v1::OutcomeChange& message) {
  message.set_path(change.path);
  message.set_before(change.before);
  message.set_after(change.after);
  message.set_reason(change.reason);
  SetPlace(change.place, message);
}

}  // namespace

void ComparisonToProto(const ComparedAccount& before, const ComparedAccount& after,
                       const Attribution& attribution, std::string_view model,
                       v1::CompareEvaluationsResponse& message) {
  message.set_account_id(after.account.id);
  SideToProto(before, attribution.primary_before, *message.mutable_before());
  SideToProto(after, attribution.primary_after, *message.mutable_after());
  for (const ModelAttribution& one : attribution.models) {
    if (!model.empty() && one.model != model) continue;
    v1::ModelChange& added = *message.add_models();
    added.set_model(one.model);
    EndToProto(before.plan, one.model, one.before, *added.mutable_before());
    EndToProto(after.plan, one.model, one.after, *added.mutable_after());
    for (const ChangeLine& line : one.lines) LineToProto(line, true, *added.add_lines());
    added.set_no_arithmetic(one.no_arithmetic);
    for (const ChangeLine& line : one.without_points) {
      LineToProto(line, false, *added.add_without_points());
    }
  }
  if (!model.empty()) return;
  for (const OutcomeChange& change : attribution.outcomes) {
    OutcomeToProto(change, *message.add_outcomes());
  }
}

}  // namespace bellwether::wire
