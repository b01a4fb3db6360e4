// health/*.yaml: three models, the weights of their parts, and which of them answers (S19).
// Siblings are added in byte order of their names (S15).
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include "tests/bench/by_hand/scores.h"
#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

constexpr CurvePoint kOnTime[] = {{0, 0}, {0.65, 50}, {0.8, 80}, {1, 100}};
constexpr CurvePoint kActiveUsers[] = {{0, 0}, {0.7, 100}};
constexpr CurvePoint kEarlyWins[] = {{0, 0}, {3, 100}};
constexpr CurvePoint kResponseHours[] = {{4, 100}, {24, 70}, {72, 0}};

Part ChampionAndSponsor(const Input& in) {
  Mean people;
  people.Add(LeafOf(in.champion_sentiment));
  people.Add(LeafOf(in.sponsor_sentiment));
  return people.Whole();
}

Part EarlyValue(const Input& in, const DerivedFacts& facts) {
  Mean value;
  value.Add(LeafOf(facts.early_wins_count, kEarlyWins));
  value.Add(LeafOf(in.customer_feedback));
  return value.Whole();
}

namespace early_stage {

double Points(const Rating& first_login) {
  constexpr double kPoints[] = {100, 70, 40, 0};
  return kPoints[first_login.tier];
}

Part UsageAndEngagement(const Input& in, const Output& out) {
  constexpr CurvePoint kActivation[] = {{0, 0}, {0.5, 50}, {0.7, 100}};
  const Rating& first_login = out.ratings.kickoff_to_first_login;
  Mean usage;
  usage.Add(LeafOf(in.user_activation_ratio, kActivation));
  usage.Add(LeafOf(out.facts.active_user_ratio, kActiveUsers));
  usage.Add(Leaf(PresenceOf(first_login), Points(first_login)));
  usage.Add(LeafOf(in.meeting_attendance_ratio));
  return usage.Whole();
}

void Score(const Input& in, Output& out) {
  Mean parts;
  parts.Add(LeafOf(in.milestone_on_time_ratio, kOnTime), 25);
  parts.Add(ChampionAndSponsor(in), 25);
  parts.Add(UsageAndEngagement(in, out), 25);
  parts.Add(EarlyValue(in, out.facts), 25);
  Settle(in, HealthModel::kEarlyStage, parts, out.early_stage, out);
}

}  // namespace early_stage

namespace onboarding {

Part Engagement(const Input& in, const DerivedFacts& facts) {
  Mean engagement;
  engagement.Add(LeafOf(in.meeting_attendance_ratio));
  engagement.Add(LeafOf(in.response_hours, kResponseHours));
  engagement.Add(LeafOf(facts.active_user_ratio, kActiveUsers));
  return engagement.Whole();
}

// The sentiments upside down.
Part StakeholderConcern(const Input& in) {
  Mean concern;
  concern.Add(Leaf(in.champion_sentiment.presence, 100 - Points(in.champion_sentiment.word)));
  concern.Add(Leaf(in.sponsor_sentiment.presence, 100 - Points(in.sponsor_sentiment.word)));
  return concern.Whole();
}

Part Risk(const Input& in, const DerivedFacts& facts) {
  constexpr CurvePoint kDelay[] = {{2, 0}, {10, 50}, {30, 100}};
  constexpr CurvePoint kLowUsage[] = {{0, 100}, {0.7, 0}};
  Mean risk;
  risk.Add(LeafOf(in.milestone_days_late_open_max, kDelay));
  risk.Add(LeafOf(facts.active_user_ratio, kLowUsage));
  risk.Add(StakeholderConcern(in));
  return Inverted(risk.Whole());
}

void Score(const Input& in, Output& out) {
  Mean parts;
  parts.Add(Engagement(in, out.facts), 30);
  parts.Add(LeafOf(in.milestone_on_time_ratio, kOnTime), 30);
  parts.Add(Risk(in, out.facts), 15);
  parts.Add(EarlyValue(in, out.facts), 25);
  Settle(in, HealthModel::kOnboarding, parts, out.onboarding, out);
}

}  // namespace onboarding

namespace customer {

Part Engagement(const Input& in) {
  Mean engagement;
  engagement.Add(LeafOf(in.meeting_attendance_ratio));
  engagement.Add(ChampionAndSponsor(in));
  engagement.Add(LeafOf(in.response_hours, kResponseHours));
  return engagement.Whole();
}

Part Outcomes(const Input& in) {
  Mean outcomes;
  outcomes.Add(Leaf(PresenceOf(in.roi_realised), Percent(in.roi_realised)));
  outcomes.Add(LeafOf(in.success_metrics_met_ratio));
  return outcomes.Whole();
}

Part Support(const Input& in, const Ratings& ratings) {
  constexpr CurvePoint kEscalations[] = {{0, 100}, {0.2, 0}};
  constexpr CurvePoint kSatisfaction[] = {{1, 0}, {4, 70}, {4.5, 100}};
  constexpr double kTickets[] = {100, 70, 20};
  Mean support;
  support.Add(LeafOf(in.escalation_ratio, kEscalations));
  support.Add(LeafOf(in.csat, kSatisfaction));
  support.Add(Leaf(PresenceOf(ratings.support_tickets), kTickets[ratings.support_tickets.tier]));
  return support.Whole();
}

Part Usage(const Input& in, const Output& out) {
  constexpr CurvePoint kActiveUsersLive[] = {{0, 0}, {0.8, 100}};
  constexpr CurvePoint kFeatureAdoption[] = {{0, 0}, {0.7, 100}};
  constexpr double kLogins[] = {100, 70, 20};
  const Rating& dau_mau = out.ratings.dau_mau;
  Mean usage;
  usage.Add(LeafOf(out.facts.active_user_ratio, kActiveUsersLive));
  usage.Add(LeafOf(in.core_feature_adoption_ratio, kFeatureAdoption));
  usage.Add(Leaf(PresenceOf(dau_mau), kLogins[dau_mau.tier]));
  return usage.Whole();
}

void Score(const Input& in, Output& out) {
  Mean parts;
  parts.Add(Engagement(in), 30);
  parts.Add(Outcomes(in), 15);
  parts.Add(Support(in, out.ratings), 15);
  parts.Add(Usage(in, out), 40);
  Settle(in, HealthModel::kCustomer, parts, out.customer, out);
}

}  // namespace customer

// The highest priority that applies, unless a higher one is unknown.
HealthModel Primary(const Output& out) {
  if (out.early_stage.state == ModelState::kNotEvaluated) return HealthModel::kNone;
  if (out.early_stage.state != ModelState::kNotApplicable) return HealthModel::kEarlyStage;
  if (out.onboarding.state == ModelState::kNotEvaluated) return HealthModel::kNone;
  if (out.onboarding.state != ModelState::kNotApplicable) return HealthModel::kOnboarding;
  if (out.customer.state == ModelState::kNotEvaluated) return HealthModel::kNone;
  if (out.customer.state != ModelState::kNotApplicable) return HealthModel::kCustomer;
  return HealthModel::kNone;
}

}  // namespace

void ScoreHealth(const Input& in, Output& out) {
  const Truth onboards = Is(in.stage, Stage::kOnboarding);
  const Truth early = And(onboards, AtMost(in.days_since_start, 90));
  const Truth is_customer = Is(in.stage, Stage::kCustomer);
  if (is_customer == Truth::kTrue) customer::Score(in, out);
  if (is_customer == Truth::kUnknown) out.customer.state = ModelState::kNotEvaluated;
  if (early == Truth::kTrue) early_stage::Score(in, out);
  if (early == Truth::kUnknown) out.early_stage.state = ModelState::kNotEvaluated;
  if (onboards == Truth::kTrue) onboarding::Score(in, out);
  if (onboards == Truth::kUnknown) out.onboarding.state = ModelState::kNotEvaluated;
  out.primary = Primary(out);
}

}  // namespace bellwether::saas
