// Where the hours of the team go, and what they cost (P26).
// Tested by tests/engine/portfolio/team_test.cc.
#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/buckets.h"
#include "engine/portfolio/effort.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_people.h"

namespace bellwether::portfolio {
namespace {

// An onboarding that took more than so many times the usual hours is looked into.
constexpr double kInvestigateFrom = 2;

// Hours that count ÷ hours of which it is told. Hours of an account stand and fall together, so the
// interval is over accounts.
class HourShare : public Measurement {
 public:
  // Whether hours of a record count; nothing where the record does not tell.
  using Counts = std::function<std::optional<bool>(const book::Table& activities, uint32_t row)>;

  HourShare(const View& view, const ruleset::Measuring& measuring, const Counts& counts)
      : measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    const book::Table& activities = view.table(records::Kind::kActivity);
    uint64_t untold = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      view.ForEach(activities, account, [&](uint32_t row) {
        const auto hours = activities.column("hours").number(row);
        if (activities.at(row) < from || !hours) return;
        const auto counted = counts(activities, row);
        if (!counted) {
          ++untold;
          return;
        }
        hours_.push_back({*counted ? *hours : 0, *hours});
        Add({account, activities.at(row).instant, 0});
      });
    }
    Missing(untold, say::kActivityUntold, say::kActivitiesUntold);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::map<uint32_t, std::pair<Sum, Sum>> by_account;
    for (const uint32_t position : cases) {
      auto& [above, below] = by_account[this->cases()[position].account];
      above.Add(hours_[position].above);
      below.Add(hours_[position].below);
    }
    std::vector<statistics::Pair> pairs;
    Sum all;
    for (const auto& [account, sums] : by_account) {
      pairs.push_back({sums.first.value(), sums.second.value()});
      all.Add(sums.second.value());
    }
    Summary summary;
    summary.value = RatioQuantity(pairs, measuring_.min_count, language(), {0, 1});
    AddLine(say::kHoursInAll, ValueOf(all.value(), cases.size(), MeasureUnit::kHours, 0), summary);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    return {say::kHours, FormatNumber(hours_[position].below)};
  }

 private:
  const ruleset::Measuring& measuring_;
  std::vector<statistics::Pair> hours_;
};

// A number for each onboarding that graduated in the months: the median, and who is far above it.
class PerOnboarding : public Measurement {
 public:
  PerOnboarding(const View& view, const ruleset::Measuring& measuring, MeasureUnit unit)
      : view_(view), measuring_(measuring), unit_(unit) {}

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::vector<double> values;
    for (const uint32_t position : cases) values.push_back(values_[position]);
    Summary summary;
    if (!problem_.empty()) {
      summary.value = Refused(unit_, Words(problem_));
      return summary;
    }
    summary.value = MedianOf(values, unit_, measuring_.min_count, language(), summary.lines);
    uint64_t far = 0;
    for (const double value : values) far += value > kInvestigateFrom * *summary.value.value;
    AddLine(say::kTwiceMedian, ShareOf(far, values.size(), measuring_.min_count), summary);
    return summary;
  }

 protected:
  // `value(account, life)`: nothing where it cannot be told.
  template <typename Value>
  void Collect(const Value& value) {
    const book::Stamp from = view_.MonthsBefore(measuring_.months);
    uint64_t untold = 0;
    for (uint32_t account = 0; account < view_.book().account_count(); ++account) {
      const Life& life = view_.life(account);
      if (!life.start || !life.graduated || *life.graduated < from) continue;
      const std::optional<double> told = value(account, life);
      if (!told) {
        ++untold;
        continue;
      }
      values_.push_back(*told);
      Add({account, life.start->instant, *told});
    }
    Missing(untold, say::kOnboardingUntold, say::kOnboardingsUntold);
  }

  double value(uint32_t position) const { return values_[position]; }
  const View& view() const { return view_; }
  const ruleset::Measuring& measuring() const { return measuring_; }
  void RefuseAll(Wording problem) { problem_ = std::move(problem); }

 private:
  const View& view_;
  const ruleset::Measuring& measuring_;
  const MeasureUnit unit_;
  std::vector<double> values_;
  Wording problem_;
};

class OnboardingHours : public PerOnboarding {
 public:
  OnboardingHours(const View& view, const ruleset::Measuring& measuring)
      : PerOnboarding(view, measuring, MeasureUnit::kHours) {
    Collect([&](uint32_t account, const Life& life) {
      return HoursBetween(view, account, kEver, *life.graduated);
    });
  }
  Wording Say(uint32_t position) const override {
    return {say::kHours, FormatNumber(value(position))};
  }
};

// Costs that are told, and hours at the loaded rate of `figures`, ÷ contract value of the first
// year.
class OnboardingCost : public PerOnboarding {
 public:
  OnboardingCost(const View& view, const ruleset::Measuring& measuring)
      : PerOnboarding(view, measuring, MeasureUnit::kRatio) {
    const auto rate = FigureOf(measuring, "hourly_rate");
    const book::Name acv = view.book().names().Find("acv");
    if (!rate) {
      RefuseAll(say::kNoRate);
    } else if (!view.currency_problem().empty()) {
      RefuseAll(view.currency_problem());
    }
    Collect([&](uint32_t account, const Life& life) -> std::optional<double> {
      const auto value = view.NumberAt(account, acv, life.start->instant);
      const auto hours = HoursBetween(view, account, kEver, *life.graduated);
      if (!value || *value <= 0 || !hours) return std::nullopt;
      return (*hours * rate.value_or(0) + SpentBetween(view, account, kEver, *life.graduated)) /
             *value;
    });
  }

  // What is saved on onboardings and lost with customers is no saving: who was kept stands beside.
  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary = PerOnboarding::Summarize(cases);
    const bool refused = summary.value.standing == Standing::kRefused;
    if (!measuring().edges.empty() && !refused) summary.grids.push_back(Kept(cases));
    return summary;
  }

  Wording Say(uint32_t position) const override {
    return {say::kOfFirstYear, FormatFixed(100 * value(position), 1)};
  }

 private:
  // By the share of the first year that an onboarding cost.
  Grid Kept(std::span<const uint32_t> cases) const {
    const auto days = FigureOf(measuring(), "followed_days");
    const auto& edges = measuring().edges;
    struct Part {
      uint64_t n = 0, followed = 0, kept = 0;
    };
    std::vector<Part> parts(edges.size() + 1);
    for (const uint32_t position : cases) {
      Part& part = parts[BucketOf(edges, value(position))];
      ++part.n;
      if (!days) continue;
      const uint32_t account = this->cases()[position].account;
      const int32_t last = view().life(account).start->day + static_cast<int32_t>(*days);
      part.followed += last <= view().today();
      part.kept += last <= view().today() && view().WasCustomer(account, last);
    }
    Grid grid = GridOf(
        say::kByCost,
        {say::kOnboardings, days ? Wording(say::kKeptUntil, FormatNumber(*days)) : say::kKept});
    for (size_t i = 0; i < parts.size(); ++i) {
      const Quantity kept = days ? ShareOf(parts[i].kept, parts[i].followed, measuring().min_count)
                                 : Refused(MeasureUnit::kRatio, Words(say::kNoFollowedDays));
      AddRow(PartName(i), {{ShareOf(parts[i].n, cases.size(), measuring().min_count)}, {kept}},
             grid);
    }
    return grid;
  }

  Wording PartName(size_t part) const {
    const auto& edges = measuring().edges;
    const bool last = part == edges.size();
    const Wording percent(say::kPercent, FormatNumber(100 * (last ? edges.back() : edges[part])));
    return {last ? say::kMoreThan : say::kUpTo, percent};
  }
};

// Yearly revenue of the customers of one manager.
class RevenuePerManager : public Measurement {
 public:
  explicit RevenuePerManager(const View& view) : view_(view) {
    const book::Name csm = view.book().names().Find("csm");
    uint64_t without = 0, untold = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      if (!view.IsCustomer(account)) continue;
      std::string name = view.AttributeAt(account, csm, view.as_of());
      if (name.empty()) {
        ++without;
        continue;
      }
      const auto revenue = view.yearly_revenue(account);
      if (!revenue) {
        ++untold;
        continue;
      }
      managers_.push_back(std::move(name));
      revenue_.push_back(*revenue);
      Add({account, view.as_of(), 0});
    }
    Missing(without, say::kNoCsm, say::kNoCsms);
    Missing(untold, say::kNoRevenue, say::kNoRevenues);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!view_.currency_problem().empty()) {
      summary.value = Refused(MeasureUnit::kMoney, Words(view_.currency_problem()));
      return summary;
    }
    std::map<std::string, std::pair<Sum, uint64_t>> by_manager;
    for (const uint32_t position : cases) {
      auto& [sum, accounts] = by_manager[managers_[position]];
      sum.Add(revenue_[position]);
      ++accounts;
    }
    std::vector<double> sums;
    Grid grid = GridOf(say::kCsm, {say::kRevenueOver});
    for (const auto& [name, book] : by_manager) {
      sums.push_back(book.first.value());
      AddRow(name, {{ValueOf(book.first.value(), book.second, MeasureUnit::kMoney, 0)}}, grid);
    }
    // Managers are few by nature, and all of them are there: a median of three is one.
    summary.value = MedianOf(std::move(sums), MeasureUnit::kMoney, 0, language(), summary.lines);
    summary.value.interval.reset();
    summary.grids.push_back(std::move(grid));
    return summary;
  }

  Wording Say(uint32_t position) const override { return managers_[position]; }

 private:
  const View& view_;
  std::vector<std::string> managers_;
  std::vector<double> revenue_;
};

}  // namespace

MeasurementPointer MakeTimeShare(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<HourShare>(
      view, measuring,
      [&view, &measuring](const book::Table& activities, uint32_t row) -> std::optional<bool> {
        const std::string_view purpose = view.word(activities.column("purpose").word(row));
        return purpose.empty() ? std::nullopt : std::optional(purpose == measuring.of);
      });
}
MeasurementPointer MakeProactiveTime(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<HourShare>(view, measuring,
                                     [](const book::Table& activities, uint32_t row) {
                                       return activities.column("proactive").truth(row);
                                     });
}
MeasurementPointer MakeOnboardingHours(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<OnboardingHours>(view, measuring);
}
MeasurementPointer MakeOnboardingCost(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<OnboardingCost>(view, measuring);
}
MeasurementPointer MakeRevenuePerManager(const View& view,
                                         const ruleset::Measuring& /*measuring*/) {
  return std::make_unique<RevenuePerManager>(view);
}

}  // namespace bellwether::portfolio
