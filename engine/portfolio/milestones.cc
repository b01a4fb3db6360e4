// Whether milestones are reached by their plan, and which hold the others up (P14, S7).
// Tested by tests/engine/portfolio/milestones_test.cc.
#include <algorithm>
#include <map>
#include <set>

#include "engine/portfolio/due_milestones.h"
#include "engine/portfolio/measurement.h"
#include "engine/portfolio/say_journey.h"
#include "engine/portfolio/waiting.h"
#include "engine/statistics/quantiles.h"
#include "engine/statistics/survival.h"

namespace bellwether::portfolio {
namespace {

using book::Name;

// What is known of one milestone over the accounts that had it.
struct Bottleneck {
  Name key = book::kNoName;
  bool critical = false;
  uint64_t due = 0;
  std::vector<double> days_late;  // of late ones
  std::map<std::string, uint64_t> causes;
  std::set<uint32_t> late_accounts;
  std::set<uint32_t> accounts;

  double mean_delay() const {
    const auto spread = statistics::SpreadOf(days_late);
    return spread ? spread->mean : 0;
  }
  // How often times how much, which is what bottlenecks are ranked by.
  double weight() const {
    return due == 0
               ? 0
               : static_cast<double>(days_late.size()) / static_cast<double>(due) * mean_delay();
  }
};

class Punctuality : public Measurement {
 public:
  Punctuality(const View& view, const ruleset::Measuring& measuring)
      : view_(view), measuring_(measuring) {
    const book::Stamp from = view.MonthsBefore(measuring.months);
    uint64_t without_plan = 0;
    for (uint32_t account = 0; account < view.book().account_count(); ++account) {
      Collect(account, from, without_plan);
    }
    Missing(without_plan, say::kNoPlan, say::kNoPlans);
  }

  Summary Summarize(std::span<const uint32_t> cases) const override {
    uint64_t on_time = 0;
    for (const uint32_t position : cases) on_time += !due_[position].late;
    Summary summary;
    summary.value = ShareOf(on_time, cases.size(), measuring_.min_count);
    summary.grids.push_back(Bottlenecks(Found(cases)));
    return summary;
  }

  // Of a milestone all that were due, with their days behind plan, or of how late they were the
  // late ones; what is open still is waited for. What is at stake is a difference of groups, and no
  // account's.
  std::optional<CasesInNumber> CasesIn(const NumberName& number,
                                       std::span<const uint32_t> cases) const override {
    const bool all = number.column == say::kLate.english;
    if (!all && number.column != say::kMeanDelay.english &&
        number.column != say::kMedianDelay.english) {
      return std::nullopt;
    }
    CasesInNumber found{MeasureUnit::kDays, {}};
    for (const auto& [name, bottleneck] : Found(cases)) {
      if (RowName(bottleneck).English() != number.row) continue;
      for (const uint32_t position : cases) {
        const DueMilestone& due = due_[position];
        if (due.key != bottleneck.key || (!all && !due.late)) continue;
        const auto days = static_cast<double>(due.days_late);
        found.cases.push_back({position, due.late, days, days, due.open});
      }
    }
    return found;
  }

  Wording Say(uint32_t position) const override {
    const DueMilestone& due = due_[position];
    const Wording name = Milestone(due.key);
    if (due.open) return {say::kMilestoneOpen, name, due.days_late};
    if (due.days_late <= 0) return {say::kMilestoneOnTime, name};
    return {say::kMilestoneLate, name, due.days_late};
  }

 private:
  Wording Milestone(Name key) const {
    return NameOf(view_.plan(), ruleset::TitleKind::kMilestone, view_.word(key), language());
  }

  void Collect(uint32_t account, const book::Stamp& from, uint64_t& without_plan) {
    const Milestones milestones = DueMilestonesOf(view_, account, from);
    without_plan += milestones.without_plan;
    for (const DueMilestone& due : milestones.due) {
      due_.push_back(due);
      Add({account, due.planned.instant, due.open ? static_cast<double>(due.days_late) : 0.0});
    }
  }

  // By the name of the milestone.
  using FoundBottlenecks = std::map<std::string_view, Bottleneck>;
  FoundBottlenecks Found(std::span<const uint32_t> cases) const {
    FoundBottlenecks found;
    for (const uint32_t position : cases) {
      const DueMilestone& due = due_[position];
      Note(due, found[view_.word(due.key)]);
    }
    for (auto& [name, bottleneck] : found) bottleneck.critical = IsCritical(name);
    return found;
  }

  void Note(const DueMilestone& due, Bottleneck& bottleneck) const {
    bottleneck.key = due.key;
    ++bottleneck.due;
    bottleneck.accounts.insert(due.account);
    if (!due.late) return;
    bottleneck.late_accounts.insert(due.account);
    bottleneck.days_late.push_back(due.days_late);
    const std::string_view cause = view_.word(due.cause);
    ++bottleneck.causes[std::string(cause.empty() ? say::kNoCause.english : cause)];
  }

  bool IsCritical(std::string_view name) const {
    const auto& order = view_.plan().milestones.order;
    return std::any_of(order.begin(), order.end(), [name](const auto& milestone) {
      return milestone.critical && milestone.name == name;
    });
  }

  Grid Bottlenecks(const FoundBottlenecks& found) const {
    std::vector<const Bottleneck*> ranked;
    for (const auto& [name, bottleneck] : found) ranked.push_back(&bottleneck);
    std::stable_sort(ranked.begin(), ranked.end(), [](const Bottleneck* a, const Bottleneck* b) {
      if (a->critical != b->critical) return a->critical;
      return a->weight() > b->weight();
    });
    Grid grid =
        GridOf(say::kBottlenecks, {say::kLate, say::kMeanDelay, say::kMedianDelay, say::kAtStake});
    for (const Bottleneck* bottleneck : ranked) {
      AddRow(RowName(*bottleneck), Cells(*bottleneck), grid);
    }
    return grid;
  }

  // "security_review (customer_capacity 3, our_process 1)"
  Wording RowName(const Bottleneck& bottleneck) const {
    Wording name = Milestone(bottleneck.key);
    if (bottleneck.critical) name = Wording(say::kCritical, name);
    if (bottleneck.causes.empty()) return name;
    std::vector<Wording> causes;
    for (const auto& [cause, count] : bottleneck.causes) {
      const bool none = cause == say::kNoCause.english;
      causes.emplace_back(say::kTimes, none ? Wording(say::kNoCause) : Wording(cause), count);
    }
    return {say::kCauses, name, Wording::Joined(std::move(causes), ", ")};
  }

  std::vector<Grid::Cell> Cells(const Bottleneck& bottleneck) const {
    const auto days = [&](std::optional<double> value, uint64_t n) {
      return Grid::Cell{ValueOf(value, n, MeasureUnit::kDays, measuring_.min_count)};
    };
    const auto spread = statistics::SpreadOf(bottleneck.days_late);
    const uint64_t late = bottleneck.days_late.size();
    return {{ShareOf(late, bottleneck.due, measuring_.min_count)},
            days(spread ? std::optional(spread->mean) : std::nullopt, late),
            days(spread ? std::optional(spread->median) : std::nullopt, late),
            days(AtStake(bottleneck), bottleneck.accounts.size())};
  }

  // Kaplan and Meier's median days to value of accounts with the delay less that of those without:
  // an association, which need not be its effect.
  std::optional<double> AtStake(const Bottleneck& bottleneck) const {
    std::vector<statistics::Followed> with, without;
    for (const uint32_t account : bottleneck.accounts) {
      const Life& life = view_.life(account);
      if (!life.start.has_value()) continue;
      const Wait wait = WaitOf(life, *life.start, life.first_value, life.lost, view_.today());
      auto& group = bottleneck.late_accounts.contains(account) ? with : without;
      group.push_back({wait.days, wait.ending == Ending::kReached, 0});
    }
    const auto slow = statistics::MedianOf(statistics::KaplanMeier(with));
    const auto fast = statistics::MedianOf(statistics::KaplanMeier(without));
    if (!slow.has_value() || !fast.has_value()) return std::nullopt;
    return slow->time - fast->time;
  }

  const View& view_;
  const ruleset::Measuring& measuring_;
  std::vector<DueMilestone> due_;
};

}  // namespace

MeasurementPointer MakeMilestonePunctuality(const View& view, const ruleset::Measuring& measuring) {
  return std::make_unique<Punctuality>(view, measuring);
}

}  // namespace bellwether::portfolio
