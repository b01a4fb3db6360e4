// Edges in the unit of the fact itself.
#include "engine/generation/own_edges.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scored_account.h"

namespace bellwether::generation {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing_support::PlanOf;

constexpr char kPack[] = R"(
cadences: [daily, weekly]
severities: [red]
signals:
  cost: {type: money}
  weekly: {type: ratio}
  monthly: {type: ratio}
derived:
  cost_per_acv: {type: number, expr: "cost / acv"}
  cost_in_percent: {type: number, expr: "cost_per_acv * 100.0"}
  active: {type: ratio, expr: 'has(cadence) && cadence == "weekly" ? monthly : weekly'}
flags:
  expensive: {severity: red, when: "cost_per_acv > 0.2", reason: It costs much}
  dear: {severity: red, when: "cost_in_percent > 35.0", reason: It costs more}
  quiet: {severity: red, when: "active < 0.4", reason: Few are active}
  large: {severity: red, when: "acv >= 50000.0", reason: A large one}
)";

TEST(OwnEdgesTest, AProductOrAQuotientHasAUnitOfItsOwn) {
  const auto plan = PlanOf(kPack);
  EXPECT_THAT(OwnEdges(*plan, plan->FindSlot("cost")), IsEmpty());
  EXPECT_THAT(OwnEdges(*plan, plan->FindSlot("acv")), ElementsAre(50'000));
  EXPECT_THAT(OwnEdges(*plan, plan->FindSlot("cost_per_acv")), ElementsAre(0.2));
}

TEST(OwnEdgesTest, AChoiceHandsItsEdgesOn) {
  const auto plan = PlanOf(kPack);
  EXPECT_THAT(OwnEdges(*plan, plan->FindSlot("weekly")), ElementsAre(0.4));
  EXPECT_THAT(OwnEdges(*plan, plan->FindSlot("monthly")), ElementsAre(0.4));
}

}  // namespace
}  // namespace bellwether::generation
