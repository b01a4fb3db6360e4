// The names that every pack knows without declaring them: account fields, event dates and the
// closed table of derived facts (S1, S6). Names of the engine's own vocabulary, no business words.
#ifndef BELLWETHER_ENGINE_RULESET_VOCABULARY_H_
#define BELLWETHER_ENGINE_RULESET_VOCABULARY_H_

#include <array>
#include <cstddef>
#include <string_view>

namespace bellwether {

// Event dates of an account. Planned ones lie in the future by nature, so as_of does not cut them
// off (S3).
enum class EventField {
  kContractSignedAt,
  kTrialStartedAt,
  kKickoffAt,
  kFirstLoginAt,
  kFirstValueAt,
  kGraduatedAt,
  kTargetGraduationAt,  // planned
  kRenewalAt,           // planned
};
inline constexpr size_t kEventFieldCount = 8;
struct EventFieldInfo {
  EventField field;
  std::string_view name;
  bool planned;
};
inline constexpr std::array<EventFieldInfo, kEventFieldCount> kEventFields = {{
    {EventField::kContractSignedAt, "contract_signed_at", false},
    {EventField::kTrialStartedAt, "trial_started_at", false},
    {EventField::kKickoffAt, "kickoff_at", false},
    {EventField::kFirstLoginAt, "first_login_at", false},
    {EventField::kFirstValueAt, "first_value_at", false},
    {EventField::kGraduatedAt, "graduated_at", false},
    {EventField::kTargetGraduationAt, "target_graduation_at", true},
    {EventField::kRenewalAt, "renewal_at", true},
}};

// Other fields of an account that expressions may read (S1).
enum class AccountField { kSegment, kCadence, kStage, kAcv, kSeats, kAsOf };
inline constexpr size_t kAccountFieldCount = 6;
inline constexpr std::array<std::string_view, kAccountFieldCount> kAccountFields = {
    "segment", "cadence", "stage", "acv", "seats", "as_of"};

// Facts that the engine derives from dates and milestones (S6, S7). Start is the pack's
// `onboarding.start`; days are civil days unless the line says otherwise.
enum class BuiltinFact {
  kTimeToValueDays,           // start -> first_value_at; missing while not yet
  kDaysWithoutValue,          // start -> as_of, while first_value_at is not yet
  kDaysSinceStart,            // start -> as_of
  kDaysSinceKickoff,          // kickoff_at -> as_of
  kDaysToFirstLogin,          // kickoff_at -> first_login_at, elapsed seconds / 86,400, at least 0
  kOnboardingDays,            // kickoff_at -> graduated_at
  kOnboardingDaysSoFar,       // kickoff_at -> as_of, while graduated_at is not yet
  kDaysPastTarget,            // current target -> as_of; negative before
  kDaysPastOriginalTarget,    // target_graduation_at -> as_of; negative before
  kDaysToRenewal,             // as_of -> renewal_at
  kMilestonesDue,             // completed, or open more than grace_days after plan
  kMilestoneOnTimeRatio,      // completed within grace / due; missing when none is due
  kMilestoneDaysLateMax,      // max(0, variance) over due ones
  kMilestoneDaysLateOpenMax,  // the same over open ones
  kExtensionDaysLeft,         // extension.max_total_days - days granted, at least 0
  kUsageThresholdsMetRatio,   // thresholds of the account's cadence that are met (S21)
  kEarlyWinsCount,            // early wins of the programme that were reached
  kUsageBelowMinimum,  // bool: some threshold of the cadence is missed; one known miss is enough
};
inline constexpr size_t kBuiltinFactCount = 18;
struct BuiltinFactInfo {
  BuiltinFact fact;
  std::string_view name;
  std::string_view unit;
  std::string_view description;
};
extern const std::array<BuiltinFactInfo, kBuiltinFactCount> kBuiltinFacts;

// Facts that count conditions on derived facts: known from benchmarks on.
inline constexpr bool IsCounted(BuiltinFact fact) {
  return fact == BuiltinFact::kUsageThresholdsMetRatio || fact == BuiltinFact::kEarlyWinsCount ||
         fact == BuiltinFact::kUsageBelowMinimum;
}
// The others are numbers.
inline constexpr bool IsBool(BuiltinFact fact) { return fact == BuiltinFact::kUsageBelowMinimum; }

// Slots of the vocabulary: account fields, then event dates, then derived facts.
inline constexpr size_t SlotOf(AccountField field) { return static_cast<size_t>(field); }
inline constexpr size_t SlotOf(EventField field) {
  return kAccountFieldCount + static_cast<size_t>(field);
}
inline constexpr size_t SlotOf(BuiltinFact fact) {
  return kAccountFieldCount + kEventFieldCount + static_cast<size_t>(fact);
}
inline constexpr size_t kVocabularySlots =
    kAccountFieldCount + kEventFieldCount + kBuiltinFactCount;

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_RULESET_VOCABULARY_H_
