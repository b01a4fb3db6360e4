// EVALUATION_VIEW_BASIC, written straight from the evaluation: what BasicFields (view.h) keeps of
// the whole message, without making the rest.
//
// Tested by tests/property/view_properties_test.cc.
#include <string>

#include "protos/wire/explanation_to_proto.h"
#include "protos/wire/moment_to_proto.h"
#include "protos/wire/outcome_states.h"
#include "protos/wire/time_to_proto.h"
#include "protos/wire/wire.h"

namespace bellwether::wire {
namespace {

void BasicHealth(const Plan& plan, const Evaluation& evaluation, uint32_t index,
                 v1::HealthResult& message) {
  const ModelResult& result = evaluation.models[index];
  message.set_model(plan.model_notes[index].name);
  message.set_primary(index == evaluation.primary);
  message.set_state(AfterUnspecified<v1::HealthState>(result.state));
  if (result.state == ModelState::kNotApplicable || result.state == ModelState::kNotEvaluated) {
    return;
  }
  message.set_coverage(result.coverage);
  if (!result.has_score()) return;
  v1::HealthScore& score = *message.mutable_score();
  score.set_value(result.displayed);
  score.set_band(plan.band_notes[plan.models[index].bands.first + result.band].name);
  score.set_certain(result.certain);
}

void BasicFlags(const Plan& plan, const Evaluation& evaluation, v1::Evaluation& message) {
  for (size_t i = 0; i < plan.flags.size(); ++i) {
    if (evaluation.flags[i].state != FlagState::kRaised) continue;
    v1::FlagResult& flag = *message.add_flags();
    flag.mutable_rule()->set_name(plan.outcome_notes.flags[i].name);
    flag.set_state(v1::FLAG_STATE_RAISED);
    const uint32_t severity = plan.flags[i].severity;
    if (severity < plan.severities.size()) flag.set_severity(plan.severities[severity]);
  }
  message.set_flags_not_evaluated(FlagsNotEvaluated(evaluation));
}

void BasicExtension(const Evaluation& evaluation, v1::ExtensionResult& message) {
  const ExtensionResult& result = evaluation.extension;
  message.set_state(AfterUnspecified<v1::OutcomeState>(result.state));
  if (result.state != OutcomeState::kAnswered) return;
  message.set_decision(AfterUnspecified<v1::Decision>(result.decision));
  message.set_days_granted(static_cast<int32_t>(result.days_granted));
  if (result.has_target) DateToProto(result.new_target, *message.mutable_new_target());
}

}  // namespace

void BasicToProto(const Plan& pack, const Facts& facts, const Evaluation& evaluation,
                  bool names_ground, v1::Evaluation& message) {
  const Plan& plan = PlanInForce(pack, facts);
  GroundToProto(plan, facts, names_ground, message);
  for (uint32_t i = 0; i < plan.models.size(); ++i) {
    BasicHealth(plan, evaluation, i, *message.add_health());
  }
  v1::DataQuality& data = *message.mutable_data();
  CountsToProto(plan, facts, Stages::All(), data);
  for (const std::string& name : facts.unknown_signals) data.add_unknown_signals(name);
  BasicFlags(plan, evaluation, message);
  GraduationVerdict(evaluation.graduation, *message.mutable_graduation());
  BasicExtension(evaluation, *message.mutable_extension());
}

}  // namespace bellwether::wire
