// milestones.yaml: how late the plan is now, multiplied milestone by milestone (S24).
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include <algorithm>

#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

constexpr int32_t kGraceDays = 2;
constexpr double kCascadeLow = 1.4;
constexpr double kCascadeHigh = 2.0;
constexpr int64_t kYear = 365;

bool Counts(const Milestone& milestone) { return milestone.is_planned && milestone.applicable; }

bool Before(const Milestone& a, const Milestone& b) {
  return a.planned != b.planned ? a.planned < b.planned : a.order < b.order;
}

// The last milestone of the plan, and the last one that is completed or overdue.
struct Plan {
  const Milestone* last = nullptr;
  const Milestone* current = nullptr;
};

Plan FindPlan(const Input& in) {
  Plan plan;
  for (uint32_t i = 0; i < in.milestone_count; ++i) {
    const Milestone& milestone = in.milestones[i];
    if (!Counts(milestone)) continue;
    if (plan.last == nullptr || Before(*plan.last, milestone)) plan.last = &milestone;
    if (!milestone.is_completed && in.today <= milestone.planned) continue;
    if (plan.current == nullptr || Before(*plan.current, milestone)) plan.current = &milestone;
  }
  return plan;
}

// Planned end + delay, rounded up, never before today; false when beyond a year.
bool Place(int64_t planned, double delay, int64_t today, int64_t& date) {
  const bool within = delay <= static_cast<double>(kYear);
  auto days = kYear;
  if (within) {
    days = static_cast<int64_t>(delay);
    if (static_cast<double>(days) < delay) ++days;
  }
  date = std::max(planned + days, today);
  return within;
}

}  // namespace

void ForecastGraduation(const Input& in, Output& out) {
  GraduationForecast& forecast = out.forecast;
  const Plan plan = FindPlan(in);
  if (in.graduated_at.given()) return;
  if (plan.last == nullptr && !in.target_graduation_at.given()) return;
  forecast.available = true;
  forecast.planned = plan.last != nullptr ? plan.last->planned : in.target_graduation_at.number;
  double low = 0;
  if (plan.current != nullptr) {
    const Milestone& current = *plan.current;
    const int32_t variance =
        (current.is_completed ? current.completed : in.today) - current.planned;
    low = variance <= kGraceDays ? 0 : variance;
  }
  double high = low;
  for (uint32_t i = 0; low > 0 && i < in.milestone_count; ++i) {
    const Milestone& later = in.milestones[i];
    if (!Counts(later) || !later.critical || later.is_completed) continue;
    if (!Before(*plan.current, later)) continue;
    low *= kCascadeLow;
    high *= kCascadeHigh;
  }
  forecast.earliest_beyond_a_year = !Place(forecast.planned, low, in.today, forecast.earliest);
  forecast.latest_beyond_a_year = !Place(forecast.planned, high, in.today, forecast.latest);
}

}  // namespace bellwether::saas
