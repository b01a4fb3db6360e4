// Every fact that the engine derives, with its value and the reason when it has none (S6, S7).
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/facts/bound.h"

namespace bellwether {
namespace {

constexpr char kPack[] = R"(
time_zone: UTC
segments: [smb, plg]
onboarding: {start: {default: contract_signed_at, segments: {plg: trial_started_at}}}
milestones: {order: [kickoff, setup, training], grace_days: 2, same_as: {kickoff: kickoff_at}}
)";

struct Derivation {
  const char* fact;
  const char* account;  // as_of is 1 March 2026, noon
  const char* expected;
};

constexpr char kSigned[] = "contract_signed_at: 2026-02-01, ";

const Derivation kDerivations[] = {
    {"time_to_value_days", "{contract_signed_at: 2026-02-01, first_value_at: 2026-02-21}", "20"},
    {"time_to_value_days", "{contract_signed_at: 2026-02-01, first_value_at: not_yet}", "NOT_YET"},
    {"time_to_value_days", "{contract_signed_at: 2026-02-01, first_value_at: 2026-03-02}",
     "NOT_YET"},
    {"time_to_value_days", "{contract_signed_at: 2026-02-01}", "NOT_GIVEN"},
    {"time_to_value_days", "{first_value_at: 2026-02-21}", "NOT_GIVEN"},
    {"time_to_value_days",
     "{contract_signed_at: 2026-02-01, first_value_at: {not_applicable: true}}", "NOT_APPLICABLE"},
    {"time_to_value_days", "{contract_signed_at: 2026-02-21, first_value_at: 2026-02-01}",
     "OUT_OF_RANGE"},
    // No segment's start falls back to another date (S5).
    {"time_to_value_days",
     "{segment: plg, trial_started_at: 2026-02-11, contract_signed_at: 2026-02-01, "
     "first_value_at: 2026-02-21}",
     "10"},
    {"time_to_value_days",
     "{segment: plg, contract_signed_at: 2026-02-01, first_value_at: 2026-02-21}", "NOT_GIVEN"},
    {"time_to_value_days",
     "{segment: smb, contract_signed_at: 2026-02-01, first_value_at: 2026-02-21}", "20"},
    {"days_without_value", "{contract_signed_at: 2026-02-01, first_value_at: not_yet}", "28"},
    {"days_without_value", "{contract_signed_at: 2026-02-01, first_value_at: 2026-02-21}",
     "NOT_APPLICABLE"},
    {"days_without_value", "{contract_signed_at: 2026-02-01}", "NOT_GIVEN"},
    {"days_without_value", "{first_value_at: not_yet}", "NOT_GIVEN"},
    {"days_since_start", "{contract_signed_at: 2026-02-01}", "28"},
    {"days_since_start", "{contract_signed_at: 2026-03-01}", "0"},
    {"days_since_start", "{contract_signed_at: 2026-03-02}", "NOT_YET"},
    {"days_since_kickoff", "{kickoff_at: 2026-02-10T23:00:00Z}", "19"},
    {"days_since_kickoff", "{kickoff_at: {not_applicable: true}}", "NOT_APPLICABLE"},
    {"days_to_first_login",
     "{kickoff_at: 2026-02-10T12:00:00Z, first_login_at: 2026-02-11T18:00:00Z}", "1.25"},
    {"days_to_first_login", "{kickoff_at: 2026-02-10, first_login_at: 2026-02-01}", "0"},
    {"days_to_first_login", "{kickoff_at: 2026-02-10, first_login_at: not_yet}", "NOT_YET"},
    {"days_to_first_login", "{first_login_at: 2026-02-10}", "NOT_GIVEN"},
    {"onboarding_days", "{kickoff_at: 2026-02-01, graduated_at: 2026-02-28}", "27"},
    {"onboarding_days", "{kickoff_at: 2026-02-01, graduated_at: not_yet}", "NOT_YET"},
    {"onboarding_days_so_far", "{kickoff_at: 2026-02-01, graduated_at: not_yet}", "28"},
    {"onboarding_days_so_far", "{kickoff_at: 2026-02-01, graduated_at: 2026-02-28}",
     "NOT_APPLICABLE"},
    {"onboarding_days_so_far", "{kickoff_at: 2026-02-01}", "NOT_GIVEN"},
    {"days_past_target", "{target_graduation_at: 2026-02-20}", "9"},
    {"days_past_target", "{target_graduation_at: 2026-03-11}", "-10"},
    {"days_past_target", "{target_graduation_at: 2026-02-20, extension: {granted_days: 14}}", "-5"},
    {"days_past_target", "{extension: {granted_days: 14}}", "NOT_GIVEN"},
    {"days_past_original_target",
     "{target_graduation_at: 2026-02-20, extension: {granted_days: 14}}", "9"},
    {"days_to_renewal", "{renewal_at: 2026-03-31}", "30"},
    {"days_to_renewal", "{renewal_at: 2026-02-28}", "-1"},
    {"days_to_renewal", "{renewal_at: 2026-03-01}", "0"},
    {"days_to_renewal", "{}", "NOT_GIVEN"},
    // Milestones. On time: no more than 2 days after plan.
    {"milestones_due", "{milestones: [{key: setup, planned_at: 2026-02-27}]}", "0"},
    {"milestones_due", "{milestones: [{key: setup, planned_at: 2026-02-26}]}", "1"},
    {"milestones_due",
     "{milestones: [{key: setup, planned_at: 2026-05-01, completed_at: 2026-02-01}]}", "1"},
    {"milestones_due", "{milestones: [{key: setup, completed_at: 2026-02-01}]}", "NOT_GIVEN"},
    {"milestones_due",
     "{milestones: [{key: setup, planned_at: 2026-02-01, completed_at: {not_applicable: true}}]}",
     "NOT_GIVEN"},
    {"milestones_due", "{}", "NOT_GIVEN"},
    {"milestone_on_time_ratio",
     "{milestones: [{key: setup, planned_at: 2026-02-10, completed_at: 2026-02-12T15:00:00Z}]}",
     "1"},
    {"milestone_on_time_ratio",
     "{milestones: [{key: setup, planned_at: 2026-02-10, completed_at: 2026-02-13}]}", "0"},
    {"milestone_on_time_ratio", "{milestones: [{key: setup, planned_at: 2026-02-27}]}",
     "NOT_GIVEN"},
    {"milestone_on_time_ratio",
     "{milestones: [{key: setup, planned_at: 2026-02-10, completed_at: 2026-02-01}, "
     "{key: training, planned_at: 2026-02-20}]}",
     "0.5"},
    // A kickoff given as a date completes its milestone.
    {"milestone_on_time_ratio",
     "{kickoff_at: 2026-02-11, milestones: [{key: kickoff, planned_at: 2026-02-10}]}", "1"},
    {"milestone_days_late_max",
     "{milestones: [{key: setup, planned_at: 2026-02-10, completed_at: 2026-02-01}]}", "0"},
    {"milestone_days_late_max",
     "{milestones: [{key: setup, planned_at: 2026-02-10, completed_at: 2026-02-15}, "
     "{key: training, planned_at: 2026-02-20}]}",
     "9"},
    {"milestone_days_late_max", "{milestones: [{key: setup, planned_at: 2026-02-28}]}", "0"},
    {"milestone_days_late_max", "{milestones: [{key: setup}]}", "NOT_GIVEN"},
    {"milestone_days_late_open_max",
     "{milestones: [{key: setup, planned_at: 2026-02-10, completed_at: 2026-02-25}, "
     "{key: training, planned_at: 2026-02-28}]}",
     "1"},
    {"milestone_days_late_open_max",
     "{milestones: [{key: setup, planned_at: 2026-02-10, completed_at: 2026-02-25}]}", "0"},
};

TEST(DerivedTest, EveryFactHasItsValueOrAReason) {
  const Plan plan = PlanOf(kPack);
  for (const Derivation& test : kDerivations) {
    Facts facts;
    EXPECT_TRUE(
        Bind(plan, AccountOf(test.account), AsOf("2026-03-01T12:00:00Z"), Limits{}, facts).empty())
        << test.account;
    EXPECT_EQ(ValueText(plan, facts, test.fact), test.expected)
        << test.fact << " of " << test.account;
  }
}

TEST(DerivedTest, APackWithoutAStartHasNoFactsThatBeginThere) {
  const Plan plan = PlanOf("time_zone: UTC\n");
  Facts facts;
  Bind(plan, AccountOf(std::string("{") + kSigned + "first_value_at: 2026-02-21}"),
       AsOf("2026-03-01"), Limits{}, facts);
  EXPECT_EQ(ValueText(plan, facts, "time_to_value_days"), "NOT_GIVEN");
  EXPECT_EQ(ValueText(plan, facts, "days_since_start"), "NOT_GIVEN");
}

TEST(DerivedTest, MilestonesWithoutAPlanAreListed) {  // S7
  const Plan plan = PlanOf(kPack);
  Facts facts;
  Bind(plan, AccountOf("milestones: [{key: setup}, {key: own, planned_at: 2026-02-01}]"),
       AsOf("2026-03-01"), Limits{}, facts);
  EXPECT_EQ(facts.unplanned_milestones, std::vector<std::string>{"setup"});
  EXPECT_EQ(ValueText(plan, facts, "milestones_due"), "1");
}

// The table above misses none.
TEST(DerivedTest, EveryBuiltInFactIsTested) {
  for (const BuiltinFactInfo& info : kBuiltinFacts) {
    const bool counted_later = IsCounted(info.fact) || info.fact == BuiltinFact::kExtensionDaysLeft;
    bool tested = counted_later;
    for (const Derivation& test : kDerivations) tested = tested || test.fact == info.name;
    EXPECT_TRUE(tested) << info.name;
  }
}

}  // namespace
}  // namespace bellwether
