// The account of a raw score adds up (rules language, section 10), and what a model says is what a
// plain recomputation says (S15 to S17): on random trees of components and random accounts.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/engine/evaluate/random_model.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

constexpr uint32_t kModels = 60;
constexpr uint32_t kAccounts = 12;
constexpr double kNear = 1e-9;

// Every random model with every random account.
void ForEach(const std::function<void(const RandomModel&, const PlanPointer&, const RandomAccount&,
                                      const ScoredAccount&)>& check) {
  for (uint32_t seed = 1; seed <= kModels; ++seed) {
    const RandomModel model(seed);
    const PlanPointer plan = testing_support::PlanOf(model.Yaml());
    for (uint32_t i = 0; i < kAccounts; ++i) {
      const RandomAccount account(seed * 1000 + i, model.leaf_count());
      SCOPED_TRACE(model.Yaml() + account.Yaml());
      check(model, plan, account, Score(plan, account.Yaml()));
      if (testing::Test::HasFailure()) return;
    }
  }
}

// What a plain reading of S16 and S17 makes of a tree.
struct Folded {
  double score = 0;
  double coverage = 0;
  double low = 0;
  double high = 100;
  bool has_score = false;
  bool applicable = true;
};

Folded FoldChildren(const RandomModel::Node& node, const RandomAccount& account);

Folded FoldLeaf(const RandomModel::Node& node, const RandomAccount& account) {
  Folded result;
  const auto& value = account.values[node.leaf];
  if (value.kind == RandomAccount::Kind::kNotApplicable) {
    result.applicable = false;
  } else if (value.kind == RandomAccount::Kind::kGiven) {
    result.score = node.invert ? 100 - value.number : value.number;
    result.low = result.high = result.score;
    result.coverage = 1;
    result.has_score = true;
  }
  return result;
}

Folded Fold(const RandomModel::Node& node, const RandomAccount& account) {
  if (node.children.empty()) return FoldLeaf(node, account);
  Folded result = FoldChildren(node, account);
  if (!node.invert) return result;
  result.score = 100 - result.score;
  const double low = 100 - result.high;
  result.high = 100 - result.low;
  result.low = low;
  return result;
}

Folded FoldChildren(const RandomModel::Node& node, const RandomAccount& account) {
  Folded sum{0, 0, 0, 0, false, false};
  double weight = 0;
  double score_weight = 0;
  for (const auto& child : node.children) {
    const Folded part = Fold(child, account);
    if (!part.applicable) continue;
    sum.applicable = true;
    weight += child.weight;
    sum.coverage += child.weight * part.coverage;
    sum.low += child.weight * part.low;
    sum.high += child.weight * part.high;
    if (!part.has_score) continue;
    sum.has_score = true;
    score_weight += child.weight;
    sum.score += child.weight * part.score;
  }
  if (weight == 0) return {0, 0, 0, 100, false, false};
  sum.coverage /= weight;
  sum.low /= weight;
  sum.high /= weight;
  if (score_weight > 0) sum.score /= score_weight;
  return sum;
}

TEST(ContributionTest, ScoreIsWhatAPlainRecomputationSays) {
  ForEach([](const RandomModel& model, const PlanPointer&, const RandomAccount& account,
             const ScoredAccount& scored) {
    const Folded expected = FoldChildren(model.root(), account);
    const ModelResult& result = scored.model("m");
    EXPECT_EQ(result.has_raw, expected.has_score);
    if (expected.has_score) {
      EXPECT_NEAR(result.raw, expected.score, kNear);
    }
    EXPECT_NEAR(result.coverage, expected.coverage, kNear);
    EXPECT_NEAR(result.low, expected.low, kNear);
    EXPECT_NEAR(result.high, expected.high, kNear);
  });
}

TEST(ContributionTest, LeavesSumToTheRawScore) {
  ForEach([](const RandomModel&, const PlanPointer& plan, const RandomAccount&,
             const ScoredAccount& scored) {
    if (!scored.model("m").has_score()) return;
    double leaves = 0;
    double shares = 0;
    for (size_t c = 0; c < plan->components.size(); ++c) {
      if (plan->components[c].curve == ruleset::CurveKind::kGroup) continue;
      leaves += scored.evaluation.components[c].contribution;
      shares += scored.evaluation.components[c].share;
    }
    EXPECT_NEAR(leaves, scored.model("m").raw, kNear);
    EXPECT_NEAR(shares, 1, kNear);
  });
}

TEST(ContributionTest, ChildrenSumToTheirGroup) {
  ForEach([](const RandomModel&, const PlanPointer& plan, const RandomAccount&,
             const ScoredAccount& scored) {
    if (!scored.model("m").has_score()) return;
    std::vector<double> below(plan->components.size(), 0);
    for (size_t c = 0; c < plan->components.size(); ++c) {
      const ComponentResult& result = scored.evaluation.components[c];
      if (plan->components[c].curve == ruleset::CurveKind::kGroup) {
        EXPECT_NEAR(below[c], result.contribution, kNear);
      }
      if (plan->components[c].parent != kNoIndex) {
        below[plan->components[c].parent] += result.contribution;
      }
    }
  });
}

// Whatever the missing values turn out to be, the score lies within the bounds that were given.
TEST(ContributionTest, BoundsHoldTheScoreOfEveryCompletion) {
  ForEach([](const RandomModel& model, const PlanPointer& plan, const RandomAccount& account,
             const ScoredAccount& scored) {
    const ModelResult& before = scored.model("m");
    for (uint32_t i = 0; i < 3; ++i) {
      const RandomAccount complete = account.Completed(i);
      const ScoredAccount after = Score(plan, complete.Yaml());
      if (!after.model("m").has_raw) continue;  // nothing is applicable
      EXPECT_GE(after.model("m").raw, before.low - kNear);
      EXPECT_LE(after.model("m").raw, before.high + kNear);
      if (before.has_score() && before.certain) {
        EXPECT_EQ(after.band("m"), scored.band("m"));
      }
    }
    EXPECT_GE(model.leaf_count(), 1u);
  });
}

TEST(ContributionTest, OverriddenScoresKeepTheAccountOfTheirRawScore) {
  const PlanPointer plan = testing_support::PlanOf(R"(
signals: {a: {type: ratio}, b: {type: ratio}}
health:
  m:
    bands: [{good: 50}, {bad: 0}]
    components: {a: {weight: 1, of: a}, b: {weight: 3, of: b}}
)");
  const ScoredAccount scored = Score(plan, R"(signals: {a: 1, b: 0.5}
overrides: [{model: m, kind: set, value: 10, author: ann, reason: because}])");
  EXPECT_EQ(scored.model("m").raw, 62.5);
  EXPECT_EQ(scored.component("m.a").contribution, 25);
  EXPECT_EQ(scored.component("m.b").contribution, 37.5);
  EXPECT_EQ(scored.evaluation.overrides[0].effect, -52.5);
}

}  // namespace
}  // namespace bellwether
