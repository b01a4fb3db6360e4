// What may be sold and what is to be renewed (P19, P21).
// Tested by tests/engine/portfolio/pipeline_test.cc.
#include <algorithm>
#include <map>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/measurement.h"

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
    Missing(without_value, "open opportunity has no value, and is not counted",
            "open opportunities have no value, and are not counted");
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!view_.currency_problem().empty()) {
      summary.value = Refused(MeasureUnit::kMoney, view_.currency_problem());
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
    summary.lines.push_back(
        {"mean of an open one",
         amount(count == 0 ? std::nullopt
                           : std::optional(open.value() / static_cast<double>(count)))});
    summary.lines.push_back({"won of those closed", ShareOf(won, closed, measuring_.min_count)});
    std::vector<Line> beside;
    const Quantity median =
        MedianOf(std::move(days), MeasureUnit::kDays, measuring_.min_count, beside);
    summary.lines.push_back({"median days to close", median});
    return summary;
  }

  std::string Say(uint32_t position) const override {
    const Opportunity& one = opportunities_[position];
    if (one.value) return absl::StrCat(FormatNumber(*one.value), ", open for ", one.days, " days");
    return absl::StrCat(one.won ? "won" : "lost", " after ", one.days, " days");
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
  RenewalForecast(const View& view, const ruleset::Measuring& measuring) : view_(view) {
    const int32_t last = view.today() + static_cast<int32_t>(*measuring.horizon_days);
    const book::Table& table = view.table(records::Kind::kContract);
    uint64_t without_value = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      if (view.life(account).lost) continue;
      view.ForEach(table, account, [&](uint32_t row) {
        const auto end = table.column("term_end").stamp(row);
        if (!end || end->day <= view.today() || end->day > last) return;
        const auto value = table.column("value").number(row);
        if (!value) {
          ++without_value;
          return;
        }
        dues_.push_back({end->day, *value, view.band(account)});
        Add({account, view.as_of(), *value});
      });
    }
    Missing(without_value, "contract has no value, and is not counted",
            "contracts have no value, and are not counted");
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!view_.currency_problem().empty()) {
      summary.value = Refused(MeasureUnit::kMoney, view_.currency_problem());
      return summary;
    }
    Sum all;
    std::map<std::string, std::pair<Sum, uint64_t>> by_band;
    for (const uint32_t position : cases) {
      const Due& due = dues_[position];
      all.Add(due.value);
      auto& [sum, count] = by_band[due.band.empty() ? "without a band" : due.band];
      sum.Add(due.value);
      ++count;
    }
    // Amounts are what they are, however few make them.
    summary.value = ValueOf(all.value(), cases.size(), MeasureUnit::kMoney, 0);
    for (const auto& [band, amount] : by_band) {
      summary.lines.push_back(
          {band, ValueOf(amount.first.value(), amount.second, MeasureUnit::kMoney, 0)});
    }
    return summary;
  }

  std::string Say(uint32_t position) const override {
    const Due& due = dues_[position];
    return absl::StrCat(FormatNumber(due.value), " due on ",
                        absl::FormatCivilTime(DayOfNumber(due.day)), ", ",
                        due.band.empty() ? "without a band" : due.band);
  }

 private:
  struct Due {
    int32_t day = 0;
    double value = 0;
    std::string band;
  };

  const View& view_;
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
