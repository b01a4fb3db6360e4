// Tested by tests/engine/evidence/score_table_test.cc.
#include "engine/evidence/score_table.h"

#include "engine/base/sum.h"

namespace bellwether::evidence {
namespace {

constexpr double kFull = 100;

bool IsGroup(const PlanComponent& component) {
  return component.curve == ruleset::CurveKind::kGroup;
}

std::vector<Leaf> LeavesOf(const Plan& plan, uint32_t model) {
  std::vector<Leaf> leaves;
  const Range& range = plan.models[model].components;
  for (uint32_t i = range.first; i < range.end(); ++i) {
    if (!IsGroup(plan.components[i])) leaves.push_back({i, plan.component_notes[i].name});
  }
  return leaves;
}

std::optional<double> ScoreOf(const ComponentResult& component) {
  if (component.state != ComponentState::kObserved || !component.has_score) return std::nullopt;
  return component.flipped ? kFull - component.score : component.score;
}

}  // namespace

ScoreTable ScoresAtLandmark(const portfolio::View& view, uint32_t model, const LandmarkDays& days) {
  const Plan& plan = view.plan();
  ScoreTable table;
  table.model = model;
  table.leaves = LeavesOf(plan, model);
  // Contributions say under which groups a component is flipped.
  const Wanted wanted{Arithmetic::kContributions, plan.stage_needs.Close({Stage::kHealth})};
  table.landmarks =
      FollowFrom(view, days, wanted, [&](const Member& member, const EvaluatedAccount& known) {
        const ModelResult& result = known.evaluation.models[model];
        if (!result.has_score()) {
          ++table.not_scored;
          return;
        }
        ScoredAccount account{member,
                              result.effective,
                              result.band,
                              static_cast<uint32_t>(known.facts.segment_row()),
                              {}};
        for (const Leaf& leaf : table.leaves) {
          account.scores.push_back(ScoreOf(known.evaluation.components[leaf.component]));
        }
        table.accounts.push_back(std::move(account));
      });
  return table;
}

std::vector<double> LeafShares(const Plan& plan, const std::vector<Leaf>& leaves, uint32_t row) {
  const auto weight = [&](uint32_t component) {
    return plan.weights[row * plan.components.size() + component];
  };
  std::vector<double> of_children(plan.components.size()), shares(plan.components.size());
  double of_model = 0;
  if (leaves.empty()) return {};
  const uint32_t root = plan.components[leaves.front().component].root;
  for (uint32_t i = 0; i < plan.components.size(); ++i) {
    if (plan.components[i].root != root) continue;
    const uint32_t parent = plan.components[i].parent;
    (parent == kNoIndex ? of_model : of_children[parent]) += weight(i);
  }
  // Parents stand behind their children: from the end, theirs is known first.
  for (uint32_t i = static_cast<uint32_t>(plan.components.size()); i-- > 0;) {
    if (plan.components[i].root != root) continue;
    const uint32_t parent = plan.components[i].parent;
    const double whole = parent == kNoIndex ? of_model : of_children[parent];
    const double above = parent == kNoIndex ? 1 : shares[parent];
    shares[i] = whole > 0 ? above * weight(i) / whole : 0;
  }
  std::vector<double> of_leaves;
  for (const Leaf& leaf : leaves) of_leaves.push_back(shares[leaf.component]);
  return of_leaves;
}

std::optional<double> WeightedScore(const ScoredAccount& account,
                                    const std::vector<double>& shares) {
  Sum weighted, weight;
  for (size_t i = 0; i < shares.size(); ++i) {
    if (!account.scores[i]) continue;
    weighted.Add(shares[i] * *account.scores[i]);
    weight.Add(shares[i]);
  }
  if (weight.value() <= 0) return std::nullopt;
  return weighted.value() / weight.value();
}

}  // namespace bellwether::evidence
