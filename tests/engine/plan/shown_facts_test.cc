#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/plan/plan.h"
#include "tests/support/scored_account.h"

namespace bellwether {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing_support::PlanOf;

constexpr char kThreeSignals[] = R"(
signals: {a: {type: ratio}, b: {type: ratio}, c: {type: bool}}
severities: [red]
health: {h: {bands: [{red: 0}], components: {a: {weight: 1, of: a}}}}
)";

std::vector<std::string> Shown(const std::string& more) {
  const auto plan = PlanOf(kThreeSignals + more);
  std::vector<std::string> names;
  for (const uint32_t slot : plan->shown_facts) names.push_back(plan->slots[slot].name);
  return names;
}

TEST(ShownFactsTest, NoneThatThePackNeverReads) { EXPECT_THAT(Shown(""), IsEmpty()); }

TEST(ShownFactsTest, ThoseOfThePackItself) {
  EXPECT_THAT(Shown("derived: {d: {type: ratio, expr: a}}\n"), ElementsAre("d"));
}

TEST(ShownFactsTest, WhatAnExpressionReads) {
  EXPECT_THAT(Shown("flags: {f: {severity: red, when: 'days_since_kickoff > 9', reason: F}}\n"),
              ElementsAre("days_since_kickoff"));
  EXPECT_THAT(Shown("derived: {d: {type: bool, expr: 'days_to_renewal < 9'}}\n"),
              ElementsAre("days_to_renewal", "d"));
}

TEST(ShownFactsTest, WhatACurveABenchmarkAThresholdReads) {
  EXPECT_THAT(Shown("derived: {}\nportfolio: {}\n"), IsEmpty());
  EXPECT_THAT(Shown("milestones: {order: [m]}\nbenchmark_set: X\n"
                    "benchmarks: {v: {value: time_to_value_days, "
                    "value_so_far: days_without_value, better: lower, "
                    "tiers: [good, bad], sets: {X: {default: [9]}}}}\n"),
              ElementsAre("time_to_value_days", "days_without_value"));
  EXPECT_THAT(Shown("graduation: {thresholds: {ready: 8, close: 6}, dimensions: {d: {weight: 1, "
                    "criteria: {u: {weight: 1, of: milestone_on_time_ratio}}}}}\n"),
              ElementsAre("milestone_on_time_ratio"));
  EXPECT_THAT(Shown("cadences: [daily]\ngraduation: {thresholds: {ready: 8, close: 6}, "
                    "usage_thresholds: {daily: [{of: days_since_start, at_least: 9}]}, "
                    "dimensions: {d: {weight: 1, criteria: {u: {weight: 1, of: b}}}}}\n"),
              ElementsAre("days_since_start"));
}

TEST(ShownFactsTest, WhatATextShows) {
  EXPECT_THAT(Shown("flags: {f: {severity: red, when: c, "
                    "reason: 'Late[ by {days_past_target} days]'}}\n"),
              ElementsAre("days_past_target"));
}

}  // namespace
}  // namespace bellwether
