// Tested by tests/engine/attribution/score_parts_test.cc and
// tests/property/attribution_properties_test.cc.
#include "engine/attribution/score_parts.h"

#include <map>

namespace bellwether {
namespace {

// A leaf as it enters the sum of one side.
struct Side {
  double share = 0;
  double score = 0;  // meaningful when has_score
  bool has_score = false;
};

Side SideOf(const Evaluation& evaluation, uint32_t component) {
  if (component == kNoIndex) return {};
  const ComponentResult& result = evaluation.components[component];
  if (!result.has_score) return {};
  return {result.share, result.flipped ? 100 - result.score : result.score, true};
}

ScorePart PartOf(Side from, Side to, double mean_raw) {
  if (!from.has_score && !to.has_score) return {};
  if (!from.has_score) from.score = to.score;
  if (!to.has_score) to.score = from.score;
  const double mean_share = (from.share + to.share) / 2;
  const double mean_score = (from.score + to.score) / 2;
  return {mean_share * (to.score - from.score), (mean_score - mean_raw) * (to.share - from.share)};
}

// Calls `visit` with the name and index of every leaf of a model.
template <typename Visit>
void ForEachLeaf(const Plan& plan, uint32_t model, const Visit& visit) {
  const Range& components = plan.models[model].components;
  for (uint32_t i = components.first; i < components.end(); ++i) {
    const bool group = plan.components[i].curve == ruleset::CurveKind::kGroup;
    if (!group) visit(plan.component_notes[i].name, i);
  }
}

}  // namespace

ScoreParts::ScoreParts(const Plan& from, uint32_t from_model, const Plan& to, uint32_t to_model)
    : from_model_(from_model), to_model_(to_model) {
  std::map<std::string, Leaf> by_name;
  ForEachLeaf(from, from_model,
              [&](const std::string& name, uint32_t leaf) { by_name[name].from = leaf; });
  ForEachLeaf(to, to_model,
              [&](const std::string& name, uint32_t leaf) { by_name[name].to = leaf; });
  for (const auto& [name, leaf] : by_name) {
    names_.push_back(name);
    leaves_.push_back(leaf);
  }
}

void ScoreParts::Split(const Evaluation& from, const Evaluation& to,
                       std::vector<ScorePart>& parts) const {
  const double mean_raw = (from.models[from_model_].raw + to.models[to_model_].raw) / 2;
  parts.clear();
  for (const Leaf& leaf : leaves_) {
    parts.push_back(PartOf(SideOf(from, leaf.from), SideOf(to, leaf.to), mean_raw));
  }
}

}  // namespace bellwether
