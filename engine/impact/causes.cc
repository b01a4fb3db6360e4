// Tested by tests/engine/impact/causes_test.cc.
#include "engine/impact/causes.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace bellwether::impact {
namespace {

// Of the same weights written otherwise: 1, 1 and 50, 50.
constexpr double kSame = 1e-12;

// Rows of weights by what they are of: "" the base, else the segment.
std::map<std::string, size_t> RowsOf(const Plan& plan) {
  std::map<std::string, size_t> rows = {{"", 0}};
  for (size_t i = 0; i < plan.segments.size(); ++i) rows[plan.segments[i]] = i + 1;
  return rows;
}

// The share of a component among those with the same parent.
double ShareOf(const Plan& plan, size_t row, uint32_t component) {
  const double* const weights = plan.weights.data() + row * plan.components.size();
  const PlanComponent& one = plan.components[component];
  double sum = 0;
  for (uint32_t i = 0; i < plan.components.size(); ++i) {
    const PlanComponent& other = plan.components[i];
    if (other.root == one.root && other.parent == one.parent) sum += weights[i];
  }
  return sum == 0 ? 0 : weights[component] / sum;
}

bool CountsOtherwise(const Plan& from, const Plan& to, const Cause& component) {
  if (component.from == kNoIndex || component.to == kNoIndex) return true;
  const auto old_rows = RowsOf(from);
  for (const auto& [segment, row] : RowsOf(to)) {
    const auto old_row = old_rows.find(segment);
    if (old_row == old_rows.end()) continue;
    const double before = ShareOf(from, old_row->second, component.from);
    const double after = ShareOf(to, row, component.to);
    if (std::abs(before - after) > kSame) return true;
  }
  return false;
}

// A leaf and the groups above it, the highest first, by dotted name.
void AddPath(const Plan& plan, uint32_t leaf, uint32_t Cause::*side,
             std::map<std::string, Cause>& path) {
  for (uint32_t at = leaf; at != kNoIndex; at = plan.components[at].parent) {
    const std::string& name = plan.component_notes[at].name;
    path[name].name = name;
    path[name].*side = at;
  }
}

// A name is a beginning of the names below it, so byte order is from the top down.
Cause CauseOf(const Plan& from, const Plan& to, const ScoreParts& parts, size_t leaf) {
  std::map<std::string, Cause> path;
  AddPath(from, parts.from_component(leaf), &Cause::from, path);
  AddPath(to, parts.to_component(leaf), &Cause::to, path);
  for (const auto& [name, component] : path) {
    if (CountsOtherwise(from, to, component)) return component;
  }
  return path.rbegin()->second;
}

}  // namespace

Causes::Causes(const Plan& from, const Plan& to, const ScoreParts& parts) {
  std::map<std::string, Cause> found;
  std::vector<std::string> of_leaf;
  for (size_t leaf = 0; leaf < parts.names().size(); ++leaf) {
    Cause cause = CauseOf(from, to, parts, leaf);
    of_leaf.push_back(cause.name);
    found.emplace(cause.name, std::move(cause));
  }
  for (auto& [name, cause] : found) list_.push_back(std::move(cause));
  for (const std::string& name : of_leaf) {
    const auto at = std::lower_bound(
        list_.begin(), list_.end(), name,
        [](const Cause& cause, const std::string& wanted) { return cause.name < wanted; });
    of_leaf_.push_back(static_cast<size_t>(at - list_.begin()));
  }
}

std::vector<ScorePart> Causes::Sums(const std::vector<ScorePart>& parts) const {
  std::vector<ScorePart> sums(list_.size());
  for (size_t leaf = 0; leaf < parts.size(); ++leaf) {
    sums[of_leaf_[leaf]].score += parts[leaf].score;
    sums[of_leaf_[leaf]].weight += parts[leaf].weight;
  }
  return sums;
}

}  // namespace bellwether::impact
