// graduation/*.yaml: gates, requirements, the total and the decision (S22). Readiness depends on
// the total alone; the decision on everything.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/scores.h"
#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

constexpr double kReady = 8.0;
constexpr double kClose = 6.0;

void AskGates(const Input& in, const DerivedFacts& facts, Gates& gates) {
  gates.integration_not_working = Below(in.integration_success_ratio, 0.8);
  gates.data_quality = facts.data_quality_issue;
  gates.performance_problem = Not(in.performance_acceptable);
  gates.security_concern = in.open_security_concern;
  gates.too_few_users_active = And(facts.seats_tell_usage, facts.too_few_users_active);
  gates.usage_falling = And(facts.seats_tell_usage, facts.usage_declining);
  gates.core_workflow_unused = Not(in.core_workflow_in_use);
  gates.people_disengaged = Or(facts.champion_unresponsive, Not(in.stakeholders_engaged));
  gates.success_criteria_not_met = Not(in.success_criteria_met);
  gates.value_not_articulated = Not(in.customer_articulates_value);
  gates.no_measurable_outcome = Not(in.outcome_achieved);
  gates.roi_doubtful = When(in.roi_path.presence, in.roi_path.word == RoiPath::kQuestionable ||
                                                      in.roi_path.word == RoiPath::kNegative);
  gates.champion_leaving = in.champion_leaving;
  gates.sponsor_uninvolved =
      When(in.sponsor_sentiment.presence, in.sponsor_sentiment.word == Sponsor::kSceptical ||
                                              in.sponsor_sentiment.word == Sponsor::kAbsent);
  gates.internal_resistance = in.internal_resistance;
  gates.competing_priority = in.competing_priority;
}

void AskRequirements(const Input& in, const DerivedFacts& facts, Requirements& requirements) {
  requirements.value_confirmed = And(in.outcome_achieved, facts.value_confirmed);
  requirements.minimum_usage = Not(facts.usage_below_minimum);
  requirements.sponsor_sign_off = in.sponsor_signed_off;
  requirements.customer_sign_off = in.customer_signed_off;
}

// Blocked, or without the evidence that it is not.
bool Stops(Truth gate) { return gate == Truth::kTrue || gate == Truth::kUnknown; }

bool AnyGateStops(const Gates& g) {
  return Any(Stops(g.integration_not_working), Stops(g.data_quality), Stops(g.performance_problem),
             Stops(g.security_concern), Stops(g.too_few_users_active), Stops(g.usage_falling),
             Stops(g.core_workflow_unused), Stops(g.people_disengaged),
             Stops(g.success_criteria_not_met), Stops(g.value_not_articulated),
             Stops(g.no_measurable_outcome), Stops(g.roi_doubtful), Stops(g.champion_leaving),
             Stops(g.sponsor_uninvolved), Stops(g.internal_resistance),
             Stops(g.competing_priority));
}

bool AnyRequirementStops(const Requirements& r) {
  return Any(Stops(Not(r.value_confirmed)), Stops(Not(r.minimum_usage)),
             Stops(Not(r.sponsor_sign_off)), Stops(Not(r.customer_sign_off)));
}

bool Green(const Dimension& dimension) {
  return dimension.green || dimension.state == DimensionState::kNotApplicable;
}

bool EveryDimensionGreen(const Graduation& g) {
  return All(Green(g.technical), Green(g.knowledge), Green(g.usage), Green(g.value),
             Green(g.stakeholder));
}

// Sums of the dimensions that apply.
struct Totals {
  double weighted = 0;
  double weight = 0;
  bool evidence = true;

  void Add(const Dimension& dimension, double dimension_weight) {
    if (dimension.state == DimensionState::kNotApplicable) return;
    evidence = evidence && dimension.state == DimensionState::kScored;
    weighted += dimension_weight * dimension.weighted;
    weight += dimension_weight;
  }

  void Share(Dimension& dimension, double dimension_weight) const {
    if (dimension.state == DimensionState::kNotApplicable) return;
    dimension.share = dimension_weight / weight;
    dimension.weighted *= dimension.share;
  }
};

void Total(Graduation& g) {
  Totals totals;
  totals.Add(g.knowledge, 20);
  totals.Add(g.stakeholder, 10);
  totals.Add(g.technical, 20);
  totals.Add(g.usage, 20);
  totals.Add(g.value, 30);
  totals.Share(g.technical, 20);
  totals.Share(g.knowledge, 20);
  totals.Share(g.usage, 20);
  totals.Share(g.value, 30);
  totals.Share(g.stakeholder, 10);
  if (!totals.evidence || totals.weight <= 0) {
    g.state = OutcomeState::kInsufficientData;
    return;
  }
  g.raw = totals.weighted / totals.weight;
  g.total = Round<1>(g.raw);
  g.readiness = g.total >= kReady   ? Readiness::kReady
                : g.total >= kClose ? Readiness::kClose
                                    : Readiness::kNotReady;
}

}  // namespace

void AssessGraduation(const Input& in, Output& out) {
  Graduation& graduation = out.graduation;
  if (in.graduated_at.given()) {
    graduation.state = OutcomeState::kAlreadyGraduated;
    return;
  }
  if (out.facts.in_onboarding != Truth::kTrue) return;
  graduation.state = OutcomeState::kAnswered;
  JudgeCriteria(in, out);
  AskGates(in, out.facts, graduation.gates);
  AskRequirements(in, out.facts, graduation.requirements);
  Total(graduation);
  graduation.graduate = graduation.state == OutcomeState::kAnswered &&
                        graduation.readiness == Readiness::kReady &&
                        EveryDimensionGreen(graduation) && !AnyGateStops(graduation.gates) &&
                        !AnyRequirementStops(graduation.requirements);
}

}  // namespace bellwether::saas
