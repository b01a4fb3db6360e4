// Tested by tests/engine/alerts/alert_conditions_test.cc.
#include "engine/alerts/alert_conditions.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "engine/base/civil_day.h"

namespace bellwether::alerts {
namespace {

using ruleset::AlertTrigger;
using ruleset::AnswerCondition;

// Adds the condition, or nothing where there is none; false after a mistake.
bool Add(const Plan& plan, const AnswerCondition& written, const Limits& limits,
         DiagnosticSink& sink, std::vector<std::optional<PathCondition>>& to) {
  to.emplace_back();
  if (!written.present()) return true;
  auto read =
      PathCondition::Read(plan, {written.text, written.location, written.verbatim}, limits, sink);
  if (!read) return false;
  to.back().emplace(*std::move(read));
  return true;
}

Ternary ToTernary(bool value) { return value ? Ternary::kTrue : Ternary::kFalse; }

bool IsLate(const BoundMilestone& milestone, int32_t today, double grace) {
  return milestone.applicable && milestone.planned && !milestone.completed &&
         today - *milestone.planned > grace;
}

Ternary Overdue(const EvaluatedAccount& account, const std::string& milestone) {
  const auto& milestones = account.facts.milestones;
  return ToTernary(std::any_of(milestones.begin(), milestones.end(), [&](const auto& one) {
    return (milestone.empty() || one.key == milestone) &&
           IsLate(one, account.facts.today, account.plan.milestones.grace_days);
  }));
}

// The newest moment at which anything was observed of the account, up to as_of.
std::optional<absl::Time> NewestObservation(const EvaluatedAccount& account) {
  std::optional<absl::Time> newest;
  const absl::Time as_of = account.facts.as_of;
  const auto take = [&](absl::Time at) {
    if (at <= as_of && (!newest || at > *newest)) newest = at;
  };
  for (const SignalInput& signal : account.account.signals) {
    if (std::holds_alternative<std::monostate>(signal.value)) continue;
    take(signal.observed_at ? signal.observed_at->At(account.facts.zone) : as_of);
  }
  for (const SeriesInput& series : account.account.series) {
    for (const SeriesInput::Point& point : series.points) take(point.at.At(account.facts.zone));
  }
  return newest;
}

Ternary NoData(const EvaluatedAccount& account, int64_t seconds) {
  const auto newest = NewestObservation(account);
  if (!newest) return Ternary::kUnknown;
  return ToTernary(account.facts.as_of - *newest >= absl::Seconds(seconds));
}

Ternary And(Ternary a, Ternary b) {
  if (a == Ternary::kFalse || b == Ternary::kFalse) return Ternary::kFalse;
  return a == Ternary::kTrue && b == Ternary::kTrue ? Ternary::kTrue : Ternary::kUnknown;
}

}  // namespace

std::optional<AlertConditions> AlertConditions::Read(const Plan& plan, const Limits& limits,
                                                     DiagnosticSink& sink) {
  AlertConditions conditions(plan);
  bool good = true;
  for (const ruleset::Alert& alert : plan.alerts) {
    good = Add(plan, alert.when, limits, sink, conditions.when_) && good;
    good = Add(plan, alert.applies_when, limits, sink, conditions.applies_when_) && good;
  }
  if (!good) return std::nullopt;
  return std::optional<AlertConditions>(std::move(conditions));
}

Ternary AlertConditions::Trigger(const EvaluatedAccount& account, size_t alert) {
  const ruleset::Alert& rule = plan_->alerts[alert];
  switch (rule.trigger) {
    case AlertTrigger::kOverdue:
      return Overdue(account, rule.milestone);
    case AlertTrigger::kNoData:
      return NoData(account, rule.no_data_seconds);
    case AlertTrigger::kCondition:
      break;
  }
  return when_[alert] ? when_[alert]->Holds(account) : Ternary::kUnknown;
}

void AlertConditions::Look(const EvaluatedAccount& account, std::vector<Ternary>& holds) {
  holds.resize(plan_->alerts.size());
  for (size_t i = 0; i < holds.size(); ++i) {
    const Ternary applies = applies_when_[i] ? applies_when_[i]->Holds(account) : Ternary::kTrue;
    holds[i] = And(applies, Trigger(account, i));
  }
}

std::optional<absl::Time> AlertConditions::NextTurn(const EvaluatedAccount& account) const {
  const absl::Time as_of = account.facts.as_of;
  std::optional<absl::Time> next;
  const auto take = [&](absl::Time at) {
    if (at > as_of && (!next || at < *next)) next = at;
  };
  for (size_t i = 0; i < plan_->alerts.size(); ++i) {
    if (plan_->alerts[i].trigger == AlertTrigger::kNoData) {
      const auto newest = NewestObservation(account);
      if (newest) take(*newest + absl::Seconds(plan_->alerts[i].no_data_seconds));
    }
    for (const auto* condition : {&when_[i], &applies_when_[i]}) {
      if (!condition->has_value()) continue;
      switch ((*condition)->turning()) {
        case PathCondition::Turning::kWithOutcomes:
          break;
        case PathCondition::Turning::kByDay:
          take(StartOfDay(DayOfNumber(account.facts.today + 1), account.facts.zone));
          break;
        case PathCondition::Turning::kAllTheTime:
          take(as_of + absl::Microseconds(1));
          break;
      }
    }
  }
  return next;
}

Wanted AlertConditions::wanted() const {
  Wanted wanted = kNothingWanted;
  for (const auto* conditions : {&when_, &applies_when_}) {
    for (const auto& condition : *conditions) {
      if (condition) wanted |= condition->wanted();
    }
  }
  return wanted;
}

}  // namespace bellwether::alerts
