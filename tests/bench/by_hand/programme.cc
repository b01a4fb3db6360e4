// programme.yaml: the phases whose window holds or is past, the level of enablement, the review
// (S25). Early wins are counted with the facts.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

struct Weeks {
  int first;
  int last;
};

// Windows by segment: not given, enterprise, mid_market, smb, plg.
constexpr Weeks kKickoff[] = {{1, 1}, {1, 1}, {1, 1}, {1, 1}, {1, 1}};
constexpr Weeks kSetup[] = {{1, 3}, {1, 8}, {1, 3}, {1, 1}, {1, 1}};
constexpr Weeks kTraining[] = {{2, 4}, {2, 4}, {2, 4}, {1, 2}, {1, 1}};
constexpr Weeks kAdoption[] = {{3, 8}, {3, 8}, {3, 8}, {1, 3}, {1, 2}};
constexpr Weeks kVerification[] = {{6, 12}, {6, 12}, {6, 12}, {2, 4}, {1, 2}};
constexpr Weeks kHandoff[] = {{8, 12}, {8, 12}, {8, 12}, {3, 4}, {2, 2}};

PhaseProgress Follow(int64_t week, const Weeks& window, Truth done) {
  if (week < window.first) return {PhaseState::kNotBegun, false};
  const bool in_window = week <= window.last;
  if (done == Truth::kTrue || done == Truth::kNotApplicable) return {PhaseState::kDone, in_window};
  if (in_window) return {PhaseState::kOpen, true};
  return {done == Truth::kFalse ? PhaseState::kLate : PhaseState::kNotEvaluated, false};
}

Truth IsTarget(const Rating& rating) {
  if (rating.state == BenchmarkState::kTiered) return TruthOf(rating.tier == 0);
  return rating.state == BenchmarkState::kNotApplicable ? Truth::kNotApplicable : Truth::kUnknown;
}

Truth PrimaryIsGreen(const Output& out) {
  const Health* primary = out.primary == HealthModel::kEarlyStage   ? &out.early_stage
                          : out.primary == HealthModel::kOnboarding ? &out.onboarding
                          : out.primary == HealthModel::kCustomer   ? &out.customer
                                                                    : nullptr;
  const bool unknown = out.early_stage.state == ModelState::kNotEvaluated ||
                       out.onboarding.state == ModelState::kNotEvaluated ||
                       out.customer.state == ModelState::kNotEvaluated;
  if (primary == nullptr) return unknown ? Truth::kUnknown : Truth::kNotApplicable;
  if (!primary->has_score()) return Truth::kUnknown;
  return TruthOf(primary->band == 0);
}

void FollowPhases(const Input& in, const Output& out, Programme& programme) {
  const auto segment = static_cast<size_t>(in.segment);
  const int64_t week = programme.week;
  const DerivedFacts& facts = out.facts;
  programme.kickoff_and_planning =
      Follow(week, kKickoff[segment],
             And(And(Happened(in.kickoff_at, in.today), in.success_criteria_agreed),
                 in.sales_handoff_done));
  programme.implementation_and_setup = Follow(
      week, kSetup[segment], And(in.core_workflow_ready, Not(Known(facts.data_quality_issue))));
  programme.training_and_education = Follow(week, kTraining[segment], in.key_users_work_alone);
  programme.early_adoption =
      Follow(week, kAdoption[segment],
             And(Or(Not(facts.seats_tell_usage),
                    And(Not(facts.too_few_users_active), Not(facts.usage_declining))),
                 IsTarget(out.ratings.resolution_time)));
  programme.success_verification =
      Follow(week, kVerification[segment], And(facts.value_confirmed, PrimaryIsGreen(out)));
  programme.handoff = Follow(week, kHandoff[segment], in.ownership_clear);
}

void ReachLevel(const Input& in, Programme& programme) {
  programme.enablement = {in.real_process_in_production, in.trains_new_users, in.expands_use_cases,
                          in.self_sufficient};
  while (programme.level < 4 &&
         programme.enablement[static_cast<size_t>(programme.level)] == Truth::kTrue) {
    ++programme.level;
  }
}

ReviewState Review(const Input& in) {
  if (in.graduated_at.given()) return ReviewState::kNotDue;
  if (!in.target_graduation_at.given()) return ReviewState::kNotEvaluated;
  const int64_t days = in.target_graduation_at.number + in.granted_days - in.today;
  if (days > 14) return ReviewState::kNotDue;
  return days >= 7 ? ReviewState::kDue : ReviewState::kOverdue;
}

}  // namespace

void FollowProgramme(const Input& in, Output& out) {
  Programme& programme = out.programme;
  const Day& start = in.segment == Segment::kPlg ? in.trial_started_at : in.contract_signed_at;
  if (start.given()) {
    if (start.number <= in.today) programme.week = (in.today - start.number) / 7 + 1;
    FollowPhases(in, out, programme);
  }
  ReachLevel(in, programme);
  programme.review = Review(in);
}

}  // namespace bellwether::saas
