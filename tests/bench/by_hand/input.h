// What rules/saas reads of one account: plain data, filled once from the engine's bound facts
// (input_of_facts.h). What the pack calls too old is missing in those facts already, and it knows
// no hysteresis, so neither stale values nor previous bands are here.
#ifndef BELLWETHER_TESTS_BENCH_BY_HAND_INPUT_H_
#define BELLWETHER_TESTS_BENCH_BY_HAND_INPUT_H_

#include <cstdint>

#include "tests/bench/by_hand/values.h"

namespace bellwether::saas {

enum class Segment : uint8_t { kNotGiven, kEnterprise, kMidMarket, kSmb, kPlg };
enum class Cadence : uint8_t { kDaily, kWeekly, kPeriodic };
enum class Stage : uint8_t { kOnboarding, kCustomer, kChurned };
enum class DelayCause : uint8_t {
  kCustomerCapacity,
  kTechnicalComplexity,
  kOurProcess,
  kProductFit,
  kExternal
};
enum class Champion : uint8_t {
  kPositive,
  kNeutral,
  kNervous,
  kNegative,
  kDefensive,
  kUnresponsive
};
enum class Sponsor : uint8_t { kSatisfied, kNeutral, kSceptical, kAbsent };
enum class AdminTraining : uint8_t { kNotTrained, kTrained, kDemonstrated };
enum class Feedback : uint8_t { kPositive, kNeutral, kVague, kNegative };
enum class RoiPath : uint8_t { kValidated, kPlausible, kQuestionable, kNegative };

// In the pack's order.
enum class HealthModel : uint8_t { kCustomer, kEarlyStage, kOnboarding, kNone };

struct Override {
  enum class Kind : uint8_t { kSet, kCap, kFloor };
  double value = 0;
  HealthModel model = HealthModel::kNone;
  Kind kind = Kind::kSet;
  bool expired = false;
};
inline constexpr uint32_t kMostOverrides = 8;

struct Milestone {
  int32_t planned = 0;    // meaningful when is_planned
  int32_t completed = 0;  // meaningful when is_completed
  uint32_t order = 0;     // in the pack; a milestone of the account alone comes last
  bool is_planned = false;
  bool is_completed = false;
  bool critical = false;
  bool applicable = true;
};

struct SeriesPoint {
  int64_t at = 0;  // nanoseconds since 1970-01-01T00:00:00Z
  double value = 0;
};

// At least one point when given, in order of time.
struct Series {
  const SeriesPoint* points = nullptr;
  uint32_t size = 0;
  uint32_t run_start = 0;  // a run of falls does not reach behind it (S8)
  Presence presence = Presence::kMissing;
};

struct Input {
  // The account.
  Segment segment = Segment::kNotGiven;
  Word<Cadence> cadence;
  Word<Stage> stage;
  int32_t today = 0;  // civil day of as_of
  Number acv;
  Day contract_signed_at, trial_started_at, kickoff_at, first_login_at, first_value_at;
  Day graduated_at, target_graduation_at;

  // Facts that the engine derives when it binds an account (S6).
  Number time_to_value_days, days_without_value, days_since_start, days_since_kickoff;
  Number days_to_first_login, onboarding_days, onboarding_days_so_far;
  Number milestone_on_time_ratio, milestone_days_late_open_max;

  // Signals, by file of rules/saas/signals.
  Number csm_hours, csm_hours_planned, csm_hourly_cost;
  Number training_cost, tools_cost, implementation_cost;

  Truth success_criteria_agreed = Truth::kUnknown;
  Truth sales_handoff_done = Truth::kUnknown;
  Truth customer_adoption_plan = Truth::kUnknown;
  Truth sponsor_signed_off = Truth::kUnknown;
  Truth customer_signed_off = Truth::kUnknown;
  Truth ownership_clear = Truth::kUnknown;
  Truth timeline_underestimated = Truth::kUnknown;
  Truth customer_busy = Truth::kUnknown;
  Truth external_blocker = Truth::kUnknown;
  Truth scope_added = Truth::kUnknown;
  Truth action_plan_agreed = Truth::kUnknown;
  Truth scope_dispute = Truth::kUnknown;
  Truth unsolvable_blocker = Truth::kUnknown;
  Truth doubt_expressed = Truth::kUnknown;
  Truth churn_risk = Truth::kUnknown;
  Word<DelayCause> delay_cause;

  Word<Champion> champion_sentiment;
  Word<Sponsor> sponsor_sentiment;
  Number meeting_attendance_ratio, response_hours, training_completion_ratio, missed_meetings;
  Day last_response_at, action_item_overdue_since;
  Truth stakeholders_engaged = Truth::kUnknown;
  Truth stakeholders_supportive = Truth::kUnknown;
  Truth decision_maker_objection = Truth::kUnknown;
  Truth champion_leaving = Truth::kUnknown;
  Truth internal_resistance = Truth::kUnknown;
  Truth competing_priority = Truth::kUnknown;

  Word<AdminTraining> admin_training;
  Number training_quiz_ratio, super_users;
  Truth key_users_work_alone = Truth::kUnknown;
  Truth admins_know_help = Truth::kUnknown;
  Truth customer_documentation_exists = Truth::kUnknown;
  Truth trains_new_users = Truth::kUnknown;
  Truth expands_use_cases = Truth::kUnknown;
  Truth self_sufficient = Truth::kUnknown;

  Number support_tickets, escalation_ratio, first_response_hours, resolution_hours;
  Number csat, csat_of_ten, frustrated_tickets;

  Number users_with_access_ratio, integration_success_ratio, data_accuracy_ratio;
  Truth core_workflow_ready = Truth::kUnknown;
  Truth performance_acceptable = Truth::kUnknown;
  Truth security_requirements_met = Truth::kUnknown;
  Truth open_security_concern = Truth::kUnknown;

  Number weekly_active_ratio, monthly_active_ratio, daily_active_ratio, user_activation_ratio;
  Number dau_mau_ratio, core_feature_adoption_ratio;
  Series weekly_active_history, dau_mau_history;
  Truth core_workflow_in_use = Truth::kUnknown;
  Truth reports_opened_regularly = Truth::kUnknown;
  Truth key_users_active_when_needed = Truth::kUnknown;
  Truth critical_workflows_succeed = Truth::kUnknown;
  Truth real_process_in_production = Truth::kUnknown;
  Truth login_frequency_as_expected = Truth::kUnknown;

  Word<Feedback> customer_feedback;
  Word<RoiPath> roi_path;
  Number success_metrics_met_ratio, onboarding_nps, onboarding_csat, nps, ces;
  Truth roi_realised = Truth::kUnknown;
  Truth outcome_achieved = Truth::kUnknown;
  Truth success_metric_positive = Truth::kUnknown;
  Truth success_criteria_met = Truth::kUnknown;
  Truth customer_articulates_value = Truth::kUnknown;
  Truth use_case_in_production = Truth::kUnknown;
  Day first_invite_at, first_import_at, first_workflow_at, first_report_at, first_enthusiasm_at;

  // What people decided, and the account's own plan.
  const Milestone* milestones = nullptr;
  const Override* overrides = nullptr;
  uint32_t milestone_count = 0;
  uint32_t override_count = 0;  // at most kMostOverrides
  Number technical_score, knowledge_score, usage_score, value_score, stakeholder_score;
  int64_t granted_days = 0;
  int64_t requested_days = 0;  // 0: nothing requested
};

}  // namespace bellwether::saas

#endif  // BELLWETHER_TESTS_BENCH_BY_HAND_INPUT_H_
