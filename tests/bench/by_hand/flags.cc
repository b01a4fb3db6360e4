// flags/red.yaml and flags/yellow.yaml. A flag that does not apply is shown as such (S13).
// Tested by tests/bench/by_hand/by_hand_test.cc.
#include <algorithm>

#include "tests/bench/by_hand/scores.h"
#include "tests/bench/by_hand/stages.h"

namespace bellwether::saas {
namespace {

constexpr int64_t kSixtyDays = int64_t{60} * 86'400 * 1'000'000'000;  // in nanoseconds

// Last value - the value at or before 60 days earlier, at most -0.2.
Truth FallsWithinSixtyDays(const Series& history) {
  if (history.presence != Presence::kGiven) return When(history.presence, false);
  const SeriesPoint& last = history.points[history.size - 1];
  const SeriesPoint* const end = history.points + history.size;
  const SeriesPoint* after =
      std::upper_bound(history.points, end, last.at - kSixtyDays,
                       [](int64_t time, const SeriesPoint& point) { return time < point.at; });
  if (after == history.points) return Truth::kUnknown;
  return TruthOf(Round<4>(last.value - (after - 1)->value) <= -0.2);
}

Truth OfSeats(const DerivedFacts& facts, Truth raised) {
  return facts.seats_tell_usage == Truth::kTrue ? raised : Truth::kNotApplicable;
}

void RaiseRed(const Input& in, const DerivedFacts& facts, Flags& flags) {
  flags.no_login = And(Above(in.days_since_kickoff, 7), Not(Happened(in.first_login_at, in.today)));
  flags.usage_declining = OfSeats(facts, facts.usage_declining);
  flags.meetings_missed = AtLeast(in.missed_meetings, 2);
  flags.milestone_long_overdue = AtLeast(in.milestone_days_late_open_max, 30);
  flags.champion_unresponsive = facts.champion_unresponsive;
  flags.champion_defensive = Is(in.champion_sentiment, Champion::kDefensive);
  flags.negative_feedback = Is(in.customer_feedback, Feedback::kNegative);
  flags.frustrated_ticket = AtLeast(in.frustrated_tickets, 1);
}

void RaiseYellow(const Input& in, const DerivedFacts& facts, Flags& flags) {
  flags.minimal_usage = OfSeats(facts, And(Below(facts.active_user_ratio, 0.4),
                                           Not(Known(Not(Happened(in.first_login_at, in.today))))));
  flags.meeting_missed = When(in.missed_meetings.presence, in.missed_meetings.value == 1);
  flags.milestone_overdue =
      And(AtLeast(in.milestone_days_late_open_max, 10), Below(in.milestone_days_late_open_max, 30));
  flags.slow_action_items = Above(DaysSince(in.action_item_overdue_since, in.today), 5);
  flags.vague_feedback =
      When(in.customer_feedback.presence, in.customer_feedback.word == Feedback::kNeutral ||
                                              in.customer_feedback.word == Feedback::kVague);
}

constexpr Truth kNone = Truth::kNotApplicable;
constexpr Flags kAfterOnboarding = {kNone, kNone, kNone, kNone, kNone, kNone, kNone,
                                    kNone, kNone, kNone, kNone, kNone, kNone, kNone};

}  // namespace

void RaiseFlags(const Input& in, Output& out) {
  if (out.facts.in_onboarding == Truth::kTrue) {
    RaiseRed(in, out.facts, out.flags);
    RaiseYellow(in, out.facts, out.flags);
  } else {
    out.flags = kAfterOnboarding;
  }
  const bool churned = in.stage.presence == Presence::kGiven && in.stage.word == Stage::kChurned;
  const bool daily = in.cadence.presence != Presence::kGiven || in.cadence.word == Cadence::kDaily;
  out.flags.dau_mau_fall =
      churned || !daily ? Truth::kNotApplicable : FallsWithinSixtyDays(in.dau_mau_history);
}

}  // namespace bellwether::saas
