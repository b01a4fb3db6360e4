// Everything that rules/saas says about one account without an explanation. Numbers, states and
// answers only; what means nothing in a state keeps the value that it has here.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_OUTPUT_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_OUTPUT_H_

#include <array>
#include <cstdint>

#include "engine/evaluate/evaluation.h"
#include "tests/bench/by_hand/input.h"

namespace bellwether::saas {

// derived.yaml, and the two facts that count conditions.
struct DerivedFacts {
  Number active_user_ratio, days_from_sale_to_kickoff, csm_hours_per_planned_hour;
  Number onboarding_cost, onboarding_cost_per_acv;
  Number usage_thresholds_met_ratio, early_wins_count;
  Truth usage_below_minimum = Truth::kUnknown;
  Truth in_onboarding = Truth::kUnknown;
  Truth seats_tell_usage = Truth::kUnknown;
  Truth value_confirmed = Truth::kUnknown;
  Truth usage_declining = Truth::kUnknown;
  Truth champion_unresponsive = Truth::kUnknown;
  Truth too_few_users_active = Truth::kUnknown;
  Truth data_quality_issue = Truth::kUnknown;
};

struct Rating {
  double value = 0;  // what was compared, when tiered
  uint8_t tier = 0;  // 0 is the best
  BenchmarkState state = BenchmarkState::kMissing;
  bool so_far = false;
};

struct Ratings {
  Rating csm_hours, csm_hours_against_plan, onboarding_cost;
  Rating onboarding_nps, onboarding_csat, nps, csat, csat_of_ten, ces;
  Rating time_to_value, onboarding_completion_time, kickoff_to_first_login, milestones_on_time;
  Rating support_tickets, first_response_time, resolution_time, escalation_rate;
  Rating user_activation, training_completion, weekly_active_users, dau_mau;
  Rating core_feature_adoption;
};

struct Health {
  double raw = 0;
  double effective = 0;
  double displayed = 0;
  double coverage = 0;
  double low = 0;
  double high = 100;
  uint8_t band = 0;  // 0 is the best
  ModelState state = ModelState::kNotApplicable;
  Ternary intervene = Ternary::kUnknown;
  bool has_raw = false;
  bool certain = false;
  bool has_score() const {
    return state == ModelState::kScored || state == ModelState::kOverridden;
  }
};

struct OverrideEffect {
  double points = 0;
  LimitState state = LimitState::kDoesNotHold;
};

// kTrue is raised, kFalse clear.
struct Flags {
  Truth no_login, usage_declining, meetings_missed, milestone_long_overdue;
  Truth champion_unresponsive, champion_defensive, negative_feedback, frustrated_ticket;
  Truth minimal_usage, meeting_missed, milestone_overdue, slow_action_items, vague_feedback;
  Truth dau_mau_fall;
};

// kTrue is met.
struct Criteria {
  struct {
    Truth access, core_workflow, data_migration, integrations, performance, security;
  } technical;
  struct {
    Truth admins, assessment, documentation, end_users, help, key_users, super_user;
  } knowledge;
  struct {
    Truth core_features, login_frequency, minimum_usage, real_process, trend;
  } usage;
  struct {
    Truth confirmed, in_production, metric, outcome, roi;
  } value;
  struct {
    Truth adoption_plan, champion, no_objection, sponsor, supporters;
  } stakeholder;
};

// kTrue is blocked, kFalse clear.
struct Gates {
  Truth integration_not_working, data_quality, performance_problem, security_concern;
  Truth too_few_users_active, usage_falling, core_workflow_unused, people_disengaged;
  Truth success_criteria_not_met, value_not_articulated, no_measurable_outcome, roi_doubtful;
  Truth champion_leaving, sponsor_uninvolved, internal_resistance, competing_priority;
};

// kTrue is met.
struct Requirements {
  Truth value_confirmed, minimum_usage, sponsor_sign_off, customer_sign_off;
};

struct Dimension {
  double score = 0;     // 0..10, as displayed
  double computed = 0;  // as displayed
  double coverage = 0;
  double share = 0;
  double weighted = 0;
  DimensionState state = DimensionState::kInsufficientEvidence;
  bool has_computed = false;
  bool given = false;
  bool green = false;
};

struct Graduation {
  double raw = 0;
  double total = 0;
  OutcomeState state = OutcomeState::kNotApplicable;
  Readiness readiness = Readiness::kNotReady;
  bool graduate = false;
  // Meaningful when the state is answered or insufficient data.
  Dimension technical, knowledge, usage, value, stakeholder;
  Criteria criteria;
  Gates gates;
  Requirements requirements;
};

struct Extension {
  OutcomeState state = OutcomeState::kNotApplicable;
  Decision decision = Decision::kNotEvaluated;
  DecisionBasis basis = DecisionBasis::kNone;
  bool certain = true;
  bool lists_extend_reasons = true;  // meaningful when answered
  bool has_target = false;
  bool recovery = false;
  bool has_root_cause = false;
  DelayCause root_cause = DelayCause::kCustomerCapacity;
  int64_t days_granted = 0;
  int64_t days_left = 0;
  int64_t days_late = 0;
  int64_t original_target = 0;  // civil days; meaningful when has_target
  int64_t current_target = 0;
  int64_t new_target = 0;
  // Meaningful when answered.
  struct {
    Truth unresponsive, scope_dispute, unsolvable_blocker, dissatisfaction, churn_risk;
  } escalate;
  struct {
    Truth usage_below_daily_minimum, usage_below_weekly_minimum, usage_below_periodic_minimum;
    Truth timeline_underestimated, customer_busy, external_blocker, scope_added;
    Truth open_point_with_plan;
  } extend;
  struct {
    Truth customer_capacity, technical_complexity, our_process, product_fit, external;
  } root_causes;
};

struct GraduationForecast {
  bool available = false;
  bool earliest_beyond_a_year = false;
  bool latest_beyond_a_year = false;
  int64_t planned = 0;  // civil days
  int64_t earliest = 0;
  int64_t latest = 0;
};

struct PhaseProgress {
  PhaseState state = PhaseState::kNotEvaluated;
  bool in_window = false;
};

struct Programme {
  int64_t week = 0;  // 0: before the start, or not known
  PhaseProgress kickoff_and_planning, implementation_and_setup, training_and_education;
  PhaseProgress early_adoption, success_verification, handoff;
  std::array<Truth, 5> early_wins = {};  // in the pack's order
  std::array<Truth, 4> enablement = {};
  int level = 0;
  ReviewState review = ReviewState::kNotDue;
};

struct Output {
  DerivedFacts facts;
  Ratings ratings;
  Health customer, early_stage, onboarding;
  HealthModel primary = HealthModel::kNone;
  std::array<OverrideEffect, kMostOverrides> overrides;
  Flags flags;
  Graduation graduation;
  Extension extension;
  GraduationForecast forecast;
  Programme programme;
};

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_OUTPUT_H_
