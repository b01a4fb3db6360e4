// milestones.yaml: how late the plan is now, multiplied milestone by milestone (S24).
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include <algorithm>
#include <limits>

#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

constexpr int32_t kGraceDays = 2;
constexpr double kCascadeLow = 1.4;
constexpr double kCascadeHigh = 2.0;
constexpr int64_t kYear = 365;

bool Counts(const Milestone& milestone) { return All(milestone.is_planned, milestone.applicable); }

// Larger for what comes later in the plan: by planned date, then by the pack's order.
int64_t PlaceInPlan(const Milestone& milestone) {
  return milestone.planned * (int64_t{1} << 32) + milestone.order;
}
constexpr int64_t kNowhere = std::numeric_limits<int64_t>::min();

// Of the last milestone of the plan, and of the last one that is completed or overdue.
struct Plan {
  int64_t last_place = kNowhere;
  int64_t current_place = kNowhere;
  int32_t last_planned = 0;
  int32_t current_variance = 0;
};

Plan FindPlan(const Input& in) {
  Plan plan;
  for (uint32_t i = 0; i < in.milestone_count; ++i) {
    const Milestone& milestone = in.milestones[i];
    const int64_t place = Counts(milestone) ? PlaceInPlan(milestone) : kNowhere;
    const int32_t variance =
        (milestone.is_completed ? milestone.completed : in.today) - milestone.planned;
    const bool reached = Any(milestone.is_completed, variance > 0);
    const bool later = place > plan.last_place;
    plan.last_place = later ? place : plan.last_place;
    plan.last_planned = later ? milestone.planned : plan.last_planned;
    const bool further = All(reached, place > plan.current_place);
    plan.current_place = further ? place : plan.current_place;
    plan.current_variance = further ? variance : plan.current_variance;
  }
  return plan;
}

// Open critical milestones behind the current one.
int Hops(const Input& in, int64_t current_place) {
  int hops = 0;
  for (uint32_t i = 0; i < in.milestone_count; ++i) {
    const Milestone& later = in.milestones[i];
    const bool waits =
        All(Counts(later), later.critical, !later.is_completed, PlaceInPlan(later) > current_place);
    hops += waits ? 1 : 0;
  }
  return hops;
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
  if (in.graduated_at.given()) return;
  const Plan plan = FindPlan(in);
  const bool has_plan = plan.last_place != kNowhere;
  if (!has_plan && !in.target_graduation_at.given()) return;
  forecast.available = true;
  forecast.planned = has_plan ? plan.last_planned : in.target_graduation_at.number;
  double low = 0;
  double high = 0;
  if (plan.current_variance > kGraceDays) {
    low = high = plan.current_variance;
    for (int hop = Hops(in, plan.current_place); hop > 0; --hop) {
      low *= kCascadeLow;
      high *= kCascadeHigh;
    }
  }
  forecast.earliest_beyond_a_year = !Place(forecast.planned, low, in.today, forecast.earliest);
  forecast.latest_beyond_a_year = !Place(forecast.planned, high, in.today, forecast.latest);
}

}  // namespace bellwether::saas
