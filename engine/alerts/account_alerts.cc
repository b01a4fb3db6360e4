// What falls due is looked for again after each thing that happened: an account has a handful of
// alerts, and nothing is kept beside the state.
//
// Tested by tests/engine/alerts/account_alerts_test.cc.
#include "engine/alerts/account_alerts.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "engine/alerts/quiet_hours.h"
#include "engine/alerts/rule_named.h"
#include "engine/base/suggest.h"

namespace bellwether::alerts {
namespace {

constexpr char kByCondition[] = "condition";
constexpr char kByRules[] = "rules";

bool IsMember(const OpenAlert& open, std::string_view rule) {
  return std::find(open.rules.begin(), open.rules.end(), rule) != open.rules.end();
}

// Nobody is told of it again: somebody acted.
bool IsTakenCareOf(const OpenAlert& open) { return open.acknowledged_at.has_value(); }

absl::Time NotWhileSnoozed(const OpenAlert& open, absl::Time due) {
  return open.snoozed_until ? std::max(due, *open.snoozed_until) : due;
}

}  // namespace

const char* AlertEventName(AlertEventKind kind) {
  constexpr const char* kNames[] = {"raised",       "grouped", "reminded", "escalated",
                                    "acknowledged", "snoozed", "resolved"};
  return kNames[static_cast<size_t>(kind)];
}

AccountAlerts::AccountAlerts(const Plan& plan, AlertState state)
    : plan_(plan), state_(std::move(state)) {}

WatchedRule& AccountAlerts::Watched(const std::string& name) {
  for (WatchedRule& rule : state_.rules) {
    if (rule.name == name) return rule;
  }
  WatchedRule rule;
  rule.name = name;
  return state_.rules.emplace_back(std::move(rule));
}

OpenAlert* AccountAlerts::OpenWith(std::string_view key) {
  for (OpenAlert& open : state_.open) {
    if (open.key == key) return &open;
  }
  return nullptr;
}

std::optional<AccountAlerts::Due> AccountAlerts::Next() const {
  std::optional<Due> next;
  const auto take = [&next](const Due& due) {
    if (!next ||
        std::tie(due.at, due.what, due.index) < std::tie(next->at, next->what, next->index)) {
      next = due;
    }
  };
  for (size_t i = 0; i < state_.rules.size(); ++i) {
    const WatchedRule& watched = state_.rules[i];
    const ruleset::Alert* rule = RuleNamed(plan_, watched.name);
    if (rule == nullptr || !watched.holds || watched.raised) continue;
    absl::Time at = watched.since + absl::Seconds(rule->dwell_seconds);
    if (watched.ended_at) {
      at = std::max(at, *watched.ended_at + absl::Seconds(rule->cooldown_seconds));
    }
    take({at, Due::What::kRaise, i});
  }
  for (size_t i = 0; i < state_.open.size(); ++i) {
    const AlertOutlook outlook = OutlookOf(state_.open[i]);
    if (outlook.escalates_at) take({*outlook.escalates_at, Due::What::kEscalate, i});
    if (outlook.reminds_at) take({*outlook.reminds_at, Due::What::kRemind, i});
  }
  return next;
}

AlertOutlook AccountAlerts::OutlookOf(const OpenAlert& open) const {
  AlertOutlook outlook;
  const ruleset::Alert* rule = RuleNamed(plan_, open.lead);
  if (rule == nullptr || IsTakenCareOf(open)) return outlook;
  if (rule->escalate_seconds > 0 && !open.escalated_at) {
    outlook.escalates_at =
        NotWhileSnoozed(open, open.told_at + absl::Seconds(rule->escalate_seconds));
  }
  if (rule->remind_seconds > 0) {
    outlook.reminds_at =
        NotWhileSnoozed(open, open.last_told_at + absl::Seconds(rule->remind_seconds));
  }
  return outlook;
}

std::optional<absl::Time> AccountAlerts::NextDue() const {
  const auto next = Next();
  if (!next) return std::nullopt;
  return std::max(next->at, state_.at);
}

void AccountAlerts::Advance(absl::Time to, const absl::TimeZone& zone,
                            std::vector<AlertEvent>& events) {
  for (auto due = Next(); due && due->at <= to; due = Next()) {
    due->at = std::max(due->at, state_.at);
    Happen(*due, zone, events);
    state_.at = due->at;
  }
  state_.at = std::max(state_.at, to);
}

void AccountAlerts::Happen(const Due& due, const absl::TimeZone& zone,
                           std::vector<AlertEvent>& events) {
  if (due.what == Due::What::kRaise) {
    return Raise(state_.rules[due.index], due.at, zone, events);
  }
  OpenAlert& open = state_.open[due.index];
  const absl::Time told = ToldAt(RuleNamed(plan_, open.lead)->quiet, due.at, zone);
  const bool escalates = due.what == Due::What::kEscalate;
  if (escalates) {
    open.escalated_at = due.at;
  } else {
    open.last_told_at = told;
  }
  events.push_back({escalates ? AlertEventKind::kEscalated : AlertEventKind::kReminded, due.at,
                    told, open.key, open.lead, open.lead, open.times, ""});
}

void AccountAlerts::Raise(WatchedRule& watched, absl::Time at, const absl::TimeZone& zone,
                          std::vector<AlertEvent>& events) {
  watched.raised = true;
  const ruleset::Alert& rule = *RuleNamed(plan_, watched.name);
  if (OpenAlert* open = OpenWith(rule.key)) return Join(*open, rule, at, zone, events);
  OpenAlert open;
  open.key = rule.key;
  open.lead = rule.name;
  open.rules = {rule.name};
  open.raised_at = at;
  open.told_at = open.last_told_at = ToldAt(rule.quiet, at, zone);
  events.push_back(
      {AlertEventKind::kRaised, at, open.told_at, open.key, rule.name, rule.name, 1, ""});
  state_.open.push_back(std::move(open));
}

void AccountAlerts::Join(OpenAlert& open, const ruleset::Alert& rule, absl::Time at,
                         const absl::TimeZone& zone, std::vector<AlertEvent>& events) {
  ++open.times;
  if (!IsMember(open, rule.name)) open.rules.push_back(rule.name);
  const ruleset::Alert* lead = RuleNamed(plan_, open.lead);
  absl::Time told = at;
  if (lead == nullptr || rule.severity < lead->severity) {
    // What somebody took care of was less than this.
    told = ToldAt(rule.quiet, at, zone);
    open.lead = rule.name;
    open.told_at = open.last_told_at = told;
    open.acknowledged_at = open.snoozed_until = open.escalated_at = std::nullopt;
  }
  events.push_back(
      {AlertEventKind::kGrouped, at, told, open.key, rule.name, open.lead, open.times, ""});
}

bool AccountAlerts::StillHolds(const OpenAlert& open) const {
  return std::any_of(state_.rules.begin(), state_.rules.end(), [&](const WatchedRule& watched) {
    return watched.holds && watched.raised && IsMember(open, watched.name);
  });
}

void AccountAlerts::End(size_t position, absl::Time at, const std::string& by,
                        const absl::TimeZone& zone, std::vector<AlertEvent>& events) {
  const OpenAlert open = std::move(state_.open[position]);
  state_.open.erase(state_.open.begin() + static_cast<std::ptrdiff_t>(position));
  for (const std::string& rule : open.rules) Watched(rule).ended_at = at;
  const ruleset::Alert* lead = RuleNamed(plan_, open.lead);
  const absl::Time told = lead == nullptr ? at : ToldAt(lead->quiet, at, zone);
  events.push_back(
      {AlertEventKind::kResolved, at, told, open.key, open.lead, open.lead, open.times, by});
}

void AccountAlerts::EndWhatIsOver(absl::Time at, const absl::TimeZone& zone,
                                  std::vector<AlertEvent>& events) {
  for (size_t i = 0; i < state_.open.size();) {
    const ruleset::Alert* lead = RuleNamed(plan_, state_.open[i].lead);
    const bool ends = lead != nullptr && lead->ends_with_condition && !StillHolds(state_.open[i]);
    if (ends) {
      End(i, at, kByCondition, zone, events);
    } else {
      ++i;
    }
  }
}

// A pack was activated that lacks a rule: what it raised alone is over, and what it led with others
// is led by the worst of them.
void AccountAlerts::DropUnknownRules(const absl::TimeZone& zone, std::vector<AlertEvent>& events) {
  std::erase_if(state_.rules, [this](const WatchedRule& watched) {
    return RuleNamed(plan_, watched.name) == nullptr;
  });
  for (size_t i = 0; i < state_.open.size();) {
    OpenAlert& open = state_.open[i];
    if (RuleNamed(plan_, open.lead) != nullptr) {
      ++i;
      continue;
    }
    std::erase_if(open.rules,
                  [this](const std::string& rule) { return RuleNamed(plan_, rule) == nullptr; });
    if (open.rules.empty()) {
      End(i, state_.at, kByRules, zone, events);
      continue;
    }
    open.lead = *std::min_element(
        open.rules.begin(), open.rules.end(), [this](const std::string& a, const std::string& b) {
          return RuleNamed(plan_, a)->severity < RuleNamed(plan_, b)->severity;
        });
    ++i;
  }
}

void AccountAlerts::Observe(absl::Time at, const std::vector<Ternary>& holds,
                            const absl::TimeZone& zone, std::vector<AlertEvent>& events) {
  at = std::max(at, state_.at);
  // Up to now conditions were as they were last seen; what falls due now is asked of what is seen
  // now.
  for (auto due = Next(); due && due->at < at; due = Next()) {
    due->at = std::max(due->at, state_.at);
    Happen(*due, zone, events);
    state_.at = due->at;
  }
  state_.at = at;
  DropUnknownRules(zone, events);
  for (size_t i = 0; i < holds.size() && i < plan_.alerts.size(); ++i) {
    WatchedRule& watched = Watched(plan_.alerts[i].name);
    if (holds[i] == Ternary::kUnknown || (holds[i] == Ternary::kTrue) == watched.holds) continue;
    watched.holds = holds[i] == Ternary::kTrue;
    watched.raised = false;
    watched.since = at;
  }
  // What begins joins what is open before that is found to be over: yellow that turns red goes on.
  Advance(at, zone, events);
  EndWhatIsOver(at, zone, events);
}

absl::Status AccountAlerts::Act(const AlertAction& action, const absl::TimeZone& zone,
                                std::vector<AlertEvent>& events) {
  const absl::Time at = std::max(action.at, state_.at);
  Advance(at, zone, events);
  OpenAlert* open = OpenWith(action.key);
  if (open == nullptr) {
    std::vector<std::string> keys;
    for (const OpenAlert& one : state_.open) keys.push_back(one.key);
    return absl::NotFoundError(
        absl::StrCat("no alert ", Quoted(action.key), " is open; ",
                     keys.empty() ? "none is" : absl::StrCat("open: ", absl::StrJoin(keys, ", "))));
  }
  if (action.kind == AlertAction::Kind::kSnooze && action.until <= at) {
    return absl::InvalidArgumentError("an alert is snoozed until a moment that is still to come");
  }
  if (action.kind == AlertAction::Kind::kResolve) {
    End(static_cast<size_t>(open - state_.open.data()), at, action.by, zone, events);
    return absl::OkStatus();
  }
  const bool snoozes = action.kind == AlertAction::Kind::kSnooze;
  if (snoozes) {
    open->snoozed_until = action.until;
  } else {
    open->acknowledged_at = at;
  }
  events.push_back({snoozes ? AlertEventKind::kSnoozed : AlertEventKind::kAcknowledged, at, at,
                    open->key, open->lead, open->lead, open->times, action.by});
  return absl::OkStatus();
}

}  // namespace bellwether::alerts
