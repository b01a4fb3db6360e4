// Tested by tests/engine/portfolio/milestones_test.cc.
#include "engine/portfolio/due_milestones.h"

#include <algorithm>
#include <map>
#include <optional>

namespace bellwether::portfolio {

using book::Name;
using book::Stamp;

std::vector<uint32_t> LastPlansOf(const View& view, uint32_t account) {
  const book::Table& table = view.table(records::Kind::kMilestone);
  std::map<Name, uint32_t> last;
  view.ForEach(table, account, [&](uint32_t row) { last[table.column("key").word(row)] = row; });
  std::vector<uint32_t> rows;
  for (const auto& [key, row] : last) rows.push_back(row);
  std::sort(rows.begin(), rows.end());
  return rows;
}

Milestones DueMilestonesOf(const View& view, uint32_t account, const Stamp& from) {
  const book::Table& table = view.table(records::Kind::kMilestone);
  Milestones milestones;
  for (const uint32_t row : LastPlansOf(view, account)) {
    const std::optional<Stamp> planned = table.column("planned_at").stamp(row);
    if (!planned.has_value()) {
      ++milestones.without_plan;
      continue;
    }
    if (*planned < from) continue;
    auto completed = table.column("completed_at").stamp(row);
    if (completed.has_value() && completed->instant > view.as_of()) completed.reset();
    DueMilestone due;
    due.account = account;
    due.key = table.column("key").word(row);
    due.cause = table.column("cause").word(row);
    due.planned = *planned;
    due.open = !completed.has_value();
    due.days_late = (completed ? completed->day : view.today()) - planned->day;
    due.late = due.days_late > view.plan().milestones.grace_days;
    if (!due.open || due.late) milestones.due.push_back(due);
  }
  return milestones;
}

}  // namespace bellwether::portfolio
