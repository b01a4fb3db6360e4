// Tested by tests/engine/portfolio/worklist_test.cc.
#include "engine/portfolio/worklist.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/portfolio/due_milestones.h"
#include "engine/portfolio/worklist_health.h"

namespace bellwether::portfolio {
namespace {

using book::Stamp;
using book::Table;
using records::Kind;

constexpr int32_t kLast = std::numeric_limits<int32_t>::max();
constexpr int32_t kFirst = std::numeric_limits<int32_t>::min();
constexpr std::string_view kTarget = "target_graduation_at";
constexpr std::string_view kExpansion = "expansion";

class RecordLines {
 public:
  RecordLines(const View& view, const ruleset::Worklist& list, uint32_t account, Worklist& worklist)
      : view_(view),
        list_(list),
        account_(account),
        id_(view.book().account_id(account)),
        worklist_(worklist) {}

  // `band`: of the account today, "" for none.
  void Run(const std::string& band) {
    AddMilestones();
    AddTarget();
    AddRenewals(band);
    AddEngagement();
    AddOpportunities();
    AddTickets();
  }

 private:
  bool IsNear(int32_t day, int32_t within) const {
    return day >= view_.today() && day <= view_.today() + within;
  }

  // Of an onboarding that goes on: what was left open when it ended is nobody's work any more.
  void AddMilestones() {
    const Life& life = view_.life(account_);
    if (life.graduated || life.abandoned) return;
    const Table& table = view_.table(Kind::kMilestone);
    for (const uint32_t row : LastPlansOf(view_, account_)) {
      const auto planned = table.column("planned_at").stamp(row);
      const auto completed = table.column("completed_at").stamp(row);
      const bool done = completed && completed->instant <= view_.as_of();
      if (!planned || done) continue;
      const int32_t late = view_.today() - planned->day;
      if (late <= 0 && !IsNear(planned->day, list_.milestones_within)) continue;
      worklist_.deadlines.push_back({id_, std::string(view_.word(table.column("key").word(row))),
                                     planned->day, std::max(late, 0),
                                     std::string(view_.word(table.column("cause").word(row)))});
    }
  }

  // The last target that was told, of who has not graduated.
  void AddTarget() {
    const Life& life = view_.life(account_);
    const auto target = view_.DateOf(account_, kTarget);
    if (!target || life.graduated || life.abandoned) return;
    const int32_t late = view_.today() - target->day;
    if (late <= 0 && !IsNear(target->day, list_.milestones_within)) return;
    worklist_.deadlines.push_back(
        {id_, "target of graduation", target->day, std::max(late, 0), ""});
  }

  void AddRenewals(const std::string& band) {
    const Table& table = view_.table(Kind::kContract);
    view_.ForEach(table, account_, [&](uint32_t row) {
      const auto end = table.column("term_end").stamp(row);
      const bool decided = table.column("outcome").word(row) != book::kNoName;
      if (!end || decided || !IsNear(end->day, list_.renewals_within)) return;
      worklist_.renewals.push_back({id_, end->day, table.column("value").number(row), band,
                                    table.column("auto_renews").truth(row)});
    });
  }

  void AddEngagement() {
    const Table& table = view_.table(Kind::kActivity);
    Worklist::Engagement engagement;
    engagement.account = id_;
    view_.ForEach(table, account_, [&](uint32_t row) {
      const auto hours = table.column("responded_after_hours").number(row);
      if (hours) engagement.hours_to_answer = hours;
      if (!table.column("held").truth(row).value_or(true)) return;
      engagement.last = table.at(row).day;
      engagement.type = std::string(view_.word(table.column("type").word(row)));
    });
    engagement.quiet = !engagement.last || view_.today() - *engagement.last > list_.quiet_after;
    worklist_.engagements.push_back(std::move(engagement));
  }

  void AddOpportunities() {
    const Table& table = view_.table(Kind::kOpportunity);
    view_.ForEach(table, account_, [&](uint32_t row) {
      const auto closed = table.column("closed_at").stamp(row);
      const bool open = !closed || closed->instant > view_.as_of();
      if (!open || view_.word(table.column("type").word(row)) != kExpansion) return;
      const Stamp opened = table.column("opened_at").stamp(row).value_or(table.at(row));
      worklist_.opportunities.push_back({id_, table.column("value").number(row), opened.day});
    });
  }

  void AddTickets() {
    const Table& table = view_.table(Kind::kTicket);
    view_.ForEach(table, account_, [&](uint32_t row) {
      const auto resolved = table.column("resolved_at").stamp(row);
      if (resolved && resolved->instant <= view_.as_of()) return;
      Worklist::Ticket ticket;
      ticket.account = id_;
      ticket.id = std::string(table.id(row));
      ticket.type = std::string(view_.word(table.column("type").word(row)));
      ticket.opened = table.column("opened_at").stamp(row).value_or(table.at(row)).day;
      ticket.long_open = view_.today() - ticket.opened > list_.tickets_after;
      ticket.escalated = table.column("escalated").truth(row).value_or(false);
      ticket.frustrated = table.column("frustrated").truth(row).value_or(false);
      ticket.reopened = table.column("reopened").truth(row).value_or(false);
      if (ticket.long_open || ticket.escalated || ticket.frustrated) {
        worklist_.tickets.push_back(std::move(ticket));
      }
    });
  }

  const View& view_;
  const ruleset::Worklist& list_;
  const uint32_t account_;
  const std::string id_;
  Worklist& worklist_;
};

// Worst band first, then lowest score; who has none stands last.
bool StandsBefore(const Worklist::Standing& a, const Worklist::Standing& b) {
  if (a.health.has_value() != b.health.has_value()) return a.health.has_value();
  if (!a.health) return false;
  const uint32_t from_worst_a = a.health->band_count - a.health->band_rank;
  const uint32_t from_worst_b = b.health->band_count - b.health->band_rank;
  if (from_worst_a != from_worst_b) return from_worst_a < from_worst_b;
  return a.health->score < b.health->score;
}

template <typename Line, typename Key>
void SortBy(std::vector<Line>& lines, Key key) {
  std::stable_sort(lines.begin(), lines.end(),
                   [key](const Line& a, const Line& b) { return key(a) < key(b); });
}

}  // namespace

Worklist ListWork(const View& view, const ruleset::Worklist& list) {
  Worklist worklist;
  HealthReplay replay(view.book(), view.plan());
  for (uint32_t account = 0; account < view.book().account_count(); ++account) {
    if (view.life(account).lost) continue;
    ListHealth(view, list, account, replay, worklist);
    const auto& health = worklist.standings.back().health;
    RecordLines(view, list, account, worklist).Run(health ? health->band : "");
  }
  std::stable_sort(worklist.standings.begin(), worklist.standings.end(), StandsBefore);
  SortBy(worklist.actions, [](const auto& action) { return action.due.value_or(kLast); });
  SortBy(worklist.deadlines, [](const auto& deadline) { return deadline.day; });
  SortBy(worklist.renewals, [](const auto& renewal) { return renewal.day; });
  SortBy(worklist.engagements, [](const auto& one) { return one.last.value_or(kFirst); });
  SortBy(worklist.opportunities, [](const auto& opportunity) { return opportunity.opened; });
  SortBy(worklist.tickets, [](const auto& ticket) { return ticket.opened; });
  return worklist;
}

}  // namespace bellwether::portfolio
