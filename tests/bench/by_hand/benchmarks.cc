// benchmarks/*.yaml, each in the set in force: OM, and PM where only that one has figures. Tiers
// are counted: a value is in tier n when it misses n of the bounds, best tier first.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

// Bounds for enterprise, mid_market, smb and plg.
struct Row {
  double first;
  double second;
};

int Misses(bool misses) { return misses ? 1 : 0; }

Rating Rate(const Number& fact, int tier) {
  Rating rating;
  if (fact.presence == Presence::kGiven) {
    rating.state = BenchmarkState::kTiered;
    rating.value = fact.value;
    rating.tier = static_cast<uint8_t>(tier);
  } else if (fact.presence == Presence::kNotApplicable) {
    rating.state = BenchmarkState::kNotApplicable;
  }
  return rating;
}

// Two and three bounds that all belong to the better tier, higher is better.
Rating RateHigher(const Number& fact, double first, double second) {
  return Rate(fact, Misses(fact.value < first) + Misses(fact.value < second));
}
// One bound outside the better tier, lower is better.
Rating RateBelow(const Number& fact, double bound) {
  return Rate(fact, Misses(fact.value >= bound));
}

Rating WithoutRow(const Number& fact) {
  Rating rating;
  rating.state = fact.presence == Presence::kNotApplicable ? BenchmarkState::kNotApplicable
                                                           : BenchmarkState::kNotAvailable;
  return rating;
}

// While the event is open only the last tier is certain to stay (S21).
Rating RateOpen(const Number& fact, const Number& so_far, int tier_so_far, int last_tier,
                int tier) {
  if (fact.presence != Presence::kNotYet) return Rate(fact, tier);
  Rating rating;
  const bool decided = so_far.presence == Presence::kGiven && tier_so_far == last_tier;
  rating.state = decided ? BenchmarkState::kTiered : BenchmarkState::kNotYet;
  if (!decided) return rating;
  rating.value = so_far.value;
  rating.tier = static_cast<uint8_t>(last_tier);
  rating.so_far = true;
  return rating;
}

size_t RowOf(Segment segment) { return static_cast<size_t>(segment) - 1; }

Rating RateCsmHours(const Input& in) {
  if (in.segment == Segment::kNotGiven) return WithoutRow(in.csm_hours);
  constexpr Row kRows[] = {{40, 80}, {15, 30}, {5, 10}, {1, 3}};
  const Row& row = kRows[RowOf(in.segment)];
  const double hours = in.csm_hours.value;
  return Rate(in.csm_hours, Misses(hours >= row.first) + Misses(hours > row.second) +
                                Misses(hours >= row.second * 2));
}

Rating RateTimeToValue(const Input& in) {
  if (in.segment == Segment::kNotGiven) return WithoutRow(in.time_to_value_days);
  constexpr Row kRows[] = {{60, 90}, {45, 75}, {21, 45}, {7, 14}};
  const Row& row = kRows[RowOf(in.segment)];
  const auto tier = [&row](double days) {
    return Misses(days > row.first) + Misses(days > row.second);
  };
  return RateOpen(in.time_to_value_days, in.days_without_value, tier(in.days_without_value.value),
                  2, tier(in.time_to_value_days.value));
}

Rating RateCompletionTime(const Input& in) {
  if (in.segment == Segment::kNotGiven) return WithoutRow(in.onboarding_days);
  constexpr Row kRows[] = {{60, 90}, {30, 60}, {14, 30}, {7, 14}};
  const Row& row = kRows[RowOf(in.segment)];
  const auto tier = [&row](double days) {
    return Misses(days >= row.first) + Misses(days > row.second);
  };
  return RateOpen(in.onboarding_days, in.onboarding_days_so_far,
                  tier(in.onboarding_days_so_far.value), 2, tier(in.onboarding_days.value));
}

Rating RateFirstLogin(const Input& in) {
  const auto tier = [](double days) {
    return Misses(days >= 1) + Misses(days > 3) + Misses(days > 7);
  };
  return RateOpen(in.days_to_first_login, in.days_since_kickoff, tier(in.days_since_kickoff.value),
                  3, tier(in.days_to_first_login.value));
}

Rating RateTrainingCompletion(const Input& in) {
  const Number& ratio = in.training_completion_ratio;
  if (in.segment == Segment::kNotGiven) return WithoutRow(ratio);
  constexpr Row kRows[] = {{0.95, 0.85}, {0.85, 0.70}, {0.60, 0.40}, {0.60, 0.40}};
  const Row& row = kRows[RowOf(in.segment)];
  return Rate(ratio, Misses(ratio.value <= row.first) + Misses(ratio.value < row.second));
}

// Asked only of products that are meant for every day.
Rating RateDauMau(const Input& in) {
  const bool daily = in.cadence.presence != Presence::kGiven || in.cadence.word == Cadence::kDaily;
  if (!daily) return Rate({0, Presence::kNotApplicable}, 0);
  return RateHigher(in.dau_mau_ratio, 0.40, 0.20);
}

void RateCost(const Input& in, const DerivedFacts& facts, Ratings& ratings) {
  ratings.csm_hours = RateCsmHours(in);
  const Number& planned = facts.csm_hours_per_planned_hour;
  ratings.csm_hours_against_plan =
      Rate(planned, Misses(planned.value > 1) + Misses(planned.value >= 2));
  ratings.onboarding_cost = RateBelow(facts.onboarding_cost_per_acv, 0.20);
}

void RateSatisfaction(const Input& in, Ratings& ratings) {
  ratings.onboarding_nps = RateHigher(in.onboarding_nps, 40, 20);
  ratings.onboarding_csat = RateHigher(in.onboarding_csat, 4.0, 3.5);
  ratings.nps = Rate(
      in.nps, Misses(in.nps.value < 50) + Misses(in.nps.value < 30) + Misses(in.nps.value < 10));
  ratings.csat = RateHigher(in.csat, 4.5, 4.0);
  ratings.csat_of_ten = RateHigher(in.csat_of_ten, 9, 8);
  ratings.ces = RateBelow(in.ces, 2.0);
}

void RateSupport(const Input& in, Ratings& ratings) {
  ratings.support_tickets = Rate(in.support_tickets, Misses(in.support_tickets.value >= 5) +
                                                         Misses(in.support_tickets.value > 10));
  ratings.first_response_time = RateBelow(in.first_response_hours, 4);
  ratings.resolution_time = RateBelow(in.resolution_hours, 24);
  ratings.escalation_rate = RateBelow(in.escalation_ratio, 0.10);
}

void RateUsage(const Input& in, Ratings& ratings) {
  ratings.user_activation = RateHigher(in.user_activation_ratio, 0.70, 0.50);
  ratings.training_completion = RateTrainingCompletion(in);
  ratings.weekly_active_users =
      Rate(in.weekly_active_ratio, Misses(in.weekly_active_ratio.value <= 0.80) +
                                       Misses(in.weekly_active_ratio.value < 0.60));
  ratings.dau_mau = RateDauMau(in);
  ratings.core_feature_adoption =
      Rate(in.core_feature_adoption_ratio, Misses(in.core_feature_adoption_ratio.value < 0.70));
}

}  // namespace

void RateBenchmarks(const Input& in, Output& out) {
  Ratings& ratings = out.ratings;
  RateCost(in, out.facts, ratings);
  RateSatisfaction(in, ratings);
  ratings.time_to_value = RateTimeToValue(in);
  ratings.onboarding_completion_time = RateCompletionTime(in);
  ratings.kickoff_to_first_login = RateFirstLogin(in);
  ratings.milestones_on_time = RateHigher(in.milestone_on_time_ratio, 0.80, 0.65);
  RateSupport(in, ratings);
  RateUsage(in, ratings);
}

}  // namespace bellwether::saas
