// What can be counted over many accounts: the closed table of measures that a pack's portfolio
// metrics name with `measure:`. engine/portfolio computes them; keys, schema, docs and the command
// line read this table. Names of the engine's own vocabulary, no business words.
#ifndef BELLWETHER_ENGINE_DOCUMENT_MEASURES_H_
#define BELLWETHER_ENGINE_DOCUMENT_MEASURES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
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
  kMeanAnswer,
  kBandShare,
  kLifetimeValue,
  kContractGrowth,
  kExpansionAfterLanding,
  kOpenPipeline,
  kRenewalForecast,
  kTimeShare,
  kProactiveTime,
  kOnboardingHours,
  kRevenuePerManager,
  kOnboardingCost,
  kAccountsOfConcern,
  kKeptAfterConcern,
  kBandMigration,
  kBandFlapping,
  kRenewalByBand,
  kShareOfRecords,
  kRatioOfSums,
  kWeightedShares,
  kFeatureUptake,
  kHoursAgainstPeers,
  kAccountsPerManager,
  kSimpleLifetimeValue,
  kLifetimeValuePerCost,
  kOutcomeByFirstValue,
  kWorthOfEarlierValue,
  kReturnOnOnboarding,
  kPaybackOfSavedHours,
};
inline constexpr size_t kMeasureCount = 43;

// What `of:` chooses, where a measure has it.
enum class MeasureOf : uint8_t { kNothing, kOptional, kRequired };

// What the value of a measure is counted in.
enum class MeasureUnit : uint8_t {
  kRatio,
  kTimes,
  kDays,
  kHours,
  kMoney,
  kPoints,
  kScore,
  kCount,
  kYears,
};

// Keys beyond those of every metric that a measure reads, and must be told.
enum class MeasureKeys : uint8_t {
  kNone,
  kConcern,  // bands, severities: one of them at least
  kRecords,  // of: a kind of records; numerator and denominator are conditions
  kSums,     // likewise, and both are numbers
  kParts,
  kOrder,
};

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
  MeasureOf of = MeasureOf::kNothing;
  std::string_view of_about = {};                   // "occasion of the survey"
  std::span<const std::string_view> of_words = {};  // of a closed list; empty: any
  MeasureKeys keys = MeasureKeys::kNone;
  std::string_view figures = {};  // that it reads of `figures`, apart by blanks
};

// What may become of an account.
namespace fate {
inline constexpr std::string_view kKept = "kept";
inline constexpr std::string_view kRenewed = "renewed";
inline constexpr std::string_view kExpanded = "expanded";
inline constexpr std::string_view kAll[] = {kKept, kRenewed, kExpanded};
}  // namespace fate

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
     "survey", "at the answer", true, false, false, MeasureOf::kOptional, "an occasion of surveys"},
    {Measure::kMeanAnswer, "mean_answer", "P23", MeasureUnit::kScore, "questions asked",
     "Mean of the answers to an instrument on its usual scale, by occasion; the response rate "
     "beside it",
     "survey", "at the answer", true, false, false, MeasureOf::kRequired,
     "the instrument: csat or ces"},
    {Measure::kBandShare, "band_share", "P22", MeasureUnit::kRatio,
     "customers whose primary model has a band",
     "Customers in a band ÷ customers with a band, each replayed from the book and evaluated by "
     "the "
     "pack at the moment of the report",
     "account", "at the report", false, false, false, MeasureOf::kRequired,
     "a band of the health models"},
    {Measure::kLifetimeValue,
     "lifetime_value",
     "P18",
     MeasureUnit::kMoney,
     "accounts with revenue at the start of the period",
     "Yearly revenue of an account × gross margin ÷ yearly churn of revenue; the interval is that "
     "of "
     "the churn, carried through. Simple: yearly revenue ÷ yearly churn of accounts",
     "revenue",
     "at the start of the period",
     true,
     false,
     false,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kNone,
     "gross_margin acquisition_cost"},
    {Measure::kContractGrowth, "contract_growth", "P21", MeasureUnit::kRatio,
     "customers at both ends of the period",
     "(Yearly revenue now - at the start) ÷ at the start, of the same accounts", "revenue",
     "at the start of the period", true, false, false},
    {Measure::kExpansionAfterLanding, "expansion_after_landing", "P21", MeasureUnit::kTimes,
     "accounts whose first revenue became 24 months old, and that were customers then",
     "Monthly revenue 24 months after the first ÷ the first, of accounts that reached that month",
     "revenue", "at the first revenue", true, false, false},
    {Measure::kOpenPipeline, "open_pipeline", "P21", MeasureUnit::kMoney, "opportunities to expand",
     "Value of expansions that are open; beside it their mean, and of those closed in the months "
     "the "
     "share that was won and the days that it took",
     "opportunity", "at the report", true, false, false},
    {Measure::kRenewalForecast, "renewals_ahead", "P19", MeasureUnit::kMoney,
     "contracts that end within the horizon",
     "Value of contracts that end within the horizon × how often contracts of accounts in that "
     "band were renewed: by the band of now, and by the band so many days before the contracts of "
     "the months were due. Where too few were due in a band, the amounts alone",
     "contract account", "at the report", true, true, false},
    {Measure::kTimeShare, "time_share", "P26", MeasureUnit::kRatio, "activities with hours",
     "Hours for a purpose ÷ hours that have one", "activity", "at the activity", true, false, false,
     MeasureOf::kRequired, "a purpose of activities"},
    {Measure::kProactiveTime, "proactive_time", "P26", MeasureUnit::kRatio, "activities with hours",
     "Hours that were ours to start ÷ hours of which that is told", "activity", "at the activity",
     true, false, false},
    {Measure::kOnboardingHours, "onboarding_hours", "P26", MeasureUnit::kHours,
     "onboardings that graduated",
     "Hours of the team until the graduation, per onboarding: the median, and how many took more "
     "than "
     "twice of it",
     "activity onboarding account", "at its start", true, false, false},
    {Measure::kRevenuePerManager, "revenue_per_manager", "P26", MeasureUnit::kMoney,
     "managers with customers", "Yearly revenue that one manager looks after: the median",
     "revenue account", "at the report", false, false, false},
    {Measure::kOnboardingCost,
     "cost_of_onboarding",
     "P26",
     MeasureUnit::kRatio,
     "onboardings that graduated, with a contract value",
     "Costs until the graduation and hours at the hourly rate of `figures`, ÷ contract value of "
     "the "
     "first year: the median",
     "cost activity onboarding account",
     "at its start",
     true,
     false,
     true,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kNone,
     "hourly_rate followed_days"},
    {Measure::kAccountsOfConcern,
     "accounts_of_concern",
     "P20",
     MeasureUnit::kRatio,
     "customers that the pack can tell about",
     "Customers in one of the `bands`, or with a raised flag of one of the `severities`, ÷ "
     "customers that have a band or such a flag, each replayed from the book at the report. Beside "
     "it which of these it is, their yearly revenue, and the days until they renew",
     "account contract revenue",
     "at the report",
     false,
     false,
     true,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kConcern},
    {Measure::kKeptAfterConcern,
     "kept_after_concern",
     "P20",
     MeasureUnit::kRatio,
     "accounts of concern on a Monday of the months",
     "Still a customer so many days after the first concern ÷ accounts that were of concern so "
     "long ago. Looked at are the Mondays of the months, each as the book knew it then; younger "
     "ones are immature and shown apart. By the days that were left before the renewal",
     "account contract revenue",
     "at the first concern",
     true,
     true,
     true,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kConcern},
    {Measure::kBandMigration, "band_migration", "P22", MeasureUnit::kRatio,
     "customers with a band at both ends of the months",
     "Customers that are in a worse band than at the start of the months ÷ customers with a band "
     "at both ends; the table has the bands of then as rows and those of now as columns. Bands of "
     "then are as the book knew them then",
     "account", "at the start of the period", true, false, false},
    {Measure::kBandFlapping, "band_flapping", "P22", MeasureUnit::kRatio,
     "customers with a band on several Mondays of the months",
     "Customers whose band changed and changed back ÷ customers with a band on at least three "
     "Mondays of the months, each as the book knew it then",
     "account", "at the report", true, false, false},
    {Measure::kRenewalByBand, "renewal_by_band", "P19", MeasureUnit::kRatio,
     "contracts that were due, of accounts that had a band",
     "Renewed ÷ due in the months, by the band that the pack gives the account so many days before "
     "the contract was due, as the book knew it then",
     "contract account", "when it was due", true, true, false},
    {Measure::kShareOfRecords,
     "share_of_records",
     "P10",
     MeasureUnit::kRatio,
     "records that the denominator takes",
     "Records that `numerator` takes ÷ records that `denominator` takes, of the kind in `of`. A "
     "record that lacks what a condition reads is counted apart, never as no",
     "account",
     "when it happened",
     true,
     false,
     false,
     MeasureOf::kRequired,
     "a kind of records: ticket, activity",
     {},
     MeasureKeys::kRecords},
    {Measure::kRatioOfSums,
     "ratio_of_sums",
     "P10",
     MeasureUnit::kRatio,
     "records that have both numbers",
     "Sum of `numerator` ÷ sum of `denominator`, over the records of the kind in `of`; the "
     "interval is over accounts. A record that lacks one of the numbers is counted apart",
     "account",
     "when it happened",
     true,
     false,
     false,
     MeasureOf::kRequired,
     "a kind of records: ticket, activity",
     {},
     MeasureKeys::kSums},
    {Measure::kWeightedShares,
     "weighted_shares",
     "P24",
     MeasureUnit::kScore,
     "customers of whom a part is known",
     "Of each customer the shares of records that the `parts` name, weighed together, 0 to 100: "
     "the median. A part without a record has no weight; how much of the weight is known stands "
     "beside",
     "account",
     "at the report",
     true,
     false,
     false,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kParts},
    {Measure::kFeatureUptake,
     "feature_uptake",
     "P25",
     MeasureUnit::kRatio,
     "accounts that started, were followed until the landmark and were customers then",
     "Took up the features in the pack's order ÷ accounts that took up at least two of them, by "
     "the landmark: the horizon in days from the start. Of each feature the day of its first use; "
     "of those above and below the median days how many were kept after the landmark",
     "usage account",
     "at its start",
     true,
     true,
     false,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kOrder,
     "followed_days"},
    {Measure::kHoursAgainstPeers, "hours_against_peers", "P26", MeasureUnit::kTimes,
     "onboardings that graduated, with hours and a manager",
     "Hours of an onboarding of a manager ÷ those of the other managers in the same segment, both "
     "medians: the highest of all managers with enough onboardings",
     "activity onboarding account", "at its start", true, false, false},
    {Measure::kAccountsPerManager, "accounts_per_manager", "P26", MeasureUnit::kCount,
     "customers with a manager",
     "Customers that one manager looks after: the median. Of each manager customers, yearly "
     "revenue, the expansion of the months, contracts renewed of those due, and customers whose "
     "band rose less those whose band fell",
     "account revenue contract", "at the report", true, false, false},
    {Measure::kSimpleLifetimeValue, "simple_lifetime_value", "P18", MeasureUnit::kMoney,
     "accounts with revenue at the start of the period",
     "Yearly revenue of an account × its lifespan in years, which is 1 ÷ yearly churn of accounts; "
     "the interval is that of the churn, carried through",
     "revenue", "at the start of the period", true, false, false},
    {Measure::kLifetimeValuePerCost,
     "lifetime_value_per_cost",
     "P18",
     MeasureUnit::kTimes,
     "accounts with revenue at the start of the period",
     "Lifetime value, margin ÷ churn of revenue, ÷ what a new customer costs",
     "revenue",
     "at the start of the period",
     true,
     false,
     false,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kNone,
     "acquisition_cost gross_margin"},
    {Measure::kOutcomeByFirstValue, "outcome_by_first_value", "P28", MeasureUnit::kPoints,
     "accounts that started and were customers on the last of the edges",
     "What became of accounts after the last of the `edges`, until the horizon, by the days to "
     "their first value: the share of the fastest group less that of the slowest, in points. Only "
     "accounts that were customers on the day of the last edge, and were followed until the "
     "horizon",
     "account value contract revenue", "at its start", true, true, true, MeasureOf::kRequired,
     "kept, renewed or expanded", fate::kAll},
    {Measure::kWorthOfEarlierValue, "worth_of_earlier_value", "P18", MeasureUnit::kMoney,
     "accounts that started and were customers on the last of the edges",
     "Yearly contract value of an account × (lifespan of the fastest group - lifespan of the "
     "slowest), in years; a lifespan is 1 ÷ the yearly loss after the last edge. What an account "
     "loses by coming late, if nothing else tells the groups apart",
     "account value contract revenue", "at its start", true, true, true},
    {Measure::kReturnOnOnboarding,
     "return_on_onboarding",
     "P18",
     MeasureUnit::kRatio,
     "accounts that started and were followed until the horizon",
     "((Share kept until the horizon - `kept_before`) × accounts × `customer_value` - "
     "`investment`) "
     "÷ `investment`; the interval is that of the share, carried through",
     "account contract revenue",
     "at its start",
     true,
     true,
     false,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kNone,
     "investment kept_before customer_value"},
    {Measure::kPaybackOfSavedHours,
     "payback_of_saved_hours",
     "P26",
     MeasureUnit::kYears,
     "onboardings that graduated, with hours",
     "`investment` ÷ (hours saved for each × `hourly_rate` × onboardings a year). Hours saved are "
     "`hours_before` less the mean of the book; onboardings a year are those of the book, or "
     "`customers_a_year`",
     "activity onboarding account",
     "at its start",
     true,
     false,
     false,
     MeasureOf::kNothing,
     {},
     {},
     MeasureKeys::kNone,
     "investment hours_before hours_after hourly_rate customers_a_year"},
}};

constexpr bool MeasuresAreInOrder() {
  for (size_t i = 0; i < kMeasureCount; ++i) {
    if (kMeasures[i].measure != static_cast<Measure>(i) || kMeasures[i].name.empty()) return false;
  }
  return true;
}
static_assert(MeasuresAreInOrder());

constexpr const MeasureInfo& InfoOf(Measure measure) {
  return kMeasures[static_cast<size_t>(measure)];
}

// What an experiment compares of a measure, account by account; kNothing: it cannot.
enum class ArmOutcome : uint8_t { kNothing, kTime, kShare, kAmount, kSkewedAmount };
constexpr ArmOutcome ArmOutcomeOf(Measure measure) {
  switch (measure) {
    case Measure::kDaysToFirstValue:
    case Measure::kOnboardingDays:
      return ArmOutcome::kTime;
    case Measure::kOnboardingCompletion:
    case Measure::kOnTimeCompletion:
    case Measure::kRetention:
      return ArmOutcome::kShare;
    case Measure::kNetPromoterScore:
    case Measure::kMeanAnswer:
      return ArmOutcome::kAmount;
    case Measure::kOnboardingHours:
      return ArmOutcome::kSkewedAmount;
    default:
      return ArmOutcome::kNothing;
  }
}

}  // namespace bellwether

#endif  // BELLWETHER_ENGINE_DOCUMENT_MEASURES_H_
