// Health models and their components.
//
// Tested by tests/engine/paths/readers_test.cc.
#include "engine/explain/names.h"
#include "engine/paths/readers.h"

namespace bellwether::paths {
namespace {

constexpr char kNoModel[] = "no model answers";

// The path's model, or the primary one. kNoIndex: the path asks for that, and no model answers.
uint32_t ModelAt(const EvaluatedAccount& of, const Path& path) {
  return path.index == kNoIndex ? of.evaluation.primary : path.index;
}

// `read` of a model that was evaluated.
template <typename Read>
Observed IfEvaluated(const EvaluatedAccount& of, const Path& path, Read read) {
  const uint32_t index = ModelAt(of, path);
  if (index == kNoIndex) return Nothing(kNoModel);
  const ModelResult& model = of.evaluation.models[index];
  const bool evaluated =
      model.state != ModelState::kNotApplicable && model.state != ModelState::kNotEvaluated;
  return evaluated ? read(model) : Nothing(StateName(model.state));
}

// `read` of a model that has a score, with its rules.
template <typename Read>
Observed IfScored(const EvaluatedAccount& of, const Path& path, Read read) {
  return IfEvaluated(of, path, [&](const ModelResult& model) {
    return model.has_score() ? read(model, of.plan.models[ModelAt(of, path)])
                             : Nothing(StateName(model.state));
  });
}

const ComponentResult& ComponentAt(const EvaluatedAccount& of, const Path& path) {
  return of.evaluation.components[path.part];
}

}  // namespace

Observed ReadPrimary(const EvaluatedAccount& of, const Path&) {
  if (of.evaluation.primary == kNoIndex) return Nothing(kNoModel);
  return Text(of.plan.model_notes[of.evaluation.primary].name);
}

Observed ReadModelState(const EvaluatedAccount& of, const Path& path) {
  const uint32_t index = ModelAt(of, path);
  if (index == kNoIndex) return Nothing(kNoModel);
  return Text(StateName(of.evaluation.models[index].state));
}

Observed ReadModelCoverage(const EvaluatedAccount& of, const Path& path) {
  return IfEvaluated(of, path, [](const ModelResult& model) { return Number(model.coverage); });
}
Observed ReadModelLow(const EvaluatedAccount& of, const Path& path) {
  return IfEvaluated(of, path, [](const ModelResult& model) { return Number(model.low); });
}
Observed ReadModelHigh(const EvaluatedAccount& of, const Path& path) {
  return IfEvaluated(of, path, [](const ModelResult& model) { return Number(model.high); });
}
Observed ReadModelRaw(const EvaluatedAccount& of, const Path& path) {
  return IfEvaluated(of, path, [](const ModelResult& model) {
    return model.has_raw ? Number(model.raw) : Nothing(StateName(model.state));
  });
}

Observed ReadModelScore(const EvaluatedAccount& of, const Path& path) {
  return IfScored(
      of, path, [](const ModelResult& model, const PlanModel&) { return Number(model.displayed); });
}
Observed ReadModelBand(const EvaluatedAccount& of, const Path& path) {
  return IfScored(of, path, [&of](const ModelResult& model, const PlanModel& rules) {
    return Text(of.plan.band_notes[rules.bands.first + model.band].name);
  });
}
Observed ReadModelEffective(const EvaluatedAccount& of, const Path& path) {
  return IfScored(
      of, path, [](const ModelResult& model, const PlanModel&) { return Number(model.effective); });
}
Observed ReadModelCertain(const EvaluatedAccount& of, const Path& path) {
  return IfScored(of, path,
                  [](const ModelResult& model, const PlanModel&) { return Truth(model.certain); });
}
Observed ReadModelHeld(const EvaluatedAccount& of, const Path& path) {
  return IfScored(of, path, [](const ModelResult& model, const PlanModel&) {
    return Truth(model.held_by_hysteresis);
  });
}
Observed ReadModelIntervene(const EvaluatedAccount& of, const Path& path) {
  return IfScored(of, path, [](const ModelResult& model, const PlanModel& rules) {
    if (!rules.intervene_below) return Nothing("the model has no intervene_below");
    if (model.intervene == Ternary::kUnknown) return Text("unknown");
    return Truth(model.intervene == Ternary::kTrue);
  });
}

Observed ReadComponentScore(const EvaluatedAccount& of, const Path& path) {
  const ComponentResult& component = ComponentAt(of, path);
  return component.has_score ? Number(component.score) : Nothing(WhyAbsent(component));
}
Observed ReadComponentState(const EvaluatedAccount& of, const Path& path) {
  return Text(StateName(ComponentAt(of, path).state));
}
Observed ReadComponentContribution(const EvaluatedAccount& of, const Path& path) {
  return Number(ComponentAt(of, path).contribution);
}
Observed ReadComponentShare(const EvaluatedAccount& of, const Path& path) {
  return Number(ComponentAt(of, path).share);
}
Observed ReadComponentMissing(const EvaluatedAccount& of, const Path& path) {
  const ComponentResult& component = ComponentAt(of, path);
  return component.reason == MissingReason::kNone ? Nothing(StateName(component.state))
                                                  : Text(MissingReasonName(component.reason));
}

std::string WhyAbsent(const ComponentResult& component) {
  return component.reason == MissingReason::kNone ? StateName(component.state)
                                                  : MissingReasonName(component.reason);
}

}  // namespace bellwether::paths
