// Tested by tests/server/alert_course_test.cc.
#include "server/book/alert_state.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "server/book/alert_state.pb.h"
#include "server/book/stored_body.h"

namespace bellwether {
namespace {

using alerts::AlertState;
using alerts::OpenAlert;
using alerts::WatchedRule;
using server::KeptAlertState;

int64_t Micros(absl::Time time) { return absl::ToUnixMicros(time); }
absl::Time Time(int64_t micros) { return absl::FromUnixMicros(micros); }

void ToMessage(const WatchedRule& rule, KeptAlertState::Rule& message) {
  message.set_name(rule.name);
  message.set_holds(rule.holds);
  message.set_raised(rule.raised);
  message.set_since(Micros(rule.since));
  if (rule.ended_at) message.set_ended_at(Micros(*rule.ended_at));
}

WatchedRule FromMessage(const KeptAlertState::Rule& message) {
  WatchedRule rule;
  rule.name = message.name();
  rule.holds = message.holds();
  rule.raised = message.raised();
  rule.since = Time(message.since());
  if (message.has_ended_at()) rule.ended_at = Time(message.ended_at());
  return rule;
}

void ToMessage(const OpenAlert& open, KeptAlertState::Open& message) {
  message.set_key(open.key);
  message.set_lead(open.lead);
  for (const std::string& rule : open.rules) message.add_rules(rule);
  message.set_times(open.times);
  message.set_raised_at(Micros(open.raised_at));
  message.set_told_at(Micros(open.told_at));
  message.set_last_told_at(Micros(open.last_told_at));
  if (open.acknowledged_at) message.set_acknowledged_at(Micros(*open.acknowledged_at));
  if (open.snoozed_until) message.set_snoozed_until(Micros(*open.snoozed_until));
  if (open.escalated_at) message.set_escalated_at(Micros(*open.escalated_at));
}

OpenAlert FromMessage(const KeptAlertState::Open& message) {
  OpenAlert open;
  open.key = message.key();
  open.lead = message.lead();
  open.rules.assign(message.rules().begin(), message.rules().end());
  open.times = message.times();
  open.raised_at = Time(message.raised_at());
  open.told_at = Time(message.told_at());
  open.last_told_at = Time(message.last_told_at());
  if (message.has_acknowledged_at()) open.acknowledged_at = Time(message.acknowledged_at());
  if (message.has_snoozed_until()) open.snoozed_until = Time(message.snoozed_until());
  if (message.has_escalated_at()) open.escalated_at = Time(message.escalated_at());
  return open;
}

KeptAlertState MessageOf(const AlertState& state) {
  KeptAlertState message;
  for (const WatchedRule& rule : state.rules) ToMessage(rule, *message.add_rules());
  for (const OpenAlert& open : state.open) ToMessage(open, *message.add_open());
  return message;
}

}  // namespace

std::string EncodeAlertState(const RememberedAlerts& remembered) {
  KeptAlertState message = MessageOf(remembered.state);
  if (remembered.state.at != absl::InfinitePast()) message.set_at(Micros(remembered.state.at));
  message.set_zone(remembered.facts.zone.name());
  message.set_csm(remembered.facts.csm);
  message.set_stake(remembered.facts.stake);
  message.set_band(remembered.facts.band);
  return EncodeBody(message);
}

absl::StatusOr<RememberedAlerts> DecodeAlertState(const std::string& body) {
  RememberedAlerts remembered;
  if (body.empty()) return remembered;
  KeptAlertState message;
  const absl::Status read = DecodeBody(body, "the state of an account's alerts", message);
  if (!read.ok()) return read;
  for (const auto& rule : message.rules()) remembered.state.rules.push_back(FromMessage(rule));
  for (const auto& open : message.open()) remembered.state.open.push_back(FromMessage(open));
  if (message.has_at()) remembered.state.at = Time(message.at());
  // One that this machine does not know any more is UTC, until the next look.
  static_cast<void>(absl::LoadTimeZone(message.zone(), &remembered.facts.zone));
  remembered.facts.csm = message.csm();
  remembered.facts.stake = message.stake();
  remembered.facts.band = message.band();
  return remembered;
}

bool IsBlank(const AlertState& state) {
  return state.open.empty() &&
         std::none_of(state.rules.begin(), state.rules.end(),
                      [](const WatchedRule& rule) { return rule.holds || rule.ended_at; });
}

bool GoOnAlike(const AlertState& a, const AlertState& b) {
  return MessageOf(a).SerializeAsString() == MessageOf(b).SerializeAsString();
}

}  // namespace bellwether
