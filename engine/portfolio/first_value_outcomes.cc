// What becomes of accounts that reached value early or late, and what that is worth (P18, P28). The
// groups are told on the day of the last edge, of accounts that are customers then, and what
// becomes of them after it: otherwise those that were lost early would all have come late. Tested
// by tests/engine/portfolio/first_value_outcomes_test.cc.
#include <algorithm>
#include <optional>

#include "engine/base/number.h"
#include "engine/base/sum.h"
#include "engine/portfolio/buckets.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_journey.h"
#include "engine/statistics/combination.h"
#include "engine/statistics/proportion.h"

namespace bellwether::portfolio {
namespace {

constexpr double kPercent = 100;
constexpr double kDaysOfAYear = 365;
constexpr double kHundred = 100;

// Whether it came about within (first day, last day]; nothing where it was not in question.
std::optional<bool> FateOf(const View& view, uint32_t account, std::string_view fate, int32_t first,
                           int32_t last) {
  if (fate == fate::kKept) return view.WasCustomer(account, last);
  const bool renewals = fate == fate::kRenewed;
  const book::Table& table =
      view.table(renewals ? records::Kind::kContract : records::Kind::kRevenue);
  std::optional<bool> found = renewals ? std::nullopt : std::optional(false);
  view.ForEach(table, account, [&](uint32_t row) {
    const auto at = renewals ? table.column("term_end").stamp(row) : std::optional(table.at(row));
    if (!at || at->day <= first || at->day > last || at->instant > view.as_of()) return;
    if (!renewals) {
      const std::string_view movement = view.word(table.column("movement").word(row));
      found = *found || movement == records::movement::kExpansion;
      return;
    }
    // Of several terms the first is asked about.
    const std::string_view outcome = view.word(table.column("outcome").word(row));
    if (!found && !outcome.empty()) found = outcome != records::outcome::kLost;
  });
  return found;
}

Wording FateWords(std::string_view fate) {
  return fate == fate::kKept ? say::kKept : fate == fate::kRenewed ? say::kRenewed : say::kExpanded;
}

class ByFirstValue : public Measurement {
 public:
  ByFirstValue(const View& view, const ruleset::Measuring& measuring, std::string_view fate)
      : measuring_(measuring), fate_(fate) {
    if (measuring.edges.empty()) return;
    const auto landmark = static_cast<int32_t>(measuring.edges.back());
    uint64_t young = 0, gone = 0, open = 0;
    ForEachStarted(view, measuring.months, [&](uint32_t account, const Life& life) {
      const int32_t first = life.start->day + landmark;
      const int32_t last = life.start->day + horizon();
      if (last > view.today()) {
        ++young;
      } else if (!view.WasCustomer(account, first)) {
        ++gone;
      } else if (const auto came = FateOf(view, account, fate, first, last)) {
        AddAccount(view, account, life, first, *came);
      } else {
        ++open;
      }
    });
    Missing(young, say::kTooYoungOne, say::kTooYoungMany);
    Missing(gone, say::kLostByEdge, say::kLostByEdgeMany);
    Missing(open, say::kUndecided, say::kUndecidedMany);
  }

  Wording Say(uint32_t position) const override {
    const One& one = accounts_[position];
    const Wording value = one.days ? Wording(say::kValueAfter, *one.days) : say::kNoValueByEdge;
    return {one.came ? say::kBeside : say::kAndNot, value, FateWords(fate_)};
  }

 protected:
  struct Group {
    uint64_t came = 0;
    uint64_t n = 0;
  };

  int32_t horizon() const { return static_cast<int32_t>(*measuring_.horizon_days); }
  uint64_t min_count() const { return measuring_.min_count; }
  bool has_edges() const { return !measuring_.edges.empty(); }

  // Fastest first; the last are those that came later, or not yet.
  std::vector<Group> Groups(std::span<const uint32_t> cases) const {
    std::vector<Group> groups(measuring_.edges.size() + 1);
    for (const uint32_t position : cases) {
      Group& group = groups[accounts_[position].group];
      ++group.n;
      group.came += accounts_[position].came;
    }
    return groups;
  }
  void AddLines(const std::vector<Group>& groups, Summary& summary) const {
    for (size_t i = 0; i < groups.size(); ++i) {
      AddLine({say::kBeside, FateWords(fate_), GroupName(i)},
              ShareOf(groups[i].came, groups[i].n, min_count()), summary);
    }
  }
  Wording GroupName(size_t group) const {
    const auto& edges = measuring_.edges;
    if (group == edges.size()) return {say::kValueAfterDayOrNot, FormatNumber(edges.back())};
    if (group == 0) return {say::kValueByDay, FormatNumber(edges[0])};
    return {say::kValueBetween, FormatNumber(edges[group - 1]), FormatNumber(edges[group])};
  }
  // Of contract value that is told at the start.
  std::vector<double> Values(std::span<const uint32_t> cases) const {
    std::vector<double> values;
    for (const uint32_t position : cases) {
      if (accounts_[position].value) values.push_back(*accounts_[position].value);
    }
    return values;
  }

 private:
  struct One {
    size_t group = 0;
    std::optional<int32_t> days;  // to the first value, as far as the last edge
    bool came = false;
    std::optional<double> value;  // of the contract, a year
  };

  void AddAccount(const View& view, uint32_t account, const Life& life, int32_t landmark,
                  bool came) {
    const auto& edges = measuring_.edges;
    One one{edges.size(), std::nullopt, came,
            view.NumberAt(account, view.book().names().Find("acv"), life.start->instant)};
    if (life.first_value && life.first_value->day <= landmark) {
      one.days = std::max(0, life.first_value->day - life.start->day);
      one.group = BucketOf(edges, *one.days);
    }
    accounts_.push_back(one);
    Add({account, life.start->instant, came ? 0.0 : static_cast<double>(one.group + 1)});
  }

  const ruleset::Measuring& measuring_;
  const std::string fate_;
  std::vector<One> accounts_;
};

class OutcomeByFirstValue : public ByFirstValue {
 public:
  OutcomeByFirstValue(const View& view, const ruleset::Measuring& measuring)
      : ByFirstValue(view, measuring, measuring.of) {}

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!has_edges()) {
      summary.value = Refused(MeasureUnit::kPoints, Words(say::kNoEdges));
      return summary;
    }
    const std::vector<Group> groups = Groups(cases);
    const Group &fast = groups.front(), &slow = groups.back();
    const auto difference = statistics::DifferenceOf(fast.came, fast.n, slow.came, slow.n);
    if (difference) {
      summary.value =
          ValueOf(kPercent * difference->value, fast.n + slow.n, MeasureUnit::kPoints, 0);
      if (std::min(fast.n, slow.n) < min_count()) summary.value.standing = Standing::kFew;
      summary.value.interval = {kPercent * difference->interval.low,
                                kPercent * difference->interval.high};
      summary.value.why = Words(say::kAssociation);
    } else {
      summary.value = ValueOf(std::nullopt, 0, MeasureUnit::kPoints, 0);
    }
    AddLines(groups, summary);
    return summary;
  }
};

class WorthOfEarlierValue : public ByFirstValue {
 public:
  WorthOfEarlierValue(const View& view, const ruleset::Measuring& measuring)
      : ByFirstValue(view, measuring, fate::kKept), problem_(view.currency_problem()) {}

  Summary Summarize(std::span<const uint32_t> cases) const override {
    Summary summary;
    if (!has_edges() || !problem_.empty()) {
      summary.value =
          Refused(MeasureUnit::kMoney, Words(has_edges() ? problem_ : Wording(say::kNoEdges)));
      return summary;
    }
    const std::vector<Group> groups = Groups(cases);
    const std::vector<double> values = Values(cases);
    Sum sum;
    for (const double value : values) sum.Add(value);
    const double mean = values.empty() ? 0 : sum.value() / static_cast<double>(values.size());
    const Quantity fast = LifespanOf(groups.front()), slow = LifespanOf(groups.back());
    summary.value = Worth(mean, values.size(), fast, slow);
    AddLine({say::kLifespanOf, GroupName(0)}, fast, summary);
    AddLine({say::kLifespanOf, GroupName(groups.size() - 1)}, slow, summary);
    AddLine(say::kContractMean, ValueOf(mean, values.size(), MeasureUnit::kMoney, 0), summary);
    if (summary.value.value) {
      Quantity hundred = summary.value;
      hundred.value = kHundred * *hundred.value;
      if (hundred.interval) {
        hundred.interval = {kHundred * hundred.interval->low, kHundred * hundred.interval->high};
      }
      AddLine(say::kOfAHundred, hundred, summary);
    }
    AddLines(groups, summary);
    return summary;
  }

 private:
  // In years, if as many are lost in every span of the horizon as in the first. Contracts end once
  // in a term, so what was lost after the last edge is what a whole term loses.
  Quantity LifespanOf(const Group& group) const {
    const double years = horizon() / kDaysOfAYear;
    const Quantity lost = ShareOf(group.n - group.came, group.n, min_count());
    if (!lost.value) return ValueOf(std::nullopt, 0, MeasureUnit::kYears, 0);
    if (*lost.value <= 0) {
      return Refused(MeasureUnit::kYears, Words(say::kNobodyLost));
    }
    Quantity span = ValueOf(years / *lost.value, group.n, MeasureUnit::kYears, min_count());
    span.interval = {years / lost.interval->high, years / lost.interval->low};
    return span;
  }

  Quantity Worth(double mean, uint64_t n, const Quantity& fast, const Quantity& slow) const {
    if (n == 0) {
      Quantity none = ValueOf(std::nullopt, 0, MeasureUnit::kMoney, 0);
      none.why = Words(say::kNoContractValue);
      return none;
    }
    for (const Quantity* const span : {&fast, &slow}) {
      if (span->standing == Standing::kRefused) return Refused(MeasureUnit::kMoney, span->why);
      if (!span->value) return ValueOf(std::nullopt, 0, MeasureUnit::kMoney, 0);
    }
    const statistics::Part parts[] = {{mean, *fast.value, *fast.interval},
                                      {-mean, *slow.value, *slow.interval}};
    const statistics::Estimate difference = statistics::CombinedOf(parts);
    Quantity worth = ValueOf(difference.value, fast.n + slow.n, MeasureUnit::kMoney, 0);
    worth.interval = difference.interval;
    const bool few = fast.standing == Standing::kFew || slow.standing == Standing::kFew;
    if (few) worth.standing = Standing::kFew;
    worth.why = Words(say::kAssociation);
    return worth;
  }

  const Wording problem_;
};

}  // namespace

MeasurementPointer MakeOutcomeByFirstValue(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<OutcomeByFirstValue>(view, measuring);
}
MeasurementPointer MakeWorthOfEarlierValue(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<WorthOfEarlierValue>(view, measuring);
}

}  // namespace bellwether::portfolio
