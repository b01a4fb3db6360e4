// What each manager looks after, and whose onboardings take longer than those of others (P26).
// Tested by tests/engine/portfolio/managers_test.cc.
#include <algorithm>
#include <map>
#include <optional>

#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/due_contracts.h"
#include "engine/portfolio/effort.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/revenue_flow.h"
#include "engine/portfolio/say_people.h"
#include "engine/statistics/quantiles.h"

namespace bellwether::portfolio {
namespace {

// Half as much again as the others is looked into.
constexpr double kInvestigateFrom = 1.5;

class HoursAgainstPeers : public Measurement {
 public:
  HoursAgainstPeers(const View& view, const ruleset::Measuring& measuring)
      : plan_(view.plan()), measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    const book::Name csm = view.book().names().Find("csm");
    const book::Name segment = view.book().names().Find("segment");
    uint64_t untold = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      const Life& life = view.life(account);
      if (!life.start || !life.graduated || *life.graduated < from) continue;
      const auto hours = HoursBetween(view, account, kEver, *life.graduated);
      std::string manager = view.AttributeAt(account, csm, life.start->instant);
      if (!hours || manager.empty()) {
        ++untold;
        continue;
      }
      onboardings_.push_back(
          {view.AttributeAt(account, segment, life.start->instant), std::move(manager), *hours});
      Add({account, life.start->instant, *hours});
    }
    Missing(untold, say::kHoursOrCsm, say::kHoursOrCsmMany);
  }

  // Peers are those of the whole book, whoever is looked at.
  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::map<std::pair<std::string, std::string>, std::vector<double>> own;
    for (const uint32_t position : cases) {
      const Onboarding& one = onboardings_[position];
      own[{one.segment, one.manager}].push_back(one.hours);
    }
    Summary summary;
    Grid grid = GridOf(say::kCsmBySegment, {say::kHoursByOthers, say::kHoursMedian});
    uint64_t compared = 0, far = 0;
    std::optional<double> highest;
    uint64_t n = 0;
    for (auto& [key, hours] : own) {
      const Quantity times = AgainstOthers(key.first, key.second, hours);
      if (times.standing == Standing::kKnown) {
        ++compared;
        n += hours.size();
        far += *times.value >= kInvestigateFrom;
        if (!highest || *times.value > *highest) highest = times.value;
      }
      std::vector<Line> spread;
      AddRow(ManagerWords(key.second, key.first),
             {{times},
              {MedianOf(hours, MeasureUnit::kHours, measuring_.min_count, language(), spread)}},
             grid);
    }
    summary.value = ValueOf(highest, compared == 0 ? 0 : n, MeasureUnit::kTimes, 0);
    if (compared == 0 && !cases.empty()) {
      summary.value = ValueOf(std::nullopt, 0, MeasureUnit::kTimes, 0);
      summary.value.why = Words({say::kNoPeers, measuring_.min_count});
    }
    AddLine(say::kHalfMore, ShareOf(far, compared, /*min_count=*/0), summary);
    summary.grids.push_back(std::move(grid));
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Onboarding& one = onboardings_[position];
    return {say::kHoursOf, FormatNumber(one.hours), ManagerWords(one.manager, one.segment)};
  }

 private:
  // "Ana, enterprise"
  Wording ManagerWords(const std::string& manager, const std::string& segment) const {
    if (segment.empty()) return manager;
    return {say::kBeside, manager,
            NameOf(plan_, ruleset::TitleKind::kSegment, segment, language())};
  }

  struct Onboarding {
    std::string segment;
    std::string manager;
    double hours = 0;
  };

  Quantity AgainstOthers(const std::string& segment, const std::string& manager,
                         const std::vector<double>& hours) const {
    std::vector<double> others;
    for (const Onboarding& one : onboardings_) {
      if (one.segment == segment && one.manager != manager) others.push_back(one.hours);
    }
    const uint64_t least = std::min(hours.size(), others.size());
    const auto mine = statistics::SpreadOf(hours);
    const auto theirs = statistics::SpreadOf(std::move(others));
    if (!mine || !theirs || theirs->median <= 0)
      return ValueOf(std::nullopt, 0, MeasureUnit::kTimes, 0);
    Quantity times = ValueOf(mine->median / theirs->median, hours.size(), MeasureUnit::kTimes, 0);
    if (least < measuring_.min_count) times.standing = Standing::kFew;
    return times;
  }

  const Plan& plan_;
  const ruleset::Measuring& measuring_;
  std::vector<Onboarding> onboardings_;
};

class AccountsPerManager : public Measurement {
 public:
  AccountsPerManager(const View& view, const ruleset::Measuring& measuring)
      : view_(view), measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    const std::vector<double> expansion = Expansion(from);
    const std::vector<RenewalShare> renewals = Renewals();
    uint64_t without = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      const bool customer = view.IsCustomer(account);
      if (!customer && renewals[account].due == 0) continue;
      std::string name = view.AttributeAt(account, view.book().names().Find("csm"), view.as_of());
      if (name.empty()) {
        without += customer;
        continue;
      }
      One one{std::move(name),
              customer,
              view.yearly_revenue(account),
              kMonthsOfAYear * expansion[account],
              renewals[account],
              std::nullopt};
      if (customer) one.moved = MovedOf(account, from);
      accounts_.push_back(std::move(one));
      Add({account, view.as_of(), 0});
    }
    Missing(without, say::kNoCsm, say::kNoCsms);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::map<std::string, Sums> managers;
    uint64_t customers = 0;
    for (const uint32_t position : cases) {
      const One& one = accounts_[position];
      managers[one.manager].Add(one);
      customers += one.customer;
    }
    std::vector<double> counts;
    Grid grid = GridOf(say::kCsm, {say::kCustomers, say::kYearlyRevenue, say::kExpansionAYear,
                                   say::kRenewedOfDue, say::kRoseLessFell});
    for (const auto& [name, sums] : managers) {
      if (sums.customers > 0) counts.push_back(static_cast<double>(sums.customers));
      AddRow(name, Cells(sums), grid);
    }
    Summary summary;
    // Managers are few by nature, and all of them are there: a median of three is one.
    summary.value = MedianOf(std::move(counts), MeasureUnit::kCount, 0, language(), summary.lines);
    summary.value.interval.reset();
    AddLine(say::kCustomersInAll,
            ValueOf(static_cast<double>(customers), customers, MeasureUnit::kCount, 0), summary);
    summary.grids.push_back(std::move(grid));
    return summary;
  }

  Wording Say(uint32_t position) const override { return accounts_[position].manager; }

 private:
  struct One {
    std::string manager;
    bool customer = false;          // still
    std::optional<double> revenue;  // yearly
    double expansion = 0;
    RenewalShare renewals;
    std::optional<int> moved;  // its band: 1 it rose, -1 it fell
  };
  struct Sums {
    uint64_t customers = 0;
    uint64_t with_revenue = 0;  // of the customers
    Sum revenue, expansion;
    RenewalShare renewals;
    uint64_t with_bands = 0;
    int moved = 0;
    void Add(const One& one) {
      customers += one.customer;
      with_revenue += one.customer && one.revenue.has_value();
      revenue.Add(one.revenue.value_or(0));
      expansion.Add(one.expansion);
      renewals.renewed += one.renewals.renewed;
      renewals.due += one.renewals.due;
      with_bands += one.moved.has_value();
      moved += one.moved.value_or(0);
    }
  };

  // Monthly, by account.
  std::vector<double> Expansion(const book::Stamp& from) const {
    std::vector<double> expansion(view_.book().account_count());
    for (const RevenueFlow& flow : view_.revenue_flows(from.instant)) {
      expansion[flow.account] = flow.moved[static_cast<size_t>(Movement::kExpansion)];
    }
    return expansion;
  }

  std::vector<RenewalShare> Renewals() const {
    std::vector<RenewalShare> shares(view_.book().account_count());
    for (const DueContract& contract : ContractsDue(view_, measuring_.months)) {
      if (contract.outcome.empty()) continue;
      ++shares[contract.account].due;
      shares[contract.account].renewed += contract.renewed();
    }
    return shares;
  }

  // Only of those that had a band then and have one now.
  std::optional<int> MovedOf(uint32_t account, const book::Stamp& from) const {
    if (!view_.WasCustomer(account, from.day)) return std::nullopt;
    const uint8_t then = view_.history().On(account, from.day).band;
    const uint8_t now = view_.health(account).band;
    if (then == kNoBand || now == kNoBand) return std::nullopt;
    return now < then ? 1 : now > then ? -1 : 0;
  }

  std::vector<Grid::Cell> Cells(const Sums& sums) const {
    const auto money = [&](const Sum& sum) {
      if (!view_.currency_problem().empty()) {
        return Refused(MeasureUnit::kMoney, Words(view_.currency_problem()));
      }
      return ValueOf(sum.value(), sums.with_revenue, MeasureUnit::kMoney, 0);
    };
    return {{ValueOf(static_cast<double>(sums.customers), sums.customers, MeasureUnit::kCount, 0)},
            {money(sums.revenue)},
            {money(sums.expansion)},
            {ShareOf(sums.renewals.renewed, sums.renewals.due, measuring_.min_count)},
            {ValueOf(static_cast<double>(sums.moved), sums.with_bands, MeasureUnit::kCount, 0)}};
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  std::vector<One> accounts_;
};

}  // namespace

MeasurementPointer MakeHoursAgainstPeers(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<HoursAgainstPeers>(view, measuring);
}
MeasurementPointer MakeAccountsPerManager(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<AccountsPerManager>(view, measuring);
}

}  // namespace bellwether::portfolio
