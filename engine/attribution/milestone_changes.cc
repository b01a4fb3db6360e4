// Facts about milestones are no sum of slots: what changed about them is in the account's plan.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "engine/attribution/change_words.h"
#include "engine/base/civil_day.h"
#include "engine/facts/account.h"

namespace bellwether {
namespace {

std::string DayText(int32_t day) { return FormatMoment(Moment::Date(DayOfNumber(day))); }

std::string DayText(const std::optional<int32_t>& day) { return day ? DayText(*day) : "no day"; }

const BoundMilestone* MilestoneAt(const Stop& stop, const std::string& key) {
  const auto& milestones = stop.facts->milestones;
  const auto found =
      std::find_if(milestones.begin(), milestones.end(),
                   [&key](const BoundMilestone& milestone) { return milestone.key == key; });
  return found == milestones.end() ? nullptr : &*found;
}

// Open, and more than the grace after its plan (S7).
bool IsOverdue(const Stop& stop, const BoundMilestone& milestone) {
  return milestone.applicable && !milestone.completed && milestone.planned &&
         stop.facts->today - *milestone.planned > stop.plan->milestones.grace_days;
}

// "training done 2026-03-12", "training fell due"; "" when nothing about it changed.
std::string ChangeText(const Stop& from, const BoundMilestone& before, const Stop& to,
                       const BoundMilestone& after) {
  if (before.applicable != after.applicable) {
    return absl::StrCat(after.key, after.applicable ? " now applies" : " no longer applies");
  }
  if (before.completed != after.completed) {
    return after.completed ? absl::StrCat(after.key, " done ", DayText(*after.completed))
                           : absl::StrCat(after.key, " no longer done");
  }
  if (before.planned != after.planned) {
    return absl::StrCat(after.key, " planned ", DayText(before.planned), " → ",
                        DayText(after.planned));
  }
  const bool overdue = IsOverdue(to, after);
  if (overdue == IsOverdue(from, before)) return "";
  return absl::StrCat(after.key, overdue ? " fell due" : " no longer due");
}

}  // namespace

std::vector<std::string> MilestoneChanges(const Stop& from, const Stop& to) {
  std::vector<std::string> changes;
  for (const BoundMilestone& after : to.facts->milestones) {
    const BoundMilestone* before = MilestoneAt(from, after.key);
    std::string text = before == nullptr ? absl::StrCat(after.key, " now in the plan")
                                         : ChangeText(from, *before, to, after);
    if (!text.empty()) changes.push_back(std::move(text));
  }
  for (const BoundMilestone& before : from.facts->milestones) {
    if (MilestoneAt(to, before.key) != nullptr) continue;
    changes.push_back(absl::StrCat(before.key, " no longer in the plan"));
  }
  return changes;
}

}  // namespace bellwether
