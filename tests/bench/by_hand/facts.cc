// derived.yaml, the usage thresholds of graduation/usage.yaml and the early wins of programme.yaml.
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include <cmath>

#include "tests/bench/by_hand/scores.h"
#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

// A formula that comes out infinite is missing (S9).
Number Finite(Presence presence, double value) {
  if (presence != Presence::kGiven) return {0, presence};
  if (!std::isfinite(value)) return {0, Presence::kMissing};
  return {value, presence};
}

// Index of the point before the strict decreases at the end.
uint32_t StartOfFalls(const Series& series) {
  uint32_t at = series.size - 1;
  while (at > series.run_start && series.points[at - 1].value > series.points[at].value) --at;
  return at;
}

Truth UsageDeclines(const Series& history) {
  if (history.presence != Presence::kGiven) return When(history.presence, false);
  const uint32_t last = history.size - 1;
  const uint32_t start = StartOfFalls(history);
  if (last - start < 2) return Truth::kFalse;
  const double before = history.points[start].value;
  const double fall = (before - history.points[last].value) / before;
  return TruthOf(Round<4>(fall) > 0.05);
}

void DeriveCost(const Input& in, DerivedFacts& facts) {
  facts.csm_hours_per_planned_hour =
      Finite(Both(in.csm_hours.presence, in.csm_hours_planned.presence),
             in.csm_hours.value / in.csm_hours_planned.value);
  const Presence hours = Both(in.csm_hours.presence, in.csm_hourly_cost.presence);
  const Presence bought = Both(in.training_cost.presence, in.tools_cost.presence);
  facts.onboarding_cost =
      Finite(Both(Both(hours, bought), in.implementation_cost.presence),
             in.csm_hours.value * in.csm_hourly_cost.value + in.training_cost.value +
                 in.tools_cost.value + in.implementation_cost.value);
  facts.onboarding_cost_per_acv = Finite(Both(facts.onboarding_cost.presence, in.acv.presence),
                                         facts.onboarding_cost.value / in.acv.value);
}

// One threshold that applies: met, not met, or unknown.
struct Tally {
  int applicable = 0;
  int holding = 0;
  bool missed = false;
  bool unknown = false;

  void Add(Truth answer) {
    applicable += answer != Truth::kNotApplicable ? 1 : 0;
    holding += answer == Truth::kTrue ? 1 : 0;
    missed |= answer == Truth::kFalse;
    unknown |= answer == Truth::kUnknown;
  }
};

Tally UsageThresholds(const Input& in) {
  Tally tally;
  switch (in.cadence.word) {
    case Cadence::kDaily:
      tally.Add(AtLeast(in.weekly_active_ratio, 0.8));
      tally.Add(AtLeast(in.daily_active_ratio, 0.5));
      tally.Add(in.core_workflow_in_use);
      break;
    case Cadence::kWeekly:
      tally.Add(AtLeast(in.monthly_active_ratio, 0.7));
      tally.Add(AtLeast(in.weekly_active_ratio, 0.4));
      tally.Add(in.reports_opened_regularly);
      break;
    case Cadence::kPeriodic:
      tally.Add(in.key_users_active_when_needed);
      tally.Add(in.critical_workflows_succeed);
      break;
  }
  return tally;
}

// The share that is met needs all of them; that one is missed needs only that one.
void CountThresholds(const Input& in, DerivedFacts& facts) {
  if (in.cadence.presence != Presence::kGiven) return;
  const Tally tally = UsageThresholds(in);
  if (tally.applicable == 0) {
    facts.usage_thresholds_met_ratio = {0, Presence::kNotApplicable};
    facts.usage_below_minimum = Truth::kNotApplicable;
    return;
  }
  if (tally.missed || !tally.unknown) facts.usage_below_minimum = TruthOf(tally.missed);
  if (tally.unknown) return;
  facts.usage_thresholds_met_ratio = {static_cast<double>(tally.holding) / tally.applicable,
                                      Presence::kGiven};
}

Number CountEarlyWins(const Input& in, std::array<Truth, 5>& wins) {
  wins = {And(Happened(in.first_login_at, in.today), Happened(in.first_invite_at, in.today)),
          Happened(in.first_import_at, in.today), Happened(in.first_workflow_at, in.today),
          Happened(in.first_report_at, in.today), Happened(in.first_enthusiasm_at, in.today)};
  Tally tally;
  for (const Truth win : wins) tally.Add(win);
  if (tally.unknown) return {};
  return {static_cast<double>(tally.holding), Presence::kGiven};
}

}  // namespace

void DeriveFacts(const Input& in, Output& out) {
  DerivedFacts& facts = out.facts;
  const bool weekly =
      in.cadence.presence == Presence::kGiven && in.cadence.word == Cadence::kWeekly;
  facts.active_user_ratio = weekly ? in.monthly_active_ratio : in.weekly_active_ratio;
  facts.days_from_sale_to_kickoff =
      Finite(Both(in.contract_signed_at.presence, in.kickoff_at.presence),
             in.kickoff_at.number - in.contract_signed_at.number);
  DeriveCost(in, facts);
  facts.in_onboarding =
      TruthOf(in.stage.presence == Presence::kGiven ? in.stage.word == Stage::kOnboarding
                                                    : !in.graduated_at.given());
  facts.seats_tell_usage =
      TruthOf(in.cadence.presence != Presence::kGiven || in.cadence.word != Cadence::kPeriodic);
  facts.value_confirmed = Happened(in.first_value_at, in.today);
  facts.usage_declining = UsageDeclines(in.weekly_active_history);
  facts.champion_unresponsive = Or(Is(in.champion_sentiment, Champion::kUnresponsive),
                                   AtLeast(DaysSince(in.last_response_at, in.today), 7));
  facts.too_few_users_active = Below(facts.active_user_ratio, 0.5);
  facts.data_quality_issue = Below(in.data_accuracy_ratio, 0.9);
  CountThresholds(in, facts);
  facts.early_wins_count = CountEarlyWins(in, out.programme.early_wins);
}

}  // namespace bellwether::saas
