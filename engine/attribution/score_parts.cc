// Tested by tests/engine/attribution/score_parts_test.cc and
// tests/property/attribution_properties_test.cc.
#include "engine/attribution/score_parts.h"

#include <map>

namespace bellwether {
namespace {

bool IsGroup(const Plan& plan, uint32_t component) {
  return plan.components[component].curve == ruleset::CurveKind::kGroup;
}

// A component as it enters the sum above it, on one side.
struct Side {
  double weight = 0;  // among those of the sum
  double score = 0;   // meaningful when has_score
  bool has_score = false;
};

Side SideOf(const Evaluation& evaluation, uint32_t component, double share_above) {
  if (component == kNoIndex) return {};
  const ComponentResult& result = evaluation.components[component];
  if (!result.has_score) return {};
  return {result.share / share_above, result.score, true};
}

// `mean`: of the sum, over both sides.
ScorePart PartOf(Side from, Side to, double mean) {
  if (!from.has_score && !to.has_score) return {};
  if (!from.has_score) from.score = to.score;
  if (!to.has_score) to.score = from.score;
  const double mean_weight = (from.weight + to.weight) / 2;
  const double mean_score = (from.score + to.score) / 2;
  return {mean_weight * (to.score - from.score), (mean_score - mean) * (to.weight - from.weight)};
}

// Calls `visit` with every component of a model.
template <typename Visit>
void ForEachComponent(const Plan& plan, uint32_t model, const Visit& visit) {
  const Range& components = plan.models[model].components;
  for (uint32_t i = components.first; i < components.end(); ++i) {
    visit(plan.component_notes[i].name, i);
  }
}

}  // namespace

// One call of Split.
class ScoreParts::Splitter {
 public:
  Splitter(const ScoreParts& parts, const Evaluation& from, const Evaluation& to)
      : nodes_(parts.nodes_),
        from_(from),
        to_(to),
        raw_((from.models[parts.from_model_].raw + to.models[parts.to_model_].raw) / 2) {}

  ScorePart Part(const Node& node) const {
    const Node* above = node.parent == kNoIndex ? nullptr : &nodes_[node.parent];
    if (above != nullptr && !IsReached(*above)) return {};
    const double factor = above == nullptr ? 1 : Factor(*above);
    ScorePart part = PartOf(SideOf(from_, node.from, ShareOf(from_, above, &Node::from)),
                            SideOf(to_, node.to, ShareOf(to_, above, &Node::to)),
                            above == nullptr ? raw_ : MeanIn(*above));
    part.score *= IsSplit(node) ? 0 : factor;  // its children have it
    part.weight *= factor;
    return part;
  }

 private:
  bool IsSplit(const Node& node) const {
    return node.group && from_.components[node.from].share > 0 && to_.components[node.to].share > 0;
  }

  // Whether the node and every group above it is split.
  bool IsReached(const Node& node) const {
    for (const Node* n = &node;; n = &nodes_[n->parent]) {
      if (!IsSplit(*n)) return false;
      if (n->parent == kNoIndex) return true;
    }
  }

  static double ShareOf(const Evaluation& evaluation, const Node* node, uint32_t Node::*side) {
    return node == nullptr ? 1 : evaluation.components[node->*side].share;
  }

  // What a point of the sum in a group is worth to the raw score.
  double Factor(const Node& group) const {
    double factor = 1;
    const Node* node = &group;
    while (true) {
      const Node* above = node->parent == kNoIndex ? nullptr : &nodes_[node->parent];
      const double from = ShareOf(from_, node, &Node::from) / ShareOf(from_, above, &Node::from);
      const double to = ShareOf(to_, node, &Node::to) / ShareOf(to_, above, &Node::to);
      factor *= (node->inverted ? -1 : 1) * (from + to) / 2;
      if (above == nullptr) return factor;
      node = above;
    }
  }

  // The mean of the sums in a group, before it is inverted.
  double MeanIn(const Node& group) const {
    const double mean = (from_.components[group.from].score + to_.components[group.to].score) / 2;
    return group.inverted ? 100 - mean : mean;
  }

  const std::vector<Node>& nodes_;
  const Evaluation& from_;
  const Evaluation& to_;
  const double raw_;
};

ScoreParts::ScoreParts(const Plan& from, uint32_t from_model, const Plan& to, uint32_t to_model)
    : from_model_(from_model), to_model_(to_model) {
  std::map<std::string, Node> by_name;  // "a" before "a.b": parents first
  ForEachComponent(from, from_model,
                   [&](const std::string& name, uint32_t i) { by_name[name].from = i; });
  ForEachComponent(to, to_model,
                   [&](const std::string& name, uint32_t i) { by_name[name].to = i; });
  std::map<std::string, uint32_t> places;
  for (auto& [name, node] : by_name) {
    const size_t dot = name.rfind('.');
    const auto above = places.find(name.substr(0, dot == std::string::npos ? 0 : dot));
    if (above != places.end()) node.parent = above->second;
    if (node.from != kNoIndex && node.to != kNoIndex) {
      node.inverted = from.components[node.from].invert;
      node.group = IsGroup(from, node.from) && IsGroup(to, node.to) &&
                   node.inverted == to.components[node.to].invert;
    }
    places[name] = static_cast<uint32_t>(nodes_.size());
    names_.push_back(name);
    nodes_.push_back(node);
  }
}

void ScoreParts::Split(const Evaluation& from, const Evaluation& to,
                       std::vector<ScorePart>& parts) const {
  const Splitter splitter(*this, from, to);
  parts.clear();
  for (const Node& node : nodes_) parts.push_back(splitter.Part(node));
}

}  // namespace bellwether
