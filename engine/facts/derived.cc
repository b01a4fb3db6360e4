// Derived facts: the closed table of S6, from event dates and milestones (S7). Days are
// differences of civil dates in the account's time zone (S4).
//
// Tested by tests/engine/facts/derived_test.cc.
#include <algorithm>
#include <array>

#include "engine/facts/binder.h"

namespace bellwether {
namespace {

using expression::Kind;
using expression::Value;

// What milestones amount to at as_of.
struct MilestoneSummary {
  int planned = 0;
  int due = 0;
  int on_time = 0;
  double late_max = 0;
  double late_open_max = 0;
};

MilestoneSummary Summarise(const std::vector<BoundMilestone>& milestones, int32_t today,
                           double grace) {
  MilestoneSummary summary;
  for (const BoundMilestone& milestone : milestones) {
    if (!milestone.planned || !milestone.applicable) continue;
    ++summary.planned;
    const bool open = !milestone.completed;
    const auto variance =
        static_cast<double>(milestone.completed.value_or(today) - *milestone.planned);
    const bool due = !open || variance > grace;
    if (due) ++summary.due;
    if (!open && variance <= grace) ++summary.on_time;
    if (due) summary.late_max = std::max(summary.late_max, variance);
    if (open) summary.late_open_max = std::max(summary.late_open_max, variance);
  }
  return summary;
}

// Computes the facts of one account, each from the slots it reads.
class Deriver {
 public:
  Deriver(Binder& binder) : binder_(binder), facts_(binder.facts) {}

  void Run() {
    const size_t kickoff = SlotOf(EventField::kKickoffAt);
    const size_t value = SlotOf(EventField::kFirstValueAt);
    const size_t graduated = SlotOf(EventField::kGraduatedAt);
    const size_t target = SlotOf(EventField::kTargetGraduationAt);
    const size_t start = StartSlot();
    DaysBetween(BuiltinFact::kTimeToValueDays, start, value);
    RefuseNegative(BuiltinFact::kTimeToValueDays);
    DaysUntilNow(BuiltinFact::kDaysWithoutValue, start, value);
    DaysSince(BuiltinFact::kDaysSinceStart, start);
    DaysSince(BuiltinFact::kDaysSinceKickoff, kickoff);
    FirstLogin(kickoff);
    DaysBetween(BuiltinFact::kOnboardingDays, kickoff, graduated);
    DaysUntilNow(BuiltinFact::kOnboardingDaysSoFar, kickoff, graduated);
    DaysSince(BuiltinFact::kDaysPastOriginalTarget, target);
    DaysSince(BuiltinFact::kDaysPastTarget, target);
    Shift(BuiltinFact::kDaysPastTarget, -binder_.account.extension.granted_days.value_or(0));
    DaysSince(BuiltinFact::kDaysToRenewal, SlotOf(EventField::kRenewalAt));
    Negate(BuiltinFact::kDaysToRenewal);
    MilestoneFacts();
    ExtensionDaysLeft();
  }

 private:
  // A slot that is never filled, for packs without `onboarding.start`.
  static constexpr size_t kNoSlot = static_cast<size_t>(-1);

  size_t StartSlot() const {
    const auto slot = binder_.plan.start.SlotIn(facts_.segment);
    return slot ? *slot : kNoSlot;
  }

  std::optional<int32_t> DayOf(size_t slot) const {
    return slot == kNoSlot ? std::nullopt : binder_.EventDay(slot);
  }

  MissingReason ReasonOf(size_t slot) const {
    return slot == kNoSlot ? MissingReason::kNotGiven : facts_.reasons[slot];
  }

  // Of several missing inputs, the one that says most: not applicable, then not yet.
  void MissingBecause(BuiltinFact fact, std::initializer_list<size_t> inputs) {
    MissingReason reason = MissingReason::kNotGiven;
    for (const size_t slot : inputs) {
      const MissingReason candidate = ReasonOf(slot);
      if (candidate == MissingReason::kNotApplicable) reason = candidate;
      if (candidate == MissingReason::kNotYet && reason == MissingReason::kNotGiven) {
        reason = candidate;
      }
    }
    SetMissing(fact, reason);
  }

  void SetMissing(BuiltinFact fact, MissingReason reason) {
    // A fact that waits for an event is missing, not an event that has not happened.
    facts_.values[SlotOf(fact)] = Value::Missing();
    facts_.reasons[SlotOf(fact)] = reason;
  }

  void SetNumber(BuiltinFact fact, double number) {
    binder_.Set(SlotOf(fact), Value::Double(number));
  }

  void DaysBetween(BuiltinFact fact, size_t from, size_t to) {
    const auto first = DayOf(from);
    const auto second = DayOf(to);
    if (!first || !second) return MissingBecause(fact, {from, to});
    SetNumber(fact, *second - *first);
  }

  void DaysSince(BuiltinFact fact, size_t from) {
    const auto day = DayOf(from);
    if (!day) return MissingBecause(fact, {from});
    SetNumber(fact, facts_.today - *day);
  }

  // From `from` to as_of while `end` has not happened; once it has, the question is moot.
  void DaysUntilNow(BuiltinFact fact, size_t from, size_t end) {
    if (DayOf(end)) return SetMissing(fact, MissingReason::kNotApplicable);
    if (ReasonOf(end) != MissingReason::kNotYet) return MissingBecause(fact, {end});
    DaysSince(fact, from);
  }

  void FirstLogin(size_t kickoff) {
    const size_t login = SlotOf(EventField::kFirstLoginAt);
    const Value& from = facts_.values[kickoff];
    const Value& to = facts_.values[login];
    if (from.kind != Kind::kTimestamp || to.kind != Kind::kTimestamp) {
      return MissingBecause(BuiltinFact::kDaysToFirstLogin, {kickoff, login});
    }
    const double seconds = absl::ToDoubleSeconds(to.as_timestamp() - from.as_timestamp());
    SetNumber(BuiltinFact::kDaysToFirstLogin,
              std::max(0.0, seconds / static_cast<double>(kSecondsPerDay)));
  }

  void Shift(BuiltinFact fact, double days) {
    Value& value = facts_.values[SlotOf(fact)];
    if (value.kind == Kind::kDouble) value.number += days;
  }

  void Negate(BuiltinFact fact) {
    Value& value = facts_.values[SlotOf(fact)];
    if (value.kind == Kind::kDouble && value.number != 0) value.number = -value.number;
  }

  void RefuseNegative(BuiltinFact fact) {
    const Value& value = facts_.values[SlotOf(fact)];
    if (value.kind == Kind::kDouble && value.number < 0) {
      SetMissing(fact, MissingReason::kOutOfRange);
    }
  }

  void MilestoneFacts() {
    const MilestoneSummary summary =
        Summarise(facts_.milestones, facts_.today, binder_.plan.milestones.grace_days);
    if (summary.planned == 0) return;  // all four stay "not given"
    SetNumber(BuiltinFact::kMilestonesDue, summary.due);
    SetNumber(BuiltinFact::kMilestoneDaysLateMax, summary.late_max);
    SetNumber(BuiltinFact::kMilestoneDaysLateOpenMax, summary.late_open_max);
    if (summary.due == 0) return;
    SetNumber(BuiltinFact::kMilestoneOnTimeRatio,
              static_cast<double>(summary.on_time) / summary.due);
  }

  void ExtensionDaysLeft() {
    const PlanExtension& extension = binder_.plan.extension;
    if (!extension.defined) return;
    SetNumber(BuiltinFact::kExtensionDaysLeft,
              std::max(0.0, extension.max_total_days - facts_.granted_days.value_or(0)));
  }

  Binder& binder_;
  Facts& facts_;
};

}  // namespace

void Binder::DeriveFacts() { Deriver(*this).Run(); }

}  // namespace bellwether
