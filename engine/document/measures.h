// What can be counted over many accounts: the closed table of measures that a pack's portfolio
// metrics name with `measure:`. engine/portfolio computes them; keys, schema, docs and the command
// line read this table. Names of the engine's own vocabulary, no business words.
#ifndef BELLWETHER_ENGINE_DOCUMENT_MEASURES_H_
#define BELLWETHER_ENGINE_DOCUMENT_MEASURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace bellwether {

enum class Measure : uint8_t {
  kDaysToFirstValue,
  kOnboardingCompletion,
  kOnboardingDays,
  kOnTimeCompletion,
  kMilestonePunctuality,
  kRetention,
  kNetRevenueRetention,
  kGrossRevenueRetention,
  kRevenueMovements,
  kAccountChurn,
  kChurnedRevenue,
  kContractRenewal,
  kAccountExpansion,
  kNetPromoterScore,
};
inline constexpr size_t kMeasureCount = 14;

// What the value of a measure is counted in.
enum class MeasureUnit : uint8_t { kRatio, kDays, kMoney, kPoints };

struct MeasureInfo {
  Measure measure;
  std::string_view name;    // as packs write it
  std::string_view ruling;  // of the specification
  MeasureUnit unit;
  std::string_view counts;     // what one case is: "account that started"
  std::string_view about;      // the definition, in one or two sentences
  std::string_view reads;      // kinds of records, apart by blanks
  std::string_view groups_by;  // when attributes of a case are taken (P2)
  bool uses_months = false;    // keys that it reads
  bool uses_horizon = false;
  bool uses_edges = false;
};

inline constexpr std::array<MeasureInfo, kMeasureCount> kMeasures = {{
    {Measure::kDaysToFirstValue, "days_to_first_value", "P12", MeasureUnit::kDays,
     "accounts that started",
     "Days from the start to the first value that the customer confirmed. Who is not there yet is "
     "censored, who was lost before is a competing event; the value is Kaplan and Meier's median",
     "account value", "at its start", true, false, true},
    {Measure::kOnboardingCompletion, "onboarding_completion", "P13", MeasureUnit::kRatio,
     "onboardings that were completed, abandoned, or are as old as the horizon",
     "Completed within the horizon from the start ÷ completed, abandoned, or as old as the "
     "horizon. Completed later counts as incomplete; younger open ones are shown apart",
     "account onboarding", "at its start", true, true, false},
    {Measure::kOnboardingDays, "onboarding_days", "P13", MeasureUnit::kDays,
     "accounts that were kicked off",
     "Days from kickoff to graduation. Who has not graduated yet is censored, who was lost or "
     "gave up before is a competing event; the value is Kaplan and Meier's median",
     "account onboarding", "at its kickoff", true, false, true},
    {Measure::kOnTimeCompletion, "on_time_completion", "P13", MeasureUnit::kRatio,
     "onboardings whose original target has passed, or that graduated",
     "Graduated by the original target ÷ graduated, or past that target. By the last target is "
     "shown beside",
     "account onboarding", "at its start", true, false, false},
    {Measure::kMilestonePunctuality, "milestone_punctuality", "P14", MeasureUnit::kRatio,
     "milestones that were due",
     "Completed no later than the pack's days of grace after plan ÷ completed, or open beyond "
     "them. Per milestone: how often it was late, by how much, and why",
     "milestone", "when it was due", true, false, false},
    {Measure::kRetention, "retention", "P15", MeasureUnit::kRatio, "accounts that started",
     "Still a customer so many days after the start, exact days for each account. Of cohorts by "
     "month of the start only those count whose youngest account was followed so long",
     "account contract revenue", "at its start", true, true, false},
    {Measure::kNetRevenueRetention, "net_revenue_retention", "P16", MeasureUnit::kRatio,
     "accounts with revenue at the start of the period",
     "Revenue at the end ÷ revenue at the start, of the accounts that had revenue at the start. "
     "New accounts do not count; who came back within the period does",
     "revenue", "at the start of the period", true, false, false},
    {Measure::kGrossRevenueRetention, "gross_revenue_retention", "P16", MeasureUnit::kRatio,
     "accounts with revenue at the start of the period",
     "The same without growth: of each account at most what it had at the start", "revenue",
     "at the start of the period", true, false, false},
    {Measure::kRevenueMovements, "revenue_movements", "P16", MeasureUnit::kMoney,
     "accounts with movements in the period",
     "Monthly revenue at the start, new, expansion, contraction, churn and reactivation, and at "
     "the end, which closes exactly",
     "revenue", "at the movement", true, false, false},
    {Measure::kAccountChurn, "account_churn", "P17", MeasureUnit::kRatio,
     "customers at the start of the period",
     "Customers at the start that were lost in the period ÷ customers at the start; for a year "
     "simply and compounded",
     "account contract revenue", "at the start of the period", true, false, false},
    {Measure::kChurnedRevenue, "churned_revenue", "P17", MeasureUnit::kRatio,
     "accounts with revenue at the start of the period",
     "Revenue of customers at the start that went with those who left ÷ revenue at the start; "
     "contraction apart",
     "revenue", "at the start of the period", true, false, false},
    {Measure::kContractRenewal, "contract_renewal", "P19", MeasureUnit::kRatio,
     "contracts that were due",
     "Renewed ÷ due in the period, whatever the term; early renewals count on their due date",
     "contract", "when it was due", true, false, false},
    {Measure::kAccountExpansion, "account_expansion", "P21", MeasureUnit::kRatio,
     "customers for the whole period",
     "Customers for the whole period with an expansion of revenue in it ÷ customers for the whole "
     "period",
     "account contract revenue", "at the start of the period", true, false, false},
    {Measure::kNetPromoterScore, "net_promoter_score", "P23", MeasureUnit::kPoints,
     "accounts that answered",
     "Share of promoters (9 and 10) less share of detractors (0 to 6), in points; of several "
     "answers of an account the last. By respondents, and the response rate, are shown beside",
     "survey", "at the answer", true, false, false},
}};

constexpr const MeasureInfo& InfoOf(Measure measure) {
  return kMeasures[static_cast<size_t>(measure)];
}

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_DOCUMENT_MEASURES_H_
