// Tested by tests/engine/portfolio/timeline_test.cc.
#include "engine/portfolio/timeline.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engine/base/string_bridge.h"
#include "engine/portfolio/due_milestones.h"

namespace bellwether::portfolio {
namespace {

std::string DaysText(int64_t days) { return absl::StrCat(days, days == 1 ? " day" : " days"); }

class Timeline {
 public:
  Timeline(const View& view, uint32_t account)
      : view_(view), account_(account), life_(view.life(account)) {}

  std::vector<TimelineEvent> Run() && {
    Add(life_.start, "start");
    Add(life_.kickoff, "kickoff");
    AddHolds();
    AddMilestones();
    AddTarget();
    AddSinceStart(life_.first_value, "first value");
    AddSinceStart(life_.graduated, "graduated");
    Add(life_.abandoned, "onboarding abandoned");
    Add(life_.lost, "lost");
    std::stable_sort(events_.begin(), events_.end(),
                     [](const TimelineEvent& a, const TimelineEvent& b) { return a.day < b.day; });
    return std::move(events_);
  }

 private:
  void Add(const std::optional<book::Stamp>& stamp, std::string what, bool is_delay = false) {
    if (stamp) events_.push_back({stamp->day, std::move(what), is_delay});
  }

  void AddSinceStart(const std::optional<book::Stamp>& stamp, std::string what) {
    if (stamp && life_.start) {
      absl::StrAppend(&what, ", day ", stamp->day - life_.start->day);
    }
    Add(stamp, std::move(what));
  }

  void AddHolds() {
    for (const auto& [held, resumed] : life_.holds) {
      const bool open = resumed.instant == view_.as_of();
      Add(held,
          absl::StrCat(open ? "on hold since, so far " : "on hold for ",
                       DaysText(resumed.day - held.day)),
          true);
    }
  }

  void AddMilestones() {
    for (const DueMilestone& milestone : DueMilestonesOf(view_, account_, {}).due) {
      const int32_t days_late =
          milestone.open ? LastDay() - milestone.planned.day : milestone.days_late;
      if (!milestone.late || days_late <= 0) continue;
      const std::string_view cause = view_.word(milestone.cause);
      const bool given_up = milestone.open && LastDay() < view_.today();
      const std::string_view state = given_up ? " never done, " : milestone.open ? " open, " : " ";
      Add(milestone.planned,
          absl::StrCat(ToAbsl(view_.word(milestone.key)), ToAbsl(state), DaysText(days_late),
                       " late: ", cause.empty() ? "no cause given" : ToAbsl(cause)),
          true);
    }
  }

  // Until when something could become late: who gave up, or left, is not late any more.
  int32_t LastDay() const {
    int32_t last = view_.today();
    if (life_.abandoned) last = std::min(last, life_.abandoned->day);
    if (life_.lost) last = std::min(last, life_.lost->day);
    return last;
  }

  // A target that has passed, or lies ahead of who has not graduated yet.
  void AddTarget() {
    if (!life_.target || life_.graduated || life_.lost || life_.abandoned) return;
    const int32_t late = view_.today() - life_.target->day;
    Add(life_.target, late > 0
                          ? absl::StrCat("target of graduation, passed ", DaysText(late), " ago")
                          : "target of graduation");
  }

  const View& view_;
  const uint32_t account_;
  const Life& life_;
  std::vector<TimelineEvent> events_;
};

}  // namespace

std::vector<TimelineEvent> TimelineOf(const View& view, uint32_t account) {
  return Timeline(view, account).Run();
}

}  // namespace bellwether::portfolio
