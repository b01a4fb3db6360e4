// Customers that were lost, how fast that is in a year, and why they left (P17).
// Tested by tests/engine/portfolio/churn_test.cc.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "absl/time/civil_time.h"
#include "engine/base/civil_day.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_money.h"

namespace bellwether::portfolio {
namespace {

class AccountChurn : public Measurement {
 public:
  AccountChurn(const View& view, const ruleset::Measuring& measuring)
      : view_(view),
        measuring_(measuring),
        tellings_{{{view, records::Kind::kContract, "outcome", records::outcome::kLost},
                   {view, records::Kind::kRevenue, "movement", records::movement::kChurn}}} {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    uint64_t without_start = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      const Life& life = view.life(account);
      if (!life.start.has_value()) {
        ++without_start;
      } else if (*life.start <= from && (!life.lost || life.lost->instant > from.instant)) {
        lost_.push_back(life.lost);
        reasons_.push_back(life.lost ? ReasonsOf(account) : std::vector<std::string>());
        Add({account, from.instant, life.lost ? static_cast<double>(life.lost->instant) : 0.0});
      }
    }
    Missing(without_start, say::kNoStart, say::kNoStarts);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    const auto lost = static_cast<uint64_t>(std::count_if(
        cases.begin(), cases.end(), [this](uint32_t i) { return lost_[i].has_value(); }));
    Summary summary;
    summary.value = ShareOf(lost, cases.size(), measuring_.min_count);
    const double years = static_cast<double>(measuring_.months) / kMonthsOfAYear;
    AddLine(say::kYearSimple,
            Converted(summary.value, [years](double share) { return share / years; }), summary);
    AddLine(say::kYearCompounded,
            Converted(summary.value,
                      [years](double share) { return 1 - std::pow(1 - share, 1 / years); }),
            summary);
    summary.grids.push_back(Reasons(cases, lost));
    return summary;
  }

  Wording Say(uint32_t position) const override {
    if (!lost_[position]) return say::kACustomer;
    const Wording lost(say::kLostOn, absl::FormatCivilTime(DayOfNumber(lost_[position]->day)));
    const std::vector<std::string>& reasons = reasons_[position];
    if (reasons.empty()) return lost;
    return {say::kBecause, lost, Wording::Joined({reasons.begin(), reasons.end()}, ", ")};
  }

 private:
  // Records that say why an account was lost.
  struct Telling {
    Telling(const View& view, records::Kind kind, std::string_view field, std::string_view wanted)
        : table(view.table(kind)),
          event(table.column(field)),
          reason(table.column("reason")),
          lost(view.book().names().Find(wanted)) {}
    const book::Table& table;
    const book::Column& event;
    const book::Column& reason;
    const book::Name lost;  // the event that it was
  };

  // Of the last movement or contract that says one.
  std::vector<std::string> ReasonsOf(uint32_t account) const {
    std::vector<std::string> reasons;
    book::Stamp said;
    for (const Telling& telling : tellings_) {
      view_.ForEach(telling.table, account, [&](uint32_t row) {
        if (telling.event.word(row) != telling.lost || telling.lost == book::kNoName) return;
        const auto words = telling.reason.words(row);
        if (words.empty() || (!reasons.empty() && telling.table.at(row) < said)) return;
        said = telling.table.at(row);
        reasons.clear();
        for (const book::Name word : words) reasons.emplace_back(view_.word(word));
      });
    }
    std::sort(reasons.begin(), reasons.end());
    reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
    return reasons;
  }

  // Rising conversions take the ends of an interval along.
  template <typename Convert>
  static Quantity Converted(Quantity share, const Convert& convert) {
    share.events.reset();
    if (share.value) share.value = convert(*share.value);
    if (share.interval)
      share.interval = {convert(share.interval->low), convert(share.interval->high)};
    return share;
  }

  // Who names several counts as a part for each, so that shares make 100 % of those that were lost.
  Grid Reasons(std::span<const uint32_t> cases, uint64_t lost) const {
    struct Named {
      double parts = 0;
      uint64_t accounts = 0;
    };
    std::map<std::string, Named> named;
    for (const uint32_t position : cases) {
      if (!lost_[position]) continue;
      std::vector<std::string> reasons = reasons_[position];
      if (reasons.empty()) reasons.emplace_back(say::kNoReason.english);
      for (const std::string& reason : reasons) {
        named[reason].parts += 1.0 / static_cast<double>(reasons.size());
        ++named[reason].accounts;
      }
    }
    std::vector<std::pair<std::string, Named>> ranked(named.begin(), named.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.second.parts > b.second.parts; });
    Grid grid = GridOf(say::kReasons, {say::kShareOfLost, say::kNamedBy});
    for (const auto& [reason, count] : ranked) {
      Quantity share;
      share.n = lost;
      share.value = count.parts / static_cast<double>(lost);
      share.standing = lost < measuring_.min_count ? Standing::kFew : Standing::kKnown;
      const bool none = reason == say::kNoReason.english;
      AddRow(none ? Wording(say::kNoReason) : Wording(reason),
             {{share}, {ShareOf(count.accounts, lost, measuring_.min_count)}}, grid);
    }
    return grid;
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  const std::array<Telling, 2> tellings_;
  std::vector<std::optional<book::Stamp>> lost_;
  std::vector<std::vector<std::string>> reasons_;
};

}  // namespace

MeasurementPointer MakeAccountChurn(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<AccountChurn>(view, measuring);
}

}  // namespace bellwether::portfolio
