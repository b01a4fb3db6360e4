// Tables of names and fields; words are read by their place in the pack's list, which the order of
// the enums repeats.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/input_of_facts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace bellwether::saas {
namespace {

using expression::Kind;
using expression::Value;

Presence PresenceOf(MissingReason reason) {
  switch (reason) {
    case MissingReason::kNone:
      return Presence::kGiven;
    case MissingReason::kNotApplicable:
      return Presence::kNotApplicable;
    case MissingReason::kNotYet:
      return Presence::kNotYet;
    default:
      return Presence::kMissing;
  }
}

Number NumberOf(const std::optional<double>& number) {
  return number ? Number{*number, Presence::kGiven} : Number();
}

// Of one slot.
void ReadField(const Value& value, MissingReason reason, const Facts&, Number& field) {
  field = {value.kind == Kind::kDouble ? value.number : 0, PresenceOf(reason)};
}

void ReadField(const Value& value, MissingReason reason, const Facts&, Truth& field) {
  field = When(PresenceOf(reason), value.kind == Kind::kBool && value.boolean);
}

void ReadField(const Value& value, MissingReason reason, const Facts& facts, Day& field) {
  field.presence = PresenceOf(reason);
  if (value.kind != Kind::kTimestamp) return;
  field.number = DayNumber(value.as_timestamp(), facts.zone);
}

template <typename Enum>
void ReadField(const Value& value, MissingReason reason, const Facts&, Word<Enum>& field) {
  field.presence = PresenceOf(reason);
  if (value.kind == Kind::kString) field.word = static_cast<Enum>(value.word);
}

// The points follow with ReadLists.
void ReadField(const Value& value, MissingReason reason, const Facts&, Series& field) {
  field.presence = PresenceOf(reason);
  if (value.kind != Kind::kSeries) return;
  field.size = value.series->size;
  field.run_start = value.series->run_start;
}

std::vector<SeriesPoint> PointsOf(const Value& value) {
  std::vector<SeriesPoint> points;
  if (value.kind != Kind::kSeries) return points;
  for (uint32_t i = 0; i < value.series->size; ++i) {
    const expression::SeriesPoint& point = value.series->points[i];
    points.push_back({absl::ToUnixNanos(point.at), point.value});
  }
  return points;
}

Milestone MilestoneOf(const BoundMilestone& bound) {
  Milestone milestone;
  milestone.order = bound.order;
  milestone.critical = bound.critical;
  milestone.applicable = bound.applicable;
  milestone.is_planned = bound.planned.has_value();
  milestone.is_completed = bound.completed.has_value();
  if (bound.planned) milestone.planned = *bound.planned;
  if (bound.completed) milestone.completed = *bound.completed;
  return milestone;
}

Override OverrideOf(const BoundOverride& bound) {
  Override result;
  result.model = static_cast<HealthModel>(bound.model);
  result.kind = static_cast<Override::Kind>(bound.input->kind);
  result.value = bound.input->value;
  result.expired = bound.expired;
  return result;
}

// Named orders that enums and arrays repeat.
std::string NamesOf(const std::vector<PlanNote>& notes) {
  return absl::StrJoin(notes, " ", [](std::string* text, const PlanNote& note) {
    absl::StrAppend(text, note.name);
  });
}

std::string WordsOf(const Plan& plan, const char* signal) {
  const uint32_t slot = plan.FindSlot(signal);
  return slot == kNoIndex ? "" : absl::StrJoin(plan.slots[slot].words, " ");
}

absl::Status CheckOrders(const Plan& plan) {
  const std::pair<std::string, const char*> orders[] = {
      {absl::StrJoin(plan.segments, " "), "enterprise mid_market smb plg"},
      {absl::StrJoin(plan.cadences, " "), "daily weekly periodic"},
      {absl::StrJoin(plan.stages, " "), "onboarding customer churned"},
      {NamesOf(plan.model_notes), "customer early_stage onboarding"},
      {NamesOf(plan.outcome_notes.dimensions), "technical knowledge usage value stakeholder"},
      {WordsOf(plan, "delay_cause"),
       "customer_capacity technical_complexity our_process product_fit external"},
      {WordsOf(plan, "champion_sentiment"),
       "positive neutral nervous negative defensive unresponsive"},
      {WordsOf(plan, "sponsor_sentiment"), "satisfied neutral sceptical absent"},
      {WordsOf(plan, "admin_training"), "not_trained trained demonstrated"},
      {WordsOf(plan, "customer_feedback"), "positive neutral vague negative"},
      {WordsOf(plan, "roi_path"), "validated plausible questionable negative"},
  };
  for (const auto& [names, expected] : orders) {
    if (names == expected) continue;
    return absl::FailedPreconditionError(absl::StrCat("the hand-written rules expect \"", expected,
                                                      "\", the pack has \"", names,
                                                      "\"; change tests/bench/by_hand"));
  }
  return absl::OkStatus();
}

}  // namespace

template <typename Field>
void InputReader::Resolve(const Plan& plan, const char* name, Field Input::*field,
                          Fields<Field>& fields) {
  const uint32_t slot = plan.FindSlot(name);
  if (slot == kNoIndex) {
    unknown_.push_back(name);
  } else {
    fields.emplace_back(slot, field);
  }
}

#define BELLWETHER_FIELD(field, fields) Resolve(plan, #field, &Input::field, fields)

void InputReader::ResolveDates(const Plan& plan) {
  BELLWETHER_FIELD(contract_signed_at, days_);
  BELLWETHER_FIELD(trial_started_at, days_);
  BELLWETHER_FIELD(kickoff_at, days_);
  BELLWETHER_FIELD(first_login_at, days_);
  BELLWETHER_FIELD(first_value_at, days_);
  BELLWETHER_FIELD(graduated_at, days_);
  BELLWETHER_FIELD(target_graduation_at, days_);
  BELLWETHER_FIELD(last_response_at, days_);
  BELLWETHER_FIELD(action_item_overdue_since, days_);
  BELLWETHER_FIELD(first_invite_at, days_);
  BELLWETHER_FIELD(first_import_at, days_);
  BELLWETHER_FIELD(first_workflow_at, days_);
  BELLWETHER_FIELD(first_report_at, days_);
  BELLWETHER_FIELD(first_enthusiasm_at, days_);
  BELLWETHER_FIELD(weekly_active_history, series_);
  BELLWETHER_FIELD(dau_mau_history, series_);
}

void InputReader::ResolveFacts(const Plan& plan) {
  BELLWETHER_FIELD(acv, numbers_);
  BELLWETHER_FIELD(time_to_value_days, numbers_);
  BELLWETHER_FIELD(days_without_value, numbers_);
  BELLWETHER_FIELD(days_since_start, numbers_);
  BELLWETHER_FIELD(days_since_kickoff, numbers_);
  BELLWETHER_FIELD(days_to_first_login, numbers_);
  BELLWETHER_FIELD(onboarding_days, numbers_);
  BELLWETHER_FIELD(onboarding_days_so_far, numbers_);
  BELLWETHER_FIELD(milestone_on_time_ratio, numbers_);
  BELLWETHER_FIELD(milestone_days_late_open_max, numbers_);
}

void InputReader::ResolveNumbers(const Plan& plan) {
  BELLWETHER_FIELD(csm_hours, numbers_);
  BELLWETHER_FIELD(csm_hours_planned, numbers_);
  BELLWETHER_FIELD(csm_hourly_cost, numbers_);
  BELLWETHER_FIELD(training_cost, numbers_);
  BELLWETHER_FIELD(tools_cost, numbers_);
  BELLWETHER_FIELD(implementation_cost, numbers_);
  BELLWETHER_FIELD(meeting_attendance_ratio, numbers_);
  BELLWETHER_FIELD(response_hours, numbers_);
  BELLWETHER_FIELD(training_completion_ratio, numbers_);
  BELLWETHER_FIELD(missed_meetings, numbers_);
  BELLWETHER_FIELD(training_quiz_ratio, numbers_);
  BELLWETHER_FIELD(super_users, numbers_);
  BELLWETHER_FIELD(support_tickets, numbers_);
  BELLWETHER_FIELD(escalation_ratio, numbers_);
  BELLWETHER_FIELD(first_response_hours, numbers_);
  BELLWETHER_FIELD(resolution_hours, numbers_);
  BELLWETHER_FIELD(csat, numbers_);
  BELLWETHER_FIELD(csat_of_ten, numbers_);
  BELLWETHER_FIELD(frustrated_tickets, numbers_);
  BELLWETHER_FIELD(users_with_access_ratio, numbers_);
  BELLWETHER_FIELD(integration_success_ratio, numbers_);
  BELLWETHER_FIELD(data_accuracy_ratio, numbers_);
  BELLWETHER_FIELD(weekly_active_ratio, numbers_);
  BELLWETHER_FIELD(monthly_active_ratio, numbers_);
  BELLWETHER_FIELD(daily_active_ratio, numbers_);
  BELLWETHER_FIELD(user_activation_ratio, numbers_);
  BELLWETHER_FIELD(dau_mau_ratio, numbers_);
  BELLWETHER_FIELD(core_feature_adoption_ratio, numbers_);
  BELLWETHER_FIELD(success_metrics_met_ratio, numbers_);
  BELLWETHER_FIELD(onboarding_nps, numbers_);
  BELLWETHER_FIELD(onboarding_csat, numbers_);
  BELLWETHER_FIELD(nps, numbers_);
  BELLWETHER_FIELD(ces, numbers_);
}

void InputReader::ResolveDecisions(const Plan& plan) {
  BELLWETHER_FIELD(success_criteria_agreed, truths_);
  BELLWETHER_FIELD(sales_handoff_done, truths_);
  BELLWETHER_FIELD(customer_adoption_plan, truths_);
  BELLWETHER_FIELD(sponsor_signed_off, truths_);
  BELLWETHER_FIELD(customer_signed_off, truths_);
  BELLWETHER_FIELD(ownership_clear, truths_);
  BELLWETHER_FIELD(timeline_underestimated, truths_);
  BELLWETHER_FIELD(customer_busy, truths_);
  BELLWETHER_FIELD(external_blocker, truths_);
  BELLWETHER_FIELD(scope_added, truths_);
  BELLWETHER_FIELD(action_plan_agreed, truths_);
  BELLWETHER_FIELD(scope_dispute, truths_);
  BELLWETHER_FIELD(unsolvable_blocker, truths_);
  BELLWETHER_FIELD(doubt_expressed, truths_);
  BELLWETHER_FIELD(churn_risk, truths_);
}

void InputReader::ResolveTruths(const Plan& plan) {
  BELLWETHER_FIELD(stakeholders_engaged, truths_);
  BELLWETHER_FIELD(stakeholders_supportive, truths_);
  BELLWETHER_FIELD(decision_maker_objection, truths_);
  BELLWETHER_FIELD(champion_leaving, truths_);
  BELLWETHER_FIELD(internal_resistance, truths_);
  BELLWETHER_FIELD(competing_priority, truths_);
  BELLWETHER_FIELD(key_users_work_alone, truths_);
  BELLWETHER_FIELD(admins_know_help, truths_);
  BELLWETHER_FIELD(customer_documentation_exists, truths_);
  BELLWETHER_FIELD(trains_new_users, truths_);
  BELLWETHER_FIELD(expands_use_cases, truths_);
  BELLWETHER_FIELD(self_sufficient, truths_);
  BELLWETHER_FIELD(core_workflow_ready, truths_);
  BELLWETHER_FIELD(performance_acceptable, truths_);
  BELLWETHER_FIELD(security_requirements_met, truths_);
  BELLWETHER_FIELD(open_security_concern, truths_);
  BELLWETHER_FIELD(core_workflow_in_use, truths_);
  BELLWETHER_FIELD(reports_opened_regularly, truths_);
  BELLWETHER_FIELD(key_users_active_when_needed, truths_);
  BELLWETHER_FIELD(critical_workflows_succeed, truths_);
  BELLWETHER_FIELD(real_process_in_production, truths_);
  BELLWETHER_FIELD(login_frequency_as_expected, truths_);
  BELLWETHER_FIELD(roi_realised, truths_);
  BELLWETHER_FIELD(outcome_achieved, truths_);
  BELLWETHER_FIELD(success_metric_positive, truths_);
  BELLWETHER_FIELD(success_criteria_met, truths_);
  BELLWETHER_FIELD(customer_articulates_value, truths_);
  BELLWETHER_FIELD(use_case_in_production, truths_);
}

void InputReader::ResolveWords(const Plan& plan) {
  BELLWETHER_FIELD(delay_cause, delay_causes_);
  BELLWETHER_FIELD(champion_sentiment, champions_);
  BELLWETHER_FIELD(sponsor_sentiment, sponsors_);
  BELLWETHER_FIELD(admin_training, trainings_);
  BELLWETHER_FIELD(customer_feedback, feedback_);
  BELLWETHER_FIELD(roi_path, roi_paths_);
}

#undef BELLWETHER_FIELD

absl::StatusOr<InputReader> InputReader::For(const Plan& plan) {
  if (absl::Status orders = CheckOrders(plan); !orders.ok()) return orders;
  InputReader reader;
  reader.ResolveDates(plan);
  reader.ResolveFacts(plan);
  reader.ResolveNumbers(plan);
  reader.ResolveDecisions(plan);
  reader.ResolveTruths(plan);
  reader.ResolveWords(plan);
  if (reader.unknown_.empty()) return reader;
  return absl::FailedPreconditionError(
      absl::StrCat("the pack has no ", absl::StrJoin(reader.unknown_, ", "),
                   ", which the hand-written rules read; change tests/bench/by_hand"));
}

namespace {

template <typename Fields>
void ReadFields(const Fields& fields, const Facts& facts, Input& input) {
  for (const auto& [slot, field] : fields) {
    ReadField(facts.values[slot], facts.reasons[slot], facts, input.*field);
  }
}

}  // namespace

void InputReader::ReadAccount(const Facts& facts, Input& input) const {
  input.segment = static_cast<Segment>(facts.segment + 1);
  input.today = facts.today;
  if (facts.cadence >= 0) {
    input.cadence = {static_cast<Cadence>(facts.cadence), Presence::kGiven};
  }
  if (facts.stage >= 0) input.stage = {static_cast<Stage>(facts.stage), Presence::kGiven};
  input.technical_score = NumberOf(facts.dimension_scores[0]);
  input.knowledge_score = NumberOf(facts.dimension_scores[1]);
  input.usage_score = NumberOf(facts.dimension_scores[2]);
  input.value_score = NumberOf(facts.dimension_scores[3]);
  input.stakeholder_score = NumberOf(facts.dimension_scores[4]);
  input.granted_days = static_cast<int64_t>(facts.granted_days.value_or(0));
  input.requested_days = static_cast<int64_t>(facts.requested_days.value_or(0));
}

void InputReader::ReadWords(const Facts& facts, Input& input) const {
  ReadFields(delay_causes_, facts, input);
  ReadFields(champions_, facts, input);
  ReadFields(sponsors_, facts, input);
  ReadFields(trainings_, facts, input);
  ReadFields(feedback_, facts, input);
  ReadFields(roi_paths_, facts, input);
}

void InputReader::ReadLists(const Facts& facts, OwnedInput& owned) const {
  for (const BoundMilestone& bound : facts.milestones) {
    owned.milestones.push_back(MilestoneOf(bound));
  }
  for (const BoundOverride& bound : facts.overrides) owned.overrides.push_back(OverrideOf(bound));
  owned.weekly_active = PointsOf(facts.values[series_[0].first]);
  owned.dau_mau = PointsOf(facts.values[series_[1].first]);
  Input& input = owned.input;
  input.milestones = owned.milestones.data();
  input.milestone_count = static_cast<uint32_t>(owned.milestones.size());
  input.overrides = owned.overrides.data();
  input.override_count = static_cast<uint32_t>(owned.overrides.size());
  input.weekly_active_history.points = owned.weekly_active.data();
  input.dau_mau_history.points = owned.dau_mau.data();
}

absl::StatusOr<std::unique_ptr<OwnedInput>> InputReader::Read(const Facts& facts) const {
  if (!facts.decayed.empty() || facts.requested_set >= 0 ||
      facts.overrides.size() > kMostOverrides) {
    return absl::FailedPreconditionError(
        "the hand-written rules know no ageing values, no set of benchmarks but the pack's, and "
        "at most 8 overrides");
  }
  auto owned = std::make_unique<OwnedInput>();
  ReadAccount(facts, owned->input);
  ReadFields(days_, facts, owned->input);
  ReadFields(numbers_, facts, owned->input);
  ReadFields(truths_, facts, owned->input);
  ReadFields(series_, facts, owned->input);
  ReadWords(facts, owned->input);
  ReadLists(facts, *owned);
  return owned;
}

}  // namespace bellwether::saas
