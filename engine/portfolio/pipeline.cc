// What may be sold and what is to be renewed (P19, P21).
// Tested by tests/engine/portfolio/pipeline_test.cc.
#include <algorithm>
#include <optional>

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/due_contracts.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_money.h"
#include "engine/statistics/combination.h"

namespace bellwether::portfolio {
namespace {

constexpr std::string_view kExpansionType = "expansion";

class OpenPipeline : public Measurement {
 public:
  OpenPipeline(const View& view, const ruleset::Measuring& measuring)
      : view_(view), measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    const book::Table& table = view.table(records::Kind::kOpportunity);
    uint64_t without_value = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      view.ForEach(table, account, [&](uint32_t row) {
        if (view.word(table.column("type").word(row)) != kExpansionType) return;
        AddOne(account, table, row, from, without_value);
      });
    }
    Missing(without_value, say::kNoValueOpen, say::kNoValueOpenMany);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!view_.currency_problem().empty()) {
      summary.value = Refused(MeasureUnit::kMoney, Words(view_.currency_problem()));
      return summary;
    }
    Sum open;
    uint64_t count = 0, closed = 0, won = 0;
    std::vector<double> days;
    for (const uint32_t position : cases) {
      const Opportunity& one = opportunities_[position];
      if (one.value) {
        open.Add(*one.value);
        ++count;
      } else {
        ++closed;
        won += one.won;
        days.push_back(one.days);
      }
    }
    const auto amount = [&](std::optional<double> value) {
      return ValueOf(value, count, MeasureUnit::kMoney, measuring_.min_count);
    };
    // A sum is a sum however few make it.
    summary.value = ValueOf(open.value(), count, MeasureUnit::kMoney, 0);
    AddLine(say::kMeanOpen,
            amount(count == 0 ? std::nullopt
                              : std::optional(open.value() / static_cast<double>(count))),
            summary);
    AddLine(say::kWonOfClosed, ShareOf(won, closed, measuring_.min_count), summary);
    std::vector<Line> beside;
    const Quantity median =
        MedianOf(std::move(days), MeasureUnit::kDays, measuring_.min_count, language(), beside);
    AddLine(say::kDaysToClose, median, summary);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Opportunity& one = opportunities_[position];
    if (one.value) return {say::kOpportunityOpen, FormatNumber(*one.value), one.days};
    return {one.won ? say::kWonAfter : say::kLostAfter, one.days};
  }

 private:
  struct Opportunity {
    std::optional<double> value;  // of an open one
    bool won = false;
    int32_t days = 0;  // until it was closed, or so far
  };

  void AddOne(uint32_t account, const book::Table& table, uint32_t row, const book::Stamp& from,
              uint64_t& without_value) {
    const book::Stamp opened = table.column("opened_at").stamp(row).value_or(table.at(row));
    auto closed = table.column("closed_at").stamp(row);
    if (closed && closed->instant > view_.as_of()) closed.reset();
    if (closed && *closed < from) return;
    Opportunity one;
    one.days = std::max(0, (closed ? closed->day : view_.today()) - opened.day);
    if (closed) {
      one.won = table.column("won").truth(row).value_or(false);
    } else {
      one.value = table.column("value").number(row);
      if (!one.value) {
        ++without_value;
        return;
      }
    }
    opportunities_.push_back(one);
    Add({account, view_.as_of(), one.value.value_or(0)});
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  std::vector<Opportunity> opportunities_;
};

class RenewalForecast : public Measurement {
 public:
  RenewalForecast(const View& view, const ruleset::Measuring& measuring)
      : view_(view),
        measuring_(measuring),
        bands_(view.history().bands()),
        lead_(static_cast<int32_t>(*measuring.horizon_days)),
        before_(RenewalsByBand(view, measuring.months, lead_)) {
    const book::Table& table = view.table(records::Kind::kContract);
    uint64_t without_value = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      if (view.life(account).lost) continue;
      view.ForEach(table, account, [&](uint32_t row) {
        const auto end = table.column("term_end").stamp(row);
        if (!end || end->day <= view.today() || end->day > view.today() + lead_) return;
        const auto value = table.column("value").number(row);
        if (!value) {
          ++without_value;
          return;
        }
        const size_t band = std::min<size_t>(view.health(account).band, bands_.names.size());
        dues_.push_back({end->day, *value, band});
        Add({account, view.as_of(), *value});
      });
    }
    Missing(without_value, say::kNoContractValueOne, say::kNoContractValueMany);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!view_.currency_problem().empty()) {
      summary.value = Refused(MeasureUnit::kMoney, Words(view_.currency_problem()));
      return summary;
    }
    Sum all;
    std::vector<Amount> amounts(bands_.names.size() + 1);
    for (const uint32_t position : cases) {
      const Due& due = dues_[position];
      all.Add(due.value);
      amounts[due.band].sum.Add(due.value);
      ++amounts[due.band].count;
    }
    // Amounts are what they are, however few make them.
    const Quantity in_all = ValueOf(all.value(), cases.size(), MeasureUnit::kMoney, 0);
    summary.value = Expected(in_all, amounts);
    AddLine(say::kDueInAll, in_all, summary);
    for (size_t band = 0; band < amounts.size(); ++band) {
      if (amounts[band].count == 0) continue;
      AddLine(Name(band),
              ValueOf(amounts[band].sum.value(), amounts[band].count, MeasureUnit::kMoney, 0),
              summary);
    }
    for (size_t band = 0; band < amounts.size(); ++band) {
      if (amounts[band].count == 0) continue;
      AddLine({say::kRenewedOfBand, Name(band), lead_}, Before(band), summary);
    }
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Due& due = dues_[position];
    return {say::kValueDue, FormatNumber(due.value), absl::FormatCivilTime(DayOfNumber(due.day)),
            Name(due.band)};
  }

 private:
  struct Due {
    int32_t day = 0;
    double value = 0;
    size_t band = 0;  // of Bands::names; behind them: without one
  };
  struct Amount {
    Sum sum;
    uint64_t count = 0;
  };

  Wording Name(size_t band) const {
    if (band >= bands_.names.size()) return say::kWithoutBand;
    return NameOf(view_.plan(), ruleset::TitleKind::kBand, bands_.names[band], language());
  }
  Quantity Before(size_t band) const {
    return ShareOf(before_[band].renewed, before_[band].due, measuring_.min_count);
  }

  // Σ amount × share that was renewed; where a band has too short a history, the amounts alone.
  Quantity Expected(const Quantity& in_all, const std::vector<Amount>& amounts) const {
    std::vector<statistics::Part> parts;
    std::vector<Wording> short_of;
    for (size_t band = 0; band < amounts.size(); ++band) {
      if (amounts[band].count == 0) continue;
      const Quantity share = Before(band);
      if (share.standing == Standing::kKnown) {
        parts.push_back({amounts[band].sum.value(), *share.value, *share.interval});
      } else {
        short_of.emplace_back(say::kCounted, Name(band), before_[band].due);
      }
    }
    Quantity expected = in_all;
    if (!short_of.empty()) {
      expected.why = Words(
          {say::kNotExpected, measuring_.min_count, Wording::Joined(std::move(short_of), ", ")});
    } else if (!parts.empty()) {
      const statistics::Estimate sum = statistics::CombinedOf(parts);
      expected.value = sum.value;
      expected.interval = sum.interval;
    }
    return expected;
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  const Bands& bands_;
  const int32_t lead_;
  const std::vector<RenewalShare> before_;
  std::vector<Due> dues_;
};

}  // namespace

MeasurementPointer MakeOpenPipeline(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<OpenPipeline>(view, measuring);
}
MeasurementPointer MakeRenewalForecast(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<RenewalForecast>(view, measuring);
}

}  // namespace bellwether::portfolio
