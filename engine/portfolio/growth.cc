// What a customer is worth, and how that grows (P18, P21).
// Tested by tests/engine/portfolio/growth_test.cc.
#include <algorithm>
#include <cmath>
#include <optional>

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/portfolio/revenue_measurement.h"
#include "engine/portfolio/say_money.h"

namespace bellwether::portfolio {
namespace {

constexpr int64_t kMonthsToExpand = 24;

// Which of them stands first.
enum class Lifetime : uint8_t { kMargin, kSimple, kPerCost };

class LifetimeValue : public RevenueMeasurement {
 public:
  LifetimeValue(const View& view, const ruleset::Measuring& measuring, Lifetime first)
      : RevenueMeasurement(view, measuring, MeasureUnit::kMoney, /*cohort=*/true),
        measuring_(measuring),
        first_(first) {}

 private:
  static bool Left(const RevenueFlow& flow) { return flow.end < book::kLeastAmount; }

  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    const double years = static_cast<double>(measuring_.months) / kMonthsOfAYear;
    const uint64_t n = cases.size();
    Summary summary;
    if (n == 0) {
      summary.value = Amount(0, 0);
      return summary;
    }
    const double yearly = SumOf(cases, [](const RevenueFlow& flow) { return flow.start; }) *
                          kMonthsOfAYear / static_cast<double>(n);
    const double margin = FigureOf(measuring_, "gross_margin").value_or(1);
    const Quantity churn = RatioToStart(
        cases, [](const RevenueFlow& flow) { return Left(flow) ? flow.start : 0.0; }, kShare);
    const auto left = static_cast<uint64_t>(std::count_if(
        cases.begin(), cases.end(), [this](uint32_t position) { return Left(flow(position)); }));
    const Quantity lost = ShareOf(left, n, min_count());
    Quantity with_margin = Worth(yearly * margin * years, churn, n);
    if (!FigureOf(measuring_, "gross_margin") && with_margin.why.empty()) {
      with_margin.why = Words(say::kNoMargin);
    }
    const Quantity simple = Worth(yearly * years, lost, n);
    const Quantity times = PerCost(with_margin);
    summary.value = first_ == Lifetime::kMargin   ? with_margin
                    : first_ == Lifetime::kSimple ? simple
                                                  : times;
    if (first_ != Lifetime::kMargin) AddLine(say::kMarginByChurn, with_margin, summary);
    if (first_ != Lifetime::kSimple) AddLine(say::kSimpleValue, simple, summary);
    AddLine(say::kYearlyOfAccount, Amount(yearly, n), summary);
    if (first_ == Lifetime::kSimple) AddLine(say::kLifespan, Lifespan(years, lost), summary);
    AddLine(say::kChurnInPeriod, churn, summary);
    if (first_ == Lifetime::kMargin && times.standing != Standing::kRefused) {
      AddLine(say::kPerAcquisition, times, summary);
    }
    return summary;
  }

  Quantity PerCost(const Quantity& worth) const {
    const auto cost = FigureOf(measuring_, "acquisition_cost");
    if (!cost || *cost <= 0) {
      return Refused(MeasureUnit::kTimes, Words(say::kNoAcquisition));
    }
    Quantity times = worth;
    times.unit = MeasureUnit::kTimes;
    if (times.value) times.value = *times.value / *cost;
    if (times.interval)
      times.interval = {times.interval->low / *cost, times.interval->high / *cost};
    return times;
  }

  Quantity Lifespan(double years, const Quantity& lost) const {
    Quantity span = Worth(years, lost, lost.n);
    span.unit = MeasureUnit::kYears;
    return span;
  }

  // The amount of a period ÷ the share that is lost in it. Of no loss there is no lifetime to tell.
  Quantity Worth(double amount, const Quantity& lost, uint64_t n) const {
    if (!lost.value) return Amount(0, 0);
    if (*lost.value <= 0) {
      return Refused(MeasureUnit::kMoney, Words(say::kNoLifetime));
    }
    Quantity worth = Amount(amount / *lost.value, n);
    if (lost.interval && lost.interval->low > 0) {
      worth.interval = {amount / lost.interval->high, amount / lost.interval->low};
    }
    return worth;
  }

  const ruleset::Measuring& measuring_;
  const Lifetime first_;
};

// Of accounts that are customers at both ends.
class ContractGrowth : public RevenueMeasurement {
 public:
  ContractGrowth(const View& view, const ruleset::Measuring& measuring)
      : RevenueMeasurement(view, measuring, MeasureUnit::kRatio, /*cohort=*/true) {}

 private:
  Summary SummarizeFlows(std::span<const uint32_t> cases) const override {
    std::vector<uint32_t> stayed;
    for (const uint32_t position : cases) {
      if (flow(position).end >= book::kLeastAmount) stayed.push_back(position);
    }
    Summary summary;
    summary.value =
        RatioToStart(stayed, [](const RevenueFlow& flow) { return flow.end - flow.start; });
    const auto n = static_cast<uint64_t>(stayed.size());
    const auto mean = [&](double RevenueFlow::*part) {
      const double sum = SumOf(stayed, [part](const RevenueFlow& flow) { return flow.*part; });
      return Amount(n == 0 ? 0 : kMonthsOfAYear * sum / static_cast<double>(n), n);
    };
    AddLine(say::kMeanAtStart, mean(&RevenueFlow::start), summary);
    AddLine(say::kMeanAtEnd, mean(&RevenueFlow::end), summary);
    return summary;
  }
};

// Monthly revenue two years after the first ÷ the first.
class ExpansionAfterLanding : public Measurement {
 public:
  ExpansionAfterLanding(const View& view, const ruleset::Measuring& measuring)
      : view_(view), measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      AddAccount(account, from);
    }
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!view_.currency_problem().empty()) {
      summary.value = Refused(MeasureUnit::kTimes, Words(view_.currency_problem()));
      return summary;
    }
    std::vector<statistics::Pair> pairs;
    for (const uint32_t position : cases) pairs.push_back(pairs_[position]);
    summary.value = RatioQuantity(pairs, measuring_.min_count, language(), kMultiple);
    summary.value.unit = MeasureUnit::kTimes;
    return summary;
  }

  Wording Say(uint32_t position) const override {
    return {say::kAMonth, FormatNumber(pairs_[position].below),
            FormatNumber(pairs_[position].above)};
  }

 private:
  // The day two years later must lie within the window, and the account must have reached it.
  void AddAccount(uint32_t account, const book::Stamp& from) {
    const book::Revenue& revenue = view_.revenue();
    std::optional<book::Stamp> landed;
    Sum first, then;
    int32_t due = 0;
    view_.ForEach(revenue.table(), account, [&](uint32_t row) {
      const book::Stamp at = revenue.table().at(row);
      if (!landed) {
        landed = at;
        due = DayLater(at.day);
      }
      if (at.day == landed->day) first.Add(revenue.SignedAmount(row));
      if (at.day <= due) then.Add(revenue.SignedAmount(row));
    });
    const bool reached = landed && due <= view_.today() && due > from.day;
    if (!reached || first.value() < book::kLeastAmount || then.value() < book::kLeastAmount) return;
    pairs_.push_back({then.value(), first.value()});
    Add({account, landed->instant, std::max(0.0, first.value() - then.value())});
  }

  static int32_t DayLater(int32_t day) {
    const absl::CivilDay first = DayOfNumber(day);
    const absl::CivilMonth month = absl::CivilMonth(first) + kMonthsToExpand;
    const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
    return DayNumber(std::min(absl::CivilDay(month) + (first.day() - 1), last));
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  std::vector<statistics::Pair> pairs_;
};

}  // namespace

MeasurementPointer MakeLifetimeValue(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<LifetimeValue>(view, measuring, Lifetime::kMargin);
}
MeasurementPointer MakeSimpleLifetimeValue(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<LifetimeValue>(view, measuring, Lifetime::kSimple);
}
MeasurementPointer MakeLifetimeValuePerCost(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<LifetimeValue>(view, measuring, Lifetime::kPerCost);
}
MeasurementPointer MakeContractGrowth(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<ContractGrowth>(view, measuring);
}
MeasurementPointer MakeExpansionAfterLanding(const View& view,
                                             const ruleset::Measuring& measuring) {
  return std::make_unique<ExpansionAfterLanding>(view, measuring);
}

}  // namespace bellwether::portfolio
