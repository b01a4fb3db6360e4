// The fields of Output by the names that the pack has for them.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/differences.h"

namespace bellwether::saas {
namespace {

using NamedTruth = std::pair<std::string, Truth>;

#define BELLWETHER_FIELD(prefix, owner, field) \
  { prefix #field, owner.field }

std::vector<NamedTruth> FlagsByName(const Flags& flags) {
  return {BELLWETHER_FIELD("flag.", flags, no_login),
          BELLWETHER_FIELD("flag.", flags, usage_declining),
          BELLWETHER_FIELD("flag.", flags, meetings_missed),
          BELLWETHER_FIELD("flag.", flags, milestone_long_overdue),
          BELLWETHER_FIELD("flag.", flags, champion_unresponsive),
          BELLWETHER_FIELD("flag.", flags, champion_defensive),
          BELLWETHER_FIELD("flag.", flags, negative_feedback),
          BELLWETHER_FIELD("flag.", flags, frustrated_ticket),
          BELLWETHER_FIELD("flag.", flags, minimal_usage),
          BELLWETHER_FIELD("flag.", flags, meeting_missed),
          BELLWETHER_FIELD("flag.", flags, milestone_overdue),
          BELLWETHER_FIELD("flag.", flags, slow_action_items),
          BELLWETHER_FIELD("flag.", flags, vague_feedback),
          BELLWETHER_FIELD("flag.", flags, dau_mau_fall)};
}

std::vector<NamedTruth> CriteriaByName(const Criteria& criteria) {
  return {BELLWETHER_FIELD("criterion.", criteria, technical.access),
          BELLWETHER_FIELD("criterion.", criteria, technical.core_workflow),
          BELLWETHER_FIELD("criterion.", criteria, technical.data_migration),
          BELLWETHER_FIELD("criterion.", criteria, technical.integrations),
          BELLWETHER_FIELD("criterion.", criteria, technical.performance),
          BELLWETHER_FIELD("criterion.", criteria, technical.security),
          BELLWETHER_FIELD("criterion.", criteria, knowledge.admins),
          BELLWETHER_FIELD("criterion.", criteria, knowledge.assessment),
          BELLWETHER_FIELD("criterion.", criteria, knowledge.documentation),
          BELLWETHER_FIELD("criterion.", criteria, knowledge.end_users),
          BELLWETHER_FIELD("criterion.", criteria, knowledge.help),
          BELLWETHER_FIELD("criterion.", criteria, knowledge.key_users),
          BELLWETHER_FIELD("criterion.", criteria, knowledge.super_user),
          BELLWETHER_FIELD("criterion.", criteria, usage.core_features),
          BELLWETHER_FIELD("criterion.", criteria, usage.login_frequency),
          BELLWETHER_FIELD("criterion.", criteria, usage.minimum_usage),
          BELLWETHER_FIELD("criterion.", criteria, usage.real_process),
          BELLWETHER_FIELD("criterion.", criteria, usage.trend),
          BELLWETHER_FIELD("criterion.", criteria, value.confirmed),
          BELLWETHER_FIELD("criterion.", criteria, value.in_production),
          BELLWETHER_FIELD("criterion.", criteria, value.metric),
          BELLWETHER_FIELD("criterion.", criteria, value.outcome),
          BELLWETHER_FIELD("criterion.", criteria, value.roi),
          BELLWETHER_FIELD("criterion.", criteria, stakeholder.adoption_plan),
          BELLWETHER_FIELD("criterion.", criteria, stakeholder.champion),
          BELLWETHER_FIELD("criterion.", criteria, stakeholder.no_objection),
          BELLWETHER_FIELD("criterion.", criteria, stakeholder.sponsor),
          BELLWETHER_FIELD("criterion.", criteria, stakeholder.supporters)};
}

std::vector<NamedTruth> GatesByName(const Gates& gates) {
  return {BELLWETHER_FIELD("gate.", gates, integration_not_working),
          BELLWETHER_FIELD("gate.", gates, data_quality),
          BELLWETHER_FIELD("gate.", gates, performance_problem),
          BELLWETHER_FIELD("gate.", gates, security_concern),
          BELLWETHER_FIELD("gate.", gates, too_few_users_active),
          BELLWETHER_FIELD("gate.", gates, usage_falling),
          BELLWETHER_FIELD("gate.", gates, core_workflow_unused),
          BELLWETHER_FIELD("gate.", gates, people_disengaged),
          BELLWETHER_FIELD("gate.", gates, success_criteria_not_met),
          BELLWETHER_FIELD("gate.", gates, value_not_articulated),
          BELLWETHER_FIELD("gate.", gates, no_measurable_outcome),
          BELLWETHER_FIELD("gate.", gates, roi_doubtful),
          BELLWETHER_FIELD("gate.", gates, champion_leaving),
          BELLWETHER_FIELD("gate.", gates, sponsor_uninvolved),
          BELLWETHER_FIELD("gate.", gates, internal_resistance),
          BELLWETHER_FIELD("gate.", gates, competing_priority)};
}

std::vector<NamedTruth> RequirementsByName(const Requirements& requirements) {
  return {BELLWETHER_FIELD("requirement.", requirements, value_confirmed),
          BELLWETHER_FIELD("requirement.", requirements, minimum_usage),
          BELLWETHER_FIELD("requirement.", requirements, sponsor_sign_off),
          BELLWETHER_FIELD("requirement.", requirements, customer_sign_off)};
}

std::vector<NamedTruth> ReasonsByName(const Extension& extension) {
  return {BELLWETHER_FIELD("", extension, escalate.unresponsive),
          BELLWETHER_FIELD("", extension, escalate.scope_dispute),
          BELLWETHER_FIELD("", extension, escalate.unsolvable_blocker),
          BELLWETHER_FIELD("", extension, escalate.dissatisfaction),
          BELLWETHER_FIELD("", extension, escalate.churn_risk),
          BELLWETHER_FIELD("", extension, extend.usage_below_daily_minimum),
          BELLWETHER_FIELD("", extension, extend.usage_below_weekly_minimum),
          BELLWETHER_FIELD("", extension, extend.usage_below_periodic_minimum),
          BELLWETHER_FIELD("", extension, extend.timeline_underestimated),
          BELLWETHER_FIELD("", extension, extend.customer_busy),
          BELLWETHER_FIELD("", extension, extend.external_blocker),
          BELLWETHER_FIELD("", extension, extend.scope_added),
          BELLWETHER_FIELD("", extension, extend.open_point_with_plan),
          BELLWETHER_FIELD("", extension, root_causes.customer_capacity),
          BELLWETHER_FIELD("", extension, root_causes.technical_complexity),
          BELLWETHER_FIELD("", extension, root_causes.our_process),
          BELLWETHER_FIELD("", extension, root_causes.product_fit),
          BELLWETHER_FIELD("", extension, root_causes.external)};
}

std::vector<NamedTruth> ProgrammeByName(const Programme& programme) {
  const char* const wins[] = {"first_login_and_invite", "first_import_or_integration",
                              "first_workflow", "first_report", "first_enthusiasm"};
  std::vector<NamedTruth> named;
  for (size_t i = 0; i < programme.early_wins.size(); ++i) {
    named.emplace_back(std::string("early_win.") + wins[i], programme.early_wins[i]);
  }
  for (size_t i = 0; i < programme.enablement.size(); ++i) {
    named.emplace_back("enablement." + std::to_string(i + 1), programme.enablement[i]);
  }
  return named;
}

}  // namespace

std::vector<NamedTruth> NamedTruths(const Output& output) {
  std::vector<NamedTruth> all;
  for (const auto& some :
       {FlagsByName(output.flags), CriteriaByName(output.graduation.criteria),
        GatesByName(output.graduation.gates), RequirementsByName(output.graduation.requirements),
        ReasonsByName(output.extension), ProgrammeByName(output.programme)}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

std::vector<std::pair<std::string, Rating>> NamedRatings(const Output& output) {
  const Ratings& ratings = output.ratings;
  return {BELLWETHER_FIELD("", ratings, csm_hours),
          BELLWETHER_FIELD("", ratings, csm_hours_against_plan),
          BELLWETHER_FIELD("", ratings, onboarding_cost),
          BELLWETHER_FIELD("", ratings, onboarding_nps),
          BELLWETHER_FIELD("", ratings, onboarding_csat),
          BELLWETHER_FIELD("", ratings, nps),
          BELLWETHER_FIELD("", ratings, csat),
          BELLWETHER_FIELD("", ratings, csat_of_ten),
          BELLWETHER_FIELD("", ratings, ces),
          BELLWETHER_FIELD("", ratings, time_to_value),
          BELLWETHER_FIELD("", ratings, onboarding_completion_time),
          BELLWETHER_FIELD("", ratings, kickoff_to_first_login),
          BELLWETHER_FIELD("", ratings, milestones_on_time),
          BELLWETHER_FIELD("", ratings, support_tickets),
          BELLWETHER_FIELD("", ratings, first_response_time),
          BELLWETHER_FIELD("", ratings, resolution_time),
          BELLWETHER_FIELD("", ratings, escalation_rate),
          BELLWETHER_FIELD("", ratings, user_activation),
          BELLWETHER_FIELD("", ratings, training_completion),
          BELLWETHER_FIELD("", ratings, weekly_active_users),
          BELLWETHER_FIELD("", ratings, dau_mau),
          BELLWETHER_FIELD("", ratings, core_feature_adoption)};
}

#undef BELLWETHER_FIELD

}  // namespace bellwether::saas
