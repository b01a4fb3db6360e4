#include "engine/impact/rule_counts.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/scored_account.h"

namespace bellwether::impact {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing_support::PlanOf;
using testing_support::PlanPointer;
using testing_support::Score;

constexpr char kPack[] = R"(
segments: [large, small]
stages: [onboarding, customer]
severities: [red]
signals:
  usage: {type: ratio}
  support: {type: ratio}
  silent: {type: bool, missing: exclude}
  signed: {type: bool}
health:
  customer:
    applies_when: stage == "customer"
    bands: [{green: 70}, {red: 0}]
    components:
      work: {weight: 1, components: {usage: {weight: 1, of: usage}}}
      support: {weight: 1, of: support}
    caps: [{when: silent, at_most: 50, reason: Silent}]
flags:
  silent: {severity: red, when: silent, reason: Silent}
graduation:
  applies_when: stage == "onboarding"
  thresholds: {ready: 8.0, close: 3.0}
  dimensions:
    value: {weight: 1, criteria: {used: {weight: 1, of: usage, met_at: 50}}}
  gates: {open: {dimension: value, when: "usage < 0.1", reason: Open}}
  requires: {sign_off: {when: signed, reason: Signed off}}
extension:
  applies_when: stage == "onboarding"
  max_total_days: 30
  escalate: {silent: {when: silent, reason: Silent}}
  extend: {slow: {when: "usage < 0.5", reason: Slow, days: 10}}
  root_cause: {help: {when: "support < 0.5", reason: Help}}
)";

// "flag.silent 1/2/3": holds, fails, unknown.
std::vector<std::string> Told(const RuleCounts& counts) {
  std::vector<std::string> told;
  for (const RuleCount& rule : counts.rules()) {
    told.push_back(absl::StrCat(rule.name, " ", rule.holds, "/", rule.fails, "/", rule.unknown));
  }
  return told;
}

TEST(RuleCountsTest, CountsEveryRuleAmongThoseToWhomItApplies) {
  const PlanPointer plan = PlanOf(kPack);
  RuleCounts counts(*plan);
  for (const char* account : {
           "stage: customer\nsignals: {usage: 0.8, support: 0.4, silent: true}",
           "stage: customer\nsignals: {usage: 0.2, silent: false}",
           "stage: onboarding\nsignals: {usage: 0.8, support: 0.9, signed: true}",
           "stage: onboarding\nsignals: {support: 0.1, silent: true}",
       }) {
    counts.Add(Score(plan, account).evaluation);
  }
  EXPECT_THAT(
      Told(counts),
      ElementsAre("component.customer.support 1/0/1", "component.customer.work.usage 2/0/0",
                  "component.customer.work 2/0/0", "cap.customer 1/1/0", "flag.silent 2/1/1",
                  "criterion.value.used 1/0/1", "gate.open 0/1/1", "requirement.sign_off 1/0/1",
                  "escalate.silent 1/0/1", "extend.slow 0/1/1", "root_cause.help 1/1/0"));
  EXPECT_EQ(counts.rules().front().place.line, 18U);
  EXPECT_EQ(counts.rules().front().place.file, "pack.yaml");
}

// What an account leaves behind in the memory of an evaluation is not counted for the next.
TEST(RuleCountsTest, WhoIsNotJudgedIsNotCounted) {
  const PlanPointer plan = PlanOf(kPack);
  auto scored = Score(plan, "stage: customer\nsignals: {usage: 0.8, support: 0.4, silent: true}");
  scored.evaluation.models[0].state = ModelState::kNotApplicable;
  scored.evaluation.extension.state = OutcomeState::kAlreadyGraduated;
  RuleCounts counts(*plan);
  counts.Add(scored.evaluation);
  EXPECT_THAT(Told(counts), Contains("component.customer.work 0/0/0"));
  EXPECT_THAT(Told(counts), Contains("cap.customer 0/0/0"));
  EXPECT_THAT(Told(counts), Contains("flag.silent 1/0/0"));
  EXPECT_THAT(Told(counts), Contains("escalate.silent 0/0/0"));
}

}  // namespace
}  // namespace bellwether::impact
