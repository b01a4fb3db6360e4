// Facts from other facts: the closed table of S6 with milestones (S7), the pack's own (S9), and
// those that count conditions (S21, S25).
#include <algorithm>
#include <cmath>

#include "tests/oracle/question.h"

namespace bellwether::oracle {
namespace {

// S6: a missing input makes the fact missing. Of several reasons the one that says most.
Fact MissingFor(const Question& question, const std::vector<std::string>& inputs) {
  std::set<std::string> reasons;
  for (const std::string& input : inputs) reasons.insert(question.FactOf(input).reason);
  for (const char* reason : {kNotApplicable, kNotYet}) {
    if (reasons.count(reason) > 0) return Unknown(reason);
  }
  return Unknown(kNotGiven);
}

Fact DaysBetween(const Question& question, const std::string& from, const std::string& to) {
  const auto first = question.DayOf(from);
  const auto second = question.DayOf(to);
  if (!first || !second) return MissingFor(question, {from, to});
  return Known(static_cast<double>(*second - *first));
}

Fact DaysSince(const Question& question, const std::string& from) {
  const auto day = question.DayOf(from);
  if (!day) return MissingFor(question, {from});
  return Known(static_cast<double>(question.Today() - *day));
}

// Counts while `end` has not happened; afterwards the question is moot.
Fact DaysUntil(const Question& question, const std::string& from, const std::string& end) {
  const Fact& event = question.facts.at(end);
  if (event.usable()) return Unknown(kNotApplicable);
  if (event.reason != kNotYet) return MissingFor(question, {end});
  return DaysSince(question, from);
}

// The one fact of elapsed time (S4).
Fact DaysToFirstLogin(const Question& question) {
  const Value& from = question.facts.at("kickoff_at").value;
  const Value& to = question.facts.at("first_login_at").value;
  if (!from.Is<absl::Time>() || !to.Is<absl::Time>()) {
    return MissingFor(question, {"kickoff_at", "first_login_at"});
  }
  constexpr double kSecondsPerDay = 86'400;
  const absl::Duration elapsed = to.As<absl::Time>() - from.As<absl::Time>();
  return Known(std::max(0.0, absl::ToDoubleSeconds(elapsed) / kSecondsPerDay));
}

Fact Plus(Fact fact, double days) {
  if (fact.usable()) fact.value = fact.value.As<double>() + days;
  return fact;
}

Fact Until(Fact since) {
  if (since.usable()) since.value = 0 - since.value.As<double>();
  return since;
}

// Value before the start is no time to value.
Fact AtLeastZero(Fact fact) {
  if (fact.usable() && fact.value.As<double>() < 0) return Unknown(kOutOfRange);
  return fact;
}

// S7: without a planned date a milestone counts in nothing.
void DeriveMilestones(Question& question) {
  const double grace = question.rules.milestones.grace_days;
  std::vector<double> late_due = {0};
  std::vector<double> late_open = {0};
  double planned = 0;
  double due = 0;
  double on_time = 0;
  for (const Milestone& milestone : question.milestones) {
    if (!milestone.planned || !milestone.applicable) continue;
    ++planned;
    const absl::CivilDay until = milestone.completed.value_or(question.Today());
    const auto variance = static_cast<double>(until - *milestone.planned);
    const bool is_due = milestone.completed || variance > grace;
    if (is_due) ++due;
    if (milestone.completed && variance <= grace) ++on_time;
    if (is_due) late_due.push_back(variance);
    if (!milestone.completed) late_open.push_back(variance);
  }
  if (planned == 0) return;
  question.facts["milestones_due"] = Known(due);
  question.facts["milestone_days_late_max"] =
      Known(*std::max_element(late_due.begin(), late_due.end()));
  question.facts["milestone_days_late_open_max"] =
      Known(*std::max_element(late_open.begin(), late_open.end()));
  if (due > 0) question.facts["milestone_on_time_ratio"] = Known(on_time / due);
}

bool Within(const ruleset::NumberRange& range, double number) {
  if (range.min && number < *range.min) return false;
  if (range.max && number > *range.max) return false;
  return !range.whole || number == std::floor(number);
}

Fact Derive(const Question& question, const ruleset::Derived& derived) {
  const Value value = Evaluate(derived.expression.root(), question.ground());
  if (value.Is<Failed>()) return Unknown(kFormulaError);
  if (!value.usable()) {
    return Unknown(question.OnlyNotApplicable(value.names()) ? kNotApplicable : kInputMissing);
  }
  if (value.Is<double>()) {  // S9
    if (!std::isfinite(value.As<double>())) return Unknown(kNotFinite);
    if (!Within(derived.range, value.As<double>())) return Unknown(kOutOfRange);
  }
  return Known(value);
}

bool Meets(const ruleset::UsageThreshold& threshold, const Value& value) {
  using ruleset::BoundTest;
  switch (threshold.test) {
    case BoundTest::kAtLeast:
      return value.As<double>() >= threshold.bound;
    case BoundTest::kAbove:
      return value.As<double>() > threshold.bound;
    case BoundTest::kAtMost:
      return value.As<double>() <= threshold.bound;
    case BoundTest::kBelow:
      return value.As<double>() < threshold.bound;
    default:
      break;  // kIs
  }
  return value.As<bool>() == (threshold.bound == 1);
}

std::optional<size_t> Cadence(const Question& question) {
  const auto& known = question.rules.cadences;
  const auto found = std::find(known.begin(), known.end(), question.account.cadence);
  if (found == known.end()) return std::nullopt;
  return static_cast<size_t>(found - known.begin());
}

}  // namespace

void DeriveBuiltIn(Question& question) {
  Facts& facts = question.facts;
  const std::string start = question.StartEvent();
  facts["time_to_value_days"] = AtLeastZero(DaysBetween(question, start, "first_value_at"));
  facts["days_without_value"] = DaysUntil(question, start, "first_value_at");
  facts["days_since_start"] = DaysSince(question, start);
  facts["days_since_kickoff"] = DaysSince(question, "kickoff_at");
  facts["days_to_first_login"] = DaysToFirstLogin(question);
  facts["onboarding_days"] = DaysBetween(question, "kickoff_at", "graduated_at");
  facts["onboarding_days_so_far"] = DaysUntil(question, "kickoff_at", "graduated_at");
  facts["days_past_original_target"] = DaysSince(question, "target_graduation_at");
  facts["days_past_target"] = Plus(DaysSince(question, "target_graduation_at"),
                                   -question.account.extension.granted_days.value_or(0));
  facts["days_to_renewal"] = Until(DaysSince(question, "renewal_at"));
  DeriveMilestones(question);
  const ruleset::Extension& extension = question.rules.extension;
  if (!extension.defined) return;
  const double granted = question.account.extension.granted_days.value_or(0);
  facts["extension_days_left"] = Known(std::max(0.0, extension.max_total_days - granted));
}

void DeriveOwn(Question& question) {
  for (const ruleset::Derived& derived : question.rules.derived) {
    question.facts[question.NameOf(derived.slot)] = Derive(question, derived);
  }
}

// S6, S21: missing when one that applies is.
void CountThresholds(Question& question) {
  Fact& ratio = question.facts.at("usage_thresholds_met_ratio");
  Fact& below = question.facts.at("usage_below_minimum");
  const auto cadence = Cadence(question);
  if (!cadence) {
    ratio = below = Unknown(kNotGiven);
    return;
  }
  double applicable = 0;
  double met = 0;
  bool known = true;
  bool missed = false;
  for (const auto& threshold : question.rules.graduation.usage_thresholds[*cadence]) {
    const Fact& fact = question.facts.at(question.NameOf(threshold.slot));
    if (fact.reason == kNotApplicable) continue;
    ++applicable;
    known = known && fact.usable();
    if (fact.usable() && Meets(threshold, fact.value)) ++met;
    if (fact.usable() && !Meets(threshold, fact.value)) missed = true;
  }
  if (applicable == 0) {
    ratio = below = Unknown(kNotApplicable);
  } else {
    ratio = known ? Known(met / applicable) : Unknown(kInputMissing);
    below = known || missed ? Known(missed) : Unknown(kInputMissing);
  }
}

void CountEarlyWins(Question& question) {
  double reached = 0;
  bool known = true;
  for (const ruleset::EarlyWin& win : question.rules.programme.early_wins) {
    const Condition condition = question.Ask(win.when);
    known = known && condition.says != Says::kUnknown;
    if (condition.says == Says::kYes) ++reached;
    question.answer.State("early win", win.name, "answer", Word(condition.says));
    question.answer.Without("early win", win.name, condition.missing);
  }
  const bool none = question.rules.programme.early_wins.empty();
  question.facts["early_wins_count"] = none    ? Unknown(kNotApplicable)
                                       : known ? Known(reached)
                                               : Unknown(kInputMissing);
}

}  // namespace bellwether::oracle
