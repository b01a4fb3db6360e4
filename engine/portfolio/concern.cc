// Customers that give concern, and how many of them stay (P20). What gives concern is the pack's:
// bands of health, severities of raised flags.
// Tested by tests/engine/portfolio/concern_test.cc.
#include <algorithm>
#include <cmath>

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/buckets.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/mondays.h"
#include "engine/portfolio/say_people.h"

namespace bellwether::portfolio {
namespace {

// Why an account gives concern.
struct Concern {
  bool by_band = false;
  uint64_t severities = 0;  // those of the metric's that a raised flag has
  bool any() const { return by_band || severities != 0; }
};

class Concerns {
 public:
  Concerns(const View& view, const ruleset::Measuring& measuring)
      : bands_(view.history().bands()), measuring_(measuring), plan_(view.plan()) {
    for (const uint32_t severity : measuring.severities) mask_ |= SeverityBit(severity);
  }

  Concern Of(const HealthState& state) const {
    const auto& bands = measuring_.bands;
    const bool by_band =
        std::find(bands.begin(), bands.end(), bands_.NameOf(state.band)) != bands.end();
    return {by_band, state.severities & mask_};
  }
  // Whether the pack can say that there is none: without a band nobody can.
  bool CanTell(const HealthState& state) const {
    return measuring_.bands.empty() || state.band != kNoBand || Of(state).any();
  }

  Wording Band(std::string_view band, std::string_view language) const {
    return NameOf(plan_, ruleset::TitleKind::kBand, band, language);
  }
  Wording Severity(uint32_t severity, std::string_view language) const {
    return NameOf(plan_, ruleset::TitleKind::kSeverity, plan_.severities[severity], language);
  }
  // "yellow, a flag that is red"
  Wording Words(const HealthState& state, std::string_view language) const {
    std::vector<Wording> words;
    const Concern concern = Of(state);
    if (concern.by_band) words.push_back(Band(bands_.NameOf(state.band), language));
    for (const uint32_t severity : measuring_.severities) {
      if ((concern.severities & SeverityBit(severity)) == 0) continue;
      words.emplace_back(say::kRaisedFlag, Severity(severity, language));
    }
    return Wording::Joined(std::move(words), ", ");
  }

  // By which of them, one line each: those in a band, those with a flag, and those with both.
  void AddLines(const std::vector<HealthState>& states, uint64_t n, std::string_view language,
                Summary& summary) const {
    const auto line = [&](const Wording& name, const auto& counts) {
      const auto count = static_cast<uint64_t>(std::count_if(states.begin(), states.end(), counts));
      summary.lines.push_back(LineOf(name, ShareOf(count, n, measuring_.min_count), language));
    };
    for (const std::string& band : measuring_.bands) {
      line(Band(band, language),
           [&](const HealthState& state) { return bands_.NameOf(state.band) == band; });
    }
    for (const uint32_t severity : measuring_.severities) {
      line({say::kWithFlag, Severity(severity, language)}, [&](const HealthState& state) {
        return (state.severities & SeverityBit(severity)) != 0;
      });
    }
    if (measuring_.bands.empty() || measuring_.severities.empty()) return;
    line(say::kByBoth, [&](const HealthState& state) {
      const Concern concern = Of(state);
      return concern.by_band && concern.severities != 0;
    });
  }

 private:
  const Bands& bands_;
  const ruleset::Measuring& measuring_;
  const Plan& plan_;
  uint64_t mask_ = 0;
};

// Days from a day to the next end of a contract that is known, or to the renewal that the account
// tells; nothing when neither lies ahead.
std::optional<int32_t> DaysToRenewal(const View& view, uint32_t account, int32_t day) {
  std::optional<int32_t> next;
  const book::Table& contracts = view.table(records::Kind::kContract);
  view.ForEach(contracts, account, [&](uint32_t row) {
    const auto end = contracts.column("term_end").stamp(row);
    if (end && end->day > day && (!next || end->day < *next)) next = end->day;
  });
  if (!next) {
    const book::Instant then =
        book::StampOf(Moment::Date(DayOfNumber(day)), view.book().zone_of(account)).instant;
    const auto told = view.DateAt(account, "renewal_at", then);
    if (told && told->day > day) next = told->day;
  }
  return next ? std::optional(*next - day) : std::nullopt;
}

// "up to 30 days before the renewal", ..., "more than 90 days": a share of `events` for each part
// between the edges, and one for those whose renewal is not known.
class ByLead {
 public:
  explicit ByLead(const ruleset::Measuring& measuring)
      : measuring_(measuring), parts_(measuring.edges.size() + 2) {}

  void Add(std::optional<int32_t> days, bool event) {
    const auto& edges = measuring_.edges;
    const size_t part = !days ? parts_.size() - 1 : BucketOf(edges, *days);
    ++parts_[part].n;
    parts_[part].events += event;
  }

  // `of_all`: of a stock, a part's share of all; otherwise the share of its own events.
  void AddLines(std::optional<uint64_t> of_all, std::string_view language, Summary& summary) const {
    if (measuring_.edges.empty()) return;
    for (size_t part = 0; part < parts_.size(); ++part) {
      const auto& [events, n] = parts_[part];
      if (n == 0 && part + 1 == parts_.size()) continue;
      summary.lines.push_back(
          LineOf(Name(part), ShareOf(events, of_all.value_or(n), measuring_.min_count), language));
    }
  }

 private:
  struct Part {
    uint64_t events = 0;
    uint64_t n = 0;
  };

  Wording Name(size_t part) const {
    const auto& edges = measuring_.edges;
    if (part > edges.size()) return say::kRenewalUnknown;
    if (part == edges.size()) return {say::kMoreBefore, FormatNumber(edges.back())};
    if (part == 0) return {say::kUpToBefore, FormatNumber(edges[0])};
    return {say::kBetweenBefore, FormatNumber(edges[part - 1]), FormatNumber(edges[part])};
  }

  const ruleset::Measuring& measuring_;
  std::vector<Part> parts_;
};

class AccountsOfConcern : public Measurement {
 public:
  AccountsOfConcern(const View& view, const ruleset::Measuring& measuring)
      : view_(view), measuring_(measuring), concerns_(view, measuring) {
    uint64_t untold = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      if (!view.IsCustomer(account)) continue;
      const HealthState& state = view.health(account);
      if (!concerns_.CanTell(state)) {
        ++untold;
        continue;
      }
      Customer customer{state, view.yearly_revenue(account), std::nullopt};
      const bool concern = concerns_.Of(state).any();
      if (concern) customer.renews_in = DaysToRenewal(view, account, view.today());
      customers_.push_back(customer);
      Add({account, view.as_of(), concern ? customer.revenue.value_or(0) + 1 : 0});
    }
    Missing(untold, say::kCannotTell, say::kCannotTellMany);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    std::vector<HealthState> states;
    std::vector<double> days;
    ByLead leads(measuring_);
    Sum revenue;
    uint64_t with_revenue = 0;
    for (const uint32_t position : cases) {
      const Customer& customer = customers_[position];
      if (!concerns_.Of(customer.state).any()) continue;
      states.push_back(customer.state);
      revenue.Add(customer.revenue.value_or(0));
      with_revenue += customer.revenue.has_value();
      if (customer.renews_in) days.push_back(*customer.renews_in);
      leads.Add(customer.renews_in, true);
    }
    Summary summary;
    summary.value = ShareOf(states.size(), cases.size(), measuring_.min_count);
    concerns_.AddLines(states, cases.size(), language(), summary);
    AddLine(say::kTheirRevenue, Revenue(revenue.value(), with_revenue), summary);
    std::vector<Line> spread;
    AddLine(say::kDaysToRenewal,
            MedianOf(std::move(days), MeasureUnit::kDays, 0, language(), spread), summary);
    leads.AddLines(states.size(), language(), summary);
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const Customer& customer = customers_[position];
    const Wording revenue = customer.revenue
                                ? Wording(say::kAYear, FormatNumber(std::round(*customer.revenue)))
                                : Wording(say::kRevenueUnknown);
    const Wording what(say::kConcernOf, concerns_.Words(customer.state, language()), revenue);
    if (!customer.renews_in) return what;
    return {say::kRenewsIn, what, *customer.renews_in};
  }

 private:
  struct Customer {
    HealthState state;
    std::optional<double> revenue;  // yearly
    std::optional<int32_t> renews_in;
  };

  Quantity Revenue(double amount, uint64_t n) const {
    if (!view_.currency_problem().empty()) {
      return Refused(MeasureUnit::kMoney, Words(view_.currency_problem()));
    }
    return ValueOf(amount, n, MeasureUnit::kMoney, 0);
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  const Concerns concerns_;
  std::vector<Customer> customers_;
};

class KeptAfterConcern : public Measurement {
 public:
  KeptAfterConcern(const View& view, const ruleset::Measuring& measuring)
      : view_(view),
        measuring_(measuring),
        concerns_(view, measuring),
        horizon_(static_cast<int32_t>(*measuring.horizon_days)) {
    const std::vector<int32_t> days =
        MondaysBetween(view.MonthsBefore(measuring.months).day, view.today());
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      AddFirst(account, days);
    }
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    uint64_t kept = 0, mature = 0;
    ByLead leads(measuring_);
    std::vector<HealthState> states;
    for (const uint32_t position : cases) {
      const First& first = firsts_[position];
      if (!first.mature) continue;
      ++mature;
      kept += first.kept;
      leads.Add(first.lead, first.kept);
      states.push_back(first.state);
    }
    Summary summary;
    summary.value = ShareOf(kept, mature, measuring_.min_count);
    leads.AddLines(std::nullopt, language(), summary);
    AddLine({say::kConcernYoung, horizon_},
            ShareOf(cases.size() - mature, cases.size(), measuring_.min_count), summary);
    summary.grids.push_back(ByReason(cases));
    return summary;
  }

  Wording Say(uint32_t position) const override {
    const First& first = firsts_[position];
    const Wording since(say::kConcernSince, absl::FormatCivilTime(DayOfNumber(first.day)),
                        concerns_.Words(first.state, language()));
    if (!first.mature) return {say::kTooYoung, since};
    return {say::kBeside, since, first.kept ? say::kKept : say::kLost};
  }

 private:
  struct First {
    int32_t day = 0;
    HealthState state;
    std::optional<int32_t> lead;  // days to the renewal
    bool mature = false;
    bool kept = false;
  };

  void AddFirst(uint32_t account, const std::vector<int32_t>& days) {
    const Life& life = view_.life(account);
    for (const int32_t day : days) {
      if (!view_.WasCustomer(account, day)) continue;
      const HealthState state = view_.history().On(account, day);
      if (!concerns_.Of(state).any()) continue;
      First first{day, state, DaysToRenewal(view_, account, day), false, false};
      first.mature = day + horizon_ <= view_.today();
      // Lost on the day itself is lost by that day.
      first.kept = !life.lost || life.lost->day > day + horizon_;
      firsts_.push_back(first);
      Add({account, book::StampOf(Moment::Date(DayOfNumber(day)), view_.book().zone()).instant,
           first.mature && !first.kept ? 1.0 + day : 0.0});
      return;
    }
  }

  // Kept ÷ of concern, by what gave it.
  Grid ByReason(std::span<const uint32_t> cases) const {
    Grid grid = GridOf(say::kByReason, {say::kKept});
    const auto add = [&](const Wording& name, const auto& belongs) {
      uint64_t kept = 0, n = 0;
      for (const uint32_t position : cases) {
        const First& first = firsts_[position];
        if (!first.mature || !belongs(concerns_.Of(first.state), first.state)) continue;
        ++n;
        kept += first.kept;
      }
      AddRow(name, {{ShareOf(kept, n, measuring_.min_count)}}, grid);
    };
    const Bands& bands = view_.history().bands();
    for (const std::string& band : measuring_.bands) {
      add(concerns_.Band(band, language()), [&](const Concern&, const HealthState& state) {
        return bands.NameOf(state.band) == band;
      });
    }
    for (const uint32_t severity : measuring_.severities) {
      add({say::kRaisedFlag, concerns_.Severity(severity, language())},
          [&](const Concern& concern, const HealthState&) {
            return (concern.severities & SeverityBit(severity)) != 0;
          });
    }
    return grid;
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  const Concerns concerns_;
  const int32_t horizon_;
  std::vector<First> firsts_;
};

}  // namespace

MeasurementPointer MakeAccountsOfConcern(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<AccountsOfConcern>(view, measuring);
}
MeasurementPointer MakeKeptAfterConcern(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<KeptAfterConcern>(view, measuring);
}

}  // namespace bellwether::portfolio
