// Which plan of a pack is in force for whom, and when.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/base/civil_day.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_support::AsOf;
using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::Score;

constexpr char kPack[] = R"(
time_zone: Asia/Jakarta
segments: [smb, large]
severities: [red]
signals: {usage: {type: ratio}}
constants:
  least:
    value:
      - {value: 0.4, effective: {until: 2026-07-01}}
      - {value: 0.5, effective: {from: 2026-07-01}}
    segments: {large: 0.6}
flags:
  quiet: {severity: red, when: usage < least, reason: 'below {least:percent}'}
)";

int32_t Day(int month, int day) { return DayNumber(absl::CivilDay(2026, month, day)); }

double LeastOf(const Plan& plan) { return plan.FindConstant("least")->value; }

TEST(VariantsTest, TheTableHasAPlanForEverySegmentAndPeriod) {
  const PlanPointer plan = PlanOf(kPack);
  EXPECT_EQ(plan->All().size(), 4u);
  const auto least = [&plan](size_t row, int32_t day) {
    return LeastOf(plan->InForce(plan->VariantFor(row, day)));
  };
  EXPECT_EQ(least(0, Day(6, 30)), 0.4);  // no segment
  EXPECT_EQ(least(1, Day(6, 30)), 0.4);  // smb
  EXPECT_EQ(least(2, Day(6, 30)), 0.6);  // large
  EXPECT_EQ(least(0, Day(7, 1)), 0.5);
  EXPECT_EQ(least(1, Day(7, 1)), 0.5);
  EXPECT_EQ(least(2, Day(7, 1)), 0.6);
  for (const Plan* variant : plan->All()) EXPECT_EQ(variant->digest, plan->digest);
}

TEST(VariantsTest, APackWithoutAnyIsItsOnlyPlan) {
  const PlanPointer plan = PlanOf("signals: {usage: {type: ratio}}\n");
  EXPECT_TRUE(plan->variants.empty());
  EXPECT_EQ(&plan->InForce(plan->VariantFor(0, Day(7, 1))), plan.get());
}

std::string Quiet(const PlanPointer& plan, const std::string& account, const std::string& as_of) {
  const auto scored = Score(plan, account, AsOf(as_of));
  const bool raised = scored.evaluation.flags[0].state == FlagState::kRaised;
  return (raised ? "raised " : "clear ") + scored.text();
}

TEST(VariantsTest, AnAccountIsHeldAgainstItsOwn) {
  const PlanPointer plan = PlanOf(kPack);
  EXPECT_THAT(Quiet(plan, "signals: {usage: 0.45}", "2026-06-30"), HasSubstr("clear"));
  EXPECT_THAT(Quiet(plan, "signals: {usage: 0.45}", "2026-07-01"), HasSubstr("below 50 %"));
  EXPECT_THAT(Quiet(plan, "{segment: large, signals: {usage: 0.55}}", "2026-06-30"),
              HasSubstr("below 60 %"));
}

// A day is a day wherever the account is; an instant falls on a day of the pack's time zone.
TEST(VariantsTest, TheDayIsThatOfThePack) {
  const PlanPointer plan = PlanOf(kPack);
  const auto least = [&plan](const std::string& as_of, const std::string& zone) {
    const auto scored =
        Score(plan, "{time_zone: " + zone + ", signals: {usage: 0.45}}", AsOf(as_of));
    return LeastOf(PlanInForce(*plan, scored.facts));
  };
  EXPECT_EQ(least("2026-07-01", "America/New_York"), 0.5);
  EXPECT_EQ(least("2026-06-30", "Asia/Tokyo"), 0.4);
  EXPECT_EQ(least("2026-06-30T16:59:59Z", "UTC"), 0.4);
  EXPECT_EQ(least("2026-06-30T17:00:00Z", "UTC"), 0.5);
}

TEST(VariantsTest, RulesBeginAndEnd) {
  const PlanPointer plan = PlanOf(R"(
severities: [red]
signals: {usage: {type: ratio}}
flags:
  quiet:
    severity: red
    when: usage < 0.4
    reason: quiet
    effective: {from: 2026-07-01, until: 2026-08-01}
health:
  m:
    bands: [{green: 50}, {red: 0}]
    components: {c: {weight: 1, of: usage}}
    caps: [{when: 'true', at_most: 10, reason: capped, effective: {from: 2026-07-01}}]
)");
  const auto at = [&plan](const std::string& day) {
    return Score(plan, "signals: {usage: 0.3}", AsOf(day));
  };
  const auto before = at("2026-06-30");
  EXPECT_EQ(before.evaluation.flags[0].state, FlagState::kNotApplicable);
  EXPECT_THAT(before.text(), HasSubstr("Not in force before 2026-07-01"));
  EXPECT_EQ(before.model("m").displayed, 30);
  const auto during = at("2026-07-01");
  EXPECT_EQ(during.evaluation.flags[0].state, FlagState::kRaised);
  EXPECT_THAT(during.text(), Not(HasSubstr("in force")));
  EXPECT_EQ(during.model("m").displayed, 10);
  const auto after = at("2026-08-01");
  EXPECT_EQ(after.evaluation.flags[0].state, FlagState::kNotApplicable);
  EXPECT_THAT(after.text(), HasSubstr("No longer in force since 2026-08-01"));
}

}  // namespace
}  // namespace bellwether
