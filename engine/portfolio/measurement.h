// A measure applied to a view: its cases, and what is said of any set of them. Breakdowns, trends
// and lists of accounts are made of these two alone, so each family of measures says only what it
// counts and how.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_MEASUREMENT_H_
#define BELLWETHER_ENGINE_PORTFOLIO_MEASUREMENT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/saying.h"
#include "engine/portfolio/result.h"
#include "engine/portfolio/say_basics.h"
#include "engine/portfolio/view.h"
#include "engine/statistics/ratio.h"

namespace bellwether::portfolio {

// What is counted once: an account that started, a contract that was due.
struct Case {
  uint32_t account = 0;
  book::Instant attributes_at = 0;  // attributes of the account are those then (P2)
  double concern = 0;               // the worst first in lists; at most 0: not to be listed
};

// Which number of a summary: a line, or a cell of its first grid.
struct NumberName {
  std::string line = {};  // "" : a cell
  std::string row = {};
  std::string column = {};
};

// What a case gives to a number.
struct CaseInNumber {
  uint32_t position = 0;         // in cases()
  bool counted = false;          // in a share's numerator; adds something to a sum
  std::optional<double> amount;  // what it adds to a sum, with its sign; days of a delay
  double concern = 0;            // the worst first in lists
  bool ongoing = false;          // at the moment of the view
};
struct CasesInNumber {
  std::optional<MeasureUnit> amount_unit;  // nothing: there are no amounts
  std::vector<CaseInNumber> cases;         // all that the number is over
};

class Measurement {
 public:
  virtual ~Measurement() = default;

  const std::vector<Case>& cases() const { return cases_; }
  // Positions in cases(), rising.
  virtual Summary Summarize(std::span<const uint32_t> cases) const = 0;
  // Its value alone, for trends: the same, without the work of what is said beside it.
  virtual Quantity ValueAlone(std::span<const uint32_t> cases) const {
    return Summarize(cases).value;
  }
  // About one case, for people: "41 days, still without value".
  virtual Wording Say(uint32_t position) const = 0;
  // The cases that a number of Summarize(cases) is over; nothing where the measure does not tell
  // them.
  virtual std::optional<CasesInNumber> CasesIn(const NumberName& /*number*/,
                                               std::span<const uint32_t> /*cases*/) const {
    return std::nullopt;
  }
  // How likely cases that differ as much are when nothing sets the two apart, by a test that knows
  // more than their summaries; nothing where there is none.
  virtual std::optional<double> TellApart(std::span<const uint32_t> /*first*/,
                                          std::span<const uint32_t> /*second*/) const {
    return std::nullopt;
  }
  // What could not be counted, and why: "3 accounts have no start".
  const std::vector<Wording>& missing() const { return missing_; }
  // Of reasons and titles in summaries; until then English.
  void SpeakIn(std::string_view language) { language_ = language; }

 protected:
  void Add(const Case& added) { cases_.push_back(added); }
  void Expect(size_t cases) { cases_.reserve(cases); }  // so many will be added
  // Sayings with one place, for the count.
  void Missing(uint64_t count, const Saying& one, const Saying& many);
  const std::string& language() const { return language_; }
  std::string Words(const Wording& wording) const { return wording.In(language_); }
  void AddLine(const Wording& name, Quantity quantity, Summary& summary) const;
  Grid GridOf(const Wording& name, const std::vector<Wording>& columns) const;
  void AddRow(const Wording& name, std::vector<Grid::Cell> cells, Grid& grid) const;
  // Calls `visit(account, life)` for each account that started within so many months; of those
  // without a start it is told how many they are.
  template <typename Visit>
  void ForEachStarted(const View& view, int64_t months, const Visit& visit) {
    const book::Stamp from = view.MonthsBefore(months);
    uint64_t without_start = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      const Life& life = view.life(account);
      if (!life.start.has_value()) {
        ++without_start;
      } else if (*life.start >= from) {
        visit(account, life);
      }
    }
    Missing(without_start, say::kNoStart, say::kNoStarts);
  }

 private:
  std::vector<Case> cases_;
  std::vector<Wording> missing_;
  std::string language_;
};
using MeasurementPointer = std::unique_ptr<Measurement>;

// Of a metric that is measured. `view` and `measuring` must outlive what is made.
MeasurementPointer MeasurementOf(const View& view, const ruleset::Measuring& measuring,
                                 std::string_view language = {});

// Positions of the cases whose account is kept; nothing kept: of all. Once the view is stopped they
// are not whole.
std::vector<uint32_t> CasesOf(const View& view, const Measurement& measurement,
                              const book::KeptAccounts& kept);

// `view` and `measuring` must outlive what is made. One file for each family.
using MakeMeasurement = MeasurementPointer(const View& view, const ruleset::Measuring& measuring);
MakeMeasurement MakeFirstValue;             // first_value.cc
MakeMeasurement MakeOnboardingCompletion;   // onboarding.cc
MakeMeasurement MakeOnboardingDays;         // likewise
MakeMeasurement MakeOnTimeCompletion;       // likewise
MakeMeasurement MakeMilestonePunctuality;   // milestones.cc
MakeMeasurement MakeRetention;              // retention.cc
MakeMeasurement MakeNetRevenueRetention;    // revenue.cc
MakeMeasurement MakeGrossRevenueRetention;  // likewise
MakeMeasurement MakeRevenueMovements;       // likewise
MakeMeasurement MakeAccountChurn;           // churn.cc
MakeMeasurement MakeChurnedRevenue;         // revenue.cc
MakeMeasurement MakeContractRenewal;        // renewals.cc
MakeMeasurement MakeAccountExpansion;       // expansion.cc
MakeMeasurement MakeNetPromoterScore;       // surveys.cc
MakeMeasurement MakeMeanAnswer;             // likewise
MakeMeasurement MakeBandShare;              // health.cc
MakeMeasurement MakeLifetimeValue;          // growth.cc
MakeMeasurement MakeContractGrowth;         // likewise
MakeMeasurement MakeExpansionAfterLanding;  // likewise
MakeMeasurement MakeOpenPipeline;           // pipeline.cc
MakeMeasurement MakeRenewalForecast;        // likewise
MakeMeasurement MakeTimeShare;              // team.cc
MakeMeasurement MakeProactiveTime;          // likewise
MakeMeasurement MakeOnboardingHours;        // likewise
MakeMeasurement MakeRevenuePerManager;      // likewise
MakeMeasurement MakeOnboardingCost;         // likewise
MakeMeasurement MakeAccountsOfConcern;      // concern.cc
MakeMeasurement MakeKeptAfterConcern;       // likewise
MakeMeasurement MakeBandMigration;          // band_moves.cc
MakeMeasurement MakeBandFlapping;           // likewise
MakeMeasurement MakeRenewalByBand;          // renewals.cc
MakeMeasurement MakeShareOfRecords;         // record_shares.cc
MakeMeasurement MakeRatioOfSums;            // likewise
MakeMeasurement MakeWeightedShares;         // weighted_shares.cc
MakeMeasurement MakeFeatureUptake;          // feature_uptake.cc
MakeMeasurement MakeHoursAgainstPeers;      // managers.cc
MakeMeasurement MakeAccountsPerManager;     // likewise
MakeMeasurement MakeSimpleLifetimeValue;    // growth.cc
MakeMeasurement MakeLifetimeValuePerCost;   // likewise
MakeMeasurement MakeOutcomeByFirstValue;    // first_value_outcomes.cc
MakeMeasurement MakeWorthOfEarlierValue;    // likewise
MakeMeasurement MakeReturnOnOnboarding;     // returns.cc
MakeMeasurement MakePaybackOfSavedHours;    // likewise

// A share with Wilson's interval; too few cases and none are told apart (P6, P10).
Quantity ShareOf(uint64_t events, uint64_t n, uint64_t min_count);
// A value that is no share: known, or of too few cases; nothing is nobody.
Quantity ValueOf(std::optional<double> value, uint64_t n, MeasureUnit unit, uint64_t min_count);
// P11: the median, and beside it in `lines` the 75th and 90th percentile and, last, the mean.
Quantity MedianOf(std::vector<double> values, MeasureUnit unit, uint64_t min_count,
                  std::string_view language, std::vector<Line>& lines);
// A number with its name.
Line LineOf(const Wording& name, Quantity quantity, std::string_view language);
// A name of the pack with what people call it.
Wording NameOf(const Plan& plan, ruleset::TitleKind kind, std::string_view name,
               std::string_view language);
// The ratio of two sums over the same cases, with its interval where they vary. What the ratio can
// be bounds the interval.
Quantity RatioQuantity(std::span<const statistics::Pair> pairs, uint64_t min_count,
                       std::string_view language,
                       const statistics::Interval& within = statistics::kAnywhere);
// A figure of the metric; nothing when the pack gives none of that name.
std::optional<double> FigureOf(const ruleset::Measuring& measuring, std::string_view name);
Quantity Refused(MeasureUnit unit, std::string why);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_MEASUREMENT_H_
