// The graduation forecast: how late the plan is now, multiplied milestone by milestone (S24).
//
// Tested by tests/engine/evaluate/decision_test.cc.
#include <algorithm>
#include <cmath>

#include "engine/base/civil_day.h"
#include "engine/evaluate/evaluator.h"

namespace bellwether {
namespace {

constexpr int32_t kYear = 365;  // a forecast beyond that says no more than "more than a year"

// Whether `a` comes before `b` in the account's plan: by planned date, then by the pack's order,
// then by key, so that it never matters which one the account lists first.
bool Before(const BoundMilestone& a, const BoundMilestone& b) {
  if (*a.planned != *b.planned) return *a.planned < *b.planned;
  return a.order != b.order ? a.order < b.order : a.key < b.key;
}

bool Counts(const BoundMilestone& milestone) {
  return milestone.planned.has_value() && milestone.applicable;
}

// The last milestone of the plan that is completed or overdue.
const BoundMilestone* Current(const std::vector<BoundMilestone>& milestones, int32_t today) {
  const BoundMilestone* current = nullptr;
  for (const BoundMilestone& milestone : milestones) {
    const bool reached =
        Counts(milestone) && (milestone.completed.has_value() || today > *milestone.planned);
    if (reached && (current == nullptr || Before(*current, milestone))) current = &milestone;
  }
  return current;
}

const BoundMilestone* Last(const std::vector<BoundMilestone>& milestones) {
  const BoundMilestone* last = nullptr;
  for (const BoundMilestone& milestone : milestones) {
    if (Counts(milestone) && (last == nullptr || Before(*last, milestone))) last = &milestone;
  }
  return last;
}

// Open critical milestones that wait for `current`.
int Hops(const std::vector<BoundMilestone>& milestones, const BoundMilestone& current) {
  return static_cast<int>(
      std::count_if(milestones.begin(), milestones.end(), [&](const BoundMilestone& milestone) {
        return Counts(milestone) && milestone.critical && !milestone.completed &&
               Before(current, milestone);
      }));
}

// Planned end + delay, rounded up, never before today; false when beyond a year.
bool Place(int32_t planned, double delay, int32_t today, absl::CivilDay& date) {
  const bool within = delay <= kYear;
  const int32_t days = within ? static_cast<int32_t>(std::ceil(delay)) : kYear;
  date = DayOfNumber(std::max(planned + days, today));
  return within;
}

}  // namespace

void Evaluator::ForecastGraduation() {
  Forecast& forecast = out.forecast;
  forecast = Forecast();
  const int32_t today = facts.today;
  const BoundMilestone* last = Last(facts.milestones);
  const auto target = DayOf(*this, SlotOf(EventField::kTargetGraduationAt));
  if (HasGraduated(*this) || (last == nullptr && !target)) return;
  forecast.available = true;
  const int32_t planned = last != nullptr ? *last->planned : *target;
  forecast.planned = DayOfNumber(planned);
  double low = 0;
  double high = 0;
  if (const BoundMilestone* current = Current(facts.milestones, today)) {
    const double variance = current->completed.value_or(today) - *current->planned;
    const double late = variance <= plan.milestones.grace_days ? 0 : variance;
    const int hops = Hops(facts.milestones, *current);
    low = high = late;
    for (int hop = 0; hop < hops; ++hop) {
      low *= plan.milestones.cascade_low;
      high *= plan.milestones.cascade_high;
    }
  }
  forecast.earliest_beyond_a_year = !Place(planned, low, today, forecast.earliest);
  forecast.latest_beyond_a_year = !Place(planned, high, today, forecast.latest);
}

}  // namespace bellwether
