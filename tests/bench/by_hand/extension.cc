// extension/*.yaml: the first step of the fixed order that holds decides (S23).
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include <algorithm>

#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

constexpr int64_t kMostDays = 30;
constexpr int64_t kReasonDays = 14;  // what every reason to extend asks for
constexpr int64_t kRecoveryAfterDays = 30;
constexpr int64_t kReviewWindowDays = 14;

void AskToEscalate(const Input& in, Extension& extension) {
  auto& reasons = extension.escalate;
  reasons.unresponsive = AtLeast(DaysSince(in.last_response_at, in.today), 14);
  reasons.scope_dispute = in.scope_dispute;
  reasons.unsolvable_blocker = in.unsolvable_blocker;
  reasons.dissatisfaction = Or(in.doubt_expressed, Is(in.customer_feedback, Feedback::kNegative));
  reasons.churn_risk = in.churn_risk;
}

// Only an answered graduation has a readiness to compare.
Truth Close(const Graduation& graduation) {
  if (graduation.state != OutcomeState::kAnswered) return Truth::kUnknown;
  return TruthOf(graduation.readiness == Readiness::kClose);
}

void AskToExtend(const Input& in, const Output& out, Extension& extension) {
  auto& reasons = extension.extend;
  const Truth below_minimum = out.facts.usage_below_minimum;
  const Truth enough_active = Not(out.facts.too_few_users_active);
  reasons.usage_below_daily_minimum =
      And(And(Is(in.cadence, Cadence::kDaily), below_minimum), enough_active);
  reasons.usage_below_weekly_minimum =
      And(And(Is(in.cadence, Cadence::kWeekly), below_minimum), enough_active);
  reasons.usage_below_periodic_minimum = And(Is(in.cadence, Cadence::kPeriodic), below_minimum);
  reasons.timeline_underestimated =
      And(in.timeline_underestimated,
          Or(Close(out.graduation), AtLeast(in.milestone_on_time_ratio, 0.65)));
  reasons.customer_busy = And(in.customer_busy, Not(Known(out.facts.champion_unresponsive)));
  reasons.external_blocker = in.external_blocker;
  reasons.scope_added = in.scope_added;
  reasons.open_point_with_plan = And(in.action_plan_agreed, TruthOf(!out.graduation.graduate));
}

void AskRootCause(const Input& in, Extension& extension) {
  auto& causes = extension.root_causes;
  causes.customer_capacity = Is(in.delay_cause, DelayCause::kCustomerCapacity);
  causes.technical_complexity = Is(in.delay_cause, DelayCause::kTechnicalComplexity);
  causes.our_process = Is(in.delay_cause, DelayCause::kOurProcess);
  causes.product_fit = Is(in.delay_cause, DelayCause::kProductFit);
  causes.external = Is(in.delay_cause, DelayCause::kExternal);
  extension.has_root_cause = in.delay_cause.presence == Presence::kGiven;
  if (extension.has_root_cause) extension.root_cause = in.delay_cause.word;
}

bool AnyEscalation(const Extension& extension, Truth wanted) {
  const auto& r = extension.escalate;
  return Any(r.unresponsive == wanted, r.scope_dispute == wanted, r.unsolvable_blocker == wanted,
             r.dissatisfaction == wanted, r.churn_risk == wanted);
}

bool AnyExtension(const Extension& extension, Truth wanted) {
  const auto& r = extension.extend;
  return Any(r.usage_below_daily_minimum == wanted, r.usage_below_weekly_minimum == wanted,
             r.usage_below_periodic_minimum == wanted, r.timeline_underestimated == wanted,
             r.customer_busy == wanted, r.external_blocker == wanted, r.scope_added == wanted,
             r.open_point_with_plan == wanted);
}

void FindTargets(const Input& in, Extension& extension) {
  extension.days_left = std::max<int64_t>(0, kMostDays - in.granted_days);
  if (!in.target_graduation_at.given()) return;
  extension.has_target = true;
  extension.original_target = in.target_graduation_at.number;
  extension.current_target = extension.original_target + in.granted_days;
  extension.new_target = extension.current_target;
  extension.days_late = in.today - extension.original_target;
}

void Settle(Extension& extension, Decision decision, DecisionBasis basis) {
  extension.decision = decision;
  extension.basis = basis;
}

void Extend(const Input& in, Extension& extension) {
  const int64_t asked = in.requested_days > 0 ? in.requested_days : kReasonDays;
  const int64_t granted = std::min(asked, extension.days_left);
  const int64_t target = extension.current_target + granted;
  if (target <= in.today) {
    return Settle(extension, Decision::kEscalate, DecisionBasis::kExtensionCannotReachToday);
  }
  extension.days_granted = granted;
  extension.new_target = target;
  Settle(extension, Decision::kExtend, DecisionBasis::kExtensionReason);
}

void Decide(const Input& in, const Graduation& graduation, Extension& extension) {
  if (AnyEscalation(extension, Truth::kTrue)) {
    return Settle(extension, Decision::kEscalate, DecisionBasis::kEscalationReason);
  }
  if (graduation.graduate) {
    return Settle(extension, Decision::kGraduate, DecisionBasis::kReadyToGraduate);
  }
  if (!extension.has_target) {
    return Settle(extension, Decision::kNotEvaluated, DecisionBasis::kNoTarget);
  }
  const bool before_target = in.today < extension.current_target;
  if (before_target && in.requested_days == 0) {
    return Settle(extension, Decision::kContinue, DecisionBasis::kBeforeTarget);
  }
  if (extension.days_left > 0 && AnyExtension(extension, Truth::kTrue)) {
    return Extend(in, extension);
  }
  if (before_target) {
    return Settle(extension, Decision::kContinue, DecisionBasis::kRequestRefused);
  }
  Settle(extension, Decision::kEscalate,
         extension.days_left == 0 ? DecisionBasis::kBudgetUsedUp : DecisionBasis::kNoJustification);
}

// Whether a reason that is unknown, had it held, would have changed the decision. The days it would
// not: all reasons ask for the same.
bool Certain(const Extension& extension) {
  const bool escalated = extension.basis == DecisionBasis::kEscalationReason;
  if (!escalated && AnyEscalation(extension, Truth::kUnknown)) return false;
  const bool wanting = extension.basis == DecisionBasis::kRequestRefused ||
                       extension.basis == DecisionBasis::kNoJustification;
  return !wanting || !AnyExtension(extension, Truth::kUnknown);
}

}  // namespace

void DecideExtension(const Input& in, Output& out) {
  Extension& extension = out.extension;
  if (in.graduated_at.given()) {
    extension.state = OutcomeState::kAlreadyGraduated;
    return;
  }
  if (out.facts.in_onboarding != Truth::kTrue) return;
  extension.state = OutcomeState::kAnswered;
  AskToEscalate(in, extension);
  AskToExtend(in, out, extension);
  AskRootCause(in, extension);
  FindTargets(in, extension);
  Decide(in, out.graduation, extension);
  extension.certain = Certain(extension);
  extension.lists_extend_reasons = extension.basis != DecisionBasis::kBeforeTarget ||
                                   extension.current_target - in.today <= kReviewWindowDays;
  extension.recovery = extension.has_target && extension.days_late >= kRecoveryAfterDays &&
                       extension.decision != Decision::kGraduate;
}

}  // namespace bellwether::saas
