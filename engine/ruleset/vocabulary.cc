// Tested by tests/engine/facts/derived_test.cc and docs_test.cc.
#include "engine/ruleset/vocabulary.h"

namespace bellwether {

const std::array<BuiltinFactInfo, kBuiltinFactCount> kBuiltinFacts = {{
    {BuiltinFact::kTimeToValueDays, "time_to_value_days", "days",
     "From the start of onboarding to the first confirmed outcome; missing until then"},
    {BuiltinFact::kDaysWithoutValue, "days_without_value", "days",
     "From the start of onboarding to as_of, while there is no confirmed outcome"},
    {BuiltinFact::kDaysSinceStart, "days_since_start", "days",
     "From the start of onboarding to as_of"},
    {BuiltinFact::kDaysSinceKickoff, "days_since_kickoff", "days", "From kickoff to as_of"},
    {BuiltinFact::kDaysToFirstLogin, "days_to_first_login", "days",
     "From kickoff to first login, elapsed time with fractions; 0 when it came earlier"},
    {BuiltinFact::kOnboardingDays, "onboarding_days", "days", "From kickoff to graduation"},
    {BuiltinFact::kOnboardingDaysSoFar, "onboarding_days_so_far", "days",
     "From kickoff to as_of, while the account has not graduated"},
    {BuiltinFact::kDaysPastTarget, "days_past_target", "days",
     "From the current target (original target plus granted extension) to as_of; negative before"},
    {BuiltinFact::kDaysPastOriginalTarget, "days_past_original_target", "days",
     "From the original target to as_of; negative before"},
    {BuiltinFact::kDaysToRenewal, "days_to_renewal", "days",
     "From as_of to renewal; negative after"},
    {BuiltinFact::kMilestonesDue, "milestones_due", "milestones",
     "Milestones completed, or open beyond the grace after their planned date"},
    {BuiltinFact::kMilestoneOnTimeRatio, "milestone_on_time_ratio", "ratio",
     "Milestones completed within the grace / milestones due; missing when none is due"},
    {BuiltinFact::kMilestoneDaysLateMax, "milestone_days_late_max", "days",
     "Largest lateness of a milestone that is due; 0 when none is late"},
    {BuiltinFact::kMilestoneDaysLateOpenMax, "milestone_days_late_open_max", "days",
     "Largest lateness of a milestone that is still open; 0 when none is late"},
    {BuiltinFact::kExtensionDaysLeft, "extension_days_left", "days",
     "Days that may still be granted: extension.max_total_days less the days granted so far"},
    {BuiltinFact::kUsageThresholdsMetRatio, "usage_thresholds_met_ratio", "ratio",
     "Usage thresholds of the account's cadence that are met / all of them; missing when one of "
     "them is"},
    {BuiltinFact::kEarlyWinsCount, "early_wins_count", "wins",
     "Early wins of the programme that were reached; missing when one of them is unknown"},
    {BuiltinFact::kUsageBelowMinimum, "usage_below_minimum", "true or false",
     "Whether a usage threshold of the account's cadence is missed: true from the first one that "
     "is "
     "known to be, whatever is missing beside it; false when all are met"},
}};

}  // namespace bellwether
