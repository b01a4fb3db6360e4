// What is spent on onboarding, and what comes back (P18, P26). Every assumption is a figure of the
// metric; one that is not given makes the answer a refusal, never a number of our own.
// Tested by tests/engine/portfolio/returns_test.cc.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/base/number.h"
#include "engine/portfolio/effort.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_money.h"

namespace bellwether::portfolio {
namespace {

// "add `investment`, `hourly_rate` to `figures`"; empty when all are given and positive.
Wording Wanting(const ruleset::Measuring& measuring,
                std::initializer_list<std::string_view> names) {
  std::vector<std::string> wanting;
  for (const std::string_view name : names) {
    const auto figure = FigureOf(measuring, name);
    if (!figure || *figure <= 0) wanting.push_back(absl::StrCat("`", std::string(name), "`"));
  }
  if (wanting.empty()) return {};
  return {say::kNotAssumed, absl::StrJoin(wanting, ", ")};
}

class ReturnOnOnboarding : public Measurement {
 public:
  ReturnOnOnboarding(const View& view, const ruleset::Measuring& measuring)
      : measuring_(measuring),
        problem_(Wanting(measuring, {"investment", "kept_before", "customer_value"})) {
    const auto days = static_cast<int32_t>(*measuring.horizon_days);
    uint64_t young = 0;
    ForEachStarted(view, measuring.months, [&](uint32_t account, const Life& life) {
      const int32_t last = life.start->day + days;
      if (last > view.today()) {
        ++young;
        return;
      }
      kept_.push_back(view.WasCustomer(account, last));
      Add({account, life.start->instant, kept_.back() ? 0.0 : 1.0});
    });
    Missing(young, say::kTooYoungOne, say::kTooYoungMany);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!problem_.empty()) {
      summary.value = Refused(MeasureUnit::kRatio, Words(problem_));
      return summary;
    }
    const auto kept = static_cast<uint64_t>(std::count_if(
        cases.begin(), cases.end(), [this](uint32_t position) { return kept_[position]; }));
    const Quantity share = ShareOf(kept, cases.size(), measuring_.min_count);
    // A group bears its part of what was spent.
    const double part = static_cast<double>(cases.size()) / static_cast<double>(kept_.size());
    const double spent = *FigureOf(measuring_, "investment") * part;
    const double before = *FigureOf(measuring_, "kept_before");
    const double more = static_cast<double>(cases.size());
    const double worth = more * *FigureOf(measuring_, "customer_value");
    const auto scaled = [&](double by, double less, MeasureUnit unit) {
      Quantity quantity = share;
      quantity.unit = unit;
      quantity.events.reset();
      if (quantity.value) quantity.value = (*quantity.value - before) * by - less;
      if (quantity.interval) {
        quantity.interval = {(quantity.interval->low - before) * by - less,
                             (quantity.interval->high - before) * by - less};
      }
      return quantity;
    };
    summary.value = scaled(worth / spent, 1, MeasureUnit::kRatio);
    AddLine({say::kKeptUntil, FormatNumber(*measuring_.horizon_days)}, share, summary);
    AddLine(say::kMoreCustomers, scaled(more, 0, MeasureUnit::kCount), summary);
    AddLine(say::kTheirWorth, scaled(worth, 0, MeasureUnit::kMoney), summary);
    AddLine(say::kBenefitByCost, scaled(worth / spent, 0, MeasureUnit::kTimes), summary);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    return kept_[position] ? say::kKept : say::kLost;
  }

 private:
  const ruleset::Measuring& measuring_;
  const Wording problem_;
  std::vector<bool> kept_;
};

class PaybackOfSavedHours : public Measurement {
 public:
  PaybackOfSavedHours(const View& view, const ruleset::Measuring& measuring)
      : measuring_(measuring),
        problem_(Wanting(measuring, {"investment", "hours_before", "hourly_rate"})) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    uint64_t untold = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      const Life& life = view.life(account);
      if (!life.start || !life.graduated || *life.graduated < from) continue;
      const auto hours = HoursBetween(view, account, kEver, *life.graduated);
      if (!hours) {
        ++untold;
        continue;
      }
      hours_.push_back(*hours);
      Add({account, life.start->instant, *hours});
    }
    Missing(untold, say::kHoursUntold, say::kHoursUntoldMany);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!problem_.empty()) {
      summary.value = Refused(MeasureUnit::kYears, Words(problem_));
      return summary;
    }
    const Quantity hours = HoursNow(cases);
    const double before = *FigureOf(measuring_, "hours_before");
    const double customers = CustomersAYear(cases.size());
    const double yearly = customers * *FigureOf(measuring_, "hourly_rate");  // of one hour saved
    summary.value = Payback(hours, before, yearly);
    Quantity months = summary.value;
    months.unit = MeasureUnit::kCount;
    if (months.value) months.value = kMonthsOfAYear * *months.value;
    if (months.interval) {
      months.interval = {kMonthsOfAYear * months.interval->low,
                         kMonthsOfAYear * months.interval->high};
    }
    AddLine(say::kInMonths, months, summary);
    AddLine(say::kHoursNow, hours, summary);
    AddLine(say::kOnboardingsAYear, ValueOf(customers, cases.size(), MeasureUnit::kCount, 0),
            summary);
    if (hours.value) {
      AddLine(say::kSavedAYear,
              ValueOf((before - *hours.value) * yearly, hours.n, MeasureUnit::kMoney, 0), summary);
    }
    return summary;
  }

  Wording Say(uint32_t position) const override {
    return {say::kHours, FormatNumber(hours_[position])};
  }

 private:
  // The mean, since what is saved is a sum; or what the pack assumes.
  Quantity HoursNow(std::span<const uint32_t> cases) const {
    if (const auto assumed = FigureOf(measuring_, "hours_after")) {
      return ValueOf(*assumed, cases.size(), MeasureUnit::kHours, 0);
    }
    std::vector<statistics::Pair> pairs;
    for (const uint32_t position : cases) pairs.push_back({hours_[position], 1});
    Quantity mean = RatioQuantity(pairs, measuring_.min_count, language());
    mean.unit = MeasureUnit::kHours;
    mean.why.clear();
    return mean;
  }
  double CustomersAYear(uint64_t n) const {
    const double of_book =
        static_cast<double>(n) * kMonthsOfAYear / static_cast<double>(measuring_.months);
    return FigureOf(measuring_, "customers_a_year").value_or(of_book);
  }

  Quantity Payback(const Quantity& hours, double before, double yearly) const {
    if (!hours.value) return ValueOf(std::nullopt, 0, MeasureUnit::kYears, 0);
    const auto years = [&](double now) {
      return *FigureOf(measuring_, "investment") / ((before - now) * yearly);
    };
    if (*hours.value >= before || yearly <= 0) {
      return Refused(MeasureUnit::kYears, Words({say::kNothingSaved, FormatFixed(*hours.value, 1),
                                                 FormatNumber(before)}));
    }
    Quantity payback = hours;
    payback.unit = MeasureUnit::kYears;
    payback.value = years(*hours.value);
    payback.interval.reset();
    // Where it may be that nothing is saved, there is no latest year.
    if (hours.interval && hours.interval->high < before) {
      payback.interval = {years(hours.interval->low), years(hours.interval->high)};
    }
    return payback;
  }

  const ruleset::Measuring& measuring_;
  const Wording problem_;
  std::vector<double> hours_;
};

}  // namespace

MeasurementPointer MakeReturnOnOnboarding(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<ReturnOnOnboarding>(view, measuring);
}
MeasurementPointer MakePaybackOfSavedHours(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<PaybackOfSavedHours>(view, measuring);
}

}  // namespace bellwether::portfolio
