// Health models: whether they apply and know enough, their bands, components, weights of segments,
// caps and floors.
//
// Tested by tests/engine/coverage/points_test.cc.
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "engine/coverage/fork_builder.h"

namespace bellwether::coverage {
namespace {

// A thing of a model, and what is written of it: the model's number and key.
struct Model {
  uint32_t index;
  std::string key;

  std::string Key(std::string_view below) const {
    return absl::StrCat(key, ".", std::string(below));
  }
};

bool Applies(const ModelResult& result) {
  return result.state != ModelState::kNotApplicable && result.state != ModelState::kNotEvaluated;
}

void AddCoverage(ForkBuilder& builder, const Model& model) {
  builder.AddAt(model.key, model.Key("min_coverage"), {"enough is known", "too little is known"},
                [index = model.index](const Seen& seen) {
                  const ModelState state = seen.evaluation.models[index].state;
                  if (state == ModelState::kScored) return Turn{0};
                  return state == ModelState::kInsufficientData ? Turn{1} : kNotReached;
                });
}

void AddBands(ForkBuilder& builder, const Model& model) {
  const Plan& plan = builder.plan();
  const Range& bands = plan.models[model.index].bands;
  std::vector<std::string> names;
  for (uint32_t b = bands.first; b < bands.end(); ++b) names.push_back(plan.band_notes[b].name);
  const std::string key = model.Key("bands");
  Fork& fork = builder.Add(key, names, [index = model.index](const Seen& seen) {
    const ModelResult& result = seen.evaluation.models[index];
    return result.has_score() ? static_cast<Turn>(result.band) : kNotReached;
  });
  for (size_t i = 0; i < fork.ways.size(); ++i) {
    builder.Place(fork.ways[i], absl::StrCat(key, "[", i, "].", fork.ways[i].words));
  }
}

void AddThresholds(ForkBuilder& builder, const Model& model) {
  const PlanModel& flat = builder.plan().models[model.index];
  if (flat.intervene_below) {
    builder.Add(model.Key("intervene_below"), {"below", "not below"},
                [index = model.index](const Seen& seen) {
                  const ModelResult& result = seen.evaluation.models[index];
                  if (!result.has_score()) return kNotReached;
                  if (result.intervene == Ternary::kUnknown) return kNoWay;
                  return TurnIf(result.intervene == Ternary::kTrue);
                });
  }
  if (flat.hysteresis > 0) {
    builder.Add(model.Key("hysteresis"), {"holds the band before", "lets it go"},
                [index = model.index](const Seen& seen) {
                  const ModelResult& result = seen.evaluation.models[index];
                  const int32_t before = seen.facts.previous_bands[index];
                  if (!result.has_score() || before < 0) return kNotReached;
                  if (result.held_by_hysteresis) return Turn{0};
                  return static_cast<int32_t>(result.band) == before ? kNoWay : Turn{1};
                });
  }
}

// Weights of segments, and of those without their own.
void AddWeights(ForkBuilder& builder, const Model& model) {
  const Plan& plan = builder.plan();
  const size_t first = model.index * (plan.segments.size() + 1) + 1;
  std::vector<std::string> ways;
  std::vector<Turn> way_of;  // by segment
  for (size_t s = 0; s < plan.segments.size(); ++s) {
    const bool own = plan.segment_has_weights[first + s];
    way_of.push_back(own ? static_cast<Turn>(ways.size()) : -1);
    if (own) ways.push_back(plan.segments[s]);
  }
  if (ways.empty()) return;
  const auto base = static_cast<Turn>(ways.size());
  ways.push_back("default");
  const std::string key = model.Key("segments");
  Fork& fork = builder.Add(key, ways, [index = model.index, way_of, base](const Seen& seen) {
    if (!Applies(seen.evaluation.models[index])) return kNotReached;
    if (seen.facts.segment < 0) return base;
    const Turn own = way_of[static_cast<size_t>(seen.facts.segment)];
    return own < 0 ? base : own;
  });
  for (Way& way : fork.ways) {
    builder.Place(way, absl::StrCat(key, ".", way.words));
  }
}

Turn TurnOf(const LimitResult& result) {
  if (result.state == LimitState::kHolds) return 0;
  return result.state == LimitState::kDoesNotHold ? 1 : kNoWay;
}

// The plan lists floors before caps.
void AddLimits(ForkBuilder& builder, const Model& model) {
  const Plan& plan = builder.plan();
  const Range& limits = plan.models[model.index].limits;
  uint32_t floors = 0;
  for (uint32_t i = limits.first; i < limits.end(); ++i) {
    if (!plan.limits[i].cap) ++floors;
  }
  for (uint32_t i = limits.first; i < limits.end(); ++i) {
    const uint32_t number = i - limits.first;
    const std::string key = plan.limits[i].cap
                                ? model.Key(absl::StrCat("caps[", number - floors, "]"))
                                : model.Key(absl::StrCat("floors[", number, "]"));
    builder.AddCondition(key, absl::StrCat(key, ".when"), {"holds", "does not hold"},
                         plan.limits[i].program, [index = model.index, i](const Seen& seen) {
                           if (!Applies(seen.evaluation.models[index])) return kNotReached;
                           return TurnOf(seen.evaluation.limits[i]);
                         });
  }
}

void AddModel(ForkBuilder& builder, uint32_t index) {
  const Plan& plan = builder.plan();
  const Model model{index, absl::StrCat("health.", plan.model_notes[index].name)};
  builder.AddApplies(model.key, plan.models[index].applies_when, [index](const Seen& seen) {
    const ModelState state = seen.evaluation.models[index].state;
    if (state == ModelState::kNotEvaluated) return kNoWay;
    return TurnIf(state != ModelState::kNotApplicable);
  });
  const Range& components = plan.models[index].components;
  for (uint32_t c = components.first; c < components.end(); ++c) {
    const std::string path =
        absl::StrReplaceAll(plan.component_notes[c].name, {{".", ".components."}});
    AddComponent(builder, c, model.Key(absl::StrCat("components.", path)));
  }
  AddCoverage(builder, model);
  AddBands(builder, model);
  AddThresholds(builder, model);
  AddWeights(builder, model);
  AddLimits(builder, model);
}

}  // namespace

void AddHealth(ForkBuilder& builder) {
  for (uint32_t i = 0; i < builder.plan().models.size(); ++i) AddModel(builder, i);
}

}  // namespace bellwether::coverage
