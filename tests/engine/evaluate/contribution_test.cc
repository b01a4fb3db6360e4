// The account of a raw score stays where an override sets another one (rules language, section 10).
// That it adds up is a property: tests/property/score_properties_test.cc.
#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing_support::PlanPointer;
using testing_support::Score;
using testing_support::ScoredAccount;

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
